"""What a verb reports is found: behind it, before it, and about it."""

import pytest

from dashboard.grammar.contents import Contents
from tests.support.parsed import sentence, words


@pytest.mark.parametrize(
    ("text", "content", "place"),
    [
        ("Olsen said that the bridge was shut.", ["the bridge was shut"], "before"),
        ("Olsen said on Monday that it was shut.", ["it was shut"], "before"),
        (
            "Olsen told reporters the bridge was shut.",
            ["the bridge was shut"],
            "before",
        ),
        (
            "The bridge was shut, Olsen said on Monday.",
            ["The bridge was shut"],
            "behind",
        ),
        (
            "The bridge was shut, said Mara Olsen of Lund.",
            ["The bridge was shut"],
            "behind",
        ),
        (
            "The bridge, Olsen said, was shut for good.",
            ["The bridge", "was shut for good"],
            "around",
        ),
        (
            "In the end, Olsen said, the bridge was shut.",
            ["the bridge was shut"],
            "around",
        ),
        (
            "Olsen called the bridge a wreck, and left.",
            ["the bridge a wreck"],
            "before",
        ),
        ("Olsen praised Vik, saying he was kind.", ["Vik"], "before"),
        ("Olsen said it rained, but Vik said it snowed.", ["it rained"], "before"),
    ],
)
def test_what_is_reported_is_found(text: str, content: list[str], place: str) -> None:
    one = sentence(text)
    parts, where = Contents(one).of(0, one.verbs[0])
    assert ([words(one, part) for part in parts], where) == (content, place)

"""What may be a name, and what stands between a subject and its verb."""

import pytest

from dashboard.grammar.words import is_adverb, is_name
from tests.support.parsed import passage


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor met Mara Olsen.", ["Mara", "Olsen"]),
        ("But Olsen left on Monday.", ["Olsen"]), ("“We” go. She left.", []),
        ("In May I met Lund.", ["Lund"]),
    ],
)  # fmt: skip
def test_a_capital_alone_makes_no_name(text: str, names: list[str]) -> None:
    whole = passage(text)
    found = [
        whole.tokens[at].text
        for first, last in whole.sentences
        for at in range(first, last)
        if is_name(whole.tokens, at, first)
    ]
    assert found == names


def test_adverbs_are_known_by_list_or_ending() -> None:
    tokens = passage("also calmly Sally fly often").tokens
    assert [one.text for one in tokens if is_adverb(one)] == ["also", "calmly", "often"]

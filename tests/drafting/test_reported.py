"""What is told without marks: by whom, by which cue, and of what kind."""

import pytest

from tests.support.parsed import told


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Mara Olsen said that the bridge was shut.",
         ("indirect", "Mara Olsen", "said", "the bridge was shut")),
        ("The bridge was shut, the ministry reported on Thursday.",
         ("indirect", "ministry", "reported", "The bridge was shut")),
        ("According to Mara Olsen, the bridge was shut.",
         ("indirect", "Mara Olsen", "According to", "the bridge was shut")),
        ("The bridge was shut, according to Mara Olsen.",
         ("indirect", "Mara Olsen", "according to", "The bridge was shut")),
        ("Mara Olsen was quoted as saying that the bridge was shut.",
         ("indirect", "Mara Olsen", "was quoted as saying", "the bridge was shut")),
        ("Mara Olsen did not refer to the fire in Lund.",
         ("silence", "Mara Olsen", "did not refer to", "the fire in Lund")),
        ("State media photographs showed Vik beside the bridge.",
         ("image", "State media", "showed", "Vik beside the bridge")),
        ("Kari Vik opens the new bridge in the harbour of Lund. Lund Press",
         ("image", "Lund Press", "Lund Press",
          "Kari Vik opens the new bridge in the harbour of Lund")),
        ("Kari Vik thanked Mara Olsen for the new bridge.",
         ("indirect", "Kari Vik", "thanked", "Mara Olsen for the new bridge")),
    ],
)  # fmt: skip
def test_what_is_told_is_drafted(text: str, row: tuple[str, str, str, str]) -> None:
    assert told(text) == [row]


@pytest.mark.parametrize(
    "text",
    ["The bridge is shut.", "Olsen said nothing.", "The claims hurt.", "She left."],
)
def test_what_nobody_says_is_not_drafted(text: str) -> None:
    assert told(text) == []

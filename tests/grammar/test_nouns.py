"""The first noun of a sentence, past what opens it."""

import pytest

from tests.support.parsed import sentence, words


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The old mayor was there.", "The old mayor"),
        ("But Mara Olsen has left.", "Mara Olsen"),
        ("After the vote in Lund, the council met.", "the council"),
        ("When it rained, she stayed.", "she"), ("“Go” is a word.", ""),
        ("Olsen, the mayor, left.", "Olsen"),
    ],
)  # fmt: skip
def test_the_first_noun_stands_past_an_opening_clause(text: str, noun: str) -> None:
    one = sentence(text)
    assert words(one, one.main()) == noun

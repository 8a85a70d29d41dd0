"""Verbs that attribute are told from nouns."""

import pytest

from dashboard.text import reporting_verbs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said so, according\nto him.", ["said", "according to"]),
        ("the state and the United States report a claim", []),
        ("He claims so; it reports that no note was kept", ["claims", "reports"]),
        ("the alleged plot, a reported loss, their warning", []),
        ("It reported a loss, Saying so. SAID", ["reported", "saying", "said"]),
        ("he saids, unsaid", []),
    ],
)
def test_verbs_that_attribute_are_told_from_nouns(
    text: str, expected: list[str]
) -> None:
    assert [word for word, *_ in reporting_verbs.verbs(text)[0]] == expected


def test_beyond_so_many_words_it_is_told_where_they_end() -> None:
    text = "He said so. She said no. It said nothing."
    found, to = reporting_verbs.verbs(text, 2)
    assert [start for _, start, _ in found] == [3, 16]
    assert to == text.rindex("said")
    assert reporting_verbs.verbs(text)[1] == len(text)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Should we believe it? he said.", True), ("We stay, Mara Olsen said.", True),
        ("Wir bleiben, sagte Olsen.", True), ("Reste, dit-elle.", True),
        ("We stay, said Olsen, and left.", True), ("We stay. he added.", True),
        ("We stay. Then came the letter.", False),
        ("They said so. First came the promise.", False), ("", False),
    ],
)  # fmt: skip
def test_a_clause_that_attributes_is_found_within_words(
    words: str, is_one: bool
) -> None:
    assert reporting_verbs.is_attributed(words, 0, len(words)) is is_one


@pytest.mark.parametrize(
    ("lead", "last", "behind", "is_same"),
    [
        ("Olsen said: “", "We go.", "”", True),
        ("Olsen said: “", "We go.", "” The board met.", True),
        ("Mara Olsen said. “", "We go,", "” said Olsen.", True),
        ("Olsen said: “", "We go,", "” said Brandt.", False),
        ("Olsen said: “", "We go!", "” Brandt said.", False),
        ("Olsen said: “", "We go,", "” she said.", False),
        ("Brandt asked Olsen: “", "We go,", "” said Olsen.", False),
    ],
)
def test_who_speaks_on_is_another_where_another_may_be_named(
    lead: str, last: str, behind: str, is_same: bool
) -> None:
    text = f"{lead}One.\n\n“{last}{behind}\n"
    at = text.index(last) + len(last)
    found = reporting_verbs.is_same_speaker(text, (0, len(lead)), at, at + 1)
    assert found is is_same

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

"""Pairs of quotation marks are told from apostrophes, in any script."""

import pytest

from dashboard.text import quotation_marks
from tests.support.steps import PAIRS, growth


def inside(text: str) -> list[str]:
    """What stands between the marks of a text; unpaired ones with a question mark."""
    found, _ = quotation_marks.pairs(text)
    return [text[one.start : one.end] + ("" if one.is_paired else "?") for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We oppose it,” she said. “No.”", ["We oppose it,", "No."]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("the ‘forever dam’ of Arden’s", ["forever dam"]),
        ("Arden's 'Water Day' isn't the neighbours' day", ["Water Day"]),
        ("'NO SECRET'", ["NO SECRET"]),
        ("the ’90s, ’em, '80s and rock 'n' roll", []),
        ("‘the ministers’ plan’ fell", ["the ministers’ plan"]),
        ("“He called it ‘folly’ twice,” she said", ["He called it ‘folly’ twice,",
                                                    "folly"]),
        ("« Non », dit-il ; „Nein“, sagte er; »doch«", [" Non ", "Nein", "doch"]),
        ("他说「和平」与『停』", ["和平", "停"]),
        ("他说“和平”，又说“停”", ["和平", "停"]),
        ('a 12" pipe, 5\'10" tall', []),
        ("He said “we will never", ["we will never?"]),
        ("will never” he said", [" he said?"]),
        ("No marks at all.", []),
        ("", []),
    ],
)  # fmt: skip
def test_pairs_of_marks_are_told_from_apostrophes(
    text: str, expected: list[str]
) -> None:
    assert inside(text) == expected


def test_a_quotation_of_several_paragraphs_is_one_pair_in_each() -> None:
    text = "“First part\n\n“Second part.”\n\n“Left open\n\nNo more."
    assert inside(text) == ["First part", "Second part.", "Left open?"]


# Steps are counted: no test hangs on how busy the machine is.


@pytest.mark.parametrize("between", ["", "s a"])
def test_any_two_marks_again_and_again_take_steps_as_they_are_many(
    between: str,
) -> None:
    for pair in PAIRS:
        ways = (
            lambda n, pair=pair: between.join(pair) * n,
            lambda n, pair=pair: (pair[0] + between) * n + (between + pair[1]) * n,
        )
        for made in ways:
            assert growth(quotation_marks.pairs, made, 6) < 2.6, pair


def test_beyond_so_many_steps_it_is_told_where_they_end() -> None:
    text = "“a” “b “c”\n“d”"
    found, to = quotation_marks.pairs(text, 5)
    assert to == text.index("c")
    assert [(text[one.start : one.end], one.is_paired) for one in found] == [
        ("a", True), ("b “", False), ("", False),
    ]  # fmt: skip
    assert quotation_marks.pairs(text)[1] == len(text)

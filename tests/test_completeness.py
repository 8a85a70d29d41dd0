"""Quotation marks and verbs of a text are found, and what no row covers is said."""

import pytest

from dashboard.provenance import coverage
from dashboard.provenance.coverage import CUE, MARKS, RELAY, UNPAIRED, VERB, Trace
from dashboard.provenance.verify import Copy, verify
from dashboard.text import quotation_marks, reporting_verbs
from tests.support.small_record import ROWS, SOURCE_TEXT
from tests.test_proof import CLAIMS

CUED = [
    claim._replace(
        cue=ROWS["quotes"][number]["cue"],
        relays=("Arden's state news agency",) if number == 0 else (),
    )
    for number, claim in enumerate(CLAIMS[: len(ROWS["quotes"])])
] + CLAIMS[len(ROWS["quotes"]) :]


def inside(text: str) -> list[str]:
    """What stands between the marks of a text; unpaired ones with a question mark."""
    found = quotation_marks.pairs(text)
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
    assert [word for word, *_ in reporting_verbs.verbs(text)] == expected


@pytest.mark.parametrize(
    ("language", "known"), [("en", True), ("en-GB", True), ("ko", False), ("", False)]
)
def test_verbs_are_known_in_english_alone(language: str, known: bool) -> None:
    assert reporting_verbs.is_known(language) is known
    found = coverage.marks_and_verbs(Copy("He said so."), [], language)
    assert bool(found) is known


def traced(text: str, claims: list = CUED) -> list[Trace]:
    copy = Copy(text)
    return coverage.marks_and_verbs(copy, verify(copy, claims), "en")


def test_all_of_the_small_record_is_covered() -> None:
    found = traced(SOURCE_TEXT)
    assert [one.words for one in found if one.kind == MARKS] == [
        mark["content"] for mark in ROWS["marks"]
    ]
    told = [(one.words, one.paragraph, one.covered) for one in found
            if one.kind == VERB]  # fmt: skip
    assert told == [
        ("said", 4, CUE),
        ("reported", 4, RELAY),
        ("told", 5, CUE),
        ("said", 6, CUE),
        ("promised", 6, CUE),
        ("said", 7, CUE),
    ]
    assert coverage.summary(found) == (
        "6 pairs of quotation marks, 6 covered; 6 verbs and phrases that attribute,"
        " 6 covered."
    )


def test_what_no_row_covers_comes_first_with_its_sentence_and_line() -> None:
    text = SOURCE_TEXT + "\n“Enough,” the envoy warned. Nobody replied.\n“Never\n"
    found = traced(text)
    left_out = [(one.kind, one.words, one.line) for one in found if not one.covered]
    assert left_out == [
        (MARKS, "Enough,", 19),
        (VERB, "warned", 19),
        (VERB, "replied", 19),
        (UNPAIRED, "Never", 20),
    ]
    first, last = coverage.sentence(Copy(text), found[0].start, found[0].end)
    assert text[first:last] == "“Enough,” the envoy warned."


def test_a_second_verb_of_a_paragraph_is_not_covered_by_another_sentences_cue() -> None:
    text = SOURCE_TEXT.replace("Talks collapsed", "Arden said nothing. Talks collapsed")
    assert [(one.words, one.paragraph) for one in traced(text) if not one.covered] == [
        ("said", 6),
    ]


def test_without_its_rows_nothing_is_covered() -> None:
    assert not [one for one in traced(SOURCE_TEXT, []) if one.covered]


def test_a_long_line_is_looked_through_and_shown_in_part() -> None:
    text = "He said “yes” and no. " * 20_000
    found = traced(text)
    assert len(found) == 40_000
    first, last = coverage.sentence(Copy(text), found[9].start, found[9].end)
    assert text[first:last] == "He said “yes” and no."

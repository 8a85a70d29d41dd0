"""What no row covers of a text is said, with its sentence and line."""

import pytest

from dashboard.provenance import coverage
from dashboard.provenance.coverage import CUE, MARKS, RELAY, UNPAIRED, VERB, Trace
from dashboard.provenance.verify import Copy, verify
from dashboard.text import reporting_verbs
from tests.support.claims import CLAIMS
from tests.support.small_record import ROWS, SOURCE_TEXT

CUED = [
    claim._replace(
        cue=ROWS["quotes"][number]["cue"],
        relays=("Arden's state news agency",) if number == 0 else (),
    )
    for number, claim in enumerate(CLAIMS[: len(ROWS["quotes"])])
] + CLAIMS[len(ROWS["quotes"]) :]


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

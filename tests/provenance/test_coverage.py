"""What no row covers of a text is said, with its sentence and line."""

import random

import pytest

from dashboard.provenance import copied_text, coverage
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import CUE, MARKS, RELAY, UNPAIRED, VERB, Trace
from dashboard.provenance.verify import verify
from dashboard.record import limits
from dashboard.text import reporting_verbs
from tests.support.claims import CLAIMS
from tests.support.small_record import ROWS, SOURCE_TEXT
from tests.support.steps import UNITS, growth

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
    first, last = copied_text.sentence(Copy(text), found[0].start, found[0].end)
    assert text[first:last] == "“Enough,” the envoy warned."


def test_a_speech_over_paragraphs_is_one_and_covered_where_each_of_them_is() -> None:
    text = "Olsen said: “We stay.\n\n“We pay.\n\n“We wait.” “No.”\n"
    rows = [
        Claim("quotes", f"q{at}", words, at, at + len(words), cue="said")
        for words in ("We stay.", "We pay.", "We wait.")
        for at in [text.index(words)]
    ]
    (no, speech) = [one for one in traced(text, rows) if one.kind == MARKS]
    assert (no.words, no.covered) == ("No.", "")
    assert speech.words == "We stay. “We pay. “We wait."
    assert (speech.called, speech.covered, speech.paragraph, speech.line) == (
        "quotation marks over 3 paragraphs", "a statement", 1, 1,
    )  # fmt: skip
    for left_out in range(3):
        some = rows[:left_out] + rows[left_out + 1 :]
        assert not [one for one in traced(text, some) if one.covered == "a statement"]


def test_speech_without_marks_is_called_possible() -> None:
    text = "— We stay, he said. — Why?\n\nShe wrote: *Not one day*.\n"
    rows = [Claim("quotes", "q", "We stay", 2, 9, cue="said")]
    found = [one for one in traced(text, rows) if one.kind != VERB]
    assert [(one.kind, one.words, one.covered) for one in found] == [
        ("possible speech after a dash", "Why", ""),
        ("possible speech between stars or low lines", "Not one day", ""),
        ("possible speech after a dash", "We stay", "a statement"),
    ]
    assert coverage.summary(traced(text, rows)).startswith(
        "0 pairs of quotation marks, 0 covered; 3 passages that may be speech without"
        " quotation marks, 1 covered; "
    )


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
    first, last = copied_text.sentence(Copy(text), found[9].start, found[9].end)
    assert text[first:last] == "He said “yes” and no."


def looked_through(text: str) -> object:
    copy = Copy(text)
    claims = [Claim("quotes", "q", "a dam", 3, 8, cue="said")]
    return coverage.marks_and_verbs(copy, verify(copy, claims), "en")


@pytest.mark.parametrize("unit", UNITS)
def test_a_copy_takes_steps_as_it_is_long(unit: str) -> None:
    assert growth(looked_through, lambda n: unit * n, 100) < 2.6
    assert growth(looked_through, lambda n: unit[0] * n + unit[-1] * n, 100) < 2.6


def test_what_covers_a_stretch_is_the_last_row_that_reaches_over_it() -> None:
    dice = random.Random(4)
    for _ in range(300):
        rows = [(a, a + dice.randint(1, 20), dice.choice(list(coverage.COVERS)))
                for a in dice.choices(range(30), k=dice.randint(0, 12))]  # fmt: skip
        placed = [
            Finding(Claim(table, "k", "x", a, b), Verdict.EXACT, a, b)
            for a, b, table in rows
        ]
        order = list(coverage.COVERS)
        rows.sort(key=lambda row: (row[0], order.index(row[2])))
        spans = coverage._Spans(placed)
        for start in range(35):
            end = start + dice.randint(1, 10)
            over = [table for a, b, table in rows if a <= start and b >= end]
            # Those that begin later are asked for later.
            assert spans.cover(start, end) == (
                coverage.COVERS[over[-1]] if over else ""
            )


def test_what_is_not_looked_at_is_told_and_never_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "He said “yes” and “no”. She said “never”."
    monkeypatch.setattr(limits, "MARKS", 14)
    monkeypatch.setattr(limits, "VERBS", 1)
    found = coverage.marks_and_verbs(Copy(text), [], "en")
    told = found.beyond()
    assert f"quotation marks from character {text.index('“never') + 1}" in told
    assert f"verbs from character {text.rindex('said')} of {len(text)} on" in told
    assert "2 pairs" in coverage.summary(found)
    whole = coverage.marks_and_verbs(Copy(text), [], "en", times=2)
    assert whole.beyond() == ""
    assert "3 pairs" in coverage.summary(whole)

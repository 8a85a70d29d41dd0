"""What is typed is understood as words, phrases, beginnings, exclusions and signs."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.search import question as typed_question
from tests.support.plain_matcher import (
    Asked,
    covered,
    matched,
    places,
    printed,
    questions,
)


def test_of_a_thousand_words_the_first_are_looked_for_and_the_rest_counted() -> None:
    question = typed_question.parse(" ".join(f"w{n}" for n in range(1_000)))
    assert len(question.words) == typed_question.LONGEST
    assert question.left_out == 1_000 - typed_question.LONGEST
    assert typed_question.parse("dam dam").left_out == 0


def test_a_question_is_understood_as_words_phrases_and_signs() -> None:
    question = typed_question.parse('The “DAM of” won’t ( "a b')
    runs = [run.words for run in question.runs]
    assert runs == [("the",), ("dam", "of"), ("won't",), ("a", "b")]
    assert question.signs == ["("]
    assert not typed_question.parse(" \0 ")


# Highlights


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("dam", [(4, 7), (20, 23)]),
        ('"the dam"', [(0, 7), (16, 23)]),
        ("the dam", [(0, 3), (4, 7), (16, 19), (20, 23), (27, 30)]),
        ('"the dam" dam', [(0, 7), (16, 23)]),  # one within the other: one
        (";", [(7, 8), (14, 15)]),
        ("", []),
        ("xyz", []),
    ],
)
def test_highlights_are_spans_of_the_printed_text(
    typed: str, spans: list[tuple[int, int]]
) -> None:
    text = "the dam; river; the dam of the"
    assert typed_question.highlights(typed_question.parse(typed), text) == spans


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), asked=questions())
def test_any_text_is_lit_where_a_plain_matcher_says(
    seed: int, asked: tuple[str, list[Asked], list[Asked]]
) -> None:
    typed, wanted, _ = asked
    text = printed(random.Random(seed))
    for part in wanted:
        lit = {n for hit in places(text, part) for n in hit}
        assert covered(text[0], typed_question.parse(part.typed)) == lit
    hits = matched([text], wanted, [])
    assert not hits or covered(text[0], typed_question.parse(typed)) == hits["q0"]


@pytest.mark.parametrize("typed", ["well-known", "– dam", "—dam", "dam -", "dam - of"])
def test_a_dash_within_or_beside_words_excludes_nothing(typed: str) -> None:
    assert not typed_question.parse(typed).excluded


def test_what_was_understood_is_said_where_it_is_not_plainly_typed() -> None:
    assert typed_question.describe(typed_question.parse("the dam")) == ""
    asked = typed_question.parse('sanct* "the dam" -selm -"a b" -(')
    assert typed_question.describe(asked) == (
        "words that begin with “sanct…”; the words “the dam” side by side; "
        "nothing with “selm”; nothing with “a b”; nothing with “(”"
    )


def test_questions_of_one_shape_are_compiled_once() -> None:
    shapes = [
        typed_question.parse(typed).stand_ins({})
        for typed in ('dam "of the" -selm*', 'river "in a" -ard*', 'dam "of a" selm*')
    ]
    assert shapes[0] == shapes[1] != shapes[2]
    values: dict[str, str] = {}
    typed_question.parse('dam "of the dam" (').stand_ins(values)
    assert values == {"typed0": "dam", "typed1": "of", "typed2": "the", "typed3": "("}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("dam OR river", "either “dam” or “river”"),
        ("dam OR river OR selm", "either “dam” or “river” or “selm”"),
        ("treaty dam OR river", "either “dam” or “river”"),
        ('"the dam" OR river', "the words “the dam” side by side; “OR” left out"),
        ("dam NOT river", "nothing with “river”"),
        ("NOT dam", "nothing with “dam”"),
        ('NOT "the dam"', "nothing with “the dam”"),
        ("dam AND river", ""),
        ("dam AND", ""),
        ("OR", ""),
        ("not dam or river", ""),
        ('"OR"', ""),
        ("content:dam", "“content:” left out"),
        ('Speaker:"the dam"', "the words “the dam” side by side; “Speaker:” left out"),
        ("* dam", "“*” left out"),
        ('dam "', '“"” left out'),
        ("%", "the sign “%”"),
        ("--", "the sign “-”"),
        ("–", "the sign “-”"),
        ("^dam", "“dam” and “^”"),
        ('"', ""),
        ("''", ""),
    ],
)
def test_what_other_searches_know_is_obeyed_or_said_to_be_left_out(
    typed: str, told: str
) -> None:
    assert typed_question.describe(typed_question.parse(typed)) == told


@pytest.mark.parametrize("typed", ['"', '""', "“”", "*", "**", "''", "speaker:", '" "'])
def test_a_mark_alone_asks_for_nothing_and_is_named(typed: str) -> None:
    question = typed_question.parse(typed)
    assert not question
    assert len(question.ignored) == 1


def test_words_that_join_are_obeyed_in_capitals_alone_and_counted() -> None:
    assert typed_question.parse("dam OR river").joining == ("OR",)
    assert typed_question.parse("dam or river").joining == ()
    assert [r.words for r in typed_question.parse("NOT").runs] == [("not",)]
    many = typed_question.parse(" OR ".join(f"w{n}" for n in range(200)))
    (run,) = many.runs
    assert len((*run.words, *run.either)) == typed_question.LONGEST


def test_either_of_two_words_is_lit() -> None:
    asked = typed_question.parse("dam OR river")
    assert typed_question.highlights(asked, "a dam, a river") == [(2, 5), (9, 14)]

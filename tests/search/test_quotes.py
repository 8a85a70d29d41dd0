"""Words are found whatever their dress, signs as they stand, and nothing else is."""

import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries import stances
from dashboard.queries.ask import Key, Keys
from dashboard.queries.filters import Filters
from dashboard.search import question as typed_question
from dashboard.search import quotes, ranking
from dashboard.search import quotes as quote_search
from tests.support.plain_matcher import (
    DAM,
    EXAMPLES,
    Asked,
    Told,
    covered,
    matched,
    questions,
)
from tests.support.short_keys import keys
from tests.support.small_record import key
from tests.support.texts import TEXTS, found, lit, written

EVERYTHING = Filters()


def test_no_question_finds_everything_in_the_order_of_the_source(texts: Record) -> None:
    assert found(texts, "") == found(texts, "  ") == found(texts, '""') == TEXTS


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        # Case, accents, letters that are two, width.
        ("cafe", ["café", "CAFÉ"]),
        ("CAFE\u0301", ["café", "CAFÉ"]),
        ("straße", ["Straße", "STRASSE"]),
        ("strasse", ["Straße", "STRASSE"]),
        ("wide", ["Ｗｉｄｅ"]),
        ("ｄａｍ", ["dam", "dam", "dam"]),
        ("ёлка", ["Ёлка", "ЕЛКА"]),
        ("елка", ["Ёлка", "ЕЛКА"]),
        # Apostrophes of any shape.
        ("won't", ["won’t", "won't"]),
        ("won’t", ["won’t", "won't"]),
        ("won＇t", ["won’t", "won't"]),
        ("Shoigu", ["Shoigu"]),
        ("Shoigu's", ["Shoigu’s"]),
        # Scripts without case or spaces.
        ("كتاب", ["كِتَابٌ", "كتاب"]),
        ("كِتَاب", ["كِتَابٌ", "كتاب"]),
        ("中国", ["中国"]),
        ("外交部", ["外交部"]),
        ("国", ["国", "国", "国"]),
        ("ประเทศ", ["ประเทศ"]),
        ("สงบ", ["สงบ"]),
        # Words and phrases.
        ("river dam", ["dam", "river", "dam", "river", "river", "dam"]),
        ('"the river"', ["the river", "the river", "the river"]),
        ('"river dam"', ["river dam"]),
        ("“dam of the river”", ["dam of the river"]),
        ('"dam of the', ["dam of the"]),  # an unclosed mark reaches to the end
        ("well-known", ["well-known"]),
        ('"WELL KNOWN"', ["well-known"]),
        # Parts of words are not words.
        ("by", ["by"]),
        ("near", []),
        ("da", []),
        ("ประเทศลาว", []),
        # All words, not any.
        ("river Straße", []),
    ],
)
def test_words_are_found_and_lit(texts: Record, typed: str, hits: list[str]) -> None:
    assert [one for text in found(texts, typed) for one in lit(typed, text)] == hits


@pytest.mark.parametrize(
    ("typed", "number", "hits"),
    [
        ("(", 2, ["(", "("]),
        (")", 2, [")", ")"]),
        ("%", 1, ["%"]),
        ("_", 1, ["_"]),
        ("\\", 1, ["\\"]),
        ("'", 3, ["’", "'", "’"]),
        ("+", 1, ["+", "+"]),
        ("&", 2, ["&", "&"]),
        ("<", 1, ["<", "<"]),
        (";", 1, [";", ";"]),
        ("—", 2, ["-", "—"]),  # a dash of any length
        ('"*"', 0, []),
        # What asks for nothing leaves everything.
        ("*", len(TEXTS), []),
        ('"', len(TEXTS), []),
        ("?!…", 0, []),
        ("U.S.", 1, ["U.S"]),
        ("u.s", 1, ["U.S"]),
        ("C++", 1, ["C", "++", "C"]),
        ("C#", 1, ["C", "C", "#"]),
        ("50%", 1, ["50", "%"]),
        ("a_b", 1, ["a_b"]),
        ("a%b", 0, []),
        ("c\\d", 1, ["c\\d"]),
        ("' OR 1=1 --", 0, []),
        ("<script>", 1, ["<", "script", ">", "<", "script", ">"]),
    ],
)
def test_signs_are_read_as_they_stand(
    texts: Record, typed: str, number: int, hits: list[str]
) -> None:
    rows = found(texts, typed)
    assert len(rows) == number
    assert [one for text in rows for one in lit(typed, text)] == hits


@pytest.mark.parametrize(
    "typed",
    [
        "\0", "dam\0river", "(" * 10_000, "x" * 10_000, "dam " * 2_500, '"' * 10_000,
        " ".join(f"w{n}" for n in range(1_000)),
        '"' + " ".join(f"w{n}" for n in range(1_000)),
        " ".join("!?%(_*")
        + " ", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "ignore"),
        "🙂", "\u202e\u200b", "\n\t\r", "{0}", "%s %d", "NULL", "AND OR NOT",
    ],
    ids=lambda typed: repr(typed[:12]),
)  # fmt: skip
def test_any_question_is_answered_and_soon(texts: Record, typed: str) -> None:
    began = time.perf_counter()
    rows = found(texts, typed)
    for text in rows:
        lit(typed, text)
    assert time.perf_counter() - began < 5


def test_nul_parts_words(texts: Record) -> None:
    assert found(texts, "dam\0river") == found(texts, "dam river")


def test_a_page_of_hits_holds_the_total_of_all(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING, "dam", "relevance", 2, 2)
    assert [one[-3:] for one in rows["quote_id"]] == ["7-a", "4-a"]
    assert set(rows["total"]) == {5}


def test_a_word_that_no_quote_holds_leads_to_those_that_begin_so(
    record: Record,
) -> None:
    assert quotes.suggestions(record, typed_question.parse("dry might oppo")) == [
        "oppose"
    ]
    assert quotes.suggestions(record, typed_question.parse("dam")) == []
    assert quotes.suggestions(record, typed_question.parse("zzz %")) == []


def test_a_word_that_quotes_hold_leads_to_longer_words_that_begin_so(
    tmp_path: Path,
) -> None:
    # Twice “dams”, once “damage” and “damn”; a word never leads to itself.
    told = written(tmp_path, ["the dam", "dams and dams", "dams", "damn damage"])
    assert quotes.suggestions(told, typed_question.parse("DAM")) == [
        "dams",
        "damage",
        "damn",
    ]
    assert quotes.suggestions(told, typed_question.parse("the dam")) == [
        "dams", "damage", "damn",
    ]  # fmt: skip
    assert quotes.suggestions(told, typed_question.parse("dams")) == []


def test_at_most_six_longer_words_are_named(tmp_path: Path) -> None:
    told = written(tmp_path, ["dama damb damc damd dame damf damg"])
    assert quotes.suggestions(told, typed_question.parse("dam")) == [
        "dama", "damb", "damc", "damd", "dame", "damf",
    ]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(which=st.integers(0, 1), asked=questions())
@example(which=0, asked=("treaty", [Asked("", (("treaty",),), is_loose=True)], []))
@example(which=1, asked=("-treaty", [], [Asked("", (("treaty",),), is_loose=True)]))
@example(which=0, asked=('"treaty"', [Asked("", (("treaty",),))], []))
@example(which=0, asked=("中国", [Asked("", (("中",), ("国",)))], []))
@example(which=0, asked=('"dam dam"', [Asked("", (("dam",), ("dam",)))], []))
@example(which=1, asked=("dam damp", [DAM, Asked("", (("damp",),))], []))
@example(which=0, asked=("-dam", [], [DAM]))
@example(which=0, asked=("da* -dam", [Asked("", (("dam", "damp"),))], [DAM]))
def test_the_engine_finds_and_lights_what_a_plain_matcher_does(
    told: list[Told], which: int, asked: tuple[str, list[Asked], list[Asked]]
) -> None:
    typed, wanted, unwanted = asked
    one = told[which]
    expected = matched(one.texts, wanted, unwanted, one.names, one.is_english)
    rows = quotes.quotes(one.record, EVERYTHING, typed, "relevance", size=None)
    assert sorted(rows["quote_id"]) == sorted(expected)
    assert set(rows["total"]) in ({len(expected)}, set())
    question = ranking.look_up(one.record, typed)
    lit = {row["quote_id"]: covered(row["content"], question)
           for row in rows.to_dict("records")}  # fmt: skip
    assert lit == expected
    assert list(rows["score"]) == sorted(rows["score"], reverse=True)


# Beginnings and exclusions


def test_a_beginning_finds_every_word_that_begins_so(tmp_path: Path) -> None:
    told = written(tmp_path, ["the dam", "Dams of Selm", "a damp day", "madam", "d*m"])
    assert found(told, "dam*") == ["the dam", "Dams of Selm", "a damp day"]
    assert lit("dam*", "Dams of damp Selm") == ["Dams", "damp"]
    # Only right behind a word is the asterisk an operator.
    assert found(told, "d*m") == ["d*m"]
    assert found(told, '"*"') == ["d*m"]


def test_a_phrase_without_a_space_may_end_in_a_beginning(tmp_path: Path) -> None:
    told = written(tmp_path, ["state-of-the-art", "state of their", "state of a"])
    assert found(told, "state-of-the*") == ["state-of-the-art", "state of their"]


def test_a_minus_excludes_a_word_a_phrase_a_beginning_and_a_sign(
    tmp_path: Path,
) -> None:
    texts = ["the dam", "the dam of Selm", "the dams (two)", "the river"]
    told = written(tmp_path, texts)
    assert found(told, "the -dam") == ["the dams (two)", "the river"]
    assert found(told, "the -dam*") == ["the river"]
    assert found(told, 'the -"dam of selm"') == [texts[0], texts[2], texts[3]]
    assert found(told, "the -(") == [texts[0], texts[1], texts[3]]
    assert found(told, "-dam -river") == ["the dams (two)"]
    assert lit("the -dam", "the dam") == ["the"]


def test_pages_hold_what_all_rows_at_once_hold(texts: Record) -> None:
    every = quotes.quotes(texts, EVERYTHING, "river", "relevance", size=None)
    pages = [
        quotes.quotes(texts, EVERYTHING, "river", "relevance", page, 2)
        for page in (1, 2, 3)
    ]
    assert [len(page) for page in pages] == [2, 1, 0]
    told = pd.concat(pages, ignore_index=True)[list(every.columns)]
    pd.testing.assert_frame_equal(told, every)


def test_quotes_by_date_put_the_undated_last_in_the_order_of_the_source(
    record: Record,
) -> None:
    rows = quote_search.quotes(record, EVERYTHING, order="date")
    order = ["6-b", "4-a", "5-a", "5-b", "6-a", "7-a", "8-a"]
    assert keys(rows, "quote_id") == order


def test_a_quote_is_answered_with_the_names_that_a_reader_uses(record: Record) -> None:
    row = quote_search.quote(record, key(4, "a")).iloc[0]
    told = {name: row[name] for name in (
        "speaker", "for_country", "relayed_by", "issue", "wire", "publisher", "note",
    )}  # fmt: skip
    assert told == {
        "speaker": "Ilva Toren", "for_country": "Arden",
        "relayed_by": "Arden’s state news agency", "issue": "Arden’s dam on the Selm",
        "wire": "Meridian", "publisher": "The Daily Lantern", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize("unknown", ["", "nonsense", "\0", "'; --", "x" * 10_000])
def test_no_quote_has_an_unknown_key(record: Record, unknown: str) -> None:
    assert quote_search.quote(record, unknown).empty


def test_what_stands_within_a_quote_and_what_rests_on_it_are_found(
    record: Record,
) -> None:
    assert keys(quote_search.nested(record, Key(key(6, "a"))), "quote_id") == ["6-b"]
    resting = stances.positions(record, EVERYTHING, quote_id=key(6, "a"))
    assert keys(resting, "position_id") == ["6-pa"]
    told = event_queries.events(record, EVERYTHING, Key(key(6, "a")))
    assert keys(told, "event_id") == ["6-ea"]


# Names and forms


def by(record: Record, typed: str) -> list[str]:
    """The quotes that a question finds, by relevance."""
    rows = quotes.quotes(record, EVERYTHING, typed, "relevance", size=None)
    return [one[-3:] for one in rows["quote_id"]]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("toren", ["4-a"]),  # who speaks
        ('"state news agency"', ["4-a"]),  # who passes it on
        ("president", ["4-a"]),  # the speaker's office
        ("toren never", ["4-a"]),  # a name and a word
        ('"toren never"', []),  # but a phrase lies within one of them
        ('"president ilva"', []),
        ("never -toren", []),
    ],
)
def test_the_names_that_a_quote_carries_find_it(
    record: Record, typed: str, keys: list[str]
) -> None:
    assert by(record, typed) == keys


def test_what_a_name_excludes_is_what_it_finds(record: Record) -> None:
    every, found = by(record, ""), by(record, "marsk")
    assert sorted(by(record, "-marsk")) == sorted(set(every) - set(found))
    assert found
    assert len(found) < len(every)


def test_a_match_in_the_words_ranks_above_one_in_a_name(tmp_path: Path) -> None:
    texts = ["of peace", "the dam", "of war", "dam, dam and dam", "no"]
    told = written(tmp_path, texts, ["A. Dam", "B. Toren"])
    rows = quotes.quotes(told, EVERYTHING, "dam", "relevance", size=None)
    assert list(rows["content"]) == [texts[3], texts[1], texts[0], texts[2], texts[4]]
    assert (rows["score"] > 0).tolist() == [True, True, False, False, False]


def test_signs_are_found_in_names_as_they_stand(tmp_path: Path) -> None:
    told = written(tmp_path, ["one (two)", "three"], ["Kern", "AT&T (Selm)"])
    assert found(told, "AT&T") == ["three"]
    assert found(told, "(") == ["one (two)", "three"]
    assert found(told, "-&") == ["one (two)"]


def test_forms_of_a_word_are_found_but_not_between_marks(tmp_path: Path) -> None:
    texts = ["a missile", "the Missiles", "missiles and a missile", "a missive"]
    told = written(tmp_path, texts, ["Ann"], "en")
    assert found(told, "missile") == found(told, "MISSILES") == texts[:3]
    assert found(told, '"missile"') == [texts[0], texts[2]]
    assert found(told, '"missiles"') == texts[1:3]
    assert found(told, 'missile "missile"') == [texts[0], texts[2]]
    assert found(told, "missile*") == texts[:3]
    assert found(told, '"a missile"') == [texts[0], texts[2]]
    assert found(told, "-missile") == texts[3:]
    assert found(told, '-"missile"') == [texts[1], texts[3]]
    question = ranking.look_up(told, "missile")
    spans = typed_question.highlights(question, texts[2])
    assert [texts[2][start:end] for start, end in spans] == ["missiles", "missile"]
    assert typed_question.forms(question) == {"missile": ("missiles",)}


def test_a_form_is_found_where_the_word_itself_stands_nowhere(tmp_path: Path) -> None:
    told = written(tmp_path, ["the missiles", "peace"], ["Ann"], "en-GB")
    assert found(told, "missile") == ["the missiles"]
    assert found(told, '"missile"') == []


def test_an_ending_told_by_its_accent_is_an_ending(tmp_path: Path) -> None:
    texts = ["ракетный удар", "ракетного удара"]
    told = written(tmp_path, texts, ["Ann"], "ru")
    assert found(told, "ракетного") == texts


def test_a_language_without_a_stemmer_has_no_forms(tmp_path: Path) -> None:
    told = written(tmp_path, ["a missile", "missiles"], ["Ann"], "mul")
    assert found(told, "missile") == ["a missile"]


def test_the_names_of_quotes_say_what_they_are(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING, "toren")
    named = quotes.names(record, Keys(tuple(rows["number"])))
    told = named[["kind", "part", "text"]].itertuples(index=False, name=None)
    assert ("actors", "name", "Ilva Toren") in set(told)
    assert quotes.names(record, Keys(())).empty

"""A question is remembered, asked a page at a time, and mixed up with no other."""

from collections.abc import Callable
from dataclasses import replace
from inspect import unwrap
from pathlib import Path

import ibis.expr.types as ir
import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.engine.base import Compiled
from dashboard.engine.duckdb import Embedded
from dashboard.queries import actors, ask, sources, stances
from dashboard.queries import counts as count_queries
from dashboard.queries import events as event_queries
from dashboard.queries.ask import Keys
from dashboard.queries.filters import SELECT, Filters
from dashboard.search import facets
from dashboard.search import quotes as quote_search
from tests.support.short_keys import keys
from tests.support.small_record import ROWS, write_record

EVERYTHING = Filters()


# Order and pages


def test_a_page_holds_its_rows_and_the_total_of_all(record: Record) -> None:
    pages = [
        quote_search.quotes(record, EVERYTHING, page=n, size=3) for n in (1, 2, 3, 4)
    ]
    assert [keys(page, "quote_id") for page in pages] == [
        ["4-a", "5-a", "5-b"], ["6-a", "6-b", "7-a"], ["8-a"], [],
    ]  # fmt: skip
    assert [set(page["total"]) for page in pages] == [{7}, {7}, {7}, set()]
    held = stances.positions(record, EVERYTHING, page=2, size=4)
    assert (keys(held, "position_id"), set(held["total"])) == (["8-pa"], {5})
    pair = sources.audit(record, EVERYTHING, 2, 4)
    assert (keys(pair, "mark_id"), set(pair["total"])) == (["6-ma", "6-mb"], {6})


# What a question returns


def test_two_open_records_do_not_mix(record: Record, rare: Record) -> None:
    assert len(quote_search.quotes(record, EVERYTHING)) == 7
    assert len(quote_search.quotes(rare, EVERYTHING)) == 10
    assert len(quote_search.quotes(record, EVERYTHING)) == 7


def test_two_records_at_one_address_do_not_mix(record: Record, rare: Record) -> None:
    reopened = replace(rare, address=record.address, about=record.about)
    assert len(quote_search.quotes(record, EVERYTHING)) == 7
    assert len(quote_search.quotes(reopened, EVERYTHING)) == 10


def test_questions_of_a_second_record_are_compiled_already(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No answer of it is remembered: what it is asked is compiled, or was just used.
    marks = ROWS["marks"]
    first = open_record(write_record(tmp_path / "a", ROWS | {"marks": marks[:2]}))
    again = open_record(write_record(tmp_path / "b", ROWS | {"marks": marks[:1]}))
    asked = [ask(first) for ask in EVERY_QUESTION]
    monkeypatch.delattr(Embedded, "compile")
    told = [ask(again) for ask in EVERY_QUESTION]
    differ = [one.equals(other) for one, other in zip(asked, told, strict=True)]
    assert not all(differ)
    assert sum(differ) > len(EVERY_QUESTION) / 2


def test_questions_are_compiled_once_for_all_filters_that_there_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of columns that no other record has: nothing of it is compiled yet.
    file = write_record(tmp_path / "record") / "quotes.csv"
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    rows.assign(unusual="x").to_csv(file, index=False)
    record = open_record(file.parent)
    compiled: list[ir.Table] = []
    compile_ = Embedded.compile

    def counted(question: ir.Table) -> Compiled:
        compiled.append(question)
        return compile_(question)

    def ask_all(chosen: Filters) -> int:
        before = len(compiled)
        for query in (
            count_queries.counts, count_queries.state_media, actors.heard,
            actors.spoken_for, sources.share_by_speaker, sources.places,
            stances.stances, stances.sides,
        ):  # fmt: skip
            query(record, chosen)
        return len(compiled) - before

    monkeypatch.setattr(Embedded, "compile", staticmethod(counted))
    assert ask_all(Filters(country=("BRK",))) == 8 + len(SELECT)
    # What they leave of quotes, positions, events and marks.
    assert ask_all(Filters(kind=("direct",))) == len(SELECT)
    assert ask_all(Filters(kind=("mixed",))) == 0


def test_a_question_is_built_of_columns_and_never_of_rows(record: Record) -> None:
    bare = record.columns_alone()
    assert bare is record.columns_alone()
    question = bare.compile(bare.table("quotes"))
    with pytest.raises(TypeError):
        bare.fetch(question, {})
    assert len(record.fetch(question, {})) == 7


def test_an_answer_may_be_changed_without_changing_the_next(record: Record) -> None:
    rows = quote_search.quotes(record, EVERYTHING)
    rows.loc[:, "content"] = "changed"
    rows["total"] = 0
    again = quote_search.quotes(record, EVERYTHING)
    assert "changed" not in set(again["content"])
    assert set(again["total"]) == {7}


EVERY_QUESTION: list[Callable[[Record], pd.DataFrame]] = [
    lambda r: quote_search.quotes(r, EVERYTHING, "dam", "relevance"),
    lambda r: stances.positions(r, EVERYTHING),
    lambda r: stances.stances(r, EVERYTHING),
    lambda r: event_queries.events(r, EVERYTHING),
    lambda r: facets.choices(r, "actor"),
    lambda r: actors.heard(r, EVERYTHING),
    lambda r: count_queries.state_media(r, EVERYTHING),
    lambda r: stances.contested(r, EVERYTHING),
    lambda r: sources.decisions(r, EVERYTHING),
    lambda r: sources.audit(r, EVERYTHING),
    lambda r: sources.sources(r, EVERYTHING),
    lambda r: sources.attributed(r, EVERYTHING),
]


def test_an_empty_record_answers_every_question_with_no_rows(tmp_path: Path) -> None:
    empty = open_record(write_record(tmp_path, {}))
    assert [len(ask(empty)) for ask in EVERY_QUESTION] == [0] * len(EVERY_QUESTION)
    assert count_queries.counts(empty, EVERYTHING).iloc[0].tolist() == [0] * 12


@pytest.mark.parametrize("name", ["quotes", "marks", "positions", "events"])
def test_rows_of_a_page_are_found_without_reading_the_table(
    record: Record, name: str
) -> None:
    engine = record.engine
    assert isinstance(engine, Embedded)
    values: dict[str, str] = {}
    numbers = Keys((0, 1)).stand_ins(values)
    asked = record.compile(unwrap(ask._rows)(record, name, numbers))
    (plan,) = engine.fetch(f"EXPLAIN ANALYZE {asked.text}", values)[
        "explain_value"
    ].to_pylist()
    assert "Index Scan" in plan, plan

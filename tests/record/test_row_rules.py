"""Rows that contradict themselves or each other are named, with a way to mend them."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.damage import problems, problems_with, with_cells
from tests.support.random_damage import KEYS, examples, problems_in, rewritten
from tests.support.small_record import ROWS, key, write_record

Q4 = key(4, "a")

# table, row, cells changed; column and value named; what is wrong; a part of the mend.
Case = tuple[str, int, dict[str, Any], str, str, str, str]
ROW_CASES: list[Case] = [
    ("events", 2, {"evidence": "opened the dam"}, "end", "130",
     "span is not as long as its words", "let a program find the span"),
    ("marks", 2, {"end": "3"}, "end", "3", "span ends before it begins", "program"),
    ("relays", 2, {"hop": "2"}, "hop", "2", "hops not 1, 2, 3 …", "from the speaker"),
    ("relays", 3, {"quote_id": Q4}, "hop", "1", "hops not 1, 2, 3 …", "1, 2, 3"),
    ("relays", 2, {"actor_id": ""}, "actor_id", "", "nobody named", "agentless"),
    ("relays", 4, {"actor_id": "analyst"}, "actor_id", "analyst",
     "agentless, yet somebody is named", "leave actor_id empty"),
    ("quotes", 2, {"within": Q4}, "within", Q4, "nested in itself", "leave it empty"),
    ("positions", 3, {"asserted_by": "analyst"}, "asserted_by", "analyst",
     "“self”, yet asserted_by does not speak for the holder", "name an actor"),
    ("positions", 2, {"voice": "self"}, "asserted_by", "arden-news",
     "“self”, yet asserted_by does not speak for the holder", "name an actor"),
    ("positions", 3, {"voice": "own_state_media"}, "asserted_by", "oda-marsk",
     "“own_state_media”, yet asserted_by is no medium of the holder's state", "name"),
    ("positions", 6, {"asserted_by": "daily-lantern"}, "asserted_by", "daily-lantern",
     "“reporter”, yet asserted_by is not the source's wire (or publisher)", "name"),
    ("positions", 6, {"strength": "2"}, "strength", "2", "a silence has no strength",
     "leave strength empty"),
    ("positions", 6, {"country_id": ""}, "country_id", "", "nobody holds it",
     "fill in country_id or actor_id"),
    ("events", 2, {"happened_on": ""}, "happened_on", "", "dated, yet without a date",
     "say undated"),
    ("events", 4, {"happened_on": "2023"}, "happened_on", "2023",
     "undated, yet with a date", "empty it"),
    ("events", 4, {"precision": "year"}, "precision", "year",
     "precision and date_basis disagree", "undated"),
    ("events", 3, {"account_of": key(6, "ea")}, "account_of", key(6, "ea"),
     "an account of itself", "leave it empty"),
    ("events", 4, {"account_of": key(1, "ea")}, "account_of", key(1, "ea"),
     "an account of an event that is itself another's account", "name the first"),
    ("participants", 4, {"country_id": ""}, "actor_id", "", "names nobody", "fill in"),
    ("participants", 5, {"country_id": "ARD"}, "event_id", key(9, "ea"),
     "two rows alike", "delete one"),
]  # fmt: skip


@pytest.mark.parametrize("case", ROW_CASES, ids=lambda case: f"{case[0]}: {case[5]}")
def test_a_damaged_row_is_named_where_it_stands(tmp_path: Path, case: Case) -> None:
    table, row, cells, column, value, wrong, mend = case
    found = problems_with(tmp_path, table, row, **cells)
    named = [
        p for p in found if (p.file, p.row, p.column) == (f"{table}.csv", row, column)
    ]
    assert (value, wrong) in [(p.value, p.wrong) for p in named]
    assert any(mend in p.mend for p in named if p.wrong == wrong)


def test_accounts_of_each_other_are_both_named(tmp_path: Path) -> None:
    found = problems_with(tmp_path, "events", 2, account_of=key(1, "ea"))
    assert [(p.file, p.row, p.column, p.wrong) for p in found] == [
        ("events.csv", row, "account_of",
         "an account of an event that is itself another's account")
        for row in (2, 7)
    ]  # fmt: skip


def test_an_event_may_have_several_accounts(tmp_path: Path) -> None:
    assert problems_with(tmp_path, "events", 4, account_of=key(4, "ea")) == []


def test_a_span_beyond_the_end_of_its_source_is_named(tmp_path: Path) -> None:
    found = problems_with(tmp_path, "sources", 2, length=580)
    assert [(p.file, p.row, p.column, p.wrong) for p in found] == [
        ("events.csv", 6, "end", "span ends after the source does"),
    ]


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("quotes", 6, "within"), ("positions", 3, "quote_id"), ("marks", 3, "quote_id")],
)
def test_a_row_told_by_a_statement_of_another_source_is_named(
    tmp_path: Path, table: str, row: int, column: str
) -> None:
    rows = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    rows["sources"].append(rows["sources"][0] | {"source_id": "other"})
    rows[table][row - 2]["source_id"] = "other"
    if table == "positions":
        rows[table][row - 2]["voice"] = "self"
    found = problems(write_record(tmp_path, rows))
    assert [(p.file, p.row, p.column, p.wrong) for p in found if p.row == row] == [
        (f"{table}.csv", row, column, "that statement is in another source")
    ]


def test_state_media_that_speak_for_their_state_do_not_assert_as_the_holder(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 2, speaker_id="arden-news")
    rows["positions"][0]["voice"] = "self"
    [found] = problems(write_record(tmp_path, rows))
    assert found[:4] == ("positions.csv", 2, "asserted_by", "arden-news")


def test_a_state_body_speaks_for_its_state_without_a_statement(tmp_path: Path) -> None:
    cells = {"actor_id": "", "asserted_by": "brekland-water"}
    assert problems_with(tmp_path, "positions", 3, **cells) == []


def test_an_actor_that_holds_a_view_for_no_state_asserts_it_itself(
    tmp_path: Path,
) -> None:
    cells = {"country_id": "", "actor_id": "analyst", "voice": "self"}
    assert problems_with(tmp_path, "positions", 5, **cells) == []


@examples(6)
@given(st.data())
def test_a_span_moved_at_one_end_is_named(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["quotes", "marks", "positions", "events"]))
    row = data.draw(st.integers(2, len(ROWS[name]) + 1))
    side = data.draw(st.sampled_from(["start", "end"]))
    cell = ROWS[name][row - 2][side]
    moved = data.draw(st.integers(1, 10_000).filter(lambda place: place != cell))
    found = problems_in(rewritten(with_cells(name, row, **{side: moved})))
    assert (f"{name}.csv", row, "end") in [p[:3] for p in found]


@examples(5)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_only_hops_that_count_from_one_pass(hops: list[int]) -> None:
    rows = with_cells("relays", 2)
    hop = rows["relays"][0]
    rows["relays"][:1] = [hop | {"hop": number} for number in hops]
    found = problems_in(rewritten(rows))
    wrong = any(p.wrong.startswith("hops") for p in found)
    assert wrong == (sorted(hops) != list(range(1, len(hops) + 1)))


@examples(4)
@given(st.sampled_from(sorted(KEYS["actors"] - {"oda-marsk", "brekland-water"})))
def test_only_who_speaks_for_the_holder_passes_as_the_holder(actor: str) -> None:
    found = problems_in(rewritten(with_cells("positions", 3, asserted_by=actor)))
    assert [p[:3] for p in found] == [("positions.csv", 3, "asserted_by")]

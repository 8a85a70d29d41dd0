"""All that is wrong is told at once, in order, and nothing is opened."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.record.problems import RecordRefused
from dashboard.record.schema import TABLES
from tests.support.damage import problems, refusal, with_cells
from tests.support.random_damage import examples, problems_in, rewritten
from tests.support.small_record import ROWS, key, write_record

Q6, Q6B = key(6, "a"), key(6, "b")


def test_the_small_record_opens_without_a_problem_or_a_remark(
    record_folder: Path,
) -> None:
    assert problems(record_folder) == []
    assert open_record(record_folder).remarks == []


def test_a_record_of_headers_alone_opens(tmp_path: Path) -> None:
    assert problems(write_record(tmp_path, {})) == []


def test_where_no_table_can_be_read_each_is_told_and_nothing_fails(
    record_folder: Path,
) -> None:
    for path in record_folder.glob("*.csv"):
        path.write_text("neither this\nnor that\n", encoding="utf-8")
    found = problems(record_folder)
    assert [p.file for p in found] == [f"{name}.csv" for name in TABLES]
    assert {p.wrong for p in found} == {"header names none of the table's columns"}


def test_a_ring_of_statements_is_named_at_each_of_its_rows(tmp_path: Path) -> None:
    rows = with_cells("quotes", 5, within=Q6B)
    found = problems(write_record(tmp_path, rows))
    assert [(p.row, p.value, p.wrong) for p in found] == [
        (5, Q6B, "nested in itself"),
        (6, Q6, "nested in itself"),
    ]


def test_a_statement_nested_in_a_ring_is_not_blamed_for_it(tmp_path: Path) -> None:
    rows = with_cells("quotes", 2, within=Q6)
    rows["quotes"][3]["within"] = Q6
    found = problems(write_record(tmp_path, rows))
    assert [(p.row, p.wrong) for p in found] == [(5, "nested in itself")]


def test_all_problems_come_at_once_in_the_order_of_tables_and_rows(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 4, kind="shout")
    rows["sources"][0]["language"] = ""
    rows["quotes"][0]["speaker_id"] = "ghost"
    rows["positions"][4]["strength"] = 1
    found = problems(write_record(tmp_path, rows))
    assert [(p.file, p.row, p.column) for p in found] == [
        ("sources.csv", 2, "language"),
        ("quotes.csv", 2, "speaker_id"),
        ("quotes.csv", 4, "kind"),
        ("positions.csv", 6, "strength"),
    ]


def test_all_problems_are_counted_and_the_first_200_listed(tmp_path: Path) -> None:
    issues = [{"issue_id": f"Issue {n}", "label": ""} for n in range(300)]
    refused = refusal(write_record(tmp_path, {"issues": issues}))
    assert refused is not None
    assert refused.total == 900  # no slug, no label, no support_means
    assert len(refused.problems) == 200
    assert refused.problems[0].row == 2
    assert str(refused) == "900 problems in the record"


def test_more_than_200_problems_between_cells_are_all_counted(tmp_path: Path) -> None:
    rows = dict(ROWS) | {"participants": [{"event_id": key(4, "ea")}] * 300}
    refused = refusal(write_record(tmp_path, rows))
    assert refused is not None
    assert refused.total == 600  # names nobody, and is like the others


def test_nothing_is_opened_of_a_record_that_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused):
        open_record(write_record(tmp_path, with_cells("quotes", 2, kind="")))


@examples(5)
@given(st.permutations(range(7)), st.integers(1, 7))
def test_a_ring_of_statements_of_any_length_is_named(
    order: list[int], length: int
) -> None:
    rows = with_cells("quotes", 2)
    ring = order[:length]
    for inner, outer in zip(ring, [*ring[1:], ring[0]], strict=True):
        rows["quotes"][inner]["within"] = rows["quotes"][outer]["quote_id"]
    found = problems_in(rewritten(rows))
    named = {p.row for p in found if p.wrong == "nested in itself"}
    assert {number + 2 for number in ring} <= named

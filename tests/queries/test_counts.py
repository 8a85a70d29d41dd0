"""Counts are of what the filters leave, and state media of their state."""

from pathlib import Path
from typing import Any

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import counts as count_queries
from dashboard.queries.filters import Filters
from tests.support.damage import with_cells
from tests.support.small_record import write_record

EVERYTHING = Filters()


def test_counts_are_of_what_the_filters_leave(record: Record) -> None:
    def counts(**chosen: Any) -> list[int]:
        return count_queries.counts(record, Filters(**chosen)).iloc[0].tolist()

    columns = ["quotes", "said", "exact", "speakers", "through_state_media", "sources",
               "passages", "positions", "events", "accounts", "marks",
               "speech"]  # fmt: skip
    assert list(count_queries.counts(record, EVERYTHING).columns) == columns
    assert counts() == [7, 6, 4, 5, 1, 1, 1, 5, 5, 6, 6, 4]
    assert counts(country=("BRK",)) == [3, 3, 3, 1, 0, 1, 0, 2, 1, 1, 3, 3]
    assert counts(chain="only") == [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1]
    assert counts(country=("ZZZ",)) == [0] * 12


def test_rows_that_stand_in_one_paragraph_are_one_passage(default: Record) -> None:
    row = count_queries.counts(default, EVERYTHING).iloc[0]
    assert (row["through_state_media"], row["passages"], row["said"]) == (17, 10, 34)


def test_what_nobody_is_named_for_passing_on_is_found(
    record: Record, default: Record
) -> None:
    rows = count_queries.unattributed(record, EVERYTHING)
    assert rows.values.tolist() == [["lantern-2023-05-04-p7-a", "an analyst", 1]]
    (row,) = count_queries.unattributed(default, EVERYTHING).to_dict("records")
    assert (row["speaker"], row["total"]) == ("Kang Sun Nam", 1)
    assert count_queries.unattributed(record, Filters(country=("ARD",))).empty


def test_an_event_counts_where_any_of_its_accounts_is_left(tmp_path: Path) -> None:
    apart = with_cells("events", 7, issue_id="talks")
    record = open_record(write_record(tmp_path, apart))
    found = count_queries.counts(record, Filters(issue=("talks",))).iloc[0]
    assert (found["events"], found["accounts"]) == (4, 4)
    assert count_queries.counts(record, EVERYTHING).iloc[0]["events"] == 5


def test_a_table_has_as_many_rows_of_events_as_there_are_accounts(
    record: Record,
) -> None:
    assert count_queries.sizes(record, EVERYTHING)["events"] == (6, 6)


def test_media_of_no_named_state_are_counted_without_a_name(silent: Record) -> None:
    assert count_queries.state_media(silent, EVERYTHING).values.tolist() == [
        ["", "", 1]
    ]


def test_state_media_are_counted_by_their_state(record: Record, rare: Record) -> None:
    rows = count_queries.state_media(record, EVERYTHING)
    assert rows.values.tolist() == [["ARD", "Arden", 1]]
    assert count_queries.state_media(rare, EVERYTHING)["quotes"].tolist() == [4]
    assert count_queries.state_media(record, Filters(country=("BRK",))).empty

"""An issue's sides: who is for and against, how often, and on whose word."""

from pathlib import Path

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events, stances
from dashboard.queries import issues as issue_queries
from dashboard.queries.filters import Filters
from dashboard.search import quotes
from tests.support.small_record import (
    POSITIONS,
    ROWS,
    write_record,
)

EVERYTHING = Filters()


def test_an_issue_counts_what_its_filter_leaves(default: Record) -> None:
    for record_rows in (EVERYTHING, Filters(country=("RUS",)), Filters(voice="others")):
        for row in issue_queries.issues(default, record_rows).to_dict("records"):
            only = Filters(**{**vars(record_rows), "issue": (row["issue_id"],)})
            for kind, query in (("quotes", quotes.quotes), ("events", events.events),
                                ("positions", stances.positions)):  # fmt: skip
                rows = query(default, only, size=None)
                left = rows["event"].nunique() if kind == "events" else len(rows)
                assert left == row[kind], (row["issue_id"], kind)


def test_who_is_on_which_side_of_the_dam(record: Record) -> None:
    held = issue_queries.holders(record, EVERYTHING)
    dam = held[held["issue_id"] == "dam"]
    told = dam[["stance", "holder", "voice", "positions"]].to_numpy().tolist()
    assert sorted(told) == [
        ["accepts", "Brekland", "analyst", 1],
        ["not_stated", "Coastal Union", "reporter", 1],
        ["opposes", "Brekland", "self", 1],
        ["supports", "Arden", "own_state_media", 1],
    ]
    by_issue = issue_queries.by_issue(record, EVERYTHING, ["dam", "talks"])
    assert list(by_issue) == ["dam", "talks"]
    assert issue_queries.is_contested(by_issue["dam"])
    assert not issue_queries.is_contested(by_issue["talks"])
    assert issue_queries.contested(record, EVERYTHING) == {"dam": ["Brekland"]}


def test_a_position_held_for_no_state_is_its_actors(tmp_path: Path) -> None:
    own = {k: v for k, v in POSITIONS[1].items() if k != "country_id"}
    record = open_record(write_record(tmp_path, ROWS | {"positions": [own]}))
    held = issue_queries.holders(record, EVERYTHING)
    assert held[["country_id", "actor_id", "holder"]].to_numpy().tolist() == [
        ["", "oda-marsk", "Oda Marsk"]
    ]

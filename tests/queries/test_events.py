"""Events by date, and counted by the year, month or day in which they begin."""

from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events
from dashboard.queries import events as event_queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import UNDATED, Filters
from tests.support import generated_record
from tests.support.short_keys import ALL_EVENTS, keys

EVERYTHING = Filters()


def test_events_stand_by_date_and_the_undated_last(record: Record) -> None:
    rows = event_queries.events(record, EVERYTHING)
    assert keys(rows, "event_id") == ALL_EVENTS
    assert list(rows["happened_on"]) == [
        "2019", "2023-05-03", "2023-05-03", "2023-06", "", "",
    ]  # fmt: skip


def test_a_period_counts_an_event_once_however_many_accounts_it_has(
    record: Record,
) -> None:
    found = events.counts(record, EVERYTHING, 10)
    told = found[["period", "events", "accounts"]].to_numpy().tolist()
    assert told == [
        ["2019-01-01", 1, 1], ["2023-05-03", 1, 2], ["2023-06-01", 1, 1],
        [UNDATED, 2, 2],
    ]  # fmt: skip


def test_each_account_leads_to_the_others_of_its_event(record: Record) -> None:
    for one, other in (("4-ea", "1-ea"), ("1-ea", "4-ea")):
        rows = events.other_accounts(record, Key(f"lantern-2023-05-04-p{one}"))
        assert keys(rows, "event_id") == [other]
    alone = events.other_accounts(record, Key("lantern-2023-05-04-p6-ea"))
    assert alone.empty


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated_record.write(tmp_path_factory.mktemp("many") / "record", 300)


@pytest.fixture(scope="module")
def many(folder: Path) -> Record:
    return open_record(folder)


def began(record: Record, chosen: Filters) -> list[str]:
    """The day on which each event begins, "" where none is known."""
    days = events.events(record, chosen, size=None)["earliest"]
    return ["" if pd.isna(day) else day.date().isoformat() for day in days]


@pytest.mark.parametrize(
    "chosen", [Filters(), Filters(chain="without"), Filters(kind=("direct",))]
)
@pytest.mark.parametrize("size", events.UNITS)
def test_a_period_counts_the_events_to_which_it_leads(
    many: Record, size: int, chosen: Filters
) -> None:
    found = events.counts(many, chosen, size)
    told = dict(zip(found["period"], found["events"], strict=True))
    expected = Counter(day[:size] or UNDATED for day in began(many, chosen))
    assert told == expected
    assert sum(told.values()) > 5
    assert list(found["period"]) == sorted(told)
    for name, number in told.items():
        if name == UNDATED:
            rows = events.events(many, chosen, of=0)
        else:
            first = Key(events.bounds(name)[0].isoformat())
            rows = events.events(many, chosen, within=first, of=size)
        assert len(rows) == rows["total"].iloc[0] == number


def test_a_period_is_parted_into_all_of_its_events(many: Record) -> None:
    years = events.counts(many, Filters())
    for year, number in zip(years["period"], years["events"], strict=True):
        if year != UNDATED:
            months = events.counts(many, Filters(), 7, year)
            assert months["events"].sum() == number
            assert all(month.startswith(year) for month in months["period"])


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(
    name: str, first: date, last: date
) -> None:
    assert events.bounds(name) == (first, last)
    assert events.is_period(name)


@pytest.mark.parametrize(
    "name",
    ["", "20", "2023-13", "2023-02-29", "2023-W01", "0000", "x" * 7, "2023-1-1"],
)
def test_what_is_no_period_is_told_from_one(name: str) -> None:
    assert not events.is_period(name)


def test_from_a_period_a_reader_goes_up_beside_and_in(many: Record) -> None:
    months = list(events.counts(many, Filters(), 7, "2021")["period"])
    days = list(events.counts(many, Filters(), 10, months[0])["period"])
    assert events.options(many, Filters(), months[0]) == [
        "2021", *months, *days, UNDATED
    ]  # fmt: skip
    years = list(events.counts(many, Filters())["period"])
    assert events.options(many, Filters(), "")[: len(years)] == years


def test_a_lone_year_is_parted_at_once(many: Record) -> None:
    only = Filters(source=("s0",))
    assert len(events.parts(many, Filters(), "1866")) > 0
    found = events.parts(many, Filters(), "1866")
    assert set(found["period"]) == {"1866-07-01"}
    assert events.counts(many, only).empty

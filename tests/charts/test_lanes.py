"""The timeline's ranges and lanes follow from any record, and leave nothing unsaid."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.charts import lanes
from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries.filters import Filters
from dashboard.record import dates

ALWAYS = (date(1, 1, 1), date(9999, 12, 31))


def events(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows like those of `events.events`, their days worked out from their dates."""
    plain = {"title": "A meeting", "countries": "Arden", "issue": "The dam",
             "kind": "meeting", "happened_on": "", "date_basis": "stated",
             "outside_date": "", "published_on": "2023-05-04",
             "speaker": "", "through_state_media": False}  # fmt: skip
    made = []
    for number, row in enumerate(rows):
        told = {"event_id": f"e{number}", "account_of": ""} | plain | row
        told |= {"event": told["account_of"] or told["event_id"]}
        for names, column in (
            (("earliest", "latest"), "happened_on"),
            (("outside_earliest", "outside_latest"), "outside_date"),
            (("published", "_"), "published_on"),
        ):
            days = dates.bounds(told[column]) if told[column] else (None, None)
            told |= dict(zip(names, days, strict=True))
        made.append(told)
    table = pd.DataFrame(made)
    for name in (
        "earliest",
        "latest",
        "outside_earliest",
        "outside_latest",
        "published",
    ):
        table[name] = table[name].astype("datetime64[us]")
    return table


def keys(rows: pd.DataFrame) -> list[str]:
    return list(rows["event_id"])


def drawn(
    table: pd.DataFrame,
    first: date = ALWAYS[0],
    last: date = ALWAYS[1],
    column: str = "countries",
    outside: bool = False,
) -> tuple[pd.DataFrame, str]:
    return lanes.drawn(table, column, first, last, outside)


# Ranges


def test_the_ranges_of_the_small_record(record: Record) -> None:
    found = lanes.ranges(event_queries.events(record, Filters()))
    # Published on Thursday 4 May 2023; the week with a day on each side.
    assert found == {
        "the week of the report": (date(2023, 4, 30), date(2023, 5, 8)),
        "the 12 months before": (date(2022, 5, 4), date(2023, 5, 4)),
        "since 1945": (date(1945, 1, 1), date(2023, 5, 4)),
        # The flood of 1953 is known from outside the source.
        "everything": (date(1953, 2, 1), date(2023, 6, 30)),
    }


def test_the_week_of_the_report_holds_its_monday_to_sunday() -> None:
    for day in range(1, 8):
        table = events({"published_on": f"2023-05-0{day}", "happened_on": "2023"})
        first, last = next(iter(lanes.ranges(table).values()))
        assert first <= date(2023, 5, 1)
        assert last >= date(2023, 5, 7)


def test_sources_of_several_years_have_a_range_of_all_reports() -> None:
    table = events(
        {"published_on": "1999-03-01", "happened_on": "1998"},
        {"published_on": "2023-05-04", "happened_on": "2023-05-01"},
    )
    first, last = lanes.ranges(table)["all reports"]
    assert first < date(1999, 3, 1)
    assert last == date(2023, 5, 4)


@pytest.mark.parametrize(
    "row",
    [
        {"happened_on": "0476"},
        {"happened_on": "1866-07", "published_on": "1867-01-01"},
        {"happened_on": "2019/.."},
        {"happened_on": "[..2023-05-04]"},
        {"happened_on": "../.."},
        {"happened_on": ""},
        {"happened_on": "", "outside_date": "1800"},
        {"happened_on": "2030-01-01"},
        {"happened_on": "2023-05-01", "published_on": "[..2023-05-04]"},
        {"happened_on": "2023-05-01", "published_on": "2023"},
        {"happened_on": "2023-05-01", "published_on": "2023/.."},
        {"happened_on": "0001-01-01", "published_on": "0001-01-02"},
        {"happened_on": "9999-12-31", "published_on": "9999-12-31"},
    ],
    ids=lambda row: " ".join(row.values()) or "undated",
)
def test_any_record_has_ranges_that_begin_before_they_end(row: dict[str, Any]) -> None:
    table = events(row)
    found = lanes.ranges(table)
    assert found
    for name, (first, last) in found.items():
        assert first <= last, name
        rows, told = drawn(table, first, last, outside=True)
        assert told.endswith(".")
        assert (rows["begins"] <= rows["ends"]).all()


def test_everything_reaches_from_the_first_event_to_the_last() -> None:
    table = events({"happened_on": "1866-07"}, {"happened_on": "2030-01-01"}, {})
    assert lanes.ranges(table)["everything"] == (date(1866, 7, 1), date(2030, 1, 1))


def test_everything_reaches_to_the_dates_from_outside_the_source() -> None:
    table = events({"happened_on": "2023-05-01"}, {"outside_date": "1800-02-03"})
    first, last = lanes.ranges(table)["everything"]
    rows, told = drawn(table, first, last, outside=True)
    assert keys(rows) == ["e1", "e0"]
    assert told == "Of 2 events, 2 are in this range."


def test_the_first_range_with_an_event_of_the_source_is_shown_first() -> None:
    old = events({"happened_on": "1866"})
    assert lanes.first_filled(old, lanes.ranges(old)) == "everything"
    new = events({"happened_on": "2023-05-03"}, {"happened_on": "1866"})
    assert lanes.first_filled(new, lanes.ranges(new)) == "the week of the report"


# What is drawn


def test_an_event_stands_in_the_lane_of_each_country_that_takes_part() -> None:
    table = events({"happened_on": "2023", "countries": "Arden · Brekland"},
                   {"happened_on": "2023", "countries": "Arden"},
                   {"happened_on": "2023", "countries": ""})  # fmt: skip
    rows, _ = drawn(table)
    assert list(zip(rows["lane"], rows["event_id"], strict=True)) == [
        ("Arden", "e0"), ("Arden", "e1"), ("Brekland", "e0"), ("no country", "e2"),
    ]  # fmt: skip


def test_an_issue_is_one_lane_whatever_its_label() -> None:
    table = events({"happened_on": "2023", "issue": "War · Peace"})
    rows, _ = drawn(table, column="issue")
    assert list(rows["lane"]) == ["War · Peace"]


@pytest.mark.parametrize(
    ("happened_on", "begins", "ends", "lasts"),
    [
        ("2023-05-03", date(2023, 5, 3), date(2023, 5, 3), False),
        ("2023-05", date(2023, 5, 1), date(2023, 5, 31), False),
        ("195X", date(1950, 1, 1), date(1959, 12, 31), False),
        # That it lasted is known; from which day to which is not.
        ("194X/195X", date(1940, 1, 1), date(1959, 12, 31), False),
        ("0476", date(476, 1, 1), date(476, 12, 31), False),
        ("[2023-05-01..2023-05-04]", date(2023, 5, 1), date(2023, 5, 4), False),
        ("1950/1953", date(1950, 1, 1), date(1953, 12, 31), True),
        ("2019/..", date(2019, 1, 1), ALWAYS[1], True),
        ("[..2023-05-04]", ALWAYS[0], date(2023, 5, 4), False),
    ],
)
def test_a_date_is_drawn_as_the_days_that_it_admits(
    happened_on: str, begins: date, ends: date, lasts: bool
) -> None:
    (row,) = drawn(events({"happened_on": happened_on}))[0].to_dict("records")
    assert (row["begins"], row["ends"], row["lasts"]) == (begins, ends, lasts)


@pytest.mark.parametrize(
    ("happened_on", "kept"),
    [("2023-05-03", True), ("1950/1953", True), ("2019/..", True), ("2019/", False),
     ("/2019", False), ("2023-05", False), ("195X", False),
     ("194X/195X", False), ("[2023-05-01..2023-05-04]", False),
     ("[..2023-05-04]", False), ("", False)],
)  # fmt: skip
def test_an_axis_has_what_is_dated_to_a_day_or_lasted(
    happened_on: str, kept: bool
) -> None:
    table = events({"happened_on": happened_on, "outside_date": "1850-01-01"},
                   {"happened_on": "2023-05-04",
                    "outside_date": happened_on})  # fmt: skip
    close = lanes.closely_dated(table)
    assert list(close["happened_on"]) == [happened_on if kept else "", "2023-05-04"]
    assert list(close["outside_date"]) == ["1850-01-01", happened_on if kept else ""]
    assert ("e0" in keys(drawn(close)[0])) is kept
    assert list(table["happened_on"]) == [happened_on, "2023-05-04"]


def test_an_open_end_is_cut_at_the_range() -> None:
    table = events({"happened_on": "2019/.."}, {"happened_on": "[..2020]"})
    first, last = date(2018, 1, 1), date(2023, 1, 1)
    rows, _ = drawn(table, first, last)
    days = {row["event_id"]: (row["begins"], row["ends"])
            for row in rows.to_dict("records")}  # fmt: skip
    assert days == {
        "e0": (date(2019, 1, 1), last), "e1": (first, date(2020, 12, 31)),
    }  # fmt: skip


def test_events_outside_the_range_and_undated_ones_are_counted_in_words(
    record: Record,
) -> None:
    table = event_queries.events(record, Filters())
    rows, told = drawn(table, date(2023, 5, 1), date(2023, 5, 31))
    assert [key[-4:] for key in keys(rows)] == ["4-ea"]
    assert told == (
        "Of 5 events (told in 6 accounts), 1 is in this range; 2 lie outside it; "
        "2 cannot be placed on the chart: see the list."
    )


def test_dates_from_outside_the_source_are_drawn_only_when_asked_for(
    record: Record,
) -> None:
    table = event_queries.events(record, Filters())
    span = (date(1945, 1, 1), date(2023, 6, 30))
    rows, _ = drawn(table, *span)
    assert not rows["outside"].any()
    rows, _ = drawn(table, *span, outside=True)
    (flood,) = rows[rows["outside"]].to_dict("records")
    assert flood["title"] == "The great flood (date not in the report)"
    assert flood["begins"] == date(1953, 2, 1)
    assert flood["hover"] == (
        "The great flood: 1 February 1953 (date not in the"
        " report). Told by the report itself."
    )


def test_an_event_may_have_the_sources_date_and_one_from_outside() -> None:
    table = events({"happened_on": "2023", "outside_date": "2023-02-03"})
    rows, told = drawn(table, outside=True)
    assert sorted(rows["outside"]) == [False, True]
    assert told == "Of 1 event, 1 is in this range."


@pytest.mark.parametrize("happened_on", ["-0044-03-15", "../..", "Y17101"])
def test_an_event_whose_days_cannot_be_drawn_stands_below(happened_on: str) -> None:
    table = events({"happened_on": happened_on}, {}, {"happened_on": "2023"})
    rows, told = drawn(table)
    assert keys(rows) == ["e2"]
    assert "; 2 cannot be placed" in told
    below = lanes.without_day(table)
    assert keys(below) == ["e0", "e1"]


def test_of_very_many_events_the_first_are_drawn_and_it_is_said() -> None:
    table = events(*({"happened_on": "2023-05-03"} for _ in range(152)))
    rows, told = drawn(table)
    assert rows["event_id"].nunique() == 150
    assert told == "The first 150 of 152 events in this range: filter for more."


def test_the_lane_with_most_events_comes_first() -> None:
    table = events({"happened_on": "2023", "countries": "Arden"},
                   {"happened_on": "2023", "countries": "Brekland"},
                   {"happened_on": "2022", "countries": "Brekland"})  # fmt: skip
    rows, _ = drawn(table)
    assert list(rows["lane"]) == ["Brekland", "Brekland", "Arden"]
    assert keys(rows) == ["e2", "e1", "e0"]


def test_an_event_is_drawn_with_its_teller(record: Record) -> None:
    table = events(
        {"happened_on": "2023-05-03", "speaker": "KCNA", "through_state_media": True},
        {"happened_on": "2023-05-03", "countries": "Arden · Brekland"},
    )
    rows, _ = drawn(table)
    told = dict(zip(rows["event_id"], rows["through_state_media"], strict=True))
    assert told == {"e0": True, "e1": False}
    hovers = dict(zip(rows["event_id"], rows["hover"], strict=True))
    assert hovers == {
        "e0": "A meeting: 3 May 2023 (stated). Told by KCNA.",
        "e1": "A meeting: 3 May 2023 (stated). Told by the report itself.",
    }
    rows, _ = drawn(event_queries.events(record, Filters()))
    assert {key[-4:] for key in keys(rows)} == {"4-ea", "6-ea", "9-ea"}
    assert not rows["through_state_media"].any()
    (promise,) = rows[rows["event_id"].str.endswith("6-ea")].to_dict("records")
    assert promise["hover"].endswith("Told by Oda Marsk.")


def test_events_that_are_not_even_looked_at_are_said() -> None:
    found = events({"happened_on": "2023-05-03"}).assign(total=7_001)
    _, told = lanes.drawn(found, lanes.BY["kind of event"], *ALWAYS, False)
    assert told == (
        "Of 1 event, 1 is in this range. Only the first 1 by date are looked at, of"
        " 7,001 that the filters leave: narrow them to see later ones."
    )


def test_an_event_of_several_accounts_is_drawn_once() -> None:
    found = events(
        {"happened_on": "2023-05-03", "account_of": "e1", "title": "Another account"},
        {"happened_on": "2023-05-03"},
    )
    rows, told = drawn(found)
    assert keys(rows) == ["e1"]
    assert told == "Of 1 event (told in 2 accounts), 1 is in this range."


def test_an_event_whose_first_account_has_no_day_is_drawn_by_another() -> None:
    found = events({}, {"happened_on": "2023-05-03", "account_of": "e0"})
    rows, told = drawn(found)
    assert keys(rows) == ["e1"]
    assert told == "Of 1 event (told in 2 accounts), 1 is in this range."


def test_an_event_whose_first_account_is_left_out_is_drawn_by_another() -> None:
    found = events({"happened_on": "2023-05-03", "account_of": "elsewhere"})
    assert keys(drawn(found)[0]) == ["e0"]


def test_of_accounts_that_are_not_looked_at_it_is_said_that_they_are_accounts() -> None:
    found = events(
        {"happened_on": "2023-05-03"},
        {"happened_on": "2023-05-03", "account_of": "e0"},
    ).assign(total=7_001)
    assert (
        "Only the first 2 accounts by date are looked at, of 7,001" in drawn(found)[1]
    )

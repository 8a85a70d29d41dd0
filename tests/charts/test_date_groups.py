"""Events by what is known of their dates: each once, nothing said that is not known."""

from datetime import date

import pytest

from dashboard.charts import date_groups
from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries.filters import Filters
from tests.charts.test_lanes import events, keys


@pytest.mark.parametrize(
    ("edtf", "known", "label"),
    [
        ("2023-05-03", "day", "3 May 2023"),
        ("[2023-05-01..2023-05-04]", "some", "Some time between 1 and 4 May 2023"),
        ("[..2023-05-04]", "some", "Not after 4 May 2023"),
        ("2023-05", "some", "Some time in May 2023"),
        ("2023", "some", "Some time in 2023"),
        ("195X", "some", "Some time in the 1950s"),
        ("1950/1953", "lasted", "1950 to 1953"),
        ("194X/195X", "lasted", "the 1940s to the 1950s"),
        ("2019/..", "lasted", "Since 2019"),
        ("2019/", "some", "From 2019 to an unknown day"),
        ("/2019", "some", "From an unknown day to 2019"),
        ("-0044-03-15", "some", "15 March 45 BC"),
        ("", "none", "No date given"),
    ],
)
def test_a_group_says_how_much_its_date_says(edtf: str, known: str, label: str) -> None:
    (group,) = date_groups.by_date(events({"happened_on": edtf}))
    assert (group.known, group.label.lower()) == (known, label.lower())


def test_each_event_stands_once_the_newest_first_and_those_without_a_date_last() -> (
    None
):
    table = events(
        {"happened_on": "1950/1953"},
        {"happened_on": ""},
        {"happened_on": "2023-05-03"},
        {"happened_on": "[2023-05-01..2023-05-04]"},
        {"happened_on": "2023-05-03", "account_of": "e3"},
        {"happened_on": "[..2023-05-04]"},
        {"happened_on": "-0044-03-15"},
        {"happened_on": "2023-05-03"},
    )
    groups = date_groups.by_date(table)
    assert [(one.number, keys(one.events)) for one in groups] == [
        (1, ["e5"]), (2, ["e2", "e7"]), (1, ["e3"]), (1, ["e0"]), (1, ["e6"]),
        (1, ["e1"]),
    ]  # fmt: skip


def test_a_date_from_outside_makes_a_group_only_where_it_is_asked_for() -> None:
    table = events({"outside_date": "2022-02-24/.."},
                   {"happened_on": "2023", "outside_date": "2023-02-03"})  # fmt: skip
    assert [one.known for one in date_groups.by_date(table)] == ["some", "none"]
    groups = date_groups.by_date(table, outside=True)
    assert [(one.known, one.label) for one in groups] == [
        ("some", "Some time in 2023"), ("outside", "Since 24 February 2022"),
    ]  # fmt: skip


def test_a_page_of_groups_has_its_events_and_says_how_many_share_the_date() -> None:
    table = events(*({"happened_on": "2023-05-03"} for _ in range(3)), {}, {})
    groups = date_groups.by_date(table)
    first, second = (date_groups.part(groups, at, 2) for at in (0, 2))
    assert [(one.number, keys(one.events)) for one in first] == [(3, ["e0", "e1"])]
    assert [(one.number, keys(one.events)) for one in second] == [
        (3, ["e2"]), (2, ["e3"]),
    ]  # fmt: skip
    assert date_groups.part(groups, 99, 2) == []


def test_of_a_day_it_is_said_what_is_known_and_what_may_have_been() -> None:
    table = events(
        {"happened_on": "2023-05-03"},
        {"happened_on": "[2023-05-01..2023-05-04]"},
        {"happened_on": "[2023-05-01..2023-05-04]"},
        {"happened_on": "2023-05"},
        {"happened_on": "2019/.."},
        {"happened_on": "2023-05-01/2023-05-02"},
        {"outside_date": "2023-05-02"},
        {},
    )
    groups = date_groups.by_date(table, outside=True)
    assert date_groups.on_day(groups, date(2023, 5, 3)) == (
        "1 event is dated to 3 May 2023; 2 events happened some time between 1 and 4"
        " May 2023; 1 event happened some time in May 2023; 1 event was under way since"
        " 2019."
    )
    assert date_groups.on_day(groups, date(2023, 5, 2)) == (
        "Nothing is dated to 2 May 2023; 1 event, dated “2 May 2023” (not in the"
        " report), may have happened then;"
        " 1 event was under way from 1 to 2 May 2023; 2 events happened some time"
        " between 1 and 4 May 2023; 1 event happened some time in May 2023; 1 event was"
        " under way since 2019."
    )
    assert date_groups.on_day(groups, date(1900, 1, 1)) == (
        "Nothing is dated to 1 January 1900."
    )
    ended = date_groups.by_date(events({"happened_on": "2019/"}))
    assert date_groups.on_day(ended, date(2023, 5, 3)) == (
        "Nothing is dated to 3 May 2023; 1 event may have been under way from 2019 to"
        " an unknown day."
    )


def test_nothing_of_the_default_record_is_dated_to_the_26th(default: Record) -> None:
    groups = date_groups.by_date(event_queries.events(default, Filters()))
    assert date_groups.on_day(groups, date(2023, 7, 26)) == (
        "Nothing is dated to 26 July 2023; 2 events were under way from 24 to 27 July"
        " 2023; 12 events happened some time between 24 and 27 July 2023; 1 event"
        " happened some time between 1 and 27 July 2023."
    )
    assert sum(one.number for one in groups) == 30

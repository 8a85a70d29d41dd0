"""Words of time are EDTF by the codebook's rule 8, counted from publication."""

from datetime import date

import pytest

from dashboard.grammar import dates

THURSDAY = date(2024, 5, 16)


@pytest.mark.parametrize(
    ("text", "edtf", "precision"),
    [
        ("on Tuesday", "2024-05-14", "day"), ("on Thursday", "2024-05-16", "day"),
        ("last Thursday", "2024-05-09", "day"), ("on Friday", "2024-05-10", "day"),
        ("yesterday", "2024-05-15", "day"), ("Today", "2024-05-16", "day"),
        ("this week", "[2024-05-13..2024-05-16]", "week"),
        ("last week", "[2024-05-06..2024-05-12]", "week"),
        ("This month", "[2024-05-01..2024-05-16]", "month"),
        ("last month", "2024-04", "month"), ("in March", "2024-03", "month"),
        ("in June", "2023-06", "month"), ("last year", "2023", "year"),
        ("this year", "2024", "year"), ("two years ago", "2022", "year"),
        ("May 4", "2024-05-04", "day"), ("4 May 2019", "2019-05-04", "day"),
        ("May 4, 2019", "2019-05-04", "day"), ("December 4", "2023-12-04", "day"),
        ("May 2019", "2019-05", "month"), ("2019-05-04", "2019-05-04", "day"),
        ("in 1999", "1999", "year"), ("the 1940s", "194X", "decade"),
        ("the late 1940s and 1950s", "194X/195X", "decade"),
        ("1950-53", "1950/1953", "year"), ("from 1939 to 1945", "1939/1945", "year"),
    ],
)  # fmt: skip
def test_a_word_of_time_is_edtf(text: str, edtf: str, precision: str) -> None:
    found = list(dates.told(f"It rained {text}.", 0, 60, THURSDAY))
    assert [(one.edtf, one.precision) for one in found] == [(edtf, precision)]


@pytest.mark.parametrize(
    "text", ["May 40", "2019-13-01", "1953-50", "the may of it", "199"]
)
def test_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert list(dates.told(f"It rained {text}.", 0, 60, THURSDAY)) == []


def test_what_counts_from_publication_needs_its_day() -> None:
    text = "It rained on Tuesday, last week and in 1999."
    assert [one.edtf for one in dates.told(text, 0, len(text), None)] == ["1999"]
    assert dates.published("soon") is None
    assert dates.published("2024-05-16") == THURSDAY


def test_a_monday_makes_a_week_of_one_day() -> None:
    monday = date(2024, 5, 13)
    assert [one.edtf for one in dates.told("this week", 0, 9, monday)] == ["2024-05-13"]

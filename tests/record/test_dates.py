"""A date admits the days that EDTF says, and no date is made up."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.record import dates

BOUNDS = [
    ("2023-07-27", date(2023, 7, 27), date(2023, 7, 27)),
    ("2023-07", date(2023, 7, 1), date(2023, 7, 31)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("194X", date(1940, 1, 1), date(1949, 12, 31)),
    ("194X/195X", date(1940, 1, 1), date(1959, 12, 31)),
    ("[2023-07-24..2023-07-27]", date(2023, 7, 24), date(2023, 7, 27)),
    ("[..2023-07-27]", None, date(2023, 7, 27)),
    ("[1953,1950]", date(1950, 1, 1), date(1953, 12, 31)),
    ("1950/1953-07-27", date(1950, 1, 1), date(1953, 7, 27)),
    ("2022/..", date(2022, 1, 1), None),
    ("../2022", None, date(2022, 12, 31)),
    # An unknown end is not ten years away.
    ("2022/", date(2022, 1, 1), None),
    ("/2022", None, date(2022, 12, 31)),
    ("2023-07-27?", date(2023, 7, 27), date(2023, 7, 27)),
    ("-0044", None, None),
    ("Y-17E7", None, None),
    ("-0044/2023", None, date(2023, 12, 31)),
    ("0001", date(1, 1, 1), date(1, 12, 31)),
    ("9999", date(9999, 1, 1), date(9999, 12, 31)),
]


@pytest.mark.parametrize(("edtf", "first", "last"), BOUNDS, ids=[b[0] for b in BOUNDS])
def test_a_date_admits_the_days_from_its_first_to_its_last(
    edtf: str, first: date | None, last: date | None
) -> None:
    assert dates.bounds(edtf) == (first, last)
    assert dates.is_edtf(edtf)


@pytest.mark.parametrize(
    "edtf",
    [
        "", " ", " 2023", "2023 ", "27 July 2023", "20230727", "27.07.2023",
        "07/27/2023", "2023-13", "2023-02-30", "2023-00-01", "2023-7-2", "1953-07-27-",
        "..", "unknown", "2023-07-31/2023-07-01", "[2023-07-27..2023-07-24]",
        "2023/2019", "None", "(2023)", "[2023", "٢٠٢٣", "2023–2024",
        "Y1E99999999", "X" * 5000, "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(edtf: str) -> None:
    assert not dates.is_edtf(edtf)
    with pytest.raises(ValueError, match=r"not an EDTF date|ends before it begins"):
        dates.bounds(edtf)


def test_nothing_is_printed_while_a_date_is_parsed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dates.is_edtf("../2023X")
    dates.is_edtf("2023-0X")
    dates.is_edtf("/..")
    assert capsys.readouterr().out == ""


@given(st.dates(), st.integers(0, 4000))
def test_an_interval_of_days_has_those_days_as_its_bounds(
    first: date, days: int
) -> None:
    last = min(first, date.max - timedelta(days)) + timedelta(days)
    first = min(first, last)
    assert dates.bounds(f"{first}/{last}") == (first, last)


@settings(max_examples=300, deadline=None)
@given(st.text("0123456789-/.X?~%[]{},YES+TZ: ", max_size=20) | st.text(max_size=30))
def test_no_text_does_worse_than_not_to_be_a_date(text: str) -> None:
    if dates.is_edtf(text):
        first, last = dates.bounds(text)
        assert first is None or last is None or first <= last


PARTS = ["2023", "2023-07", "2023-07-27", "2023-02-29", "2024-02-29", "0000", "0001",
         "2023-13", "2023-00", "2023-21", "2023-07-00", "1899-12"]  # fmt: skip


@pytest.mark.parametrize(
    "edtf",
    [*PARTS, *(f"{a}/{b}" for a in PARTS[:6] for b in PARTS), "[2023..2023-07-27]",
     "[2023-07-01..2023-07-27]", "[2023-07-27..2023-07-01]", "[2023-07..2023-08]"],
)  # fmt: skip
def test_a_plain_date_is_read_as_the_parser_reads_it(
    edtf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told() -> object:
        try:
            return dates.bounds.__wrapped__(edtf)
        except ValueError as error:
            return str(error)

    plainly = told()
    monkeypatch.setattr(dates, "_CALENDAR", re.compile(r"(?!)"))
    assert plainly == told()


@pytest.mark.parametrize(
    "typed", ["2023-07-26", "26 July 2023", "26 Jul 2023", "July 26, 2023"]
)
def test_a_day_is_understood_as_people_write_it(typed: str) -> None:
    assert dates.day(typed) == date(2023, 7, 26)


@pytest.mark.parametrize("typed", ["", "soon", "2023", "31 June 2023", "26.7.", "\0"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert dates.day(typed) is None


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("-0043-03-15", "15 March 44 BC"), ("-0321", "322 BC"), ("0000", "1 BC"),
        ("0047", "AD 47"), ("0988-11-30", "30 November 988"),
        ("Y-120000", "120,001 BC"), ("1973-XX-XX", "some day in 1973"),
        ("1931?", "perhaps 1931"), ("1931~", "about 1931"),
        ("1931%", "perhaps about 1931"), ("197X?", "perhaps the 1970s"),
        ("1973-09-~03/1973-10", "about 3 September 1973 to October 1973"),
        ("1973-09-XX", "some day in September 1973"),
        ("1973-XX", "some month in 1973"), ("18XX", "some year from 1800 to 1899"),
        ("-2XXX", "some year from 3000 to 2001 BC"), ("1998-22", "summer 1998"),
        ("1998-33", "the first quarter of 1998"),
        ("2023-24", "2023-24 (winter 2023, or 2023 to 2024)"),
        ("1931-08-03/..", "since 3 August 1931"),
        ("1931-08-03/", "from 3 August 1931 to an unknown day"),
        ("../1931-08-03", "until 3 August 1931"),
        ("/1931-08-03", "from an unknown day to 3 August 1931"),
        ("[1702,1705,1707..1709]", "one of 1702, 1705 or 1707 to 1709"),
        ("{1912,1914-07}", "1912 and July 1914"), ("Y-17E7", "Y-17E7"),
    ],
)  # fmt: skip
def test_a_date_is_worded_with_what_it_leaves_open(edtf: str, told: str) -> None:
    assert dates.readable(edtf) == told
    assert dates.is_edtf(edtf)


@pytest.mark.parametrize(
    ("season", "first", "last"),
    [
        # Summer is from June in the north, from December in the south.
        ("1998-22", date(1998, 1, 1), date(1999, 2, 28)),
        ("1998-21", date(1998, 1, 1), date(1998, 12, 31)),
        ("2023-24", date(2023, 1, 1), date(2024, 12, 31)),
        ("1998-33", date(1998, 1, 1), date(1998, 3, 31)),
    ],
)
def test_the_months_of_a_season_are_not_guessed(
    season: str, first: date, last: date
) -> None:
    assert dates.bounds(season) == (first, last)

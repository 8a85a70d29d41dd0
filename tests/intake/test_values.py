"""What a cell can only mean is told apart from what it may mean."""

import pytest

from dashboard.intake import values
from dashboard.record.schema import TABLES, Column

NUMBER = next(one for one in TABLES["quotes"].columns if one.name == "start")
DATE = next(one for one in TABLES["events"].columns if one.name == "happened_on")
NEEDED = next(one for one in TABLES["sources"].columns if one.name == "published_on")
WORD = next(one for one in TABLES["quotes"].columns if one.name == "kind")
KEY = next(one for one in TABLES["quotes"].columns if one.name == "issue_id")
HASH = next(one for one in TABLES["sources"].columns if one.name == "sha256")


@pytest.mark.parametrize(
    ("column", "value", "means"),
    [
        (NUMBER, "7.0", "7"), (NUMBER, "7,00", "7"), (NUMBER, " 7 ", "7"),
        (NUMBER, "\u00a07\u200b", "7"), (NUMBER, "1,234", "1234"),
        (NUMBER, "12,345,678", "12345678"), (NUMBER, "1\u202f234", "1234"),
        (NUMBER, "1’234", "1234"), (NUMBER, "5.501E+03", "5501"),
        (NUMBER, "5.5010e3", "5501"), (NUMBER, "٣", "3"),
        (DATE, " 2023-07-27", "2023-07-27"), (DATE, "27/07/2023", "2023-07-27"),
        (DATE, "7/27/2023", "2023-07-27"), (DATE, "27.07.2023", "2023-07-27"),
        (DATE, "08.09.2022", "2022-09-08"), (DATE, "04/04/2023", "2023-04-04"),
        (DATE, "2023/07/27", "2023-07-27"), (DATE, "2023-7-1", "2023-07-01"),
        (DATE, "20230727", "2023-07-27"), (DATE, "27 July 2023", "2023-07-27"),
        (DATE, "2023-07-27 00:00:00", "2023-07-27"), (DATE, "NA", ""), (DATE, "-", ""),
        (DATE, "n/a", ""), (KEY, "NULL", ""), (KEY, " dam ", "dam"),
        (WORD, "Direct", "direct"), (HASH, "AB" * 32, "ab" * 32),
    ],
)  # fmt: skip
def test_what_a_cell_can_only_mean_is_sure(
    column: Column, value: str, means: str
) -> None:
    reading = values.reader(column, {"dam"})(value)
    assert reading is not None
    assert (reading.means, reading.is_sure) == (means, True)


@pytest.mark.parametrize(
    ("column", "value", "means"),
    [
        (NUMBER, "1.234", "may be 1234, or cut to 1.234"), (NUMBER, "4,000", "4000"),
        (NUMBER, "5.50E+03", "about 5500; its digits are lost"),
        (NUMBER, "5E+03", "about 5000; its digits are lost"),
        (DATE, "04/07/2023", "2023-07-04 or 2023-04-07"),
        (DATE, "27/07/23", "a year in full is needed"),
        (DATE, "27-Jul-23", "2023-07-27 or 1923-07-27"),
        (DATE, "Jul-23", "2023-07 or 1923-07, or 23 Jul of a year"),
        (DATE, "Dec-91", "1991-12 or 2091-12"),
        (DATE, "45134", "2023-07-27, counted from 1900"),
        (DATE, "circa 1950", "1950~"), (DATE, "1950s", "195X"),
        (DATE, "Q3 2023", "2023-07/2023-09"),
        (DATE, "2023-W30", "2023-07-24/2023-07-30"),
    ],
)  # fmt: skip
def test_what_a_cell_may_mean_is_told_and_not_taken(
    column: Column, value: str, means: str
) -> None:
    reading = values.reader(column, ())(value)
    assert reading is not None
    assert (reading.means, reading.is_sure) == (means, False)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (NUMBER, "7"), (NUMBER, ""), (NUMBER, "seven"), (NUMBER, "-7"), (NUMBER, "7.5"),
        (DATE, "2023-07"), (DATE, "a Wednesday"), (DATE, "31/31/2023"), (DATE, "1953"),
        (NEEDED, "NA"), (WORD, "sung"), (KEY, "dams"), (KEY, "dam"), (HASH, "ab"),
    ],
)  # fmt: skip
def test_what_keeps_the_rule_or_nobody_knows_is_left(
    column: Column, value: str
) -> None:
    assert values.reader(column, {"dam"})(value) is None


def test_a_sign_for_nothing_that_is_a_key_is_no_sign_for_nothing() -> None:
    assert values.reader(KEY, {"none"})("none") is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2023-02-29", ("February 2023 has 28 days", "write the day that was meant")),
        ("2023-13", ("there is no month 13", "write the month as 01 to 12")),
        ("1931/1930", ("ends before it begins", "write 1930/1931, if that was meant")),
        ("open", ("no EDTF date", "an open end is written behind its beginning")),
        ("ca. 1950", ("no EDTF date", "write 1950~, if that was meant")),
        ("a Wednesday", ("no EDTF date", "write it as 2023-07-27")),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(
    value: str, told: tuple[str, str]
) -> None:
    wrong, mend = values.trouble(value)
    assert wrong == told[0]
    assert mend.startswith(told[1])

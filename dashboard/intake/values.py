"""What a cell that breaks a rule can only mean, and what it may mean."""

import calendar
import re
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Final, NamedTuple

from dashboard.record import dates
from dashboard.record.schema import SHA256, Column

# Spaces and signs of no width: nothing that can be seen.
BLANK: Final = "".join(
    map(chr, (*range(33), 0x85, 0xA0, 0xAD, 0x1680, *range(0x2000, 0x2010), 0x2028,
              0x2029, 0x202F, *range(0x205F, 0x2065), 0x3000, 0xFEFF))
)  # fmt: skip
_NOTHING: Final = frozenset(
    {"na", "n/a", "n.a.", "nan", "null", "none", "nil", "#n/a", "-", "--", "–", "—"}
)
_POINT: Final = re.compile(r"(\d+)[.,]0{1,2}")
_COMMAS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")
_SPACED: Final = re.compile(r"\d{1,3}(?:[ '’\u00a0\u2009\u202f]\d{3})+")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")
_POWER: Final = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_PARTS: Final = re.compile(r"(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})\.?")
_MONTH: Final = re.compile(r"([A-Za-z]{3})[a-z]*[-\s](\d{2})")
_DAY_OF: Final = re.compile(r"(\d{1,2})[-\s]([A-Za-z]{3})[a-z]*[-\s](\d{2})")
_TIME: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(.*)"
)
_AROUND: Final = re.compile(r"(?:c|ca|circa|about|around)\.?\s*(\d{4})", re.IGNORECASE)
_DECADE: Final = re.compile(r"(\d{3})0s")
_QUARTER: Final = re.compile(r"Q([1-4])[\s/-]*(\d{4})|(\d{4})[\s/-]*Q([1-4])")
_WITHIN_CALENDAR: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{2})")
_MONTHS: Final = {name.lower(): n for n, name in enumerate(calendar.month_abbr) if n}
_TURN: Final = 50  # Of two digits, which years are thought of first.
# The day from which spreadsheets count, and the days that they make of 1900 to 2100.
_FROM: Final = date(1899, 12, 30)
_SERIALS: Final = range(61, 73_051)


THOUSANDS: Final = "whole numbers are read without commas between thousands"


class Reading(NamedTuple):
    """
    What a cell means: `means` where it `is_sure`, else what it may mean, in words.

    `kind` is what is the matter with it, the same for all cells of its kind; a
    spreadsheet that rewrote (`rewrote`) a column is told once for all of it.
    """

    kind: str
    means: str
    is_sure: bool = True
    rewrote: bool = True


def reader(column: Column, keys: Collection[str]) -> Callable[[str], Reading | None]:
    """
    Return what tells the meaning of a cell of a column that breaks its rule; None of
    one that keeps it, or whose meaning nobody knows. `keys` are those that it may name.
    """
    kinds = {"integer": _number, "date": day, "hash": _hash}

    def read(value: str) -> Reading | None:
        bare = value.strip(BLANK)
        if not value or _is_right(column, keys, value):
            return None
        if bare.casefold() in _NOTHING and not column.required:
            return Reading("signs for “nothing” are read as empty", "", rewrote=False)
        if bare != value and (not bare or _is_right(column, keys, bare)):
            told = "spaces around a value are left out"
            return Reading(told, bare, rewrote=False)
        if column.words and not column.is_integer:
            return _word(column, bare)
        found = kinds.get(column.holds)
        return found(bare) if found else None

    return read


def _is_right(column: Column, keys: Collection[str], value: str) -> bool:
    """Whether a value keeps the rule of its column, as far as it is its own."""
    if column.is_integer:
        return value.isascii() and value.isdecimal()
    if column.holds == "date":
        return dates.is_edtf(value)
    if column.holds == "hash":
        return bool(re.fullmatch(SHA256, value))
    if column.words:
        return value in column.allowed
    return value in keys if column.refers_to else value == value.strip(BLANK)


def _number(value: str) -> Reading | None:
    if whole := _POINT.fullmatch(value):
        told = "whole numbers are read without their .0"
        return Reading(told, whole[1])
    if _SPACED.fullmatch(value):
        return Reading(
            "whole numbers are read without spaces", re.sub(r"\D", "", value)
        )
    if _COMMAS.fullmatch(value):
        # One that ends in zeros alone may be a 4 with decimals, as Germans write them.
        is_sure = value.rpartition(",")[2] != "000"
        return Reading(THOUSANDS, value.replace(",", ""), is_sure)
    if _POINTS.fullmatch(value):
        told = "a point where a whole number stood"
        means = f"may be {value.replace('.', '')}, or cut to {value}"
        return Reading(told, means, False)
    if power := _POWER.fullmatch(value):
        first, rest, zeros = power[1], power[2] or "", int(power[3])
        if len(rest) >= zeros and not rest[zeros:].strip("0"):
            return Reading(
                "whole numbers are read as written out", first + rest[:zeros]
            )
        least = (first + rest).ljust(zeros + 1, "0")[: zeros + 1]
        return Reading("digits are lost", f"about {least}; its digits are lost", False)
    if value.isdecimal():
        return Reading("digits of another script are read as 0-9", str(int(value)))
    return None


def _hash(value: str) -> Reading | None:
    if re.fullmatch(SHA256, value.lower()):
        return Reading(
            "capitals of a hash are read as small", value.lower(), True, False
        )
    return None


def _word(column: Column, value: str) -> Reading | None:
    plain = "_".join(value.casefold().replace("-", " ").replace("_", " ").split())
    if plain in column.allowed:
        return Reading("words are read as the codebook writes them", plain, True, False)
    return None


def day(value: str) -> Reading | None:
    """
    Return what a cell means that should be a date and is none.
    """
    told = "dates are read as ISO 8601 writes them"
    if parts := _PARTS.fullmatch(value):
        return _parted(told, parts)
    if value.isdecimal() and len(value) == 8 and (whole := _date(*_cut(value))):
        return Reading(told, whole)
    if value.isdecimal() and int(value) in _SERIALS and len(value) == 5:
        # Spreadsheets of the Mac once counted from 1904: nothing in the cell says so.
        means = (_FROM + timedelta(int(value))).isoformat()
        return Reading("days counted as a number", f"{means}, counted from 1900", False)
    if timed := _TIME.fullmatch(value):
        midnight = not timed[2].strip("0:.") and not timed[3]
        told = told if midnight else "a time of day, which a date here has not"
        return Reading(told, timed[1] if midnight else f"the day {timed[1]}", midnight)
    if month := _MONTH.fullmatch(value):
        return _month(month[1], month[2])
    if of_month := _DAY_OF.fullmatch(value):
        number = _MONTHS.get(of_month[2].lower(), 0)
        years = (_date(c + of_month[3], number, of_month[1]) for c in ("20", "19"))
        if likely := [one for one in years if one]:
            return Reading("a year of two digits", " or ".join(likely), False)
    # (Python takes a week for its Monday: only what is written in words is asked.)
    if " " in value and (typed := dates.day(value)):
        return Reading(told, typed.isoformat())
    return _in_words(value)


def _parted(told: str, parts: re.Match[str]) -> Reading | None:
    """What three numbers mean between two signs: 27/07/2023, 2023.07.27."""
    one, sign, two, three = parts.groups()
    if len(one) == 4 and (whole := _date(one, two, three)):
        return Reading(told, whole)
    if len(three) == 2 and len(one) < 3:
        return Reading("a year of two digits", "a year in full is needed", False)
    if len(three) != 4 or len(one) > 2:
        return None
    by_day, by_month = _date(three, two, one), _date(three, one, two)
    # With points between, nobody puts the month first.
    if by_day and (not by_month or by_day == by_month or sign == "."):
        return Reading(told, by_day)
    if by_month and not by_day:
        return Reading(told, by_month)
    if by_day and by_month:
        told = "a day and a month that may be swapped"
        return Reading(told, f"{by_day} or {by_month}", False)
    return None


def _month(name: str, year: str) -> Reading | None:
    """What “Jul-23” may mean: a spreadsheet makes it of 2023-07, or of 23 July."""
    number = _MONTHS.get(name.lower())
    if not number:
        return None
    first, last = ("20", "19") if int(year) < _TURN else ("19", "20")
    likely = f"{first}{year}-{number:02} or {last}{year}-{number:02}"
    if 1 <= int(year) <= 31:
        likely += f", or {int(year)} {name} of a year"
    return Reading("a month with two digits, which may be its year", likely, False)


def _in_words(value: str) -> Reading | None:
    """What to write instead of what people write of a date that is not known well."""
    write = ""
    if around := _AROUND.fullmatch(value):
        write = f"{around[1]}~"
    elif decade := _DECADE.fullmatch(value):
        write = f"{decade[1]}X"
    elif quarter := _QUARTER.fullmatch(value):
        year, number = quarter[2] or quarter[3], int(quarter[1] or quarter[4])
        write = f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    elif week := _WEEK.fullmatch(value):
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return None
        write = f"{monday}/{monday + timedelta(6)}"
    return Reading("", write, False, False) if write else None


def trouble(value: str) -> tuple[str, str]:
    """
    Return what is wrong with what should be a date and is none, and how to mend it.
    """
    bare = value.strip(BLANK)
    if whole := _WITHIN_CALENDAR.fullmatch(bare):
        year, month = int(whole[1]), int(whole[2])
        if not 1 <= month <= 12:
            return f"there is no month {month}", "write the month as 01 to 12"
        if year:
            most = calendar.monthrange(year, month)[1]
            wrong = f"{calendar.month_name[month]} {year} has {most} days"
            return wrong, "write the day that was meant, or the month alone"
    ends = bare.split("/")
    if len(ends) == 2 and all(dates.is_edtf(end) for end in ends):
        return "ends before it begins", f"write {ends[1]}/{ends[0]}, if that was meant"
    if bare.casefold() in ("open", "ongoing", "today", "now", "present"):
        return "no EDTF date", "an open end is written behind its beginning: 2022/.."
    found = day(bare)
    if found:
        return "no EDTF date", f"write {found.means}, if that was meant"
    return "no EDTF date", "write it as 2023-07-27, 2023-07, 2022/.., [..2023-07-27]"


def _cut(value: str) -> tuple[str, str, str]:
    return value[:4], value[4:6], value[6:]


def _date(year: str, month: str | int, of_month: str) -> str:
    """A day as ISO 8601 writes it, or "" where the calendar has none."""
    try:
        return date(int(year), int(month), int(of_month)).isoformat()
    except ValueError:
        return ""

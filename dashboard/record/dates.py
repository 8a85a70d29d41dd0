"""EDTF dates (ISO 8601-2): the earliest and latest day that one admits."""

import re
from calendar import month_name, monthrange
from contextlib import suppress
from datetime import MAXYEAR, UTC, date, datetime
from functools import lru_cache
from time import struct_time
from typing import Final

from edtf import parse_edtf
from edtf.parser import parser_classes
from edtf.parser.edtf_exceptions import EDTFParseException

LONGEST: Final = 200
# A year written as a power of ten is worked out in full: Y1E99999999 takes minutes.
_HUGE: Final = re.compile(r"E[0-9]{4}")

# What nearly all dates are, read without the parser, which takes 25 ms for each: a
# year, month or day; "a/b" of such; "[a..b]" of days.
_MONTH: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_DAY: Final = rf"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_PART: Final = rf"({_DAY}|{_MONTH}|[0-9]{{4}})"
_CALENDAR: Final = re.compile(rf"{_PART}|{_PART}/{_PART}|\[({_DAY})\.\.({_DAY})\]")

# A date by its parts, digits of which may be open; its seasons, as EDTF numbers them.
_FORM: Final = re.compile(
    r"Y?(?P<minus>-?)(?P<year>[0-9]{1,3}X{1,3}|[0-9]{4}|(?<=Y|-)[0-9]{5,9})"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
)
_SEASONS: Final = {
    21: "spring", 22: "summer", 23: "autumn", 24: "winter",
    25: "northern spring", 26: "northern summer", 27: "northern autumn",
    28: "northern winter", 29: "southern spring", 30: "southern summer",
    31: "southern autumn", 32: "southern winter", 33: "the first quarter of",
    34: "the second quarter of", 35: "the third quarter of",
    36: "the fourth quarter of", 40: "the first half of", 41: "the second half of",
}  # fmt: skip
# Of a season without a hemisphere nobody knows the months.
_SEASON: Final = re.compile(r"([0-9]{4})-(2[1-4])[?~%]?")

# The parser prints what it tries and gives up (edtf 5.0, parser_classes.py line 116);
# a name of the module's own keeps that out of the shell, in every thread.
setattr(parser_classes, "print", lambda *_: None)  # noqa: B010 - mypy knows no such name


@lru_cache(maxsize=100_000)
def bounds(edtf: str) -> tuple[date | None, date | None]:
    """
    Return the first and the last day that an EDTF date admits.

    An open or unknown end, or a year that the calendar module does not hold (before 1
    or after 9999), is None.

    Raises:
        ValueError: the date does not parse, or ends before it begins.

    """
    if edtf != edtf.strip() or len(edtf) > LONGEST or _HUGE.search(edtf):
        raise ValueError("not an EDTF date")
    whole = _CALENDAR.fullmatch(edtf)
    ends = [_calendar(day) for day in whole.groups() if day] if whole else []
    if ends and ends[0] and ends[-1]:
        if ends[0][0] > ends[-1][1]:
            raise ValueError("ends before it begins")
        return ends[0][0], ends[-1][1]
    try:
        parsed = parse_edtf(edtf)
        earliest, latest = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, AttributeError, TypeError, OverflowError) as error:
        raise ValueError("not an EDTF date") from error
    if _rank(earliest) > _rank(latest):
        raise ValueError("ends before it begins")
    if season := _SEASON.fullmatch(edtf):
        year = int(season[1])
        if 1 <= year < MAXYEAR:
            # Some begin in one year and end in the next; 2023-24 may be both years.
            end = (12, 31) if _is_two_years(edtf) else (2, 28)
            crosses = season[2] in ("22", "24") or _is_two_years(edtf)
            last_day = date(year + 1, *end) if crosses else date(year, 12, 31)
            return date(year, 1, 1), last_day
    # For an unknown end the parser makes up a day ten years from the known one.
    first = None if edtf.startswith("/") else _day(earliest)
    last = None if edtf.endswith("/") else _day(latest)
    return first, last


def _calendar(day: str) -> tuple[date, date] | None:
    """The first and last day of a year, month or day; None if the calendar has none."""
    year, month, of_month = (*map(int, day.split("-")), 0, 0)[:3]
    try:
        last = of_month or monthrange(year, month or 12)[1]
        return date(year, month or 1, of_month or 1), date(year, month or 12, last)
    except ValueError:
        return None


def is_edtf(edtf: str) -> bool:
    """
    Tell whether a date parses and does not end before it begins.
    """
    try:
        bounds(edtf)
    except ValueError:
        return False
    return True


def _rank(moment: struct_time | float) -> tuple[float, ...]:
    """What sorts days; an open end is minus or plus infinity."""
    return tuple(moment)[:3] if isinstance(moment, struct_time) else (moment,)


def _day(moment: struct_time | float) -> date | None:
    if not isinstance(moment, struct_time) or not 1 <= moment.tm_year <= 9999:
        return None
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def day(typed: str) -> date | None:
    """
    Return the day that somebody typed, as “2023-07-26”, “26 July 2023” or “July 26,
    2023”; None if it is none of these.
    """
    with suppress(ValueError):
        return date.fromisoformat(typed)
    for form in ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y"):
        with suppress(ValueError):
            return datetime.strptime(typed, form).replace(tzinfo=UTC).date()
    return None


def readable(edtf: str) -> str:
    """
    Return an EDTF date as a reader would write it; as it stands where no rule fits.

    “2023-07-27” is “27 July 2023”; “[2023-07-24..2023-07-27]” is “some time between
    24 and 27 July 2023”; “[..2023-07-27]” is “not after 27 July 2023”; “1950/1953” is
    “1950 to 1953”. An end that is open (“2022/..”, “since 2022”) is told apart from one
    that is unknown (“2022/”, “from 2022 to an unknown day”).
    """
    if "," in edtf:
        return _several(edtf)
    choice = edtf.startswith("[") and edtf.endswith("]")
    first, sign, last = edtf.strip("[]").partition(".." if choice else "/")
    if not sign or (choice and "/" in edtf):
        return _spelled(edtf)
    since, until = _spelled(first), _spelled(last)
    if choice and not first:
        return f"not after {until}"
    if choice and not last:
        return f"not before {since}"
    if first == "..":
        return f"until {until}"
    if last == "..":
        return f"since {since}"
    if not first:
        return f"from an unknown day to {until}"
    if not last:
        return f"from {since} to an unknown day"
    day, _, month = since.partition(" ")
    since = day if month and until.endswith(month) else since
    return f"some time between {since} and {until}" if choice else f"{since} to {until}"


def _several(edtf: str) -> str:
    """Dates of which one is meant, or all."""
    parts = [
        " to ".join(_spelled(day) for day in part.split(".."))
        for part in edtf.strip("[]{}").split(",")
    ]
    if any(
        not part or part.startswith(" to") or part.endswith("to ") for part in parts
    ):
        return edtf
    *rest, last = parts
    if edtf.startswith("["):
        return f"one of {', '.join(rest)} or {last}"
    return f"{', '.join(rest)} and {last}"


def _spelled(edtf: str) -> str:
    """One date, with how sure it is and which of its digits are open."""
    signs = set("?~%") & set(edtf)
    bare = "".join(sign for sign in edtf if sign not in "?~%")
    if not signs:
        return _plainly(edtf)
    told = _plainly(bare)
    if told == bare and not bare.isdigit():
        return edtf
    perhaps = "perhaps " if signs & {"?", "%"} else ""
    return f"{perhaps}{'about ' if signs & {'~', '%'} else ''}{told}"


def _plainly(edtf: str) -> str:
    """One date without qualification: a day, month, year or decade, or open digits."""
    if len(edtf) == 4 and edtf.endswith("X") and edtf[:3].isdigit():
        return f"the {edtf[:3]}0s"
    whole = _FORM.fullmatch(edtf)
    if not whole:
        return edtf
    digits, month, of_month = whole["year"], whole["month"], whole["day"]
    if "X" in digits:
        if month:
            return edtf
        ends = (_year(whole["minus"] + digits.replace("X", one)) for one in "09")
        first, last = sorted(ends, reverse=True) if whole["minus"] else ends
        return f"some year from {first.removesuffix(' BC')} to {last}"
    year = _year(f"{whole['minus']}{digits}")
    if not month:
        return year
    if "X" in month + (of_month or ""):
        if month.isdigit():
            return f"some day in {month_name[int(month)]} {year}"
        return f"some day in {year}" if of_month else f"some month in {year}"
    if of_month or int(month) <= 12:
        if not 1 <= int(month) <= 12:
            return edtf
        day_of = f"{int(of_month)} " if of_month else ""
        return f"{day_of}{month_name[int(month)]} {year}"
    told = _SEASONS.get(int(month), "")
    if not told:
        return edtf
    if _is_two_years(edtf):
        return f"{edtf} ({told} {year}, or {year} to {int(digits) + 1})"
    return f"{told} {year}"


def _year(digits: str) -> str:
    """A year as readers count: there is none before AD 1 but 1 BC."""
    number = int(digits)
    if number < 1:
        return f"{1 - number:,} BC" if number < -9999 else f"{1 - number} BC"
    return f"AD {number}" if number < 100 else str(number)


def _is_two_years(edtf: str) -> bool:
    """Whether a season's number is that of the next year: 2023-24."""
    return edtf[:4].isdigit() and int(edtf[5:7]) == (int(edtf[:4]) + 1) % 100

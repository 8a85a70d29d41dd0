"""EDTF dates (ISO 8601-2): the earliest and latest day that one admits."""

import re
from calendar import month_name, monthrange
from contextlib import suppress
from datetime import UTC, date, datetime
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

    “2023-07-27” is “27 July 2023”; “[2023-07-24..2023-07-27]” is “some day from 24 to
    27 July 2023”; “[..2023-07-27]” is “not after 27 July 2023”; “1950/1953” is “1950 to
    1953”.
    """
    choice = edtf.startswith("[") and edtf.endswith("]") and "," not in edtf
    first, sign, last = edtf.strip("[]").partition(".." if choice else "/")
    if not sign or (choice and "/" in edtf):
        return _spelled(edtf)
    since, until = _spelled(first), _spelled(last)
    if first in ("", ".."):
        return f"not after {until}"
    if last in ("", ".."):
        return f"since {since}" if not choice else f"not before {since}"
    day, _, month = since.partition(" ")
    span = f"{day if month and until.endswith(month) else since} to {until}"
    return f"some day from {span}" if choice else span


def _spelled(edtf: str) -> str:
    """One date: day, month, year or decade; anything else as it stands."""
    if len(edtf) == 4 and edtf.endswith("X") and edtf[:3].isdigit():
        return f"the {edtf[:3]}0s"
    parts = edtf.split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return edtf
    if len(parts) == 1:
        return edtf
    if not 1 <= int(parts[1]) <= 12:
        return edtf
    month = month_name[int(parts[1])]
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{month} {parts[0]}"

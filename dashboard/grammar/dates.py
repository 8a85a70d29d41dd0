"""Dates that a text tells, as EDTF by the codebook's rule 8."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

import regex

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_MONTH: Final = (
    rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_SHORT: Final = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_DATE: Final = regex.compile(
    rf"(?<![\w-])(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    r"|(?:(?P<late>late|early|mid)[ -])?(?:the )?(?P<decade>1[5-9]\d0|20[0-4]0)s"
    r"(?:\s(?:and|or|to)\s(?:the\s)?(?P<decade2>1[5-9]\d0|20[0-4]0)s)?"
    r"|(?P<from>1[5-9]\d\d|20[0-4]\d)\s?[-–—]\s?(?P<to>\d{4}|\d\d)(?!\d)"
    r"|(?:from|between)\s(?P<from2>1[5-9]\d\d|20[0-4]\d)\s(?:to|and|until)\s(?P<to2>\d{4})"
    rf"|{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?(?!\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{'|'.join(_MONTHS)})(?:,?\s(?P<year2>\d{{4}}))?"
    rf"|(?P<month3>{'|'.join(_MONTHS)})(?:,?\s(?:of\s)?(?P<year3>\d{{4}}))(?!\d)"
    rf"|(?:in|since|by|last)\s(?P<month4>{'|'.join(_MONTHS)})\b"
    rf"|(?P<lastday>[Ll]ast\s)?(?P<weekday>{'|'.join(_DAYS)})"
    r"|(?P<near>[Tt]oday|[Yy]esterday|[Tt]his\s(?:morning|afternoon|evening)|tonight|last\snight)"
    r"|(?P<which>[Tt]his|[Ll]ast|[Pp]ast)\s(?P<unit>week|month|year)"
    r"|(?P<number>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\syears\sago"
    r"|(?P<bare>in|since|of)\s(?P<year4>1[5-9]\d\d|20[0-4]\d)(?![\d-]))(?!\w)"
)
_NUMBERS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip


class Told(NamedTuple):
    """
    A word of time where it stands, as EDTF, with its precision in the codebook's words;
    `is_span` where it lasted from one end to the other.
    """

    start: int
    end: int
    edtf: str
    precision: str
    is_span: bool = False


def published(day: str) -> date | None:
    """
    Return a day of publication, None where it is not known.
    """
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def told(text: str, start: int, end: int, on: date | None) -> Iterator[Told]:
    """
    Yield each word of time of a stretch; those that count from the day of publication
    only where that is known.
    """
    for found in _DATE.finditer(text, start, end):
        read = _read(found, on)
        if read:
            yield Told(*found.span(), *read)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _read(
    found: "regex.Match[str]", on: date | None
) -> tuple[str, str] | tuple[str, str, bool] | None:
    got = found.groupdict()
    if got["iso"]:
        return _known(_day(*map(int, got["iso"].split("-"))), "day")
    if got["decade"]:
        first = f"{got['decade'][:3]}X"
        second = got["decade2"]
        return (
            (f"{first}/{second[:3]}X", "decade", True) if second else (first, "decade")
        )
    since, until = got["from"] or got["from2"], got["to"] or got["to2"]
    if since and until:
        until = since[:2] + until if len(until) == 2 else until
        return (f"{since}/{until}", "year", True) if until > since else None
    if got["year4"]:
        return got["year4"], "year"
    if got["month3"]:
        return f"{got['year3']}-{_number(got['month3']):02}", "month"
    month, day = got["month"] or got["month2"], got["day"] or got["day2"]
    year = got["year"] or got["year2"]
    if month and day:
        if year:
            return _known(_day(int(year), _number(month), int(day)), "day")
        return _known(_nearest(_number(month), int(day), on), "day") if on else None
    return _counted(got, on) if on else None


def _known(day: str, precision: str) -> tuple[str, str] | None:
    return (day, precision) if day else None


def _number(month: str) -> int:
    return _SHORT[month[:3].lower()]


def _nearest(month: int, day: int, on: date) -> str:
    """A day without a year: the last before publication, or the next by weeks."""
    here = _day(on.year, month, day)
    if here and date.fromisoformat(here) - on > timedelta(days=45):
        return _day(on.year - 1, month, day)
    return here


def _counted(got: dict[str, str | None], on: date) -> tuple[str, str] | None:
    """What counts from the day of publication."""
    if got["weekday"]:
        back = (on.weekday() - _DAYS.index(got["weekday"])) % 7
        back += 7 if got["lastday"] and not back else 0
        return (on - timedelta(days=back)).isoformat(), "day"
    if near := got["near"]:
        back = 1 if near.lower().startswith(("yester", "last")) else 0
        return (on - timedelta(days=back)).isoformat(), "day"
    if got["month4"]:
        month = _number(got["month4"])
        year = on.year if month <= on.month else on.year - 1
        return _cut(date(year, month, 1), _end_of_month(year, month), on, "month")
    if got["number"]:
        number = got["number"]
        years = int(number) if number.isdigit() else _NUMBERS[number]
        return (f"{on.year - years:04}", "year") if years < on.year else None
    is_last = (got["which"] or "").lower() != "this"
    if got["unit"] == "year":
        return f"{on.year - is_last:04}", "year"
    if got["unit"] == "month":
        year, month = on.year, on.month
        if is_last:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return _cut(date(year, month, 1), _end_of_month(year, month), on, "month")
    first = on - timedelta(days=on.weekday() + 7 * is_last)  # Weeks begin on Monday.
    return _cut(first, first + timedelta(days=6), on, "week")


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _cut(first: date, last: date, on: date, precision: str) -> tuple[str, str]:
    """Some day of a week or month, none after publication."""
    last = min(last, on)
    if first == last:
        return first.isoformat(), "day"
    if precision == "month" and last == _end_of_month(first.year, first.month):
        return f"{first.year:04}-{first.month:02}", precision
    return f"[{first.isoformat()}..{last.isoformat()}]", precision

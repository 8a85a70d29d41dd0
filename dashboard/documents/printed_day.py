"""A day as English prints it: July 27, 2023; 27th Jul. 2023; 2023-07-27; 27/07/2023."""

import re
from datetime import date
from typing import Final, NamedTuple

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_BY_NAME: Final = {
    short: number
    for number, name in enumerate(_MONTHS, 1)
    for short in {name, name[:3], name[:4] if name == "september" else name[:3]}
}
_NAMED: Final = "|".join(sorted(_BY_NAME, key=len, reverse=True))
_MONTH: Final = rf"(?P<month>{_NAMED})\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS: Final = tuple(
    re.compile(rf"(?<![\w/.-]){form}", re.I)
    for form in (
        rf"{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH}\s*,?\s+{_YEAR}",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        # Which of two comes first differs from country to country.
        r"(?P<one>\d{1,2})(?P<sign>[/.-])(?P<other>\d{1,2})(?P=sign)(?P<year>20\d\d)(?!\d)",
    )
)


class Printed(NamedTuple):
    """A day (YYYY-MM-DD) as a text prints it, and where in the text."""

    day: str
    start: int
    end: int


def first(text: str) -> Printed | None:
    """
    Return the first day that a text prints with its year, None where it prints none.

    A weekday, or a day without its year, is none; 03/04/2023 is none, as it is another
    day in London than in Washington.
    """
    found = []
    for form in _FORMS:
        for match in form.finditer(text):
            if day := _day(match.groupdict()):
                found.append(Printed(day, *match.span()))
                break
    return min(found, key=lambda one: one.start) if found else None


def _day(parts: dict[str, str | None]) -> str:
    """The day that the parts of a match name, "" where there is no such day."""
    if parts.get("one"):
        one, other = int(parts["one"] or 0), int(parts["other"] or 0)
        if one == other or one > 12 >= other or parts["sign"] == ".":
            day, month = one, other
        elif other > 12:
            day, month = other, one
        else:
            return ""
    else:
        day = int(parts["day"] or 0)
        month = int(
            parts.get("number") or _BY_NAME[(parts.get("month") or "jan").lower()]
        )
    try:
        return date(int(parts["year"] or 0), month, day).isoformat()
    except ValueError:
        return ""

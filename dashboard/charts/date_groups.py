"""Events by what is known of their dates: each once, and what a day admits."""

import re
from datetime import date
from typing import Final, NamedTuple

import pandas as pd

from dashboard.charts.lanes import one_each
from dashboard.record.dates import bounds, readable
from dashboard.text.phrases import counted

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
# How a date in words begins that says of itself that it is not known well.
_SAYS_SO: Final = ("some ", "from ", "not ", "perhaps ", "about ", "one of ")
NO_DATE: Final = "No date given"


class DateGroup(NamedTuple):
    """The events that share a date, and how much that date says."""

    # “day”: on this day; “some”: at some time in it; “lasted”: over all of it; “none”:
    # no date; “outside”: a date from general knowledge, not the source.
    known: str
    label: str
    first: date | None
    last: date | None
    number: int  # how many events share it
    events: pd.DataFrame  # one row for each that is shown, like `events.events`


def by_date(events: pd.DataFrame, outside: bool = False) -> list[DateGroup]:
    """
    Return accounts of events (`events.events`) as groups of one date each, the newest
    first; those without a date last.

    Each event stands in one group, however many accounts there are of it; with dates
    from `outside` the source, those that the source does not date have a group by them.
    """
    rows = one_each(events, outside)
    dates = rows["happened_on"]
    from_outside = pd.Series(False, rows.index)
    if outside:
        from_outside = (dates == "") & (rows["outside_date"] != "")
        dates = dates.where(~from_outside, rows["outside_date"])
    groups = []
    shared: dict[tuple[str, bool], list[int]] = {}
    for at, date_of in enumerate(zip(dates, from_outside, strict=True)):
        shared.setdefault(date_of, []).append(at)
    for (edtf, foreign), places in shared.items():
        first, last = bounds(edtf) if edtf else (None, None)
        known = "outside" if foreign else _known(edtf)
        here = rows.iloc[places]
        groups.append(DateGroup(known, _label(edtf), first, last, len(here), here))
    return sorted(groups, key=_newest_first)


def _known(edtf: str) -> str:
    """How much a date says."""
    if not edtf:
        return "none"
    if _DAY.fullmatch(edtf):
        return "day"
    # When it ended, or began, is unknown: on which days it went on is, too.
    if edtf.startswith("/") or edtf.endswith("/"):
        return "some"
    # The 1940s to the 1950s: that it lasted is known, from when to when is not.
    return "lasted" if "/" in edtf and not edtf.startswith("[") else "some"


def _label(edtf: str) -> str:
    if not edtf:
        return NO_DATE
    told = readable(edtf)
    is_day = _DAY.fullmatch(edtf.removeprefix("-"))
    if _known(edtf) == "some" and not is_day and not told.startswith(_SAYS_SO):
        told = f"some time in {told}"
    return told[:1].upper() + told[1:]


def _newest_first(group: DateGroup) -> tuple[int, int, int, str]:
    begin = group.first or group.last
    # A date before year 1 or after 9999 has no day of the calendar: beside no date.
    at = begin.toordinal() if begin else 0
    end = group.last.toordinal() if group.last else at
    return (group.known == "none", -at, end, group.label)


def part(groups: list[DateGroup], start: int, size: int) -> list[DateGroup]:
    """
    Return so many events of some groups, from one on, in the groups that hold them.
    """
    kept, at = [], 0
    for one in groups:
        rows = one.events.iloc[max(start - at, 0) : max(start + size - at, 0)]
        if len(rows):
            kept.append(one._replace(events=rows))
        at += len(one.events)
    return kept


def on_day(groups: list[DateGroup], day: date) -> str:
    """
    Return what is known to have happened on a day, and what may have, in a sentence.
    """
    told = readable(day.isoformat())
    exact = sum(one.number for one in groups if one.known == "day" and one.first == day)
    are = "are" if exact > 1 else "is"
    parts = [f"{counted(exact, 'event') if exact else 'Nothing'} {are} dated to {told}"]
    for one in groups:
        begins = one.first is None or one.first <= day
        holds = begins and (one.last is None or day <= one.last)
        if one.known in ("day", "none") or not holds:
            continue
        many = counted(one.number, "event")
        label = one.label[:1].lower() + one.label[1:]
        if one.known == "outside":
            parts.append(
                f"{many}, dated “{label}” (not in the report), may have happened then"
                if one.last is not None
                else f"{many}, dated “{label}” (not in the report), may have been under"
                " way"
            )
        elif one.known == "some":
            verb = (
                "may have been under way" if label.startswith("from ") else "happened"
            )
            parts.append(f"{many} {verb} {label}")
        else:
            since = "from " if label[0].isdecimal() else ""
            were = "was" if one.number == 1 else "were"
            parts.append(f"{many} {were} under way {since}{label}")
    return f"{'; '.join(parts)}."

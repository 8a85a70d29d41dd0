"""Events laid out for the timeline: which range, which lane, which bar."""

from datetime import date
from typing import Any, Final

import pandas as pd

from dashboard.record.dates import readable
from dashboard.text.phrases import counted_events

BY: Final = {"country": "countries", "issue": "issue", "kind of event": "kind"}
_NONE: Final = {column: f"no {what}" for what, column in BY.items()}
# What the timeline's table tells of each event.
TOLD: Final = [
    "title", "happened_on", "precision", "date_basis", "outside_date", "status",
    "place", "countries", "people", "issue", "speaker", "first_account",
]  # fmt: skip
# The days that the dates of events admit, the source's and those from outside.
DAYS: Final = ["earliest", "latest", "outside_earliest", "outside_latest"]
OUTSIDE: Final = "date not in the report"
DRAWN: Final = 150  # Events of one picture; more would be a grey block.
AFTER_WAR: Final = date(1945, 1, 1)


def ranges(events: pd.DataFrame) -> dict[str, tuple[date, date]]:
    """
    Return the ranges that a reader can choose, by name, the nearest first.

    They follow from the days on which the sources were published and from the dates of
    the events (`events.events`), never from a calendar of ours.
    """
    days = [day for name in DAYS for day in _ends(events[name])]
    published = _ends(events["published"]) or days
    if not published:
        return {"everything": (date.min, date.max)}
    newest, oldest = max(published), min(published)
    begin = plus_days(newest, -newest.weekday() - 1)
    report = "the report" if newest == oldest else "the latest report"
    found = {
        f"the week of {report}": (begin, plus_days(begin, 8)),
        "the 12 months before": (plus_days(newest, -365), newest),
        "since 1945": (AFTER_WAR, newest),
        "everything": (min([begin, *days]), max([newest, *days])),
    }
    if newest < AFTER_WAR:
        del found["since 1945"]
    if oldest < begin:
        found["all reports"] = (plus_days(oldest, -7), newest)
    return found


def plus_days(day: date, days: int) -> date:
    """
    Return the day that is so many days later, or the first or last that there is.
    """
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def without_day(events: pd.DataFrame, outside: bool = False) -> pd.DataFrame:
    """
    Return the events that have no day by the source's dating, so none to be drawn at.

    Where dates from `outside` the source are drawn too, those that have none of these.
    """
    names = DAYS if outside else DAYS[:2]
    return events[events[names].isna().all(axis=1)]


def closely_dated(events: pd.DataFrame) -> pd.DataFrame:
    """
    Return events without the dates that say too little for a time axis: those of which
    neither a day is known nor from when to when they lasted.

    On an axis length is duration, never how little is known.
    """
    events = events.copy()
    for date_of, names in (("happened_on", DAYS[:2]), ("outside_date", DAYS[2:])):
        told = events[date_of].str
        # “2022/”: it ended on a day that is not known; “2022/..” goes on.
        lasted = told.contains("./.") & ~told.contains("[X[]")
        vague = ~lasted & (events[names[0]] != events[names[1]])
        events.loc[vague, date_of] = ""
        events.loc[vague, names] = pd.NaT
    return events


def one_each(events: pd.DataFrame, outside: bool = False) -> pd.DataFrame:
    """
    Return one row for each event: its first account, or where that is left out or has
    no day to be drawn at, another that has one.
    """
    names = DAYS if outside else DAYS[:2]
    undated = events[names].isna().all(axis=1)
    order = events.assign(undated=undated, other=events["account_of"] != "")
    order = order.sort_values(["undated", "other"], kind="stable")
    kept = order.drop_duplicates("event").index
    return events.loc[events.index.isin(kept)]


def first_filled(events: pd.DataFrame, found: dict[str, tuple[date, date]]) -> str:
    """
    Return the name of the first range in which the source dates an event.
    """
    for name, (first, last) in found.items():
        begins = events["earliest"].fillna(pd.Timestamp(first))
        ends = events["latest"].fillna(pd.Timestamp(last))
        dated = events["happened_on"] != ""
        if (dated & (begins.dt.date <= last) & (ends.dt.date >= first)).any():
            return name
    return next(iter(found))


def drawn(
    events: pd.DataFrame, column: str, first: date, last: date, outside: bool
) -> tuple[pd.DataFrame, str]:
    """
    Return what `timeline_chart` draws between two days; what is left out, in words.

    An event is drawn once, however many accounts there are of it, and stands in the
    lane of each country that takes part in it.
    """
    told = ["happened_on", "date_basis", "speaker", "through_state_media"]
    accounts, events = events, one_each(events, outside)
    rows = events[["event_id", "title", column, *told]].copy()
    rows["lane"] = rows[column].replace("", _NONE[column])
    if column == BY["country"]:
        rows["lane"] = rows["lane"].str.split(" · ")
    rows["begins"] = _days(events["earliest"])
    rows["ends"] = _days(events["latest"])
    # The 1940s to the 1950s: that it lasted is known, from when to when is not.
    date_of = rows["happened_on"].str
    rows["lasts"] = date_of.contains("/", regex=False) & ~date_of.contains("X")
    rows["outside"] = False
    if outside:
        other = rows.assign(
            begins=_days(events["outside_earliest"]),
            ends=_days(events["outside_latest"]),
            happened_on=events["outside_date"],
            outside=True,
        )
        rows = pd.concat([rows, other[other["happened_on"] != ""]])
    undated = rows["begins"].isna() & rows["ends"].isna()
    rows = rows[~undated]
    rows["begins"] = [b if b is not None else first for b in rows["begins"].map(_known)]
    rows["ends"] = [e if e is not None else last for e in rows["ends"].map(_known)]
    within = (rows["ends"] >= first) & (rows["begins"] <= last)
    inside = rows[within].sort_values(["begins", "ends", "event_id"], kind="stable")
    kept = inside["event_id"].unique()[:DRAWN]
    inside = inside[inside["event_id"].isin(kept)]
    inside = inside.explode("lane")
    sizes = inside.groupby("lane")["event_id"].transform("size")
    inside = inside.assign(size=sizes).sort_values(
        ["size", "lane"], ascending=[False, True], kind="stable"
    )
    basis = inside["date_basis"].where(~inside["outside"], OUTSIDE)
    when = inside["happened_on"].map(readable).astype("str")
    teller = inside["speaker"].where(inside["speaker"] != "", "the report itself")
    title = inside["title"]
    inside["hover"] = title + ": " + when + " (" + basis + "). Told by " + teller + "."
    inside["title"] = title.where(~inside["outside"], title + f" ({OUTSIDE})")
    inside = inside.reset_index(drop=True)
    return inside, _told(accounts, rows, within, len(kept))


def _told(
    events: pd.DataFrame, rows: pd.DataFrame, within: pd.Series, kept: int
) -> str:
    """Say how many events are drawn and why the others are not."""
    here = rows[within]["event_id"].nunique()
    elsewhere = rows["event_id"].nunique() - here
    number = events["event"].nunique()
    undated = number - rows["event_id"].nunique()
    total = int(events["total"].iloc[0]) if "total" in events else len(events)
    are = "is" if kept == 1 else "are"
    told = f"Of {counted_events(number, len(events))}, {kept:,} {are} in this range"
    if here > kept:
        told = f"The first {kept:,} of {here:,} events in this range: filter for more"
    if elsewhere:
        told += f"; {elsewhere:,} lie outside it"
    if undated:
        told += f"; {undated:,} cannot be placed on the chart: see the list"
    if total > len(events):
        what = " accounts" if len(events) > number else ""
        told += f". Only the first {len(events):,}{what} by date are looked at, of"
        told += f" {total:,}"
        told += " that the filters leave: narrow them to see later ones"
    return told + "."


def _ends(column: pd.Series) -> list[date]:
    """The first and the last of the days that are known."""
    known = column.dropna()
    return [day.date() for day in (known.min(), known.max())] if len(known) else []


def _days(column: pd.Series) -> pd.Series:
    # Each day once: many events have the same.
    known = {day: _known(day) for day in column.unique()}
    return pd.Series([known.get(day) for day in column], column.index, dtype="object")


def _known(day: Any) -> date | None:
    return None if pd.isna(day) else pd.Timestamp(day).date()

"""What a picture shows, in a sentence or two, for who does not see it."""

from datetime import date
from typing import Final

import pandas as pd

from dashboard.queries.stances import differing
from dashboard.record.codebook import plain
from dashboard.record.dates import bounds, readable
from dashboard.text.phrases import counted, isolated, ranked, some

DAY_BY_DAY: Final = 62  # Days of a range up to which days are compared, else months.
# What the matrix draws solid, dotted and hatched.
WHOSE: Final = {
    "self": "in the holder's own word",
    "own_state_media": "told by its own state's media",
}
OTHERS: Final = "told by others"


def matrix(shown: pd.DataFrame, total: int) -> str:
    """
    Return what the matrix shows: whose word, who holds most, where stances differ.

    `shown` is the part of `stances.stances` that is drawn, of `total` positions.
    """
    number = int(shown["positions"].sum())
    voices = shown["voice"].map(WHOSE).fillna(OTHERS)
    sums = shown.groupby(voices)["positions"].sum()
    parts = [f"{sums[one]:,} {one}" for one in (*WHOSE.values(), OTHERS) if one in sums]
    part = f" drawn, of {total:,}" if number < total else ""
    told = [f"{counted(number, 'position')}{part}: {', '.join(parts)}."]
    # Several actors share the row of those who hold for no state.
    held = shown[shown["country_id"] != ""]
    if held["country_id"].nunique() > 1:
        told.append(f"{_most(held)}.")
    cells = differing(shown)
    if len(cells):
        names = [
            f"{isolated(row['country'])} on {isolated(row['issue'])}"
            f" ({', '.join(map(plain, row['stances']))})"
            for row in cells.to_dict("records")
        ]
        told.append(f"Stances differ for: {some(names, '; ')}.")
    elif len(held):
        told.append("No country has two stances on one issue.")
    return " ".join(told)


def timeline(drawn: pd.DataFrame, first: date, last: date, undated: int) -> str:
    """
    Return what the timeline shows between two days: how many events, and when most.

    `drawn` is of `lanes.drawn`; `undated` events have no day to be drawn at.
    """
    rows = drawn.drop_duplicates(["event_id", "outside"])
    number = counted(rows["event_id"].nunique(), "event")
    told = f"{number} drawn between {_day(first)} and {_day(last)}"
    foreign = int(rows["outside"].sum())
    if foreign:
        told += f", {foreign:,} of them at a date from outside the source"
    if len(rows) == 1:
        told += f", dated {readable(rows['happened_on'].iloc[0])}."
    else:
        told += f"{_span(rows)}.{_peak(rows, (last - first).days <= DAY_BY_DAY)}"
    if undated:
        have = "has" if undated == 1 else "have"
        told += f" {counted(undated, 'more event')} {have} no day to be drawn at."
    return told


def describe_periods(rows: pd.DataFrame, unit: str) -> str:
    """
    Return what bars of `events.counts` show: how many begin when, and when most.
    """
    number = counted(int(rows["events"].sum()), "event")
    most = rows.sort_values("events", kind="stable").iloc[-1]
    return (
        f"{number} by the {unit} in which they begin, from {rows['period'].iloc[0]} to "
        f"{rows['period'].iloc[-1]}. Most in {most['period']} ({most['events']:,})."
    )


def _span(rows: pd.DataFrame) -> str:
    """The dates of the first and of the last to begin, where the beginning is known."""
    known = rows[[bounds(edtf)[0] is not None for edtf in rows["happened_on"]]]
    if len(known) < 2:
        return ""
    known = known.sort_values(["begins", "ends", "happened_on"], kind="stable")
    begun, latest = (readable(known["happened_on"].iloc[at]) for at in (0, -1))
    if begun == latest:
        return ""
    return f"; by their beginning, the first is dated {begun}, the last {latest}"


def _peak(rows: pd.DataFrame, by_day: bool) -> str:
    """On which day, or in which month, most of the events that are dated to one are."""
    size = len("2023-07-26") if by_day else len("2023-07")
    begins = rows["begins"].map(lambda day: day.isoformat()[:size])
    ends = rows["ends"].map(lambda day: day.isoformat()[:size])
    # A date that is not known so closely counts for no day and no month.
    numbers = begins[begins == ends].value_counts()
    unit = "day" if by_day else "month"
    if numbers.empty:
        return f" None is dated to a {unit}."
    if numbers.iloc[0] == 1:
        return f" No two are dated to the same {unit}."
    most = sorted(numbers[numbers == numbers.iloc[0]].index)
    kind = unit.capitalize()
    most_of = ranked(kind, f"{kind}s", map(readable, most), int(numbers.iloc[0]))
    return f" {most_of}."


def _most(held: pd.DataFrame) -> str:
    sums = held.groupby("country_id").agg(
        name=("country", "first"), number=("positions", "sum")
    )
    number = int(sums["number"].max())
    names = sorted(sums[sums["number"] == number]["name"])
    return ranked("Country", "Countries", map(isolated, names), number)


def _day(day: date) -> str:
    return readable(day.isoformat())

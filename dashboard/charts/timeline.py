"""The timeline as a picture, by events or by periods, and what it shows in words."""

from datetime import date
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import (
    CLEAR,
    Palette,
    escaped,
    layout,
    marks,
    palette,
    rule,
    wrapped,
)
from dashboard.charts.lanes import plus_days
from dashboard.record.dates import bounds, readable
from dashboard.text.phrases import counted, ranked

LATE: Final = 0.55  # The part of the range past which titles run to the left.
ZOOMING: Final = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d"]],
}
DAY: Final = 86_400_000  # Plotly measures lengths of time in milliseconds.

DAY_BY_DAY: Final = 62  # Days of a range up to which days are compared, else months.


def timeline(
    drawn: pd.DataFrame, first: date, last: date, dark: bool = False
) -> go.Figure:
    """
    Draw events in lanes between two days: points for days, bars for spans.

    `drawn` has a row for each event and lane: event_id, title, lane, begins, ends
    (dates), lasts (a bar says that it lasted, a lighter one that the day is not known)
    and outside (the date is not the source's: hollow). A point's customdata is its
    event_id.
    """
    colours = palette(dark)
    placed = _placed(drawn, first, last)
    figure = go.Figure()
    for (lasts, outside), rows in placed.groupby(["lasts", "outside"]):
        day = rows["begins"] == rows["ends"]
        look = _look(bool(lasts), bool(outside), colours)
        if (~day).any():
            figure.add_trace(_bars(rows[~day], look))
        if day.any():
            figure.add_trace(_points(rows[day], look))
    for late, rows in placed.groupby("late"):
        figure.add_trace(_titles(rows, bool(late), first, colours))
    lanes = placed.groupby("lane", sort=False)["y"].agg(["min", "max"])
    figure.update_layout(
        layout(
            colours,
            barmode="overlay",
            height=int(98 + 24 * (placed["y"].max() + 1.5 if len(placed) else 2)),
            margin={"l": 8, "r": 8, "t": 64, "b": 8},
            showlegend=False,
            dragmode="zoom",
            shapes=[rule(at - 0.95, colours) for at in lanes["min"][1:]],
        )
    )
    figure.update_xaxes(
        side="top",
        range=[first, plus_days(last, 1 + (last - first).days // 40)],
        type="date",
        gridcolor=colours.line,
        tickfont={"color": colours.text},
        zeroline=False,
    )
    figure.update_yaxes(
        range=[(placed["y"].max() if len(placed) else 0) + 0.9, -0.9],
        tickvals=lanes["min"],
        ticktext=[f"<b>{wrapped(lane, 16)}</b>" for lane in lanes.index],
        tickfont={"color": colours.text},
        automargin=True,
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )
    return figure


def counts(rows: pd.DataFrame, dark: bool = False) -> go.Figure:
    """
    Draw `events.counts`: a bar for each period in which events begin, side by side.

    A point's customdata is the name of its period.
    """
    colours = palette(dark)
    figure = go.Figure(
        go.Bar(
            x=rows["period"],
            y=rows["events"],
            marker={"color": _blue(colours)},
            unselected={"marker": {"opacity": 1}},
            customdata=rows[["period"]],
            hovertemplate="%{customdata[0]}: %{y:,}<extra></extra>",
        )
    )
    margin = {"l": 8, "r": 8, "t": 16, "b": 8}
    figure.update_layout(layout(colours, height=360, margin=margin, bargap=0.15))
    plain = {
        "fixedrange": True, "automargin": True, "tickfont": {"color": colours.text},
    }  # fmt: skip
    # Side by side: between a year of antiquity and this one, bars would be hairs.
    figure.update_xaxes(type="category", showgrid=False, **plain)
    figure.update_yaxes(
        title="events", rangemode="tozero", gridcolor=colours.line, tickformat=",d",
        **plain,
    )  # fmt: skip
    return figure


def _placed(drawn: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """
    Give each event a line of its lane on which neither bar nor title meets another.

    A title runs to the right of where its event begins; late in the range, to the left.
    """
    room = max((last - first).days, 1)
    lines: list[int] = []
    places: list[tuple[float, bool]] = []
    floor = 0.0
    for _, rows in drawn.groupby("lane", sort=False):
        taken: list[list[tuple[float, float]]] = []
        for row in rows.to_dict("records"):
            begin = max((row["begins"] - first).days, 0)
            end = (min(row["ends"], last) - first).days + 1
            # A title of so many letters is as wide as so many days, on 760 pixels.
            title = room * (len(row["title"]) + 4) * 6.4 / 760
            late = begin > room * LATE
            span = (begin - title, end) if late else (begin, max(end, begin + title))
            line = _free(taken, span)
            taken[line : line + 1] = [[*(taken[line : line + 1] or [[]])[0], span]]
            places.append((floor + line, late))
        lines += rows.index.to_list()
        floor += len(taken) + 0.6
    y, late_ones = zip(*places, strict=True) if places else ((), ())
    return drawn.loc[lines].assign(y=y, late=late_ones)


def _free(taken: list[list[tuple[float, float]]], span: tuple[float, float]) -> int:
    """The first line on which a span meets no other."""
    for number, spans in enumerate(taken):
        if all(span[1] <= start or end <= span[0] for start, end in spans):
            return number
    return len(taken)


def _blue(colours: Palette) -> str:
    return "#0072B2" if colours.ground == "#FFFFFF" else "#56B4E9"


def _look(lasts: bool, outside: bool, colours: Palette) -> dict[str, str]:
    edge = _blue(colours)
    if outside:
        return {"fill": CLEAR, "edge": edge, "symbol": "circle-open"}
    fill = "rgba(86,180,233,0.75)" if lasts else "rgba(86,180,233,0.28)"
    return {"fill": fill, "edge": edge, "symbol": "circle"}


def _bars(rows: pd.DataFrame, look: dict[str, str]) -> go.Bar:
    length = [
        (e - b).days + 1 for b, e in zip(rows["begins"], rows["ends"], strict=True)
    ]
    return go.Bar(
        orientation="h",
        base=rows["begins"],
        x=[days * DAY for days in length],
        y=rows["y"],
        width=0.78,
        marker={
            "color": look["fill"],
            "line": {"color": look["edge"], "width": 1},
            "pattern": {
                "shape": ["." if told else "" for told in rows["through_state_media"]],
                "fillmode": "overlay",
                "fgcolor": look["edge"],
                "fgopacity": 0.28,
                "size": 6,
                "solidity": 0.16,
            },
        },
        customdata=rows[["event_id"]],
        **marks(rows["hover"].map(escaped)),
    )


def _points(rows: pd.DataFrame, look: dict[str, str]) -> go.Scatter:
    return go.Scatter(
        x=rows["begins"],
        y=rows["y"],
        mode="markers",
        marker={"size": 12, "symbol": look["symbol"], "color": look["edge"]},
        customdata=rows[["event_id"]],
        **marks(rows["hover"].map(escaped)),
    )


def _titles(
    rows: pd.DataFrame, late: bool, first: date, colours: Palette
) -> go.Scatter:
    gap = "&nbsp;&nbsp;"
    told = [
        f"{escaped(title)}{gap}" if late else f"{gap}{escaped(title)}"
        for title in rows["title"]
    ]
    return go.Scatter(
        x=[max(begins, first) for begins in rows["begins"]],
        y=rows["y"],
        text=told,
        mode="text",
        textposition="middle left" if late else "middle right",
        textfont={"size": 12, "color": colours.text},
        unselected={"textfont": {"color": colours.text}},
        customdata=rows[["event_id"]],
        hoverinfo="skip",
    )


def describe(drawn: pd.DataFrame, first: date, last: date, undated: int) -> str:
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


def _day(day: date) -> str:
    return readable(day.isoformat())

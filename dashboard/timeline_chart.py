"""The timeline as a picture: points for days, bars for spans, in lanes."""

from datetime import date, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import Ink, escaped, ink, rule, wrapped

ZOOMING: Final = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d"]],
}
DAY: Final = 86_400_000  # Plotly measures lengths of time in milliseconds.


def timeline(
    drawn: pd.DataFrame, first: date, last: date, dark: bool = False
) -> go.Figure:
    """
    Draw events in lanes between two days: points for days, bars for spans.

    `drawn` has a row for each event and lane: event_id, title, lane, begins, ends
    (dates), lasts (a bar says that it lasted, a lighter one that the day is not known)
    and outside (the date is not the source's: hollow). A point's customdata is event_id.
    """
    colours = ink(dark)
    placed = _placed(drawn, first, last)
    figure = go.Figure()
    for (lasts, outside), rows in placed.groupby(["lasts", "outside"]):
        day = rows["begins"] == rows["ends"]
        look = _look(bool(lasts), bool(outside), colours)
        if (~day).any():
            figure.add_trace(_bars(rows[~day], look))
        if day.any():
            figure.add_trace(_points(rows[day], look))
    figure.add_trace(
        go.Scatter(
            x=[max(begins, first) for begins in placed["begins"]],
            y=placed["y"],
            text=[f"&nbsp;&nbsp;{escaped(title)}" for title in placed["title"]],
            mode="text",
            textposition="middle right",
            textfont={"size": 12, "color": colours.text},
            customdata=placed[["event_id"]],
            hoverinfo="skip",
        )
    )
    lanes = placed.groupby("lane", sort=False)["y"].agg(["min", "max"])
    figure.update_layout(
        barmode="overlay",
        height=int(98 + 24 * (placed["y"].max() + 1.5 if len(placed) else 2)),
        margin={"l": 8, "r": 8, "t": 64, "b": 8},
        showlegend=False,
        dragmode="zoom",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.text, "size": 12},
        shapes=[rule(at - 0.95, colours) for at in lanes["min"][1:]],
    )
    figure.update_xaxes(
        side="top",
        range=[first, last + timedelta(days=1)],
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


def _placed(drawn: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Give each event a line of its lane on which neither bar nor title meets another."""
    room = max((last - first).days, 1)
    lines: list[int] = []
    y: list[float] = []
    floor = 0.0
    for _, rows in drawn.groupby("lane", sort=False):
        taken: list[float] = []
        for row in rows.to_dict("records"):
            begin = max((row["begins"] - first).days, 0)
            # A title of so many letters is as wide as so many days, on 760 pixels.
            title = room * (len(row["title"]) + 4) * 6.4 / 760
            end = max((min(row["ends"], last) - first).days + 1, begin + title)
            free = (n for n, until in enumerate(taken) if until <= begin)
            line = next(free, len(taken))
            taken[line : line + 1] = [end]
            y.append(floor + line)
        lines += rows.index.to_list()
        floor += len(taken) + 0.6
    return drawn.loc[lines].assign(y=y)


def _look(lasts: bool, outside: bool, colours: Ink) -> dict[str, str]:
    edge = "#0072B2" if colours.ground == "#FFFFFF" else "#56B4E9"
    if outside:
        return {"fill": "rgba(0,0,0,0)", "edge": edge, "symbol": "circle-open"}
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
        marker={"color": look["fill"], "line": {"color": look["edge"], "width": 1}},
        customdata=rows[["event_id"]],
        hovertext=rows["hover"].map(escaped),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _points(rows: pd.DataFrame, look: dict[str, str]) -> go.Scatter:
    return go.Scatter(
        x=rows["begins"],
        y=rows["y"],
        mode="markers",
        marker={"size": 12, "symbol": look["symbol"], "color": look["edge"]},
        customdata=rows[["event_id"]],
        hovertext=rows["hover"].map(escaped),
        hovertemplate="%{hovertext}<extra></extra>",
    )

"""Who attributes what to whom as a picture: names in columns, links between them."""

import math
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.labels import label
from dashboard.charts.network_layout import Layout, Point, laid_out
from dashboard.charts.stances import Ink, escaped, ink
from dashboard.record.schema import Row

# A kind of actor by its sign and colour (Okabe and Ito); all others are triangles.
SYMBOLS: Final = {
    "person": ("circle", "#0072B2"),
    "state": ("square", "#D55E00"),
    "state_body": ("square", "#D55E00"),
    "country": ("square", "#D55E00"),
    "media": ("diamond", "#56B4E9"),
    "state_media": ("star", "#E69F00"),
}
OTHER: Final = ("triangle-up", "#BBBBBB")
NARROW: Final = 780  # Pixels: no picture is narrower, a phone scrolls it.
SIDE: Final = 172  # Pixels for the names left and right of the outer columns.
APART: Final = 124  # Pixels between two columns, at least.
STEPS: Final = 16  # Straight pieces of a link's curve between two columns.
WIDEST: Final = 9.0
GAP: Final[Point] = (math.nan, math.nan)  # Where a line ends and the next begins.


def network(
    nodes: pd.DataFrame,
    linked: pd.DataFrame,
    headings: dict[int, str],
    dark: bool = False,
    picked: tuple[str, ...] = (),
) -> go.Figure:
    """
    Draw what `network.drawn` returns: a column for each place, named by `headings`.

    A link is as wide as its number of rows, dashed where all of them are told by
    others. A point's customdata is its node, or the two nodes of its link; what is
    `picked` is framed. `layout.width` is set where a phone's scroll is too narrow.
    """
    colours = ink(dark)
    order = sorted(nodes["place"].unique())
    columns = {
        node: order.index(place)
        for node, place in zip(nodes["node"], nodes["place"], strict=True)
    }
    last = max(len(order) - 1, 1)
    gap = max((NARROW - 2 * SIDE) / last, APART)
    outer = (0, last)
    # Between the outer columns a name stands above its mark.
    room = [(17.0, 17.0) if column in outer else (42.0, 12.0)
            for column in range(last + 1)]  # fmt: skip
    ends = list(zip(linked["origin"], linked["target"], strict=True))
    layout = laid_out(columns, ends, room)
    figure = go.Figure()
    _add_links(figure, linked, layout, picked, colours)
    figure.add_trace(_middles(nodes, linked, layout, gap, colours))
    figure.add_trace(_points(nodes, layout, picked, colours))
    told = [
        _heading(headings, order[column], column, last, colours)
        for column in range(layout.columns)
    ]
    told += [_name(row, layout, last, gap, colours) for row in nodes.to_dict("records")]
    figure.update_layout(
        annotations=told,
        height=int(layout.height + 174),
        width=None if gap > APART else int(2 * SIDE + gap * last),
        margin={"l": SIDE, "r": SIDE, "t": 88, "b": 22},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.text, "size": 12},
        hoverlabel={"align": "left"},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": colours.text},
    )
    plain: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[0, last], **plain)
    figure.update_yaxes(range=[layout.height + 20, -44], **plain)
    return figure


def _heading(
    headings: dict[int, str], place: int, column: int, last: int, colours: Ink
) -> dict[str, Any]:
    anchor = {0: "right", last: "left"}.get(column, "center")
    return {
        "x": column, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 14,
        "xanchor": anchor, "text": f"<b>{escaped(headings[place])}</b>",
        "showarrow": False, "font": {"color": colours.text, "size": 12},
        "xshift": {0: 8, last: -8}.get(column, 0),
    }  # fmt: skip


def _curve(path: list[Point]) -> list[Point]:
    """A link from column to column, level where it leaves and arrives."""
    points = [path[0]]
    for (x0, y0), (x1, y1) in pairwise(path):
        for step in range(1, STEPS + 1):
            t = step / STEPS
            points.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)))
    return points


def _add_links(
    figure: go.Figure,
    linked: pd.DataFrame,
    layout: Layout,
    picked: tuple[str, ...],
    colours: Ink,
) -> None:
    """Add a trace for each look that links have: width, dash, picked or not."""
    most = max(linked["rows"], default=1)
    looks: dict[tuple[float, bool, bool], list[Point]] = {}
    for row, path in zip(linked.to_dict("records"), layout.paths, strict=True):
        width = round(1.2 + (WIDEST - 1.2) * (row["rows"] / most) ** 0.5)
        framed = picked == (row["origin"], row["target"])
        look = (width, bool(row["retold"] == row["rows"]), framed)
        looks.setdefault(look, []).extend([*_curve(path), GAP])
    tint = "#6FA8D6" if colours.ground == "#FFFFFF" else "#4F86B5"
    for look in sorted(looks):
        width, retold, framed = look
        # Plotly looks at each number of a list, and takes an array as it is.
        points = np.array(looks[look])
        figure.add_trace(
            go.Scatter(
                x=points[:, 0],
                y=points[:, 1],
                mode="lines",
                line={
                    "width": width,
                    "color": colours.text if framed else tint,
                    "dash": "6px,4px" if retold else "solid",
                },
                opacity=0.9 if framed else 0.75,
                hoverinfo="skip",
            )
        )


def _middles(
    nodes: pd.DataFrame, linked: pd.DataFrame, layout: Layout, gap: float, colours: Ink
) -> go.Scatter:
    """A marker near the middle of each link, by which it is selected."""
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    taken = [(x * gap, y) for x, y in layout.nodes.values()]
    # A name between the outer columns stands above its mark.
    taken += [(x * gap, y - 22) for x, y in layout.nodes.values()]
    places = []
    for path in layout.paths:
        points = _curve(path[:2])[3:-3]
        # From the middle outwards: the first place at which no other marker is near.
        points.sort(key=lambda one: abs(one[0] - path[0][0] - 0.5))
        free = (
            one for one in points
            if all(abs(one[0] * gap - x) + abs(one[1] - y) > 18 for x, y in taken)
        )  # fmt: skip
        place = next(free, points[0])
        taken.append((place[0] * gap, place[1]))
        places.append(place)
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker={
            "size": 9, "symbol": "circle", "color": colours.ground,
            "line": {"color": colours.text, "width": 1.2},
        },
        unselected={"marker": {"opacity": 1}},
        customdata=linked[["origin", "target"]].to_numpy().tolist(),
        hovertext=[
            f"{escaped(names[row['origin']])} → {escaped(names[row['target']])}: "
            f"{row['rows']:,}"
            for row in linked.to_dict("records")
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _points(
    nodes: pd.DataFrame, layout: Layout, picked: tuple[str, ...], colours: Ink
) -> go.Scatter:
    rows = nodes.to_dict("records")
    looks = [SYMBOLS.get(row["kind"], OTHER) for row in rows]
    return go.Scatter(
        x=[layout.nodes[row["node"]][0] for row in rows],
        y=[layout.nodes[row["node"]][1] for row in rows],
        mode="markers",
        cliponaxis=False,
        marker={
            "size": 14,
            "symbol": [symbol for symbol, _ in looks],
            "color": [colour for _, colour in looks],
            "line": {
                "color": colours.text,
                "width": [3 if row["node"] in picked else 1 for row in rows],
            },
        },
        unselected={"marker": {"opacity": 1}},
        customdata=[[row["node"]] for row in rows],
        hovertext=[f"{escaped(row['name'])}: {row['rows']:,}" for row in rows],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _name(
    row: Row, layout: Layout, last: int, gap: float, colours: Ink
) -> dict[str, Any]:
    """A node's name: outside of the outer columns, above the marks between them."""
    x, y = layout.nodes[row["node"]]
    column = int(x)
    outer = column in (0, last)
    return {
        "x": x, "y": y, "xref": "x", "yref": "y", "showarrow": False,
        "text": label(row["name"], row["rows"], SIDE - 24 if outer else gap - 14),
        "align": {0: "right", last: "left"}.get(column, "center"),
        "xanchor": {0: "right", last: "left"}.get(column, "center"),
        "yanchor": "middle" if outer else "bottom",
        "xshift": {0: -12, last: 12}.get(column, 0), "yshift": 0 if outer else 9,
        "bgcolor": "rgba(0,0,0,0)" if outer else colours.ground, "borderpad": 0,
        "font": {"size": 11, "color": colours.text},
    }  # fmt: skip

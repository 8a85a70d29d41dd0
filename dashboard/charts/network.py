"""Who attributes what to whom as a picture, and what it shows in words."""

import math
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import base
from dashboard.charts.base import CLEAR, Palette, escaped, marks, palette
from dashboard.charts.network_layout import Layout, Point, place
from dashboard.database import chains
from dashboard.queries import network as network_queries
from dashboard.record.schema import Row
from dashboard.text.phrases import counted, isolated_if_rtl, some

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

LETTER: Final = 6.3  # Pixels of a letter's width, at 11 pixels of height.
NOUNS: Final = {network_queries.WORDS: "statement", network_queries.VIEWS: "position"}


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
    colours = palette(dark)
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
    layout = place(columns, ends, room)
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
        base.layout(
            colours,
            annotations=told,
            height=int(layout.height + 174),
            width=None if gap > APART else int(2 * SIDE + gap * last),
            margin={"l": SIDE, "r": SIDE, "t": 88, "b": 22},
            showlegend=False,
            dragmode=False,
            hovermode="closest",
        )
    )
    plain: dict[str, Any] = {"visible": False, "fixedrange": True}
    figure.update_xaxes(range=[0, last], **plain)
    figure.update_yaxes(range=[layout.height + 20, -44], **plain)
    return figure


def _heading(
    headings: dict[int, str], place: int, column: int, last: int, colours: Palette
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
    colours: Palette,
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
    nodes: pd.DataFrame,
    linked: pd.DataFrame,
    layout: Layout,
    gap: float,
    colours: Palette,
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
        customdata=linked[["origin", "target"]].to_numpy().tolist(),
        **marks(
            f"{escaped(names[row['origin']])} → {escaped(names[row['target']])}: "
            f"{row['rows']:,}"
            for row in linked.to_dict("records")
        ),
    )  # fmt: skip


def _points(
    nodes: pd.DataFrame, layout: Layout, picked: tuple[str, ...], colours: Palette
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
        customdata=[[row["node"]] for row in rows],
        **marks(f"{escaped(row['name'])}: {row['rows']:,}" for row in rows),
    )


def _name(
    row: Row, layout: Layout, last: int, gap: float, colours: Palette
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
        "bgcolor": CLEAR if outer else colours.ground, "borderpad": 0,
        "font": {"size": 11, "color": colours.text},
    }  # fmt: skip


def label(name: str, rows: int, pixels: float) -> str:
    """
    Return a node's name and number in at most two lines no wider than this.
    """
    number = f" · {rows:,}"
    lines = _lines(" ".join(name.split()), pixels - LETTER * len(number))
    return "<br>".join(escaped(isolated_if_rtl(line)) for line in lines) + number


def _wide(text: str) -> float:
    """About how many pixels wide a text is: letters of some scripts are wider."""
    full = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    large = sum(sign.isupper() or sign in "mwMW—@%" for sign in text)
    return LETTER * len(text) + 5.2 * full + 1.8 * large


def _lines(name: str, pixels: float) -> list[str]:
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and _wide(f"{lines[-1]} {word}") > pixels:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
        while _wide(lines[-1]) > pixels and len(lines[-1]) > 1:
            cut = len(lines[-1]) - 1
            while cut > 1 and _wide(lines[-1][:cut]) > pixels:
                cut -= 1
            lines[-1:] = [lines[-1][:cut], lines[-1][cut:]]
    if len(lines) > 2:
        second = lines[1]
        while second and _wide(f"{second}…") > pixels:
            second = second[:-1]
        lines = [lines[0], f"{second}…"]
    return lines


def headings(nodes: pd.DataFrame, view: str) -> dict[int, str]:
    """
    Return what each column of a network holds, by its place.
    """
    if view == network_queries.VIEWS:
        return {
            network_queries.ASSERTER: "who says so",
            network_queries.HOLDER: "whose position",
        }
    hops = [place for place in nodes["place"].unique()
            if chains.SPEAKER < place < chains.WIRE]  # fmt: skip
    passing = {place: f"intermediary, step {place}" for place in hops}
    if len(hops) == 1:
        passing = dict.fromkeys(hops, "intermediary")
    ends = {chains.WIRE: "news agency", chains.PUBLISHER: "publisher"}
    return {chains.SPEAKER: "speaker", **passing, **ends}


def finding(nodes: pd.DataFrame, view: str, total: int, part: int) -> str:
    """
    Return what a network (all of its nodes) shows, in two sentences.

    `part` of `total` rows are statements that pass through state media, or positions
    that others than their holders assert.
    """
    first = _most(nodes[nodes["place"] == chains.SPEAKER])
    if view == network_queries.VIEWS:
        held = _most(nodes[nodes["place"] == network_queries.HOLDER])
        rows = counted(total, "position")
        told = f"Told by somebody other than the holder: {part:,} of {rows}"
        return f"{told}. Most often by {first}; most often of {held}."
    told = f"From or via state media: {part:,} of {counted(total, 'statement')}"
    told += " (omissions that the report points out are not counted)"
    relays = nodes[(nodes["place"] > chains.SPEAKER) & (nodes["place"] < chains.WIRE)]
    more = f" Most often passed on by: {_most(relays)}." if len(relays) else ""
    return f"{told}. Most statements: {first}.{more}"


def _most(nodes: pd.DataFrame) -> str:
    """Who has most rows, all of them where several do."""
    rows = int(nodes["rows"].iloc[0])
    names = [isolated_if_rtl(name) for name in nodes[nodes["rows"] == rows]["name"]]
    each = ", each" if len(names) > 1 else ""
    return f"{some(names)} ({rows:,}{each})"


def options(
    nodes: pd.DataFrame, linked: pd.DataFrame, view: str
) -> dict[str, tuple[str, ...]]:
    """
    Return what a reader can pick: a name that nothing else has, and its nodes.
    """
    titles = headings(nodes, view)
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    places = {
        row["node"]: f"{row['name']} ({titles[row['place']]})"
        for row in nodes.to_dict("records")
    }
    rows: list[tuple[tuple[str, ...], list[str]]] = [
        ((node,), [places[node]]) for node in nodes["node"]
    ]
    # One actor may stand in two columns, and a name may hold an arrow.
    rows += [
        ((a, b), [f"{names[a]} → {names[b]}", f"{places[a]} → {places[b]}"])
        for a, b in zip(linked["origin"], linked["target"], strict=True)
    ]
    for keys, labels in rows:
        labels.append(f"{labels[-1]} ({', '.join(keys)})")
    used = Counter(label for _, labels in rows for label in set(labels))
    return {
        next(label for label in labels if used[label] == 1): keys
        for keys, labels in rows
    }


def as_table(nodes: pd.DataFrame, linked: pd.DataFrame, view: str) -> pd.DataFrame:
    """
    Return the links between the nodes that are drawn, to be read as a table.
    """
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    titles = headings(nodes, view)
    places = dict(zip(nodes["node"], nodes["place"].map(titles), strict=True))
    return pd.DataFrame(
        {
            "from": linked["origin"].map(names),
            "who": linked["origin"].map(places),
            "to": linked["target"].map(names),
            "who_there": linked["target"].map(places),
            f"{NOUNS[view]}s": linked["rows"],
            "told_by_others": linked["retold"],
        }
    )

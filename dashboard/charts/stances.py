"""The matrix of stances as a picture, and what it shows in words."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import (
    COLOURS,
    PATTERNS,
    Palette,
    escaped,
    fixed,
    layout,
    marks,
    palette,
    rule,
    wrapped,
)
from dashboard.queries.stances import differing
from dashboard.record.codebook import WHOSE_WORD, plain, whose_word
from dashboard.record.schema import Row
from dashboard.text.phrases import counted, isolated, ranked, some
from dashboard.text.sentences import STATELESS

STACK: Final = 5  # Positions of a cell that are drawn one by one; segments at most.
REST, FULL = "rest", "#DDDDDD"  # In place of a stance and its colour: all others.
STRIP: Final = 26  # Pixels of one segment's height.


def stance_matrix(stances: pd.DataFrame, dark: bool = False) -> go.Figure:
    """
    Draw `stances.stances`: countries down, issues across, a segment a position.

    Where a cell has more than `STACK` positions, a segment stands for all of one
    stance and voice, with their number; of more than `STACK` segments, the last stands
    for all that are left. A point's customdata is the keys of its country and issue.
    """
    colours = palette(dark)
    totals = stances.groupby(["issue_id", "issue"])["positions"].sum()
    issues = list(totals.sort_values(ascending=False, kind="stable").index)
    column = {key: n for n, (key, _) in enumerate(issues)}
    width = min(max(690 // max(len(column), 1), 57), 150)
    rows = stances.groupby(["country_id", "country"])["positions"].sum().reset_index()
    rows["stateless"] = rows["country_id"] == ""
    rows = rows.sort_values(["stateless", "positions"], ascending=[True, False])
    segments, bands, top = [], [], 0
    of: dict[str, dict[str, list[Row]]] = {}
    for row in stances.to_dict("records"):
        of.setdefault(row["country_id"], {}).setdefault(row["issue_id"], []).append(row)
    for country_id, country in zip(rows["country_id"], rows["country"], strict=True):
        drawn = [_segments(cell) for cell in of[country_id].values()]
        height = max(len(cell) for cell in drawn)
        bands.append((top, height, country or STATELESS))
        for cell in drawn:
            at = column[cell[0][0]["issue_id"]]
            segments += [(row, n, at, top + k) for k, (row, n) in enumerate(cell)]
        top += height
    figure = go.Figure()
    if segments:
        figure.add_trace(_cells(segments, colours))
    figure.update_layout(
        layout(
            colours,
            barmode="overlay",
            height=int(96 + STRIP * top),
            margin={"l": 122, "r": 8, "t": 88, "b": 8},
            dragmode=False,
            showlegend=False,
            shapes=[rule(at, colours) for at, _, _ in bands[1:]],
        )
    )
    figure.update_xaxes(
        side="top",
        range=[0, len(column)],
        tickvals=[n + 0.5 for n in range(len(column))],
        ticktext=[wrapped(label, max(width // 5, 10)) for _, label in issues],
        tickangle=0,
        **fixed(colours, 10),
    )
    figure.update_yaxes(
        range=[top, 0],
        tickvals=[at + height / 2 for at, height, _ in bands],
        ticktext=[wrapped(name, 18) for _, _, name in bands],
        **fixed(colours),
    )
    return figure


def _segments(cell: list[Row]) -> list[tuple[Row, int]]:
    """A cell's segments: one a position, or one a stance and voice where many."""
    whole = sum(row["positions"] for row in cell)
    if whole <= STACK:
        return [(row, 1) for row in cell for _ in range(row["positions"])]
    most = sorted(range(len(cell)), key=lambda n: -cell[n]["positions"])
    kept = sorted(most[: STACK if len(cell) <= STACK else STACK - 1])
    many = [(cell[n], int(cell[n]["positions"])) for n in kept]
    if rest := int(whole - sum(number for _, number in many)):
        many.append(({**cell[0], "stance": REST, "voice": REST}, rest))
    return many


def _cells(segments: list[tuple[Row, int, int, int]], colours: Palette) -> go.Bar:
    own = [row["voice"] == "self" for row, *_ in segments]
    fills = [COLOURS.get(row["stance"], FULL) for row, *_ in segments]
    return go.Bar(
        orientation="h",
        base=[at + 0.03 for _, _, at, _ in segments],
        x=[0.94] * len(segments),
        y=[top + 0.5 for *_, top in segments],
        width=0.88,
        text=[_word(row, count) for row, count, *_ in segments],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="both",
        textfont={
            "size": 11,
            "color": [
                "#FFFFFF" if row["stance"] == "supports" and mine else "#111111"
                for (row, *_), mine in zip(segments, own, strict=True)
            ],
        },
        marker={
            "color": [
                fill if mine else _paler(fill)
                for fill, mine in zip(fills, own, strict=True)
            ],
            "line": {"color": [_edge(fill, colours) for fill in fills], "width": 1.2},
            "pattern": {
                "shape": [_pattern(row) for row, *_ in segments],
                "fillmode": "overlay",
                "fgcolor": [
                    "#777777" if fill == COLOURS["not_stated"] else fill
                    for fill in fills
                ],
                "size": 7,
                "fgopacity": 0.45,
                "solidity": 0.2,
            },
        },
        customdata=[[row["country_id"], row["issue_id"]] for row, *_ in segments],
        showlegend=False,
        **marks(
            f"<b>{escaped(row['country'] or STATELESS)}</b>: "
            f"{escaped(row['issue'])}<br>{_told(row)}"
            for row, *_ in segments
        ),
    )


def _pattern(row: Row) -> str:
    """How a segment is filled: by whose word it is; what stands for the rest, solid."""
    return "" if row["stance"] == REST else PATTERNS[whose_word(row["voice"]).drawn]


def _word(row: Row, count: int) -> str:
    """What stands in a segment."""
    if row["stance"] == REST:
        return f"{count:,} more"
    word = plain("stance", row["stance"])
    return word if count == 1 else f"{word} ×{count:,}"


def _told(row: Row) -> str:
    """What a segment says when it is pointed at."""
    if row["stance"] == REST:
        return "other stances, or told by others: all of them below"
    return f"{plain('stance', row['stance'])}, {whose_word(row['voice']).short}"


def _paler(colour: str) -> str:
    """Mix a colour with three parts of white, so that black words can be read on it."""
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return "#" + "".join(f"{(part + 3 * 255) // 4:02X}" for part in parts)


def _edge(colour: str, colours: Palette) -> str:
    return colours.text if colour == COLOURS["not_stated"] else colour


def outline_cell(
    figure: go.Figure, picked: tuple[str, ...], dark: bool = False
) -> None:
    """
    Frame the cell of `stance_matrix` whose keys are picked, where it is drawn.
    """
    for cells in figure.data:
        at = [n for n, keys in enumerate(cells.customdata) if tuple(keys) == picked]
        if at:
            x, line = (
                cells.base[at[0]] - 0.03,
                {"color": palette(dark).text, "width": 3},
            )
            low, high = cells.y[at[0]] - 0.5, cells.y[at[-1]] + 0.5
            figure.add_shape(type="rect", x0=x, x1=x + 1, y0=low, y1=high, line=line)


def describe(shown: pd.DataFrame, total: int) -> str:
    """
    Return what the matrix shows: whose word, who holds most, where stances differ.

    `shown` is the part of `stances.stances` that is drawn, of `total` positions.
    """
    number = int(shown["positions"].sum())
    voices = shown["voice"].map(lambda voice: whose_word(voice).counted)
    sums = shown.groupby(voices)["positions"].sum()
    words = (group.counted for group in WHOSE_WORD.values())
    parts = [f"{sums[one]:,} {one}" for one in words if one in sums]
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
            f" ({', '.join(plain('stance', one) for one in row['stances'])})"
            for row in cells.to_dict("records")
        ]
        told.append(f"Stances differ for: {some(names, between='; ')}.")
    elif len(held):
        told.append("No country has two stances on one issue.")
    return " ".join(told)


def _most(held: pd.DataFrame) -> str:
    sums = held.groupby("country_id").agg(
        name=("country", "first"), number=("positions", "sum")
    )
    number = int(sums["number"].max())
    names = sorted(sums[sums["number"] == number]["name"])
    return ranked("Country", "Countries", map(isolated, names), number)

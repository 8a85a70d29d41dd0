"""The matrix of stances as a picture, and what it shows in words."""

import textwrap
from typing import Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import (
    CLEAR,
    COLOURS,
    PATTERNS,
    Palette,
    escaped,
    fixed,
    layout,
    marks,
    mixed,
    palette,
    rule,
)
from dashboard.queries.stances import REST, differing
from dashboard.record.codebook import WHOSE_WORD, plain, whose_word
from dashboard.record.schema import Row
from dashboard.text.phrases import counted, isolated, name, quoted, ranked, some
from dashboard.text.sentences import ACCORDING, STATELESS, told_by

FULL: Final = "#BBBBBB"  # The colour of what stands for the rest of a cell.
WIDE: Final = 820  # Pixels of the page for which words are broken into lines.
LINE: Final = 15  # Pixels of a line of 12 px type; words, and what is around them.
AROUND: Final = 8
LETTER: Final = 6.4  # Pixels of a letter of such type, as most names have them.
LINES: Final = 5  # Lines that a segment may have.
LABELS: Final = 172  # Pixels of the names at the left.
STRIP: Final = 0.07  # Of a column: the strip whose pattern says whose word it is.
FEWEST: Final = 3  # Columns for which there is room at least.
# How much of a stance's colour is in a segment whose words are the holder's own, and in
# any other: words stay as legible as on the page, light or dark.
OWN, OTHERS = 0.34, 0.09


class _Place(NamedTuple):
    """Where a segment is drawn: its column, and its upper and lower edge in pixels."""

    row: Row
    column: int
    top: float
    bottom: float
    words: str


def stance_matrix(segments: pd.DataFrame, dark: bool = False) -> go.Figure:
    """
    Draw `stances.segments`: the longer side goes down, a segment has stance and sayer.

    What a strip beside the words is filled with says whose word it is. A mark's
    customdata is the keys of its country and issue. Heights are in pixels.
    """
    colours = palette(dark)
    figure = go.Figure()
    rows: list[Row] = [*segments.to_dict("records")]
    if not rows:
        figure.update_layout(layout(colours))
        return figure
    down, across = ("row", "column") if rows[0]["issues_down"] else ("column", "row")
    columns = {row[across]: row for row in sorted(rows, key=lambda row: row[across])}
    place_of = {key: n for n, key in enumerate(columns)}
    width = (WIDE - LABELS - 8) / max(len(columns), FEWEST)
    room = int((width * (0.96 - STRIP) - 6) / LETTER)
    bands: dict[int, list[Row]] = {}
    for row in rows:
        bands.setdefault(row[down], []).append(row)
    places: list[_Place] = []
    notes: list[dict[str, object]] = []
    rules: list[float] = []
    top, topic = 0.0, ""
    for _, band in sorted(bands.items()):
        first = band[0]
        if down == "row" and first["topic"] and first["topic"] != topic:
            notes.append(_at_left(f"<b>{escaped(first['topic'])}</b>", top + 4))
            top += LINE + AROUND
        topic = first["topic"]
        rules.append(top)
        label = _label(first, down, int((LABELS - 8) / LETTER))
        notes.append(_at_left(label, top + 4, first if down == "row" else None))
        at = dict.fromkeys(place_of.values(), top + 3)
        for row in band:
            column, words = place_of[row[across]], _lines(row, room)
            end = at[column] + _height(words)
            places.append(_Place(row, column, at[column], end - 3, words))
            at[column] = end
        top = max(top + _height(label), *at.values()) + 3
    heads = [_label(row, across, int(width / LETTER)) for row in columns.values()]
    for n, (label, row) in enumerate(zip(heads, columns.values(), strict=True)):
        notes.append(_on_top(label, n + 0.5, row if across == "row" else None))
    tall = max(map(_height, heads))
    for drawn in (_tiles(places, colours), _strips(places), _words(places, colours)):
        figure.add_trace(drawn)
    figure.update_layout(
        layout(
            colours,
            barmode="overlay",
            height=int(top + tall + 16),
            margin={"l": LABELS, "r": 8, "t": tall + 8, "b": 8},
            dragmode=False,
            showlegend=False,
            shapes=[rule(at, colours) for at in rules],
            annotations=notes,
        )
    )
    columns_drawn = max(len(columns), FEWEST)
    figure.update_xaxes(range=[0, columns_drawn], tickvals=[], **fixed(colours))
    figure.update_yaxes(range=[top, 0], tickvals=[], **fixed(colours))
    return figure


def _height(words: str) -> float:
    return (1 + words.count("<br>")) * LINE + AROUND


def _label(row: Row, side: str, room: int) -> str:
    """What stands at a row or column: an issue; a holder, and whether it is heard."""
    if side == "row":
        return _folded(str(row["issue"]), room)
    label = f"<b>{_folded(_holder(row), room)}</b>"
    said = _folded(heard_itself(row), room)
    return f'{label}<br><span style="font-size:11px">{said}</span>' if said else label


def _holder(row: Row) -> str:
    return str(row["country"] or STATELESS)


def heard_itself(row: Row) -> str:
    """
    Return what is said of a holder at its name; of those who hold for no state, who.
    """
    if not row["country_id"]:
        return str(row["holders"])
    return "speaks for itself" if row["itself"] else "described only by others"


def _at_left(text: str, top: float, row: Row | None = None) -> dict[str, object]:
    """What stands at the left of a row; an issue says there what support means."""
    place = {"xref": "paper", "x": 0, "xshift": 4 - LABELS, "xanchor": "left"}
    return _note(text, row) | place | {"y": top, "yanchor": "top"}


def _on_top(text: str, x: float, row: Row | None = None) -> dict[str, object]:
    """The same above a column."""
    place = {"x": x, "xanchor": "center", "align": "center"}
    return _note(text, row) | place | {"yref": "paper", "y": 1, "yanchor": "bottom"}


def _note(text: str, row: Row | None) -> dict[str, object]:
    more = {"hovertext": _means(row)} if row and row["support_means"] else {}
    drawn = {"showarrow": False, "font": {"size": 12}, "borderpad": 0}
    return {"text": text, "align": "left"} | drawn | more


def _means(row: Row) -> str:
    return _folded(f"“Supports” means: {row['support_means']}")


def _folded(text: str, width: int = 64) -> str:
    return "<br>".join(map(escaped, textwrap.wrap(text, width)))


def _tiles(places: list[_Place], colours: Palette) -> go.Bar:
    """The ground of the segments' words."""
    fills = [
        mixed(
            colour_of(one.row),
            colours.ground,
            OWN if one.row["voice"] == "self" else OTHERS,
        )
        for one in places
    ]
    return _bars(places, STRIP + 0.02, 0.96 - STRIP, color=fills)


def _strips(places: list[_Place]) -> go.Bar:
    """The strips beside the words: no pattern runs through a letter."""
    own = [colour_of(one.row) for one in places]
    pattern = {
        "shape": [_pattern(one.row) for one in places],
        "fillmode": "replace",
        "fgcolor": own,
        "bgcolor": CLEAR,
        "size": 5,
        "solidity": 0.35,
    }
    return _bars(places, 0.02, STRIP, color=own, pattern=pattern)


def _words(places: list[_Place], colours: Palette) -> go.Scatter:
    """The words, 12 pixels high at any width; the bars below them say the rest."""
    font = {"size": 12, "color": colours.text}
    return go.Scatter(
        mode="text",
        x=[one.column + STRIP + 0.04 for one in places],
        y=[(one.top + one.bottom) / 2 for one in places],
        text=[one.words for one in places],
        textposition="middle right",
        textfont=font,
        unselected={"textfont": {"color": colours.text}},
        hoverinfo="skip",
        showlegend=False,
    )


def _bars(places: list[_Place], left: float, width: float, **fill: object) -> go.Bar:
    """A bar a segment: it begins so far from its column's left, and is so wide."""
    edge = {"color": [colour_of(one.row) for one in places], "width": 1}
    return go.Bar(
        orientation="h",
        base=[one.column + left for one in places],
        x=[width] * len(places),
        y=[(one.top + one.bottom) / 2 for one in places],
        width=[one.bottom - one.top for one in places],
        customdata=[[one.row["country_id"], one.row["issue_id"]] for one in places],
        showlegend=False,
        marker={**fill, "line": edge},
        **marks(_told(one.row) for one in places),
    )


def colour_of(row: Row) -> str:
    """
    Return the colour of a segment's edge and strip.
    """
    return COLOURS.get(row["stance"], FULL)


def _pattern(row: Row) -> str:
    """How a strip is filled: by whose word it is; what stands for the rest, solid."""
    return "" if row["stance"] == REST else PATTERNS[whose_word(row["voice"]).drawn]


def _sayer(row: Row) -> str:
    """
    Return on whose word a segment is, as it stands in it: “per Panda, an analyst”.
    """
    if not row["asserter"]:
        return whose_word(row["voice"]).short
    who = name(row["asserter"], kind=row["asserter_kind"])
    if row["voice"] == "self":
        holder = row["country"] or row["actor"]
        return "own statement" if row["asserter"] == holder else f"per {who}"
    if row["voice"] == "analyst" and row["asserter_kind"] == "person":
        return f"per {who}, {plain('voice', 'analyst').removeprefix(ACCORDING)}"
    return f"per {who}"


def word(row: Row) -> str:
    """
    Return what stands in a segment: “opposes, per Seoul”, “accepts, per an analyst ×2”.
    """
    if row["stance"] == REST:
        return f"{row['positions']:,} more"
    many = f" ×{row['positions']:,}" if row["positions"] > 1 else ""
    return f"{plain('stance', row['stance'])}, {_sayer(row)}{many}"


def _lines(row: Row, room: int) -> str:
    """What stands in a segment, in lines of so many letters; the number is kept."""
    lines = textwrap.wrap(word(row), max(room, 8))
    if len(lines) > LINES:
        end = f" ×{row['positions']:,}" if row["positions"] > 1 else ""
        lines = lines[:LINES]
        lines[-1] = f"{lines[-1][: max(room, 8) - len(end) - 1].rstrip()}…{end}"
    told = "<br>".join(map(escaped, lines))
    return f"<b>{told}</b>" if row["voice"] == "self" else told


def _told(row: Row) -> str:
    """What a segment says when it is pointed at: the printed words, and whose."""
    stance = "" if row["stance"] == REST else plain("stance", row["stance"])
    told = [f"<b>{escaped(_holder(row))}</b>: {escaped(str(row['issue']))}"]
    if row["stance"] == REST:
        told.append("other stances, or told by others: all of them in the list")
    elif not row["asserter"]:
        told.append(
            f"{plain('stance', row['stance'])}, {whose_word(row['voice']).short}"
        )
    else:
        who = name(row["asserter"], kind=row["asserter_kind"])
        by = who.join(told_by(row["voice"], row["asserter_kind"]))
        told += [_folded(f"{stance}: {by}"),
                 _folded(quoted(row["evidence"], ""))]  # fmt: skip
        if row["positions"] > 1:
            told.append(f"and {row['positions'] - 1:,} more")
    if row["support_means"]:
        told.append(f"<i>{_means(row)}</i>")
    return "<br>".join(told)


def outline_cell(
    figure: go.Figure, picked: tuple[str, ...], dark: bool = False
) -> None:
    """
    Frame the cell of `stance_matrix` whose keys are picked, where it is drawn.
    """
    if not figure.data:
        return
    cells = figure.data[0]
    at = [n for n, keys in enumerate(cells.customdata) if tuple(keys) == picked]
    if at:
        x, line = int(cells.base[at[0]]), {"color": palette(dark).text, "width": 2}
        low = cells.y[at[0]] - cells.width[at[0]] / 2 - 2
        high = cells.y[at[-1]] + cells.width[at[-1]] / 2 + 2
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

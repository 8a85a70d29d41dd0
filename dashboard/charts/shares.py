"""The share of the text by speaker, and where in a text each speaker stands."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.base import (
    CLEAR,
    PATTERNS,
    Palette,
    escaped,
    fixed,
    layout,
    marks,
    palette,
    wrapped,
)
from dashboard.queries.sources import PARAPHRASED, WAYS

# What a picture that is saved says beside its own key.
LEGEND: Final = "A view reported in another’s statement counts for both speakers."
LANES: Final = 14  # Speakers of one picture; the rest is one bar.
BAR: Final = 34  # Pixels of one speaker's height.
NOBODY: Final = "the report’s own text"
# Solid: the words are in marks; dotted: some are; hatched: none.
DRAWN: Final = {"in quotation marks": "solid", "partly in quotation marks": "dotted"}
FILLS: Final = ("#0072B2", "#56B4E9", "#BBBBBB")
ORDER: Final = tuple(dict.fromkeys([*WAYS.values(), PARAPHRASED]))


def shares(
    parted: pd.DataFrame, together: float, dark: bool = False, picked: str = ""
) -> go.Figure:
    """
    Draw `sources.share_by_speaker`: a bar a speaker, parted by how the words are given.

    `together` is the share (0 to 1) that all statements cover: the rest has no speaker,
    and a bar of its own. A point's customdata is its speaker's key; the bar of the
    speaker whose key is `picked` is named in bold.
    """
    colours = palette(dark)
    speakers = parted.drop_duplicates("speaker_id")
    drawn, rest = _lanes(speakers)
    figure = go.Figure()
    for way in ORDER:
        rows = parted[(parted["way"] == way) & parted["speaker_id"].isin(drawn)]
        if len(rows):
            figure.add_trace(_bars(rows, way, drawn, colours))
    labels = [_label(name, key == picked) for key, name in drawn.items()]
    ends = [float(speakers["whole"][speakers["speaker_id"] == key].iloc[0])
            for key in drawn]  # fmt: skip
    if rest:
        labels.append(f"<i>{rest:,} more speakers</i>")
        ends.append(float("nan"))
    labels.append(f"<i>{NOBODY}</i>")
    nobody = max(1 - together, 0.0)
    figure.add_trace(_nobody(nobody, len(labels) - 1, colours))
    ends.append(nobody)
    told = [f" {end:.1%}" if end == end else " choose below" for end in ends]
    figure.add_trace(
        go.Scatter(
            x=[0 if end != end else end for end in ends],
            y=list(range(len(labels))),
            text=told,
            mode="text",
            textposition="middle right",
            textfont={"color": colours.text, "size": 12},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    top = max([end for end in ends if end == end], default=1)
    _laid_out(figure, labels, colours)
    figure.update_xaxes(range=[0, max(top, 0.01) * 1.28], tickformat=".0%")
    return figure


def strip(places: pd.DataFrame, dark: bool = False) -> go.Figure:
    """
    Draw `sources.places` of one source along its text, from its beginning to its end.

    One lane a speaker, in the order of how much each says, the rest in one lane. A
    point's customdata is its speaker's key.
    """
    colours = palette(dark)
    rows = places.assign(letters=(places["end"] - places["start"]).astype(float))
    sums = rows.groupby(["speaker_id", "speaker"]).agg({"letters": "sum"}).reset_index()
    sums = sums.sort_values(["letters", "speaker_id"], ascending=[False, True])
    drawn, rest = _lanes(sums)
    number = {key: lane for lane, key in enumerate(drawn)}
    rows = rows.assign(lane=rows["speaker_id"].map(number).fillna(len(drawn)))
    figure = go.Figure()
    length = int(rows["length"].iloc[0])
    for way in ORDER:
        some = rows[rows["way"] == way]
        if len(some):
            figure.add_trace(_stretches(some, way, length, colours))
    labels = [_label(name, is_picked=False) for name in drawn.values()]
    if rest:
        labels.append(f"<i>{rest:,} more speakers</i>")
    _laid_out(figure, labels, colours)
    figure.update_xaxes(
        range=[0, length],
        tickvals=[0, length / 4, length / 2, length * 3 / 4, length],
        ticktext=["start", "¼", "half", "¾", "end"],
    )
    return figure


def told(parted: pd.DataFrame, together: float) -> str:
    """
    Return the finding of `shares` in words: whose text it is, and how much is nobody's.
    """
    speakers = parted.drop_duplicates("speaker_id")
    most = [
        f"{row['speaker']} {row['whole']:.1%}"
        for row in speakers.head(3).to_dict("records")
    ]
    marks = parted[parted["way"] == ORDER[0]]["share"].sum()
    return (
        f"Share of the text by speaker: most is {', '.join(most)}, of"
        f" {len(speakers):,} speakers; {marks:.1%} is whole quotations, and for"
        f" {max(1 - together, 0):.1%} no speaker is coded."
    )


def told_places(places: pd.DataFrame) -> str:
    """
    Return the finding of `strip` in words: who comes first, and who comes last.
    """
    speakers = places["speaker_id"].nunique()
    first, last = places.iloc[0]["speaker"], places.iloc[-1]["speaker"]
    return (
        f"Where in the text {speakers:,} speakers stand, in {len(places):,} statements:"
        f" it begins with {first} and ends with {last}."
    )


def _lanes(speakers: pd.DataFrame) -> tuple[dict[str, str], int]:
    """The speakers that are drawn, by key, and how many are not."""
    kept = speakers.head(LANES if len(speakers) > LANES + 1 else LANES + 1)
    names = dict(zip(kept["speaker_id"], kept["speaker"], strict=True))
    return names, len(speakers) - len(kept)


def _label(name: str, is_picked: bool) -> str:
    label = wrapped(name, 20)
    return f"<b>{label}</b>" if is_picked else label


def _look(way: str, colours: Palette) -> dict[str, object]:
    fill = dict(zip(ORDER, FILLS, strict=True))[way]
    return {
        "color": fill,
        "line": {"color": colours.text, "width": 0.8},
        "pattern": {
            "shape": PATTERNS[DRAWN.get(way, "hatched")],
            "fillmode": "overlay",
            "fgcolor": "#111111",
            "fgopacity": 0.45,
            "size": 6,
            "solidity": 0.2,
        },
    }


def _bars(
    rows: pd.DataFrame,
    way: str,
    drawn: Sequence[str] | dict[str, str],
    colours: Palette,
) -> go.Bar:
    lane = {key: number for number, key in enumerate(drawn)}
    return go.Bar(
        orientation="h",
        name=way,
        x=rows["share"],
        y=rows["speaker_id"].map(lane),
        width=0.72,
        marker=_look(way, colours),
        customdata=rows[["speaker_id"]],
        **marks(
            f"<b>{escaped(row['speaker'])}</b><br>{row['share']:.1%} {way}"
            for row in rows.to_dict("records")
        ),
    )


def _nobody(share: float, lane: int, colours: Palette) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[share],
        y=[lane],
        width=0.72,
        marker={
            "color": CLEAR,
            "line": {"color": colours.text, "width": 1},
        },
        showlegend=False,
        **marks([f"{share:.1%} of the text: no speaker is coded"]),
    )


def _stretches(rows: pd.DataFrame, way: str, length: int, colours: Palette) -> go.Bar:
    # A stretch of a long text is drawn at least so wide that it can be seen.
    least = length / 250
    return go.Bar(
        orientation="h",
        name=way,
        base=rows["start"],
        x=rows["letters"].clip(lower=least),
        y=rows["lane"],
        width=0.72,
        marker=_look(way, colours),
        customdata=rows[["speaker_id"]],
        **marks(
            f"<b>{escaped(row['speaker'])}</b><br>{way},"
            f" {row['start'] / length:.0%} into the text"
            for row in rows.to_dict("records")
        ),
    )


def _laid_out(figure: go.Figure, labels: list[str], colours: Palette) -> None:
    figure.update_layout(layout(
        colours,
        barmode="stack" if len(figure.data) and figure.data[0].base is None
        else "overlay",
        height=int(116 + BAR * len(labels)),
        margin={"l": 122, "r": 12, "t": 76, "b": 32},
        dragmode=False,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom",
                "xanchor": "left", "traceorder": "normal", "itemclick": False,
                "itemdoubleclick": False},
        showlegend=True,
    ))  # fmt: skip
    figure.update_xaxes(
        gridcolor=colours.line, zeroline=False, fixedrange=True,
        tickfont={"color": colours.text},
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=labels,
        **fixed(colours),
    )

"""The keys of pictures: what each colour, pattern and sign stands for."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from dashboard.charts import base as chart_base
from dashboard.queries import network
from dashboard.record import codebook

# How the pictures are drawn, and what each way of drawing means.
WHOSE: Final = {group.drawn: group.means for group in codebook.WHOSE_WORD.values()}
EMPTY: Final = {"empty": "the record holds nothing"}
WHEN: Final = {
    "dot": "on this day",
    "bar": "it lasted",
    "lighter bar": "some day in this time",
    "dotted": "told through state media",
}
OUTSIDE: Final = {"hollow": "general knowledge, not the source"}
_SWATCHES: Final = {
    "dot": "otr-dot", "bar": "otr-swatch otr-lasted", "dotted": "otr-swatch otr-dotted",
    "lighter bar": "otr-swatch otr-some", "hollow": "otr-dot otr-hollow",
}  # fmt: skip

# What a solid and a dashed link stand for, and what its width counts.
LINES: Final = {
    network.WORDS: (
        "told in its own right", "told only within another’s words", "statements"
    ),
    network.VIEWS: (
        "told by the holder’s own state’s media", "told by others", "positions"
    ),
}  # fmt: skip
SIGNS: Final = {
    "●": "person",
    "■": "state or its body",
    "◆": "media",
    "★": "state media",
    "▲": "anybody else",
}


def in_words(drawn: Mapping[str, str]) -> str:
    """
    Return the key of a picture as a sentence.
    """
    told = "; ".join(f"{way}: {means}" for way, means in drawn.items())
    return f"{told[:1].upper()}{told[1:]}."


def stance_key(stances: Iterable[str]) -> str:
    """
    Return the key of the matrix: whose word by pattern, and each stance's colour.
    """
    items = [f'<li><span class="otr-swatch otr-{pattern}"></span>{meaning}</li>'
             for pattern, meaning in WHOSE.items()]  # fmt: skip
    for stance in sorted(stances, key=list(chart_base.COLOURS).index):
        swatch = f'style="background:{chart_base.COLOURS[stance]}"'
        word = escape(codebook.plain(stance))
        items.append(f'<li><span class="otr-swatch" {swatch}></span>{word}</li>')
    items += [f"<li>{way}: {means}</li>" for way, means in EMPTY.items()]
    return f'<ul class="otr-key">{"".join(items)}</ul>'


def timeline_key(outside: bool) -> str:
    """
    Return the key of the timeline.
    """
    drawn = WHEN | OUTSIDE if outside else WHEN
    items = (
        f'<li><span class="{_SWATCHES[way]}"></span>'
        f"{'hollow: ' if way == 'hollow' else ''}{means}</li>"
        for way, means in drawn.items()
    )
    return f'<ul class="otr-key">{"".join(items)}</ul>'


def network_key(view: str) -> str:
    """
    Return the key of the network: kinds of actor by sign, links by their line.
    """
    solid, dashed, rows = LINES[view]
    items = [f"<li>{sign} {meaning}</li>" for sign, meaning in SIGNS.items()]
    items += [f"<li>━ {solid}</li>", f"<li>╍ {dashed}</li>"]
    items.append(f"<li>the wider, the more {rows}</li>")
    return f'<ul class="otr-key">{"".join(items)}</ul>'


def network_legend(view: str) -> str:
    """
    Return the key of the network as a sentence, for a picture that is saved.
    """
    solid, dashed, rows = LINES[view]
    signs = "; ".join(f"{sign} {meaning}" for sign, meaning in SIGNS.items())
    return f"{signs}. Solid: {solid}; dashed: {dashed}; the wider, the more {rows}."

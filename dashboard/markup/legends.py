"""The keys of pictures: what each colour, pattern and sign stands for."""

from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup

from dashboard.charts import base as chart_base
from dashboard.queries import network
from dashboard.record import codebook

# How the pictures are drawn, and what each way of drawing means.
WHOSE: Final = {group.drawn: group.means for group in codebook.WHOSE_WORD.values()}
EMPTY: Final = {"blank": "nothing in this record"}
WHEN: Final = {
    "dot": "on this day",
    "bar": "all through this period",
    "dotted": "from or via state media",
}
# How the list of events is drawn, group by group, and what that means.
KNOWN: Final = {
    "day": "on this day",
    "some": "some time in this period",
    "lasted": "all through this period",
    "none": "undated",
    "outside": "date not in the report",
}
OUTSIDE: Final = {"hollow": "date not in the report"}
_SWATCHES: Final = {
    "dot": "otr-dot", "bar": "otr-swatch otr-lasted", "dotted": "otr-swatch otr-dotted",
    "hollow": "otr-dot otr-hollow",
}  # fmt: skip

# What a solid and a dashed link stand for, and what its width counts.
LINES: Final = {
    network.WORDS: (
        "a statement in its own right", "only inside another’s statement", "statements"
    ),
    network.VIEWS: (
        "told by the holder’s own state media", "told by others", "positions"
    ),
}  # fmt: skip
SIGNS: Final = {
    "●": "person",
    "■": "state or state body",
    "◆": "news outlet",
    "★": "state media",
    "▲": "other",
}


def in_words(drawn: Mapping[str, str]) -> str:
    """
    Return the key of a picture as a sentence.
    """
    told = "; ".join(f"{way}: {means}" for way, means in drawn.items())
    return f"{told[:1].upper()}{told[1:]}."


def _key(items: Iterable[Markup]) -> Markup:
    return Markup('<ul class="otr-key">{}</ul>').format(Markup().join(items))


def _items(template: Markup, meanings: Mapping[str, str]) -> list[Markup]:
    """What is drawn and what it means, an item each, by one template."""
    return [template.format(*one) for one in meanings.items()]


def stance_key(stances: Iterable[str]) -> Markup:
    """
    Return the key of the matrix: whose word by pattern, and each stance's colour.
    """
    pattern = Markup('<li><span class="otr-swatch otr-{}"></span>{}</li>')
    colour = Markup('<li><span class="otr-swatch" style="background:{}"></span>{}</li>')
    ordered = sorted(stances, key=list(chart_base.COLOURS).index)
    coloured = {
        chart_base.COLOURS[stance]: codebook.plain("stance", stance)
        for stance in ordered
    }
    empty = _items(Markup("<li>{}: {}</li>"), EMPTY)
    return _key([*_items(pattern, WHOSE), *_items(colour, coloured), *empty])


def dates_key(outside: bool) -> Markup:
    """
    Return the key of the list of events by what is known of their dates.
    """
    item = Markup('<li><span class="otr-spine otr-{}"></span>{}</li>')
    return _key(
        item.format(known, means)
        for known, means in KNOWN.items()
        if outside or known != "outside"
    )


def timeline_key(outside: bool) -> Markup:
    """
    Return the key of the timeline.
    """
    drawn = WHEN | OUTSIDE if outside else WHEN
    return _key(
        Markup('<li><span class="{}"></span>{}{}</li>').format(
            _SWATCHES[way], "hollow: " if way == "hollow" else "", means
        )
        for way, means in drawn.items()
    )


def network_key(view: str) -> Markup:
    """
    Return the key of the network: kinds of actor by sign, links by their line.
    """
    solid, dashed, rows = LINES[view]
    drawn = {**SIGNS, "━": solid, "╍": dashed, "wider line": f"more {rows}"}
    return _key(_items(Markup("<li>{} {}</li>"), drawn))


def network_legend(view: str) -> str:
    """
    Return the key of the network as a sentence, for a picture that is saved.
    """
    solid, dashed, rows = LINES[view]
    signs = "; ".join(f"{sign} {meaning}" for sign, meaning in SIGNS.items())
    return f"{signs}. Solid: {solid}; dashed: {dashed}; wider line: more {rows}."

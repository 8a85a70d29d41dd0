"""What all pictures share: colours by stance, patterns, wrapped labels."""

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# Okabe and Ito 2008: told apart without red and green.
COLOURS: Final = {
    "supports": "#0072B2",
    "accepts": "#56B4E9",
    "conditional": "#F0E442",
    "ambivalent": "#CC79A7",
    "neutral": "#BBBBBB",
    "declines": "#E69F00",
    "opposes": "#D55E00",
    "not_stated": "#767676",  # White and black are a page's own.
}

# How a bar is filled, by what a key calls it.
PATTERNS: Final = {"solid": "", "dotted": ".", "hatched": "/"}
CLEAR: Final = "rgba(0,0,0,0)"

# Saving is a button beside the picture; `sharing` lets the keyboard into a picture that
# scrolls on a phone, where no tool of its own can be focused.
PLAIN: Final = {"displayModeBar": False, "displaylogo": False}


@dataclass(frozen=True)
class Palette:
    """The colours of text, lines and ground on a light or a dark page."""

    text: str
    line: str
    ground: str


def palette(dark: bool) -> Palette:
    """Return the colours of a page in light or dark."""
    if dark:
        return Palette("#E8EAED", "#4A505A", "#14171C")
    return Palette("#1F2328", "#C9CED6", "#FFFFFF")


def mixed(colour: str, ground: str, part: float) -> str:
    """Mix so much of a colour (0 to 1) into a ground: words can be read on it."""
    pairs = ((int(one[n : n + 2], 16) for one in (colour, ground)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def layout(colours: Palette, **more: object) -> dict[str, object]:
    """
    Return the layout that all pictures share, and what one has of its own.
    """
    return {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": colours.text, "size": 12},
        "hoverlabel": {"align": "left"},
        "modebar": {"bgcolor": CLEAR, "color": colours.text},
        **more,
    }


def marks(says: Iterable[str]) -> dict[str, object]:
    """
    Return what marks share: what each says when pointed at; none fades beside another.
    """
    return {
        "hovertext": list(says),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }


def fixed(colours: Palette, size: int = 12) -> dict[str, object]:
    """
    Return an axis of names: no grid, nothing to drag.
    """
    return {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": size, "color": colours.text},
    }


def wrapped(label: str, width: int = 13) -> str:
    """Break a label into lines for a narrow column; at most four."""
    words = label.replace("–", "– ")
    if words.lower() != words.upper():  # Scripts of two cases know a hyphen.
        long = rf"([^\W\d_]{{{width - 1}}})(?=[^\W\d_]{{4}})"
        words = re.sub(long, r"\1- ", words)
    lines = textwrap.wrap(
        words, width, max_lines=4, placeholder=" …", break_long_words=False
    )
    return "<br>".join(escaped(line) for line in lines)


def escaped(text: str) -> str:
    """Return a text that plotly prints as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rule(at: float, colours: Palette) -> dict[str, object]:
    """
    Return a line across the picture at a height of its y axis.
    """
    line = {"color": colours.line, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at,
            "line": line, "layer": "below"}  # fmt: skip

"""What all pictures share: colours by stance, patterns, wrapped labels."""

import re
import textwrap
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
    "not_stated": "#FFFFFF",
}

HATCHED: Final = "/"

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

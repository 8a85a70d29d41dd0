"""Names beside the marks of a picture: two lines, no wider than there is room."""

import unicodedata
from typing import Final

from dashboard.charts.stances import escaped
from dashboard.text.phrases import isolated_if_rtl

LETTER: Final = 6.3  # Pixels of a letter's width, at 11 pixels of height.


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

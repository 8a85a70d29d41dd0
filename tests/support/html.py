"""What some HTML is made of, and rows whose texts would be HTML."""

from html.parser import HTMLParser
from typing import Any

import pandas as pd

HOSTILE = '<script>alert("1")</script> & \'x\' <img src=x onerror=y> "><b>'
# What our lists are made of; anything else came from a text.
ALLOWED = {
    *("li", "p", "b", "bdi", "a", "small", "blockquote", "mark", "code", "ol", "ul"),
    *("details", "summary", "button"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span", "br"),
}
ATTRIBUTES = {
    *("id", "class", "dir", "href", "target", "rel", "scope", "tabindex", "style"),
    "colspan",
    *("type", "data-words", "data-link"),
}


class Seen(HTMLParser):
    """The elements, attributes, links and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(str(html))  # The parser cuts it: cut, `Markup` would escape anew.
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(rows: pd.DataFrame, kept: tuple[str, ...]) -> dict[str, Any]:
    """The first row, each of its texts made hostile but for the coded words."""
    row = rows.to_dict("records")[0]
    return {name: HOSTILE if isinstance(cell, str) and name not in kept else cell
            for name, cell in row.items()}  # fmt: skip


CODED = ("kind", "voice", "stance", "date_basis", "decision", "status", "precision")

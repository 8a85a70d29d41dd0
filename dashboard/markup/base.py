"""
HTML in small: links, lines, lists, tables, marked words; text that Markdown leaves be.

All of `markup/` builds HTML as `Markup`: what is put into it and is not itself `Markup`
is text, and escaped by that.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

import numpy as np
import pandas as pd
from markupsafe import Markup

from dashboard.citing.excerpt import excerpt
from dashboard.record import codebook
from dashboard.record.dates import readable
from dashboard.text.titles import PROJECT

PROMISE: Final = "Who said what in the news, and how we know"

Spans = list[tuple[int, int]]
Asked = dict[str, str | list[str]]


def bdi(text: str) -> Markup:
    """Return a text that keeps its own direction, and lends it to nothing beside it."""
    return Markup("<bdi>{}</bdi>").format(text)


def link(page: str, label: str, **asked: str | list[str]) -> Markup:
    """Return a link to a page of this dashboard, in the same tab; names isolated."""
    if not label:
        return Markup()
    # The first page has the address of the folder in which the others are.
    page = "./" if page == "overview" else page
    address = f"{page}?{urlencode(asked, doseq=True)}" if asked else page
    return Markup('<a href="{}" target="_self"><bdi>{}</bdi></a>').format(
        address, label
    )


def marked(text: str, spans: Spans) -> Markup:
    """Return a text with spans (in code points) highlighted."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [text[at:start], Markup("<mark>{}</mark>").format(text[start:end])]
        at = end
    return Markup().join([*pieces, text[at:]])


def paragraph(line: str) -> Markup:
    """Return a line, text or HTML, as a paragraph; nothing if it is empty."""
    return Markup("<p>{}</p>").format(line) if line else Markup()


def small(line: str) -> Markup:
    """Return a line, text or HTML, as a paragraph in small type."""
    return Markup("<p><small>{}</small></p>").format(line)


def note(text: str) -> Markup:
    """Return what a coder noted, folded away; nothing if that is empty."""
    folded = Markup("<details><summary>Note</summary>{}</details>")
    return folded.format(small(text)) if text else Markup()


def see_also(links: Iterable[Markup]) -> Markup:
    """Return links to what is related, in a line."""
    return more(Markup("See also: {}").format(Markup(" · ").join(links)))


def more(line: str) -> Markup:
    """Return a line, text or HTML, that leads from a part to more."""
    return Markup('<p class="otr-more">{}</p>').format(line)


def masthead() -> Markup:
    """Return the name of this program, and in a line what it is for."""
    return Markup('<p class="otr-masthead"><b>{}</b> <span>{}</span></p>').format(
        PROJECT, PROMISE
    )


def paper(line: str) -> Markup:
    """Return a line, text or HTML, that is shown on paper alone."""
    return Markup('<p class="otr-paper">{}</p>').format(line)


def source_line(text: str) -> Markup:
    """Return what an embedded view is taken from, as the line below it."""
    return Markup('<p class="otr-source">{}</p>').format(text)


def to_copy(text: str) -> Markup:
    """Return words that a button beside them copies."""
    return Markup('<p class="otr-words" dir="auto">{}</p>').format(text)


def list_of(items: Iterable[Markup]) -> Markup:
    """Return list items as one list."""
    return Markup('<ol class="otr-list">{}</ol>').format(Markup().join(items))


def link_list(links: Iterable[Markup]) -> Markup:
    """Return links as a list."""
    return list_of(map(Markup("<li>{}</li>").format, links))


# What a table of rows calls columns whose names alone would not do.
HEADS: Final = {
    "name": "Who", "kind": "Kind of actor", "in_marks": "Quoted",
    "paraphrased": "Paraphrase, photo or caption",
    "silent": "Omissions noted by the report",
    "through": "From or via state media",
    "present": "Events", "holds": "Their positions",
    "happened_on": "Date", "precision": "Precision", "date_basis": "Basis of the date",
    "outside_date": "Date from general knowledge, not in the report",
    "people": "Actors",
    "speaker": "Told by", "first_account": "Another account of",
    "support_means": "“Supports” means", "voice": "Who says so",
    "who": "Role", "who_there": "Role of recipient",
    "told_by_others": "Of these, only inside another statement",
}  # fmt: skip
# The coded words in such tables: a column of them, and the codebook's.
CODED: Final = {
    "kind": "actor_kind", "precision": "precision", "date_basis": "date_basis",
    "status": "status", "stance": "stance", "voice": "voice",
}  # fmt: skip
DATES: Final = ("happened_on", "outside_date")


def frame_table(rows: pd.DataFrame) -> Markup:
    """
    Return rows of a query as a table for readers: keys left out, coded words and dates
    as a reader writes them, a flag as yes or no.
    """
    names = [str(name) for name in rows.columns if not str(name).endswith("_id")]
    names.sort(key=lambda name: name != "name")  # Who it is comes first.
    cells = (
        (_cell(name, one) for name, one in zip(names, row, strict=True))
        for row in rows[names].itertuples(index=False)
    )
    heads = (HEADS.get(name, _head(name)) for name in names)
    return table(cells, heads)


def _head(name: str) -> str:
    told = name.replace("_", " ")
    return f"{told[:1].upper()}{told[1:]}"


def _cell(column: str, value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if column in CODED:
        return bdi(codebook.plain(CODED[column], str(value)))
    if column in DATES and value:
        return bdi(readable(str(value)))
    return bdi(excerpt(str(value)))


def table(rows: Iterable[Iterable[str]], head: Iterable[str]) -> Markup:
    """
    Return cells, text or HTML, as a table with a head.
    """
    # Joined: a template for each cell takes several times as long.
    cells = (Markup("</td><td>").join(row) for row in rows)
    lines = map(Markup("<tr><td>{}</td></tr>").format, cells)
    return Markup(
        '<div class="otr-wide" tabindex="0"><table class="otr-table"><thead><tr>'
        '<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(Markup('</th><th scope="col">').join(head), Markup().join(lines))


def markdown(text: str) -> str:
    """
    Return a text that Markdown prints as it stands.
    """
    signs = "\\`*_{}[]()#+-.!|~:$<>&^="
    return "".join(f"\\{sign}" if sign in signs else sign for sign in text)

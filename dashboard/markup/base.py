"""HTML in small: links, lists, tables, marked words; text that Markdown leaves be."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

import numpy as np
import pandas as pd

Spans = list[tuple[int, int]]

Asked = dict[str, str | list[str]]


def link(page: str, label: str, **asked: str | list[str]) -> str:
    """Return a link to a page of this dashboard, in the same tab; names isolated."""
    # The first page has the address of the folder in which the others are.
    page = "./" if page == "overview" else page
    address = f"{page}?{urlencode(asked, doseq=True)}" if asked else page
    return (
        f'<a href="{escape(address)}" target="_self"><bdi>{escape(label)}</bdi></a>'
        if label
        else ""
    )


def marked(text: str, spans: Spans) -> str:
    """Return a text escaped, with spans (in code points) highlighted."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(escape(text[at:start]))
        pieces.append(f"<mark>{escape(text[start:end])}</mark>")
        at = end
    return "".join([*pieces, escape(text[at:])])


def list_of(items: Iterable[str]) -> str:
    """Return list items as one list."""
    return f'<ol class="otr-list">{"".join(items)}</ol>'


def frame_table(rows: pd.DataFrame) -> str:
    """
    Return rows of a query as a table; a flag is yes or no.
    """
    cells = ((_cell(value) for value in row) for row in rows.itertuples(index=False))
    return table(cells, (str(name).replace("_", " ") for name in rows.columns))


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"<bdi>{escape(str(value))}</bdi>"


def table(rows: Iterable[Iterable[str]], head: Iterable[str]) -> str:
    """
    Return cells that are HTML already as a table with a head.
    """
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<div class="otr-wide" tabindex="0"><table class="otr-table"><thead><tr>{top}'
        f"</tr></thead><tbody>{body}</tbody></table></div>"
    )


def markdown(text: str) -> str:
    """
    Return a text that Markdown prints as it stands.
    """
    signs = "\\`*_{}[]()#+-.!|~:$<>&^="
    return "".join(f"\\{sign}" if sign in signs else sign for sign in text)

"""Lists of rows, page by page, their table and their download."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.citing import excerpt
from dashboard.export import csv_table
from dashboard.markup import base as markup_base
from dashboard.queries import ask

SENT: Final = 100_000  # Rows of one file that a browser is sent: each is in memory.

# Heard by whoever does not see that a button of a row says “Copied”.
STATUS: Final = '<p role="status"></p>'
_COPYING: Final = st.components.v2.component(
    "on_the_record_copying",
    html=STATUS,
    css="p { position: absolute; width: 1px; height: 1px; overflow: hidden; }",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)
TABLE_PAGE: Final = 100  # Rows of a picture's table on one page.


def evidence_list(items: Iterable[Markup]) -> None:
    """
    Show rows made by `dashboard.markup.rows` as one list.
    """
    st.html(markup_base.list_of(items))


def alone(item: Markup, row: excerpt.Shown) -> None:
    """
    Show one row alone on its page; what of it is cut is offered as a file of text.
    """
    evidence_list([item])
    if row.whole:
        st.download_button(
            "Download the whole text", lambda: excerpt.whole(row), "whole-text.txt",
            "text/plain", key="download_whole", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip


def copying() -> None:
    """
    Let the rows of all lists on a page be copied where they stand.
    """
    with st.container(key="otr_copying"):
        _COPYING(key="copying")


def download(rows: Callable[[], pd.DataFrame], name: str, total: int = 0) -> None:
    """
    Draw the button that downloads all filtered rows of a kind as CSV; where they are
    too many (`total`) for that, say how else to get them.
    """
    if total > SENT:
        too_many(total, "rows")
        return
    st.download_button(
        "Download as CSV", lambda: csv_table.as_csv(rows()), f"{name}.csv", "text/csv",
        key=f"download_{name}", on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def too_many(number: int, noun: str) -> None:
    """
    Say why so many rows are not offered as a file, and how to get them.
    """
    st.caption(
        f"{number:,} {noun} are more than a browser is sent at once ({SENT:,}). Filter"
        " until fewer are left, or write the whole record in a shell:"
        " `on-the-record export RECORD FILE`"
    )


def page(key: str, *ask: object) -> int:
    """
    Return the page of a list that is shown now; another question begins at the first.
    """
    state = st.session_state
    if state.setdefault(f"{key}_ask", ask) != ask:
        state[f"{key}_ask"] = ask
        state[key] = 1
    asked = str(state.get(key) or st.query_params.get(key, "1"))
    # An address may ask for more than an engine can count.
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 10 else 1


def paged(
    key: str, query: Callable[[int], pd.DataFrame], *ask: object
) -> tuple[pd.DataFrame, int]:
    """
    Return the rows of the page that is shown now, the first if there is none, and how
    many rows there are in all.
    """
    found = query(page(key, *ask))
    found = query(1) if found.empty else found
    return found, int(found["total"].iloc[0]) if len(found) else 0


def page_of(
    rows: pd.DataFrame, key: str, *ask: object, size: int = ask.PAGE
) -> pd.DataFrame:
    """
    Return the page that is shown now of rows that are all there, the first if none.
    """
    start = begin(key, len(rows), *ask, size=size)
    return rows.iloc[start : start + size]


def options(
    names: "pd.Series[str]", keys: "pd.Series[str]", most: int | None = None
) -> dict[str, tuple[str, ...]]:
    """
    Return the first of some rows as what a reader can pick: the name of each, told
    apart by its key where two are alike, and its key.
    """
    labels = names.where(~names.duplicated(keep=False), names + " (" + keys + ")")
    pairs = zip(labels.head(most or len(labels)), keys, strict=False)
    return {label: (key,) for label, key in pairs}


def begin(key: str, total: int, *ask: object, size: int = ask.PAGE) -> int:
    """
    Return where the page that is shown now begins in a list; 0 if there is no such.
    """
    start = (page(key, *ask) - 1) * size
    return start if start < total else 0


def pages(key: str, total: int, size: int = ask.PAGE, *, bound: bool = True) -> None:
    """
    Draw the choice of pages under a list, where it has more than one.

    It is in the address unless it is not to be `bound`.
    """
    if total > size:
        count = -(-total // size)
        now = st.pagination(count, key=key, bind="query-params" if bound else None)
        st.html(markup_base.paper(f"Page {now:,} of {count:,}."))


def twin(rows: pd.DataFrame, name: str) -> None:
    """
    Offer what a picture shows as a table, a page of rows at a time.
    """
    with st.expander("Show as table", on_change="rerun", key=f"twin_{name}") as it:
        if not it.open:
            return
        key = f"twin_{name}_page"
        st.html(markup_base.frame_table(page_of(rows, key, len(rows), size=TABLE_PAGE)))
        pages(key, len(rows), TABLE_PAGE)
        download(lambda: rows, f"{name}_table")

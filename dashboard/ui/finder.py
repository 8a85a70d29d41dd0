"""One search in the frame of every page: who and what the record names and says."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.markup import found as found_markup
from dashboard.queries.filters import Filters
from dashboard.record.schema import Row
from dashboard.search import directory, quotes
from dashboard.ui import lists, session

HERE: Final = Path(__file__)
LONGEST: Final = 200  # Signs of what is typed that are looked for.
STATEMENTS: Final = 3  # Statements that are shown of all.
HTML: Final = "<span></span>"  # A script without a place of its own is not started.
# From the keyboard: opened by “/”, arrows go through what is found.
_KEYS: Final = st.components.v2.component(
    "on_the_record_finder",
    html=HTML,
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)


@st.fragment
def draw() -> None:
    """
    Draw the control that searches the whole record; nothing where it is embedded.

    What stands in it is made when it is open, and typing runs nothing else again.
    """
    if st.context.is_embedded:
        return
    st.html(Path(__file__).with_suffix(".css"))
    with st.popover(
        "Search", icon=":material/search:", key="finder", type="tertiary",
        on_change="rerun",
    ) as control:  # fmt: skip
        if control.open:
            _search()
    with st.container(key="otr_finder_keys"):
        _KEYS(key="finder_keys")


def _search() -> None:
    typed = st.text_input(
        "People, organisations, countries, issues, events, statements",
        key="finder_words", type="search", live="150ms",
        placeholder="a name, a word (or press / anywhere)",
    )  # fmt: skip
    typed = (typed or "").replace("\0", " ").strip()[:LONGEST]
    if typed:
        with st.container(key="otr_found"):
            lists.evidence_list(_items(typed))


def _items(typed: str) -> list[Markup]:
    """What the record names, then the first statements, then the way to all."""
    record = session.record()
    named = _once(directory.nearest(record, typed).to_dict("records"))
    asked, said = _said(typed)
    total = int(said["total"].iloc[0]) if len(said) else 0
    return [
        *found_markup.named(named),
        *found_markup.said(said.to_dict("records")),
        found_markup.every_statement(typed, asked, total),
    ]


def _once(named: Iterable[Row]) -> list[Row]:
    """The same without the states as actors: each has its page as a country."""
    rows = list(named)
    countries = {row["name"] for row in rows if row["kind"] == "country"}
    as_actors = [row for row in rows if row["kind"] != "country"
                 and row["what"] == "state" and row["name"] in countries]  # fmt: skip
    return [row for row in rows if row not in as_actors]


def _said(typed: str) -> tuple[str, pd.DataFrame]:
    """
    What is looked for in statements, and the best of them: the last word, where nothing
    holds it whole, may be one that is still being typed.
    """
    record = session.record()
    asked = typed
    for asked in (typed, f"{typed}*") if typed[-1].isalnum() else (typed,):
        said = quotes.quotes(record, Filters(), asked, "relevance", size=STATEMENTS)
        if len(said):
            return asked, said
    return typed, said

"""What a reader is told: nothing left, an unknown value, an engine without answer."""

from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from dashboard.database.record import Record
from dashboard.engine.base import NoAnswer
from dashboard.markup import base as markup_base
from dashboard.queries import counts, events, stances
from dashboard.queries.ask import Key
from dashboard.queries.filters import LISTS
from dashboard.search import quotes
from dashboard.text import titles
from dashboard.text.phrases import counted, some
from dashboard.ui import session
from dashboard.ui.session import (
    SINGLE,
    filter_labels,
    filters,
    loosen,
    record,
    retell,
)

# What a reader calls rows, where it is not what their table is called.
NOUNS: Final = {"quotes": "statements"}


def nothing_left(kind: str) -> None:
    """
    Say why no row of a kind is left, and which filter to loosen; then stop the page.

    `kind` is a column of `counts.counts`.
    """
    chosen, noun = filters(), NOUNS.get(kind, kind)
    if not chosen:
        told = "The page “Add an article” makes rows of news reports"
        more = "what its tables hold is said on the page Method."
        st.info(f"This record holds no {noun} yet. {told}; {more}")
        st.stop()
    ways: dict[str, int] = {}
    for name in (*LISTS, *SINGLE):
        if getattr(chosen, name):
            looser = chosen.without(name)
            number = int(counts.counts(record(), looser)[kind].iloc[0])
            if number:
                ways[name] = number
    told = "" if ways else " Take more than one of them out."
    st.info(f"No {noun} under these filters.{told}")
    for name, number in ways.items():
        now = filter_labels()[name]
        names = some([now] if isinstance(now, str) else now, 3, " or ")
        st.button(
            f"Remove the filter “{markup_base.markdown(names)}”:"
            f" {counted(number, noun[:-1])}",
            key=f"without_{name}", on_click=loosen, args=(name,),
        )  # fmt: skip
    st.stop()


def called(opened: Record, kind: str, key: str) -> str:
    """
    Return what a reader calls a row, by its kind and key: its words, its title, a name.
    """
    if kind == "quote":
        return titles.heading(quotes.quote(opened, key).to_dict("records")[0])
    if kind == "position":
        row = stances.position(opened, Key(key)).to_dict("records")[0]
        return titles.position(row)
    if kind == "event":
        return str(events.event(opened, Key(key))["title"].iloc[0])
    return session.called(kind)[key]


def say_unknown(name: str, options: Container[str]) -> None:
    """
    Say that the address asks a page's own choice for what it does not offer.

    To be called before the choice is drawn, which drops the value from the address.
    """
    retell(name)
    asked = st.query_params.get_all(name)
    held = f"{name}_unknown"
    lacking = [value[:80] for value in asked if value not in options]
    if not st.session_state.setdefault(held, lacking):
        return
    what = name.partition("_")[2]
    told = ", ".join(f"“{value}”" for value in st.session_state[held][:3])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            markup_base.markdown(f"The address asks for the {what} {told}: not here.")
        )
        st.button("Close", key=f"close_{held}", on_click=st.session_state.update,
                  args=({held: []},))  # fmt: skip


@contextmanager
def failures_told() -> Iterator[None]:
    """
    Say where a page ends because the record's engine gives no answer any more.
    """
    try:
        yield
    except NoAnswer as failed:
        st.error(
            "The cluster that holds the record gave no answer, so what follows is"
            f" missing. Reload the page; if that does not help, look at the master’s"
            " page for workers that are gone. It said:"
            f" {markup_base.markdown(str(failed))}"
        )

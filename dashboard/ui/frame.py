"""The frame of every page: the shared filters, and what they leave now."""

from itertools import islice
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.queries.filters import LISTS
from dashboard.text import titles
from dashboard.text.tokens import fold
from dashboard.ui import session, sharing

# What a choice selects, page by page, in one sentence.
SELECTS: Final = {
    "overview": "A country selects what is said for it, the positions that it holds and"
    " the events that it takes part in; an actor, what it says or passes on, holds or"
    " asserts, and takes part in.",
    "timeline": "A country or actor selects the events that it takes part in; whose"
    " word, through whom, kind and year go by the statement that tells of the event.",
    "stances": "A country selects what it holds, an actor also what it asserts; kind"
    " and year are the statement's.",
    "quotes": "A country selects the statements made for it, not those about it; an"
    " actor, those that it says or passes on; whose word, those on which such a"
    " position rests.",
    "actors": "The figures are of the rows that the filters leave: statements as on the"
    " page Quotes, positions as on Stances, events as on Timeline.",
    "issues": "An issue stands here with the rows that the filters leave: statements as"
    " on the page Quotes, positions as on Stances, events as on Timeline.",
    "sources": "A country or actor selects as on the page Quotes: the marks and shares"
    " here are those of the statements that are left.",
    "method": "The filters change the numbers of rows here, nothing else.",
}


def draw(page: str, named: str) -> None:
    """
    Draw the filters that every page obeys, and say what is filtered now.

    `named` is what the menu calls the page.
    """
    st.html(Path(__file__).with_name("style.css"))
    _note_unknown()
    with st.sidebar:
        st.markdown("**On the Record**  \nShow only …", help=SELECTS[page])
        for name, title in LISTS.items():
            _list(name, title)
        st.selectbox(
            "Whose word", list(session.VOICES), key="voice", bind="query-params"
        )
        st.selectbox(
            "Through whom", list(session.CHAINS), key="chain", bind="query-params"
        )
    # It stands where the page's upper margin is, and pushes nothing down.
    with st.container(key="otr_bar"):
        sharing.share(page)
    _say_unknown()
    st.set_page_config(titles.title(named, session.filter_labels()))
    if session.filters():
        with st.container(horizontal=True, vertical_alignment="center"):
            chosen = session.filters_in_words(
                lambda names: f"**{markup_base.markdown(names)}**"
            )
            st.markdown(f":material/filter_alt: {chosen}", width="content")
            st.button("Show everything", key="clear", on_click=session.clear)
        st.caption(SELECTS[page])


def _note_unknown() -> None:
    """Keep what the address asks for and the record lacks, before widgets drop it."""
    if "unknown" in st.session_state:
        return
    known = {name: set(session.labels(name)) for name in LISTS}
    known |= {"voice": set(session.VOICES), "chain": set(session.CHAINS)}
    st.session_state["unknown"] = [
        (name, value)
        for name, labels in known.items()
        for value in st.query_params.get_all(name)
        if value not in labels
    ]


def _say_unknown() -> None:
    unknown = st.session_state["unknown"]
    if not unknown:
        return
    asked = ", ".join(f"{name} “{value[:80]}”" for name, value in unknown[:5])
    rest = "the other filters hold." if session.filters() else "everything is shown."
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(
            markup_base.markdown(
                f"The address asks for {asked}: not in this record; {rest}"
            )
        )
        forget = st.session_state.pop
        st.button("Close", key="close_unknown", on_click=lambda: forget("unknown"))


def _list(name: str, title: str) -> None:
    """Draw the filter of this name; a long list is searched here, not sent whole."""
    labels = list(session.labels(name))
    if len(labels) > session.SENT_WHOLE:
        typed = st.text_input(f"Find: {title.lower()}", key=f"find_{name}", live=True)
        state = st.session_state
        # What the address held at first is not what it holds any more.
        asked = state[name] if name in state else st.query_params.get_all(name)
        wanted, folded = fold(typed or ""), session.folded(name)
        near = list(islice((one for one in labels if wanted in folded[one]), 50))
        kept = [label for label in asked if label in session.labels(name)]
        labels = list(dict.fromkeys([*kept, *near]))
    st.multiselect(
        title, labels, key=name, bind="query-params", placeholder="all",
        filter_mode="contains", select_all=False,
    )  # fmt: skip

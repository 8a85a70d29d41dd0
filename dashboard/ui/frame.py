"""The frame of every page: the shared filters, and what they leave now."""

from itertools import islice
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.queries.filters import LISTS
from dashboard.text import titles
from dashboard.text.phrases import isolated
from dashboard.text.tokens import fold
from dashboard.ui import finder, session, sharing

CHIPS: Final = 12  # Choices that stand above a page one by one; how many more is said.
_DRAWER: Final = st.components.v2.component(
    "on_the_record_drawer", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def draw(page: str, named: str) -> None:
    """
    Draw the name, the filters that every page obeys, and what searches and shares.

    `named` is what the menu calls the page.
    """
    session.renamed()
    st.html(Path(__file__).with_name("style.css"))
    _note_unknown()
    with st.sidebar:
        st.html(markup_base.masthead())
        for name, title in LISTS.items():
            _list(name, title)
        for name, (title, options) in session.SINGLE.items():
            st.selectbox(title, list(options), key=name, bind="query-params")
    # Where the sidebar is closed, its name is not seen.
    st.html(markup_base.masthead())
    # The stylesheet puts it at the right of the title, which the page draws.
    with st.container(key="otr_bar", horizontal=True):
        finder.draw()
        sharing.share(page)
    with st.container(key="otr_drawer"):
        _DRAWER(key="drawer", data={"view": [page, session.filter_labels()]})
    st.set_page_config(titles.title(named, session.filter_labels()))


def title(words: str) -> None:
    """
    Draw a page's title, and below it the filters in force, each to be taken out.

    `words` are shown as they stand.
    """
    st.title(markup_base.markdown(words))
    _say_unknown()
    now = session.filter_labels()
    chips = [
        (name, label)
        for name, value in now.items()
        for label in ([value] if isinstance(value, str) else value)
    ]
    if not chips:
        return
    # Paper has no buttons.
    st.html(markup_base.paper(f"{session.filters_in_words(isolated)}."))
    with st.container(key="otr_chips", horizontal=True, vertical_alignment="center"):
        for name, label in chips[:CHIPS]:
            st.button(
                f"{markup_base.markdown(session.called_filter(name, label))} ✕",
                key=f"chip_{name}_{label}", on_click=session.loosen,
                args=(name, label),
            )  # fmt: skip
        if len(chips) > CHIPS:
            st.markdown(f"and {len(chips) - CHIPS:,} more", width="content")
        st.button("Clear filters", key="clear", on_click=session.clear,
                  type="tertiary")  # fmt: skip


def _note_unknown() -> None:
    """Keep what the address asks for and the record lacks, before widgets drop it."""
    if "unknown" in st.session_state:
        return
    known = {name: set(session.labels(name)) for name in LISTS}
    known |= {name: set(options) for name, (_, options) in session.SINGLE.items()}
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

"""The frame of every page: the shared filters, and what they leave now."""

from itertools import islice
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.queries.filters import LISTS
from dashboard.text import titles, tokens
from dashboard.text.phrases import isolated
from dashboard.ui import address, finder, session, sharing

SHORT: Final = 12  # Choices of a filter that are seen at a glance.
FOUND: Final = 50  # Choices of a list that is not sent whole, of those that are found.
CHIPS: Final = 12  # Choices that stand above a page one by one; how many more is said.
_DRAWER: Final = st.components.v2.component(
    "on_the_record_drawer", js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def draw(page: str, named: str) -> None:
    """
    Draw the name, the filters that every page obeys, and what searches and shares.

    `named` is what the menu calls the page.
    """
    address.make_out(page)
    st.html(Path(__file__).with_name("style.css"))
    # What keeps a record from being opened is told on the page, not in the sidebar.
    session.record()
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
        view = [page, session.filter_labels()]
        embedding = st.session_state.pop("embedding", None)
        _DRAWER(key="drawer", data={"view": view, "embedding": embedding})
    st.set_page_config(titles.title(named, session.filter_labels()))


def title(words: str) -> None:
    """
    Draw a page's title, and below it the filters in force, each to be taken out.

    `words` are shown as they stand.
    """
    st.title(markup_base.markdown(words))
    address.say()
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


def _list(name: str, title: str) -> None:
    """
    Draw the filter of this name. Where names are not plain, what is typed to find one
    is compared here, as words are searched: to a browser “O'Brien” is no “O’Brien”.
    """
    labels = list(session.labels(name))
    is_long = len(labels) > session.SENT_WHOLE
    plain = all(one == label.casefold() for label, one in session.folded(name).items())
    # One filter under one heading: the field stands below the list that it narrows.
    place = st.container()
    if is_long or (len(labels) > SHORT and not plain):
        typed = st.text_input(
            f"Find: {title.lower()}", key=f"find_{name}", live=True,
            label_visibility="collapsed", placeholder="narrow this list by a name",
        )  # fmt: skip
        state = st.session_state
        # What the address held at first is not what it holds any more.
        asked = state[name] if name in state else st.query_params.get_all(name)
        wanted, folded = tokens.name(typed or ""), session.folded(name)
        most = FOUND if is_long else session.SENT_WHOLE
        near = list(islice((one for one in labels if wanted in folded[one]), most))
        if not near:
            st.caption("No name like this.")
        kept = [label for label in asked if label in session.labels(name)]
        labels = list(dict.fromkeys([*kept, *near]))
    place.multiselect(
        title, labels, key=name, bind="query-params", placeholder="all",
        filter_mode="contains" if plain and not is_long else None, select_all=False,
    )  # fmt: skip

"""Every quote, searchable, beside the chain that brought it."""

import streamlit as st

from dashboard.search import quotes as quote_search
from dashboard.sections import row_page, search
from dashboard.text.phrases import counted
from dashboard.ui import frame, lists, notices, pictures, session

record = session.record()
if row_page.show("quotes"):
    st.stop()

# Ask
frame.title("Who said what, and via whom?")
notices.say_unknown("quotes_order", search.ORDERS)
notices.say_unknown(session.DIRECTION, session.DIRECTIONS)


@st.fragment
def found_quotes() -> None:
    """Search as you type: only this part of the page runs again."""
    search.rerun_if_filtered()
    chosen = session.statement_filters()
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    typed = left.text_input(
        "Search the statements", key="quotes_words", type="search", live="250ms",
        bind="query-params", placeholder='words, "a phrase", begin*, -without',
    )  # fmt: skip
    order = right.selectbox("Sort by", list(search.ORDERS), key="quotes_order",
                            bind="query-params")  # fmt: skip

    # Answer
    typed = (typed or "")[: search.LONGEST]
    ask = (record, chosen, typed, search.ORDERS[order or "by relevance"])
    found, total = lists.paged(
        "quotes_page", lambda n: quote_search.quotes(*ask, n), *ask
    )

    # Show
    about = search.about_whom(chosen)
    told = f"Searched for: {typed}; sorted {order}" if typed else ""
    told = ". ".join(filter(None, (about, told)))
    pictures.picked("Statements", typed or about, told)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(total, 'statement')}**", width="content")
        others = search.by_or_about(chosen, typed, total)
        lists.download(lambda: quote_search.quotes(*ask, 1, None), "quotes", total)
    if not (total or others or typed.strip()):
        notices.nothing_left("quotes")
    quotes, beside = st.columns([3, 1], gap="large")
    with quotes:
        if search.explain(typed, total):
            lists.evidence_list(search.highlighted(typed, found))
        lists.pages("quotes_page", total)
    with beside:
        search.facet_list(chosen, typed, total)


found_quotes()

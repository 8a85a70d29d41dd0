"""The network on its page: its choices, its picture, and the rows beneath."""

from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts import network as network_charts
from dashboard.charts.base import PLAIN
from dashboard.charts.network import NOUNS
from dashboard.markup import base as markup_base
from dashboard.markup import legends, rows
from dashboard.queries import counts
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters
from dashboard.text.phrases import counted
from dashboard.ui import lists, notices, pictures, session

CHOICES: Final = {
    "how statements reached us": network_queries.WORDS,
    "who describes whose position": network_queries.VIEWS,
}

_network = pictures.drawn_once(network_charts.network)


def show(chosen: Filters) -> None:
    """
    Draw the network that a reader chooses, and the rows of what is picked in it.
    """
    record = session.record()
    notices.say_unknown("actors_network", CHOICES)
    asked = st.segmented_control(
        "Show", list(CHOICES), key="actors_network", required=True, wrap=True,
        default=next(iter(CHOICES)), bind="query-params",
    )  # fmt: skip
    view = CHOICES[asked]
    every = network_queries.nodes(record, chosen, view)
    if every.empty:
        st.info(f"No {NOUNS[view]} of this kind under these filters.")
        return
    nodes, linked = network_queries.drawn(record, chosen, view, every)
    offered = network_charts.options(nodes, linked, view)
    notices.say_unknown("actors_picked", offered)
    if view == network_queries.WORDS:
        total, part = network_queries.through(record, chosen).iloc[0]
    else:
        total = counts.counts(record, chosen)["positions"].iloc[0]
        part = every[every["place"] == network_queries.ASSERTER]["rows"].sum()
    told = network_charts.finding(every, view, total, part)
    st.markdown(markup_base.markdown(told))
    picture = st.container()
    st.html(legends.network_key(view))
    _say_left_out(every, nodes, view)
    picked = st.selectbox(
        "Choose a name or a connection (or click one above)", list(offered),
        key="actors_picked", index=None, bind="query-params", placeholder="choose one",
    )  # fmt: skip
    keys = offered.get(picked or "", ())
    figure = _network(
        nodes, linked, network_charts.headings(nodes, view), pictures.is_dark(), keys
    )
    with picture:
        pictures.picture(
            figure, "Actors", "actors_chart", told, legends.network_legend(view),
            wide=True, config=PLAIN,
            on_select=pictures.on_select("actors_chart", "actors_picked", offered),
        )  # fmt: skip
    pictures.picked("Actors", picked or "", picked or "")
    if keys:
        _rows(chosen, view, keys)
    lists.twin(network_charts.as_table(nodes, linked, view), "links")


def _say_left_out(every: pd.DataFrame, nodes: pd.DataFrame, view: str) -> None:
    names, drawn = every["key"].nunique(), nodes["key"].nunique()
    if drawn < names:
        st.caption(
            f"Drawn: {drawn:,} of {names:,} names, on the ways over which most "
            f"{NOUNS[view]}s pass. Left out: {names - drawn:,}. To see them, filter by "
            "country, actor, issue or source; all of them are in the table at the end "
            "of this page."
        )


def _rows(chosen: Filters, view: str, keys: tuple[str, ...]) -> None:
    ask = (session.record(), chosen, view, keys)
    found, total = lists.paged(
        "actors_rows", lambda n: network_queries.rows_through(*ask, n), *ask
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(total, NOUNS[view])}**", width="content")
        lists.download(
            lambda: network_queries.rows_through(*ask, 1, None),
            f"{NOUNS[view]}s",
            total,
        )
    draw: Any = rows.quote if view == network_queries.WORDS else rows.position
    lists.evidence_list(draw(row) for row in found.to_dict("records"))
    lists.pages("actors_rows", total)

"""The picture of who attributes what to whom, its choices, and the rows beneath."""

from collections import Counter
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts import network as network_charts
from dashboard.charts.stances import PLAIN
from dashboard.database import chains
from dashboard.markup import actors, rows
from dashboard.queries import counts
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters
from dashboard.text.phrases import counted, isolated_if_rtl
from dashboard.ui import lists, session, sharing

CHOICES: Final = {
    "whose words pass through whom": network_queries.WORDS,
    "who says what others hold": network_queries.VIEWS,
}
NOUNS: Final = {network_queries.WORDS: "statement", network_queries.VIEWS: "position"}


def shown(chosen: Filters) -> None:
    """
    Draw the network that a reader chooses, and the rows of what is picked in it.
    """
    record = session.record()
    lists.say_unknown("actors_network", CHOICES)
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
    offered = options(nodes, linked, view)
    lists.say_unknown("actors_picked", offered)
    if view == network_queries.WORDS:
        total, part = network_queries.through(record, chosen).iloc[0]
    else:
        total = counts.counts(record, chosen)["positions"].iloc[0]
        part = every[every["place"] == network_queries.ASSERTER]["rows"].sum()
    told = finding(every, view, total, part)
    st.markdown(session.plain(told))
    picture = st.container()
    st.html(actors.network_key(view))
    _say_left_out(every, nodes, view)
    picked = st.selectbox(
        "A name or a link (or select one above)", list(offered), key="actors_picked",
        index=None, bind="query-params", placeholder="choose one to see its rows",
    )  # fmt: skip
    keys = offered.get(picked or "", ())
    figure = network_charts.network(
        nodes, linked, headings(nodes, view), lists.is_dark(), keys
    )
    with picture:
        sharing.picture(
            figure, "Actors", "actors_chart", told, actors.network_legend(view),
            wide=True, config=PLAIN,
            on_select=lists.picks("actors_chart", "actors_picked", offered),
        )  # fmt: skip
    sharing.picked("Actors", picked or "", picked or "")
    if keys:
        _rows(chosen, view, keys)
    lists.twin(as_table(nodes, linked, view), "links")


def headings(nodes: pd.DataFrame, view: str) -> dict[int, str]:
    """
    Return what each column of a network holds, by its place.
    """
    if view == network_queries.VIEWS:
        return {
            network_queries.ASSERTER: "says it",
            network_queries.HOLDER: "is said to hold it",
        }
    hops = [place for place in nodes["place"].unique()
            if chains.SPEAKER < place < chains.WIRE]  # fmt: skip
    passing = {place: f"passes it on, step {place}" for place in hops}
    if len(hops) == 1:
        passing = dict.fromkeys(hops, "passes it on")
    ends = {chains.WIRE: "news agency", chains.PUBLISHER: "publisher"}
    return {chains.SPEAKER: "speaks", **passing, **ends}


def finding(nodes: pd.DataFrame, view: str, total: int, part: int) -> str:
    """
    Return what a network (all of its nodes) shows, in two sentences.

    `part` of `total` rows are statements that pass through state media, or positions
    that others than their holders assert.
    """
    first = _most(nodes[nodes["place"] == chains.SPEAKER])
    if view == network_queries.VIEWS:
        held = _most(nodes[nodes["place"] == network_queries.HOLDER])
        rows = counted(total, "position")
        told = f"Told by others than who holds them: {part:,} of {rows}"
        return f"{told}. Tells most of them: {first}. Most of them are of {held}."
    told = f"Through state media: {part:,} of {counted(total, 'statement')}"
    told += ", silences left out"
    relays = nodes[(nodes["place"] > chains.SPEAKER) & (nodes["place"] < chains.WIRE)]
    more = f" Passes on most: {_most(relays)}." if len(relays) else ""
    return f"{told}. Heard most: {first}.{more}"


def _most(nodes: pd.DataFrame) -> str:
    """Who has most rows, all of them where several do."""
    rows = int(nodes["rows"].iloc[0])
    names = [isolated_if_rtl(name) for name in nodes[nodes["rows"] == rows]["name"]]
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    each = ", each" if len(names) > 1 else ""
    return f"{', '.join(names[:3])}{more} ({rows:,}{each})"


def options(
    nodes: pd.DataFrame, linked: pd.DataFrame, view: str
) -> dict[str, tuple[str, ...]]:
    """
    Return what a reader can pick: a name that nothing else has, and its nodes.
    """
    titles = headings(nodes, view)
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    places = {
        row["node"]: f"{row['name']} ({titles[row['place']]})"
        for row in nodes.to_dict("records")
    }
    rows: list[tuple[tuple[str, ...], list[str]]] = [
        ((node,), [places[node]]) for node in nodes["node"]
    ]
    # One actor may stand in two columns, and a name may hold an arrow.
    rows += [
        ((a, b), [f"{names[a]} → {names[b]}", f"{places[a]} → {places[b]}"])
        for a, b in zip(linked["origin"], linked["target"], strict=True)
    ]
    for keys, labels in rows:
        labels.append(f"{labels[-1]} ({', '.join(keys)})")
    used = Counter(label for _, labels in rows for label in set(labels))
    return {
        next(label for label in labels if used[label] == 1): keys
        for keys, labels in rows
    }


def _say_left_out(every: pd.DataFrame, nodes: pd.DataFrame, view: str) -> None:
    names, drawn = every["key"].nunique(), nodes["key"].nunique()
    if drawn < names:
        st.caption(
            f"Drawn: {drawn:,} of {names:,} names, on the ways over which most "
            f"{NOUNS[view]}s pass. Left out: {names - drawn:,}. To see them, choose a "
            "country, an actor, an issue or a source in the filters; all of them are "
            "in the table at the end of this page."
        )


def _rows(chosen: Filters, view: str, keys: tuple[str, ...]) -> None:
    ask = (session.record(), chosen, view, keys)
    found, total = lists.paged(
        "actors_rows", lambda n: network_queries.passing(*ask, n), *ask
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(total, NOUNS[view])}**", width="content")
        session.download(
            lambda: network_queries.passing(*ask, 1, None), f"{NOUNS[view]}s", total
        )
    draw: Any = rows.quote if view == network_queries.WORDS else rows.position
    session.evidence_list(draw(row) for row in found.to_dict("records"))
    lists.pages("actors_rows", total)


def as_table(nodes: pd.DataFrame, linked: pd.DataFrame, view: str) -> pd.DataFrame:
    """
    Return the links between the nodes that are drawn, to be read as a table.
    """
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    titles = headings(nodes, view)
    places = dict(zip(nodes["node"], nodes["place"].map(titles), strict=True))
    return pd.DataFrame(
        {
            "from": linked["origin"].map(names),
            "who": linked["origin"].map(places),
            "to": linked["target"].map(names),
            "who_there": linked["target"].map(places),
            f"{NOUNS[view]}s": linked["rows"],
            "told_by_others": linked["retold"],
        }
    )

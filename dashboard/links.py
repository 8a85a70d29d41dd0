"""Who attributes what to whom: chains of words, and views told of others."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard import filters
from dashboard.answers import PAGE, answered
from dashboard.filters import Filters
from dashboard.record import Record

# Places in a chain: the speaker, then relays by their hop, the wire, the publisher.
SPEAKER: Final = 0
WIRE: Final = 1_000_000
PUBLISHER: Final = WIRE + 1
# The two networks: what one row of each is, and the places that only it has.
WORDS: Final = "words"
VIEWS: Final = "views"
ASSERTER: Final = 0
HOLDER: Final = 1
_DIGITS: Final = len(str(PUBLISHER))
DRAWN: Final = 40  # Nodes of one picture.
CHAINS: Final = 2_000  # Chains among which those nodes are looked for.


def chains(record: Record, chosen: Filters) -> ir.Table:
    """
    Select every hop of every chain: quote_id, place, actor_id (null where a relay is
    not named), retold (the statement is told within another's words).

    A silence has no words that anybody could pass on.
    """
    quotes = filters.quotes(record, chosen)
    quotes = quotes.filter(quotes.kind != "silence")
    relays, sources = record.table("relays"), record.table("sources")
    # A picture credited to another medium reached the publisher by that medium.
    credited = (quotes.kind == "image") & (quotes.speaker_kind == "media")
    said = quotes.select(
        "quote_id", "speaker_id", of="source_id", retold=quotes.within.notnull(),
        credited=credited,
    )  # fmt: skip
    hops = relays.select(hop="hop", actor_id="actor_id", relayed="quote_id")
    passed = said.join(hops, said.quote_id == hops.relayed)
    printed = sources.select("source_id", "wire_id", "publisher_id")
    printed = said.join(printed, said.of == printed.source_id)
    wired = printed.filter(printed.wire_id.notnull() & ~printed.credited)
    printed = printed.filter(printed.publisher_id.notnull())
    by_place = (
        (said, ibis.literal(SPEAKER, "int64"), "speaker_id"),
        (passed, passed.hop, "actor_id"),
        (wired, ibis.literal(WIRE, "int64"), "wire_id"),
        (printed, ibis.literal(PUBLISHER, "int64"), "publisher_id"),
    )
    return ibis.union(
        *(
            rows.select("quote_id", place=place, actor_id=who, retold="retold")
            for rows, place, who in by_place
        )
    )


def told_of_others(record: Record, chosen: Filters) -> ir.Table:
    """
    Select the positions that somebody other than their holder asserts.
    """
    rows = filters.positions(record, chosen)
    held = rows.actor_id.isnull() | (rows.actor_id != rows.asserted_by)
    return rows.filter((rows.voice != "self") & held)


def _hops(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    The hops of a network: row_id, place, node (its place and its key), retold.

    A holder is an actor, or the country that holds it where no actor is named.
    """
    if view == WORDS:
        hops = chains(record, chosen)
        key = "actor/" + hops.actor_id.fill_null("")
        hops = hops.mutate(row_id="quote_id", key=key)
    else:
        rows = told_of_others(record, chosen)
        holder = ibis.coalesce("actor/" + rows.actor_id, "country/" + rows.country_id)
        other = rows.voice != "own_state_media"
        ends = ((ASSERTER, "actor/" + rows.asserted_by), (HOLDER, holder))
        hops = ibis.union(
            *(
                rows.select(row_id="position_id", place=ibis.literal(place, "int64"),
                            key=key, retold=other)
                for place, key in ends
            )
        )  # fmt: skip
    node = hops.place.cast("string") + " " + hops.key
    return hops.select("row_id", "place", "key", "retold", node=node)


@answered
def nodes(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    One row for each node: node, place, key, name, kind (of actor, or "country"),
    rows (statements or positions); most rows first.
    """
    hops = _hops(record, chosen, view)
    found = hops.group_by("node", "place", "key").aggregate(rows=hops.row_id.nunique())
    actors, countries = record.table("actors"), record.table("countries")
    names = ibis.union(
        actors.select(of="actor/" + actors.actor_id, name="shown", kind="kind"),
        countries.select(
            of="country/" + countries.country_id, name=countries.shown,
            kind=ibis.literal("country"),
        ),
    )  # fmt: skip
    found = found.left_join(names, found.key == names.of)
    found = found.mutate(
        name=found.name.fill_null("somebody unnamed"),
        kind=found.kind.fill_null("anonymous"),
    )
    return found.drop("of").order_by(ibis.desc("rows"), "node")


@answered
def links(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    One row for each link: origin and target (nodes), rows that pass over it, retold
    (how many of them are told by others); most rows first.
    """
    hops = _hops(record, chosen, view)
    # A chain may have a hop more than once only at different places.
    order = ibis.window(group_by=hops.row_id, order_by=hops.place)
    hops = hops.mutate(target=hops.node.lead().over(order))
    hops = hops.filter(hops.target.notnull())
    found = hops.group_by("node", "target").aggregate(
        rows=hops.row_id.nunique(), retold=hops.retold.cast("int64").sum()
    )
    found = found.rename(origin="node")
    return found.order_by(ibis.desc("rows"), "origin", "target")


@answered
def paths(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    One row for each whole chain: path (its nodes in order), rows; most rows first.
    """
    hops = _hops(record, chosen, view)
    # Sorted by place, as digits that are filled up: not every engine collects in order.
    place = hops.place.cast("string").lpad(_DIGITS, "0")
    steps = hops.group_by("row_id").aggregate(path=(place + hops.node).collect())
    whole = steps.mutate(path=steps.path.sort().map(lambda step: step.substr(_DIGITS)))
    found = whole.group_by("path").aggregate(rows=whole.count())
    return found.order_by(ibis.desc("rows"), "path").limit(CHAINS)


def drawn(
    nodes: pd.DataFrame, links: pd.DataFrame, paths: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the nodes and links that one picture can hold: at most `DRAWN` nodes.

    Chains are taken whole, those with most rows first, as long as there is room: no
    link leads nowhere.
    """
    kept: set[str] = set()
    for path in paths["path"]:
        together = kept.union(path)
        if len(together) <= DRAWN:
            kept = together
    among = links["origin"].isin(kept) & links["target"].isin(kept)
    return nodes[nodes["node"].isin(kept)], links[among]


@answered
def passing(
    record: Record,
    chosen: Filters,
    view: str,
    picked: tuple[str, ...],
    page: int = 1,
    size: int | None = PAGE,
) -> ir.Table:
    """
    One page of the rows that pass a node, or a link (two nodes), with `total`: quotes,
    or positions, in the order of the sources; of all where nothing is picked.
    """
    hops = _hops(record, chosen, view)
    if view == WORDS:
        key, rows = "quote_id", filters.quotes(record, chosen)
        rows = rows.filter(rows.kind != "silence")
    else:
        key, rows = "position_id", told_of_others(record, chosen)
    if len(picked) == 2:
        order = ibis.window(group_by=hops.row_id, order_by=hops.place)
        hops = hops.mutate(target=hops.node.lead().over(order))
        hops = hops.filter(hops.target == picked[1])
    if picked:
        hops = hops.filter(hops.node == picked[0])
        rows = rows.filter(rows[key].isin(hops.row_id))
    rows = rows.mutate(total=rows.count().over())
    order = ["published", "source_id", "start", "end", key]
    return rows.order_by(order).limit(size, offset=(page - 1) * (size or 0))


@answered
def through(record: Record, chosen: Filters) -> ir.Table:
    """
    One row: how many statements there are, and how many pass through state media.
    """
    rows = filters.quotes(record, chosen)
    rows = rows.filter(rows.kind != "silence")
    media = rows.through_state_media.cast("int64").sum().fill_null(0)
    return rows.aggregate(statements=rows.count(), through=media)

"""Who attributes what to whom: chains of words, and views told of others."""

from collections.abc import Iterable
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database import chains
from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Key, Keys, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters
from dashboard.record.codebook import UNNAMED

# The two networks: what one row of each is, and the places that only it has.
WORDS: Final = "words"
VIEWS: Final = "views"
TABLE: Final = {WORDS: "quotes", VIEWS: "positions"}
ASSERTER: Final = 0
HOLDER: Final = 1
_DIGITS: Final = len(str(chains.PUBLISHER))
DRAWN: Final = 40  # Nodes of one picture.
CHAINS: Final = 2_000  # Chains among which those nodes are looked for.


def hops(record: Record, chosen: Filters) -> ir.Table:
    """
    Select every hop of every statement's chain: its number, place, actor_id (null where
    a relay is not named).
    """
    quotes = filters.quotes(record, chosen).select("number", "chain")
    return quotes.join(record.table("chains"), "chain").drop("chain")


def ascribed(record: Record, chosen: Filters) -> ir.Table:
    """
    Select the positions that somebody other than their holder asserts.
    """
    rows = filters.positions(record, chosen)
    held = rows.actor_id.isnull() | (rows.actor_id != rows.asserted_by)
    return rows.filter((rows.voice != "self") & held)


def _ends(rows: ir.Table) -> dict[int, ir.StringValue]:
    """
    Who asserts and who holds a position, by place, as keys of nodes.

    A holder is an actor, or the country that holds it where no actor is named.
    """
    holder = ibis.coalesce("actor/" + rows.actor_id, "country/" + rows.country_id)
    return {ASSERTER: "actor/" + rows.asserted_by, HOLDER: holder}


def _ways(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    The ways that rows have in common: way, rows, retold (how many are told by others).
    """
    if view == WORDS:
        found = filters.quotes(record, chosen)
        found = found.filter(found.chain.notnull())
        found = found.select(way="chain", retold=found.within.notnull())
    else:
        found = ascribed(record, chosen)
        ends = _ends(found)
        found = found.select(
            way=ends[ASSERTER] + " " + ends[HOLDER],
            retold=found.voice != "own_state_media",
        )
    return found.group_by("way").aggregate(
        rows=found.count(), retold=found.retold.cast("int64").sum()
    )


def _hops(record: Record, ways: ir.Table, view: str) -> ir.Table:
    """
    The hops of ways: way, place, key, node (place and key), rows, retold.
    """
    if view == WORDS:
        chained = record.table("chains").rename(way="chain")
        found = ways.join(chained, "way")
        found = found.mutate(key="actor/" + found.actor_id.fill_null(""))
    else:
        keys = ways.way.split(" ")
        places = (ASSERTER, HOLDER)
        found = ibis.union(
            *(ways.mutate(place=ibis.literal(place, "int64"), key=keys[place])
              for place in places)
        )  # fmt: skip
    node = found.place.cast("string") + " " + found.key
    return found.select("way", "place", "key", "rows", "retold", node=node)


@cached_query
def nodes(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    One row for each node: node, place, key, name, kind (of actor, or "country"),
    rows (statements or positions); most rows first.
    """
    hops = _hops(record, _ways(record, chosen, view), view)
    found = hops.group_by("node", "place", "key").aggregate(rows=hops.rows.sum())
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
        name=found.name.fill_null(UNNAMED),
        kind=found.kind.fill_null("anonymous"),
    )
    return found.drop("of").order_by(ibis.desc("rows"), "node")


@cached_query
def _links(record: Record, chosen: Filters, view: str, among: Keys) -> ir.Table:
    hops = _hops(record, _ways(record, chosen, view), view)
    hops = _leading(hops)
    if among.keys:
        kept = hops.node.isin(among.keys) & hops.target.isin(among.keys)
        hops = hops.filter(kept)
    found = hops.group_by("node", "target").aggregate(
        rows=hops.rows.sum(), retold=hops.retold.sum()
    )
    found = found.rename(origin="node")
    return found.order_by(ibis.desc("rows"), "origin", "target")


def _every_link(
    record: Record, chosen: Filters, view: str, among: Iterable[str] = ()
) -> pd.DataFrame:
    """
    One row for each link: origin and target (nodes), rows that pass over it, retold
    (how many of them are told by others); most rows first. Where some nodes are named,
    those between them alone.
    """
    return _links(record, chosen, view, Keys(tuple(sorted(among))))


def _leading(hops: ir.Table) -> ir.Table:
    """Those hops that lead on, with the node to which they lead: `target`."""
    order = ibis.window(group_by=hops.way, order_by=hops.place)
    hops = hops.mutate(target=hops.node.lead().over(order))
    return hops.filter(hops.target.notnull())


@cached_query
def paths(record: Record, chosen: Filters, view: str) -> ir.Table:
    """
    One row for each way that most rows pass: path (its nodes in order), rows; most rows
    first, at most `CHAINS`.
    """
    ways = _ways(record, chosen, view)
    ways = ways.order_by(ibis.desc("rows"), "way").limit(CHAINS)
    hops = _hops(record, ways, view)
    # Sorted by place, as digits that are filled up: not every engine collects in order.
    place = hops.place.cast("string").lpad(_DIGITS, "0")
    steps = hops.group_by("way", "rows").aggregate(path=(place + hops.node).collect())
    found = steps.mutate(path=steps.path.sort().map(lambda step: step.substr(_DIGITS)))
    return found.order_by(ibis.desc("rows"), "way").select("path", "rows")


def drawn(
    record: Record, chosen: Filters, view: str, every: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return those of all nodes, and the links, that one picture can hold: at most `DRAWN`
    nodes.

    Chains are taken whole, those with most rows first, as long as there is room: no
    link leads nowhere.
    """
    kept: set[str] = set()
    for path in paths(record, chosen, view)["path"]:
        together = kept.union(path)
        if len(together) <= DRAWN:
            kept = together
    nodes = every[every["node"].isin(kept)]
    return nodes, _every_link(record, chosen, view, kept or {""})


@cached_query
def _passing(
    record: Record,
    chosen: Filters,
    view: str,
    origin: Key | None,
    target: Key | None,
    page: int,
    size: int | None,
) -> ir.Table:
    if view == WORDS:
        rows = filters.quotes(record, chosen)
        rows = rows.filter(rows.chain.notnull())
        hops = record.table("chains").rename(way="chain")
        key = "actor/" + hops.actor_id.fill_null("")
        hops = hops.mutate(node=hops.place.cast("string") + " " + key)
        if target:
            hops = _leading(hops)
            hops = hops.filter(hops.target == target.key)
        if origin:
            hops = hops.filter(hops.node == origin.key)
            rows = rows.filter(rows.chain.isin(hops.way))
    else:
        rows = ascribed(record, chosen)
        ends = [f"{place} " + end for place, end in _ends(rows).items()]
        for node in filter(None, (origin, target)):
            rows = rows.filter(ibis.or_(*(end == node.key for end in ends)))
    return paged(record, TABLE[view], rows, page, size)


def rows_through(
    record: Record,
    chosen: Filters,
    view: str,
    picked: tuple[str, ...],
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of the rows that pass a node, or a link (two nodes), with `total`: quotes,
    or positions, in the order of the sources; of all where nothing is picked.
    """
    origin, target = [*map(Key, picked), None, None][:2]
    found = _passing(record, chosen, view, origin, target, page, size)
    return found if size is None else with_all_columns(record, TABLE[view], found)


@cached_query
def through(record: Record, chosen: Filters) -> ir.Table:
    """
    One row: how many statements there are, and how many pass through state media.
    """
    rows = filters.quotes(record, chosen)
    rows = rows.filter(rows.kind != "silence")
    media = rows.through_state_media.cast("int64").sum().fill_null(0)
    return rows.aggregate(statements=rows.count(), through=media)

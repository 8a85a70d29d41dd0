"""Chains: by which ways statements reached the sources, and the state media in them."""

from collections.abc import Iterator
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.codebook import UNNAMED
from dashboard.record.staging import join_names, table, typed_cells

# Places in a chain: the speaker, then relays by their hop, the wire, the publisher.
SPEAKER: Final = 0
WIRE: Final = 1_000_000
PUBLISHER: Final = WIRE + 1


def make(bench: Bench) -> None:
    """
    Make the table `chains`, a row for each hop of each chain that statements have in
    common: chain (a number), place, actor_id (null where a relay is not named); and the
    table `ways` (quote_id, chain).

    A silence has no chain: there are no words that anybody could pass on.
    """
    bench.make("spelled", _spelled)
    bench.make("numbered", _numbered)
    bench.make("ways", _ways)
    bench.make("chains", _chains)
    bench.drop("spelled", "numbered")


def relays_by_name(tables: Tables) -> ir.Table:
    """
    The relays of each quote by name, nearest the speaker first: quote_id, names.
    """
    actors = tables["actors"].select("actor_id", name="shown")
    hops = tables["relays"].left_join(actors, "actor_id")
    name = hops.name.fill_null(UNNAMED)
    step = (hops.basis == "implied").ifelse(name + " (implied)", name)
    hops = hops.select("quote_id", "hop", step=step)
    line = hops.step.group_concat(" → ", order_by=hops.hop)
    return hops.group_by("quote_id").aggregate(names=line)


def _said(tables: Tables) -> ir.Table:
    """The statements, with the wire and the publisher by which they came."""
    actors, quotes = tables["actors"], typed_cells(tables, "quotes")
    media = actors.filter(actors.kind == "media").actor_id
    said = quotes.filter(quotes.kind != "silence")
    # A picture credited to another medium reached the publisher by that medium.
    credited = (said.kind == "image") & said.speaker_id.isin(media)
    said = said.select("quote_id", "speaker_id", of="source_id", credited=credited)
    printed = tables["sources"].select("source_id", "wire_id", "publisher_id")
    said = said.join(printed, said.of == printed.source_id)
    wire = said.credited.ifelse(ibis.null("string"), said.wire_id)
    return said.select("quote_id", "speaker_id", "publisher_id", wire_id=wire)


def _spelled(tables: Tables) -> ir.Table:
    """The chain of each statement, in letters: no key of an actor holds these signs."""
    relays = tables["relays"]
    step = relays.hop.cast("string") + " " + relays.actor_id.fill_null("")
    hops = relays.select("hop", step=step, relayed="quote_id")
    line = hops.step.group_concat(">", order_by=hops.hop)
    passed = hops.group_by("relayed").aggregate(line=line)
    said = _said(tables)
    found = said.left_join(passed, said.quote_id == passed.relayed)
    parts = [found[name].fill_null("") for name in
             ("speaker_id", "line", "wire_id", "publisher_id")]  # fmt: skip
    return found.select("quote_id", way=ibis.literal("|").join(parts))


def _numbered(tables: Tables) -> ir.Table:
    """Each chain's number, and the first of its statements."""
    ways = tables["spelled"]
    found = ways.group_by("way").aggregate(example=ways.quote_id.min())
    number = ibis.row_number().over(order_by=found.way).cast("int32")
    return found.mutate(chain=number)


def _ways(tables: Tables) -> ir.Table:
    """The number of each statement's chain."""
    coded = tables["spelled"].join(tables["numbered"], "way")
    return coded.select("quote_id", "chain")


def _chains(tables: Tables) -> ir.Table:
    """The hops of each chain, as its first statement has them."""
    said, numbered = _said(tables), tables["numbered"]
    examples = said.join(numbered, said.quote_id == numbered.example)
    return _hops(tables, examples).order_by("chain", "place")


def _hops(tables: Tables, said: ir.Table) -> ir.Table:
    """One row for each hop of the chains of some statements."""
    relays = tables["relays"]
    relays = relays.select(place="hop", actor_id="actor_id", relayed="quote_id")
    passed = said.join(relays, said.quote_id == relays.relayed)
    by_place = [passed.select("chain", place="place", actor_id="actor_id")]
    for place, who in (
        (SPEAKER, "speaker_id"),
        (WIRE, "wire_id"),
        (PUBLISHER, "publisher_id"),
    ):
        rows = said if place == SPEAKER else said.filter(said[who].notnull())
        at = ibis.literal(place, "int64")
        by_place.append(rows.select("chain", place=at, actor_id=who))
    return ibis.union(*by_place)


def make_media(bench: Bench) -> None:
    """
    Make the table `media`: quote_id, quote_number, actor_id, of each medium of a state
    in the chain of each quote.
    """
    bench.register("inside", _inside(bench.answer(_nested)))
    bench.make("media", _media)
    bench.drop("inside")


def _nested(tables: Tables) -> ir.Table:
    """The statements that stand within others, and within which."""
    quotes = typed_cells(tables, "quotes")
    return quotes.filter(quotes.within.notnull()).select("quote_id", "within")


def _inside(nested: pd.DataFrame) -> pa.Table:
    """Each nested statement beside each in which it is nested, at any depth."""
    outer = dict(zip(nested["quote_id"], nested["within"], strict=True))
    pairs = [(inner, above) for inner in outer for above in _above(inner, outer)]
    return table(pairs, {"quote_id": pa.string(), "above": pa.string()})


def _media(tables: Tables) -> ir.Table:
    """
    The state media in the chain of each quote: its speaker, a relay, or the speaker of
    a statement that it is within. Who is silent has passed nothing on.
    """
    relays, actors = tables["relays"], tables["actors"]
    media = actors.filter(actors.kind == "state_media").actor_id
    quotes = typed_cells(tables, "quotes")
    spoken = quotes.filter(quotes.kind != "silence")
    spoken = spoken.select("quote_id", actor_id=spoken.speaker_id)
    spoken = spoken.filter(spoken.actor_id.isin(media))
    relayed = relays.filter(relays.actor_id.isin(media)).select("quote_id", "actor_id")
    inside = tables["inside"]
    inherited = inside.join(spoken, inside.above == spoken.quote_id)
    inherited = inherited.select("quote_id", "actor_id")
    media = ibis.union(spoken, relayed, inherited).distinct()
    number = {"quote_number": "quote_number"}
    return join_names(media, (tables["numbers"], "quote_id", number))


def _above(quote_id: str, outer: dict[str, str]) -> Iterator[str]:
    """The statements in which one is nested, from the inside out; no ring."""
    while quote_id in outer:
        quote_id = outer[quote_id]
        yield quote_id

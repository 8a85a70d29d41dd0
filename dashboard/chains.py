"""Chains: the ways by which statements reached the sources, each way once."""

from typing import Final

import ibis
import ibis.expr.types as ir
from ibis.backends.sql import SQLBackend

# Places in a chain: the speaker, then relays by their hop, the wire, the publisher.
SPEAKER: Final = 0
WIRE: Final = 1_000_000
PUBLISHER: Final = WIRE + 1


def make(backend: SQLBackend, quotes: ir.Table) -> ir.Table:
    """
    Make the table `chains`, a row for each hop of each chain that statements have in
    common: chain (a number), place, actor_id (null where a relay is not named); and the
    table `ways` (quote_id, chain), which is returned.

    A silence has no chain: there are no words that anybody could pass on.
    """
    said = _said(backend, quotes)
    backend.create_table("spelled", _ways(backend, said))
    ways = backend.table("spelled")
    found = ways.group_by("way").aggregate(example=ways.quote_id.min())
    number = ibis.row_number().over(order_by=found.way).cast("int32")
    backend.create_table("numbered", found.mutate(chain=number))
    numbered = backend.table("numbered")
    coded = ways.join(numbered, "way").select("quote_id", "chain")
    backend.create_table("ways", coded)
    examples = said.join(numbered, said.quote_id == numbered.example)
    hops = _hops(backend, examples)
    backend.create_table("chains", hops.order_by("chain", "place"))
    for name in ("spelled", "numbered"):
        backend.drop_table(name)
    return backend.table("ways")


def named(backend: SQLBackend) -> ir.Table:
    """
    The relays of each quote by name, nearest the speaker first: quote_id, names.
    """
    actors = backend.table("actors").select("actor_id", name="shown")
    hops = backend.table("relays").left_join(actors, "actor_id")
    name = hops.name.fill_null("somebody unnamed")
    step = (hops.basis == "implied").ifelse(name + " (implied)", name)
    hops = hops.select("quote_id", "hop", step=step)
    line = hops.step.group_concat(" → ", order_by=hops.hop)
    return hops.group_by("quote_id").aggregate(names=line)


def _said(backend: SQLBackend, quotes: ir.Table) -> ir.Table:
    """The statements, with the wire and the publisher by which they came."""
    actors, sources = backend.table("actors"), backend.table("sources")
    media = actors.filter(actors.kind == "media").actor_id
    said = quotes.filter(quotes.kind != "silence")
    # A picture credited to another medium reached the publisher by that medium.
    credited = (said.kind == "image") & said.speaker_id.isin(media)
    said = said.select("quote_id", "speaker_id", of="source_id", credited=credited)
    printed = sources.select("source_id", "wire_id", "publisher_id")
    said = said.join(printed, said.of == printed.source_id)
    wire = said.credited.ifelse(ibis.null("string"), said.wire_id)
    return said.select("quote_id", "speaker_id", "publisher_id", wire_id=wire)


def _ways(backend: SQLBackend, said: ir.Table) -> ir.Table:
    """The chain of each statement, in letters: no key of an actor holds these signs."""
    relays = backend.table("relays")
    step = relays.hop.cast("string") + " " + relays.actor_id.fill_null("")
    hops = relays.select("hop", step=step, relayed="quote_id")
    line = hops.step.group_concat(">", order_by=hops.hop)
    passed = hops.group_by("relayed").aggregate(line=line)
    found = said.left_join(passed, said.quote_id == passed.relayed)
    parts = [found[name].fill_null("") for name in
             ("speaker_id", "line", "wire_id", "publisher_id")]  # fmt: skip
    return found.select("quote_id", way=ibis.literal("|").join(parts))


def _hops(backend: SQLBackend, said: ir.Table) -> ir.Table:
    """One row for each hop of the chains of some statements."""
    relays = backend.table("relays")
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

"""The state media in the chains of statements, and of those they are within."""

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.staging import named, table, typed


def make(bench: Bench) -> None:
    """
    Make the table `media`: quote_id, quote_number, actor_id, of each medium of a state
    in the chain of each quote.
    """
    bench.lay("inside", _inside(bench.answer(_nested)))
    bench.make("media", _media)
    bench.drop("inside")


def _nested(tables: Tables) -> ir.Table:
    """The statements that stand within others, and within which."""
    quotes = typed(tables, "quotes")
    return quotes.filter(quotes.within.notnull()).select("quote_id", "within")


def _inside(nested: pd.DataFrame) -> pa.Table:
    """Each nested statement beside each in which it is nested, at any depth."""
    outer = dict(zip(nested["quote_id"], nested["within"], strict=True))
    pairs = [(inner, above) for inner in outer for above in _above(inner, outer)]
    return table(pairs, {"quote_id": pa.string(), "above": pa.string()})


def _media(tables: Tables) -> ir.Table:
    """
    The state media in the chain of each quote: its speaker, a relay, or the speaker of
    a statement that it is within.
    """
    relays, actors = tables["relays"], tables["actors"]
    media = actors.filter(actors.kind == "state_media").actor_id
    quotes = typed(tables, "quotes")
    spoken = quotes.select("quote_id", actor_id=quotes.speaker_id)
    spoken = spoken.filter(spoken.actor_id.isin(media))
    relayed = relays.filter(relays.actor_id.isin(media)).select("quote_id", "actor_id")
    inside = tables["inside"]
    inherited = inside.join(spoken, inside.above == spoken.quote_id)
    inherited = inherited.select("quote_id", "actor_id")
    media = ibis.union(spoken, relayed, inherited).distinct()
    number = {"quote_number": "quote_number"}
    return named(media, (tables["numbers"], "quote_id", number))


def _above(quote_id: str, outer: dict[str, str]) -> Iterator[str]:
    """The statements in which one is nested, from the inside out; no ring."""
    while quote_id in outer:
        quote_id = outer[quote_id]
        yield quote_id

"""Facets with many values: what quotes are filtered by beside their own columns."""

import ibis
import ibis.expr.types as ir

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.codebook import WHOSE_WORD


def make(bench: Bench) -> None:
    """
    Make the tables `traits` (number of a quote, trait, code) and `values` (code, trait,
    value) of quotes and positions: numbers are counted faster than keys.

    actor: who speaks or relays it, but the wire and the publisher of its source, who
    stand there for all of its quotes; issue: its own, and those of positions that cite
    it; voice: whose word these are, a key of `WHOSE_WORD`.
    """
    bench.make("coded", _coded)
    bench.make("values", _values)
    bench.make("traits", _traits)
    bench.drop("coded")


def _coded(tables: Tables) -> ir.Table:
    """Each trait of each quote once, with the code of its value."""
    quotes, relays = tables["quotes"], tables["relays"]
    cited = tables["positions"]
    cited = cited.select("issue_id", "voice", number="quote_number")
    cited = cited.filter(cited.number.notnull())
    said = quotes.select("number", value="speaker_id")
    hops = relays.filter(relays.actor_id.notnull())
    relayed = hops.select(number="quote_number", value="actor_id")
    own = quotes.filter(quotes.issue_id.notnull()).select("number", value="issue_id")
    issues = cited.select("number", value="issue_id")
    words = [(cited.voice.isin(group.voices), word)
             for word, group in WHOSE_WORD.items()]  # fmt: skip
    voices = cited.select("number", value=ibis.cases(*words))
    kinds = (
        ("actor", _unprinted(tables, ibis.union(said, relayed))),
        ("issue", ibis.union(own, issues)),
        ("voice", voices),
    )
    every = ibis.union(
        *(rows.select("number", "value", trait=ibis.literal(k)) for k, rows in kinds)
    )
    rows = every.select("number", "trait", "value").distinct()
    code = ibis.dense_rank().over(order_by=[rows.trait, rows["value"]])
    return rows.mutate(code=code.cast("int32"))


def _values(tables: Tables) -> ir.Table:
    return tables["coded"].select("code", "trait", "value").distinct().order_by("code")


def _traits(tables: Tables) -> ir.Table:
    order = ("trait", "number", "code")
    return tables["coded"].select("number", "trait", "code").order_by(*order)


def _unprinted(tables: Tables, told: ir.Table) -> ir.Table:
    """The actors that neither wire nor publish the source of the quote."""
    printed = tables["sources"].select("source_id", "wire_id", "publisher_id")
    quotes = tables["quotes"].select("number", "source_id")
    rows = told.join(quotes, "number").join(printed, "source_id")
    printer = (rows["value"] == rows.wire_id) | (rows["value"] == rows.publisher_id)
    return rows.filter(~printer.fill_null(False)).select("number", "value")

"""A table's rows beside what their rules need of other rows: never more rows."""

from collections.abc import Callable
from typing import Final

import ibis
import ibis.expr.types as ir

from dashboard.engine.workbench import Tables
from dashboard.record.cells import ROW
from dashboard.record.schema import TABLES
from dashboard.record.staging import cells

# The tables whose rows quote a source, and the column that names another statement.
SPANS: Final = {
    "quotes": "within",
    "marks": "quote_id",
    "positions": "quote_id",
    "events": "quote_id",
}


def spans(tables: Tables) -> ir.Table:
    """
    All spans of the record: start, end, letters (how many its words have), the length
    of its source, the source of the statement named beside it (`teller`).
    """
    parts = []
    for name, teller in SPANS.items():
        rows = tables[cells(name)]
        words = "content" if "content" in TABLES[name].names else "evidence"
        parts.append(
            rows.select(
                ROW, "source_id", "start", "end",
                # Nothing is asked of absent words: that is a problem already.
                letters=rows[words].length().nullif(0),
                teller=rows[teller],
                table_name=ibis.literal(name),
            )
        )  # fmt: skip
    rows = ibis.union(*parts)
    lengths = _first(tables[cells("sources")], "source_id", source_length="length")
    rows = rows.left_join(lengths, rows.source_id == lengths.of_source_id)
    quotes = tables[cells("quotes")]
    named = quotes.filter(quotes.quote_id.isin(rows.teller))
    sources = _first(named, "quote_id", teller_source="source_id")
    return rows.left_join(sources, rows.teller == sources.of_quote_id)


def relays(tables: Tables) -> ir.Table:
    """
    The hops, each with its place among its statement's hops.
    """
    rows = tables[cells("relays")]
    hop = rows.hop.try_cast("int64")
    order = ibis.window(group_by=rows.quote_id, order_by=[hop, rows[ROW]])
    return rows.mutate(place=ibis.row_number().over(order) + 1)


def positions(tables: Tables) -> ir.Table:
    """
    The positions, each with its asserter's kind and seat, whether the asserter speaks
    for the holder in some statement, and who reports in its source.
    """
    rows, quotes, sources = (
        tables[cells(name)] for name in ("positions", "quotes", "sources")
    )
    people = {"asserter_kind": "kind", "asserter_seat": "country_id"}
    asserters = _first(tables[cells("actors")], "actor_id", **people)
    rows = rows.left_join(asserters, rows.asserted_by == asserters.of_actor_id)
    spoken = quotes.select(speaks=quotes.speaker_id, speaks_for=quotes.on_behalf_of)
    spoken = spoken.filter(spoken.speaks_for != "").distinct()
    rows = rows.left_join(
        spoken,
        (rows.asserted_by == spoken.speaks) & (rows.country_id == spoken.speaks_for),
    )
    has_wire = sources.wire_id != ""
    sources = sources.mutate(
        reporter=has_wire.ifelse(sources.wire_id, sources.publisher_id)
    )
    reporters = _first(sources, "source_id", reporter="reporter")
    return rows.left_join(reporters, rows.source_id == reporters.of_source_id)


def events(tables: Tables) -> ir.Table:
    """
    The events as they are.
    """
    return tables[cells("events")]


def participants(tables: Tables) -> ir.Table:
    """
    The participants, each with how many rows are like it.
    """
    rows = tables[cells("participants")]
    key = [rows.event_id, rows.actor_id, rows.country_id]
    return rows.mutate(copies=rows.count().over(group_by=key))


BESIDE: Final[dict[str, Callable[[Tables], ir.Table]]] = {
    "relays": relays,
    "positions": positions,
    "events": events,
    "participants": participants,
}


def _first(rows: ir.Table, key: str, **columns: str) -> ir.Table:
    """One row for each key that is not empty: `of_<key>`, and each column, renamed."""
    rows = rows.filter(rows[key] != "")
    # Were a key not unique, which is a problem already, its rows would double others.
    firsts = {new: rows[old].max() for new, old in columns.items()}
    return rows.group_by(**{f"of_{key}": rows[key]}).aggregate(**firsts)

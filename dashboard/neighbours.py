"""A table's rows beside what their rules need of other rows: never more rows."""

from collections.abc import Callable
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.cells import ROW
from dashboard.schema import TABLES

Tables = dict[str, pa.Table]

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
        table = tables[name]
        words = "content" if "content" in TABLES[name].names else "evidence"
        letters = pc.utf8_length(table[words])
        # Nothing is asked of absent words: that they are absent is a problem already.
        letters = pc.if_else(pc.equal(letters, 0), None, letters)
        part = table.select([ROW, "source_id", "start", "end"])
        part = part.append_column("letters", letters)
        part = part.append_column("teller", table[teller])
        owner = pa.repeat(pa.scalar(name), table.num_rows)
        parts.append(part.append_column("table_name", owner))
    rows = ibis.memtable(pa.concat_tables(parts))
    lengths = _first(tables["sources"], "source_id", source_length="length")
    rows = rows.left_join(lengths, rows.source_id == lengths.of_source_id)
    sources = _first(tables["quotes"], "quote_id", teller_source="source_id")
    return rows.left_join(sources, rows.teller == sources.of_quote_id)


def relays(tables: Tables) -> ir.Table:
    """
    The hops, each with its place among its statement's hops.
    """
    rows = ibis.memtable(tables["relays"])
    hop = rows.hop.try_cast("int64")
    order = ibis.window(group_by=rows.quote_id, order_by=[hop, rows[ROW]])
    return rows.mutate(place=ibis.row_number().over(order) + 1)


def positions(tables: Tables) -> ir.Table:
    """
    The positions, each with its asserter's kind and seat, whether the asserter speaks
    for the holder in some statement, and who reports in its source.
    """
    rows = ibis.memtable(tables["positions"])
    people = {"asserter_kind": "kind", "asserter_seat": "country_id"}
    asserters = _first(tables["actors"], "actor_id", **people)
    rows = rows.left_join(asserters, rows.asserted_by == asserters.of_actor_id)
    voices = tables["quotes"].select(["speaker_id", "on_behalf_of"])
    voices = voices.rename_columns(["speaks", "speaks_for"])
    spoken = ibis.memtable(voices.filter(pc.not_equal(voices["speaks_for"], "")))
    spoken = spoken.distinct()
    rows = rows.left_join(
        spoken,
        (rows.asserted_by == spoken.speaks) & (rows.country_id == spoken.speaks_for),
    )
    sources = tables["sources"]
    has_wire = pc.not_equal(sources["wire_id"], "")
    reporter = pc.if_else(has_wire, sources["wire_id"], sources["publisher_id"])
    sources = sources.append_column("reporter", reporter)
    reporters = _first(sources, "source_id", reporter="reporter")
    return rows.left_join(reporters, rows.source_id == reporters.of_source_id)


def events(tables: Tables) -> ir.Table:
    """
    The events as they are.
    """
    return ibis.memtable(tables["events"])


def participants(tables: Tables) -> ir.Table:
    """
    The participants, each with how many rows are like it.
    """
    rows = ibis.memtable(tables["participants"])
    key = [rows.event_id, rows.actor_id, rows.country_id]
    return rows.mutate(copies=rows.count().over(group_by=key))


BESIDE: Final[dict[str, Callable[[Tables], ir.Table]]] = {
    "relays": relays,
    "positions": positions,
    "events": events,
    "participants": participants,
}


def _first(table: pa.Table, key: str, **columns: str) -> ir.Table:
    """One row for each key that is not empty: `of_<key>`, and each column, renamed."""
    names = {f"of_{key}": key} | columns
    rows = table.select(list(names.values())).rename_columns(list(names))
    rows = ibis.memtable(rows.filter(pc.not_equal(rows[f"of_{key}"], "")))
    # Were a key not unique, which is a problem already, its rows would double others.
    firsts = {name: rows[name].max() for name in columns}
    return rows.group_by(f"of_{key}").aggregate(**firsts)

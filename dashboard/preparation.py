"""The tables that questions are asked of, made once from a record's checked cells."""

from collections.abc import Callable, Iterator
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.sql import SQLBackend

from dashboard import chains, dates, postings, traits, words
from dashboard.files import ROW
from dashboard.schema import TABLES, Table

Told = Callable[[str, float], None]
# The column whose date a question may sort by or draw.
DATED: Final = {
    "sources": "published_on",
    "quotes": "said_on",
    "positions": "valid",
    "events": "happened_on",
}
# What a reader calls a row of these tables; `shown` tells rows of one name apart.
CALLED: Final = {
    "actors": "name",
    "countries": "name",
    "issues": "label",
    "sources": "title",
}
# The order in which rows are read: by the day of their source, then by place in it.
PLACE: Final = ("published", "source_id", "start", "end")
# What is made: the record's tables, and those beside them.
MADE: Final = (
    *TABLES, "media", "chains", "traits", "values", "mentions", "vocabulary",
    "postings", "statistics",
)  # fmt: skip


def prepare(
    backend: SQLBackend,
    cells: dict[str, ir.Table],
    told: Told = lambda *_: None,
    processes: int = 0,
) -> None:
    """
    Make the tables that `record.Record` describes of a record's cells, each once,
    sorted as it is read.

    `told` hears what is made now, and how much of that is done (0 to 1); `processes`:
    see `postings.make`.
    """
    typed = {name: _typed(table, cells[name]) for name, table in TABLES.items()}
    told("dates", 0.0)
    _bounds(backend, typed)
    for name in ("countries", "actors", "issues", "relays", "participants", "marks"):
        backend.create_table(name, _shown(typed[name], TABLES[name]))
    told("sources", 0.0)
    backend.create_table("sources", _sources(backend, typed["sources"]))
    told("quotes", 0.0)
    backend.create_table("media", _media(backend, typed["quotes"]))
    ways = chains.make(backend, typed["quotes"])
    _sorted(backend, "quotes", _quotes(backend, typed["quotes"], ways))
    backend.drop_table("ways")
    told("positions", 0.0)
    _sorted(backend, "positions", _positions(backend, typed["positions"]))
    traits.make(backend)
    told("events", 0.0)
    _sorted(backend, "events", _events(backend, typed["events"]))
    backend.drop_table("bounds")
    postings.make(backend, lambda part: told("words", part), processes)


def _typed(table: Table, raw: ir.Table) -> ir.Table:
    """A table's cells as what they hold; an empty cell becomes null; and the row."""
    integers = {column.name for column in table.columns if column.is_integer}
    cells = {
        name: raw[name].nullif("").cast("int64" if name in integers else "string")
        for name in raw.columns
        if name != ROW
    }
    return raw.select(**cells, **{ROW: raw[ROW]})


def _sorted(backend: SQLBackend, name: str, rows: ir.Table) -> None:
    """Make a table of rows, numbered and sorted as they are read."""
    # In two steps: both at once would not fit the memory.
    backend.create_table("unsorted", rows)
    rows = backend.table("unsorted")
    order = [*PLACE, TABLES[name].key]
    places = rows.select(ROW, number=ibis.row_number().over(order_by=order))
    numbered = _named(rows, places, ROW, number="number").order_by("number")
    backend.create_table(name, numbered)
    backend.drop_table("unsorted")


def _shown(rows: ir.Table, table: Table) -> ir.Table:
    """Add `shown`, a name that no other row has, where a reader calls rows by name."""
    if table.name not in CALLED:
        return rows
    called, key = rows[CALLED[table.name]], rows[table.key]
    twins = called.count().over(group_by=called)
    return rows.mutate(shown=(twins > 1).ifelse(called + " (" + key + ")", called))


def _bounds(backend: SQLBackend, typed: dict[str, ir.Table]) -> None:
    """Make a table of the record's dates and the first and last day of each."""
    columns = [
        typed[name].select(edtf=typed[name][column]) for name, column in DATED.items()
    ]
    outside = typed["events"].select(edtf=typed["events"].outside_date)
    every = ibis.union(*columns, outside).distinct()
    spelled = backend.execute(every.filter(every.edtf.notnull()))["edtf"]
    rows = [(edtf, *dates.bounds(edtf)) for edtf in spelled]
    shape = pa.schema(
        [("edtf", pa.string()), ("earliest", pa.date32()), ("latest", pa.date32())]
    )
    cells = zip(*rows, strict=True) if rows else ([], [], [])
    arrays = [pa.array(c, f.type) for c, f in zip(cells, shape, strict=True)]
    backend.create_table("bounds", pa.table(arrays, schema=shape))


def _dated(backend: SQLBackend, rows: ir.Table, column: str, of: str = "") -> ir.Table:
    """Add the first and last day that a column's date admits."""
    bounds = backend.table("bounds")
    days = {f"{of}earliest": "earliest", f"{of}latest": "latest"}
    return _named(rows, bounds, column, **days)


def _sources(backend: SQLBackend, rows: ir.Table) -> ir.Table:
    actors = backend.table("actors")
    rows = _dated(backend, _shown(rows, TABLES["sources"]), DATED["sources"])
    rows = _named(rows, actors, "wire_id", wire="shown")
    return _named(rows, actors, "publisher_id", publisher="shown")


def _media(backend: SQLBackend, quotes: ir.Table) -> ir.Table:
    """
    The state media in the chain of each quote: its speaker, a relay, or the speaker of
    a statement that it is within.
    """
    relays, actors = backend.table("relays"), backend.table("actors")
    media = actors.filter(actors.kind == "state_media").actor_id
    spoken = quotes.select("quote_id", actor_id=quotes.speaker_id)
    spoken = spoken.filter(spoken.actor_id.isin(media))
    relayed = relays.filter(relays.actor_id.isin(media)).select("quote_id", "actor_id")
    nested = backend.execute(
        quotes.filter(quotes.within.notnull()).select("quote_id", "within")
    )
    outer = dict(zip(nested["quote_id"], nested["within"], strict=True))
    pairs = [(inner, above) for inner in outer for above in _above(inner, outer)]
    cells = zip(*pairs, strict=True) if pairs else ([], [])
    columns = [pa.array(column, pa.string()) for column in cells]
    inside = ibis.memtable(pa.table(columns, ["quote_id", "above"]))
    inherited = inside.join(spoken, inside.above == spoken.quote_id)
    inherited = inherited.select("quote_id", "actor_id")
    return ibis.union(spoken, relayed, inherited).distinct()


def _quotes(backend: SQLBackend, rows: ir.Table, ways: ir.Table) -> ir.Table:
    actors, through = backend.table("actors"), backend.table("media").quote_id
    shape = rows.content.translate(words.SHAPES, words.PLAIN_SHAPES)
    rows = rows.mutate(
        literal=shape.nullif(rows.content),
        through_state_media=rows.quote_id.isin(through),
    )
    rows = _dated(backend, rows, DATED["quotes"])
    rows = _named(rows, ways, "quote_id", chain="chain")
    rows = _named(rows, chains.named(backend), "quote_id", relayed_by="names")
    rows = _named(rows, actors, "speaker_id", speaker="shown", speaker_kind="kind")
    rows = _named(rows, backend.table("countries"), "on_behalf_of", for_country="shown")
    return _placed(backend, rows)


def _positions(backend: SQLBackend, rows: ir.Table) -> ir.Table:
    actors, through = backend.table("actors"), backend.table("media").quote_id
    media = actors.filter(actors.kind == "state_media").actor_id
    cited = rows.quote_id.notnull() & rows.quote_id.isin(through)
    rows = rows.mutate(through_state_media=rows.asserted_by.isin(media) | cited)
    rows = _dated(backend, rows, DATED["positions"])
    rows = _named(rows, backend.table("countries"), "country_id", country="shown")
    rows = _named(rows, actors, "actor_id", actor="shown")
    asserter = {"asserter": "shown", "asserter_kind": "kind"}
    rows = _named(rows, actors, "asserted_by", **asserter)
    means = {"support_means": "support_means"}
    rows = _named(rows, backend.table("issues"), "issue_id", **means)
    return _placed(backend, _witnessed(backend, rows))


def _events(backend: SQLBackend, rows: ir.Table) -> ir.Table:
    through = backend.table("media").quote_id
    flag = rows.quote_id.notnull() & rows.quote_id.isin(through)
    rows = rows.mutate(through_state_media=flag)
    rows = _dated(backend, rows, DATED["events"])
    rows = _dated(backend, rows, "outside_date", "outside_")
    rows = _witnessed(backend, rows)
    for column, name in (("countries", "countries"), ("people", "actors")):
        there = _participants(backend, TABLES[name], column)
        rows = _named(rows, there, "event_id", **{column: column})
    return _placed(backend, rows)


def _participants(backend: SQLBackend, table: Table, column: str) -> ir.Table:
    """Who takes part in each event, by name, in the alphabet's order."""
    there = backend.table("participants")
    there = there.filter(there[table.key].notnull())
    there = _named(there, backend.table(table.name), table.key, name="shown")
    there = there.select("event_id", "name").distinct()
    names = there.name.group_concat(" · ", order_by=there.name)
    return there.group_by("event_id").aggregate(**{column: names})


def _witnessed(backend: SQLBackend, rows: ir.Table) -> ir.Table:
    """Add whose statement a row rests on."""
    told = {name: name for name in ("speaker_id", "speaker", "relayed_by", "cue")}
    quotes = backend.table("quotes")
    # Only those that are named: all would fill the memory.
    quotes = quotes.filter(quotes.quote_id.isin(rows.quote_id))
    return _named(rows, quotes, "quote_id", **told)


def _placed(backend: SQLBackend, rows: ir.Table) -> ir.Table:
    """Add what a reader calls a row's issue and source."""
    printed = {
        "source": "shown", "published_on": "published_on", "published": "earliest",
        "wire": "wire", "publisher": "publisher", "dateline": "dateline",
    }  # fmt: skip
    rows = _named(rows, backend.table("issues"), "issue_id", issue="shown")
    return _named(rows, backend.table("sources"), "source_id", **printed)


def _named(rows: ir.Table, other: ir.Table, by: str, **columns: str) -> ir.Table:
    """Add another table's columns, under new names, by the key in the column `by`."""
    taken = {new: other[old] for new, old in columns.items()}
    other = other.select(_key=other[other.columns[0]], **taken)
    return rows.left_join(other, rows[by] == other["_key"]).drop("_key")


def _above(quote_id: str, outer: dict[str, str]) -> Iterator[str]:
    """The statements in which one is nested, from the inside out; no ring."""
    while quote_id in outer:
        quote_id = outer[quote_id]
        yield quote_id

"""The tables that questions are asked of, made once from a record's checked cells."""

from collections.abc import Iterator
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.backends.sql import SQLBackend

from dashboard import dates, words
from dashboard.files import ROW
from dashboard.schema import TABLES, Table

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


def prepare(backend: SQLBackend, raw: dict[str, ir.Table]) -> None:
    """
    Make the tables that `record.Record` describes; drop the cells they came from.
    """
    _bounds(backend, raw)
    bounds = backend.table("bounds")
    for name, table in TABLES.items():
        typed = _typed(table, raw[name])
        if name in DATED:
            dated = typed.left_join(bounds, typed[DATED[name]] == bounds.edtf)
            typed = dated.drop("edtf")
        if name == "events":
            outside = bounds.rename(
                outside_earliest="earliest", outside_latest="latest"
            )
            typed = typed.left_join(outside, typed.outside_date == outside.edtf)
            typed = typed.drop("edtf")
        if name in CALLED:
            called, key = typed[CALLED[name]], typed[table.key]
            twins = called.count().over(group_by=called)
            shown = (twins > 1).ifelse(called + " (" + key + ")", called)
            typed = typed.mutate(shown=shown)
        if name == "quotes":
            literal = typed.content.translate(words.SHAPES, words.PLAIN_SHAPES)
            typed = typed.mutate(literal=literal)
        backend.create_table(name, typed)
    _flag_state_media(backend)
    _name_relays(backend)
    _name_rows(backend)
    backend.create_table("postings", _postings(backend))
    for name in (*(f"raw_{table}" for table in TABLES), "bounds"):
        backend.drop_table(name)


def _typed(table: Table, raw: ir.Table) -> ir.Table:
    """A table's cells as what they hold; an empty cell becomes null; and the row."""
    integers = {column.name for column in table.columns if column.is_integer}
    cells = {
        name: raw[name].nullif("").cast("int64" if name in integers else "string")
        for name in raw.columns
        if name != ROW
    }
    return raw.select(**cells, **{ROW: raw[ROW]})


def _bounds(backend: SQLBackend, raw: dict[str, ir.Table]) -> None:
    """Make a table of the record's dates and the first and last day of each."""
    columns = [
        raw[name].select(edtf=raw[name][column]) for name, column in DATED.items()
    ]
    outside = raw["events"].select(edtf=raw["events"].outside_date)
    spelled = backend.execute(ibis.union(*columns, outside).distinct())["edtf"]
    rows = [(edtf, *dates.bounds(edtf)) for edtf in spelled if edtf]
    shape = pa.schema(
        [("edtf", pa.string()), ("earliest", pa.date32()), ("latest", pa.date32())]
    )
    cells = zip(*rows, strict=True) if rows else ([], [], [])
    arrays = [pa.array(c, f.type) for c, f in zip(cells, shape, strict=True)]
    backend.create_table("bounds", pa.table(arrays, schema=shape))


def _flag_state_media(backend: SQLBackend) -> None:
    """
    Say of each quote and position whether its chain passes through state media.

    A quote's chain does when its speaker, a relay, or the speaker of a statement that
    it is within is state media (`media` holds these); a position's when the
    chain of its statement does, or when its asserter is state media.
    """
    quotes, relays = backend.table("quotes"), backend.table("relays")
    actors, positions = backend.table("actors"), backend.table("positions")
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
    backend.create_table("nested", pa.table(columns, ["quote_id", "above"]))
    inside = backend.table("nested")
    inherited = inside.join(spoken, inside.above == spoken.quote_id)
    inherited = inherited.select("quote_id", "actor_id")
    backend.create_table("media", ibis.union(spoken, relayed, inherited).distinct())
    backend.drop_table("nested")
    through = backend.table("media").quote_id
    flag = quotes.quote_id.isin(through)
    backend.create_table(
        "quotes", quotes.mutate(through_state_media=flag), overwrite=True
    )
    events = backend.table("events")
    flag = events.quote_id.notnull() & events.quote_id.isin(through)
    backend.create_table(
        "events", events.mutate(through_state_media=flag), overwrite=True
    )
    cited = positions.quote_id.notnull() & positions.quote_id.isin(through)
    flag = positions.asserted_by.isin(media) | cited
    backend.create_table(
        "positions", positions.mutate(through_state_media=flag), overwrite=True
    )


def _name_relays(backend: SQLBackend) -> None:
    """Give each quote `relayed_by`: its relays by name, nearest the speaker first."""
    quotes, relays = backend.table("quotes"), backend.table("relays")
    actors = backend.table("actors").select("actor_id", "shown")
    hops = relays.left_join(actors, "actor_id")
    name = hops.shown.fill_null("somebody unnamed")
    implied = hops.basis == "implied"
    step = implied.ifelse(name + " (implied)", name)
    hops = hops.select(relayed="quote_id", hop="hop", step=step)
    lines = hops.group_by("relayed").aggregate(
        relayed_by=hops.step.group_concat(" → ", order_by=hops.hop)
    )
    named = quotes.left_join(lines, quotes.quote_id == lines.relayed).drop("relayed")
    backend.create_table("quotes", named, overwrite=True)


def _name_rows(backend: SQLBackend) -> None:
    """
    Put beside each key what a reader calls it, once, so that no question has to.
    """
    table = backend.table
    actors, countries, issues = table("actors"), table("countries"), table("issues")
    sources = _named(table("sources"), actors, "wire_id", wire="shown")
    sources = _named(sources, actors, "publisher_id", publisher="shown")
    backend.create_table("sources", sources, overwrite=True)
    printed = {
        "source": "shown", "published_on": "published_on", "published": "earliest",
        "wire": "wire", "publisher": "publisher", "dateline": "dateline",
    }  # fmt: skip
    quotes = _named(
        table("quotes"), actors, "speaker_id", speaker="shown", speaker_kind="kind"
    )
    quotes = _named(quotes, countries, "on_behalf_of", for_country="shown")
    told = {name: name for name in ("speaker_id", "speaker", "relayed_by", "cue")}
    rows = {"quotes": quotes}
    backend.create_table("quotes", quotes, overwrite=True)
    positions = _named(table("positions"), countries, "country_id", country="shown")
    positions = _named(positions, actors, "actor_id", actor="shown")
    asserter = {"asserter": "shown", "asserter_kind": "kind"}
    positions = _named(positions, actors, "asserted_by", **asserter)
    positions = _named(positions, issues, "issue_id", support_means="support_means")
    rows["positions"] = _named(positions, table("quotes"), "quote_id", **told)
    events = _named(table("events"), table("quotes"), "quote_id", **told)
    events = _with_participants(backend, events, "countries", "country_id", countries)
    rows["events"] = _with_participants(backend, events, "people", "actor_id", actors)
    for name, named in rows.items():
        named = _named(named, issues, "issue_id", issue="shown")
        named = _named(named, table("sources"), "source_id", **printed)
        backend.create_table(name, named, overwrite=True)


def _named(rows: ir.Table, other: ir.Table, by: str, **columns: str) -> ir.Table:
    """Add another table's columns, under new names, by the key in the column `by`."""
    taken = {new: other[old] for new, old in columns.items()}
    other = other.select(_key=other[other.columns[0]], **taken)
    return rows.left_join(other, rows[by] == other["_key"]).drop("_key")


def _with_participants(
    backend: SQLBackend, events: ir.Table, column: str, key: str, names: ir.Table
) -> ir.Table:
    """Add a column that names who takes part in each event, in the alphabet's order."""
    there = backend.table("participants")
    there = _named(there.filter(there[key].notnull()), names, key, name="shown")
    there = there.select("event_id", "name").distinct()
    joined = {column: there.name.group_concat(" · ", order_by=there.name)}
    lists = there.group_by(_event=there.event_id).aggregate(**joined)
    return events.left_join(lists, events.event_id == lists["_event"]).drop("_event")


def _above(quote_id: str, outer: dict[str, str]) -> Iterator[str]:
    """The statements in which one is nested, from the inside out; no ring."""
    while quote_id in outer:
        quote_id = outer[quote_id]
        yield quote_id


def _postings(backend: SQLBackend) -> pa.Table:
    """One row for each word of each quote, sorted by word."""
    quotes = backend.execute(backend.table("quotes").select("quote_id", "content"))
    columns: dict[str, list[str | int]] = {
        "word": [], "quote_id": [], "position": [], "length": []
    }  # fmt: skip
    for quote_id, content in zip(quotes["quote_id"], quotes["content"], strict=True):
        found = words.cut(content)
        columns["word"] += [word.folded for word in found]
        columns["quote_id"] += [quote_id] * len(found)
        columns["position"] += range(len(found))
        columns["length"] += [len(found)] * len(found)
    text, number = pa.string(), pa.int64()
    shape = zip(columns, (text, text, number, number), strict=True)
    return pa.table(columns, schema=pa.schema(list(shape))).sort_by("word")

"""The tables that questions are asked of, made once from a record's checked cells."""

from collections.abc import Callable, Iterable
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dashboard.database import chains, directory, facet_values, word_index
from dashboard.engine.workbench import Bench, Step, Tables
from dashboard.record import dates
from dashboard.record.cells import ROW
from dashboard.record.schema import TABLES
from dashboard.record.staging import Lookup, cells, join_names, table, typed_cells
from dashboard.text import tokens

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


def prepare(bench: Bench, told: Told = lambda *_: None, processes: int = 0) -> None:
    """
    Make the tables that `record.Record` describes of a record's cells, which lie on the
    bench (see `staging.cells`): each once, sorted as it is read.

    `told` hears what is made now, and how much of that is done (0 to 1); `processes`:
    see `word_index.make`.
    """
    told("dates", 0.0)
    bench.register("bounds", _bounds(bench.answer(_spelled)["edtf"]))
    for name in ("countries", "actors", "issues"):
        bench.make(name, _named, name)
    told("sources", 0.0)
    bench.make("sources", _sources)
    told("quotes", 0.0)
    bench.make("numbers", _numbers)
    bench.make("relays", _relays)
    chains.make_media(bench)
    chains.make(bench)
    _sorted(bench, "quotes", _quotes)
    bench.drop("ways", "numbers")
    told("positions", 0.0)
    _sorted(bench, "marks", _marks)
    _sorted(bench, "positions", _positions)
    facet_values.make(bench)
    told("events", 0.0)
    _sorted(bench, "events", _events)
    bench.make("participants", _present)
    bench.drop("bounds", *map(cells, TABLES))
    directory.make(bench)
    word_index.make(bench, lambda part: told("words", part), processes)


def _sorted(bench: Bench, name: str, step: Step) -> None:
    """Make a table of rows, numbered and sorted as they are read."""
    # In two steps: both at once would not fit the memory.
    bench.make("unsorted", step)
    bench.make(name, _numbered, name)
    # A page's rows are looked up by number.
    bench.index(name, "number")
    bench.drop("unsorted")


def _numbered(tables: Tables, name: str) -> ir.Table:
    rows = tables["unsorted"]
    order = [*PLACE, TABLES[name].key]
    places = rows.select(ROW, number=ibis.row_number().over(order_by=order))
    return join_names(rows, (places, ROW, {"number": "number"})).order_by("number")


def _numbers(tables: Tables) -> ir.Table:
    """The place of each statement in reading, beside its key: numbers join faster."""
    order = [*PLACE, TABLES["quotes"].key]
    quotes = typed_cells(tables, "quotes").select(
        "quote_id", "source_id", "start", "end"
    )
    placed = join_names(
        quotes, (tables["sources"], "source_id", {"published": "earliest"})
    )
    number = ibis.row_number().over(order_by=order)
    return placed.select("quote_id", quote_number=number)


def _said(tables: Tables) -> Lookup:
    """The number of the statement that a row is of."""
    return tables["numbers"], "quote_id", {"quote_number": "quote_number"}


def _relays(tables: Tables) -> ir.Table:
    return join_names(typed_cells(tables, "relays"), _said(tables))


def _named(tables: Tables, name: str) -> ir.Table:
    # Those of one name are counted together, in whatever order threads come to them.
    return _shown(tables, name).order_by(ROW)


def _shown(tables: Tables, name: str) -> ir.Table:
    """Add `shown`, a name that no other row has, where a reader calls rows by name."""
    rows, table = typed_cells(tables, name), TABLES[name]
    if name == "actors":
        bodies = typed_cells(tables, name).select("actor_id", "name")
        rows = join_names(rows, (bodies, "member_of", {"body": "name"}))
        rows = _apart(tables, rows)
    if name not in CALLED:
        return rows
    called, key = rows[CALLED[name]], rows[table.key]
    twins = called.count().over(group_by=called)
    return rows.mutate(shown=(twins > 1).ifelse(called + " (" + key + ")", called))


def _apart(tables: Tables, rows: ir.Table) -> ir.Table:
    """
    Add `apart`, by what a sentence tells an actor from its namesakes where its office,
    or else its organisation, does not: a place ("of Arden"), or else its key in
    brackets; "" where that is not needed.
    """
    countries = typed_cells(tables, "countries").select("country_id", "name")
    rows = join_names(rows, (countries, "country_id", {"place": "name"}))
    office = rows.role.nullif("").coalesce(rows.body.nullif(""))
    rows = rows.mutate(office=office)
    twins = rows["name"].count().over(group_by="name")
    of_office = rows["name"].count().over(group_by=["name", "office"])
    of_place = rows["name"].count().over(group_by=["name", "place"])
    apart = ibis.cases(
        (twins == 1, ""),
        (rows.office.notnull() & (of_office == 1), ""),
        (rows.place.notnull() & (of_place == 1), "of " + rows.place),
        else_="(" + rows.actor_id + ")",
    )
    return rows.mutate(apart=apart).drop("office", "place")


def _spelled(tables: Tables) -> ir.Table:
    """The record's dates, each once: edtf."""
    dated = [*DATED.items(), ("events", "outside_date")]
    columns = [typed_cells(tables, name).select(edtf=column) for name, column in dated]
    every = ibis.union(*columns).distinct()
    return every.filter(every.edtf.notnull())


def _bounds(spelled: Iterable[str]) -> pa.Table:
    """Dates, and the first and last day of each."""
    rows = [(edtf, *dates.bounds(edtf)) for edtf in spelled]
    days = pa.date32()
    shape = {"edtf": pa.string(), "earliest": days, "latest": days}
    return table(rows, shape)


def _dated(tables: Tables, column: str, of: str = "") -> Lookup:
    """The first and last day that a column's date admits."""
    days = {f"{of}earliest": "earliest", f"{of}latest": "latest"}
    return tables["bounds"], column, days


def _sources(tables: Tables) -> ir.Table:
    return join_names(
        _shown(tables, "sources"),
        _dated(tables, DATED["sources"]),
        (tables["actors"], "wire_id", {"wire": "shown", "wire_apart": "apart"}),
        (
            tables["actors"],
            "publisher_id",
            {"publisher": "shown", "publisher_apart": "apart"},
        ),
    ).order_by(ROW)


def _quotes(tables: Tables) -> ir.Table:
    actors, through = tables["actors"], tables["media"].quote_id
    rows = typed_cells(tables, "quotes")
    shape = rows.content.translate(tokens.SHAPES, tokens.PLAIN_SHAPES)
    rows = rows.mutate(
        literal=shape.nullif(rows.content),
        through_state_media=rows.quote_id.isin(through),
    )
    outer = typed_cells(tables, "quotes").select("quote_id", "kind", "speaker_id")
    outer = join_names(outer, (actors, "speaker_id", {"speaker": "shown"}))
    relays = (chains.relays_by_name(tables), "within", {"around_relayed_by": "names"})
    return join_names(
        rows,
        (outer, "within", {"around": "speaker", "around_kind": "kind"}),
        relays,
        _dated(tables, DATED["quotes"]),
        (tables["ways"], "quote_id", {"chain": "chain"}),
        (chains.relays_by_name(tables), "quote_id", {"relayed_by": "names"}),
        (actors, "speaker_id", _spoken("speaker")),
        (tables["countries"], "on_behalf_of", {"for_country": "shown"}),
        *_placed(tables),
    )


def _positions(tables: Tables) -> ir.Table:
    actors, through = tables["actors"], tables["media"].quote_id
    media = actors.filter(actors.kind == "state_media").actor_id
    rows = typed_cells(tables, "positions")
    cited = rows.quote_id.notnull() & rows.quote_id.isin(through)
    rows = rows.mutate(
        through_state_media=rows.asserted_by.isin(media) | cited,
        own_words=rows.position_id.isin(_in_own_words(tables).position_id),
    )
    return join_names(
        rows,
        _dated(tables, DATED["positions"]),
        (tables["countries"], "country_id", {"country": "shown"}),
        (actors, "actor_id", {"actor": "shown"}),
        (actors, "asserted_by", _spoken("asserter")),
        (tables["issues"], "issue_id", {n: n for n in ("support_means", "topic")}),
        _witness(tables, "positions"),
        *_placed(tables),
    )


def _in_own_words(tables: Tables) -> ir.Table:
    """The positions whose evidence stands in marks that are their asserter's."""
    rows, quotes = (typed_cells(tables, name) for name in ("positions", "quotes"))
    within = (quotes.select("quote_id", "within"), "quote_id", {"outer": "within"})
    rows = join_names(rows, within)
    direct = quotes.filter(quotes.kind == "direct")
    place = {"by": "speaker_id", "first": "start", "last": "end"}
    spoken = [
        join_names(rows, (direct.select("quote_id", *place.values()), key, place))
        for key in ("quote_id", "outer")
    ]
    every = spoken[0].union(spoken[1])
    holds = (every.first <= every.start) & (every.end <= every["last"])
    return every.filter(holds & (every.by == every.asserted_by))


def _spoken(name: str) -> dict[str, str]:
    """What a sentence tells of an actor, by its part in a row."""
    told = {"kind": "kind", "role": "role", "body": "body", "apart": "apart"}
    return {name: "shown"} | {f"{name}_{new}": old for new, old in told.items()}


def _events(tables: Tables) -> ir.Table:
    rows, through = typed_cells(tables, "events"), tables["media"].quote_id
    flag = rows.quote_id.notnull() & rows.quote_id.isin(through)
    event = rows.account_of.fill_null(rows.event_id)
    firsts = typed_cells(tables, "events").select("event_id", "title")
    firsts = firsts.filter(firsts.event_id.isin(rows.account_of))
    return join_names(
        rows.mutate(through_state_media=flag, event=event),
        (firsts, "account_of", {"first_account": "title"}),
        _dated(tables, DATED["events"]),
        _dated(tables, "outside_date", "outside_"),
        _witness(tables, "events"),
        (_participants(tables, "countries"), "event_id", {"countries": "names"}),
        (_participants(tables, "actors"), "event_id", {"people": "names"}),
        *_placed(tables),
    )


def _present(tables: Tables) -> ir.Table:
    told = {"event_number": "number", "event": "event"}
    event = (tables["events"], "event_id", told)
    return join_names(typed_cells(tables, "participants"), event).order_by(
        "event_number"
    )


def _marks(tables: Tables) -> ir.Table:
    witness, placed = _witness(tables, "marks"), _placed(tables)[1]
    return join_names(typed_cells(tables, "marks"), witness, placed)


def _participants(tables: Tables, name: str) -> ir.Table:
    """Who takes part in each event, by name, in the alphabet's order."""
    there, key = typed_cells(tables, "participants"), TABLES[name].key
    there = there.filter(there[key].notnull())
    there = join_names(there, (tables[name], key, {"name": "shown"}))
    there = there.select("event_id", "name").distinct()
    names = there.name.group_concat(" · ", order_by=there.name)
    return there.group_by("event_id").aggregate(names=names)


def _witness(tables: Tables, name: str) -> Lookup:
    """Whose statement a row of a table rests on."""
    told = {name: name for name in ("speaker_id", "speaker", "relayed_by", "cue")}
    told |= {"quote_number": "number", "cited": "kind"}
    quotes = tables["quotes"]
    # Only those that are named: all would fill the memory.
    named = quotes.quote_id.isin(tables[cells(name)].quote_id)
    return quotes.filter(named), "quote_id", told


def _placed(tables: Tables) -> tuple[Lookup, Lookup]:
    """What a reader calls a row's issue and source."""
    printed = {
        "source": "shown", "published_on": "published_on", "published": "earliest",
        "wire": "wire", "publisher": "publisher", "dateline": "dateline",
    }  # fmt: skip
    issue = (tables["issues"], "issue_id", {"issue": "shown"})
    return issue, (tables["sources"], "source_id", printed)

"""Facets: what filters can choose, and how many of the quotes found have each value."""

from collections.abc import Callable
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import Keys, TwoStep, cached_query
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import TABLES
from dashboard.search import ranking
from dashboard.search.question import Question

_OF_QUOTES: Final = {
    "kind": lambda quotes: quotes.kind,
    "year": lambda quotes: filters.year_named(filters.year_said(quotes)),
}
# What a reader calls keys that no row of a table names.
_CALLED: Final = {
    **codebook.READERS["quote_kind"],
    filters.UNDATED: "undated",
}

SHOWN: Final = 5  # Values of one facet that stand beside the quotes,
FOUND: Final = 30  # and that a search within it shows.
# What values are read from.
COUNTED: Final = ("number", "source_id", "on_behalf_of", "kind", "through_state_media",
                  "earliest")  # fmt: skip


@cached_query
def choices(record: Record, name: str) -> ir.Table:
    """
    What a filter can choose: key, label (unique), rows (how often it occurs).

    `name` is one of `filters.LISTS`. Most frequent first; years by the calendar, the
    latest first. Two rows of one name are told apart by their keys.
    """
    if name in _OF_QUOTES:
        found = record.table("quotes")
        found = found.select(key=_OF_QUOTES[name](found))
        found = found.group_by("key").aggregate(rows=found.count())
        found = found.mutate(label=found.key.cases(*_CALLED.items(), else_=found.key))
        first = "key" if name == "year" else "rows"
        found = found.order_by(found.key == filters.UNDATED, ibis.desc(first), "label")
        return found.select("key", "label", "rows")
    table = record.table(TABLES[f"{name}s" if name != "country" else "countries"].name)
    uses = [use.select(key=use[column]) for use, column in _uses(record, name)]
    used = ibis.union(*uses).group_by("key").aggregate(rows=lambda t: t.count())
    found = table.select(chosen=table[table.columns[0]], label="shown")
    found = found.left_join(used, found.chosen == used.key)
    found = found.select(key="chosen", label="label", rows=used.rows.fill_null(0))
    return found.order_by(ibis.desc("rows"), "label")


def _uses(record: Record, name: str) -> list[tuple[ir.Table, str]]:
    """Where keys of a kind are used: tables and their columns."""
    columns = {
        "actor": ("speaker_id", "actor_id", "asserted_by", "publisher_id", "wire_id"),
        "country": ("on_behalf_of", "country_id"),
        "issue": ("issue_id",),
        "source": ("source_id",),
    }[name]
    rows = ("sources", "quotes", "relays", "positions", "events", "participants")
    return [
        (record.table(table), c)
        for table in rows
        for c in columns
        if c in TABLES[table].names and c != TABLES[table].key
    ]


def counts(
    record: Record,
    chosen: Filters,
    typed: str,
    name: str,
    among: tuple[str, ...] = (),
    size: int = SHOWN,
) -> pd.DataFrame:
    """
    One row for each value of a filter that quotes have: value (a key of it), quotes
    (how many that match what is typed have it), values (how many there are in all).

    They are counted under all filters but the one of that name, most frequent first;
    the first `size`, or all those in `among`. A quote has several actors (`filters`).
    """
    asked = ranking.look_up(record, typed)
    others = chosen.without(name)
    return _counts(record, others, asked, name, Keys(among), size)


def first(record: Record, chosen: Filters, typed: str) -> dict[str, pd.DataFrame]:
    """
    Return `counts` of every filter by its name.

    Those that hold nothing are counted together: what matches is looked for once. Each
    other is asked like them, of what is found without it: so fewer shapes are compiled.
    Where quotes are found that are about somebody, that filter has none: what is
    counted is whose they are. Nor has the country: to choose one turns what they are
    about.
    """
    names = set(_HAVE)
    if chosen.about:
        names -= {"country"} if chosen.country else {"country", "actor"}
    free = tuple(n for n in _HAVE if n in names and not getattr(chosen, n))
    held = [name for name in _HAVE if name in names and name not in free]
    asked = ranking.look_up(record, typed)
    parts = {
        name: _together(record, chosen.without(name), asked, (name,)) for name in held
    }
    if free:
        found = _together(record, chosen, asked, free)
        parts |= {name: found[found["facet"] == name] for name in free}
    return parts


@cached_query
def _together(
    record: Record, chosen: Filters, question: Question, names: tuple[str, ...]
) -> ir.Table | TwoStep:
    if not chosen and not question:
        return _each(record, record.table("quotes"), *names)
    return TwoStep(_to_count, (chosen, question), _each, names)


def _to_count(record: Record, chosen: Filters, question: Question) -> ir.Table:
    found = _found(record, chosen, question).select(COUNTED)
    # What is distinct a cluster, too, works out once, and keeps for each that counts.
    return found.distinct() if question else found


def _each(record: Record, found: ir.Table, *names: str) -> ir.Table:
    """The first values of each of some filters, of quotes that are found."""
    rows = [
        _valued(record, found, name)
        .order_by(ibis.desc("quotes"), "value")
        .limit(SHOWN)
        .mutate(facet=ibis.literal(name))
        for name in names
    ]
    every = ibis.union(*rows) if len(rows) > 1 else rows[0]
    return every.order_by("facet", ibis.desc("quotes"), "value")


@cached_query
def _counts(
    record: Record,
    others: Filters,
    question: Question,
    name: str,
    among: Keys,
    size: int,
) -> ir.Table:
    rows = _valued(record, _found(record, others, question), name)
    if among.keys:
        rows = rows.filter(rows["value"].isin(among.keys))
    return rows.order_by(ibis.desc("quotes"), "value").limit(size)


def _found(record: Record, chosen: Filters, question: Question) -> ir.Table:
    """The quotes that the filters leave and that match."""
    found = filters.quotes(record, chosen)
    return ranking.matching(record, question, found) if question else found


def _valued(record: Record, found: ir.Table, name: str) -> ir.Table:
    """The values that quotes have: value, quotes, values (how many there are)."""
    rows = _HAVE[name](record, found)
    if "quotes" not in rows.columns:
        rows = rows.group_by("value").aggregate(quotes=rows.count())
    rows = rows.filter(rows["value"].notnull() & (rows["value"] != ""))
    return rows.select("value", "quotes", values=rows.count().over())


def _own(column: str) -> Callable[[Record, ir.Table], ir.Table]:
    """A value that stands in the quote's own row."""
    return lambda record, found: found.select(value=found[column])


def _traits(trait: str) -> Callable[[Record, ir.Table], ir.Table]:
    """Values of which a quote has several: the record's table of them."""

    def count(record: Record, found: ir.Table) -> ir.Table:
        table = record.table("traits")
        table = table.filter(table.trait == trait)
        # Of all quotes there is nothing to look for.
        if not found.equals(record.table("quotes")):
            table = table.join(found.select("number"), "number")
        counted = table.group_by("code").aggregate(quotes=table.count())
        named = record.table("values").select("code", "value")
        return counted.join(named, "code").select("value", "quotes")

    return count


def _actors(record: Record, found: ir.Table) -> ir.Table:
    """Who speaks or passes on: speakers, relays; wires and publishers by the source."""
    sources = record.table("sources")
    printed = found.group_by("source_id").aggregate(quotes=found.count())
    by_source = sources.select("source_id", "wire_id", "publisher_id")
    printed = printed.join(by_source, "source_id")
    # Whose medium it is has passed it on already, and is not counted again.
    twice = printed.wire_id == printed.publisher_id
    others = printed.filter(~twice.fill_null(False))
    every = ibis.union(
        printed.select(value="publisher_id", quotes="quotes"),
        others.select(value="wire_id", quotes="quotes"),
        _traits("actor")(record, found),
    )
    return every.group_by("value").aggregate(quotes=every.quotes.sum())


def _chains(record: Record, found: ir.Table) -> ir.Table:
    return found.select(value=found.through_state_media.ifelse("only", "without"))


def _years(record: Record, found: ir.Table) -> ir.Table:
    rows = found.group_by(year=filters.year_said(found)).aggregate(quotes=found.count())
    return rows.select(value=filters.year_named(rows.year), quotes="quotes")


_HAVE: Final[dict[str, Callable[[Record, ir.Table], ir.Table]]] = {
    "actor": _actors,
    "country": _own("on_behalf_of"),
    "issue": _traits("issue"),
    "source": _own("source_id"),
    "kind": _own("kind"),
    "voice": _traits("voice"),
    "chain": _chains,
    "year": _years,
}

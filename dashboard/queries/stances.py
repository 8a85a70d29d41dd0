"""Questions: a record and filters in, a table out."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Among, answered, paged, whole
from dashboard.queries.filters import Filters, Key
from dashboard.record import codebook
from dashboard.record.schema import TABLES
from dashboard.search import ranking
from dashboard.search.question import Question

LOOKED: Final = 1_000  # Events that are looked at one by one.
_OF_QUOTES: Final = {
    "kind": lambda quotes: quotes.kind,
    "year": lambda quotes: filters.year_named(filters.year_said(quotes)),
}
# What a reader calls keys that no row of a table names.
_CALLED: Final = {
    **{kind: codebook.GIVEN[kind] for kind in codebook.WORDS["quote_kind"]},
    filters.UNDATED: "not dated",
}


@answered
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


def quotes(
    record: Record,
    chosen: Filters,
    typed: str = "",
    order: str = "place",
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of quotes, with the names that a reader uses and `total`, how many match.

    `order` is relevance, place (in the source) or date (undated last).
    """
    found = _quotes(record, chosen, ranking.asked(record, typed), order, page, size)
    return found if size is None else whole(record, "quotes", found)


@answered
def _quotes(
    record: Record,
    chosen: Filters,
    question: Question,
    order: str,
    page: int,
    size: int | None,
) -> ir.Table:
    if not chosen and order != "date" and ranking.words_tell(question):
        found = ranking.ranked(record, question)
    else:
        among = filters.quotes(record, chosen)
        found = ranking.matches(record, question, among)
    orders = {
        "relevance": [ibis.desc("score")],
        "place": [],
        "date": [ibis.asc("earliest", nulls_first=False)],
    }
    return paged(record, "quotes", found, page, size, *orders[order])


def quote(record: Record, *quote_ids: str) -> pd.DataFrame:
    """
    The quotes with these keys, in the order of the source, named like `quotes`.
    """
    # No statement to the engine can hold a NUL, and no key does.
    known = tuple(one for one in quote_ids if "\0" not in one)
    return _quote(record, Among(known))


@answered
def _quote(record: Record, keys: Among) -> ir.Table:
    rows = record.table("quotes")
    rows = rows.filter(rows.quote_id.isin(keys.keys))
    return rows.order_by("source_id", "start", "quote_id")


@answered
def position(record: Record, one: Key) -> ir.Table:
    """
    The position with this key, named like `positions`.
    """
    rows = record.table("positions")
    return rows.filter(rows.position_id == one.key)


@answered
def event(record: Record, one: Key) -> ir.Table:
    """
    The event with this key, named like `events`.
    """
    rows = record.table("events")
    return rows.filter(rows.event_id == one.key)


@answered
def nested(record: Record, quote: Key) -> ir.Table:
    """
    The quotes that stand within one, in the order of the source, named like `quotes`.
    """
    rows = record.table("quotes")
    return rows.filter(rows.within == quote.key).order_by("start", "quote_id")


def positions(
    record: Record,
    chosen: Filters,
    country: str | None = None,
    issue: str | None = None,
    quote_id: str | None = None,
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of positions, each with holder, asserter and chain by name, and `total`.

    `country` is a key, "" for positions held for no state, None for all; in the order
    of the sources.
    """
    held, on, cited = (Key(one) if one else one for one in (country, issue, quote_id))
    found = _positions(record, chosen, held, on, cited, page, size)
    return found if size is None else whole(record, "positions", found)


@answered
def _positions(
    record: Record,
    chosen: Filters,
    country: Key | str | None,
    issue: Key | str | None,
    quote: Key | str | None,
    page: int,
    size: int | None,
) -> ir.Table:
    rows = filters.positions(record, chosen)
    rows = _held(rows, country_id=country, issue_id=issue, quote_id=quote)
    return paged(record, "positions", rows, page, size)


def _held(rows: ir.Table, **wanted: Key | str | None) -> ir.Table:
    """The rows whose cells are these, "" for an empty one."""
    for name, one in wanted.items():
        if isinstance(one, Key):
            rows = rows.filter(rows[name] == one.key)
        elif one is not None:
            rows = rows.filter(rows[name].isnull())
    return rows


def cell(record: Record, chosen: Filters, keys: tuple[str, ...]) -> pd.DataFrame:
    """
    Return the rows of `stances` that are of one country ("" for no state) and issue.
    """
    country, issue = keys
    return stances(record, chosen, Key(country) if country else "", Key(issue))


@answered
def stances(
    record: Record,
    chosen: Filters,
    country: Key | str | None = None,
    issue: Key | None = None,
) -> ir.Table:
    """
    One row for each country, issue, stance and voice: how many `positions` it counts.

    Columns: country_id ("" where held for no state), country, issue_id, issue,
    support_means, stance, voice, positions; by country, issue, voice, stance.
    """
    rows = filters.positions(record, chosen)
    rows = _held(rows, country_id=country, issue_id=issue)
    keys = ["country_id", "country", "issue_id", "issue", "support_means"]
    keys += ["voice", "stance"]
    return rows.group_by(keys).aggregate(positions=rows.count()).order_by(keys)


@answered
def events(
    record: Record,
    chosen: Filters,
    quote: Key | None = None,
    size: int | None = LOOKED,
    within: Key | None = None,
    of: int | None = None,
) -> ir.Table:
    """
    Events by date, undated last, with issue, source and who tells of each by name.

    Where `of` is given, those alone that begin in a period: see `events.begins_in`.

    `earliest` and `latest` are the days that the source's date admits; `countries` and
    `people` name who takes part.
    """
    rows = filters.events(record, chosen)
    if quote is not None:
        rows = rows.filter(rows.quote_id == quote.key)
    if of is not None:
        rows = rows.filter(event_queries.begins_in(rows, within, of))
    rows = rows.mutate(total=rows.count().over())
    order = [ibis.asc("earliest", nulls_first=False), "latest", "source_id", "start"]
    return rows.order_by(*order, "event_id").limit(size)

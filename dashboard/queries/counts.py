"""Counts: how many rows of each table the filters leave, and through which media."""

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, cached_query
from dashboard.queries.filters import Filters
from dashboard.record.codebook import QUOTED, SPEECH
from dashboard.record.schema import TABLES


@cached_query
def counts(record: Record, chosen: Filters) -> ir.Table:
    """
    How many rows the filters leave: one row, a column a kind (quotes, positions …).

    `events` are counted once, however many of their `accounts` are left. `said` are
    the statements but for silences, `exact` those at least partly in marks; `speech`
    are the marks around somebody's words; `passages`, the paragraphs of the sources in
    which those statements stand that pass through state media.
    """
    # Each table is gone through once: what is counted of it is counted together.
    quotes = filters.quotes(record, chosen)
    through = quotes.filter(quotes.through_state_media)
    found = quotes.aggregate(
        quotes=quotes.count(),
        said=(quotes.kind != "silence").cast("int64").sum().fill_null(0),
        exact=quotes.kind.isin(QUOTED).cast("int64").sum().fill_null(0),
        speakers=quotes.speaker_id.nunique(),
        through_state_media=quotes.through_state_media.cast("int64").sum().fill_null(0),
        sources=quotes.source_id.nunique(),
    )
    positions, marks = filters.positions(record, chosen), filters.marks(record, chosen)
    accounts = filters.events(record, chosen)
    left = (
        through.select("source_id", "paragraph")
        .distinct()
        .aggregate(passages=lambda t: t.count()),
        positions.aggregate(positions=positions.count()),
        accounts.aggregate(events=accounts.event.nunique(), accounts=accounts.count()),
        marks.aggregate(
            marks=marks.count(),
            speech=marks.decision.isin(SPEECH).cast("int64").sum().fill_null(0),
        ),
    )
    for numbers in left:
        found = found.cross_join(numbers)
    return found


@cached_query
def state_media(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each state: how many statements pass through media of that state.

    Columns: country_id, country, quotes; most first.
    """
    quotes, media = filters.quotes(record, chosen), record.table("media")
    actors, countries = record.table("actors"), record.table("countries")
    media = media.filter(media.quote_number.isin(quotes.number))
    media = media.join(actors.select("actor_id", "country_id"), "actor_id")
    named = countries.select("country_id", country="shown")
    rows = media.left_join(named, "country_id").drop("country_id_right")
    rows = rows.group_by("country_id", "country").aggregate(
        quotes=rows.quote_number.nunique()
    )
    return rows.order_by(ibis.desc("quotes"), "country_id")


@cached_query
def unattributed(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each statement that somebody passed on who is not named: quote_id,
    speaker, `total` (how many there are); in the order of the sources, a page of them.
    """
    quotes, relays = filters.quotes(record, chosen), record.table("relays")
    nobody = relays.filter(relays.actor_id.isnull())
    found = quotes.filter(quotes.number.isin(nobody.quote_number))
    found = found.mutate(total=found.count().over())
    found = found.order_by("number").limit(PAGE)
    return found.select("quote_id", "speaker", "total")


@cached_query
def _of_tables(record: Record) -> ir.Table:
    """
    How many rows each table holds: one row, a column a table.
    """
    totals = [record.table(name).count().name(name).as_table() for name in TABLES]
    found = totals[0]
    for total in totals[1:]:
        found = found.cross_join(total)
    return found


def sizes(record: Record, chosen: Filters) -> dict[str, tuple[int, int]]:
    """
    Return for each table how many rows the filters leave, and how many it holds.
    """
    left, held = counts(record, chosen).iloc[0], _of_tables(record).iloc[0]
    left = left.drop("events").rename({"accounts": "events"})
    return {name: (int(left.get(name, held[name])), int(held[name])) for name in TABLES}


@cached_query
def table(record: Record, chosen: Filters, name: str) -> ir.Table:
    """
    One of the record's tables, in its own columns: the rows that the filters leave.

    A relay goes with its statement, a participant with its event; a source with the
    statements that are left. Countries, actors and issues are whole.
    """
    kept = filters.SELECT
    follows = {"relays": "quotes", "sources": "quotes", "participants": "events"}
    rows = kept[name](record, chosen) if name in kept else record.table(name)
    if name in follows and chosen:
        leader = kept[follows[name]](record, chosen)
        key = {"relays": "quote_id", "sources": "source_id"}.get(name, "event_id")
        rows = rows.filter(rows[key].isin(leader[key]))
    columns = TABLES[name].names
    return rows.select(columns).order_by(columns[:4])

"""Counts that tell a record's story: who is heard, through whom, how much is whose."""

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Among, answered
from dashboard.queries.filters import Filters
from dashboard.queries.stances import stances
from dashboard.record.schema import TABLES
from dashboard.text.phrases import counted

# The tables whose rows the filters leave or not, as `counts` tells.
COUNTED = ("sources", "quotes", "positions", "events", "marks")
IN_MARKS = ("direct", "mixed", "slogan", "law")


@answered
def counts(record: Record, chosen: Filters) -> ir.Table:
    """
    How many rows the filters leave: one row, a column a kind (quotes, positions …).
    """
    # Each table is gone through once: what is counted of it is counted together.
    quotes = filters.quotes(record, chosen)
    found = quotes.aggregate(
        quotes=quotes.count(),
        speakers=quotes.speaker_id.nunique(),
        through_state_media=quotes.through_state_media.cast("int64").sum().fill_null(0),
        sources=quotes.source_id.nunique(),
    )
    others = {
        "positions": filters.positions, "events": filters.events,
        "marks": filters.marks,
    }  # fmt: skip
    for name, left in others.items():
        found = found.cross_join(left(record, chosen).count().name(name).as_table())
    return found


@answered
def heard(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each actor that the filtered rows name: how often, and how it is heard.

    in_marks: statements at least partly in its own words; paraphrased: the others but
    silences; silent: silences; through: how many of all these pass through state media;
    present: events that it takes part in; holds: positions that name it as holder. Most
    heard first.
    """
    quotes, held = filters.quotes(record, chosen), filters.positions(record, chosen)
    in_marks = quotes.kind.isin(IN_MARKS)
    silent = quotes.kind == "silence"
    zero, one = ibis.literal(0), ibis.literal(1)
    said = quotes.select(
        actor_id=quotes.speaker_id,
        in_marks=in_marks.ifelse(one, zero),
        paraphrased=(in_marks | silent).ifelse(zero, one),
        silent=silent.ifelse(one, zero),
        through=quotes.through_state_media.ifelse(one, zero),
        present=zero,
        holds=zero,
    )
    there = filters.present(record, chosen)
    names = ("in_marks", "paraphrased", "silent", "through")
    none = dict.fromkeys(names, zero)
    present = there.select(actor_id="actor_id", **none, present=one, holds=zero)
    held = held.filter(held.actor_id.notnull())
    holds = held.select(actor_id="actor_id", **none, present=zero, holds=one)
    every = ibis.union(said, present, holds)
    sums = {name: every[name].sum() for name in every.columns[1:]}
    totals = every.group_by(_actor="actor_id").aggregate(**sums)
    names = record.table("countries").select("country_id", country="shown")
    actors = record.table("actors").left_join(names, "country_id")
    actors = actors.select("actor_id", "kind", "role", "country", name="shown")
    rows = totals.join(actors, totals["_actor"] == actors.actor_id).drop("_actor")
    most = [ibis.desc("in_marks"), ibis.desc("paraphrased")]
    return rows.order_by(*most, ibis.desc(rows.present + rows.holds), "name")


@answered
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


@answered
def actors_of(record: Record, countries: Among) -> ir.Table:
    """
    One row for each actor of these states, by nationality or seat: actor_id, name.
    """
    actors = record.table("actors")
    actors = actors.filter(actors.country_id.isin(countries.keys))
    return (
        actors.select("actor_id", name="shown").order_by("name", "actor_id").limit(PAGE)
    )


def contested(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return the cells in which two stances differ, most positions first.

    Columns: country_id, country, issue_id, issue, stances (words), positions.
    """
    return differing(stances(record, chosen))


def differing(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Return which cells of `stances.stances` hold stances that differ, as `contested`.
    """
    # Several actors share the row of those who hold for no state: no one contradicts.
    cells = cells[(cells["stance"] != "not_stated") & (cells["country_id"] != "")]
    keys = ["country_id", "country", "issue_id", "issue"]
    stances: dict[tuple[str, ...], dict[str, int]] = {}
    for *key, stance, number in zip(
        *(cells[name] for name in (*keys, "stance", "positions")), strict=True
    ):
        held = stances.setdefault(tuple(key), {})
        held[stance] = held.get(stance, 0) + number
    differ = [
        (*key, list(held), sum(held.values()))
        for key, held in stances.items()
        if len(held) > 1
    ]
    rows = pd.DataFrame(differ, columns=[*keys, "stances", "positions"])
    return rows.sort_values(["positions", *keys], ascending=[False, *[True] * 4])


@answered
def whole(record: Record) -> ir.Table:
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
    left, held = counts(record, chosen).iloc[0], whole(record).iloc[0]
    return {name: (int(left.get(name, held[name])), int(held[name])) for name in TABLES}


def rows(record: Record, chosen: Filters) -> dict[str, str]:
    """
    Return in words how many rows each table holds, and how many the filters leave.
    """
    return {
        name: f"{left:,} of {held:,} rows"
        if chosen and name in COUNTED
        else counted(held, "row")
        for name, (left, held) in sizes(record, chosen).items()
    }


@answered
def table(record: Record, chosen: Filters, name: str) -> ir.Table:
    """
    One of the record's tables, in its own columns: the rows that the filters leave.

    A relay goes with its statement, a participant with its event; a source with the
    statements that are left. Countries, actors and issues are whole.
    """
    kept = {
        "quotes": filters.quotes,
        "positions": filters.positions,
        "events": filters.events,
        "marks": filters.marks,
    }
    follows = {"relays": "quotes", "sources": "quotes", "participants": "events"}
    rows = kept[name](record, chosen) if name in kept else record.table(name)
    if name in follows and chosen:
        leader = kept[follows[name]](record, chosen)
        key = {"relays": "quote_id", "sources": "source_id"}.get(name, "event_id")
        rows = rows.filter(rows[key].isin(leader[key]))
    columns = TABLES[name].names
    return rows.select(columns).order_by(columns[:4])

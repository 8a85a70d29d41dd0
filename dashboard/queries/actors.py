"""Questions about actors: what they say, hold and pass on, and who speaks of them."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database import chains
from dashboard.database.record import Record
from dashboard.queries import filters, network
from dashboard.queries.ask import PAGE, answered, paged, whole
from dashboard.queries.counts import IN_MARKS
from dashboard.queries.filters import Filters, Key

# What rows of which kind a part of an actor's record is made of.
PARTS: Final = {
    "said": "quotes",
    "in_marks": "quotes",
    "paraphrased": "quotes",
    "for_no_state": "quotes",
    "through": "quotes",
    "relayed": "quotes",
    "silent": "quotes",
    "passes_on": "quotes",
    "named": "quotes",
    "holds": "positions",
    "ascribed": "positions",
    "asserts": "positions",
    "present": "events",
}
# Those that `counts.heard` does not count.
COUNTED: Final = (
    "said", "for_no_state", "relayed", "passes_on", "named", "ascribed", "asserts"
)  # fmt: skip
SELECTED: Final = {
    "quotes": filters.quotes,
    "positions": filters.positions,
    "events": filters.events,
}


def pairs(record: Record, chosen: Filters, part: str) -> ir.Table:
    """
    Select the rows of a part of every actor's record: actor_id, row_id, no pair twice.

    said: statements, silences not among them; in_marks, paraphrased: those of them with
    words in marks, and the others; for_no_state: those spoken for no state; relayed:
    those that somebody passed on to the source; silent: silences; through: what of all
    these passes through state media; passes_on: statements of which the actor is a
    relay, the wire or the publisher; named: others' statements that hold its name;
    holds: positions that name it as holder; ascribed: those of them that others
    assert; asserts: positions of others that it asserts; present: events.
    """
    rows = SELECTED[PARTS[part]](record, chosen)
    if part == "passes_on":
        hops = network.hops(record, chosen)
        hops = hops.filter((hops.place > chains.SPEAKER) & hops.actor_id.notnull())
        return hops.select("actor_id", row_id="number").distinct()
    if part == "named":
        mentions = record.table("mentions").rename(of="quote_number")
        rows = rows.filter(rows.kind != "silence")
        found = rows.join(mentions, rows.number == mentions.of)
        found = found.filter(found.actor_id != found.speaker_id)
        return found.select("actor_id", row_id="number")
    if part == "present":
        return filters.present(record, chosen).rename(row_id="event_number")
    if PARTS[part] == "positions":
        if part != "holds":
            rows = network.told_of_others(record, chosen)
        who = "asserted_by" if part == "asserts" else "actor_id"
        rows = rows.filter(rows[who].notnull())
        return rows.select(actor_id=who, row_id="number")
    marked, silent = rows.kind.isin(IN_MARKS), rows.kind == "silence"
    kept = {
        "said": ~silent,
        "in_marks": marked,
        "paraphrased": ~(marked | silent),
        "for_no_state": ~silent & rows.on_behalf_of.isnull(),
        "relayed": ~silent & rows.relayed_by.notnull(),
        "silent": silent,
        "through": rows.through_state_media,
    }
    rows = rows.filter(kept[part])
    return rows.select(actor_id="speaker_id", row_id="number")


@answered
def figures(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each actor that has any row of these parts of its record: actor_id, and
    how many of each in `COUNTED`; by actor_id.
    """
    # Each table is gone through once: parts of one kind are told together.
    said = filters.quotes(record, chosen)
    said = said.filter(said.kind != "silence")
    told = network.told_of_others(record, chosen)
    found = [
        said.group_by(actor_id="speaker_id").aggregate(
            said=said.count(),
            for_no_state=said.on_behalf_of.isnull().cast("int64").sum(),
            relayed=said.relayed_by.notnull().cast("int64").sum(),
        ),
        _passed_on(record, chosen),
        _counted(pairs(record, chosen, "named"), "named"),
        _counted(told.select("actor_id"), "ascribed"),
        _counted(told.select(actor_id="asserted_by"), "asserts"),
    ]
    none = ibis.literal(0, "int64")
    columns = [
        rows.select("actor_id", **{n: rows[n] if n in rows.columns else none
                                   for n in COUNTED})
        for rows in found
    ]  # fmt: skip
    every = ibis.union(*columns)
    sums = {name: every[name].sum() for name in COUNTED}
    return every.group_by("actor_id").aggregate(**sums).order_by("actor_id")


def _counted(rows: ir.Table, part: str) -> ir.Table:
    """How many rows each actor has, under a part's name."""
    rows = rows.filter(rows.actor_id.notnull())
    return rows.group_by("actor_id").aggregate(**{part: rows.count()})


def _passed_on(record: Record, chosen: Filters) -> ir.Table:
    """How many statements each actor passes on: chains are fewer than statements."""
    rows = filters.quotes(record, chosen)
    rows = rows.filter(rows.chain.notnull())
    ways = rows.group_by("chain").aggregate(n=rows.count())
    hops = ways.join(record.table("chains"), "chain")
    hops = hops.filter((hops.place > chains.SPEAKER) & hops.actor_id.notnull())
    hops = hops.select("chain", "n", "actor_id").distinct()
    return hops.group_by("actor_id").aggregate(passes_on=hops.n.sum())


@answered
def _rows(
    record: Record, chosen: Filters, part: str, who: Key, page: int, size: int | None
) -> ir.Table:
    kind = PARTS[part]
    found = pairs(record, chosen, part)
    found = found.filter(found.actor_id == who.key)
    table = SELECTED[kind](record, chosen)
    table = table.filter(table.number.isin(found.row_id))
    by_date = [ibis.asc("earliest", nulls_first=False)] if kind == "events" else []
    return paged(record, kind, table, page, size, *by_date)


def rows(
    record: Record,
    chosen: Filters,
    part: str,
    who: Key,
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of a part of an actor's record, each row like one of `stances.quotes`,
    `stances.positions` or `stances.events`, with `total`; in the order of the sources,
    or of time.
    """
    found = _rows(record, chosen, part, who, page, size)
    return found if size is None else whole(record, PARTS[part], found)


@answered
def passed_on_by(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each speaker and relay of its statements: speaker_id, relay (its name,
    "somebody unnamed" where nobody is named), statements; most first.
    """
    said = SELECTED["quotes"](record, chosen)
    said = said.filter(said.kind != "silence").select("number", "speaker_id")
    actors = record.table("actors").select("actor_id", relay="shown")
    hops = record.table("relays").left_join(actors, "actor_id")
    relay = hops.relay.fill_null("somebody unnamed")
    hops = hops.select(of="quote_number", relay=relay)
    found = said.join(hops, said.number == hops.of)
    counts = found.group_by("speaker_id", "relay").aggregate(
        statements=found.number.nunique()
    )
    return counts.order_by("speaker_id", ibis.desc("statements"), "relay")


@answered
def spoken_for(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each state (country_id, country, both "" for none) and who makes
    statements for it: speaker_id, speaker, statements. Most statements first; the row
    for no state last.
    """
    said = SELECTED["quotes"](record, chosen)
    said = said.filter(said.kind != "silence")
    keys = ["on_behalf_of", "for_country", "speaker_id", "speaker"]
    found = said.group_by(keys).aggregate(statements=said.count())
    whole = found.statements.sum().over(group_by="on_behalf_of")
    found = found.mutate(whole=whole, is_none=found.on_behalf_of.isnull())
    most = ["is_none", ibis.desc("whole"), "for_country", ibis.desc("statements")]
    found = found.order_by(*most, "speaker", "speaker_id")
    return found.drop("whole", "is_none").rename(
        country_id="on_behalf_of", country="for_country"
    )


@answered
def every(record: Record) -> ir.Table:
    """
    All actors: actor_id, name (unique), kind, role, country, by name.
    """
    states = record.table("countries").select("country_id", country="shown")
    rows = record.table("actors").left_join(states, "country_id")
    return rows.select("actor_id", "kind", "role", "country", name="shown").order_by(
        "name", "actor_id"
    )

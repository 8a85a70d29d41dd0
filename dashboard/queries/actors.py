"""Actors: what they say, hold and pass on, who is heard, who is only talked about."""

from functools import lru_cache
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database import chains
from dashboard.database.record import Record
from dashboard.queries import filters, network, remember
from dashboard.queries.ask import PAGE, Key, Keys, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters
from dashboard.record.codebook import QUOTED, UNNAMED

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
# Those that `actors.heard` does not count.
COUNTED: Final = (
    "said", "for_no_state", "relayed", "passes_on", "named", "ascribed", "asserts"
)  # fmt: skip
# What makes an actor one that is talked about.
ABOUT = ("present", "ascribed", "named")


@cached_query
def heard(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each actor that the filtered rows name: how often, and how it is heard.

    in_marks: statements at least partly in its own words; paraphrased: the others but
    silences; silent: silences; through: how many of all these pass through state media;
    present: events that it takes part in; holds: positions that name it as holder. A
    state as an actor takes part and holds wherever its country does. Most heard first.
    """
    quotes, held = filters.quotes(record, chosen), filters.positions(record, chosen)
    in_marks = quotes.kind.isin(QUOTED)
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
    there = filters.present(record, chosen).select("actor_id", "event").distinct()
    held = filters.parties(record, held, "number")
    names = ("in_marks", "paraphrased", "silent", "through")
    none = dict.fromkeys(names, zero)
    present = there.select(actor_id="actor_id", **none, present=one, holds=zero)
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


@cached_query
def actors_of(record: Record, countries: Keys) -> ir.Table:
    """
    One row for each actor of these states, by nationality or seat: actor_id, name.
    """
    actors = record.table("actors")
    actors = actors.filter(actors.country_id.isin(countries.keys))
    return (
        actors.select("actor_id", name="shown").order_by("name", "actor_id").limit(PAGE)
    )


def _rows_of_part(record: Record, chosen: Filters, part: str) -> ir.Table:
    """
    Select the rows of a part of every actor's record: actor_id, row_id, no pair twice.

    said: statements, silences not among them; in_marks, paraphrased: those of them with
    words in marks, and the others; for_no_state: those spoken for no state; relayed:
    those that somebody passed on to the source; silent: silences; through: what of all
    these passes through state media; passes_on: statements of which the actor is a
    relay, the wire or the publisher; named: others' statements that hold its name;
    holds: positions that name it as holder, or its country where it is a state;
    ascribed: those of them that others assert; asserts: positions of others that it
    asserts; present: accounts of events, its country's where it is a state.
    """
    rows = filters.SELECT[PARTS[part]](record, chosen)
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
        there = filters.present(record, chosen)
        return there.select("actor_id", row_id="event_number")
    if PARTS[part] == "positions":
        if part != "holds":
            rows = network.ascribed(record, chosen)
        if part != "asserts":
            found = filters.parties(record, rows, "number")
            return found.select("actor_id", row_id="number")
        rows = rows.filter(rows.asserted_by.notnull())
        return rows.select(actor_id="asserted_by", row_id="number")
    marked, silent = rows.kind.isin(QUOTED), rows.kind == "silence"
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


@cached_query
def _figures_of_parts(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each actor that has any row of these parts of its record: actor_id, and
    how many of each in `COUNTED`; by actor_id.
    """
    # Each table is gone through once: parts of one kind are told together.
    said = filters.quotes(record, chosen)
    said = said.filter(said.kind != "silence")
    told = network.ascribed(record, chosen)
    found = [
        said.group_by(actor_id="speaker_id").aggregate(
            said=said.count(),
            for_no_state=said.on_behalf_of.isnull().cast("int64").sum(),
            relayed=said.relayed_by.notnull().cast("int64").sum(),
        ),
        _passed_on(record, chosen),
        _counted(_rows_of_part(record, chosen, "named"), "named"),
        _counted(filters.parties(record, told, "number"), "ascribed"),
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


@cached_query
def _rows(
    record: Record, chosen: Filters, part: str, who: Key, page: int, size: int | None
) -> ir.Table:
    kind = PARTS[part]
    found = _rows_of_part(record, chosen, part)
    found = found.filter(found.actor_id == who.key)
    table = filters.SELECT[kind](record, chosen)
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
    One page of a part of an actor's record, each row like one of `quotes.quotes`,
    `stances.positions` or `events.events`, with `total`; in the order of the sources,
    or of time.
    """
    found = _rows(record, chosen, part, who, page, size)
    return found if size is None else with_all_columns(record, PARTS[part], found)


@cached_query
def _passed_on_by(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each speaker and relay of its statements: speaker_id, relay (its name,
    `UNNAMED` where nobody is named), statements; most first.
    """
    said = filters.SELECT["quotes"](record, chosen)
    said = said.filter(said.kind != "silence").select("number", "speaker_id")
    actors = record.table("actors").select("actor_id", relay="shown")
    hops = record.table("relays").left_join(actors, "actor_id")
    relay = hops.relay.fill_null(UNNAMED)
    hops = hops.select(of="quote_number", relay=relay)
    found = said.join(hops, said.number == hops.of)
    counts = found.group_by("speaker_id", "relay").aggregate(
        statements=found.number.nunique()
    )
    return counts.order_by("speaker_id", ibis.desc("statements"), "relay")


@cached_query
def spoken_for(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each state (country_id, country, both "" for none) and who makes
    statements for it: speaker_id, speaker, statements. Most statements first; the row
    for no state last.
    """
    said = filters.SELECT["quotes"](record, chosen)
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


@cached_query
def _every(record: Record) -> ir.Table:
    """
    All actors: actor_id, name (unique), kind, role, country, country_id, by name.
    """
    states = record.table("countries").select("country_id", country="shown")
    rows = record.table("actors").left_join(states, "country_id")
    columns = ["actor_id", "kind", "role", "country", "country_id"]
    return rows.select(*columns, name="shown").order_by("name", "actor_id")


@remember.answers
def with_figures(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return one row for each actor: name, kind, role, country and its key, figures.

    The figures are how many rows each part of its record has (`actors._rows_of_part`),
    but events count once, however many accounts there are. Most heard first, then most
    talked about. Under filters, only who has any.
    """
    rows = _figures(record, chosen)
    if chosen:
        rows = rows[rows[list(PARTS)].any(axis=1)]
    most = ["in_marks", "paraphrased", "about", "passes_on", "asserts"]
    return rows.sort_values(
        [*most, "name"], ascending=[*[False] * len(most), True], kind="stable"
    ).reset_index(drop=True)


def figures_of(record: Record, chosen: Filters, actor_id: str) -> dict[Any, Any]:
    """
    Return one actor's row of all, its figures zero where the filters leave nothing.
    """
    rows = _figures(record, chosen)
    return rows[rows["actor_id"] == actor_id].to_dict("records")[0]


@remember.answers
def _figures(record: Record, chosen: Filters) -> pd.DataFrame:
    rows = _every(record)
    spoken = heard(record, chosen).set_index("actor_id")
    others = _figures_of_parts(record, chosen).set_index("actor_id")
    both = spoken.join(others, how="outer")
    numbers = both.reindex(index=rows["actor_id"], columns=list(PARTS))
    numbers = numbers.fillna(0).astype("int64").reset_index(drop=True)
    rows = pd.concat([rows, numbers], axis="columns")
    rows["about"] = rows[list(ABOUT)].sum(axis=1)
    return rows


def unheard(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return who is talked about, but makes not one statement; most talked about first.

    Who is heard at all is a matter of the whole source, whatever else is filtered.
    """
    actors = with_figures(record, chosen)
    rows = actors[actors["about"] > 0]
    rows = rows[~_are(rows, heard_keys(record, chosen.source))]
    return rows.sort_values(["about", "name"], ascending=[False, True])


def relayed_only(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return who is heard only through somebody: a relay passed on every statement.

    With `relays`, their names; most statements first.
    """
    actors = with_figures(record, chosen)
    rows = actors[actors["said"] > 0]
    rows = rows[_are(rows, _always_relayed(record, chosen.source))]
    passed = _passed_on_by(record, chosen)
    passed = passed[passed["speaker_id"].isin(rows["actor_id"])]
    names = passed.groupby("speaker_id")["relay"].agg(", ".join)
    rows = rows.assign(relays=rows["actor_id"].map(names).fillna(""))
    return rows.sort_values(["said", "name"], ascending=[False, True])


@lru_cache(maxsize=8)
def heard_keys(record: Record, sources: tuple[str, ...] = ()) -> frozenset[str]:
    """
    Return the keys of who makes a statement in some sources, or in any.

    A silence is no statement.
    """
    actors = heard(record, Filters(source=sources))
    return frozenset(actors["actor_id"][actors["in_marks"] + actors["paraphrased"] > 0])


@lru_cache(maxsize=8)
def _always_relayed(record: Record, sources: tuple[str, ...]) -> frozenset[str]:
    actors = with_figures(record, Filters(source=sources))
    return frozenset(actors["actor_id"][actors["said"] == actors["relayed"]])


def _are(rows: pd.DataFrame, keys: frozenset[str]) -> "pd.Series[bool]":
    """Whether each of some actors is one of many: pandas would look at all of those."""
    return pd.Series([key in keys for key in rows["actor_id"]], rows.index, dtype=bool)

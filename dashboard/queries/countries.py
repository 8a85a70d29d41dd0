"""Countries: what each says itself, what others say that it holds, and what it does."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters, remember
from dashboard.queries.ask import PAGE, Key, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters
from dashboard.record.codebook import QUOTED, WHOSE_WORD

P = ParamSpec("P")

# The parts of what a country holds: by whose word it does.
WORD: Final = {
    "own_word": "self", "own_media": "own_state_media", "by_others": "others",
}  # fmt: skip
# What rows of which kind a part of a country's record is made of.
PARTS: Final = {
    "said": "quotes",
    "exact": "quotes",
    "silent": "quotes",
    "holds": "positions",
    **dict.fromkeys(WORD, "positions"),
    "present": "events",
}
# How many of its statements are from a year before the report's; are no exact words and
# only passed on, by named others who are of no such country; are neither.
HEARD: Final = ("old", "second_hand", "own")
NUMBERS: Final = (*PARTS, "old", "second_hand")  # What is counted.
# Whom the rows of a part can be told apart by: who says them or asserts them, and who
# passes them on.
BY: Final = "by"
VIA: Final = "via"
NOBODY: Final = "nobody"  # Passed on by nobody,
UNNAMED: Final = "unnamed"  # or by somebody who is not named.


def _of(record: Record, rows: ir.Table, country: str, actor: str) -> ir.Table:
    """
    Add to rows `of`: the country that a column names or, where it is empty, that whose
    state itself another column names. A state as an actor is that state.
    """
    states = filters.states_as_actors(record)
    states = states.select(_state="actor_id", _land="country_id")
    found = rows.left_join(states, rows[actor] == states["_state"])
    of = ibis.coalesce(found[country], found["_land"])
    return found.mutate(of=of).drop("_state", "_land")


def _said(record: Record, chosen: Filters) -> ir.Table:
    return _of(record, filters.quotes(record, chosen), "on_behalf_of", "speaker_id")


def _is_old(said: ir.Table) -> ir.BooleanValue:
    return (said.latest.year() < said.published.year()).fill_null(False)


def _second_hand(record: Record, said: ir.Table) -> ir.Table:
    """How many statements of each country are second-hand: of, second_hand."""
    kinds = said.kind.isin((*QUOTED, "silence"))
    told = said.filter(~kinds & ~_is_old(said)).select("number", "of")
    hops = record.table("relays").select("quote_number", relay="actor_id")
    actors = record.table("actors").select(_actor="actor_id", home="country_id")
    hops = told.join(hops, told.number == hops.quote_number)
    hops = hops.left_join(actors, hops.relay == actors["_actor"])
    # Somebody who is not named may be of that country, too.
    near = hops.relay.isnull() | (hops.home == hops.of).fill_null(False)
    flags = hops.select("of", "number", near=near.cast("int64"))
    each = flags.group_by("of", "number").aggregate(near=flags.near.sum())
    each = each.filter(each.near == 0)
    return each.group_by("of").aggregate(second_hand=each.count())


def _held(record: Record, chosen: Filters) -> ir.Table:
    return _of(record, filters.positions(record, chosen), "country_id", "actor_id")


def _there(record: Record, chosen: Filters) -> ir.Table:
    """Which country takes part in what: of, event_number, event."""
    there = record.table("participants")
    if chosen:  # Of all events there is nothing to look up.
        left = there.event_number.isin(filters.events(record, chosen).number)
        there = there.filter(left)
    there = _of(record, there, "country_id", "actor_id")
    there = there.filter(there.of.notnull())
    return there.select("of", "event_number", "event")


def _sums(rows: ir.Table, **flags: ir.BooleanValue) -> ir.Table:
    """How many rows of each country have each flag."""
    numbers = rows.select("of", **{n: v.cast("int64") for n, v in flags.items()})
    sums = {name: numbers[name].sum() for name in flags}
    return numbers.group_by("of").aggregate(**sums)


@cached_query
def _counts(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each country that the filtered rows name, "" for none: country_id, and
    its `NUMBERS`; events once, however many accounts; by country_id.
    """
    said, held = _said(record, chosen), _held(record, chosen)
    said = said.filter(said.of.notnull())
    there = _there(record, chosen)
    silent, exact = said.kind == "silence", said.kind.isin(QUOTED)
    voices = {
        part: held.voice.isin(WHOSE_WORD[word].voices) for part, word in WORD.items()
    }
    # Each table is gone through once, and is small before they come together.
    told = (
        _sums(
            said, said=~silent, exact=exact, silent=silent, old=_is_old(said) & ~silent
        ),
        _second_hand(record, said),
        _sums(held, holds=ibis.literal(True), **voices),
        there.group_by("of").aggregate(present=there.event.nunique()),
    )
    none = ibis.literal(0, "int64")
    parts = []
    for rows in told:
        columns = {n: rows[n] if n in rows.columns else none for n in NUMBERS}
        parts.append(rows.select(country_id=rows.of.fill_null(""), **columns))
    every = ibis.union(*parts)
    sums = {name: every[name].sum() for name in NUMBERS}
    return every.group_by("country_id").aggregate(**sums).order_by("country_id")


@cached_query
def _every(record: Record) -> ir.Table:
    """All countries: country_id, name (unique), kind, by name."""
    rows = record.table("countries")
    return rows.select("country_id", "kind", name="shown").order_by(
        "name", "country_id"
    )


@remember.answers
def with_figures(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return one row for each country: country_id, kind, name, and how many rows each part
    of its record has; who is heard itself first, then who is told most of.

    said: statements for it, silences not among them; exact: those of them with exact
    words; silent: silences; holds: positions, and of these by whose word
    (`WORD`); present: events that it takes part in; and `HEARD`. Last, without key and
    name, what is no single country. Under filters, only who has any.
    """
    rows = _figures(record, chosen)
    if chosen:
        rows = rows[rows[list(PARTS)].any(axis=1)]
    rows = rows[(rows["country_id"] != "") | (rows["holds"] > 0)]
    rows = rows.assign(last=rows["country_id"] == "", more=rows["holds"])
    rows["heard"] = rows["own"] > 0
    rows["more"] += rows["present"]
    order = ["last", "heard", "said", "exact", "more", "name"]
    rows = rows.sort_values(
        order, ascending=[True, False, False, False, False, True], kind="stable"
    )
    return rows.drop(columns=["last", "heard", "more"]).reset_index(drop=True)


def figures_of(record: Record, chosen: Filters, country_id: str) -> dict[Any, Any]:
    """
    Return one country's row, "" for what no state holds; another country among the
    filters is left out, as it would leave nothing of this one.
    """
    rows = _figures(record, chosen.without("country"))
    return rows[rows["country_id"] == country_id].to_dict("records")[0]


def _figures(record: Record, chosen: Filters) -> pd.DataFrame:
    rows = _every(record)
    none = pd.DataFrame([{"country_id": "", "kind": "", "name": ""}])
    rows = pd.concat([rows, none], ignore_index=True)
    counts = _counts(record, chosen).set_index("country_id")
    numbers = counts.reindex(index=rows["country_id"], columns=list(NUMBERS))
    numbers = numbers.fillna(0).astype("int64").reset_index(drop=True)
    rows = pd.concat([rows, numbers], axis="columns")
    return rows.assign(own=rows["said"] - rows["old"] - rows["second_hand"])


def _of_one(
    query: Callable[Concatenate[Record, Filters, P], pd.DataFrame],
) -> Callable[Concatenate[Record, Filters, P], pd.DataFrame]:
    """Make a question of one country heed the other filters alone."""

    @wraps(query)
    def asked(
        record: Record, chosen: Filters, /, *args: P.args, **kwargs: P.kwargs
    ) -> pd.DataFrame:
        return query(record, chosen.without("country"), *args, **kwargs)

    return asked


def _is(rows: ir.Table, country: Key | str) -> ir.Table:
    """The rows that are of a country, "" for those of none."""
    if isinstance(country, Key):
        return rows.filter(rows.of == country.key)
    return rows.filter(rows.of.isnull())


def _rows_of_part(
    record: Record, chosen: Filters, part: str, country: Key | str
) -> ir.Table:
    """Select the rows of a part of one country's record; see `with_figures`."""
    if part == "present":
        there = _is(_there(record, chosen), country)
        rows = filters.events(record, chosen)
        return rows.filter(rows.number.isin(there.event_number))
    if PARTS[part] == "positions":
        rows = _is(_held(record, chosen), country)
        if part in WORD:
            rows = rows.filter(rows.voice.isin(WHOSE_WORD[WORD[part]].voices))
        return rows
    rows = _is(_said(record, chosen), country)
    if part == "silent":
        return rows.filter(rows.kind == "silence")
    kept = rows.kind.isin(QUOTED) if part == "exact" else rows.kind != "silence"
    return rows.filter(kept)


@_of_one
@cached_query
def _rows(
    record: Record,
    chosen: Filters,
    part: str,
    country: Key | str,
    how: str,
    who: Key | None,
    stance: Key | None,
    page: int,
    size: int | None,
) -> ir.Table:
    kind = PARTS[part]
    found = _rows_of_part(record, chosen, part, country)
    if how == BY and who is not None and kind != "events":
        by = found.speaker_id if kind == "quotes" else found.asserted_by
        found = found.filter(by == who.key)
        if stance is not None and kind == "positions":
            found = found.filter(found.stance == stance.key)
    elif how in (VIA, NOBODY, UNNAMED) and kind == "quotes":
        relays = record.table("relays")
        if how == UNNAMED:
            relays = relays.filter(relays.actor_id.isnull())
        elif who is not None:
            relays = relays.filter(relays.actor_id == who.key)
        passed = found.number.isin(relays.quote_number)
        found = found.filter(~passed if how == NOBODY else passed)
    by_date = [ibis.asc("earliest", nulls_first=False)] if kind == "events" else []
    return paged(record, kind, found, page, size, *by_date)


def rows(
    record: Record,
    chosen: Filters,
    part: str,
    country_id: str,
    how: str = "",
    who: str = "",
    stance: str = "",
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of a part of a country's record, "" for no state, each row like one of
    `quotes.quotes`, `stances.positions` or `events.events`, with `total`; in the order
    of the sources, or of time.

    Where `how` is `BY`, those alone that an actor (`who`) says or asserts, of a stance
    if one is given; `VIA`, those
    that it passes on, or that somebody does who is not named (who is `UNNAMED`), or
    nobody (`NOBODY`).
    """
    country = Key(country_id) if country_id else ""
    one = None if how == VIA and who in (NOBODY, UNNAMED) else Key(who)
    way = who if how == VIA and one is None else how
    asked = (way, one if how else None, Key(stance) if stance else None)
    found = _rows(record, chosen, part, country, *asked, page, size)
    return found if size is None else with_all_columns(record, PARTS[part], found)


@_of_one
@cached_query
def speakers(record: Record, chosen: Filters, country: Key) -> ir.Table:
    """
    One row for each who makes statements for a country: actor_id, name, statements,
    exact (those with exact words); most statements first.
    """
    said = _rows_of_part(record, chosen, "said", country)
    found = said.group_by(actor_id="speaker_id", name="speaker").aggregate(
        statements=said.count(), exact=said.kind.isin(QUOTED).cast("int64").sum()
    )
    return found.order_by(ibis.desc("statements"), "name", "actor_id")


@_of_one
@cached_query
def relays(record: Record, chosen: Filters, country: Key) -> ir.Table:
    """
    One row for each who passes a country's statements on to the news agency or the
    publisher: actor_id (`UNNAMED` where nobody is named, `NOBODY` for those that nobody
    passed on), name, statements; most first, those that nobody passed on last.
    """
    said = _rows_of_part(record, chosen, "said", country).select("number")
    actors = record.table("actors").select(_actor="actor_id", name="shown")
    hops = record.table("relays").select(of="quote_number", relay="actor_id")
    found = said.left_join(hops, said.number == hops.of)
    found = found.left_join(actors, found.relay == actors["_actor"])
    named = found.relay.fill_null(found.of.isnull().ifelse(NOBODY, UNNAMED))
    found = found.select("number", actor_id=named, name=found.name.fill_null(""))
    counts = found.group_by("actor_id", "name").aggregate(
        statements=found.number.nunique()
    )
    last = counts.actor_id == NOBODY
    return counts.order_by(last, ibis.desc("statements"), "name", "actor_id")


@_of_one
@cached_query
def accounts(record: Record, chosen: Filters, country: Key | str) -> ir.Table:
    """
    One row for each issue, stance, asserter and part of `WORD` of a country's
    positions, "" for those of no state: issue_id, issue, stance, part, voice,
    asserted_by, asserter, asserter_kind, positions, support_means (of the issue); of
    one of them example (its key), actor_id, actor (who is named as holding it).

    The issues with most positions first; in them the holder's own word first.
    """
    held = _rows_of_part(record, chosen, "holds", country)
    parts = [(held.voice.isin(WHOSE_WORD[word].voices), part)
             for part, word in WORD.items()]  # fmt: skip
    held = held.mutate(part=ibis.cases(*parts))
    keys = ["issue_id", "issue", "stance", "part", "asserted_by", "asserter",
            "asserter_kind"]  # fmt: skip
    found = held.group_by(keys).aggregate(
        positions=held.count(), example=held.position_id.min(),
        voice=held.voice.min(), actor_id=held.actor_id.min(), actor=held.actor.min(),
        support_means=held.support_means.min(),
    )  # fmt: skip
    whole = found.positions.sum().over(group_by="issue_id")
    near = ibis.cases(*((found.part == part, n) for n, part in enumerate(WORD)))
    found = found.mutate(whole=whole, near=near)
    order = [ibis.desc("whole"), "issue", "issue_id", "near", ibis.desc("positions")]
    found = found.order_by([*order, "asserter", "stance", "asserted_by"])
    return found.drop("whole", "near")

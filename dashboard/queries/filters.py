"""The shared filters, and the rows of the record that they leave."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.engine.base import padded, stand_in
from dashboard.record.codebook import QUOTED, WHOSE_WORD

# The filters that hold keys, each with what a reader calls it.
LISTS: Final = {
    "country": "Country",
    "actor": "Actor",
    "issue": "Issue",
    "source": "Source",
    "kind": "Kind of statement",
    "year": "Year of statement",
}
# Those of which one value holds, "" for none.
SINGLE: Final = ("voice", "chain", "words")
UNDATED: Final = "undated"
# What a question calls the rows that filters leave of a table, if it sees no more.
LEFT: Final = "{}_left"


@dataclass(frozen=True)
class Filters:
    """
    What a reader has chosen, by key; empty means everything.

    Keys of one filter are alternatives; different filters must all hold. `kind` is of
    statements; `year`, the year of saying, see `year_named`; `voice` is a key of
    `WHOSE_WORD`; `chain` is "without" or "only" (state media); `words` is "quoted"
    (statements of the kinds in `QUOTED` alone). `about` is of statements, where a
    country or an actor is chosen: "" for those by them, "about", or "either".
    """

    actor: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    voice: str = ""
    chain: str = ""
    words: str = ""
    about: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def without(self, name: str) -> "Filters":
        """
        Return these filters without what one of them, by its name, holds.
        """
        kept = vars(self) | {name: "" if name in SINGLE else ()}
        return Filters(**kept)

    def stand_ins(self, values: dict[str, str]) -> "Filters":
        """
        Return these filters with stand-ins for their keys, which are put into `values`.

        A list is filled up to a power of two with its last key: fewer shapes.
        """
        lists: dict[str, Any] = {}
        for name in LISTS:
            keys = padded(getattr(self, name))
            named = {f"{name}{n}": key for n, key in enumerate(keys)}
            values |= named
            lists[name] = tuple(map(stand_in, named))
        return replace(self, **lists)


class Unseen:
    """
    Filters of which a question is told nothing but that there are some: it is compiled
    once for all of them, and asked of the rows that they leave.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return "some filters"


# In the place of filters: to ask what they are is a mistake, and ends with an error.
UNSEEN: Final[Any] = Unseen()
Select = Callable[[Record, Filters], ir.Table]


def _selects(name: str) -> Callable[[Select], Select]:
    """Make a function that selects rows of a table leave open by which filters."""

    def decorate(select: Select) -> Select:
        @wraps(select)
        def selected(record: Record, filters: Filters) -> ir.Table:
            if filters is UNSEEN:
                return ibis.table(record.table(name).schema(), name=LEFT.format(name))
            return select(record, filters)

        return selected

    return decorate


@_selects("quotes")
def quotes(record: Record, filters: Filters) -> ir.Table:
    """
    Select quotes: actor = speaks or passes it on; country = spoken for; issue = its
    own, or that of a position that cites it; voice = cited by a position in that voice.

    `filters.about` says whether a country, or else an actor, is whose statements these
    are, or whom they are about (see `_directions`).
    """
    rows = _said(record, filters)
    by, about = _directions(record, rows, filters)
    wanted = {"": by, "about": about, "either": by | about}[filters.about]
    if filters.actor or filters.country:
        rows = rows.filter(wanted)
    if filters.issue:
        cited = _cited(record, record.table("positions").issue_id.isin(filters.issue))
        rows = rows.filter(
            rows.issue_id.isin(filters.issue) | rows.number.isin(cited.quote_number)
        )
    rows = _where(rows, source_id=filters.source)
    return _told(record, rows, "number", filters)


def _directions(
    record: Record, rows: ir.Table, filters: Filters
) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """
    Return whether quotes are by those who are chosen, and whether they are about them.

    By an actor: it speaks or passes it on; by a country: spoken for it. About one: it
    carries a position that this one holds, or tells of an event in which it takes part;
    for a state as an actor, all that the record has of its country.
    Where both are chosen, they are about the country, and by the actor all the same.
    """
    by = about = ibis.literal(True)
    if filters.actor:
        by = _in_chain(record, rows, filters.actor)
        about = by
        if not filters.country:
            about = _about(record, rows, lambda one: _is_of(record, one, filters.actor))
    if filters.country:
        about = about & _about(
            record, rows, lambda one: one.country_id.isin(filters.country)
        )
        by = by & rows.on_behalf_of.isin(filters.country)
    return by, about


def _about(
    record: Record, rows: ir.Table, is_theirs: Callable[[ir.Table], ir.BooleanValue]
) -> ir.BooleanValue:
    """Whether quotes carry a position of some, or tell of an event with them."""
    held, there = record.table("positions"), record.table("participants")
    events = record.table("events")
    there = there.filter(is_theirs(there))
    told = events.filter(
        events.number.isin(there.event_number) & events.quote_number.notnull()
    )
    cited = _cited(record, is_theirs(held))
    return rows.number.isin(cited.quote_number) | rows.number.isin(told.quote_number)


def year_said(rows: ir.Table) -> ir.IntegerValue:
    """
    The year of the first day on which quotes may have been said, null if not dated.
    """
    return rows.earliest.year()


def year_named(year: ir.IntegerValue) -> ir.StringValue:
    """
    The key of a year: itself, or `UNDATED`.
    """
    return year.cast("string").fill_null(UNDATED)


@_selects("positions")
def positions(record: Record, filters: Filters) -> ir.Table:
    """
    Select positions: actor = holds or asserts it, a state as an actor all that its
    country holds; country = held by it; kind, year and words are those of the quote
    that carries it.
    """
    rows = _carried(record, record.table("positions"), filters)
    if filters.actor:
        held = _is_of(record, rows, filters.actor)
        rows = rows.filter(held | rows.asserted_by.isin(filters.actor))
    rows = _where(
        rows, country_id=filters.country, issue_id=filters.issue,
        source_id=filters.source,
        voice=WHOSE_WORD[filters.voice].voices if filters.voice else (),
    )  # fmt: skip
    return _through(rows, filters)


@_selects("events")
def events(record: Record, filters: Filters) -> ir.Table:
    """
    Select accounts of events: actor and country = takes part in it, a state as an actor
    wherever its country does; voice = the statement that tells of it is cited by a
    position in that voice; chain, kind, year and words = that statement's.
    """
    rows = _carried(record, record.table("events"), filters)
    present = record.table("participants")
    if filters.actor:
        there = present.filter(_is_of(record, present, filters.actor))
        rows = rows.filter(rows.number.isin(there.event_number))
    if filters.country:
        there = present.filter(present.country_id.isin(filters.country))
        rows = rows.filter(rows.number.isin(there.event_number))
    rows = _where(rows, issue_id=filters.issue, source_id=filters.source)
    return _told(record, rows, "quote_number", filters)


def present(record: Record, filters: Filters) -> ir.Table:
    """
    Select who takes part in the events: actor_id, event_number and the event of which
    that row is an account; none twice.
    """
    there = record.table("participants")
    left = there.event_number.isin(events(record, filters).number)
    return parties(record, there.filter(left), "event_number", "event")


def parties(record: Record, rows: ir.Table, *columns: str) -> ir.Table:
    """
    Select who the rows of a table with actor_id and country_id are about: actor_id and
    these columns, none twice. A row is its actor's, and its country's as an actor.
    """
    states = states_as_actors(record).select(_land="country_id", actor_id="actor_id")
    named = rows.filter(rows.actor_id.notnull()).select("actor_id", *columns)
    lands = rows.select("country_id", *columns)
    lands = lands.join(states, lands.country_id == states["_land"])
    return ibis.union(named, lands.select("actor_id", *columns)).distinct()


@_selects("marks")
def marks(record: Record, filters: Filters) -> ir.Table:
    """
    Select marks: those of the chosen sources; under any other filter, those that belong
    to a statement that the filters leave.
    """
    rows = _where(record.table("marks"), source_id=filters.source)
    if filters != Filters(source=filters.source):
        rows = rows.filter(rows.quote_number.isin(quotes(record, filters).number))
    return rows


# The tables among whose rows filters choose, each with the rows that they leave.
SELECT: Final[dict[str, Select]] = {
    "quotes": quotes,
    "positions": positions,
    "events": events,
    "marks": marks,
}


def states_as_actors(record: Record) -> ir.Table:
    """
    Select the actors that are a state itself, each with its country.
    """
    actors = record.table("actors")
    return actors.filter((actors.kind == "state") & actors.country_id.notnull())


def _is_of(record: Record, rows: ir.Table, actors: tuple[str, ...]) -> ir.BooleanValue:
    """Whether rows are an actor's, or those of the country that it is as a state."""
    states = states_as_actors(record)
    lands = states.filter(states.actor_id.isin(actors)).country_id
    return rows.actor_id.isin(actors) | rows.country_id.isin(lands)


def _where(rows: ir.Table, **chosen: tuple[str, ...]) -> ir.Table:
    """The rows whose columns hold one of the chosen keys each; where none is, any."""
    for column, keys in chosen.items():
        if keys:
            rows = rows.filter(rows[column].isin(keys))
    return rows


def _told(record: Record, rows: ir.Table, quote: str, filters: Filters) -> ir.Table:
    """The rows whose statement, by its number in a column, is told as is chosen."""
    if filters.voice:
        voices = WHOSE_WORD[filters.voice].voices
        cited = _cited(record, record.table("positions").voice.isin(voices))
        rows = rows.filter(rows[quote].isin(cited.quote_number))
    return _through(rows, filters)


def _through(rows: ir.Table, filters: Filters) -> ir.Table:
    """The rows that came through state media, or those that did not, as is chosen."""
    if not filters.chain:
        return rows
    return rows.filter(rows.through_state_media == (filters.chain == "only"))


def _said(record: Record, filters: Filters) -> ir.Table:
    """The quotes of the chosen kinds and years, and with exact words if so chosen."""
    rows = _where(record.table("quotes"), kind=filters.kind)
    if filters.words:
        rows = rows.filter(rows.kind.isin(QUOTED))
    if filters.year:
        rows = rows.filter(year_named(year_said(rows)).isin(filters.year))
    return rows


def _carried(record: Record, rows: ir.Table, filters: Filters) -> ir.Table:
    """The rows that a quote of the chosen kinds, years and words carries."""
    if not (filters.kind or filters.year or filters.words):
        return rows
    return rows.filter(rows.quote_number.isin(_said(record, filters).number))


def _cited(record: Record, which: ir.BooleanValue) -> ir.Table:
    """The quotes that positions cite; null is left out, as `isin` trips over it."""
    table = record.table("positions")
    return table.filter(which & table.quote_number.notnull()).select("quote_number")


def _in_chain(
    record: Record, rows: ir.Table, actors: tuple[str, ...]
) -> ir.BooleanValue:
    """Whether an actor speaks, relays, or is the wire or publisher of the source."""
    relays, sources = record.table("relays"), record.table("sources")
    relayed = relays.filter(relays.actor_id.isin(actors)).quote_number
    printed = sources.filter(
        sources.publisher_id.isin(actors) | sources.wire_id.isin(actors)
    ).source_id
    return ibis.or_(
        rows.speaker_id.isin(actors),
        rows.number.isin(relayed),
        rows.source_id.isin(printed),
    )

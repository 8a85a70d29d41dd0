"""What the rows of a record must keep to, as expressions that find breaches."""

from collections.abc import Iterator
from typing import NamedTuple

import ibis.expr.types as ir


class Rule(NamedTuple):
    """
    A rule: the rows that break it, what that means, how to mend it.

    `column` is where it shows; the rule is left out where that or one of `needs`
    (a column of the same table, or `table.column`) is missing from the record.
    """

    column: str
    broken: ir.BooleanValue
    wrong: str
    mend: str
    needs: tuple[str, ...] = ()


def span_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a span: `rows` has its words' length, its source's, its statement's.
    """
    start, end = rows.start.try_cast("int64"), rows.end.try_cast("int64")
    mend = "let a program find the span: end is start plus the words' length"
    uneven = (end > start) & (end - start != rows.letters)
    wrong = "span is not as long as its words"
    yield Rule("end", uneven, wrong, mend, ("start", "words"))
    yield Rule("end", end <= start, "span ends before it begins", mend, ("start",))
    beyond = end > rows.source_length.try_cast("int64")
    wrong, mend = "span ends after the source does", "check it, or the source's length"
    needs = ("source_id", "sources.source_id", "sources.length")
    yield Rule("end", beyond, wrong, mend, needs)
    needs = ("source_id", "quotes.quote_id", "quotes.source_id")
    wrong, mend = "that statement is in another source", "name one of this source"
    apart = rows.teller_source != rows.source_id
    yield Rule("teller", apart, wrong, mend, needs)


def relay_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a hop: `rows` has its place among its statement's hops.
    """
    hop = rows.hop.try_cast("int64")
    mend = "number each statement's hops 1, 2, 3 from the speaker on"
    yield Rule("hop", hop != rows.place, "hops not 1, 2, 3 …", mend, ("quote_id",))
    nobody, agentless = rows.actor_id == "", rows.basis == "agentless"
    wrong, mend = "nobody named", "name the relay, or say agentless"
    yield Rule("actor_id", nobody & ~agentless, wrong, mend, ("basis",))
    wrong, mend = "agentless, yet somebody is named", "leave actor_id empty"
    yield Rule("actor_id", ~nobody & agentless, wrong, mend, ("basis",))


def position_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a position: `rows` has its asserter's kind, seat and source's reporter.
    """
    nobody = (rows.country_id == "") & (rows.actor_id == "")
    mend = "fill in country_id or actor_id"
    yield Rule("country_id", nobody, "nobody holds it", mend, ("actor_id",))
    silent = rows.stance == "not_stated"
    wrong, mend = "a silence has no strength", "leave strength empty"
    yield Rule("strength", silent & (rows.strength != ""), wrong, mend, ("stance",))
    people = (
        "country_id", "actor_id", "voice", "actors.actor_id", "actors.kind",
        "actors.country_id", "quotes.speaker_id", "quotes.on_behalf_of",
    )  # fmt: skip
    is_medium = rows.asserter_kind == "state_media"
    at_home = rows.asserter_seat == rows.country_id
    organ = rows.asserter_kind.isin(["state", "state_body"]) & at_home
    speaks = (rows.country_id != "") & (organ | rows.speaks_for.notnull())
    stranger = (rows.asserted_by != rows.actor_id) & (~speaks | is_medium)
    wrong = "“self”, yet asserted_by does not speak for the holder"
    mend = "name an actor that does, or give the voice that it is"
    yield Rule("asserted_by", (rows.voice == "self") & stranger, wrong, mend, people)
    medium = is_medium & ((rows.country_id == "") | at_home)
    wrong = "“own_state_media”, yet asserted_by is no medium of the holder's state"
    told = rows.voice == "own_state_media"
    yield Rule("asserted_by", told & ~medium, wrong, mend, people)
    wrong = "“reporter”, yet asserted_by is not the source's wire (or publisher)"
    reported = (rows.voice == "reporter") & (rows.asserted_by != rows.reporter)
    told_by = ("sources.source_id", "sources.wire_id", "sources.publisher_id")
    needs = ("voice", "source_id", *told_by)
    yield Rule("asserted_by", reported, wrong, mend, needs)


def event_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on an event's dates.
    """
    undated, dated = rows.date_basis == "undated", rows.happened_on != ""
    wrong, mend = "undated, yet with a date", "empty it, or say stated or inferred"
    yield Rule("happened_on", undated & dated, wrong, mend, ("date_basis",))
    wrong, mend = "dated, yet without a date", "fill it in, or say undated"
    yield Rule("happened_on", ~undated & ~dated, wrong, mend, ("date_basis",))
    apart = undated != (rows.precision == "unknown")
    wrong = "precision and date_basis disagree"
    mend = "precision is unknown exactly when date_basis is undated"
    yield Rule("precision", apart, wrong, mend, ("date_basis",))


def participant_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a participant: `rows` has how many are alike.
    """
    neither = (rows.actor_id == "") & (rows.country_id == "")
    wrong, mend = "names nobody", "fill in actor_id or country_id"
    yield Rule("actor_id", neither, wrong, mend, ("country_id",))
    twice, needs = rows.copies > 1, ("actor_id", "country_id")
    yield Rule("event_id", twice, "two rows alike", "delete one of the two", needs)

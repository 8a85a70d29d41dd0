"""What the rows of a record must keep to, alone and beside each other."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import ibis
import ibis.expr.types as ir

from dashboard.engine.workbench import Tables
from dashboard.record.cells import ROW
from dashboard.record.schema import QUOTING
from dashboard.record.staging import cells


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


Rows = Callable[[Tables], ir.Table]
Rules = Callable[[ir.Table], Iterator[Rule]]


def _whole(cell: ir.StringValue) -> ir.IntegerValue:
    """
    Return a cell as a whole number, or null: of one that is none, which is a problem
    already, nothing more is asked. (An engine would round 5.501 to 6.)
    """
    return cell.re_search("^[0-9]+$").ifelse(cell.try_cast("int64"), ibis.null("int64"))


def _span_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a span: `rows` has its words' length, its source's, its statement's.
    """
    start, end = _whole(rows.start), _whole(rows.end)
    mend = "let a program find the span: end is start plus the words' length"
    uneven = (end > start) & (end - start != rows.letters)
    wrong = "span is not as long as its words"
    yield Rule("end", uneven, wrong, mend, ("start", "words"))
    yield Rule("end", end <= start, "span ends before it begins", mend, ("start",))
    beyond = end > _whole(rows.source_length)
    wrong, mend = "span ends after the source does", "check it, or the source's length"
    needs = ("source_id", "sources.source_id", "sources.length")
    yield Rule("end", beyond, wrong, mend, needs)
    needs = ("source_id", "quotes.quote_id", "quotes.source_id")
    wrong, mend = "that statement is in another source", "name one of this source"
    apart = rows.teller_source != rows.source_id
    yield Rule("teller", apart, wrong, mend, needs)


def _relay_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a hop: `rows` has its place among its statement's hops.
    """
    hop = _whole(rows.hop)
    mend = "number each statement's hops 1, 2, 3 from the speaker on"
    yield Rule("hop", hop != rows.place, "hops not 1, 2, 3 …", mend, ("quote_id",))
    nobody, agentless = rows.actor_id == "", rows.basis == "agentless"
    wrong, mend = "nobody named", "name the relay, or say agentless"
    yield Rule("actor_id", nobody & ~agentless, wrong, mend, ("basis",))
    wrong, mend = "agentless, yet somebody is named", "leave actor_id empty"
    yield Rule("actor_id", ~nobody & agentless, wrong, mend, ("basis",))


def _position_rules(rows: ir.Table) -> Iterator[Rule]:
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


def _event_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on an event's dates, and on accounts: `rows` has that of which the event
    named as its first account is itself one (`above`).
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
    itself = (rows.account_of != "") & (rows.account_of == rows.event_id)
    wrong, mend = "an account of itself", "name the first account, or leave it empty"
    yield Rule("account_of", itself, wrong, mend, ("event_id",))
    chained = ~itself & rows.above.notnull() & (rows.above != "")
    wrong = "an account of an event that is itself another's account"
    mend = "name the first account of that event: the one whose account_of is empty"
    yield Rule("account_of", chained, wrong, mend, ("event_id",))


def _participant_rules(rows: ir.Table) -> Iterator[Rule]:
    """
    The rules on a participant: `rows` has how many are alike.
    """
    neither = (rows.actor_id == "") & (rows.country_id == "")
    wrong, mend = "names nobody", "fill in actor_id or country_id"
    yield Rule("actor_id", neither, wrong, mend, ("country_id",))
    twice, needs = rows.copies > 1, ("actor_id", "country_id")
    yield Rule("event_id", twice, "two rows alike", "delete one of the two", needs)


def _spans(tables: Tables) -> ir.Table:
    """
    All spans of the record: start, end, letters (how many its words have), the length
    of its source, the source of the statement named beside it (`teller`).
    """
    parts = []
    for name, table in QUOTING.items():
        rows = tables[cells(name)]
        parts.append(
            rows.select(
                ROW, "source_id", "start", "end",
                # Nothing is asked of absent words: that is a problem already.
                letters=rows[table.words].length().nullif(0),
                teller=rows[table.teller],
                table_name=ibis.literal(name),
            )
        )  # fmt: skip
    rows = ibis.union(*parts)
    lengths = _first(tables[cells("sources")], "source_id", source_length="length")
    rows = rows.left_join(lengths, rows.source_id == lengths.of_source_id)
    quotes = tables[cells("quotes")]
    named = quotes.filter(quotes.quote_id.isin(rows.teller))
    sources = _first(named, "quote_id", teller_source="source_id")
    return rows.left_join(sources, rows.teller == sources.of_quote_id)


def _relays(tables: Tables) -> ir.Table:
    """
    The hops, each with its place among its statement's hops.
    """
    rows = tables[cells("relays")]
    hop = _whole(rows.hop)
    order = ibis.window(group_by=rows.quote_id, order_by=[hop, rows[ROW]])
    # Where one hop of a statement is no number, the others' places are not known.
    lost = hop.isnull().any().over(ibis.window(group_by=rows.quote_id))
    place = ibis.row_number().over(order) + 1
    return rows.mutate(place=lost.ifelse(ibis.null("int64"), place))


def _positions(tables: Tables) -> ir.Table:
    """
    The positions, each with its asserter's kind and seat, whether the asserter speaks
    for the holder in some statement, and who reports in its source.
    """
    rows, quotes, sources = (
        tables[cells(name)] for name in ("positions", "quotes", "sources")
    )
    people = {"asserter_kind": "kind", "asserter_seat": "country_id"}
    asserters = _first(tables[cells("actors")], "actor_id", **people)
    rows = rows.left_join(asserters, rows.asserted_by == asserters.of_actor_id)
    spoken = quotes.select(speaks=quotes.speaker_id, speaks_for=quotes.on_behalf_of)
    spoken = spoken.filter(spoken.speaks_for != "").distinct()
    rows = rows.left_join(
        spoken,
        (rows.asserted_by == spoken.speaks) & (rows.country_id == spoken.speaks_for),
    )
    has_wire = sources.wire_id != ""
    sources = sources.mutate(
        reporter=has_wire.ifelse(sources.wire_id, sources.publisher_id)
    )
    reporters = _first(sources, "source_id", reporter="reporter")
    return rows.left_join(reporters, rows.source_id == reporters.of_source_id)


def _events(tables: Tables) -> ir.Table:
    """
    The events, each with what the event that it is an account of is itself one of.
    """
    rows = tables[cells("events")]
    named = rows.filter(rows.event_id.isin(rows.account_of))
    firsts = _first(named, "event_id", above="account_of")
    return rows.left_join(firsts, rows.account_of == firsts.of_event_id)


def _participants(tables: Tables) -> ir.Table:
    """
    The participants, each with how many rows are like it.
    """
    rows = tables[cells("participants")]
    key = [rows.event_id, rows.actor_id, rows.country_id]
    return rows.mutate(copies=rows.count().over(group_by=key))


def _first(rows: ir.Table, key: str, **columns: str) -> ir.Table:
    """One row for each key that is not empty: `of_<key>`, and each column, renamed."""
    rows = rows.filter(rows[key] != "")
    # Were a key not unique, which is a problem already, its rows would double others.
    firsts = {new: rows[old].max() for new, old in columns.items()}
    return rows.group_by(**{f"of_{key}": rows[key]}).aggregate(**firsts)


# Of which rows which rules are asked: by table, and "" for all spans.
OF: Final[dict[str, tuple[Rows, Rules]]] = {
    "": (_spans, _span_rules),
    "relays": (_relays, _relay_rules),
    "positions": (_positions, _position_rules),
    "events": (_events, _event_rules),
    "participants": (_participants, _participant_rules),
}

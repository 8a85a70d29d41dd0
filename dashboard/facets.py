"""What narrows a search: the values that the quotes found have, and how often each."""

from collections.abc import Callable
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard import filters, matches, search
from dashboard.answers import answered
from dashboard.filters import Filters
from dashboard.record import Record
from dashboard.search import Question

SHOWN: Final = 5  # Values of one facet that stand beside the quotes,
FOUND: Final = 30  # and that a search within it shows.


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
    own: str | tuple[str, ...] = "" if name in ("voice", "chain") else ()
    others = Filters(**{**vars(chosen), name: own})
    return _counts(record, others, search.understood(typed), name, among, size)


@answered
def _counts(
    record: Record,
    others: Filters,
    question: Question,
    name: str,
    among: tuple[str, ...],
    size: int,
) -> ir.Table:
    found = matches.matches(record, question, filters.quotes(record, others))
    rows = _HAVE[name](record, found)
    if "quotes" not in rows.columns:
        rows = rows.group_by("value").aggregate(quotes=rows.count())
    rows = rows.filter(rows["value"].notnull() & (rows["value"] != ""))
    rows = rows.mutate(values=rows.count().over())
    if among:
        rows = rows.filter(rows["value"].isin(among))
    return rows.order_by(ibis.desc("quotes"), "value").limit(size)


def _own(column: str) -> Callable[[Record, ir.Table], ir.Table]:
    """A value that stands in the quote's own row."""
    return lambda record, found: found.select(value=found[column])


def _actors(record: Record, found: ir.Table) -> ir.Table:
    """Who speaks or passes on: speakers, relays; wires and publishers by the source."""
    sources, relays = record.table("sources"), record.table("relays")
    printed = found.group_by("source_id").aggregate(quotes=found.count())
    by_source = sources.select("source_id", "wire_id", "publisher_id")
    printed = printed.join(by_source, "source_id")
    # Whose medium it is has passed it on already, and is not counted again.
    twice = printed.wire_id == printed.publisher_id
    others = printed.filter(~twice.fill_null(False))
    parts = [
        printed.select(value="publisher_id", quotes="quotes"),
        others.select(value="wire_id", quotes="quotes"),
    ]
    said = found.select("quote_id", "source_id", value="speaker_id")
    hops = relays.select("actor_id", relayed="quote_id").distinct()
    passed = found.join(hops, found.quote_id == hops.relayed)
    passed = passed.filter(passed.actor_id != passed.speaker_id)
    passed = passed.select("quote_id", "source_id", value="actor_id")
    told = ibis.union(said, passed).join(by_source, "source_id")
    printer = (told["value"] == told.wire_id) | (told["value"] == told.publisher_id)
    told = told.filter(~printer.fill_null(False))
    parts.append(told.group_by("value").aggregate(quotes=told.count()))
    every = ibis.union(*parts)
    return every.group_by("value").aggregate(quotes=every.quotes.sum())


def _issues(record: Record, found: ir.Table) -> ir.Table:
    """The quote's own issue, and those of the positions that cite it."""
    cited = record.table("positions").select("quote_id", value="issue_id")
    cited = cited.filter(cited.quote_id.notnull()).distinct()
    own = found.select("quote_id", "issue_id")
    others = own.join(cited, "quote_id")
    is_own = (others["value"] == others.issue_id).fill_null(False)
    return ibis.union(
        own.select(value="issue_id"), others.filter(~is_own).select("value")
    )


def _voices(record: Record, found: ir.Table) -> ir.Table:
    """Whose word the positions are that cite the quote."""
    cited = record.table("positions")
    voices = [
        (cited.voice.isin(voices), word) for word, voices in filters.WHOSE_WORD.items()
    ]
    cited = cited.filter(cited.quote_id.notnull())
    cited = cited.select("quote_id", value=ibis.cases(*voices)).distinct()
    return found.select("quote_id").join(cited, "quote_id").select("value")


def _chains(record: Record, found: ir.Table) -> ir.Table:
    return found.select(value=found.through_state_media.ifelse("only", "without"))


def _years(record: Record, found: ir.Table) -> ir.Table:
    return found.select(value=filters.year_said(found))


_HAVE: Final[dict[str, Callable[[Record, ir.Table], ir.Table]]] = {
    "actor": _actors,
    "country": _own("on_behalf_of"),
    "issue": _issues,
    "source": _own("source_id"),
    "kind": _own("kind"),
    "voice": _voices,
    "chain": _chains,
    "year": _years,
}

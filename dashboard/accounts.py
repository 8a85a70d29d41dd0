"""How much of the sources' text is accounted for, and whose words it is."""

import ibis
import ibis.expr.types as ir

from dashboard import filters
from dashboard.answers import PAGE, answered
from dashboard.filters import Filters
from dashboard.record import Record


@answered
def decisions(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each decision on quotation marks: decision, marks; most first.
    """
    marks = filters.marks(record, chosen)
    rows = marks.group_by("decision").aggregate(marks=marks.count())
    return rows.order_by(ibis.desc("marks"), "decision")


@answered
def audit(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> ir.Table:
    """
    One page of marks in the order of the sources, with speaker, source and `total`.
    """
    marks = filters.marks(record, chosen)
    sources = record.table("sources").select("source_id", "earliest", source="shown")
    rows = marks.left_join(sources, "source_id").drop("source_id_right")
    order = ["earliest", "source_id", "start", "mark_id"]
    rows = rows.mutate(total=rows.count().over()).order_by(order)
    rows = rows.limit(size, offset=(page - 1) * (size or 0))
    # Of those of the page alone it is asked who speaks.
    quotes = record.table("quotes").select("quote_id", "speaker_id", "speaker")
    if size is not None:
        quotes = quotes.filter(quotes.quote_id.isin(rows.quote_id))
    rows = rows.left_join(quotes, "quote_id").drop("quote_id_right")
    return rows.order_by(order)


@answered
def documents(record: Record, keys: tuple[str, ...] = (), size: int = 3) -> ir.Table:
    """
    The first sources of a record by date, or of those whose keys are given: title,
    wire, publisher, published_on, and `total`, how many there are in all.
    """
    rows = record.table("sources")
    if keys:
        rows = rows.filter(rows.source_id.isin(keys))
    rows = rows.mutate(total=rows.count().over()).order_by("earliest", "source_id")
    return rows.select("title", "wire", "publisher", "published_on", "total").limit(
        size
    )


@answered
def sources(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> ir.Table:
    """
    One page of the sources that are chosen or hold a chosen statement, by date: with
    wire and publisher, how many `quotes` they hold, `attributed`, the share of their
    text (0 to 1) that statements cover (overlaps count once, silences not at all), and
    `total`, how many sources there are in all.
    """
    quotes = filters.quotes(record, chosen)
    table = record.table("sources")
    if chosen:
        kept = (filters.positions(record, chosen), filters.events(record, chosen))
        left = ibis.union(*(rows.select("source_id") for rows in (quotes, *kept)))
        table = table.filter(table.source_id.isin(left.source_id))
    table = table.mutate(total=table.count().over())
    table = table.order_by("earliest", "source_id")
    table = table.limit(size, offset=(page - 1) * (size or 0))
    quotes = quotes.filter(quotes.source_id.isin(table.source_id))
    reached = covered(quotes, "source_id")
    numbers = quotes.group_by("source_id").aggregate(quotes=quotes.count())
    rows = table.left_join(reached, "source_id").drop("source_id_right")
    rows = rows.left_join(numbers, "source_id").drop("source_id_right")
    rows = rows.mutate(
        attributed=rows.covered.fill_null(0) / rows.length,
        quotes=rows.quotes.fill_null(0),
    )
    return rows.order_by("earliest", "source_id")


def covered(quotes: ir.Table, *by: str) -> ir.Table:
    """
    How many code points the statements of each group cover: overlaps once, silences
    not at all. The columns of `by`, and `covered`.
    """
    spans = quotes.filter(quotes.kind != "silence")
    so_far = ibis.cumulative_window(
        group_by=list(by), order_by=["start", "end", "quote_id"]
    )
    spans = spans.mutate(reached=spans.end.max().over(so_far))
    order = ibis.window(group_by=list(by), order_by=["start", "end", "quote_id"])
    spans = spans.mutate(before=spans.reached.lag().over(order).fill_null(0))
    fresh = spans.end - ibis.greatest(spans.start, spans.before)
    spans = spans.mutate(fresh=ibis.greatest(fresh, 0))
    return spans.group_by(list(by)).aggregate(covered=spans.fresh.sum())

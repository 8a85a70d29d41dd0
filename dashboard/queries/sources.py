"""How much of the sources' text is accounted for, and whose words it is."""

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Among, answered, paged, whole
from dashboard.queries.filters import Filters


@answered
def decisions(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each decision on quotation marks: decision, marks; most first.
    """
    marks = filters.marks(record, chosen)
    rows = marks.group_by("decision").aggregate(marks=marks.count())
    return rows.order_by(ibis.desc("marks"), "decision")


def audit(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> pd.DataFrame:
    """
    One page of marks in the order of the sources, with speaker, source and `total`.
    """
    found = _audit(record, chosen, page, size)
    return found if size is None else whole(record, "marks", found)


@answered
def _audit(record: Record, chosen: Filters, page: int, size: int | None) -> ir.Table:
    return paged(record, "marks", filters.marks(record, chosen), page, size)


@answered
def documents(record: Record, chosen: Filters, size: int = 3) -> ir.Table:
    """
    The first sources of a record by date, or of those that are chosen: title, wire,
    publisher, published_on, and `total`, how many there are in all.
    """
    rows = record.table("sources")
    if chosen.source:
        rows = rows.filter(rows.source_id.isin(chosen.source))
    rows = rows.mutate(total=rows.count().over()).order_by("earliest", "source_id")
    return rows.select("title", "wire", "publisher", "published_on", "total").limit(
        size
    )


def sources(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> pd.DataFrame:
    """
    One page of the sources that are chosen or hold a chosen statement, by date: with
    wire and publisher, how many `quotes` they hold, `attributed`, the share of their
    text (0 to 1) that statements cover (overlaps count once, silences not at all), and
    `total`, how many sources there are in all.
    """
    rows = kept(record, chosen, page, size)
    keys = () if size is None else tuple(rows["source_id"])
    # Of those of the page alone it is asked what they hold.
    reached = _reached(record, chosen, Among(keys)).set_index("source_id")
    held = reached.reindex(rows["source_id"]).fillna(0).reset_index(drop=True)
    rows["quotes"] = held["quotes"].astype("int64")
    rows["covered"] = held["covered"].astype("int64")
    rows["attributed"] = rows["covered"] / rows["length"]
    return rows


@answered
def kept(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> ir.Table:
    """
    The rows of `sources`, but for what is counted of them.
    """
    table = record.table("sources")
    if chosen:
        of = (filters.quotes, filters.positions, filters.events)
        left = ibis.union(*(rows(record, chosen).select("source_id") for rows in of))
        table = table.filter(table.source_id.isin(left.source_id))
    table = table.mutate(total=table.count().over())
    table = table.order_by("earliest", "source_id")
    return table.limit(size, offset=(page - 1) * (size or 0))


@answered
def _reached(record: Record, chosen: Filters, keys: Among) -> ir.Table:
    """What sources hold of the chosen statements: source_id, quotes, covered."""
    quotes = filters.quotes(record, chosen)
    if keys.keys:
        quotes = quotes.filter(quotes.source_id.isin(keys.keys))
    numbers = quotes.group_by("source_id").aggregate(quotes=quotes.count())
    reached = covered(quotes, "source_id").rename(of="source_id")
    rows = numbers.left_join(reached, numbers.source_id == reached.of)
    return rows.select("source_id", "quotes", covered=rows.covered.fill_null(0))


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

"""Events: those that filters leave, and how many begin in each year, month or day."""

from calendar import monthrange
from datetime import date
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import Key, cached_query
from dashboard.queries.filters import UNDATED, Filters

LOOKED: Final = 1_000  # Events that are looked at one by one.

# A period goes by its name in ISO 8601 (2023, 2023-07, 2023-07-27): by the letters of
# that, what it is called, and what an engine calls it.
UNITS: Final = {4: "year", 7: "month", 10: "day"}
_ENGINE: Final = {4: "Y", 7: "M", 10: "D"}


@cached_query
def event(record: Record, one: Key) -> ir.Table:
    """
    The event with this key, named like `events`.
    """
    rows = record.table("events")
    return rows.filter(rows.event_id == one.key)


@cached_query
def other_accounts(record: Record, one: Key) -> ir.Table:
    """
    The other accounts of the event that the row with this key tells of, named like
    `events`, the first account first.
    """
    rows = record.table("events")
    same = rows.filter(rows.event_id == one.key)
    others = rows.filter(rows.event.isin(same.event) & (rows.event_id != one.key))
    order = [others.account_of.notnull(), "source_id", "start", "event_id"]
    return others.order_by(order)


@cached_query
def events(
    record: Record,
    chosen: Filters,
    quote: Key | None = None,
    size: int | None = LOOKED,
    within: Key | None = None,
    of: int | None = None,
) -> ir.Table:
    """
    Accounts of events by date, undated last, with issue, source and who tells by name.

    Where `of` is given, those alone that begin in a period: see `events._begins_in`.

    `earliest` and `latest` are the days that the source's date admits; `countries` and
    `people` name who takes part; `event` is the key that accounts of one event share.
    """
    rows = filters.events(record, chosen)
    if quote is not None:
        rows = rows.filter(rows.quote_id == quote.key)
    if of is not None:
        rows = rows.filter(_begins_in(rows, within, of))
    rows = rows.mutate(total=rows.count().over())
    order = [ibis.asc("earliest", nulls_first=False), "latest", "source_id", "start"]
    return rows.order_by(*order, "event_id").limit(size)


def bounds(name: str) -> tuple[date, date]:
    """
    Return the first and the last day of a period.

    Raises:
        ValueError: this is the name of none.

    """
    if len(name) not in UNITS:
        raise ValueError(name)
    first = date.fromisoformat(name + "-01-01"[len(name) - 4 :] * (len(name) < 10))
    if len(name) == 10:
        return first, first
    month = 12 if len(name) == 4 else first.month
    return first, first.replace(month=month, day=monthrange(first.year, month)[1])


def is_period(name: str) -> bool:
    """
    Tell whether this is the name of a period, or that of no known beginning.
    """
    try:
        return name == UNDATED or bool(bounds(name))
    except ValueError:
        return False


def has_parts(name: str) -> bool:
    """
    Tell whether shorter periods are in this one, or in all of time ("").
    """
    return name != UNDATED and len(name) < max(UNITS)


def key(name: str) -> Key | None:
    """
    Return what an engine knows a period by, its first day; None for all of time.
    """
    return Key(bounds(name)[0].isoformat()) if name else None


def _begins_in(rows: ir.Table, name: Key | None, size: int) -> ir.BooleanValue:
    """
    Whether events begin in the period of which `name` is the first day and whose own
    name has `size` letters; where `name` is None, whether no beginning is known.
    """
    if name is None:
        return rows.earliest.isnull()
    return rows.earliest.truncate(_ENGINE[size]) == ibis.literal(name.key).cast("date")


@cached_query
def _counts(
    record: Record, chosen: Filters, size: int, within: Key | None, of: int
) -> ir.Table:
    told = filters.events(record, chosen)
    days = {"earliest": told.earliest.min(), "accounts": told.count()}
    rows = told.group_by("event").aggregate(**days)
    if of:
        rows = rows.filter(_begins_in(rows, within, of))
    begins = rows.earliest.truncate(_ENGINE[size])
    counted = rows.group_by(begins=begins).aggregate(
        events=rows.count(), accounts=rows.accounts.sum()
    )
    return counted.order_by(ibis.asc("begins", nulls_first=False))


def counts(
    record: Record, chosen: Filters, size: int = 4, within: str = ""
) -> pd.DataFrame:
    """
    Count events by the period in which they begin, in order; no known beginning last.

    Columns: period (its name, of `size` letters, or `UNDATED`), begins (its first day),
    events, accounts (of these events; the earliest of each says when it begins).
    `within` is the name of a longer period, "" for all of time.
    """
    found = _counts(record, chosen, size, key(within), len(within))
    names = [
        UNDATED if pd.isna(day) else day.date().isoformat()[:size]
        for day in found["begins"]
    ]
    return found.assign(period=names)


def parts(record: Record, chosen: Filters, within: str) -> pd.DataFrame:
    """
    Return `counts` of a period by the next shorter ones, of which there are several if
    there can be.
    """
    size = len(within) + 3 if within else 4
    found = counts(record, chosen, size, within)
    dated = found[found["period"] != UNDATED]
    while len(dated) == 1 and len(found) == 1 and size < 10:
        within, size = dated["period"].iloc[0], size + 3
        found = dated = counts(record, chosen, size, within)
    return found


def options(record: Record, chosen: Filters, period: str) -> list[str]:
    """
    Return the names of the periods that a reader who is at one can go to: those that
    hold it, those beside it, those in it, and that of no known beginning.
    """
    at = "" if period == UNDATED else period
    above = [at[:size] for size in UNITS if size < len(at)]
    beside = counts(record, chosen, len(at) or 4, above[-1] if above else "")
    inside = parts(record, chosen, at) if has_parts(at) else beside.head(0)
    years = counts(record, chosen)["period"]
    last = [UNDATED] if UNDATED in set(years) else []
    names = [*above, *beside["period"], *inside["period"], *last]
    return list(dict.fromkeys(names))

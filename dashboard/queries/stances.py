"""Stances: positions, and the cells of the matrix of countries by issues."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Key, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters

ROWS: Final = 8  # Countries of the matrix that are drawn at once,
COLUMNS: Final = 12  # and issues.
# The table that names a key of the matrix, the key, and what the table says of it.
COUNTRY: Final = ("countries", "country_id", {"country": "shown"})
MEANS: Final = {"issue": "shown", "support_means": "support_means"}
ISSUE: Final = ("issues", "issue_id", MEANS)


@cached_query
def position(record: Record, one: Key) -> ir.Table:
    """
    The position with this key, named like `positions`.
    """
    rows = record.table("positions")
    return rows.filter(rows.position_id == one.key)


def positions(
    record: Record,
    chosen: Filters,
    country: str | None = None,
    issue: str | None = None,
    quote_id: str | None = None,
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of positions, each with holder, asserter and chain by name, and `total`.

    `country` is a key, "" for positions held for no state, None for all; in the order
    of the sources.
    """
    held, on, cited = (Key(one) if one else one for one in (country, issue, quote_id))
    found = _positions(record, chosen, held, on, cited, page, size)
    return found if size is None else with_all_columns(record, "positions", found)


@cached_query
def _positions(
    record: Record,
    chosen: Filters,
    country: Key | str | None,
    issue: Key | str | None,
    quote: Key | str | None,
    page: int,
    size: int | None,
) -> ir.Table:
    rows = filters.positions(record, chosen)
    rows = _held(rows, country_id=country, issue_id=issue, quote_id=quote)
    return paged(record, "positions", rows, page, size)


def _held(rows: ir.Table, **wanted: Key | str | None) -> ir.Table:
    """The rows whose cells are these, "" for an empty one."""
    for name, one in wanted.items():
        if isinstance(one, Key):
            rows = rows.filter(rows[name] == one.key)
        elif one is not None:
            rows = rows.filter(rows[name].isnull())
    return rows


def cell(record: Record, chosen: Filters, keys: tuple[str, ...]) -> pd.DataFrame:
    """
    Return the rows of `stances` that are of one country ("" for no state) and issue.
    """
    country, issue = keys
    return stances(record, chosen, Key(country) if country else "", Key(issue))


@cached_query
def stances(
    record: Record,
    chosen: Filters,
    country: Key | str | None = None,
    issue: Key | None = None,
) -> ir.Table:
    """
    One row for each country, issue, stance and voice: how many `positions` it counts.

    Columns: country_id ("" where held for no state), country, issue_id, issue,
    support_means, stance, voice, positions; by country, issue, voice, stance.
    """
    rows = filters.positions(record, chosen)
    rows = _held(rows, country_id=country, issue_id=issue)
    keys = ["country_id", "country", "issue_id", "issue", "support_means"]
    keys += ["voice", "stance"]
    return rows.group_by(keys).aggregate(positions=rows.count()).order_by(keys)


@cached_query
def part(record: Record, chosen: Filters, down: int = 1, across: int = 1) -> ir.Table:
    """
    One row for each country, issue, stance and voice of a part of the matrix, named and
    sorted like `stances.stances`, with how many `countries` and `issues` there are.

    The countries with most positions come first, `ROWS` of them in a part, and of these
    the issues with most, `COLUMNS` in a part; `down` and `across` count parts from 1. A
    part beyond the last is empty.
    """
    rows = filters.positions(record, chosen)
    rows = rows.select(
        "issue_id", "voice", "stance", country_id=rows.country_id.fill_null("")
    )
    for (_, key, _), page, size in ((COUNTRY, down, ROWS), (ISSUE, across, COLUMNS)):
        rows = rows.join(_placed(rows, key, (page - 1) * size, size), key)
    keys = ["country_id", "issue_id", "voice", "stance", "countries", "issues"]
    cells = rows.group_by(keys).aggregate(positions=lambda t: t.count())
    for table, key, columns in (COUNTRY, ISSUE):
        named = record.table(table)
        named = named.select(_key=named[key], **columns)
        cells = cells.left_join(named, cells[key] == named["_key"]).drop("_key")
    # Those who hold for no state come last.
    first = ibis.asc(cells.country_id.nullif(""), nulls_first=False)
    return cells.order_by(first, "issue_id", "voice", "stance")


def _placed(rows: ir.Table, key: str, first: int, size: int) -> ir.Table:
    """The keys of a part, those with most positions first, and how many there are."""
    counts = rows.group_by(key).aggregate(positions=rows.count())
    most = [ibis.desc("positions"), key]
    total = {"country_id": "countries", "issue_id": "issues"}[key]
    counts = counts.mutate(**{total: counts.count().over()})
    return counts.order_by(most).limit(size, offset=first).drop("positions")


def contested(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return the cells in which two stances differ, most positions first.

    Columns: country_id, country, issue_id, issue, stances (words), positions, own (how
    many of these the holder states itself).
    """
    return differing(stances(record, chosen))


def differing(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Return which cells of `stances.stances` hold stances that differ, as `contested`.
    """
    # Several actors share the row of those who hold for no state: no one contradicts.
    cells = cells[(cells["stance"] != "not_stated") & (cells["country_id"] != "")]
    keys = ["country_id", "country", "issue_id", "issue"]
    stances: dict[tuple[str, ...], dict[str, int]] = {}
    own: dict[tuple[str, ...], int] = {}
    for *key, stance, voice, number in zip(
        *(cells[name] for name in (*keys, "stance", "voice", "positions")), strict=True
    ):
        held = stances.setdefault(tuple(key), {})
        held[stance] = held.get(stance, 0) + number
        own[tuple(key)] = own.get(tuple(key), 0) + number * (voice == "self")
    differ = [
        (*key, list(held), sum(held.values()), own[key])
        for key, held in stances.items()
        if len(held) > 1
    ]
    rows = pd.DataFrame(differ, columns=[*keys, "stances", "positions", "own"])
    return rows.sort_values(["positions", *keys], ascending=[False, *[True] * 4])

"""The part of a large matrix that fits a picture, picked by the engine."""

from typing import Final

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import answered
from dashboard.queries.filters import Filters

ROWS: Final = 8  # Countries of the matrix that are drawn at once,
COLUMNS: Final = 12  # and issues.
# The table that names a key of the matrix, the key, and what the table says of it.
COUNTRY: Final = ("countries", "country_id", {"country": "shown"})
MEANS: Final = {"issue": "shown", "support_means": "support_means"}
ISSUE: Final = ("issues", "issue_id", MEANS)


@answered
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

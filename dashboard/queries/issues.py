"""Questions about issues: who is for and against, on whose word, how often."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.queries import filters, stances
from dashboard.queries.ask import cached_query
from dashboard.queries.filters import Filters
from dashboard.record.schema import Row

NAMED = 8  # Holders of one stance that are named.
FOR = ("supports", "accepts")
AGAINST = ("opposes", "declines")


@cached_query
def issues(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each issue: issue_id, issue (unique), support_means, quotes (as the
    filter of this issue leaves them), positions, events (not their accounts); most
    positions first.

    Under filters, only those with any row.
    """
    quotes = filters.quotes(record, chosen)
    positions = filters.positions(record, chosen)
    events = filters.events(record, chosen)
    cited = record.table("positions").select(about="issue_id", cited="quote_number")
    cited = quotes.join(cited, quotes.number == cited.cited)
    own = quotes.filter(quotes.issue_id.notnull()).select("issue_id", "number")
    also = cited.select(issue_id="about", number="number")
    kinds = {
        "quotes": ibis.union(own, also).distinct(),
        "positions": positions.select("issue_id"),
        "events": events.filter(events.issue_id.notnull())
        .select("issue_id", "event")
        .distinct(),
    }
    rows = record.table("issues")
    rows = rows.select("issue_id", "support_means", issue="shown")
    for name, kind in kinds.items():
        counts = kind.group_by(_issue="issue_id").aggregate(rows=kind.count())
        rows = rows.left_join(counts, rows.issue_id == counts["_issue"])
        rows = rows.mutate(**{name: rows.rows.fill_null(0)}).drop("_issue", "rows")
    if chosen:
        rows = rows.filter(rows.quotes + rows.positions + rows.events > 0)
    most = [ibis.desc("positions"), ibis.desc("quotes")]
    return rows.order_by(*most, "issue", "issue_id")


@cached_query
def holders(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each issue, stance, holder and voice: how many `positions`; of the first
    `NAMED` holders of each stance, and `holders`, how many it has.

    The holder is the country, or the actor that holds it for none: country_id and
    actor_id ("" for the other), holder (its name). Most positions first.
    """
    rows = filters.positions(record, chosen)
    rows = rows.mutate(
        holder=rows.country.fill_null(rows.actor).fill_null(""),
        person=rows.country_id.isnull().ifelse(rows.actor_id, ibis.null("string")),
    )
    keys = ["issue_id", "stance", "country_id", "person", "holder", "voice"]
    found = rows.group_by(keys).aggregate(positions=rows.count())
    found = found.rename(actor_id="person")
    order = ["holder", "voice", "stance", "country_id", "actor_id"]
    side = ["issue_id", "stance"]
    place = ibis.window(group_by=side, order_by=[ibis.desc("positions"), *order])
    found = found.mutate(place=ibis.row_number().over(place))
    same = ibis.window(group_by=[*side, "country_id", "actor_id", "holder"])
    found = found.mutate(first=found.place.min().over(same))
    among = ibis.window(group_by=side, order_by=found["first"])
    found = found.mutate(nth=ibis.dense_rank().over(among))
    found = found.mutate(holders=found.nth.max().over(ibis.window(group_by=side)) + 1)
    found = found.filter(found.nth < NAMED).drop("place", "first", "nth")
    return found.order_by("issue_id", ibis.desc("positions"), *order)


def contested(record: Record, chosen: Filters) -> dict[str, list[str]]:
    """
    Return the countries of which stances differ, by issue (`stances.contested`).
    """
    cells = stances.contested(record, chosen)
    found: dict[str, list[str]] = {}
    for issue_id, country in zip(cells["issue_id"], cells["country"], strict=True):
        found.setdefault(issue_id, []).append(country)
    return found


def by_issue(
    record: Record, chosen: Filters, issues: Iterable[str]
) -> dict[str, list[Row]]:
    """
    Return the rows of `holders` by their issue, of these issues.
    """
    found: dict[str, list[Row]] = {key: [] for key in issues}
    rows = holders(record, chosen)
    rows = rows.loc[[key in found for key in rows["issue_id"]]]
    for row in rows.to_dict("records"):
        found[row["issue_id"]].append(row)
    return found


def is_contested(held: Iterable[Row]) -> bool:
    """
    Tell whether one issue's rows of `holders` have one for it and one against it.
    """
    stances = {row["stance"] for row in held}
    return not stances.isdisjoint(FOR) and not stances.isdisjoint(AGAINST)

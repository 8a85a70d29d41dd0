"""Stances: positions, and the cells of the matrix of countries by issues."""

from collections.abc import Collection
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import (
    PAGE,
    Key,
    Keys,
    cached_query,
    paged,
    with_all_columns,
)
from dashboard.queries.filters import Filters
from dashboard.record import limits
from dashboard.record.codebook import WHOSE_WORD
from dashboard.record.schema import Row

DOWN: Final = 12  # What is drawn at once of the matrix's longer side, which goes down,
ACROSS: Final = 6  # and of the shorter: a segment has room for words.
NAMED: Final = 2  # Names of those who hold for no state.
REST: Final = "rest"  # In place of a stance: all others of a cell.
# The table that names a key of the matrix, the key, and what the table says of it.
COUNTRY: Final = ("countries", "country_id", {"country": "shown"})
MEANS: Final = {"issue": "shown"} | {n: n for n in ("support_means", "topic")}
ISSUE: Final = ("issues", "issue_id", MEANS)
# By what the positions of a cell are one segment.
GROUPED: Final = ["country_id", "issue_id", "stance", "voice", "asserted_by"]
_NAMED: Final = ["country_id", "country", "issue_id", *MEANS]
_SAID: Final = ["asserter", "asserter_kind", "actor", "evidence"]
NOBODY: Final = dict.fromkeys(_SAID, "")
SEGMENT: Final = [
    *_NAMED, "stance", "voice", "positions", *_SAID, "itself", "holders",
    "issues_down", "column", "row",
]  # fmt: skip


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

    `country` is a key, "" for positions no single country, None for all; in the order
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

    Columns: country_id ("" where no single country), country, issue_id, issue,
    support_means, topic, stance, voice, positions; by country, issue, voice, stance.
    """
    rows = filters.positions(record, chosen)
    rows = _held(rows, country_id=country, issue_id=issue)
    keys = ["country_id", "country", "issue_id", "issue", "support_means", "topic"]
    keys += ["voice", "stance"]
    return rows.group_by(keys).aggregate(positions=rows.count()).order_by(keys)


@cached_query
def sides(record: Record, chosen: Filters) -> ir.Table:
    """
    One row: how many `countries` the matrix has (those who hold for none count as one),
    and how many `issues`.
    """
    rows = filters.positions(record, chosen)
    held = rows.country_id.fill_null("")
    return rows.aggregate(countries=held.nunique(), issues=rows.issue_id.nunique())


def part(
    record: Record,
    chosen: Filters,
    down: int = 1,
    across: int = 1,
    size: tuple[int, int] | None = None,
) -> pd.DataFrame:
    """
    One row for each country, issue, stance and voice of a part of the matrix, named and
    sorted like `stances.stances`, with how many `countries` and `issues` there are, and
    whether the issues go down (`issues_down`): the longer side does.

    The countries with most positions come first, and of these the issues with most:
    `DOWN` and `ACROSS` in a part, or another `size`; `down` and `across` count parts
    from 1. A part beyond the last is empty.
    """
    whole = sides(record, chosen).iloc[0]
    issues_down = bool(whole["issues"] >= whole["countries"])
    places = [
        (down, (size or (DOWN, ACROSS))[0]),
        (across, (size or (DOWN, ACROSS))[1]),
    ]
    countries, issues = reversed(places) if issues_down else places
    rows = _part(record, chosen, *countries, *issues)
    return rows.assign(issues_down=issues_down)


@cached_query
def _part(
    record: Record,
    chosen: Filters,
    down: int,
    countries: int,
    across: int,
    issues: int,
) -> ir.Table:
    """Part `down` of so many countries each, and of these part `across` of issues."""
    rows = filters.positions(record, chosen)
    rows = rows.select(
        "issue_id", "voice", "stance", country_id=rows.country_id.fill_null("")
    )
    parts = ((COUNTRY, down, countries), (ISSUE, across, issues))
    for (_, key, _), page, size in parts:
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


@cached_query
def _speak_themselves(record: Record) -> ir.Table:
    """
    One row for each country of which the whole record has a position in its own voice:
    country_id.
    """
    rows = record.table("positions")
    rows = rows.filter((rows.voice == "self") & rows.country_id.notnull())
    return rows.select("country_id").distinct().order_by("country_id")


def segments(record: Record, chosen: Filters, shown: pd.DataFrame) -> pd.DataFrame:
    """
    Return what the matrix draws of a part (`part`), one row a segment.

    A segment is the positions of one cell that have one stance, voice and asserter. A
    cell of more than `limits.SEGMENTS` of these has one for each stance and voice, with
    nobody as `asserter`; of more than so many of those, the last stands for all that
    are left, its stance `REST`. Rows stand as they are drawn: issues under their topic
    (else by shared holders), countries with most positions first, those who hold for
    none last; in a cell the holder's own word first.

    Columns: country_id, country, issue_id, issue, topic, support_means, stance, voice,
    positions; of the first one asserter, asserter_kind, actor (who holds it) and
    evidence (its printed words, cut at `limits.POINTED_AT`); itself (whether the whole
    record has a position in this country's own voice), holders (who holds for no state,
    by name), issues_down; column and row, 0 for the first country and issue.
    """
    if shown.empty:
        return pd.DataFrame(columns=SEGMENT)
    countries, issues = _countries_in_order(shown), _issues_in_order(shown)
    keys = (Keys(tuple(countries)), Keys(tuple(issues)))
    told = _sayers(record, chosen, *keys, limits.SEGMENTS)
    words = with_all_columns(record, "positions", told[["number"]])
    said: dict[tuple[str, str], list[Row]] = {}
    for one, first in zip(told.to_dict("records"), words[_SAID].values, strict=True):
        said.setdefault((one["country_id"], one["issue_id"]), []).append(
            one | dict(zip(_SAID, first, strict=True))
        )
    stateless = words[told["country_id"] == ""]["actor"].unique()
    holders = " · ".join(stateless[:NAMED]) + (" …" if len(stateless) > NAMED else "")
    itself = set(_speak_themselves(record)["country_id"])
    voices: dict[tuple[str, str], list[Row]] = {}
    every: list[Row] = [*shown.to_dict("records")]
    for kind in every:
        voices.setdefault((kind["country_id"], kind["issue_id"]), []).append(kind)
    drawn: list[dict[Any, Any]] = []
    for key, rows in voices.items():
        country, issue = countries.index(key[0]), issues.index(key[1])
        named = {name: rows[0][name] for name in (*_NAMED, "issues_down")}
        named |= {"itself": key[0] in itself, "column": country, "row": issue}
        named |= {"holders": "" if key[0] else holders}
        many = said[key][0]["groups"] > limits.SEGMENTS
        for segment in _bounded(rows if many else said[key]):
            cut = {"evidence": _cut(segment.get("evidence", ""))}
            cut["support_means"] = _cut(named["support_means"])
            drawn.append(NOBODY | dict(segment) | named | cut)
    found = pd.DataFrame(drawn, columns=SEGMENT)
    order = ["row", "column"] if found["issues_down"].iloc[0] else ["column", "row"]
    return found.sort_values(order, kind="stable").reset_index(drop=True)


def asserters(
    record: Record, chosen: Filters, cells: Collection[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, list[str]]]:
    """
    Return who asserts each stance of some cells (country_id, "" for no state, and
    issue_id), in the order of the sources; none of a cell where more than `PAGE` do.
    """
    countries = Keys(tuple(sorted({country for country, _ in cells})))
    issues = Keys(tuple(sorted({issue for _, issue in cells})))
    told = _sayers(record, chosen, countries, issues, PAGE)
    found: dict[tuple[str, str], dict[str, list[str]]] = {cell: {} for cell in cells}
    for row in told.to_dict("records"):
        if row["groups"] > PAGE or (row["country_id"], row["issue_id"]) not in found:
            continue
        by = found[row["country_id"], row["issue_id"]]
        names = by.setdefault(row["stance"], [])
        names += [row["asserter"]] if row["asserter"] not in names else []
    return found


@cached_query
def _sayers(
    record: Record, chosen: Filters, countries: Keys, issues: Keys, most: int
) -> ir.Table:
    """
    The positions of some cells by stance, voice and asserter, those of most first, so
    many of a cell: how many, the first one's number, and how many `groups` the cell
    has.
    """
    rows = filters.positions(record, chosen)
    rows = rows.mutate(country_id=rows.country_id.fill_null(""))
    rows = rows.filter(
        rows.country_id.isin(countries.keys) & rows.issue_id.isin(issues.keys)
    )
    groups = rows.group_by(GROUPED).aggregate(
        positions=rows.count(), number=rows.number.min(), asserter=rows.asserter.min()
    )
    cell = ["country_id", "issue_id"]
    first = ibis.window(group_by=cell, order_by=[ibis.desc("positions"), "number"])
    groups = groups.mutate(
        groups=groups.count().over(ibis.window(group_by=cell)),
        place=ibis.row_number().over(first),
    )
    found = groups.filter(groups.place < most).drop("place")
    return found.order_by("number", *GROUPED)


def _bounded(cell: list[Row]) -> list[Row]:
    """
    The segments of a cell, so many at most, the last for all that are left; whose word
    is nearest to the holder's comes first.
    """
    order = [voice for group in WHOSE_WORD.values() for voice in group.voices]
    cell = sorted(cell, key=lambda row: order.index(row["voice"]))
    if len(cell) <= limits.SEGMENTS:
        return cell
    most = sorted(range(len(cell)), key=lambda n: -cell[n]["positions"])
    kept = sorted(most[: limits.SEGMENTS - 1])
    left = sum(row["positions"] for n, row in enumerate(cell) if n not in kept)
    return [
        *(cell[n] for n in kept),
        {"stance": REST, "voice": REST, "positions": left},
    ]


def _cut(words: str) -> str:
    return (
        words if len(words) <= limits.POINTED_AT else f"{words[: limits.POINTED_AT]}…"
    )


def _sums(shown: pd.DataFrame, key: str) -> dict[str, int]:
    """How many positions each country, issue or topic has."""
    sums = shown.groupby(key, sort=False)["positions"].sum()
    return dict(zip(map(str, sums.index), map(int, sums), strict=True))


def _countries_in_order(shown: pd.DataFrame) -> list[str]:
    sums = _sums(shown, "country_id")
    return sorted(sums, key=lambda key: (not key, -sums[key]))


def _issues_in_order(shown: pd.DataFrame) -> list[str]:
    """Issues of one topic together, topics of most positions first; else the likest."""
    sums, of_topic = _sums(shown, "issue_id"), _sums(shown, "topic")
    topics = dict(zip(shown["issue_id"], shown["topic"], strict=True))
    order = sorted(
        (key for key in sums if topics[key]),
        key=lambda key: (-of_topic[topics[key]], topics[key], -sums[key]),
    )
    held = shown.groupby("issue_id")["country_id"].agg(set).to_dict()
    left = sorted((key for key in sums if not topics[key]), key=lambda key: -sums[key])
    while left:
        # Beside an issue stands the one that shares most of its holders.
        last = held[order[-1]] if order and not topics[order[-1]] else set()
        alike = {key: len(held[key] & last) / len(held[key] | last) for key in left}
        order.append(max(left, key=lambda key: alike[key]))
        left.remove(order[-1])
    return order


def contested(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return the cells in which two stances differ, most positions first.

    Columns: country_id, country, issue_id, issue, support_means, stances (words),
    positions, own (how many of these the holder states itself).
    """
    return differing(stances(record, chosen))


def differing(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Return which cells of `stances.stances` hold stances that differ, as `contested`.
    """
    # Several actors share the row of those who hold for no state: no one contradicts.
    cells = cells[(cells["stance"] != "not_stated") & (cells["country_id"] != "")]
    keys = ["country_id", "country", "issue_id", "issue", "support_means"]
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
    return rows.sort_values(
        ["positions", *keys], ascending=[False, *[True] * len(keys)]
    )

"""What keeps a record from being opened: all rules, asked of its files."""

from collections.abc import Container
from contextlib import closing
from functools import lru_cache
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from dashboard.engine import duckdb
from dashboard.engine.workbench import Bench, Tables
from dashboard.record import cell_rules, row_rules, staging
from dashboard.record import problems as record_problems
from dashboard.record.cell_rules import Missing
from dashboard.record.cells import ROW, Files
from dashboard.record.limits import LISTED
from dashboard.record.problems import Problem, contents
from dashboard.record.row_rules import Rule
from dashboard.record.schema import TABLES
from dashboard.record.staging import cells, limits

# What `cell_rules` calls a key that stands twice: its rows are told of together.
TWICE: Final = "twice"
_APART: Final = 3  # Cells in which two rows differ that are told,
_BRIEF: Final = 40  # and the letters of each.


def _broken_rules(
    bench: Bench, missing: Missing, filled: Container[str]
) -> tuple[list[Problem], int]:
    """
    Return at least the first problems that there are, and the number of all.

    On the bench lie the record's cells. A rule that reads a column in `missing` is left
    out: its absence is a problem already; and so are those of a table without rows,
    which is not in `filled`: building a question costs more than asking.
    """
    found, total = _cell_problems(bench, missing)
    rings = _ring_problems(bench, missing)
    found, total = found + rings[:LISTED], total + len(rings)
    for name in row_rules.OF:
        if not name or name in filled:
            broken, number = _row_problems(bench, name, missing)
            found, total = found + broken, total + number
    return found, total


def _cell_problems(bench: Bench, missing: Missing) -> tuple[list[Problem], int]:
    cell_rules.lay(bench, missing)
    found = []
    first = bench.answer(_first_cells)
    for row in first.to_dict("records"):
        table, column = cell_rules.SPOTS[row["spot"]]
        where = (f"{table.name}.csv", int(row[ROW]), column.name, row["value"][:200])
        faults = (row["form"], row["lost"])
        said = (cell_rules.said(row["spot"], f) for f in faults if f not in ("", TWICE))
        found += [Problem(*where, *wrong_and_mend) for wrong_and_mend in said]
    total = len(found)
    doubled = {cell_rules.SPOTS[s][0].name for s in first.spot[first.lost == TWICE]}
    twice = [one for name in TABLES if name in doubled for one in _twice(bench, name)]
    if len(first) == LISTED:
        # Of a key that stands twice, both are counted there, and one is told of here.
        total = int(bench.answer(_all_cells)["total"].iloc[0])
        return [*found, *twice], max(total, len(found) + len(twice))
    return [*found, *twice], total + len(twice)


def _twice(bench: Bench, name: str) -> list[Problem]:
    """The rows whose key is that of an earlier one, each with what else differs."""
    key = TABLES[name].key
    firsts: dict[str, Any] = {}
    found = []
    for row in bench.answer(_copies, name).to_dict("records"):
        first = firsts.setdefault(row[key], row)
        if first is row:
            continue
        apart = [one for one in TABLES[name].names if row[one] != first[one]]
        told = "; ".join(
            f"{one} is “{_brief(row[one])}” here, “{_brief(first[one])}” there"
            for one in apart[:_APART]
        )
        more = f"; and {len(apart) - _APART} more" if len(apart) > _APART else ""
        wrong = f"the key of row {int(first[ROW])} again: {told}{more}"
        mend = "give each row a key of its own, or delete one of the two"
        if not apart:
            wrong = f"row {int(first[ROW])} again, cell for cell"
            mend = "delete one of the two"
        where = (f"{name}.csv", int(row[ROW]), key, row[key][:200])
        found.append(Problem(*where, wrong, mend))
    return found


def _copies(tables: Tables, name: str) -> ir.Table:
    """The rows of a table whose key another has too: the first of many."""
    rows, key = tables[cells(name)], TABLES[name].key
    copies = rows.count().over(group_by=key)
    doubled = rows.select(*TABLES[name].names, ROW, copies=copies)
    return doubled.filter(doubled.copies > 1).order_by(ROW).limit(LISTED)


def _brief(cell: str) -> str:
    return cell if len(cell) <= _BRIEF else f"{cell[: _BRIEF - 1]}…"


def _first_cells(tables: Tables) -> ir.Table:
    breaches = cell_rules.breaches(tables)
    return breaches.order_by("place", ROW, "spot").limit(LISTED)


def _all_cells(tables: Tables) -> ir.Table:
    breaches = cell_rules.breaches(tables)
    both = (breaches.form != "").cast("int64") + (breaches.lost != "").cast("int64")
    return breaches.aggregate(total=both.sum())


def _row_problems(
    bench: Bench, name: str, missing: Missing
) -> tuple[list[Problem], int]:
    """The problems that show only when a row's cells are seen together."""
    missing &= _read_by(name)
    kept = _said(name, missing)
    if not kept:
        return [], 0
    first = bench.answer(_first_rows, name, missing)
    found = [
        Problem(
            f"{row['table_name']}.csv",
            int(row[ROW]),
            TABLES[row["table_name"]].teller
            if rule.column == "teller"
            else rule.column,
            str(row[rule.column])[:200],
            rule.wrong,
            rule.mend,
        )
        for row in first.to_dict("records")
        for number, rule in enumerate(kept)
        if row[f"rule{number}"]
    ]
    total = len(found)
    if len(first) == LISTED:
        total = int(bench.answer(_all_rows, name, missing).iloc[0].sum())
    return found, total


def _kept(tables: Tables, name: str, missing: Missing) -> tuple[ir.Table, list[Rule]]:
    """The rows of a table, or all spans (""), and the rules that can be asked."""
    select, rules = row_rules.OF[name]
    rows = select(tables)
    gone = {column for owner, column in missing if owner == name}
    gone |= {f"{owner}.{column}" for owner, column in missing}
    return rows, [r for r in rules(rows) if not gone & {r.column, *r.needs}]


@lru_cache(maxsize=64)
def _said(name: str, missing: Missing) -> list[Rule]:
    """The rules that can be asked of a table: what they say is the same of any."""
    tables = {
        cells(table.name): ibis.table(
            dict.fromkeys(table.names, "string") | {ROW: "int64"}
        )
        for table in TABLES.values()
    }
    return _kept(tables, name, missing)[1]


@lru_cache(maxsize=64)
def _read_by(name: str) -> Missing:
    """The columns without which some rule of a table cannot be asked."""
    read = {
        one for rule in _said(name, frozenset()) for one in (rule.column, *rule.needs)
    }
    pairs = ((one if "." in one else f"{name}.{one}").split(".") for one in read)
    return frozenset((table, column) for table, column in pairs)


def _broken(tables: Tables, name: str, missing: Missing) -> ir.Table:
    """The rows that break a rule, what they show of it, and which."""
    rows, kept = _kept(tables, name, missing)
    flags = {f"rule{n}": rule.broken.fill_null(False) for n, rule in enumerate(kept)}
    shown = {rule.column: rows[rule.column] for rule in kept}
    table = rows.table_name if not name else ibis.literal(name)
    flagged = rows.select(table_name=table, **{ROW: rows[ROW]}, **shown, **flags)
    return flagged.filter(ibis.or_(*(flagged[flag] for flag in flags)))


def _first_rows(tables: Tables, name: str, missing: Missing) -> ir.Table:
    return _broken(tables, name, missing).order_by("table_name", ROW).limit(LISTED)


def _all_rows(tables: Tables, name: str, missing: Missing) -> ir.Table:
    broken = _broken(tables, name, missing)
    flags = [column for column in broken.columns if column.startswith("rule")]
    sums = {flag: broken[flag].cast("int64").sum() for flag in flags}
    return broken.aggregate(**sums)


def _nested(tables: Tables) -> ir.Table:
    quotes = tables[cells("quotes")]
    nested = quotes.filter(quotes.within != "").order_by(ROW)
    return nested.select(ROW, "quote_id", "within")


def _ring_problems(bench: Bench, missing: Missing) -> list[Problem]:
    """The statements that are nested, at any depth, in themselves."""
    if missing & {("quotes", "quote_id"), ("quotes", "within")}:
        return []
    rows = bench.answer(_nested)
    above = dict(zip(rows["quote_id"], rows["within"], strict=True))
    clear: set[str] = set()
    caught: set[str] = set()
    for first in above:
        trail: dict[str, None] = {}
        at = first
        while at in above and at not in trail and at not in clear:
            trail[at] = None
            at = above[at]
        steps = list(trail)
        if at in trail:
            caught.update(steps[steps.index(at) :])
        clear.update(steps)
    mend = "name the statement that reports this one, or leave it empty"
    return [
        Problem("quotes.csv", int(row), "within", value, "nested in itself", mend)
        for row, key, value in rows.itertuples(index=False)
        if key in caught
    ]


def problems(read: Files) -> tuple[list[Problem], int]:
    """
    Return what keeps a record from being opened, in the order of its files and rows: at
    least the first problems that there are, and the number of all.

    Raises:
        RecordRefused: there is no room to look at all of it.

    """
    found, total = [*read.problems], len(read.problems)
    if read.tables:
        filled = {name for name, held in read.tables.items() if held.count_rows()}
        # A connection of their own: the tables that checks look at end with it.
        backend = duckdb.connect(**limits(read))
        with record_problems.engine_errors(), closing(backend.con):
            bench = staging.laid_out(backend, read, others=False)
            broken, number = _broken_rules(bench, frozenset(read.missing), filled)
        found, total = found + broken, total + number
    place = {f"{name}.csv": number for number, name in enumerate(TABLES)}
    found.sort(key=lambda p: (place.get(p.file, -1), p.row or 0))
    return found, total


def looked_at(read: Files) -> str:
    """
    Return which of a record's files could be looked at, as `contents` says it.
    """
    absent = {
        name
        for name in read.tables
        if {(name, column) for column in TABLES[name].names} <= read.missing
    }
    rows = {
        name: held.count_rows()
        for name, held in read.tables.items()
        if name not in absent
    }
    return contents(rows)

"""What keeps a record from being opened: its rules, asked as queries."""

from collections.abc import Callable, Container, Iterator
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard import cell_rules, neighbours, rules
from dashboard.rules import Rule
from dashboard.unchecked import ROW, Problem

LISTED: Final = 200
Answer = Callable[[ir.Table], pd.DataFrame]
Tables = dict[str, ir.Table]
Missing = set[tuple[str, str]]


def problems(
    tables: Tables, missing: Missing, filled: Container[str], answer: Answer
) -> tuple[list[Problem], int]:
    """
    Return at least the first problems that there are, and the number of all.

    `tables` are the record's cells as text, with `_row`. A rule that reads a column in
    `missing` is left out: its absence is a problem already; and so are those of a table
    without rows, which is not in `filled`: building a question costs more than asking.
    """
    found, total = _cell_problems(tables, missing, answer)
    rings = _ring_problems(tables["quotes"], missing, answer)
    found, total = found + rings[:LISTED], total + len(rings)
    broken, number = _row_problems("", neighbours.spans(tables), missing, answer)
    found, total = found + broken, total + number
    for name, beside in neighbours.BESIDE.items():
        if name in filled:
            broken, number = _row_problems(name, beside(tables), missing, answer)
            found, total = found + broken, total + number
    return found, total


def _cell_problems(
    tables: Tables, missing: Missing, answer: Answer
) -> tuple[list[Problem], int]:
    dated = answer(cell_rules.spelled(tables))["value"]
    breaches = cell_rules.breaches(tables, missing, dated)
    first = answer(breaches.order_by("place", ROW, "spot").limit(LISTED))
    found = []
    for row in first.to_dict("records"):
        table, column = cell_rules.SPOTS[row["spot"]]
        where = (f"{table.name}.csv", int(row[ROW]), column.name, row["value"][:200])
        faults = filter(None, (row["form"], row["lost"]))
        said = (cell_rules.said(row["spot"], fault) for fault in faults)
        found += [Problem(*where, *wrong_and_mend) for wrong_and_mend in said]
    total = len(found)
    if len(first) == LISTED:
        both = (breaches.form != "").cast("int64") + (breaches.lost != "").cast("int64")
        total = int(answer(breaches.aggregate(total=both.sum()))["total"][0])
    return found, total


_RULES: Final[dict[str, Callable[[ir.Table], Iterator[Rule]]]] = {
    "": rules.span_rules,
    "relays": rules.relay_rules,
    "positions": rules.position_rules,
    "events": rules.event_rules,
    "participants": rules.participant_rules,
}


def _row_problems(
    name: str, rows: ir.Table, missing: Missing, answer: Answer
) -> tuple[list[Problem], int]:
    """The problems that show only when a row's cells are seen together."""
    gone = {column for owner, column in missing if owner == name}
    gone |= {f"{owner}.{column}" for owner, column in missing}
    kept = [r for r in _RULES[name](rows) if not gone & {r.column, *r.needs}]
    flags = {f"rule{n}": rule.broken.fill_null(False) for n, rule in enumerate(kept)}
    if not flags:
        return [], 0
    shown = {rule.column: rows[rule.column] for rule in kept}
    table = rows.table_name if not name else ibis.literal(name)
    flagged = rows.select(table_name=table, **{ROW: rows[ROW]}, **shown, **flags)
    broken = flagged.filter(ibis.or_(*(flagged[flag] for flag in flags)))
    first = answer(broken.order_by("table_name", ROW).limit(LISTED))
    found = [
        Problem(
            f"{row['table_name']}.csv",
            int(row[ROW]),
            neighbours.SPANS[row["table_name"]]
            if rule.column == "teller"
            else rule.column,
            str(row[rule.column])[:200],
            rule.wrong,
            rule.mend,
        )
        for row in first.to_dict("records")
        for flag, rule in zip(flags, kept, strict=True)
        if row[flag]
    ]
    total = len(found)
    if len(first) == LISTED:
        sums = {flag: broken[flag].cast("int64").sum() for flag in flags}
        total = int(answer(broken.aggregate(**sums)).iloc[0].sum())
    return found, total


def _ring_problems(quotes: ir.Table, missing: Missing, answer: Answer) -> list[Problem]:
    """The statements that are nested, at any depth, in themselves."""
    if missing & {("quotes", "quote_id"), ("quotes", "within")}:
        return []
    nested = quotes.filter(quotes.within != "").order_by(ROW)
    rows = answer(nested.select(ROW, "quote_id", "within"))
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

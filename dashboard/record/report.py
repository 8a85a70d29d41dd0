"""A record in the words of a shell: what was looked at, and its problems."""

import unicodedata
from pathlib import Path
from typing import Final

from dashboard.record.cells import Files
from dashboard.record.checks import LISTED
from dashboard.record.problems import Problem
from dashboard.record.schema import TABLES

HEADER: Final = ("file", "row", "column", "value", "what is wrong", "how to mend it")
WIDEST: Final = 60


def contents(written: dict[str, int]) -> str:
    """
    Return what a file holds, from how many of each were written: tables, or other
    things; "" where nothing was counted.
    """
    rows = [total for name, total in written.items() if name in TABLES]
    held = [counted(n, name) for name, n in written.items() if name not in TABLES]
    if held:
        return f"{', '.join(held)}, "
    tables = f"{counted(len(rows), 'tables')}, " if len(rows) > 1 else ""
    return f"{tables}{counted(sum(rows), 'rows')}, " if rows else ""


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


def counted(number: int, things: str) -> str:
    """
    Return a number of things, of which one is called as its word without the last s.
    """
    word, _, rest = things.partition(" ")
    word = word.removesuffix("s") if number == 1 else word
    return f"{number:,} {word} {rest}".rstrip()


def size(count: float) -> str:
    """
    Return a file's size as people say it.
    """
    if count < 1_000:
        return f"{count} bytes"
    units = iter(("KB", "MB", "GB", "TB"))
    unit = next(units)
    count /= 1_000
    while count >= 999.5:
        count, unit = count / 1_000, next(units)
    return f"{count:.{0 if count >= 9.95 else 1}f} {unit}"


def report(address: Path, found: list[Problem], total: int, seen: str = "") -> str:
    """
    Return what was looked at and its problems: one as a sentence, several as a table
    whose columns are aligned.
    """
    if not total:
        return f"{address}: {seen}no problems"
    if total == 1:
        summary = f"\n{address}: {seen}1 problem" if seen else ""
        return sentence(found[0]) + summary
    rows: list[tuple[str, ...]] = [HEADER]
    for p in found[:LISTED]:
        row = "" if p.row is None else str(p.row)
        cells = (_short(p.file), row, _short(p.column), _short(p.value))
        rows.append((*cells, printable(p.wrong), printable(p.mend)))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    listed = f"; the first {LISTED} are listed" if total > LISTED else ""
    return "\n".join([*lines, "", f"{address}: {seen}{total:,} problems{listed}"])


def sentence(problem: Problem) -> str:
    """
    Return a problem as a sentence: where, the cell, what is wrong, how to mend it.
    """
    place = [
        _short(problem.file),
        "" if problem.row is None else f"row {problem.row}",
        problem.column and f"column {_short(problem.column)}",
        problem.value and f"value “{_short(problem.value)}”",
    ]
    where = ", ".join(filter(None, place))
    return printable(
        ": ".join(filter(None, (where, f"{problem.wrong}; {problem.mend}")))
    )


def printable(text: str) -> str:
    """
    Return a text on one line: what would move the cursor is spelled out.
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _width(text: str) -> int:
    """How many places a text takes in a shell: Chinese letters two, accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)

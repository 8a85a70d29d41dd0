"""Problems and texts as a shell prints them: aligned, on one line."""

import unicodedata
from pathlib import Path
from typing import Final

from dashboard.record.checks import LISTED
from dashboard.record.problems import Problem

HEADER: Final = ("file", "row", "column", "value", "what is wrong", "how to mend it")
WIDEST: Final = 60


def report(address: Path, found: list[Problem], total: int) -> str:
    """
    Return all problems as a table whose columns are aligned, or that there are none.
    """
    if not total:
        return f"{address}: no problems"
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
    problems = "1 problem" if total == 1 else f"{total:,} problems"
    return "\n".join([*lines, "", f"{address}: {problems}{listed}"])


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

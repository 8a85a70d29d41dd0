"""What is wrong with a record, the refusal to open it, and a shell's words for both."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.engine.base import first_line
from dashboard.engine.duckdb import EngineFailed
from dashboard.record.limits import LISTED
from dashboard.record.schema import TABLES

ROOM: Final = (
    "make room in memory, and on the disk for temporary files (TMPDIR names their"
    " folder)"
)
HEADER: Final = ("file", "row", "column", "value", "what is wrong", "how to mend it")
WIDEST: Final = 60
LONG: Final = 100


class Problem(NamedTuple):
    """One thing that keeps a record from being opened, and how to mend it."""

    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    mend: str


class RecordRefused(Exception):  # noqa: N818 - it names what happened to the record
    """A record has problems; `problems` lists the first of `total`."""

    def __init__(self, problems: list[Problem], total: int) -> None:
        super().__init__(f"{total:,} problems in the record")
        self.problems = problems
        self.total = total


def refused(name: str, wrong: str, mend: str) -> RecordRefused:
    """
    Return the refusal of a record for one reason, which is of no row.
    """
    return RecordRefused([Problem(name, None, "", "", wrong, mend)], 1)


@contextmanager
def engine_errors() -> Iterator[None]:
    """
    Tell of an engine that cannot go on, for want of room, as of a problem.
    """
    try:
        yield
    except EngineFailed as error:
        wrong = f"cannot be looked at: {first_line(error)}"
        raise refused("", wrong, ROOM) from error


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
    # What takes a whole sentence to say would make the table too wide to be read.
    long = [sentence(p) for p in found[:LISTED] if len(p.wrong) > LONG]
    for p in (one for one in found[:LISTED] if len(one.wrong) <= LONG):
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
    lines = lines[: len(lines) * (len(rows) > 1)] + long
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

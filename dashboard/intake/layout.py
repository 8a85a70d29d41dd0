"""How a file of text is laid out: what parts its cells, and where its header stands."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from dashboard.intake.decoding import UTF8
from dashboard.record import limits
from dashboard.record.schema import Table

SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# A file made for Excel may say in its first line what parts its cells.
_SAYS: Final = re.compile(r'"?sep=(?P<sign>.)"?[,;\t|]*\r?', re.IGNORECASE)
_HEAD: Final = 1 << 16  # Bytes in which a header is looked for,
_ABOVE: Final = 20  # and rows.
csv.field_size_limit(limits.CELL)


class Layout(NamedTuple):
    """
    How a file of text is laid out.

    `first` is the row of its header, as a spreadsheet counts: one that says what parts
    the cells (`says`) is not shown there. `remarks` are what is odd about it.
    """

    encoding: str = UTF8
    separator: str = ","
    first: int = 1
    says: bool = False
    remarks: tuple[str, ...] = ()


def recognised(path: Path, table: Table, encoding: str = UTF8) -> Layout:
    """
    Return how a table's file is laid out: of cells parted by commas and a header in the
    first row, unless that row is none and another is.
    """
    with path.open("rb") as file:
        text = file.read(_HEAD).decode(encoding, "replace")
    usual = Layout(encoding)
    if _known(_rows(text, ",", 1), table):
        return usual
    lines = text.split("\n", 1)
    says = _SAYS.fullmatch(lines[0])
    if says:
        text = lines[1] if len(lines) > 1 else ""
    found = [
        (names, -row, sign)
        for sign in SEPARATORS
        for row, cells in enumerate(_rows(text, sign, _ABOVE), start=1)
        if (names := _known([cells], table)) > 1
    ]
    if not found:
        return usual
    _, row, sign = max(found)
    told = [f"with {SEPARATORS[sign]} between cells"] if sign != "," else []
    told += ["with a first line “sep=”"] if says else []
    told += ["with other lines above the header"] if row < -1 else []
    return Layout(encoding, sign, -row, bool(says), tuple(told))


def names_in(header: Sequence[str], table: Table) -> dict[str, int]:
    """
    Return where a header names columns of a table, written as they should be or but for
    capitals, spaces and hyphens.
    """
    found: dict[str, int] = {}
    exact = set(header)
    for place, name in enumerate(header):
        plain = name if name in table.names else _plainly(name)
        is_known = plain in table.names and plain not in found
        if is_known and (name == plain or plain not in exact):
            found[plain] = place
    return found


def _plainly(name: str) -> str:
    """
    Return a column's name as the schema would write it.
    """
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


@contextmanager
def opened(path: Path, layout: Layout) -> Iterator[Iterator[list[str]]]:
    """
    Give the rows of a file from its header on.

    Raises:
        csv.Error: it is no CSV, or a cell or line of it is too long.

    """
    with path.open(encoding=layout.encoding, newline="") as text:
        if layout.says:
            text.readline(limits.LINE)
        reader = csv.reader(lines(text), strict=True, delimiter=layout.separator)
        for _ in range(layout.first - 1):
            next(reader, None)
        yield reader


def lines(text: TextIO) -> Iterator[str]:
    """
    Give the lines of a file, as long as none has too many characters to be held.
    """
    while line := text.readline(limits.LINE):
        if len(line) == limits.LINE:
            raise csv.Error("field larger than field limit")
        yield line


def _rows(text: str, sign: str, most: int) -> list[list[str]]:
    """The first rows of a text."""
    found = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            found.append(cells)
            if len(found) == most:
                break
    except csv.Error:
        pass  # What cannot be read is told when it is.
    return found


def _known(rows: list[list[str]], table: Table) -> int:
    return len(names_in(rows[0], table)) if rows else 0

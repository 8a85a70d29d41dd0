"""One table's file, read as it stands: every cell a text, every row numbered."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

import pyarrow as pa

from dashboard.schema import Table

ROW: Final = "_row"
CHUNK: Final = 50_000
csv.field_size_limit(2**31 - 1)


class Problem(NamedTuple):
    """One thing that keeps a record from being opened, and how to mend it."""

    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    mend: str


@dataclass
class Files:
    """
    A record's cells before any rule has been applied.

    `tables` holds a column of text for each column of the schema, then one named
    "extra: …" for each other column of the file, and `_row`: the row as a spreadsheet
    counts it, the header being row 1. An absent column is filled with empty cells and
    named in `missing`.
    """

    tables: dict[str, pa.Table] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    missing: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_table(files: Files, table: Table, data: bytes) -> None:
    """
    Add a table's cells to `files`, or what keeps its file from being read.
    """
    try:
        if b"\0" in data:
            raise UnicodeDecodeError("utf-8", data, data.index(b"\0"), 0, "a zero byte")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        unread(files, table, *_not_utf8(data, error.start))
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if not any(cell.strip() for cell in header):
            mend = f"write the header, even without rows: {','.join(table.names)}"
            unread(files, table, 1, "", "empty file", mend)
        elif not set(header) & set(table.names):
            unread(files, table, 1, ",".join(header)[:80], *_strange(table, header))
        else:
            extra = _check_header(files, table, header)
            places = {
                name: header.index(name) for name in table.names if name in header
            }
            rows = _rows(files, table, places | extra, len(header), reader)
            files.tables[table.name] = _arrow([*table.names, *extra], rows)
    except csv.Error as error:
        mend = 'write a quotation mark inside a cell twice ("") and close every cell'
        wrong = f"cannot be read as CSV: {error}"
        unread(files, table, _torn(text), "", wrong, mend)


def _not_utf8(data: bytes, at: int) -> tuple[int, str, str, str]:
    """Row, value, what is wrong and how to mend it, of a file that is not UTF-8."""
    before = data[:at].decode("utf-8", "replace") + "?"
    row = sum(1 for _ in csv.reader(io.StringIO(before, newline="")))
    value = data[at : at + 8].hex(" ")
    mend = "save the file as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”)"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data:
        return row, value, "not UTF-8, but UTF-16 or damaged", mend
    return row, value, "not UTF-8", mend


def _torn(text: str) -> int:
    """The row at which a text stops being CSV."""
    row = 1
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), strict=True):
            row += 1
    except csv.Error:
        pass  # The row is what was asked for.
    return row


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _strange(table: Table, header: list[str]) -> tuple[str, str]:
    """What is wrong with a header that names no column, and how to mend it."""
    for sign, called in (";", "semicolons"), ("\t", "tabs"), ("|", "bars"):
        split = {_plain(cell.strip(' "')) for cell in header[0].split(sign)}
        if len(split & set(table.names)) > 1:
            wrong = f"cells are separated by {called}, not commas"
            return wrong, "save it as “CSV UTF-8 (comma delimited)”"
    mend = f"make the first line {','.join(table.names)}"
    if {_plain(name) for name in header} & set(table.names):
        mend += " (lower-case, no spaces)"
    return "header names none of the table's columns", mend


def _check_header(files: Files, table: Table, header: list[str]) -> dict[str, int]:
    """Note what is wrong with a header; return where its other columns stand."""
    file = f"{table.name}.csv"
    extra: dict[str, int] = {}
    for place, name in enumerate(header):
        if name not in table.names:
            # A prefix, and a number besides, keep these names apart from any other.
            extra[f"extra: {name or 'no name'} ({place + 1})"] = place
            wrong = f"column {place + 1}, “{name}”, is not one of the record's"
            files.remarks.append(f"{file}: {wrong}; kept, not shown")
        elif header.index(name) < place:
            mend = "keep one of the two"
            files.problems.append(Problem(file, 1, name, name, "column twice", mend))
    others = [header[place] for place in extra.values() if header[place].strip()]
    for name in table.names:
        if name not in header:
            files.missing.add((table.name, name))
            alike = next((other for other in others if _plain(other) == name), "")
            mend = f"add the column {name}"
            if alike:
                mend = f"rename “{alike}” to {name}"
            elif others:
                mend += f", or rename the one that holds it ({', '.join(others)[:80]})"
            problem = Problem(file, 1, name, alike, "column missing", mend)
            files.problems.append(problem)
    return extra


def _rows(
    files: Files,
    table: Table,
    places: dict[str, int],
    width: int,
    reader: Iterator[list[str]],
) -> Iterator[list[str | int]]:
    """Give each row's cells, the schema's columns first, its number last."""
    others = [name for name in places if name not in table.names]
    order = [places.get(name, width) for name in (*table.names, *others)]
    for number, cells in enumerate(reader, start=2):
        if not any(cells):
            continue  # A blank line: nothing is lost with it.
        if len(cells) != width:
            wrong = f"{len(cells)} cells where the header has {width}"
            mend = "quote cells that hold a comma; give each row as many cells"
            value = ",".join(cells)[:80]
            problem = Problem(f"{table.name}.csv", number, "", value, wrong, mend)
            files.problems.append(problem)
            cells = (cells + [""] * width)[:width]
        cells.append("")  # What an absent column holds.
        yield [*(cells[place] for place in order), number]


def _arrow(columns: list[str], rows: Iterator[list[str | int]]) -> pa.Table:
    shape = pa.schema([*((name, pa.string()) for name in columns), (ROW, pa.int64())])
    batches = [_batch([], shape)]
    while held := list(islice(rows, CHUNK)):
        batches.append(_batch(held, shape))
    return pa.Table.from_batches(batches, shape)


def _batch(rows: list[list[str | int]], shape: pa.Schema) -> pa.RecordBatch:
    cells = zip(*rows, strict=True) if rows else ([] for _ in shape)
    arrays = [pa.array(c, f.type) for c, f in zip(cells, shape, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=shape)


def unread(files: Files, table: Table, row: int | None, *said: str) -> None:
    """
    Note why a table cannot be read (value, wrong, mend) and hold it as empty.
    """
    value, wrong, mend = said
    files.problems.append(Problem(f"{table.name}.csv", row, "", value, wrong, mend))
    files.missing.update((table.name, column) for column in table.names)
    files.tables[table.name] = _arrow(table.names, iter(()))

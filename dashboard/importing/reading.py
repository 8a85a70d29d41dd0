"""
A file as it stands: rows of a table, whatever parts its cells, or JSON; and the field
that each of its columns is mapped to.
"""

import csv
import difflib
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final, NoReturn

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.engine.base import first_line
from dashboard.importing.draft import NotRead, Options, Sheet, not_read
from dashboard.intake import archives, workbooks
from dashboard.intake.decoding import UTF8, decoded
from dashboard.intake.layout import lines
from dashboard.intake.readers import texts, too_much
from dashboard.record import limits
from dashboard.record.cells import Files
from dashboard.record.files import unpacked
from dashboard.record.problems import size
from dashboard.record.schema import QUOTING, TABLES, Column

NOTE: Final = "note"  # The one field that takes several columns, each with its name.
# What a file may tell of a place besides what a record holds.
HINTS: Final = {"before": "the words before it", "after": "the words after it"}
# Tables whose rows a column may describe besides naming them: speaker_id.kind.
DESCRIBED: Final = ("actors", "issues", "sources")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PARQUET: Final = (".parquet", ".pq")
ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt", *WORKBOOKS, *PARQUET)
SEPARATORS: Final = ",;\t|"
_SAVE: Final = "save the table anew as CSV, and name that file"


def sheet(path: Path, options: Options) -> Sheet:
    """
    Return a table's rows, numbered as a spreadsheet counts them.

    Raises:
        NotRead: it is no table, or none that can be read.

    """
    if path.suffix.casefold() in WORKBOOKS:
        return _of_workbook(path, options.sheet)
    if path.suffix.casefold() in PARQUET:
        return _of_parquet(path)
    coding = _coding(path)
    with path.open(encoding=coding, newline="") as text:
        first = text.readline(limits.LINE)
        says = first.startswith("sep=") and len(first.strip()) == 5
        separator = first.strip()[-1] if says else _separator(first)
    rows = _rows(path, coding, separator, skipped=int(says))
    number, header = next(rows, (1, []))
    columns = _columns(path, header, number)
    return Sheet(columns, _fitted(path, rows, len(columns)))


def _of_workbook(path: Path, asked: str) -> Sheet:
    """The rows of a workbook's one sheet, or of the one that is asked for."""
    with unpacked() as folder:
        try:
            found = workbooks.sheets(path, folder, Files(), path.name)
        except archives.Refused as refused:
            raise not_read(path.name, *refused.args) from refused
        names = {name.removesuffix(".csv"): held for name, held in found.items()}
        filled = [name for name, held in names.items() if held.stat().st_size]
        alike = [one for one in names if one.casefold() == asked.casefold()]
        found_one = alike if asked else filled
        name = found_one[0] if len(found_one) == 1 else ""
        if name not in names:
            there = f"--sheet, one of: {', '.join(names)}"[:300]
            wrong = f"has no sheet “{asked}”" if asked else "which sheet is not told"
            raise not_read(path.name, wrong, there)
        rows = list(_rows(names[name], UTF8, ",", skipped=0))
    number, header = rows[0] if rows else (1, [])
    columns = _columns(path, header, number)
    return Sheet(columns, _fitted(path, iter(rows[1:]), len(columns)), len(rows) - 1)


def _of_parquet(path: Path) -> Sheet:
    """The rows of a Parquet file, numbered as if a header stood above them."""
    try:
        with pq.ParquetFile(path) as file:
            if much := too_much(file, path):
                raise not_read(path.name, *much[1:])
            if path.stat().st_size > limits.IMPORTED:
                _too_large(path)
            columns = file.schema_arrow.names
            held = [texts(column) for column in file.read().columns]
    except (pa.ArrowException, OSError) as error:
        wrong = f"cannot be read as Parquet: {first_line(error, 120)}"
        raise not_read(path.name, wrong, _SAVE) from error
    rows = enumerate(map(list, zip(*held, strict=True)), start=2)
    return Sheet(_columns(path, columns, 1), rows, len(held[0]) if held else 0)


def is_objects(held: Any) -> bool:
    """
    Tell whether JSON is a table: a list of objects, none of which holds another.
    """
    return (
        isinstance(held, list)
        and bool(held)
        and all(isinstance(one, dict) for one in held)
        and not any(isinstance(cell, dict | list) for one in held
                    for cell in one.values())
    )  # fmt: skip


def objects(path: Path, options: Options) -> Sheet:
    """
    Return the rows of a table in JSON, one an object, numbered from 1.

    Raises:
        NotRead: it is no JSON, or no such table.

    """
    held = read_json(path)
    if not is_objects(held):
        raise not_read(path.name, "is no list of rows", _SAVE)
    names = list(dict.fromkeys(name for one in held for name in one))
    rows = (
        (number, [_told(one.get(name)) for name in names])
        for number, one in enumerate(held, start=1)
    )
    return Sheet(_columns(path, names, 1), rows, len(held))


def _told(cell: Any) -> str:
    """A value of JSON as a cell holds it."""
    return "" if cell is None else str(cell).strip()


def _coding(path: Path) -> str:
    """How a file's letters are written, as far as that can be told."""
    found = decoded(path)
    if found.at is not None:
        wrong = f"letters that cannot be told (“{found.meant}”?)"
        raise not_read(path.name, wrong if found.meant else "is no text", _SAVE)
    return found.encoding


def _separator(first: str) -> str:
    """The sign that parts a header into most cells."""

    def cells(sign: str) -> int:
        return len(next(csv.reader([first], delimiter=sign), []))

    return max(SEPARATORS, key=cells)


def _columns(path: Path, header: list[str], row: int) -> list[str]:
    """The names of columns, each once: one without a name is called by its letter."""
    if not any(cell.strip() for cell in header):
        raise not_read(path.name, "its first row names no column", _SAVE, row)
    found: list[str] = []
    for place, cell in enumerate(header):
        name = " ".join(cell.split()) or f"column {place + 1}"
        if name in found:
            name = f"{name} ({place + 1})"
        found.append(name)
    return found


def _rows(
    path: Path, coding: str, separator: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a file that hold anything, its header first, with their numbers."""
    number = skipped
    try:
        with path.open(encoding=coding, newline="") as text:
            for _ in range(skipped):
                text.readline()
            csv.field_size_limit(limits.CELL)  # Other libraries lift it for all.
            reader = csv.reader(lines(text), delimiter=separator, strict=True)
            for number, cells in enumerate(reader, start=skipped + 1):
                cells = [cell.strip() for cell in cells]
                if any(cells):
                    yield number, cells
    except csv.Error as error:
        mend = f'write a quotation mark in a cell twice (""), or {_SAVE}'
        wrong = f"cannot be read as CSV: {error}"
        raise not_read(path.name, wrong, mend, number + 1) from error


def _fitted(
    path: Path, rows: Iterator[tuple[int, list[str]]], width: int
) -> Iterator[tuple[int, list[str]]]:
    """Rows with as many cells as the header has."""
    for number, cells in rows:
        if len(cells) > width and any(cells[width:]):
            wrong = f"{len(cells)} cells where the header has {width}"
            mend = "quote cells that hold the sign that separates them"
            raise not_read(path.name, wrong, mend, number)
        yield number, (cells + [""] * width)[:width]


_ANEW: Final = "export it anew from the program that made it"


def _too_large(path: Path) -> NoReturn:
    wrong = f"has {size(path.stat().st_size)}; {size(limits.IMPORTED)} are read at most"
    raise not_read(path.name, wrong, "bring it in part by part")


def _read_bytes(path: Path) -> bytes:
    """All of a file that is read whole."""
    try:
        held = path.stat().st_size
        if held > limits.IMPORTED:
            _too_large(path)
        return path.read_bytes()
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or error}"
        raise not_read(path.name, wrong, "name another file") from error


def read_text(path: Path) -> str:
    """
    Return all of a file of text: in UTF-8, in UTF-16, or as Windows wrote it.

    Raises:
        NotRead: it is too large, or cannot be read.

    """
    held = _read_bytes(path)
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return held.decode("utf-16", "replace")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", "replace")


def read_json(path: Path) -> Any:
    """
    Return what a file of JSON holds; of one with an object a line, the list of them.

    Raises:
        NotRead: it is too large, nested too deeply, or no JSON; with the line.

    """
    text = read_text(path)
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip()[:1] == "{" for line in lines):
            return _a_line_each(path, text)
        wrong = f"is no JSON: {error.msg}"
        raise not_read(path.name, wrong, _ANEW, error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise _unread(path, error) from error


def _a_line_each(path: Path, text: str) -> list[Any]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_loaded(line))
        except (RecursionError, ValueError) as error:
            raise _unread(path, error, number) from error
    return found


def _loaded(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python reads, and JSON does not have."""
    raise ValueError(f"{word} is no number of JSON")


def _unread(path: Path, error: Exception, row: int | None = None) -> NotRead:
    wrong = f"is no JSON: {error}"[:200]
    if isinstance(error, RecursionError):
        wrong = "is nested too deeply"
    return not_read(path.name, wrong, _ANEW, row)


def fields(table: str) -> dict[str, Column]:
    """
    Return what a column can be mapped to, for rows of a table: its own columns, and
    those of the rows that it refers to (speaker_id.kind).
    """
    found: dict[str, Column] = {}
    for column in TABLES[table].columns:
        found[column.name] = column
        if column.refers_to in DESCRIBED and column.refers_to != table:
            key = TABLES[column.refers_to].key
            inner = fields(column.refers_to)
            found |= {f"{column.name}.{n}": c for n, c in inner.items() if n != key}
    return found


def planned(sheet: Sheet, options: Options) -> dict[str, str]:
    """
    Return the field of each column of a sheet; "" of one that is left out.

    Raises:
        NotRead: an option names a table, a column or a field that there is not.

    """
    table = options.table or sheet.table
    if table not in TABLES:
        raise not_read(table, "no table of a record", f"name one: {', '.join(TABLES)}")
    allowed = [*fields(table), *(HINTS if table in QUOTING else ())]
    for column in options.columns:
        if column not in sheet.columns:
            there = ", ".join(sheet.columns)[:300]
            raise not_read(column, "no column of the file", f"there are: {there}")
    for one in chain(filter(None, options.columns.values()), options.values):
        if one not in allowed:
            near = difflib.get_close_matches(one, allowed, n=3) or allowed[:20]
            raise not_read(one, f"no field of {table}", f"write {', '.join(near)}")
    by_itself = {_plain(name): name for name in allowed}
    plan: dict[str, str] = {}
    for column in sheet.columns:
        own = sheet.suggested.get(column, by_itself.get(_plain(column), ""))
        plan[column] = options.columns.get(column, own if own in allowed else "")
    asked = set(options.columns)
    for column, one in plan.items():
        twice = [c for c, f in plan.items() if f == one and one not in ("", NOTE)]
        if len(twice) > 1 and column not in asked:
            plan[column] = ""  # What was told goes before what a name suggests.
        elif len(twice) > 1 and len(set(twice) & asked) > 1:
            wrong = f"{' and '.join(twice)} are both mapped to {one}"
            raise not_read(column, wrong, "map one column to a field")
    return plan


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())

"""One table's file, read as it stands: every cell a text, every row numbered."""

import codecs
import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.engine.base import first_line
from dashboard.record import limits
from dashboard.record.cells import CHUNK, Files, keep
from dashboard.record.problems import Problem, size
from dashboard.record.schema import Table

BLOCK: Final = 1 << 20  # Bytes that are looked at at once.
_ANEW: Final = "write it anew, or give the table as CSV"
csv.field_size_limit(limits.CELL)
_TOO_LONG: Final = (
    f"a cell of more than {limits.CELL:,} characters",
    "give each cell its own words: where the file is torn, close the cell with a"
    ' quotation mark (")',
)


def read_table(files: Files, table: Table, path: Path) -> None:
    """
    Add a table's cells to `files`, or what keeps its file from being read.
    """
    unlike = _undecodable(path)
    if unlike is not None:
        unread(files, table, *_not_utf8(path, unlike))
        return
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(_lines(text), strict=True)
        try:
            header = next(reader, [])
            if not any(cell.strip() for cell in header):
                mend = f"write the header, even without rows: {','.join(table.names)}"
                unread(files, table, 1, "", "empty file", mend)
            elif not set(header) & set(table.names):
                told = _strange(table, header)
                unread(files, table, 1, ",".join(header)[:80], *told)
            else:
                extra = _check_header(files, table, header)
                places = {
                    name: header.index(name) for name in table.names if name in header
                }
                rows = _rows(files, table, places | extra, len(header), reader)
                columns, size = [*table.names, *extra], path.stat().st_size
                keep(files, table.name, columns, rows, size)
        except csv.Error as error:
            mend = (
                'write a quotation mark inside a cell twice ("") and close every cell'
            )
            wrong = f"cannot be read as CSV: {error}"
            if "field limit" in str(error):
                wrong, mend = _TOO_LONG
            unread(files, table, _torn(path), "", wrong, mend)


def read_parquet(files: Files, table: Table, path: Path) -> None:
    """
    Add a table's cells from a Parquet file: what is no text there as it is written.
    """
    try:
        with pq.ParquetFile(path, read_dictionary=_bytes_in(path)) as file:
            header = file.schema_arrow.names
            if not set(header) & set(table.names):
                told = _strange(table, header)
                unread(files, table, 1, ",".join(header)[:80], *told)
                return
            extra = _check_header(files, table, header)
            places = {n: header.index(n) for n in table.names if n in header}
            if too_much := _too_much(file, path):
                unread(files, table, None, *too_much)
                return
            rows = map(list, chain.from_iterable(_batches(file)))
            held = _rows(files, table, places | extra, len(header), rows)
            columns, size = [*table.names, *extra], path.stat().st_size
            keep(files, table.name, columns, held, size)
    except csv.Error as error:
        unread(files, table, error.args[0], "", *_TOO_LONG)
    except (pa.ArrowException, OSError) as error:
        wrong = f"cannot be read as Parquet: {first_line(error, 120)}"
        unread(files, table, None, "", wrong, _ANEW)


def _too_much(file: pq.ParquetFile, path: Path) -> tuple[str, str, str] | None:
    """Value, what is wrong and how to mend it, of a file that holds too much."""
    groups = (file.metadata.row_group(n) for n in range(file.num_row_groups))
    whole, packed = sum(one.total_byte_size for one in groups), path.stat().st_size
    if whole <= max(limits.RATIO_FROM, packed * limits.RATIO):
        return None
    wrong = f"has {size(packed)} that unpack to {size(whole)}"
    return "", f"{wrong}; {limits.RATIO} times as much is unpacked at most", _ANEW


def _bytes_in(path: Path) -> list[str]:
    """
    The columns of texts. What is written once for many rows is to be read once: a cell
    that a thousand rows share would be unpacked a thousand times.
    """
    columns = pq.read_schema(path)
    return [one.name for one in columns if _is_text(one.type)]


def _is_text(kind: pa.DataType) -> bool:
    return kind in (pa.string(), pa.large_string(), pa.binary(), pa.large_binary())


def _batches(file: pq.ParquetFile) -> Iterator[Iterator[tuple[str, ...]]]:
    """
    A file's rows as texts, so many at once as can be held.

    Raises:
        csv.Error: a cell is too long; with its row, as a spreadsheet counts it.

    """
    row = 2
    for batch in file.iter_batches(CHUNK):
        width = 1
        for column in batch.columns:
            is_dictionary = pa.types.is_dictionary(column.type)
            values = column.dictionary if is_dictionary else column
            if _is_text(values.type):
                lengths = pc.binary_length(values)
                longest = pc.max(lengths).as_py() or 0
                if longest > limits.CELL:
                    at = lengths.take(column.indices) if is_dictionary else lengths
                    raise csv.Error(row + pc.index(at, longest).as_py())
                width += longest
        step = max(1, limits.BATCH // width)
        for at in range(0, batch.num_rows, step):
            part = batch.slice(at, step)
            yield zip(*map(_texts, part.columns), strict=True)
        row += batch.num_rows


def _texts(column: pa.Array) -> list[str]:
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]


def _undecodable(path: Path) -> int | None:
    """The first place at which a file is not text in UTF-8, if there is one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        at = 0
        while block := file.read(BLOCK):
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                zero = block.find(b"\0")
                wrong = at - held + error.start
                return wrong if zero < 0 else min(wrong, at + zero)
            if b"\0" in block:
                return at + block.index(b"\0")
            at += len(block)
    held = len(decoder.getstate()[0])
    return at - held if held else None


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a file, as long as none has too many characters to be held."""
    while line := text.readline(limits.LINE):
        if len(line) == limits.LINE:
            raise csv.Error("field larger than field limit")
        yield line


def _not_utf8(path: Path, at: int) -> tuple[int, str, str, str]:
    """Row, value, what is wrong and how to mend it, of a file that is not UTF-8."""
    with path.open("rb") as file:
        begins = file.read(2)
        file.seek(at)
        value = file.read(8)
        file.seek(0)
        is_damaged = any(
            b"\0" in block for block in iter(lambda: file.read(BLOCK), b"")
        )
    mend = "save the file as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”)"
    wrong = "not UTF-8"
    if begins in (b"\xff\xfe", b"\xfe\xff") or is_damaged:
        wrong = "not UTF-8, but UTF-16 or damaged"
    return _row_at(path, at), value.hex(" "), wrong, mend


def _row_at(path: Path, at: int) -> int:
    """The row of a file that holds a byte, up to which all is UTF-8."""

    def before(text: TextIO) -> Iterator[str]:
        done = 0
        for line in _lines(text):
            yield line
            done += len(line.encode())
            if done > at:
                return

    row = 0
    with path.open(encoding="utf-8", errors="replace", newline="") as text:
        try:
            for _ in csv.reader(before(text)):
                row += 1
        except csv.Error:
            row += 1  # It stands in a cell that is too long.
    return row


def _torn(path: Path) -> int:
    """The row at which a file stops being CSV."""
    row = 1
    with path.open(encoding="utf-8-sig", newline="") as text:
        try:
            for _ in csv.reader(_lines(text), strict=True):
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
    for column in table.columns:
        name = column.name
        if name in header:
            continue
        alike = next((other for other in others if _plain(other) == name), "")
        if column.may_lack and not alike:
            continue
        files.missing.add((table.name, name))
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


def unread(files: Files, table: Table, row: int | None, *said: str) -> None:
    """
    Note why a table cannot be read (value, wrong, mend) and hold it as empty.
    """
    value, wrong, mend = said
    files.problems.append(Problem(f"{table.name}.csv", row, "", value, wrong, mend))
    files.missing.update((table.name, column) for column in table.names)
    keep(files, table.name, table.names, iter(()))

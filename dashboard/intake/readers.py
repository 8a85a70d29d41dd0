"""One table's file, read as it stands: every cell a text, every row numbered."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dashboard.engine.base import first_line
from dashboard.intake import layout
from dashboard.intake.decoding import Decoding, decoded
from dashboard.intake.layout import Layout
from dashboard.intake.values import BLANK
from dashboard.record import limits
from dashboard.record.cells import CHUNK, Files, keep
from dashboard.record.problems import Problem, size
from dashboard.record.schema import Table

_NUMBERS: Final = 8  # Rows that a remark lists.
_ANEW: Final = "write it anew, or give the table as CSV"
# The columns that an export of a table adds for a spreadsheet's reader: the names that
# keys point at. Put back, they are nobody's own.
_DATED: Final = ("source", "published_on", "wire", "publisher", "dateline")
_WITNESS: Final = ("speaker_id", "speaker", "relayed_by", "cue", "quote_number")
_ADDED: Final = {
    "sources": frozenset({"wire", "publisher"}),
    "quotes": frozenset({
        "through_state_media", "relayed_by", "speaker", "speaker_kind", "for_country",
        "issue", *_DATED,
    }),
    "relays": frozenset({"quote_number"}),
    "marks": frozenset({*_WITNESS, *_DATED}),
    "positions": frozenset({
        "through_state_media", "country", "actor", "asserter", "asserter_kind",
        "support_means", "topic", "issue", *_WITNESS, *_DATED,
    }),
    "events": frozenset({
        "through_state_media", "first_account", "countries", "people", "issue",
        *_WITNESS, *_DATED,
    }),
    "participants": frozenset({"event_number"}),
}  # fmt: skip
_TOO_LONG: Final = (
    f"a cell of more than {limits.CELL:,} characters",
    "give each cell its own words: where the file is torn, close the cell with a"
    ' quotation mark (")',
)


def read_table(files: Files, table: Table, path: Path) -> None:
    """
    Add a table's cells to `files`, or what keeps its file from being read.
    """
    told = decoded(path, files.encoding)
    if told.at is not None:
        unread(files, table, *_not_decoded(path, told))
        return
    laid = layout.recognised(path, table, told.encoding)
    files.letters |= set(told.letters)
    if odd := [remark for remark in (told.remark, *laid.remarks) if remark]:
        files.odd[files.name_of(table.name)] = odd
    if told.is_suspect:
        files.suspect.add(table.name)
    try:
        with layout.opened(path, laid) as rows:
            header = next(rows, [])
            if not any(cell.strip(BLANK) for cell in header):
                mend = f"write the header, even without rows: {','.join(table.names)}"
                unread(files, table, 1, "", "empty file", mend)
            elif not layout.names_in(header, table):
                told_of = _strange(table)
                unread(files, table, laid.first, ",".join(header)[:80], *told_of)
            else:
                _keep(files, table, header, rows, path, laid.first)
    except csv.Error as error:
        mend = 'write a quotation mark inside a cell twice ("") and close every cell'
        wrong = f"cannot be read as CSV: {error}"
        if "field limit" in str(error):
            wrong, mend = _TOO_LONG
        unread(files, table, _torn(path, laid), "", wrong, mend)


def read_parquet(files: Files, table: Table, path: Path) -> None:
    """
    Add a table's cells from a Parquet file: what is no text there as it is written.
    """
    try:
        with pq.ParquetFile(path, read_dictionary=_bytes_in(path)) as file:
            header = file.schema_arrow.names
            if not layout.names_in(header, table):
                told = _strange(table)
                unread(files, table, 1, ",".join(header)[:80], *told)
                return
            if much := too_much(file, path):
                unread(files, table, None, *much)
                return
            rows = map(list, chain.from_iterable(_batches(file)))
            _keep(files, table, header, rows, path)
    except csv.Error as error:
        unread(files, table, error.args[0], "", *_TOO_LONG)
    except (pa.ArrowException, OSError) as error:
        wrong = f"cannot be read as Parquet: {first_line(error, 120)}"
        unread(files, table, None, "", wrong, _ANEW)


def too_much(file: pq.ParquetFile, path: Path) -> tuple[str, str, str] | None:
    """
    Return value, what is wrong and how to mend it, of a file that holds too much.
    """
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
            yield zip(*map(texts, part.columns), strict=True)
        row += batch.num_rows


def texts(column: pa.Array) -> list[str]:
    """
    Return the cells of a column as text, "" for none.
    """
    return ["" if cell is None else str(cell) for cell in column.to_pylist()]


def _not_decoded(path: Path, told: Decoding) -> tuple[int | None, str, str, str]:
    """Row, value, what is wrong and how to mend it, of a file in unknown letters."""
    mend = "save the file as UTF-8 (in Excel: “CSV UTF-8 (comma delimited)”)"
    at = told.at or 0
    name = ", or name what it is: `on-the-record mend RECORD FOLDER --encoding cp1250`"
    if told.encoding:
        return None, "", f"is {told.encoding.upper()}, and damaged", mend
    with path.open("rb") as file:
        file.seek(at)
        value = file.read(8)
    mend += name
    if told.meant:
        wrong = "not UTF-8, but for some letters Windows-1252"
        mend = f"if “{told.meant[:40]}” is what it should say, {mend}"
        return _row_at(path, at), told.meant, wrong, mend
    wrong = "not UTF-8, but another encoding or damaged"
    return _row_at(path, at), value.hex(" "), wrong, mend


def _row_at(path: Path, at: int) -> int:
    """The row of a file that holds a byte, up to which all is UTF-8."""

    def before(text: TextIO) -> Iterator[str]:
        done = 0
        for line in layout.lines(text):
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


def _torn(path: Path, laid: Layout) -> int:
    """The row at which a file stops being CSV."""
    row = laid.first
    try:
        with layout.opened(path, laid) as rows:
            for _ in rows:
                row += 1
    except csv.Error:
        pass  # The row is what was asked for.
    return row


def _strange(table: Table) -> tuple[str, str]:
    """What is wrong with a header that names no column, and how to mend it."""
    mend = f"make the first line {','.join(table.names)}"
    return "header names none of the table's columns", mend


class _Header(NamedTuple):
    """Where each column of the schema stands, and what else; what is to be remarked."""

    places: dict[str, int]
    extra: dict[str, int]
    width: int


def _header(files: Files, table: Table, header: list[str], row: int = 1) -> _Header:
    """Note what is wrong with a header; return where its columns stand."""
    file = f"{table.name}.csv"
    places = layout.names_in(header, table)
    for name, place in places.items():
        if header[place] != name:
            told = f"the column “{header[place][:80]}” is read as {name}"
            files.remarks.append(f"{files.name_of(table.name)}: {told}")
    for place, name in enumerate(header):
        if name in table.names and header.index(name) < place:
            mend = "keep one of the two"
            files.problems.append(Problem(file, row, name, name, "column twice", mend))
    added = _ADDED.get(table.name, frozenset())
    if added and added <= set(header):
        files.exported.add(table.name)
    else:
        added = frozenset()
    others = {
        place: name
        for place, name in enumerate(header)
        if name not in table.names and place not in places.values()
    }
    # A prefix, and a number besides, keep these names apart from any other.
    extra = {
        f"extra: {name or 'no name'} ({place + 1})": place
        for place, name in others.items()
        if name not in added
    }
    _missing(files, table, places, [name for name in others.values() if name.strip()])
    return _Header(places, extra, len(header))


def _missing(
    files: Files, table: Table, places: dict[str, int], others: list[str]
) -> None:
    """Note the columns that are not there."""
    for column in table.columns:
        name = column.name
        if name in places or column.may_lack:
            continue
        files.missing.add((table.name, name))
        mend = f"add the column {name}"
        if others:
            mend += f", or rename the one that holds it ({', '.join(others)[:80]})"
        problem = Problem(f"{table.name}.csv", 1, name, "", "column missing", mend)
        files.problems.append(problem)


def _remark_columns(files: Files, table: Table, strangers: dict[int, str]) -> None:
    """Say which columns are not the record's: once a file."""
    if not strangers:
        return
    named = [f"{place + 1}, “{name[:80]}”" for place, name in strangers.items()]
    if len(named) == 1:
        told = f"column {named[0]}, is not one of the record's; kept, not shown"
    else:
        most = "; ".join(named[:6]) + (" …" if len(named) > 6 else "")
        told = f"{len(named)} columns are not the record's ({most}); kept, not shown"
    files.remarks.append(f"{files.name_of(table.name)}: {told}")


def _keep(
    files: Files,
    table: Table,
    header: list[str],
    rows: Iterator[list[str]],
    file: Path,
    first: int = 1,
) -> None:
    """Add the rows below a header, and say what is odd about them."""
    found = _header(files, table, header, first)
    extra, size = found.extra, file.stat().st_size
    seen: set[int] = set()
    nameless = {place for place in extra.values() if not header[place].strip(BLANK)}
    cells = _rows(files, table, found, header, rows, first, nameless, seen)
    keep(files, table.name, [*table.names, *extra], cells, size)
    unseen = [name for name, place in extra.items() if place in nameless - seen]
    held = files.tables[table.name]
    if unseen and isinstance(held, ds.InMemoryDataset):
        kept = [name for name in held.schema.names if name not in unseen]
        files.tables[table.name] = ds.dataset(held.to_table(columns=kept))
    strangers = {p: header[p] for name, p in extra.items() if name not in unseen}
    _remark_columns(files, table, strangers)


def _rows(
    files: Files,
    table: Table,
    found: _Header,
    header: list[str],
    reader: Iterator[list[str]],
    first: int,
    nameless: set[int],
    seen: set[int],
) -> Iterator[list[str | int]]:
    """
    Give each row's cells, the schema's columns first, its number last; note in `seen`
    which columns without a name hold something.
    """
    width, places = found.width, found.places
    order = [places.get(name, width) for name in table.names]
    order += found.extra.values()
    needed = {places[c.name] for c in table.columns if c.required and c.name in places}
    least = max(needed, default=0) + 1
    short: list[int] = []
    again: list[int] = []
    for number, cells in enumerate(reader, start=first + 1):
        if not any(cells):
            continue  # A blank line: nothing is lost with it.
        if len(cells) != width:
            if len(cells) > width and not any(c.strip(BLANK) for c in cells[width:]):
                pass  # A spreadsheet parts cells to its right that hold nothing,
            elif least <= len(cells) < width:
                short.append(number)  # and leaves out the last of others.
            elif any(cell.strip(BLANK) for cell in cells):
                files.problems.append(_ragged(table, number, cells, width))
            cells = (cells + [""] * width)[:width]
        if not cells[0].strip(BLANK) and not any(c.strip(BLANK) for c in cells):
            continue
        if cells[0] == header[0] and cells == header:
            again.append(number)
            continue
        if nameless:
            seen.update(place for place in nameless if cells[place].strip(BLANK))
        cells.append("")  # What an absent column holds.
        yield [*(cells[place] for place in order), number]
    name = files.name_of(table.name)
    if short:
        which = "row" if len(short) == 1 else "rows"
        told = f"{which} {_listed(short)}: the last cells are left out, read as empty"
        files.remarks.append(f"{name}: {told}")
    if again:
        is_are = "row {} is" if len(again) == 1 else "rows {} are"
        told = f"{is_are.format(_listed(again))} the header again; left out"
        files.remarks.append(f"{name}: {told}")


def _ragged(table: Table, number: int, cells: list[str], width: int) -> Problem:
    wrong = f"{len(cells)} cells where the header has {width}"
    mend = "quote cells that hold a comma; give each row as many cells"
    value = ",".join(cells)[:80]
    return Problem(f"{table.name}.csv", number, "", value, wrong, mend)


def _listed(rows: list[int]) -> str:
    """Some rows by their numbers: the first of many."""
    if len(rows) <= _NUMBERS:
        return ", ".join(map(str, rows))
    first = ", ".join(map(str, rows[:_NUMBERS]))
    return f"{first} and {len(rows) - _NUMBERS:,} more"


def unread(files: Files, table: Table, row: int | None, *said: str) -> None:
    """
    Note why a table cannot be read (value, wrong, mend) and hold it as empty.
    """
    value, wrong, mend = said
    files.problems.append(Problem(f"{table.name}.csv", row, "", value, wrong, mend))
    files.missing.update((table.name, column) for column in table.names)
    keep(files, table.name, table.names, iter(()))

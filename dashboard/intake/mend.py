"""A record written as it was understood, in good form, with a list of what changed."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from dashboard.engine import scratch
from dashboard.intake import files, understood
from dashboard.record.cells import ROW, Files
from dashboard.record.files import UNREADY, NotWritten, not_written
from dashboard.record.problems import Problem, RecordRefused
from dashboard.record.schema import TABLES, datapackage

CHANGES: Final = "-changes.csv"  # How the list is called, behind the folder's name.
_HEADER: Final = ("file", "row", "column", "was", "is now")
# Python before 3.13 leaves a lone carriage return unquoted unless the line's end holds
# one; no cell holds a NUL, so this end is found again and made a plain one.
_END: Final = "\r\0\n"


class Mended(NamedTuple):
    """
    What was written: the record as it was read, how many of its cells are others now,
    and what still keeps it from being opened, the first of `total`.
    """

    read: Files
    changes: int
    problems: list[Problem]
    total: int


def write(address: Path, folder: Path, encoding: str = "") -> Mended:
    """
    Write a record's tables into a new folder, and beside it the list of every cell that
    is not as it was: file, row, column, what it was, what it is now. Files that are not
    Unicode are read in an encoding, where one is named.

    What is doubtful stays as it is. Nothing is written unless all of it can be.

    Raises:
        RecordRefused: some table cannot be read whole.
        NotWritten: of a place that cannot be written, or where something is already.

    """
    listed = folder.with_name(folder.name + CHANGES)
    for path in (folder, listed):
        if path.exists():
            raise NotWritten(f"{path}: is there already; name a folder that is not")
    if not folder.absolute().parent.is_dir():
        raise NotWritten(f"{folder}: its folder does not exist; make it first")
    read = files.read(address, encoding)
    found, total = understood.problems(read)
    unread = [one for one in found if one.row is None or not one.column]
    if unread or not read.tables:
        raise RecordRefused(unread or found, len(unread) or total)
    try:
        with scratch.folder(folder.absolute().parent, UNREADY) as place:
            inside = place / "record"
            inside.mkdir()
            _write(read, inside)
            with (place / "list").open("w", encoding="utf-8-sig", newline="") as file:
                changes = _rows(file, _changes(read))
            (place / "list").replace(listed)
            inside.replace(folder)
    except OSError as error:
        raise not_written(folder, error) from error
    return Mended(read, changes, found, total)


def _write(read: Files, folder: Path) -> None:
    package = datapackage(read.about)
    for resource in package["resources"]:
        name = resource["name"]
        held = read.tables[name]
        others = [one for one in held.schema.names if one.startswith("extra: ")]
        named = [one.removeprefix("extra: ").rpartition(" (")[0] for one in others]
        resource["schema"]["fields"] += [{"name": n, "type": "string"} for n in named]
        columns = [*TABLES[name].names, *others]
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            _rows(file, iter([[*TABLES[name].names, *named]]))
            for batch in held.to_batches(columns=columns):
                cells = (batch[column].to_pylist() for column in columns)
                _rows(file, zip(*cells, strict=True))
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    for name, data in read.others.items():
        (folder / Path(name).name).write_bytes(data)


def _changes(read: Files) -> Iterator[tuple[Any, ...]]:
    """The cells that are not as they were, below their header."""
    yield _HEADER
    for name in TABLES:
        before = read.before.get(name)
        if before is None:
            continue
        file = read.name_of(name)
        for column in TABLES[name].names:
            was, now = (one.to_table(columns=[column, ROW]) for one in
                        (before, read.tables[name]))  # fmt: skip
            pairs = zip(*(was[n].to_pylist() for n in (ROW, column)),
                        now[column].to_pylist(), strict=True)  # fmt: skip
            yield from (
                (file, row, column, old, new) for row, old, new in pairs if old != new
            )


def _rows(file: IO[str], rows: Iterator[Any]) -> int:
    """Write rows, and return how many follow the first."""
    number = -1
    kept = _Plain(file)
    writer = csv.writer(kept, lineterminator=_END)
    for row in rows:
        writer.writerow(row)
        number += 1
    return number


class _Plain:
    """A file whose lines end plainly."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.removesuffix(_END) + "\n")

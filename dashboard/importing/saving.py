"""A draft put into a record, a folder or a .zip: whole and checked, or not at all."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final, TextIO

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.engine import scratch
from dashboard.importing.draft import NAMED, Cells, Draft, Known, Told, slug
from dashboard.intake import csv_lines, files, names, understood
from dashboard.record import folders
from dashboard.record.cells import ROW, Files
from dashboard.record.files import UNREADY, NotWritten, not_written
from dashboard.record.problems import Problem, printable
from dashboard.record.schema import TABLES, Table, datapackage

_EXTRA: Final = "extra: "
ARCHIVE: Final = ".zip"
Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Change:
    """
    What else is done to a record than to add rows: by table, the keys (first column) of
    rows that go, for each of which the draft's stand in its place; files that are put
    beside the tables; a folder for the record as it was before.
    """

    gone: Mapping[str, Collection[str]] = field(default_factory=dict)
    beside: Mapping[str, bytes] = field(default_factory=dict)
    backups: Path | None = None


class Target:
    """
    Where a draft goes: into a record that is there (a folder, or a .zip of one), or
    into a new folder.

    `known` are the keys and names that it has.

    Raises:
        RecordRefused: the record that is there has problems of its own.
        NotWritten: what is there is neither, or its folder does not exist.

    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        if self.path.is_symlink():
            self.path = self.path.resolve()
        self.read: Files | None = None
        self.is_archive = self.path.is_file() and self.path.suffix.lower() == ARCHIVE
        if self.path.exists() and not self.path.is_dir() and not self.is_archive:
            what = "is a file; name a folder, in which the record is to stand"
            raise NotWritten(f"{path}: {what}")
        if not self.path.parent.is_dir():
            raise NotWritten(f"{path}: its folder does not exist; make it first")
        if self.is_archive or (self.path.is_dir() and any(self.path.iterdir())):
            self.path = files.home(self.path)
            self.stamp = folders.stamp(self.path)
            self.read = files.read(self.path)
            understood.checked(self.read)
        self.known = Known(self.read)

    @property
    def is_new(self) -> bool:
        """Whether there is no record yet."""
        return self.read is None

    def write(
        self,
        draft: Draft,
        told: Told,
        *,
        is_trial: bool = False,
        change: Change = Change(),
    ) -> Path | None:
        """
        Write the record with what the draft adds, check it, and put it in place; in a
        trial it is checked alone. What the checks find is noted in the draft, by the
        rows of its file, and then nothing is put in place. Return where the record as
        it was before is kept, if it is.

        Raises:
            NotWritten: the disk is full, or the place cannot be written; or (as
                `folders.Changed`) the record was changed meanwhile.

        """
        draft.look_for_no_text()
        if draft.total:
            return None
        try:
            place = None if is_trial else self.path.parent
            with scratch.folder(place, UNREADY if place else scratch.PREFIX) as near:
                made = near / "record"
                inside = self._laid(made)
                numbers = self._make(inside, draft, told, change)
                told("checked", 0, 1)
                read = files.read(inside)
                found, total = understood.problems(read)
                self._note(draft, found, total, numbers)
                self._count(draft, read, change, total)
                told("checked", 1, 1)
                if is_trial or draft.total:
                    return None
                if self.is_archive:
                    made = _packed(made, self.path, near / self.path.name)
                if self.is_new:
                    folders.put(made, self.path)
                    return None
                return folders.exchange(made, self.path, self.stamp, change.backups)
        except OSError as error:
            raise not_written(self.path, error) from error

    def archived(self, draft: Draft, change: Change) -> bytes:
        """
        Return the record with what the draft adds as a .zip, made in memory: nothing is
        written, nor checked. Of a folder its own files go into it, and no folder in it.
        """
        made = io.BytesIO()
        called = {one: name for name in TABLES for one in self._called(name)}
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for file, opened in self._files():
                name = called.get(file, "")
                rows, gone = draft.rows.get(name, []), change.gone.get(name, ())
                if rows or gone:
                    lines = self._lines(TABLES[name], file, opened, rows, gone)
                    text = "".join(line.text for line in lines)
                    archive.writestr(f"{name}.csv", text)
                else:
                    with opened() as data:
                        archive.writestr(file, data.read())
            for name, table in TABLES.items() if self.is_new else ():
                lines = _written_anew(table, None, draft.rows[name], ())
                text = "".join(line.text for line in lines)
                archive.writestr(f"{name}.csv", text)
            for file, told in self._about(draft).items() if self.is_new else ():
                archive.writestr(file, told)
        return made.getvalue()

    def _called(self, name: str) -> tuple[str, ...]:
        """What the file of a table may be called: it is there under one of these."""
        own = self.read.name_of(name) if self.read else f"{name}.csv"
        return own, f"{name}.parquet"

    def _files(self) -> Iterator[tuple[str, Opener]]:
        """The record's own files: what each is called, and what opens it."""
        if self.is_archive:
            with zipfile.ZipFile(self.path) as archive:
                inside = [PurePosixPath(one) for one in archive.namelist()]
                tops = [one.parent for one in inside
                        if one.name in self._called("sources")]  # fmt: skip
                top = min(tops, key=lambda one: len(one.parts))
                for one in inside:
                    if one.parent == top:
                        yield one.name, partial(archive.open, str(one))
        elif not self.is_new:
            for path in sorted(self.path.iterdir()):
                if path.is_file() and not names.is_left_over(path.name):
                    yield path.name, _opener(path)

    def _laid(self, made: Path) -> Path:
        """Copy the record as it is into a folder; return where in it the tables are."""
        if self.is_new:
            made.mkdir()
        elif self.is_archive:
            with zipfile.ZipFile(self.path) as archive:
                archive.extractall(made)
        else:
            shutil.copytree(self.path, made)
        return files.home(made) if self.is_archive else made

    def _make(
        self, made: Path, draft: Draft, told: Told, change: Change
    ) -> dict[str, dict[int, int]]:
        """
        Put the draft's rows into the tables of a folder; return by table which row of
        its file is which of the draft.
        """
        numbers: dict[str, dict[int, int]] = {}
        for name, table in TABLES.items():
            rows, gone = draft.rows[name], change.gone.get(name, ())
            if not rows and not gone and not self.is_new:
                continue
            old = self._old(made, name)
            opened = _opener(old) if old else None
            lines = self._lines(table, old.name if old else "", opened, rows, gone)
            fresh = made / f".{name}.new"
            with fresh.open("w", encoding="utf-8", newline="") as file:
                numbers[name] = {}
                for number, line in enumerate(lines, start=1):
                    file.write(line.text)
                    if line.given is not None:
                        numbers[name][number] = line.given
            if old is not None:  # Quotes.CSV, quotes.parquet: what was read.
                old.unlink()
            fresh.replace(made / f"{name}.csv")
            told(name, len(rows), len(rows))
        for beside, data in change.beside.items():
            (made / beside).parent.mkdir(parents=True, exist_ok=True)
            (made / beside).write_bytes(data)
        for beside, text in self._about(draft).items() if self.is_new else ():
            (made / beside).write_text(text, encoding="utf-8", newline="\n")
        return numbers

    def _old(self, made: Path, name: str) -> Path | None:
        """The file of a table that was read, in a folder; None of a new record."""
        if self.is_new:
            return None
        found = [made / one for one in self._called(name) if (made / one).is_file()]
        if not found:
            wrong, mend = "its tables stand in a workbook", "write them as CSV first"
            raise NotWritten(f"{self.path}: {wrong}; {mend}: on-the-record mend")
        return found[0]

    def _lines(
        self, table: Table, file: str, opened: Opener | None, rows: list[Cells],
        gone: Collection[str],
    ) -> Iterator[csv_lines.Line]:  # fmt: skip
        """A table's file with rows in it: line by line where it is plain CSV."""
        if opened is not None and self._is_as_read(table.name, file):
            text = partial(_as_text, opened)
            given = csv_lines.edited(text, table, rows, gone)
            try:
                first = next(given)  # What is not plain is known before any line.
            except csv_lines.NotPlain:
                pass
            else:
                yield first
                yield from given
                return
        yield from _written_anew(table, self.read, rows, gone)

    def _is_as_read(self, name: str, file: str) -> bool:
        """Whether what was read of a table is what its file says, cell for cell."""
        read = self.read
        if read is None or PurePosixPath(file).suffix.lower() != ".csv":
            return False
        # What is odd in other ways is no plain CSV.
        return not (name in read.before or name in read.typed or name in read.exported)

    def _about(self, draft: Draft) -> dict[str, str]:
        """Say, beside a new record's tables, where it comes from and what it lacks."""
        day = datetime.now(UTC).date().isoformat()
        about = {
            "name": slug(self.path.name) or "record",
            "title": self.path.name,
            "description": f"Brought in from {draft.file} on {day}. README.md lists"
            " what was not taken.",
        }
        text = json.dumps(datapackage(about), ensure_ascii=False, indent=2)
        lines = [f"# {self.path.name}", "", f"{about['description'][:-1]}:", ""]
        lines += [f"- {printable(line)}" for line in draft.lines()] or [
            "- nothing was left out"
        ]
        return {"datapackage.json": f"{text}\n", "README.md": "\n".join([*lines, ""])}

    def _count(self, draft: Draft, read: Files, change: Change, total: int) -> None:
        """Refuse a record whose tables do not hold as many rows as were written."""
        for name, rows in draft.rows.items():
            left = self.known.rows[name] - self._going(name, change)
            held = read.tables[name].count_rows() if name in read.tables else 0
            if held != left + len(rows) and not total:
                wrong = f"{name}.csv has {held:,} rows where {left + len(rows):,} were"
                mend = "nothing was changed; write the record anew: on-the-record mend"
                raise NotWritten(f"{self.path}: {wrong} written; {mend}")

    def _going(self, name: str, change: Change) -> int:
        gone = change.gone.get(name, ())
        if not gone or self.read is None:
            return 0
        asked = pc.field(TABLES[name].names[0]).isin(list(gone))
        return int(self.read.tables[name].count_rows(filter=asked))

    def _note(
        self, draft: Draft, found: list[Problem], total: int,
        numbers: Mapping[str, Mapping[int, int]],
    ) -> None:  # fmt: skip
        """Note what the checks find, by the rows and the columns of the file."""
        for problem in found:
            draft.problems.append(_by_file(draft, problem, numbers))
        draft.total += total


def _by_file(
    draft: Draft, problem: Problem, numbers: Mapping[str, Mapping[int, int]]
) -> Problem:
    """A problem of a row of a table as one of the row that it was made from."""
    table = problem.file.removesuffix(".csv")
    at = numbers.get(table, {}).get(problem.row or 0)
    if at is None:
        return problem
    origin = draft.origins[table][at]
    called = origin.columns.get(problem.column, "")
    name = NAMED.get(table, TABLES[table].key)
    which = draft.rows[table][at].get(name, "")
    wrong = problem.wrong
    if called != problem.column:
        wrong += f" ({table}.{problem.column}"
        wrong += f" of {which[:60]})" if which and not called else ")"
    return problem._replace(file=draft.file, row=origin.row, column=called, wrong=wrong)


def _opener(path: Path) -> Opener:
    return lambda: path.open("rb")


def _as_text(opened: Opener) -> TextIO:
    return io.TextIOWrapper(opened(), encoding="utf-8", newline="")


def _written_anew(
    table: Table, read: Files | None, rows: list[Cells], gone: Collection[str]
) -> Iterator[csv_lines.Line]:
    """A table as the schema lays it out, each cell as it was understood."""
    held = read.tables[table.name] if read else None
    others = [one for one in (held.schema.names if held else ())
              if one not in table.names and one != ROW]  # fmt: skip
    line = _writer()
    yield csv_lines.Line(line([*table.names, *map(_own_name, others)]))
    going = pa.array(list(gone), pa.string())
    for batch in held.to_batches() if held else ():
        stays = pc.invert(pc.is_in(batch[table.names[0]], going))
        kept = batch.filter(stays)
        columns = [kept[one].to_pylist() for one in (*table.names, *others)]
        for cells in zip(*columns, strict=True):
            yield csv_lines.Line(line(list(cells)))
    for place, row in enumerate(rows):
        yield csv_lines.Line(line([*row.values(), *[""] * len(others)]), place)


def _writer() -> Callable[[list[str]], str]:
    """What lays cells out as a line of CSV."""
    held: list[str] = []

    class Kept:
        def write(self, text: str) -> None:
            held.append(text)

    writer = csv.writer(Kept(), lineterminator="\r\n")

    def line(cells: list[str]) -> str:
        held.clear()
        writer.writerow(cells)
        return "".join(held).removesuffix("\r\n") + "\n"

    return line


def _packed(made: Path, former: Path | None, path: Path) -> Path:
    """Pack a folder, its files in the order that a former archive has them."""
    order: list[str] = []
    if former is not None:
        with zipfile.ZipFile(former) as archive:
            order = archive.namelist()
    found = {
        one.relative_to(made).as_posix(): one
        for one in sorted(made.rglob("*"))
        if one.is_file() and one.name != scratch.HELD
    }
    named = [*(n for n in order if n in found), *(n for n in found if n not in order)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in named:
            archive.write(found[name], name)
    return path


def _own_name(extra: str) -> str:
    """The name of a column that a record's maker added, as its file has it."""
    name = extra.removeprefix(_EXTRA).rpartition(" (")[0]
    return "" if name == "no name" else name

"""A draft put into a record's folder: whole and checked, or not at all."""

import csv
import ctypes
import json
import os
import shutil
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from dashboard.engine import scratch
from dashboard.importing.draft import NAMED, Draft, Known, Told, slug
from dashboard.intake import files, names, understood
from dashboard.record.cells import ROW, Files
from dashboard.record.files import NotWritten, not_written
from dashboard.record.problems import Problem, printable
from dashboard.record.schema import TABLES, datapackage

_UNREADY: Final = ".on-the-record-"
_EXTRA: Final = "extra: "
# What Linux and macOS call the exchange of two names in one step.
_EXCHANGE: Final = 2
_HERE: Final = -100


class Target:
    """
    The folder that a draft goes into: a record that is there, or one to be made.

    `known` are the keys and names that it has.

    Raises:
        RecordRefused: the record that is there has problems of its own.
        NotWritten: what is there is no folder, or its folder does not exist.

    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        if self.path.is_symlink():
            self.path = self.path.resolve()
        self.read: Files | None = None
        if self.path.exists() and not self.path.is_dir():
            what = "is a file; name a folder, in which the record is to stand"
            raise NotWritten(f"{path}: {what}")
        if not self.path.parent.is_dir():
            raise NotWritten(f"{path}: its folder does not exist; make it first")
        if self.path.is_dir() and any(self.path.iterdir()):
            self.stamp = _stamp(self.path)
            self.path = files.home(self.path)
            self.read = files.read(self.path)
            understood.checked(self.read)
        self.known = Known(self.read)

    def fresh(self) -> Known:
        """Return the keys and the names of the record anew: a draft adds to them."""
        return Known(self.read)

    @property
    def is_new(self) -> bool:
        """Whether there is no record yet."""
        return self.read is None

    def write(self, draft: Draft, told: Told, *, is_trial: bool = False) -> None:
        """
        Write the record with what the draft adds, check it, and put it in place; in a
        trial it is checked alone. What the checks find is noted in the draft, by the
        rows of its file, and then nothing is put in place.

        Raises:
            NotWritten: the disk is full, or the place cannot be written; or the record
                was changed meanwhile.

        """
        draft.look_for_no_text()
        if draft.total:
            return
        try:
            place = None if is_trial else self.path.parent
            with scratch.folder(place, _UNREADY if place else scratch.PREFIX) as near:
                made = near / "record"
                self._make(made, draft, told)
                told("checked", 0, 1)
                read = files.read(made)
                found, total = understood.problems(read)
                self._note(draft, found, total, read)
                told("checked", 1, 1)
                if not is_trial and not draft.total:
                    self._put(made)
        except OSError as error:
            raise not_written(self.path, error) from error

    def _make(self, made: Path, draft: Draft, told: Told) -> None:
        """Write the whole record into a folder."""
        if self.read is None:
            made.mkdir()
        else:
            shutil.copytree(self.path, made)
        for name, table in TABLES.items():
            rows = draft.rows[name]
            if not rows and not self.is_new:
                continue
            held = self.read.tables[name] if self.read else None
            others = [one for one in (held.schema.names if held else ())
                      if one not in table.names and one != ROW]  # fmt: skip
            header = [*table.names, *map(_own_name, others)]
            path = made / f"{name}.csv"
            for old in made.iterdir():  # Quotes.CSV, quotes.parquet: what was read.
                is_table = old.suffix.casefold() in (".csv", ".parquet")
                if is_table and names.table_in(old.stem) == name:
                    old.unlink()
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(header)
                for batch in held.to_batches() if held else ():
                    columns = [batch[one].to_pylist() for one in
                               (*table.names, *others)]  # fmt: skip
                    writer.writerows(zip(*columns, strict=True))
                more = [""] * len(others)
                writer.writerows([*row.values(), *more] for row in rows)
                file.flush()
                os.fsync(file.fileno())
            told(name, len(rows), len(rows))
        if self.is_new:
            self._about(made, draft)

    def _about(self, made: Path, draft: Draft) -> None:
        """Say, beside a new record's tables, where it comes from and what it lacks."""
        day = datetime.now(UTC).date().isoformat()
        about = {
            "name": slug(self.path.name) or "record",
            "title": self.path.name,
            "description": f"Brought in from {draft.file} on {day}. README.md lists"
            " what was not taken.",
        }
        text = json.dumps(datapackage(about), ensure_ascii=False, indent=2)
        (made / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
        lines = [f"# {self.path.name}", "", f"{about['description'][:-1]}:", ""]
        lines += [f"- {printable(line)}" for line in draft.lines()] or [
            "- nothing was left out"
        ]
        readme = "\n".join([*lines, ""])
        (made / "README.md").write_text(readme, encoding="utf-8")

    def _note(
        self, draft: Draft, found: list[Problem], total: int, read: Files
    ) -> None:
        """Note what the checks find, by the rows and the columns of the file."""
        for problem in found:
            draft.problems.append(self._by_file(draft, problem))
        draft.total += total
        for name, rows in draft.rows.items():
            there = self.known.rows[name] + len(rows)
            held = read.tables[name].count_rows() if name in read.tables else 0
            if held != there and not total:
                wrong = f"{name}.csv has {held:,} rows where {there:,} were written"
                mend = "nothing was changed; write the record anew: on-the-record mend"
                raise NotWritten(f"{self.path}: {wrong}; {mend}")

    def _by_file(self, draft: Draft, problem: Problem) -> Problem:
        """A problem of a row of a table as one of the row that it was made from."""
        table = problem.file.removesuffix(".csv")
        at = (problem.row or 0) - 2 - self.known.rows.get(table, 0)
        if table not in TABLES or not 0 <= at < len(draft.rows[table]):
            return problem
        origin = draft.origins[table][at]
        called = origin.columns.get(problem.column, "")
        name = NAMED.get(table, TABLES[table].key)
        which = draft.rows[table][at].get(name, "")
        wrong = problem.wrong
        if called != problem.column:
            wrong += f" ({table}.{problem.column}"
            wrong += f" of {which[:60]})" if which and not called else ")"
        return problem._replace(
            file=draft.file, row=origin.row, column=called, wrong=wrong
        )

    def _put(self, made: Path) -> None:
        """Put a finished folder where the record is to stand, in one step."""
        for path in made.iterdir():
            if path.is_file():
                with path.open("rb+") as file:
                    os.fsync(file.fileno())
        if self.is_new:
            if os.name == "nt" and self.path.exists():
                self.path.rmdir()  # It is empty; elsewhere it is replaced as it is.
            made.replace(self.path)
            return
        if _stamp(self.path) != self.stamp:
            raise NotWritten(f"{self.path}: was changed meanwhile; import once more")
        if _exchanged(made, self.path):
            return  # The record as it was goes with the folder in which this one was.
        # Where two names cannot be exchanged, the old record stays under one of its own
        # until the new one stands: whatever ends this, one of the two is whole.
        kept = self.path.with_name(f"{self.path.name}.before-import")
        if kept.exists():
            raise NotWritten(f"{kept}: is a record left from before; move it away")
        self.path.replace(kept)
        made.replace(self.path)
        shutil.rmtree(kept, ignore_errors=True)


def _own_name(extra: str) -> str:
    """The name of a column that a record's maker added, as its file has it."""
    name = extra.removeprefix(_EXTRA).rpartition(" (")[0]
    return "" if name == "no name" else name


def _stamp(folder: Path) -> list[tuple[Any, ...]]:
    """What shows that a file of a folder was changed: its size and its time."""
    states = ((path, path.stat()) for path in sorted(folder.rglob("*")))
    return [(str(path), one.st_size, one.st_mtime_ns) for path, one in states]


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; tell whether this system can."""
    names = [os.fsencode(one), os.fsencode(other)]
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, _EXCHANGE) == 0)
        told = (_HERE, names[0], _HERE, names[1], _EXCHANGE)
        return bool(system.renameat2(*told) == 0)
    return False

"""What was read of another tool's file: rows for a record's tables, not yet written."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from dashboard.record.cells import Files
from dashboard.record.problems import Problem
from dashboard.record.schema import TABLES

Cells = dict[str, str]
# How far a step is: what is done, how much of it, of how much.
Told = Callable[[str, int, int], None]
KEY: Final = 60  # Characters of a key that is made of a name.
EACH: Final = 1_000  # Rows between two words of progress.
UNWRITTEN: Final = "(not written yet)"  # What “supports” means on a new issue.
SHOWN: Final = 3  # Examples of what was not taken.
MOST: Final = 1_000  # Problems that are kept; how many there are is counted.
# What a row is called by, in tables to which other rows refer by a key.
NAMED: Final = {
    "actors": "name", "countries": "name", "issues": "label", "sources": "title",
}  # fmt: skip
# What makes two rows of one span the same row, besides the span.
_SAME: Final = {
    "quotes": ("speaker_id",),
    "positions": ("country_id", "actor_id", "issue_id", "asserted_by"),
    "events": ("title",),
    "marks": (),
}
# Tables whose rows are made where a name stands that no row has yet.
_MADE: Final = ("actors", "issues")
_COLUMNS: Final = {name: table.names for name, table in TABLES.items()}


class Origin(NamedTuple):
    """
    Where a row comes from: its row in the file (None where rows have no number), what
    the file calls that from which each column was made.
    """

    row: int | None
    columns: Mapping[str, str]


class Question(NamedTuple):
    """What no file tells and the record must hold: a field, why, the words allowed."""

    field: str
    about: str
    allowed: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """
    What whoever imports tells besides the file.

    `table` is the table its rows are of ("" for what its form suggests), `columns` the
    field of each column ("" to leave it out), `values` the value of a field where the
    file has none, `texts` the files of the sources' texts, by source.
    """

    table: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Path] = field(default_factory=dict)
    sheet: str = ""


class Aside(NamedTuple):
    """A thing of a file that is no row: what it is, why it is not taken, an example."""

    what: str
    why: str
    example: str = ""


class Sheet(NamedTuple):
    """
    Rows as they stand in a file: each its number there (None without one) and its
    cells, one for each of `columns`; `suggested` is the field of some of these, `aside`
    what else the file has.
    """

    columns: list[str]
    rows: Iterable[tuple[int | None, list[str]]]
    total: int = 0
    table: str = "quotes"
    suggested: Mapping[str, str] = {}
    aside: Iterable[Aside] = ()


class NotRead(Exception):  # noqa: N818 - it names what happened to the file
    """A file holds nothing that can be brought in; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.wrong)
        self.problem = problem


def not_read(file: str, wrong: str, mend: str, row: int | None = None) -> NotRead:
    """
    Return the refusal of a whole file.
    """
    return NotRead(Problem(file, row, "", "", wrong, mend))


class Known:
    """
    A record's keys and names, by table; of no record, none. No draft changes it.

    `read` are the record's cells.
    """

    def __init__(self, read: Files | None = None) -> None:
        self.read = read
        self._printed: dict[str, dict[tuple[str, ...], str]] = {}
        self.keys: dict[str, set[str]] = {name: set() for name in TABLES}
        self.rows: dict[str, int] = dict.fromkeys(TABLES, 0)
        self.names: dict[str, dict[str, list[str]]] = {name: {} for name in NAMED}
        self.sources: dict[str, Cells] = {}
        for name, held in (read.tables if read else {}).items():
            key = TABLES[name].key
            wanted = [one for one in (key, NAMED.get(name, "")) if one]
            self.rows[name] = held.count_rows()
            if not key:
                continue
            cells = held.to_table(columns=wanted)
            self.keys[name] = set(cells[key].to_pylist())
            if name in NAMED:
                pairs = zip(*(cells[one].to_pylist() for one in wanted), strict=True)
                for one, called in pairs:
                    self.names[name].setdefault(called, []).append(one)
        if read and "sources" in read.tables:
            for row in read.tables["sources"].to_table().to_pylist():
                self.sources[row["source_id"]] = row

    def same(self, table: str, row: Cells) -> str:
        """Return the key of the row that says the same of the same span, or ""."""
        if not self.rows[table] or row["source_id"] not in self.sources:
            return ""
        columns = ("source_id", "start", "end", *_SAME[table])
        if table not in self._printed and self.read:
            held = self.read.tables[table].to_table(
                columns=[*columns, f"{table[:-1]}_id"]
            )
            *cells, keys = (one.to_pylist() for one in held.columns)
            self._printed[table] = dict(
                zip(zip(*cells, strict=True), keys, strict=True)
            )
        return self._printed[table].get(tuple(row[one] for one in columns), "")


@dataclass
class LeftOut:
    """Things of a kind that were not taken: how many, some of them, and why."""

    why: str
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shown = "; ".join(self.examples)
        return self.why + (f": {shown}" if shown else "")


class Draft:
    """
    Rows read of another tool's file, by table, each with its origin.

    `problems` keep it from being written, `total` is how many there are; `left_out` is
    what was not taken; `held_as` says which value stands where the file has none.
    """

    def __init__(self, file: str, known: Known | None = None) -> None:
        self.file = file
        self.known = known or Known()
        self.rows: dict[str, list[Cells]] = {name: [] for name in TABLES}
        self.origins: dict[str, list[Origin]] = {name: [] for name in TABLES}
        self.problems: list[Problem] = []
        self.total = 0
        self.questions: list[Question] = []
        self.left_out: dict[str, LeftOut] = {}
        self.held_as: dict[str, int] = {}
        self._at: dict[tuple[str, str], Cells] = {}
        self._letters: dict[tuple[str, str], int] = {}
        self._once: set[tuple[str, ...]] = set()
        self._new: dict[tuple[str, str], list[str]] = {}

    def add(self, table: str, cells: Mapping[str, Any], origin: Origin) -> Cells:
        """
        Add a row: of its cells those that the table has columns for; empty the others.
        """
        row = {name: str(cells.get(name, "")) for name in _COLUMNS[table]}
        if table in _SAME and (key := self.known.same(table, row)):
            why = "the record has them already: the same words at the same place"
            self.leave_out(table, why, key)
            return row | {TABLES[table].key: key}
        self.rows[table].append(row)
        self.origins[table].append(origin)
        if key := TABLES[table].key:
            self._at[table, row[key]] = row
        return row

    def row(self, table: str, key: str) -> Cells | None:
        """Return the row of a key that this file brings; None for any other."""
        return self._at.get((table, key))

    def is_taken(self, table: str, key: str) -> bool:
        """Tell whether a key of a table is that of some row, known or new."""
        return key in self.known.keys[table] or (table, key) in self._at

    def wrong(
        self, origin: Origin | None, column: str, value: str, wrong: str, mend: str
    ) -> None:
        """Note a problem of a row (None: of the file) and of a column of the file."""
        self.total += 1
        if len(self.problems) < MOST:
            row = origin.row if origin else None
            called = origin.columns.get(column, column) if origin else column
            value = value[:200]
            self.problems.append(Problem(self.file, row, called, value, wrong, mend))

    def wrong_once(self, *said: str) -> None:
        """Note a problem of the whole file (column, value, wrong, mend) just once."""
        if said not in self._once:
            self._once.add(said)
            column, value, wrong, mend = said
            self.wrong(None, column, value, wrong, mend)

    def ask(
        self, name: str, wrong: str, mend: str, allowed: Iterable[str] = ()
    ) -> None:
        """Note that the value of a field must be told: a problem until it is."""
        if (name, "", wrong, mend) not in self._once:
            self.questions.append(Question(name, wrong, tuple(allowed)))
            self.wrong_once(name, "", wrong, mend)

    def leave_out(self, what: str, why: str, example: str = "", count: int = 1) -> None:
        """Note that something was not taken."""
        kind = self.left_out.setdefault(what, LeftOut(why))
        kind.count += count
        if example and len(kind.examples) < SHOWN:
            kind.examples.append(" ".join(example.split())[:80])

    def hold(self, what: str, count: int = 1) -> None:
        """Note that a value stands where the file has none, or something else."""
        self.held_as[what] = self.held_as.get(what, 0) + count

    def key_of(self, table: str, called: str) -> str:
        """Return a new key for a row, made of what it is called."""
        first = slug(called) or TABLES[table].key.removesuffix("_id")
        numbers = self._letters
        key = first
        while self.is_taken(table, key):
            number = numbers[table, first] = numbers.get((table, first), 1) + 1
            key = f"{first}-{number}"
        return key

    def passage_key(self, table: str, source: str, paragraph: int) -> str:
        """Return a new key for a row that is told of a passage."""
        prefix = f"{source}-p{paragraph}-" if paragraph else f"{source}-m-"
        while True:
            number = self._letters.get((table, prefix), 0)
            self._letters[table, prefix] = number + 1
            key = prefix + _letters(number)
            if not self.is_taken(table, key):
                return key

    def refer(
        self, table: str, value: str, origin: Origin, column: str, **cells: str
    ) -> str:
        """
        Return the key that a value means in a table: a key, or a name that one row has;
        an actor or an issue of a new name is added, with the cells that are given. What
        is neither stays as it is, for the checks to judge.
        """
        if self.is_taken(table, value):
            return value
        named = self.known.names.get(table, {})
        found: list[str] = [*named.get(value, ()), *self._new.get((table, value), ())]
        if len(found) > 1:
            keys = " or ".join(found[:5])
            wrong = f"{len(found)} rows of {table}.csv have this name"
            self.wrong(origin, column, value, wrong, f"write the key instead: {keys}")
            return ""
        if found:
            return found[0]
        if table not in _MADE:
            return value
        return self.make(table, value, origin, **cells)

    def make(self, table: str, called: str, origin: Origin, **cells: str) -> str:
        """Add a row for something that is named for the first time; return its key."""
        key = self.key_of(table, called)
        own = {TABLES[table].key: key, NAMED[table]: called}
        self.add(table, own | cells, origin)
        self._new.setdefault((table, called), []).append(key)
        return key

    def look_for_no_text(self) -> None:
        """Note the cells that no file of text can hold."""
        wrong = "holds half a character or a zero byte, as no text does"
        for name, rows in self.rows.items():
            for row, origin in zip(rows, self.origins[name], strict=True):
                for column, value in row.items():
                    if not value.isprintable() and not _is_text(value):
                        self.wrong(origin, column, value, wrong, "type it anew")

    def counts(self) -> dict[str, int]:
        """Return how many rows each table gets, without those that get none."""
        return {name: len(rows) for name, rows in self.rows.items() if rows}

    def lines(self) -> Iterator[str]:
        """Give the list of what was not taken, and of what stands for the unknown."""
        for what, count in sorted(self.held_as.items()):
            yield f"held: {what} ({count:,})"
        for what, kind in sorted(self.left_out.items()):
            number = f" ({kind.count:,})" if kind.count else ""
            yield f"not taken: {what}{number}: {kind}"


def _is_text(value: str) -> bool:
    """Whether a cell can be written: no file holds a NUL or half a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value


def slug(called: str) -> str:
    """
    Return a name as a key: small letters of a-z, digits and single hyphens; "" of a
    name that has none of these.
    """
    plain = unicodedata.normalize("NFKD", called.casefold())
    plain = re.sub("['’ʼ‘]", "", plain).encode("ascii", "ignore").decode()
    words = "-".join(re.findall("[a-z0-9]+", plain))
    if len(words) > KEY:
        words = words[: KEY + 1].rpartition("-")[0] or words[:KEY]
    return words


def _letters(number: int) -> str:
    """a, b … z, aa, ab …: the number of a row of a passage, from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters

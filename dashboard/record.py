"""Open a record: read it, check it, hold it ready for questions."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard import checks, files, preparation
from dashboard.files import Files, Problem
from dashboard.schema import TABLES

DEFAULT: Final = Path(__file__).resolve().parents[1] / "data"


class RecordRefused(Exception):  # noqa: N818 - it names what happened to the record
    """A record has problems; `problems` lists the first of `total`."""

    def __init__(self, problems: list[Problem], total: int) -> None:
        super().__init__(f"{total:,} problems in the record")
        self.problems = problems
        self.total = total


@dataclass(frozen=True, eq=False)
class Record:
    """
    An opened record: its tables, never changed, to be asked by any thread.

    `about` is what its data package says of itself, `remarks` what was kept unread,
    `others` the files that are not its tables. An empty cell is null. Beside the
    schema's columns, each row has `_row`, its place in its file, and what a reader
    calls what its keys point at (speaker, for_country, issue, source, wire …);
    actors, countries, issues and sources have `shown`, a name that no other row has;
    sources, quotes, positions and events have `earliest` and `latest`, the days that
    their date admits; quotes, positions and events `through_state_media`; quotes
    `relayed_by`, the relays' names, and `literal`, the content in one shape of marks;
    events `countries` and `people`, who takes part.

    Two tables are added. `media` has one row for each medium of a state in a quote's
    chain: quote_id, actor_id. `postings` has one row for each word of each quote: word,
    quote_id, position (its ordinal in the quote), length (the quote's words).
    """

    address: Path
    about: dict[str, Any]
    remarks: list[str]
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    _shapes: dict[str, ibis.Schema] = field(repr=False)
    others: dict[str, bytes] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> ir.Table:
        """Return one of the record's tables, to build a question on."""
        return ibis.table(self._shapes[name], name=name)

    def answer(self, question: ir.Table) -> pd.DataFrame:
        """
        Return a question's rows: unknown text as "", unknown numbers and days as null.
        """
        return self.fetch(compile_question(question), {})

    def fetch(self, question: "Compiled", values: dict[str, str]) -> pd.DataFrame:
        """
        Return the rows of a question that is compiled already, for these values.
        """
        # Threads that share a connection spoil each other's answers: a cursor for each.
        with self._connection.cursor() as cursor:
            found = cursor.execute(question.text, values or None).df()
        for name, kind in question.schema.items():
            if kind.is_string():
                found[name] = found[name].astype("str").where(found[name].notna(), "")
            elif kind.is_integer():
                found[name] = found[name].astype("Int64")
        return found


class Compiled(NamedTuple):
    """A question in the engine's words, and the columns of its answer."""

    text: str
    schema: ibis.Schema


def compile_question(question: ir.Table) -> Compiled:
    """
    Compile a question; what stands in for a value (`stand_in`) becomes a parameter.
    """
    sql = ibis.to_sql(question, dialect="duckdb")
    return Compiled(_STAND_IN.sub(r"$\1", sql), question.schema())


def stand_in(name: str) -> str:
    """
    Return what stands in for a value in a question that is compiled once.
    """
    return f"\x02{name}\x02"


_STAND_IN: Final = re.compile("'\x02([a-z]+[0-9]+)\x02'")


def problems(read: Files) -> tuple[list[Problem], int]:
    """
    Return what keeps a record from being opened, in the order of its files and rows: at
    least the first problems that there are, and the number of all.
    """
    found, total = [*read.problems], len(read.problems)
    if read.tables:
        # A connection of their own: the tables that checks look at end with it.
        backend = ibis.duckdb.connect()
        broken, number = checks.problems(read.tables, read.missing, backend.execute)
        backend.disconnect()
        found, total = found + broken, total + number
    place = {f"{name}.csv": number for number, name in enumerate(TABLES)}
    found.sort(key=lambda p: (place.get(p.file, -1), p.row or 0))
    return found, total


def open_record(address: Path = DEFAULT) -> Record:
    """
    Open the record in a folder or a .zip.

    Raises:
        RecordRefused: the record has problems; nothing is opened.

    """
    read = files.read(address)
    found, total = problems(read)
    if total:
        raise RecordRefused(found[: checks.LISTED], total)
    backend = ibis.duckdb.connect()
    for name, cells in read.tables.items():
        backend.create_table(f"raw_{name}", cells)
    raw = {name: backend.table(f"raw_{name}") for name in read.tables}
    preparation.prepare(backend, raw)
    shapes = {name: backend.table(name).schema() for name in backend.list_tables()}
    return Record(address, read.about, read.remarks, backend.con, shapes, read.others)

"""
A database of Discourse Network Analyzer, read: its documents and its statements.

Versions 2 and 3 are read: version 2 keeps a short text beside its statement, version 3
among the entities of its variable. Nothing that the file says is run.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dashboard.importing.draft import NotRead, not_read
from dashboard.record import limits

NEEDED: Final = {
    "DOCUMENTS": {"ID", "Title", "Text", "Date"},
    "STATEMENTS": {"ID", "StatementTypeId", "DocumentId", "Start", "Stop"},
    "STATEMENTTYPES": {"ID", "Label"},
    "VARIABLES": {"ID", "Variable", "DataType", "StatementTypeId"},
    "DATASHORTTEXT": {"StatementId", "VariableId"},
    "DATALONGTEXT": {"StatementId", "VariableId", "Value"},
    "DATABOOLEAN": {"StatementId", "VariableId", "Value"},
    "DATAINTEGER": {"StatementId", "VariableId", "Value"},
}
# What is kept besides documents and statements: named as not taken, with its number.
BESIDE: Final = {
    "REGEXES": "expressions by which words are coloured",
    "CODERS": "coders (each statement's note names its own)",
    "CODERRELATIONS": "what coders may see of each other",
    "VARIABLELINKS": "links between variables",
    "STATEMENTLINKS": "links between statements",
    "ATTRIBUTEVALUES": "attributes of actors and concepts (type, alias, notes)",
    "ATTRIBUTES": "attributes of actors and concepts (type, alias, notes)",
}
_SECONDS: Final = 100_000_000_000  # Seconds since 1970 up to the year 5138.
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SAVE: Final = "open it in Discourse Network Analyzer 2 or 3 and save it there"


@dataclass
class Document:
    """A document: its facts as the database has them, its whole text."""

    number: int
    text: str
    facts: dict[str, str]
    day: str


@dataclass
class Statement:
    """A statement: its kind, its span in UTF-16 units, values by variable."""

    number: int
    kind: str
    document: int
    start: int
    stop: int
    coder: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Database:
    """What a database holds; `variables` are those of each kind of statement."""

    documents: list[Document]
    statements: list[Statement]
    variables: dict[str, list[str]]
    beside: dict[str, int]


def read(path: Path) -> Database:
    """
    Return what a database holds.

    Raises:
        NotRead: it is no database of this program, or is damaged.

    """
    beside = path.with_name(f"{path.name}-wal")
    if beside.is_file() and beside.stat().st_size:
        mend = "close the program that has it open, and import once more"
        raise not_read(path.name, f"is not saved yet ({beside.name})", mend)
    try:
        with _opened(path) as base:
            return _whole(base, path.name)
    except sqlite3.Error as error:
        wrong = f"cannot be read as a database of SQLite: {error}"
        raise not_read(path.name, wrong, _SAVE) from error
    except (OverflowError, UnicodeError) as error:
        raise not_read(path.name, f"is damaged: {error}", _SAVE) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, to be read alone: no view or trigger of its own is run."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as base:
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * limits.BESIDE)
        base.execute("PRAGMA trusted_schema = OFF")
        base.row_factory = sqlite3.Row
        yield base


def _whole(base: sqlite3.Connection, file: str) -> Database:
    kept = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    tables = {row["name"].upper() for row in base.execute(kept)}
    for table, columns in NEEDED.items():
        there = set()
        if table in tables:
            there = {row["name"] for row in _rows(base, "pragma_table_info(?)", table)}
        if not columns <= there:
            what = ", ".join(sorted(columns - there)) if there else "no such table"
            wrong = (
                f"is no database of Discourse Network Analyzer: {table} lacks {what}"
            )
            raise not_read(file, wrong.replace("lacks no such", "is no"), _SAVE)
    coders = _names(base, "CODERS", "Name") if "CODERS" in tables else {}
    kinds = _names(base, "STATEMENTTYPES", "Label")
    variables: dict[int, str] = {}
    of_kind: dict[str, list[str]] = {kind: [] for kind in kinds.values()}
    for row in _rows(base, "VARIABLES"):
        variables[row["ID"]] = row["Variable"]
        of_kind.setdefault(kinds.get(row["StatementTypeId"], ""), []).append(
            row["Variable"]
        )
    statements: dict[int, Statement] = {}
    for row in _rows(base, "STATEMENTS"):
        cells = dict(row)
        statements[row["ID"]] = Statement(
            row["ID"], kinds.get(row["StatementTypeId"], ""), row["DocumentId"],
            _number(row["Start"]), _number(row["Stop"]),
            coders.get(cells.get("Coder"), ""),
        )  # fmt: skip
    entities = _names(base, "ENTITIES", "Value") if "ENTITIES" in tables else {}
    for table in ("DATASHORTTEXT", "DATALONGTEXT", "DATABOOLEAN", "DATAINTEGER"):
        for row in _rows(base, table):
            cells = dict(row)
            value = entities.get(cells["Entity"]) if "Entity" in cells else row["Value"]
            statement = statements.get(row["StatementId"])
            if statement and value not in (None, ""):
                name = variables.get(row["VariableId"], "")
                statement.values[name] = _text(value)
    beside = {
        what: sum(1 for _ in _rows(base, table))
        for table, what in BESIDE.items()
        if table in tables
    }
    ordered = sorted(
        statements.values(), key=lambda one: (one.document, one.start, one.number)
    )
    return Database([*_documents(base)], ordered, of_kind, beside)


def _documents(base: sqlite3.Connection) -> Iterator[Document]:
    for row in _rows(base, "DOCUMENTS"):
        facts = {
            name: " ".join(_text(row[name]).split())
            for name in row.keys()  # noqa: SIM118 - a row of SQLite is no dictionary
            if name not in ("ID", "Text", "Date", "Coder") and row[name]
        }
        yield Document(row["ID"], _text(row["Text"]), facts, _day(row["Date"]))


def _rows(base: sqlite3.Connection, table: str, *asked: str) -> sqlite3.Cursor:
    """All rows of a table of the lists above: its name is none of the file's."""
    return base.execute(f"SELECT * FROM {table}", asked)  # noqa: S608 - see above


def _names(base: sqlite3.Connection, table: str, column: str) -> dict[Any, str]:
    return {row["ID"]: _text(row[column]) for row in _rows(base, table)}


def _text(value: Any) -> str:
    """A value as text: SQLite keeps anything in any column."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return "" if text is None else str(text).replace("\0", "\ufffd")


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _day(moment: Any) -> str:
    """
    A document's day in EDTF: version 3 counts seconds since 1970 in UTC, version 2
    thousandths of one; "" where it is none.
    """
    if not isinstance(moment, int):
        return ""
    seconds = moment // 1_000 if abs(moment) > _SECONDS else moment
    try:
        return (_FIRST + timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        return ""


def is_database(path: Path) -> bool:
    """
    Tell whether a file begins as a database of SQLite does.
    """
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or error}"
        raise NotRead(
            not_read(path.name, wrong, "name another file").problem
        ) from error

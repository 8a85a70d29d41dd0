"""
A record as an SQLite database that Datasette opens: keys, facets, full-text search.

The one module beside `discourse_schema` that holds SQL. Names in it come from the
schema alone, and every cell is a parameter: nothing of a record becomes SQL.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from dashboard.export.base import Form
from dashboard.export.data_package import about
from dashboard.queries.subset import Subset, cells
from dashboard.record.schema import TABLES, Column, Table

# Before rows are in, nothing is lost with a half-written file; it is thrown away.
FAST: Final = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
ABOUT: Final = "CREATE TABLE about (property TEXT PRIMARY KEY, value TEXT NOT NULL)"
TELL: Final = "INSERT INTO about VALUES (?, ?)"
# Columns that a record's maker added, cell by cell: their names may be anything.
OTHERS: Final = """CREATE TABLE other_columns (
    in_table TEXT NOT NULL, in_row INTEGER NOT NULL, column_name TEXT NOT NULL,
    value TEXT NOT NULL)"""
KEEP: Final = "INSERT INTO other_columns VALUES (?, ?, ?, ?)"
# Datasette finds the search by the name of the table in `content`.
SEARCH: Final = """CREATE VIRTUAL TABLE quotes_fts USING fts5 (
    content, note, content="quotes", tokenize="unicode61 remove_diacritics 2")"""
FILL: Final = "INSERT INTO quotes_fts (quotes_fts) VALUES ('rebuild')"
KEYS: Final = {"relays": ("quote_id", "hop")}
# What a reader calls a row that others point at, where Datasette would not guess it.
LABELS: Final = {"issues": "label", "quotes": "content", "sources": "title"}
# Things few enough to choose among.
FEW: Final = ("countries", "issues", "actors")


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write the database: the ten tables, `about`, `other_columns`, and `quotes_fts`.
    """
    with closing(sqlite3.connect(path)) as base:
        base.executescript(FAST)
        with base:
            base.execute(ABOUT)
            base.execute(OTHERS)
            for name, value in about(subset).items():
                text = value if isinstance(value, str) else _json(value)
                base.execute(TELL, (name, text))
            for table in TABLES.values():
                base.execute(_created(table))
                _fill(base, subset, table)
                for statement in _indexes(table):
                    base.execute(statement)
            base.execute(SEARCH)
            base.execute(FILL)
    metadata = path.with_suffix(".metadata.json").name
    return [f"Open it with: datasette {path.name} --metadata {metadata}"]


def _fill(base: sqlite3.Connection, subset: Subset, table: Table) -> None:
    own = len(table.names)
    layout = subset.layout(table.name)
    places = [list(layout).index(name) for name in table.names]
    others = [(p, n) for p, (c, n) in enumerate(layout.items()) if c not in table.names]
    insert = f"INSERT INTO {table.name} VALUES ({', '.join('?' * own)})"  # noqa: S608 - names of the schema alone
    number = 0
    for part in subset.rows(table.name):
        rows = list(cells(part))
        base.executemany(insert, ([row[p] for p in places] for row in rows))
        for at, row in enumerate(rows, start=number + 1) if others else ():
            kept = [(table.name, at, n, row[p]) for p, n in others if row[p]]
            base.executemany(KEEP, kept)
        number += len(rows)


def _created(table: Table) -> str:
    lines = [_declared(table, column) for column in table.columns]
    if table.name in KEYS:
        lines.append(f"PRIMARY KEY ({', '.join(KEYS[table.name])})")
    return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(lines) + "\n)"


def _declared(table: Table, column: Column) -> str:
    """A column's type, key, reference and words; “end” is a word of SQL: quoted."""
    parts = [f'"{column.name}"', "INTEGER" if column.is_integer else "TEXT"]
    if column.name == table.key:
        parts.append("PRIMARY KEY")
    if column.required:
        parts.append("NOT NULL")
    if column.refers_to:
        owner = TABLES[column.refers_to]
        parts.append(f"REFERENCES {owner.name} ({owner.key})")
    if column.allowed:
        quoted = "" if column.is_integer else "'"
        words = ", ".join(f"{quoted}{word}{quoted}" for word in column.allowed)
        parts.append(f'CHECK ("{column.name}" IN ({words}))')
    return " ".join(parts)


def _indexes(table: Table) -> list[str]:
    """An index for each key or word by which rows are looked up or counted."""
    return [
        f"CREATE INDEX {table.name}_{one.name} ON {table.name} ({one.name})"
        for one in table.columns
        if one.refers_to or one.allowed
    ]


def write_metadata(subset: Subset, path: Path) -> list[str]:
    """
    Write what Datasette shows of the database of this name: facets, labels, meanings.

    Datasette 0.65 reads it by `--metadata`, and so does 1.0; the file's name says of
    which database it is.
    """
    stem = path.name.removesuffix(".metadata.json")
    path.write_text(_json(_metadata(subset, stem)) + "\n", encoding="utf-8")
    return []


def _metadata(subset: Subset, database: str) -> dict[str, Any]:
    """
    Return Datasette's metadata for a database: whose it is, then each table's facets.
    """
    told = about(subset)
    shown: dict[str, Any] = {
        name: told[name] for name in ("title", "description") if name in told
    }
    licences = [one for one in told.get("licenses", []) if isinstance(one, dict)]
    for licence in licences[:1]:
        shown["license"] = str(licence.get("title") or licence.get("name") or "")
        if str(licence.get("path", "")).startswith(("http://", "https://")):
            shown["license_url"] = licence["path"]
    return shown | {
        "databases": {
            database: {"tables": {t.name: _shown(t) for t in TABLES.values()}}
        }
    }


def _shown(table: Table) -> dict[str, Any]:
    facets = [one.name for one in table.columns if one.allowed]
    facets += [one.name for one in table.columns if one.refers_to in FEW]
    shown: dict[str, Any] = {
        "description": f"One row is {table.row_is}.",
        "columns": {one.name: one.meaning for one in table.columns},
        "facets": facets,
    }
    if table.name in LABELS:
        shown["label_column"] = LABELS[table.name]
    if table.name == "quotes":
        shown |= {"fts_table": "quotes_fts", "fts_pk": "rowid"}
    return shown


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMS: Final = (
    Form("SQLite", ".sqlite", "application/vnd.sqlite3", write),
    Form("", ".db", "application/vnd.sqlite3", write),
    Form("Datasette metadata", ".metadata.json", "application/json", write_metadata),
)

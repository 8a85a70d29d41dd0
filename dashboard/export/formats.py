"""The forms of export: which there are, and how a file's name chooses one."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.citing import citation
from dashboard.database.record import Record
from dashboard.export import (
    data_package,
    dna,
    json_document,
    parquet,
    sqlite,
    web_annotations,
)
from dashboard.export.csv_table import write_csv
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset, Told
from dashboard.record import files
from dashboard.record.files import NotWritten
from dashboard.record.schema import TABLES

Write = Callable[[Subset, Path], list[str]]
WriteTable = Callable[[Subset, Path, str], list[str]]


class Form(NamedTuple):
    """A form of export: how its file ends, its media type, who makes its bytes."""

    ending: str
    mime: str
    function: Callable[[Record, Filters], bytes]


def _write_references(subset: Subset, path: Path, form: str) -> list[str]:
    """
    Write the sources as references in BibTeX or RIS, for a reference manager.
    """
    record, today = subset.record, datetime.now(UTC).date()
    if subset.chosen:
        keys = sorted(subset.keys()["sources"])
        text = "".join(citation.source(record, one, form, today) for one in keys)
    else:
        text = citation.sources_as(record, form, today)
    path.write_text(text, encoding="utf-8", newline="\n")
    return []


# How a file's name may end, and who writes it: of two endings that fit, the longer.
WRITERS: Final[dict[str, Write]] = {
    ".zip": data_package.write,
    ".json": json_document.write,
    ".schema.json": json_document.write_schema,
    ".parquet.zip": parquet.write,
    ".sqlite": sqlite.write,
    ".db": sqlite.write,
    ".metadata.json": sqlite.write_metadata,
    ".jsonld": web_annotations.write,
    ".dna": dna.write,
    ".bib": partial(_write_references, form="BibTeX"),
    ".ris": partial(_write_references, form="RIS"),
}
# Endings of one table's file, whose name is the table's.
OF_A_TABLE: Final[dict[str, WriteTable]] = {
    ".csv": write_csv,
    ".parquet": parquet.write_table,
}


def _of_table(write: WriteTable, name: str) -> Write:
    return lambda subset, path: write(subset, path, name)


def _as_bytes(write: Write, record: Record, chosen: Filters) -> bytes:
    """
    Return what a writer writes of the rows that filters leave.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "on-the-record"
        write(Subset(record, chosen), path)
        return path.read_bytes()


def _form(ending: str, mime: str, write: Write | None = None) -> Form:
    return Form(ending, mime, partial(_as_bytes, write or WRITERS[ending]))


# What a page offers: the current view, or the whole record where nothing is filtered.
FORMS: Final[dict[str, Form]] = {
    "Data Package": _form(".zip", "application/zip"),
    "JSON": _form(".json", "application/json"),
    **{
        f"{name.capitalize()} as CSV": _form(
            ".csv", "text/csv", _of_table(write_csv, name)
        )
        for name in ("quotes", "positions", "events")
    },
    "Parquet": _form(".parquet.zip", "application/zip"),
    "SQLite": _form(".sqlite", "application/vnd.sqlite3"),
    "Datasette metadata": _form(".metadata.json", "application/json"),
    "Web Annotations": _form(".jsonld", "application/ld+json"),
    "Discourse Network Analyzer": _form(".dna", "application/vnd.sqlite3"),
    "BibTeX": _form(".bib", "application/x-bibtex"),
    "RIS": _form(".ris", "application/x-research-info-systems"),
}


def writer(path: Path) -> Write:
    """
    Return who writes a file of this name.

    Raises:
        NotWritten: no form ends so; the message says which there are.

    """
    name = path.name.lower()
    for ending in sorted(WRITERS, key=len, reverse=True):
        if name.endswith(ending) and name != ending:
            return WRITERS[ending]
    for ending, write in OF_A_TABLE.items():
        if name.endswith(ending):
            table = name.removesuffix(ending)
            if table in TABLES:
                return _of_table(write, table)
            there = ", ".join(f"{one}{ending}" for one in TABLES)
            raise NotWritten(f"{path.name}: no table of this name; write {there}")
    endings = ", ".join([*WRITERS, *(f"TABLE{one}" for one in OF_A_TABLE)])
    raise NotWritten(f"{path.name}: the name must end in one of {endings}")


def export(record: Record, path: Path, told: Told, *, force: bool = False) -> list[str]:
    """
    Write a record to a file, whole or not at all, and return what there is to say.

    Beside an SQLite database goes the file that tells Datasette of its facets.

    Raises:
        NotWritten: of a name, a place or a file that is there already.

    """
    write = writer(path)
    jobs = {path: write}
    if write is sqlite.write:
        jobs[path.with_suffix(".metadata.json")] = sqlite.write_metadata
    home = record.address.resolve()
    for one in jobs:
        if home in (one.resolve(), one.resolve().parent):
            raise NotWritten(f"{one}: is part of the record itself; write elsewhere")
        if one.is_dir():
            raise NotWritten(f"{one}: is a folder; name a file")
        files.writable(one, force=force)
    said: list[str] = []
    try:
        # Under its own name, which Datasette's metadata repeat, then put in place.
        with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
            for one, make in jobs.items():
                said += make(Subset(record, told=told), Path(folder) / one.name)
            for one in jobs:
                os.replace(Path(folder) / one.name, one)  # noqa: PTH105 - atomic
    except (OSError, sqlite3.Error) as error:
        raise files.not_written(path, error) from error
    return said

"""The forms of export: which there are, and how a file's name chooses one."""

import sqlite3
from pathlib import Path
from typing import Final

from dashboard.database.record import Record
from dashboard.export import (
    csv_table,
    data_package,
    dna,
    json_document,
    parquet,
    references,
    sqlite,
    web_annotations,
)
from dashboard.export.base import Form
from dashboard.queries.subset import Subset, Told
from dashboard.record import files
from dashboard.record.files import NotWritten
from dashboard.record.schema import TABLES

# In the order in which a page offers them; each tells its own forms.
MODULES: Final = (
    data_package, json_document, csv_table, parquet, sqlite, web_annotations, dna,
    references,
)  # fmt: skip


def forms() -> list[Form]:
    """
    Return every form that there is.
    """
    return [form for module in MODULES for form in module.FORMS]


def offered() -> dict[str, Form]:
    """
    Return the forms that a page offers, by title: of what is filtered, or of all.
    """
    return {form.title: form for form in forms() if form.title}


def endings() -> list[str]:
    """
    Return how a file's name may end, as a reader is told: TABLE is a table's name.
    """
    ends = (f"TABLE{form.ending}" if form.table else form.ending for form in forms())
    return sorted(dict.fromkeys(ends), key=lambda one: one.startswith("TABLE"))


def form_of(path: Path) -> Form:
    """
    Return the form of a file of this name: of several that fit, that of most letters.

    Raises:
        NotWritten: no form has such names; the message says which there are.

    """
    name = path.name.lower()
    fitting = [form for form in forms() if form.fits(name)]
    if fitting:
        return max(fitting, key=lambda form: len(form.table + form.ending))
    for ending in dict.fromkeys(form.ending for form in forms() if form.table):
        if name.endswith(ending):
            there = ", ".join(f"{one}{ending}" for one in TABLES)
            raise NotWritten(f"{path.name}: no table of this name; write {there}")
    ends = ", ".join(endings())
    raise NotWritten(f"{path.name}: the name must end in one of {ends}")


def export(record: Record, path: Path, told: Told, *, force: bool = False) -> list[str]:
    """
    Write a record to a file, whole or not at all, and return what there is to say.

    Beside an SQLite database goes the file that tells Datasette of its facets.

    Raises:
        NotWritten: of a name, a place or a file that is there already.

    """
    write = form_of(path).write
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
        with files.put(*jobs) as folder:
            for one, make in jobs.items():
                said += make(Subset(record, told=told), folder / one.name)
    except sqlite3.Error as error:
        raise files.not_written(path, error) from error
    return said

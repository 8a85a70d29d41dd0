"""What the command does with a record in the shell: check, mend, prepare, export."""

import sys
from pathlib import Path
from typing import Final

import click

from dashboard.database import cluster_tables, prepared_file
from dashboard.database import open as opening
from dashboard.engine import spark
from dashboard.engine.base import CLUSTER
from dashboard.export import formats
from dashboard.intake import decoding, files, understood
from dashboard.intake import mend as mending
from dashboard.provenance import check_source
from dashboard.record import checks
from dashboard.record.files import NotWritten
from dashboard.record.problems import contents, counted, printable, report, size
from dashboard.record.schema import TABLES

LONG: Final = 100_000  # Rows of a table beyond which a log tells each batch.
LINE: Final = 60  # Signs of a terminal's line that progress is written over.


def say(words: str, code: int) -> int:
    """
    Say why nothing was done, and return the exit code.
    """
    print(printable(words), file=sys.stderr)
    return code


def check(address: Path, sources: list[str]) -> int:
    """
    Print what was looked at, its problems, remarks, and how its sources' texts compare.
    """
    if prepared_file.is_prepared(address):
        opened, rows = opening.open_record(address), {}
        for name in TABLES:
            question = opened.table(name).count().name("rows").as_table()
            rows[name] = int(opened.answer(question)["rows"].iloc[0])
        told = "it was made from a record without problems, and still fits it"
        print(printable(f"{address}: {contents(rows)}no problems: {told}"))
        return 0
    read = files.read(address)
    found, total = understood.problems(read)
    notes = [f"remark: {remark}" for remark in read.remarks]
    for source in sources if read.tables else []:
        source_id, path = check_source.asked_for(read.tables, source)
        compared = check_source.compare(read.tables, source_id, path)
        found, total = found + compared.problems, total + len(compared.problems)
        notes += check_source.report(source_id, path.name, compared)
    print(report(address, found, total, checks.looked_at(read)))
    for note in notes:
        print(printable(note))
    return 1 if total else 0


def mend(address: Path, folder: Path, encoding: str) -> int:
    """
    Write a record as it is understood: 0; or 1 where that still has problems.
    """
    if encoding and not decoding.known(encoding):
        wrong = f"--encoding {encoding}: no encoding is called so"
        print(printable(f"{wrong}; name one such as cp1250, cp1251, mac_roman, cp437"))
        return 2
    mended = mending.write(address, folder, encoding)
    for remark in mended.read.remarks:
        print(printable(f"remark: {remark}"))
    if mended.total:
        print(report(folder, mended.problems, mended.total))
    changed = counted(mended.changes, "cells changed")
    listed = folder.name + mending.CHANGES
    print(printable(f"{folder}: written in good form; {changed}, listed in {listed}"))
    return 1 if mended.total else 0


def export_to(address: Path, file: Path, *, force: bool) -> int:
    """
    Write a record to a file: 0; or 2 where no form ends as its name does.
    """
    try:
        formats.form_of(file)
    except NotWritten as refused:
        return say(str(refused), 2)
    written: dict[str, int] = {}

    def told(name: str, done: int, total: int) -> None:
        written[name] = total
        _progress(name, done, total)

    try:
        opened = opening.open_record(address.absolute())
        said = formats.export(opened, file.absolute(), told, force=force)
    finally:
        if sys.stderr.isatty():
            print(f"\r{'':{LINE}}\r", end="", file=sys.stderr)
    print(printable(f"{file}: {contents(written)}{size(file.stat().st_size)}"))
    for line in said:
        print(printable(line))
    return 0


def prepare(address: Path, file: Path, is_folder: bool, *, force: bool) -> int:
    """
    Make a record ready in a file, or in a folder of tables: 0.
    """
    write = cluster_tables.write if is_folder else prepared_file.write
    with click.progressbar(length=1_000, label="reading", file=sys.stderr) as bar:

        def told(step: str, part: float) -> None:
            bar.label = step
            bar.update(max(round(part * 1_000) - bar.pos, 0))

        write(address, file, told, force=force)
    written = file.glob("*") if is_folder else [file]
    held = size(sum(one.stat().st_size for one in written))
    print(printable(f"{file}: {held}"))
    where = f"'{CLUSTER}HOST:PORT{spark.TABLES}{file.absolute()}'"
    opens = where if is_folder else file
    print(printable(f"Open it: on-the-record open {opens}"))
    return 0


def _progress(name: str, done: int, total: int) -> None:
    """Say how far an export is: on one line of a terminal, else where it takes long."""
    line = f"{name}: {done:,} of {total:,}"
    if sys.stderr.isatty():
        print(f"\r{line:{LINE}}", end="", file=sys.stderr)
    elif total > LONG:
        print(line, file=sys.stderr)

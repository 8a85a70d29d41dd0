"""`on-the-record`: open a record in the browser; check or export one in the shell."""

import argparse
import os
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Final

import click

from dashboard.database import cluster_tables, prepared_file
from dashboard.database import open as opening
from dashboard.engine import spark
from dashboard.engine.base import CLUSTER
from dashboard.export import formats
from dashboard.provenance import check_source
from dashboard.record import checks, files, problems
from dashboard.record.cells import Files
from dashboard.record.checks import LISTED
from dashboard.record.files import NotWritten
from dashboard.record.problems import Problem

RECORD: Final = "a folder or a .zip of CSV or Parquet files"
ROOT: Final = Path(__file__).resolve().parents[1]
LONG: Final = 100_000  # Rows of a table beyond which a log tells each batch.
INTERRUPTED: Final = 128 + signal.SIGINT

HEADER: Final = ("file", "row", "column", "value", "what is wrong", "how to mend it")
WIDEST: Final = 60


def main(argv: list[str] | None = None) -> int:
    """
    Run a verb and return the shell's exit code: 0, or 1 where a record has problems.
    """
    # A shell that cannot print “ prints ? rather than a stack trace.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    asked = _parser().parse_args(argv)
    try:
        if asked.verb == "check":
            return check(asked.record, asked.source)
        if asked.verb == "prepare":
            return prepare(asked.record, asked.file, asked.tables, force=asked.force)
        if asked.verb == "export":
            return export_to(asked.record, asked.file, force=asked.force)
        return open_in_browser(asked.record)
    except problems.RecordRefused as refused:
        print(report(asked.record, refused.problems, refused.total))
        return 1
    except NotWritten as refused:
        print(printable(str(refused)), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the table has seen enough; keep Python from writing on at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("on-the-record", description=__doc__)
    parser.set_defaults(verb="open", record=opening.DEFAULT)
    verbs = parser.add_subparsers(title="verbs", dest="verb")
    about = "open a record in the browser (without a verb: the default record)"
    opens = verbs.add_parser("open", help=about, description=about)
    about = "name all problems that keep a record from being opened"
    checks = verbs.add_parser("check", help=about, description=about)
    prepared_too = f"{RECORD}, or a prepared file"
    for verb, kind, where in (
        (opens, opening.located, f"{prepared_too}, or a cluster: {spark.FORM}"),
        (checks, Path, prepared_too),
    ):
        verb.add_argument(
            "record",
            metavar="RECORD",
            nargs="?",
            type=kind,
            default=opening.DEFAULT,
            help=f"{where} (default: %(default)s)",
        )
    checks.add_argument(
        "--source",
        metavar="SOURCE_ID=FILE",
        action="append",
        default=[],
        help="compare spans and hash with a source's own text (repeatable); the file"
        " alone where the record has one source",
    )
    about = "make a large record ready once, in a file that opens at once"
    prepares = verbs.add_parser("prepare", help=about, description=about)
    prepares.add_argument("record", metavar="RECORD", type=Path, help=RECORD)
    prepares.add_argument("file", metavar="FILE", type=Path, help="what to write")
    prepares.add_argument(
        "--tables",
        action="store_true",
        help="write a folder of Parquet tables for a cluster instead; RECORD may be a"
        " prepared file",
    )
    about = "write a record in a form that other programs read"
    exports = verbs.add_parser("export", help=about, description=about)
    exports.add_argument(
        "record", metavar="RECORD", type=Path, help=f"{RECORD}, or a prepared file"
    )
    exports.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="what to write; the form follows from how its name ends: "
        + ", ".join(formats.endings()),
    )
    for verb in (prepares, exports):
        verb.add_argument(
            "--force", action="store_true", help="overwrite what is there already"
        )
    return parser


def export_to(address: Path, file: Path, *, force: bool) -> int:
    """
    Write a record to a file: 0; or 2 where no form ends as its name does.
    """
    try:
        formats.form_of(file)
    except NotWritten as refused:
        print(printable(str(refused)), file=sys.stderr)
        return 2
    try:
        opened = opening.open_record(address.absolute())
        said = formats.export(opened, file.absolute(), _progress, force=force)
    finally:
        if sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr)
    print(printable(f"{file}: {file.stat().st_size:,} bytes"))
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
    size = sum(one.stat().st_size for one in written)
    print(printable(f"{file}: {size:,} bytes"))
    where = f"'{CLUSTER}HOST:PORT{spark.TABLES}{file.absolute()}'"
    opens = where if is_folder else file
    print(printable(f"Open it: on-the-record open {opens}"))
    return 0


def _progress(name: str, done: int, total: int) -> None:
    """Say how far an export is: on one line of a terminal, else where it takes long."""
    if sys.stderr.isatty():
        print(f"\r\033[K{name}: {done:,} of {total:,}", end="", file=sys.stderr)
    elif total > LONG:
        print(f"{name}: {done:,} of {total:,}", file=sys.stderr)


def open_in_browser(address: Path | str) -> int:
    """
    Serve a record to this machine until interrupted; refuse a bad one beforehand.
    """
    if isinstance(address, str):
        address = opening.reachable(address)
    elif prepared_file.is_prepared(address):
        opening.open_record(address)
    else:
        checks.checked(files.read(address))
    command = [sys.executable, "-m", "streamlit", "run", "dashboard/app.py"]
    command.append("--server.address=127.0.0.1")
    surroundings = os.environ | {"ON_THE_RECORD": str(address)}
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings)  # noqa: S603 - ours
    # Whoever ends this process means the server.
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        return server.wait()
    except KeyboardInterrupt:
        # The shell has interrupted the server too: let it close its connections.
        try:
            server.wait(timeout=10)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            server.kill()
        return INTERRUPTED


def check(address: Path, sources: list[str]) -> int:
    """
    Print a record's problems, remarks, and how its sources' texts compare.
    """
    if prepared_file.is_prepared(address):
        opening.open_record(address)
        told = "was made from a record without problems, and still fits it"
        print(printable(f"{address}: {told}"))
        return 0
    read = files.read(address)
    found, total = checks.problems(read)
    notes = [f"remark: {remark}" for remark in read.remarks]
    for source in sources if read.tables else []:
        source_id, path = _source(read, source)
        compared = check_source.compare(read.tables, source_id, path)
        found, total = found + compared.problems, total + len(compared.problems)
        notes += check_source.report(source_id, path.name, compared)
        if compared.length:
            notes.append(
                f"{source_id}: {compared.spans:,} spans compared with {path.name};"
                f" they cover {compared.covered:,} of its {compared.length:,} code"
                f" points ({compared.share:.1%})"
            )
    print(report(address, found, total))
    for note in notes:
        print(printable(note))
    return 1 if total else 0


def _source(read: Files, asked: str) -> tuple[str, Path]:
    """What --source names: a key and a file, or a file where there is one source."""
    keys = check_source.keys(read.tables)
    key, sign, file = asked.partition("=")
    is_alone = not sign or (key not in keys and Path(asked).exists())
    if not is_alone:
        return key, Path(file)
    return (keys[0] if len(keys) == 1 else ""), Path(asked)


def report(address: Path, found: list[Problem], total: int) -> str:
    """
    Return all problems as a table whose columns are aligned, or that there are none.
    """
    if not total:
        return f"{address}: no problems"
    rows: list[tuple[str, ...]] = [HEADER]
    for p in found[:LISTED]:
        row = "" if p.row is None else str(p.row)
        cells = (_short(p.file), row, _short(p.column), _short(p.value))
        rows.append((*cells, printable(p.wrong), printable(p.mend)))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell))
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    listed = f"; the first {LISTED} are listed" if total > LISTED else ""
    problems = "1 problem" if total == 1 else f"{total:,} problems"
    return "\n".join([*lines, "", f"{address}: {problems}{listed}"])


def printable(text: str) -> str:
    """
    Return a text on one line: what would move the cursor is spelled out.
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _width(text: str) -> int:
    """How many places a text takes in a shell: Chinese letters two, accents none."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)

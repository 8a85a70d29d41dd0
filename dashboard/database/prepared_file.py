"""A large record prepared once, in a file that opens at once: written, opened."""

import hashlib
import json
import os
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
from ibis.common.exceptions import TableNotFound

from dashboard.database import (
    build,
    chains,
    directory,
    facet_values,
    name_index,
    word_index,
)
from dashboard.database.build import Told
from dashboard.database.record import MADE, Record, about_from, assembled
from dashboard.engine import duckdb, workbench
from dashboard.engine.base import first_line
from dashboard.engine.duckdb import Embedded, EngineFailed
from dashboard.intake import files as record_files
from dashboard.intake import understood
from dashboard.record import dates, files, problems, schema, staging
from dashboard.record.cells import Files
from dashboard.record.files import NotWritten
from dashboard.text import tokens, word_forms

# Of all the time that it takes, the part that is over when a step begins: measured on
# a million quotes.
BEGINS: Final = {
    "reading": 0.0,
    "checking": 0.18,
    "dates": 0.36,
    "sources": 0.38,
    "quotes": 0.39,
    "positions": 0.54,
    "events": 0.58,
    "words": 0.61,
    "done": 1.0,
}
_TABLES: Final = (*MADE, "about", "others")
MOST: Final = 4  # Processes: each holds the words that it has met.


def is_prepared(address: Path) -> bool:
    """
    Tell whether an address is a file that `prepared_file.write` may have made.
    """
    try:
        with address.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False  # A folder, or what cannot be read: whoever reads it says why.


def opened(address: Path) -> Record:
    """Open a prepared record; refuse one that is not what this program would make."""
    try:
        backend = duckdb.connect(address, read_only=True)
        told = backend.table("about").execute().iloc[0]
    except (EngineFailed, TableNotFound, IndexError) as error:
        mend = "make it anew: on-the-record prepare RECORD FILE"
        wrong = f"is no prepared record: {first_line(error, 120)}"
        raise problems.refused(address.name, wrong, mend) from error
    if wrong := why_stale(told, address):
        backend.disconnect()
        source = made_from(told, address)
        mend = f"make it anew: on-the-record prepare --force {source} {address}"
        raise problems.refused(address.name, wrong, mend)
    others = backend.table("others").execute()
    return assembled(address, Embedded(backend), about_from(told, others))


def write(
    address: Path,
    path: Path,
    told: Told = lambda *_: None,
    *,
    force: bool = False,
) -> None:
    """
    Make the record in a folder or a .zip ready in one file, whole or not at all.

    `told` hears of each step and how much of all is done (0 to 1).

    Raises:
        RecordRefused: the record has problems.
        NotWritten: of a place that cannot be written, or a file that is there already.

    """
    if path.is_dir() or path.absolute().parent == address.absolute():
        raise NotWritten(f"{path}: name a file outside of the record")
    files.writable(path, force=force)
    printed = _file_stamps(address) if address.exists() else []
    told("reading", 0.0)
    read = record_files.read(address)
    told("checking", BEGINS["checking"])
    understood.checked(read)
    try:
        with files.put(path) as place:
            _made(place / path.name, path, address, read, printed, told)
    except (EngineFailed, BrokenProcessPool) as error:
        raise files.not_written(path, error) from error
    told("done", 1.0)


def _made(
    unready: Path, path: Path, address: Path, read: Files, stamps: list[list[Any]],
    told: Told,
) -> None:  # fmt: skip
    """Make the file, and read all of it anew: what a full disk lost is seen then."""
    # A newer form of file: values that repeat are compared by their codes.
    backend = duckdb.connect(
        unready, storage_compatibility_version="latest", **staging.limits(read)
    )
    # Windows neither moves nor removes a file that is open.
    with closing(backend.con):
        bench = staging.laid_out(backend, read)
        build.prepare(bench, lambda name, part: _tell(told, name, part), _processes())
        about = {
            "maker": [_code_hash()],
            "source": [seen_from(path.absolute().parent, address)],
            "stamps": [json.dumps(stamps)],
            "about": [json.dumps(read.about)],
            "remarks": [json.dumps(read.remarks)],
        }
        backend.create_table("about", pa.table(about))
        shape = pa.schema([("name", pa.string()), ("data", pa.binary())])
        others = {"name": list(read.others), "data": list(read.others.values())}
        backend.create_table("others", pa.table(others, schema=shape))
        meant = workbench.contents(backend, _TABLES)
        # A connection that closes does this too, and says nothing where it fails.
        backend.con.execute("CHECKPOINT")
    backend = duckdb.connect(unready, read_only=True)
    with closing(backend.con):
        if workbench.contents(backend, _TABLES) != meant:
            raise NotWritten(f"{path}: is not what was written; is the disk sound?")


def _processes() -> int:
    """How many processes may cut a large record into words."""
    return min(os.cpu_count() or 1, MOST)


def _tell(told: Told, name: str, part: float) -> None:
    """Pass on how much of one step is done as how much of all."""
    steps = list(BEGINS)
    begins, ends = BEGINS[name], BEGINS[steps[steps.index(name) + 1]]
    told(name, begins + (ends - begins) * part)


def _code_hash() -> str:
    """
    Return what tells one making of prepared records from another: a hash of the code.
    """
    made_by = (
        build, staging, workbench, word_index, name_index, chains, facet_values, tokens,
        word_forms, schema, dates, directory,
    )  # fmt: skip
    texts = (Path(str(module.__file__)).read_bytes() for module in made_by)
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def _file_stamps(address: Path) -> list[list[Any]]:
    """
    Return name, size and time of change of each file of a record, hidden ones left out.
    """
    place = record_files.home(address)
    paths = sorted(place.iterdir()) if place.is_dir() else [place]
    stats = [(p.name, p.stat()) for p in paths if p.is_file() and p.name[0] != "."]
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def seen_from(folder: Path, address: Path) -> str:
    """
    Return where a record is from a folder on, so that both can be moved; or in full,
    where no way leads from one to the other.
    """
    try:
        return os.path.relpath(address.absolute(), folder)
    except ValueError:  # On Windows, two drives.
        return str(address.absolute())


def made_from(told: Any, made: Path) -> Path:
    """
    Return where the record is from which something was prepared.

    `told` is the row that the making wrote of itself, `made` where it stands.
    """
    return Path(os.path.normpath(made.absolute().parent / told["source"]))


def why_stale(told: Any, made: Path) -> str:
    """
    Say why what was prepared from a record must be made anew, or "".
    """
    source = made_from(told, made)
    if told["maker"] != _code_hash():
        return "was made by another version of this program"
    if source.exists() and _file_stamps(source) != json.loads(told["stamps"]):
        return f"no longer fits the record it was made from ({source})"
    return ""

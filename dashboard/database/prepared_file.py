"""A large record made ready once, in a file that opens at once."""

import json
import os
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final

import ibis
import pyarrow as pa

from dashboard.database import build, stamps
from dashboard.database import open as opening
from dashboard.engine.base import EngineFailed
from dashboard.engine.workbench import limits
from dashboard.record import files, staging

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
MOST: Final = 4  # Processes: each holds the words that it has met.
Told = Callable[[str, float], None]


class NotPrepared(Exception):  # noqa: N818 - it names what happened
    """A file was not written; the message says why, and what to do."""


def prepare(
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
        NotPrepared: of a place that cannot be written, or a file that is there already.

    """
    if path.is_dir() or path.absolute().parent == address.absolute():
        raise NotPrepared(f"{path}: name a file outside of the record")
    if path.exists() and not force:
        raise NotPrepared(f"{path}: is there already; --force overwrites it")
    if not path.absolute().parent.is_dir():
        raise NotPrepared(f"{path}: its folder does not exist; make it first")
    printed = stamps.stamped(address) if address.exists() else []
    told("reading", 0.0)
    read = files.read(address)
    told("checking", BEGINS["checking"])
    opening.checked(read)
    unready = path.with_name(f".{path.name}.unready")
    unready.unlink(missing_ok=True)
    try:
        # A newer form of file: values that repeat are compared by their codes.
        backend = ibis.duckdb.connect(
            unready, storage_compatibility_version="latest", **limits(read)
        )
        bench = staging.laid_out(backend, read)
        build.prepare(bench, lambda name, part: _tell(told, name, part), _processes())
        home = os.path.relpath(address.absolute(), path.absolute().parent)
        about = {
            "maker": [stamps.maker()],
            "source": [home],
            "stamps": [json.dumps(printed)],
            "about": [json.dumps(read.about)],
            "remarks": [json.dumps(read.remarks)],
        }
        backend.create_table("about", pa.table(about))
        shape = pa.schema([("name", pa.string()), ("data", pa.binary())])
        others = {"name": list(read.others), "data": list(read.others.values())}
        backend.create_table("others", pa.table(others, schema=shape))
        backend.disconnect()
        unready.replace(path)
    except (OSError, EngineFailed, BrokenProcessPool) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise NotPrepared(f"{path}: cannot be written: {why}") from error
    finally:
        unready.unlink(missing_ok=True)
    told("done", 1.0)


def _processes() -> int:
    """How many processes may cut a large record into words."""
    return min(os.cpu_count() or 1, MOST)


def _tell(told: Told, name: str, part: float) -> None:
    """Pass on how much of one step is done as how much of all."""
    steps = list(BEGINS)
    begins, ends = BEGINS[name], BEGINS[steps[steps.index(name) + 1]]
    told(name, begins + (ends - begins) * part)

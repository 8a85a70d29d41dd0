"""
A command killed at one instant after another: `python -m tests.support.killed`.

Each time a child does the work and is ended, as by `kill -9`, at one of its calls, or
not before its end. What is there then is kept by its hash, for who asked to look at.
"""

import hashlib
import math
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from dashboard.database import cluster_tables, prepared_file
from dashboard.database.open import open_record
from dashboard.engine import scratch
from dashboard.export import formats
from dashboard.record import files

# What changes which names there are in a folder.
CHANGE = {os.mkdir, os.rename, os.replace, os.rmdir, os.unlink}


def once(work: Callable[[], None], instant: float = math.inf) -> int:
    """
    Do the work in a child that is killed at an instant; return at how many it was
    there, 0 if it was killed.
    """
    return _once(work, instant)[0]


def changes(work: Callable[[], None]) -> list[int]:
    """
    Do the work in a child; return the instants at which it changes names on the disk,
    and last how many there were.
    """
    most, *found = _once(work, math.inf)
    return [*found, most]


def _once(work: Callable[[], None], instant: float) -> list[int]:
    """How many calls there were, and which of them change names."""
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        with os.fdopen(read) as file:
            told = file.read()
        os.waitpid(child, 0)
        return [int(one) for one in (told or "0").split()]
    calls, found = 0, []

    def called(_frame: object, event: str, what: object) -> None:
        nonlocal calls
        calls += 1
        if event == "c_call" and any(what is one for one in CHANGE):
            found.append(calls)
        if calls > instant:
            signal.raise_signal(signal.SIGKILL)

    sys.setprofile(called)
    work()
    sys.setprofile(None)
    with os.fdopen(write, "w") as out:
        out.write(" ".join(map(str, (calls, *found))))
    os._exit(0)


def copied(one: Path, other: Path) -> None:
    """Copy a file, or a folder of files, to where there may be the same."""
    if one.is_dir():
        shutil.copytree(one, other, dirs_exist_ok=True)
    else:
        shutil.copyfile(one, other)


def digest(path: Path) -> str:
    """Return the hash of what a file holds, or the files of a folder."""
    found = hashlib.sha256()
    for one in sorted(path.iterdir()) if path.is_dir() else [path]:
        found.update(one.name.encode() * path.is_dir() + one.read_bytes())
    return found.hexdigest()


def main(what: str, source: Path, target: Path, kept: Path, times: int) -> None:
    """Kill the work so many times over a file that is there; keep what is there."""
    if what == "export":
        record = open_record(source)

    def work() -> None:
        if what == "prepare":
            prepared_file.write(source, target, force=True)
        elif what == "tables":
            cluster_tables.write(source, target, force=True)
        else:
            formats.export(record, target, lambda *_: None, force=True)

    old = kept.with_name("before")
    copied(target, old)
    work()  # What is compiled for it is known to every child.
    most = once(work)
    instants = [most * (number + 1) // times for number in range(times - 1)]
    if what == "tables":
        # Most of it goes on beside the place; at the end all is put there.
        found = changes(work)
        instants = found[:: len(found) // times]
    for instant in [math.inf, *sorted(instants, reverse=True)]:
        scratch.sweep()
        scratch.sweep(target.parent, files.UNREADY)
        if target.is_dir():
            shutil.rmtree(target)
        copied(old, target)
        once(work, instant)
        copied(target, kept / digest(target))
    assert tempfile.gettempdir() == os.environ["TMPDIR"]


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]), int(sys.argv[5]))

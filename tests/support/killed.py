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

from dashboard.database import prepared_file
from dashboard.database.open import open_record
from dashboard.engine import scratch
from dashboard.export import formats
from dashboard.record import files


def once(work: Callable[[], None], instant: float = math.inf) -> int:
    """
    Do the work in a child that is killed at an instant; return at how many it was
    there, 0 if it was killed.
    """
    read, write = os.pipe()
    child = os.fork()
    if child:
        os.close(write)
        told = os.read(read, 20)
        os.close(read)
        os.waitpid(child, 0)
        return int(told or 0)
    calls = 0

    def called(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls > instant:
            signal.raise_signal(signal.SIGKILL)

    sys.setprofile(called)
    work()
    sys.setprofile(None)
    os.write(write, str(calls).encode())
    os._exit(0)


def main(what: str, source: Path, target: Path, kept: Path, times: int) -> None:
    """Kill the work so many times over a file that is there; keep what is there."""
    if what == "export":
        record = open_record(source)

    def work() -> None:
        if what == "prepare":
            prepared_file.write(source, target, force=True)
        else:
            formats.export(record, target, lambda *_: None, force=True)

    old = target.read_bytes()
    work()  # What is compiled for it is known to every child.
    most = once(work)
    for number in reversed(range(times)):
        scratch.sweep()
        scratch.sweep(target.parent, files.UNREADY)
        target.write_bytes(old)
        last = number == times - 1
        once(work, math.inf if last else most * (number + 1) // times)
        made = target.read_bytes()
        shutil.copyfile(target, kept / hashlib.sha256(made).hexdigest())
    assert tempfile.gettempdir() == os.environ["TMPDIR"]


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]), int(sys.argv[5]))

"""Work on what is handed over, in a process of its own: so much memory and time."""

import gc
import importlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from dashboard.documents.base import Unreadable
from dashboard.record.limits import AT_ONCE, MB, PATIENCE

_ROOT: Final = Path(__file__).resolve().parents[2]
# Started by a line, not as a module: whoever serves this page may have the package from
# a folder that Python alone would not look into.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from dashboard.documents.process import answer; answer(*sys.argv[2:])"
)
_LOOK: Final = 0.05  # Seconds after which it is asked anew whether a reader is there.
_ROOM: Final = threading.BoundedSemaphore(AT_ONCE)


class NotDone(Exception):  # noqa: N818 - it names what happened
    """Work was not done; the message says why, and what to do."""


def nobody_left() -> None:
    """Whoever waits in a shell is there until the end: `wanted` never raises."""


def apart(
    work: str,
    asked: tuple[object, ...],
    wanted: Callable[[], object] = nobody_left,
    patience: float = PATIENCE,
    memory: int = 0,
) -> Any:
    """
    Return what a function of this package answers, `work` its name as in
    “dashboard.provenance.worker.looked_through”, in a process of its own.

    So nobody waits for it but who asked, and all that it took is given back. `wanted`
    is asked again and again meanwhile: where it raises, as the reader has gone, that
    process is ended. It has `patience` seconds, once begun, and may take so many bytes
    of `memory`, where that is bounded.

    Raises:
        Unreadable: as the function did.
        NotDone: as the function did; or there was no process to be had, or that did
            not come to its end.

    """
    asking = pickle.dumps(asked)
    answered = pickle.loads(_answered(work, asking, wanted, patience, memory))  # noqa: S301 - ours
    if isinstance(answered, Exception):
        raise answered
    return answered


def _answered(
    work: str, asked: bytes, wanted: Callable[[], object], patience: float, memory: int
) -> bytes:
    """Have a process of its own answer."""
    while not _ROOM.acquire(timeout=_LOOK):
        wanted()
    try:
        with (
            _begun(work, str(patience), str(memory)) as process,
            ThreadPoolExecutor(1) as talk,
        ):
            until = time.monotonic() + patience
            # To talk to it takes a thread: bytes that wait to be sent would be lost
            # where `communicate` is asked to return before its time.
            answered = talk.submit(process.communicate, asked)
            try:
                while wait([answered], _LOOK).not_done:
                    wanted()
                    if time.monotonic() > until:
                        raise NotDone(
                            f"it took longer than {patience} seconds; it holds too"
                            " much, or others are at work too; try again later, or in"
                            " a shell"
                        )
            finally:
                process.kill()
    finally:
        _ROOM.release()
    if process.returncode or answered.exception():
        raise NotDone(
            "the process that looked ended before its time, as where memory is short;"
            " try again later, or in a shell"
        )
    return answered.result()[0]


@contextmanager
def _begun(*words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that answers one question."""
    command = [sys.executable, "-P", "-c", _START, str(_ROOT), *words]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        why = error.strerror or error
        raise NotDone(f"no process could be begun ({why}); try later") from error
    with process:
        yield process


def answer(work: str, patience: str, memory: str) -> None:
    """
    Answer what is asked on the standard input: the process that `apart` begins.
    """
    # Should whoever began it be gone, it is not left behind.
    alone = threading.Timer(float(patience), os._exit, (1,))
    alone.daemon = True
    alone.start()
    # All that is made is needed until the end: to look for what is not takes half of
    # the time.
    gc.disable()
    # What answers stands on the standard output, and nothing that a library says.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    module, _, name = work.rpartition(".")
    does = getattr(importlib.import_module(module), name)
    if int(memory):
        bound_memory(int(memory))
    answered: object
    try:
        answered = does(*pickle.load(sys.stdin.buffer))  # noqa: S301 - from `apart`
    except (Unreadable, NotDone) as error:
        answered = error
    except MemoryError:
        answered = NotDone(
            f"it takes more than the {int(memory) // MB:,} MB of memory that are"
            " allowed: it holds too much; copy the article alone, and paste it"
        )
    pickle.dump(answered, out, pickle.HIGHEST_PROTOCOL)
    out.flush()


def bound_memory(most: int) -> None:
    """
    Let this process take so many bytes of memory more than it has, where a system can.
    """
    # Windows has neither the module nor the folder: there it reads without this bound.
    with suppress(ImportError, ValueError, OSError):
        resource = importlib.import_module("resource")
        told = Path(os.sep, "proc", "self", "statm").read_text(encoding="ascii")
        pages = told.split()[0]
        most += int(pages) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

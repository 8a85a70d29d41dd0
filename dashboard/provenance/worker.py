"""A copy looked through: at once if it is short, else in a process of its own."""

import gc
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.provenance import coverage
from dashboard.provenance.claims import Claim, Finding
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Traces
from dashboard.provenance.verify import verify
from dashboard.record.limits import AT_ONCE, LIGHT, PATIENCE

_ROOT: Final = Path(__file__).resolve().parents[2]
# Started by a line, not as a module: whoever serves this page may have the package from
# a folder that Python alone would not look into.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from dashboard.provenance.worker import answer; answer()"
)
_LOOK: Final = 0.05  # Seconds after which it is asked anew whether a reader is there.
_ROOM: Final = threading.BoundedSemaphore(AT_ONCE)


class NotChecked(Exception):  # noqa: N818 - it names what happened
    """A copy was not looked through; the message says why, and what to do."""


class Checked(NamedTuple):
    """A copy of a source, a verdict on each row, and the copy's marks and verbs."""

    copy: Copy
    findings: list[Finding]
    traces: Traces


def check(
    text: str,
    claims: list[Claim],
    language: str,
    wanted: Callable[[], object],
    *,
    is_same: bool = False,
    length: int = 0,
) -> Checked:
    """
    Look through a copy of a source; `is_same` and `length` are what `verify` takes.

    A long one is looked through in a process of its own, so that nobody waits for it
    but its reader and all that it took is given back. `wanted` is asked again and again
    meanwhile: where it raises, as the reader has gone, that process is ended.

    Raises:
        NotChecked: there was no process to be had, or it did not come to its end.

    """
    if len(text) + sum(len(claim.words) for claim in claims) <= LIGHT:
        copy = Copy(text)
        findings = verify(copy, claims, is_same=is_same, length=length)
        traces = coverage.marks_and_verbs(copy, findings, language)
        return Checked(copy, findings, traces)
    asked = (text, claims, language, is_same, length)
    answered = _apart(pickle.dumps(asked), wanted)
    findings, columns = pickle.loads(answered)  # noqa: S301 - our own process wrote it
    copy = Copy(text)
    return Checked(copy, findings, Traces(copy, columns))


def _apart(asked: bytes, wanted: Callable[[], object]) -> bytes:
    """Have a process of its own answer."""
    while not _ROOM.acquire(timeout=_LOOK):
        wanted()
    try:
        with _begun() as process, ThreadPoolExecutor(1) as talk:
            until = time.monotonic() + PATIENCE
            # To talk to it takes a thread: bytes that wait to be sent would be lost
            # where `communicate` is asked to return before its time.
            answered = talk.submit(process.communicate, asked)
            try:
                while wait([answered], _LOOK).not_done:
                    wanted()
                    if time.monotonic() > until:
                        raise NotChecked(
                            f"it took longer than {PATIENCE} seconds, as others are at"
                            " work too; try again later, or in a shell"
                        )
            finally:
                process.kill()
    finally:
        _ROOM.release()
    if process.returncode or answered.exception():
        raise NotChecked(
            "the process that looked ended before its time, as where memory is short;"
            " try again later, or in a shell"
        )
    return answered.result()[0]


@contextmanager
def _begun() -> Iterator["subprocess.Popen[bytes]"]:
    """A process that answers one question."""
    command = [sys.executable, "-P", "-c", _START, str(_ROOT)]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        why = error.strerror or error
        raise NotChecked(f"no process could be begun ({why}); try later") from error
    with process:
        yield process


def answer() -> None:
    """
    Answer what is asked on the standard input: the process that `check` begins.
    """
    # Should whoever began it be gone, it is not left behind.
    alone = threading.Timer(PATIENCE, os._exit, (1,))
    alone.daemon = True
    alone.start()
    # All that is made is needed until the end: to look for what is not takes half of
    # the time.
    gc.disable()
    asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - from `check`
    text, claims, language, is_same, length = asked
    copy = Copy(text)
    findings = verify(copy, claims, is_same=is_same, length=length)
    columns = coverage.marks_and_verbs(copy, findings, language).columns
    pickle.dump((findings, columns), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()

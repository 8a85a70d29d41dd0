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

from dashboard.provenance import coverage, source_copy
from dashboard.provenance.claims import Claim, Finding
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Columns, Traces
from dashboard.provenance.source_copy import Unreadable
from dashboard.provenance.verify import verify
from dashboard.record import limits
from dashboard.record.limits import AT_ONCE, LIGHT, PATIENCE

_ROOT: Final = Path(__file__).resolve().parents[2]
# Started by a line, not as a module: whoever serves this page may have the package from
# a folder that Python alone would not look into.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from dashboard.provenance.worker import answer; answer()"
)
_LOOK: Final = 0.05  # Seconds after which it is asked anew whether a reader is there.
_PACKED: Final = b"PK"  # A few bytes may be a long text, packed.
_ROOM: Final = threading.BoundedSemaphore(AT_ONCE)


class NotChecked(Exception):  # noqa: N818 - it names what happened
    """A copy was not looked through; the message says why, and what to do."""


class Coded(NamedTuple):
    """A source as it was coded: the hash and the length of its text, its language."""

    sha256: str
    length: int
    language: str


class Checked(NamedTuple):
    """
    A copy of a source, a verdict on each row, and the copy's marks and verbs; `told`
    says in sentences what the copy is.
    """

    copy: Copy
    findings: list[Finding]
    traces: Traces
    told: tuple[str, ...]


def check(
    data: bytes, claims: list[Claim], coded: Coded, wanted: Callable[[], object]
) -> Checked:
    """
    Read a reader's copy of a source and look through it.

    What is long, or may be so once it is unpacked, is read and looked through in a
    process of its own, so that nobody waits for it but its reader and all that it took
    is given back. `wanted` is asked again and again meanwhile: where it raises, as the
    reader has gone, that process is ended.

    Raises:
        Unreadable: the copy is no text, or there is none in it.
        NotChecked: it is too long, there was no process to be had, or that did not come
            to its end.

    """
    asked = (data, claims, coded)
    is_light = len(data) + sum(len(claim.words) for claim in claims) <= LIGHT
    if is_light and not data.startswith(_PACKED):
        copy, findings, columns, told = _looked_through(*asked)
    else:
        answered = pickle.loads(_apart(pickle.dumps(asked), wanted))  # noqa: S301 - ours
        if isinstance(answered, Exception):
            raise answered
        copy, findings, columns, told = answered
    return Checked(copy, findings, Traces(copy, columns), told)


def _looked_through(
    data: bytes, claims: list[Claim], coded: Coded
) -> tuple[Copy, list[Finding], Columns, tuple[str, ...]]:
    """What `Checked` is made of."""
    read = source_copy.read(data)
    if not read.text.strip():
        raise Unreadable("there is no text in it", "paste the text, or drop its file")
    if len(read.text) > limits.LONGEST:
        raise NotChecked(
            f"the text has {len(read.text):,} characters, and a page looks through"
            f" {limits.LONGEST:,} at most; the command `on-the-record check RECORD"
            " --source FILE` has no such limit"
        )
    words = (claim.words for claim in claims)
    held = source_copy.held(read, coded.sha256, coded.length, words)
    copy = Copy(held.text)
    findings = verify(copy, claims, is_same=held.is_coded, length=coded.length)
    columns = coverage.marks_and_verbs(copy, findings, coded.language).columns
    return copy, findings, columns, held.told


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
    answered: object
    try:
        answered = _looked_through(*asked)
    except (Unreadable, NotChecked) as error:
        answered = error
    pickle.dump(answered, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.flush()

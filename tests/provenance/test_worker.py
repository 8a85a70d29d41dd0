"""A long copy is looked through in a process that ends with its reader."""

import subprocess
import threading
import time
from collections.abc import Callable

import pytest

from dashboard.provenance import worker
from tests.support.claims import CLAIMS
from tests.support.small_record import SOURCE_TEXT

LONG = SOURCE_TEXT + "\n\n“Enough,” he said." * 300


class Gone(Exception):  # noqa: N818 - it names what happened
    """The reader has left."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were begun; every copy is long enough for one."""
    monkeypatch.setattr(worker, "LIGHT", 0)
    every: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def kept(*words: object, **more: object) -> "subprocess.Popen[bytes]":
        every.append(begin(*words, **more))  # type: ignore[call-overload]
        return every[-1]

    monkeypatch.setattr(subprocess, "Popen", kept)
    return every


def test_a_process_finds_what_is_found_at_once(
    begun: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = worker.check(LONG, CLAIMS, "en", lambda: None)
    assert [one.returncode for one in begun] == [0]
    monkeypatch.setattr(worker, "LIGHT", 1_000_000)
    here = worker.check(LONG, CLAIMS, "en", lambda: None)
    assert len(begun) == 1
    assert apart.findings == here.findings
    assert list(apart.traces) == list(here.traces)
    assert apart.traces.is_whole


def test_it_ends_with_its_reader(begun: list["subprocess.Popen[bytes]"]) -> None:
    def left() -> None:
        raise Gone

    with pytest.raises(Gone):
        worker.check(LONG * 20, CLAIMS, "en", left)
    (process,) = begun
    assert process.returncode not in (None, 0)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("PATIENCE", -1), "it took longer than -1 seconds"),
        (("_START", "raise SystemExit(3)"), "ended before its time"),
    ],
)
@pytest.mark.usefixtures("begun")
def test_what_is_not_checked_is_told(
    change: tuple[str, object], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, *change)
    with pytest.raises(worker.NotChecked, match=told):
        worker.check(LONG, CLAIMS, "en", lambda: None)


def test_so_many_at_once_and_the_next_waits(
    begun: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_ROOM", threading.BoundedSemaphore(1))
    assert worker._ROOM.acquire()
    asked = 0

    def wanted() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            assert not begun
            worker._ROOM.release()

    assert worker.check(LONG, CLAIMS, "en", wanted).findings
    assert len(begun) == 1
    assert worker._ROOM.acquire(timeout=1)


def test_others_are_answered_meanwhile() -> None:
    """What a process works out keeps no thread of this one from its turn."""
    looks: list[float] = []
    wanted: Callable[[], None] = lambda: looks.append(time.monotonic())  # noqa: E731
    worker.check("“a” " * 60_000, CLAIMS, "en", wanted)
    assert looks

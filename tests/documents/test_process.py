"""Work in a process of its own: it ends with who asked, in its time, in its memory."""

import subprocess
import threading
from typing import Any

import pytest

from dashboard.documents import process
from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone, apart

READ = "dashboard.documents.kinds.read"


class Gone(Exception):  # noqa: N818 - it names what happened
    """The reader has left."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were begun."""
    every: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def kept(*words: object, **more: object) -> "subprocess.Popen[bytes]":
        every.append(begin(*words, **more))  # type: ignore[call-overload]  # as it was called
        return every[-1]

    monkeypatch.setattr(subprocess, "Popen", kept)
    return every


def test_a_function_answers_in_a_process(begun: list[Any]) -> None:
    assert apart(READ, (b"words", "")).text == "words\n"
    assert [one.returncode for one in begun] == [0]


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(Unreadable, match="this is a picture: have its text recognised"):
        apart(READ, (b"\x89PNG", ""))


def test_it_ends_with_who_asked(begun: list[Any]) -> None:
    def left() -> None:
        raise Gone

    with pytest.raises(Gone):
        apart("time.sleep", (60,), left)
    (one,) = begun
    assert one.returncode not in (None, 0)


def test_it_has_so_many_seconds() -> None:
    with pytest.raises(NotDone, match=r"it took longer than 0\.2 seconds"):
        apart("time.sleep", (60,), patience=0.2)


def test_it_has_so_much_memory() -> None:
    with pytest.raises(NotDone, match="it takes more than the 50 MB of memory"):
        apart("builtins.bytearray", (400_000_000,), memory=50_000_000)
    assert len(apart("builtins.bytearray", (400_000,), memory=50_000_000)) == 400_000


def test_a_process_that_ends_before_its_time_is_told() -> None:
    with pytest.raises(NotDone, match="ended before its time"):
        apart("os._exit", (3,))


def test_so_many_at_once_and_the_next_waits(
    begun: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_ROOM", threading.BoundedSemaphore(1))
    assert process._ROOM.acquire()
    asked = 0

    def wanted() -> None:
        nonlocal asked
        asked += 1
        if asked == 3:
            assert not begun
            process._ROOM.release()

    assert apart(READ, (b"words", ""), wanted).text == "words\n"
    assert len(begun) == 1
    assert process._ROOM.acquire(timeout=1)

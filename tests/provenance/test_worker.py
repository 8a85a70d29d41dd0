"""A long copy is looked through in a process that ends with its reader."""

import subprocess
import time
from collections.abc import Callable

import pytest

from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.provenance import worker
from dashboard.record import limits
from tests.support.claims import CLAIMS
from tests.support.small_record import SOURCE_TEXT

LONG = (SOURCE_TEXT + "\n\n“Enough,” he said." * 300).encode()
CODED = worker.Coded("0" * 64, 625, "en")


class Gone(Exception):  # noqa: N818 - it names what happened
    """The reader has left."""


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were begun; every copy is long enough for one."""
    monkeypatch.setattr(worker, "LIGHT", 0)
    every: list[subprocess.Popen[bytes]] = []
    begin = subprocess.Popen

    def kept(*words: object, **more: object) -> "subprocess.Popen[bytes]":
        every.append(begin(*words, **more))  # type: ignore[call-overload]  # as it was called
        return every[-1]

    monkeypatch.setattr(subprocess, "Popen", kept)
    return every


def test_a_process_finds_what_is_found_at_once(
    begun: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = worker.check(LONG, CLAIMS, CODED, lambda: None)
    assert [one.returncode for one in begun] == [0]
    monkeypatch.setattr(worker, "LIGHT", 1_000_000)
    here = worker.check(LONG, CLAIMS, CODED, lambda: None)
    assert len(begun) == 1
    assert apart.findings == here.findings
    assert list(apart.traces) == list(here.traces)
    assert apart.traces.is_whole
    assert (apart.told, apart.copy.text) == (here.told, here.copy.text)
    assert list(apart.copy.lines) == list(here.copy.lines)


def test_it_ends_with_its_reader(begun: list["subprocess.Popen[bytes]"]) -> None:
    def left() -> None:
        raise Gone

    with pytest.raises(Gone):
        worker.check(LONG * 20, CLAIMS, CODED, left)
    (process,) = begun
    assert process.returncode not in (None, 0)


def test_others_are_answered_meanwhile() -> None:
    """What a process works out keeps no thread of this one from its turn."""
    looks: list[float] = []
    wanted: Callable[[], None] = lambda: looks.append(time.monotonic())  # noqa: E731 - it is what the worker is given
    worker.check(b'"a" ' * 60_000, CLAIMS, CODED, wanted)
    assert looks


def refused(data: bytes) -> str:
    """Why a copy is not looked through."""
    with pytest.raises((NotDone, Unreadable)) as raised:
        worker.check(data, CLAIMS, CODED, lambda: None)
    return f"{type(raised.value).__name__}: {raised.value}"


def test_what_cannot_be_read_is_told_by_a_process_as_at_once(
    begun: list["subprocess.Popen[bytes]"], monkeypatch: pytest.MonkeyPatch
) -> None:
    latin = b"a\nb\xff\xe9"
    apart = refused(latin)
    assert [one.returncode for one in begun] == [0]
    monkeypatch.setattr(worker, "LIGHT", 1_000_000)
    assert apart == refused(latin)
    assert apart.startswith("Unreadable: not UTF-8")
    assert refused(b" \n") == (
        "Unreadable: there is no text in it: paste the text, or drop its file"
    )
    monkeypatch.setattr(limits, "LONGEST", 3)
    assert refused(b"four").startswith("NotDone: the text has 4 characters, and a")
    assert len(begun) == 1
    # A packed file is read apart, however short it is.
    assert "a packed file" in refused(b"PK\x03\x04")
    assert "a damaged PDF" in refused(b"%PDF-1.7")
    assert len(begun) == 3

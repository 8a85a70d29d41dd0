"""Folders for a while: where files are unpacked, engines spill, and files are made."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

PREFIX: Final = "on-the-record-"
# Held open by whoever uses a folder. SQLite locks a file on every system, and the
# system gives the lock back whatever ends the process: what can be locked is left over.
HELD: Final = ".held"
# Seconds after which an empty folder that nobody holds is no longer one just being
# made: a process may end between the making of a folder and the holding of it.
BEING_MADE: Final = 60
UNHELD: Final = ".unheld"
LOCK: Final = ".lock"  # How a file ends that is locked itself, beside what is written.


class Scratch:
    """A folder that goes with its last use, or with the process at the latest."""

    def __init__(self, place: Path | None = None, prefix: str = PREFIX) -> None:
        sweep(place, prefix)
        self._folder = tempfile.TemporaryDirectory(
            prefix=prefix, dir=place, ignore_cleanup_errors=True
        )
        self.path = Path(self._folder.name)
        self._held = locked(self.path / HELD)
        if not self._held:
            # Where no file can be locked, what is there cannot be told from what is
            # left over: a folder that is not empty, and that nobody holds, stays.
            (self.path / HELD).unlink(missing_ok=True)
            (self.path / UNHELD).touch()

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        _empty(self.path)
        if self._held:
            self._held.close()  # Windows removes no file that is open.
        self._folder.cleanup()


@contextmanager
def folder(place: Path | None = None, prefix: str = PREFIX) -> Iterator[Path]:
    """
    Make a folder for a while: among temporary files, or in a place of its own.
    """
    scratch = Scratch(place, prefix)
    try:
        yield scratch.path
    finally:
        scratch.remove()


def sweep(place: Path | None = None, prefix: str = PREFIX) -> None:
    """
    Remove the folders of a prefix whose process has ended and could not remove them.
    """
    with suppress(OSError):  # A place that cannot be read holds nothing of ours.
        for left in sorted((place or Path(tempfile.gettempdir())).glob(f"{prefix}*")):
            if left.suffix == LOCK and left.is_file():
                if time.time() - left.stat().st_mtime > BEING_MADE and (
                    held := locked(left)
                ):
                    with closing(held), suppress(OSError):
                        left.unlink()
                continue
            if not (left / HELD).is_file():
                if time.time() - left.stat().st_mtime > BEING_MADE:
                    with suppress(OSError):  # It is not empty: somebody else's.
                        left.rmdir()
                continue
            if held := locked(left / HELD):
                with closing(held):
                    _empty(left)
                shutil.rmtree(left, ignore_errors=True)


def _empty(folder: Path) -> None:
    """
    Remove what is in a folder, but for what holds it: whatever ends this, what is left
    is still known as a folder that nobody holds.
    """
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
        elif one.name not in (HELD, UNHELD):
            with suppress(OSError):
                one.unlink()


def locked(path: Path) -> sqlite3.Connection | None:
    """
    Return a lock on a file, which is made if need be, until it is closed; None where
    another process has it, or no file can be locked.
    """
    try:
        held = sqlite3.connect(
            path, timeout=0, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error:
        return None  # Its owner has removed the folder meanwhile.
    try:
        held.execute("PRAGMA journal_mode = OFF")
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        held.close()
        return None
    return held

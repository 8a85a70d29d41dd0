"""A record put in the place of another, in one step, and what it was before kept."""

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from dashboard.engine import scratch
from dashboard.record.files import UNREADY, NotWritten

# What Linux and macOS call the exchange of two names in one step.
_EXCHANGE: Final = 2
_HERE: Final = -100
KEPT: Final = 5  # States of a record before that are kept.
_STATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{6}(\.zip)?")

Stamp = list[tuple[Any, ...]]


class Changed(NotWritten):
    """A record was changed by somebody else since it was read; it stays as it is."""

    def __init__(self, path: Path) -> None:
        told = "was changed meanwhile by another program; it stays as that left it"
        super().__init__(f"{path}: {told}. Read it anew, and write once more")


def stamp(path: Path) -> Stamp:
    """
    Return what shows that a file, or one of a folder, was changed: size and time.
    """
    found = sorted(path.rglob("*")) if path.is_dir() else [path]
    states = ((one, one.stat()) for one in found)
    return [(one.relative_to(path).as_posix(), state.st_size, state.st_mtime_ns)
            for one, state in states if not one.is_dir()]  # fmt: skip


def backups(path: Path) -> Path:
    """
    Return the folder in which the states of a record before are kept: beside it.
    """
    return path.with_name(f"{path.name}.backups")


def put(made: Path, path: Path) -> None:
    """
    Put a finished folder where there is none yet, or an empty one.
    """
    _on_disk(made)
    if os.name == "nt" and path.exists():
        path.rmdir()  # It is empty; elsewhere it is replaced as it is.
    made.replace(path)


def exchange(made: Path, path: Path, before: Stamp, keep: Path | None) -> Path | None:
    """
    Put a finished folder or file in the place of one whose stamp was taken before, in
    one step; return where the old one is kept, if a folder for it (`keep`) is named.
    Of these the last are kept.

    Raises:
        Changed: the old one is not as it was, or somebody else puts another there.

    """
    _on_disk(made)
    kept = None if keep is None else _free(keep, path)
    with _alone(path, can_lock=not (made.parent / scratch.UNHELD).exists()):
        if stamp(path) != before:
            raise Changed(path)
        if not path.is_dir():
            if kept is not None:
                shutil.copy2(path, made.with_name("former"))
                made.with_name("former").replace(kept)
            made.replace(path)
        elif _exchanged(made, path):
            # Whoever wrote in the moment before has written into what is now `made`.
            if stamp(made) != before and _exchanged(made, path):
                raise Changed(path)
            if kept is not None:
                made.replace(kept)
        else:
            _in_two_steps(made, path, kept)
    if keep is not None:
        _thin_out(keep)
    return kept


def _in_two_steps(made: Path, path: Path, kept: Path | None) -> None:
    """Put a folder in place where two names cannot be exchanged."""
    # The old record stays under a name of its own until the new one stands: whatever
    # ends this, one of the two is whole.
    former = kept or path.with_name(f"{path.name}.before-import")
    if former.exists():
        raise NotWritten(f"{former}: is a record left from before; move it away")
    path.replace(former)
    made.replace(path)
    if kept is None:
        shutil.rmtree(former, ignore_errors=True)


@contextmanager
def _alone(path: Path, *, can_lock: bool = True) -> Iterator[None]:
    """
    Let nobody else put another record there meanwhile. Where no file can be locked, a
    stamp that is not as it was is all that shows another.
    """
    file = path.with_name(f"{UNREADY}{path.name}{scratch.LOCK}")
    held = scratch.locked(file) if can_lock else None
    if held is None and can_lock:
        raise Changed(path)
    try:
        yield
    finally:
        if held is not None:
            # Gone before it is let go of: whoever locks it then has another file. To
            # Windows it is gone afterwards alone.
            with suppress(OSError):
                file.unlink()
            held.close()
            with suppress(OSError):
                file.unlink()


def _free(keep: Path, path: Path) -> Path:
    """A name for the state before, that nothing has."""
    keep.mkdir(exist_ok=True)
    ending = "" if path.is_dir() else path.suffix.lower()
    while (free := keep / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S-%f}{ending}").exists():
        pass  # The clock goes on.
    return free


def _thin_out(keep: Path) -> None:
    """Remove the oldest states, beyond those that are kept; nothing else there."""
    found = sorted(one for one in keep.iterdir() if _STATE.fullmatch(one.name))
    for one in found[:-KEPT]:
        if one.is_dir():
            shutil.rmtree(one, ignore_errors=True)
        else:
            one.unlink(missing_ok=True)


def _on_disk(made: Path) -> None:
    """Wait until the files of a folder, or a file, are on the disk."""
    for path in sorted(made.rglob("*")) if made.is_dir() else [made]:
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; tell whether this system can."""
    names = [os.fsencode(one), os.fsencode(other)]
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(system.renamex_np(*names, _EXCHANGE) == 0)
        told = (_HERE, names[0], _HERE, names[1], _EXCHANGE)
        return bool(system.renameat2(*told) == 0)
    return False

"""Files put in place whole or not at all, and folders for a while."""

import errno
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from dashboard.engine import scratch
from dashboard.engine.base import first_line

# How a folder begins in which files are made beside the place where they will stand.
UNREADY: Final = ".on-the-record-"


class NotWritten(Exception):  # noqa: N818 - it names what happened
    """A file was not written; the message says why, and what to do."""


def not_written(path: Path, error: BaseException) -> NotWritten:
    """
    Return the refusal of a place at which writing failed.
    """
    # An engine tells more of it, and a name that nobody gave.
    full = os.strerror(errno.ENOSPC)
    why = full if full in str(error) else first_line(error)
    return NotWritten(f"{path}: cannot be written: {why}")


def writable(path: Path, *, force: bool) -> None:
    """
    Refuse a place at which nothing can be written, or something stands already.

    Raises:
        NotWritten: it is one; `force` lets what stands there be overwritten.

    """
    if not path.absolute().parent.is_dir():
        raise NotWritten(f"{path}: its folder does not exist; make it first")
    if path.exists() and not force:
        raise NotWritten(f"{path}: is there already; --force overwrites it")
    try:
        with scratch.folder(path.absolute().parent, UNREADY):
            pass  # Asked before all work: the folder may be read-only, or full.
    except OSError as error:
        raise not_written(path, error) from error


@contextmanager
def put(*paths: Path) -> Iterator[Path]:
    """
    Give a folder in which files are to be written under their names; once they all are,
    put them in place. Whatever ends it before, even the process: what was there stays.

    Raises:
        NotWritten: the disk is full, or the place cannot be written.

    """
    try:
        with scratch.folder(paths[0].absolute().parent, UNREADY) as place:
            yield place
            for path in paths:
                with (place / path.name).open("rb+") as file:
                    os.fsync(file.fileno())  # A disk may have only promised so far.
            for path in paths:
                (place / path.name).replace(path)
    except OSError as error:
        raise not_written(paths[0], error) from error


def unpacked() -> AbstractContextManager[Path]:
    """
    Return a folder among temporary files that is gone with its use.
    """
    return scratch.folder()

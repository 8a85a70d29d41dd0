"""What is wrong with a record, and the refusal to open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from dashboard.engine.base import first_line
from dashboard.engine.duckdb import EngineFailed

ROOM: Final = (
    "make room in memory, and on the disk for temporary files (TMPDIR names their"
    " folder)"
)


class Problem(NamedTuple):
    """One thing that keeps a record from being opened, and how to mend it."""

    file: str
    row: int | None
    column: str
    value: str
    wrong: str
    mend: str


class RecordRefused(Exception):  # noqa: N818 - it names what happened to the record
    """A record has problems; `problems` lists the first of `total`."""

    def __init__(self, problems: list[Problem], total: int) -> None:
        super().__init__(f"{total:,} problems in the record")
        self.problems = problems
        self.total = total


def refused(name: str, wrong: str, mend: str) -> RecordRefused:
    """
    Return the refusal of a record for one reason, which is of no row.
    """
    return RecordRefused([Problem(name, None, "", "", wrong, mend)], 1)


@contextmanager
def engine_errors() -> Iterator[None]:
    """
    Tell of an engine that cannot go on, for want of room, as of a problem.
    """
    try:
        yield
    except EngineFailed as error:
        wrong = f"cannot be looked at: {first_line(error)}"
        raise refused("", wrong, ROOM) from error

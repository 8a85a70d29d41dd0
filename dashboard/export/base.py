"""What every form of export is: a title, an ending, a media type, and who writes it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record import files

# Writes what filters leave into a file, and returns what there is to say of it.
Write = Callable[[Subset, Path], list[str]]


class Form(NamedTuple):
    """
    A form of export, as its module tells of it in `FORMS`.

    `title` is what a page calls it, "" where only the shell offers it; `table` the one
    table that it writes, whose file has that table's name before its ending.
    """

    title: str
    ending: str
    media_type: str
    write: Write
    table: str = ""

    def fits(self, name: str) -> bool:
        """Tell whether a file's name, in small letters, is that of such a file."""
        if self.table:
            return name == f"{self.table}{self.ending}"
        return name.endswith(self.ending) and name != self.ending

    def as_bytes(self, record: Record, chosen: Filters) -> bytes:
        """Return what is written of the rows that filters leave."""
        with files.unpacked() as folder:
            path = folder / "on-the-record"
            self.write(Subset(record, chosen), path)
            return path.read_bytes()

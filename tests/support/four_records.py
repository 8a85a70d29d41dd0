"""Four records to export, each opened once: default, small, generated, hostile."""

import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from tests.support import generated_record, hostile_record
from tests.support.small_record import write_record

# Gone with the process.
FOLDER: Final = tempfile.TemporaryDirectory(prefix="four-records-")
NAMES: Final = ("default", "small", "generated", "hostile")


@cache
def opened(name: str) -> Record:
    """
    Return one of the four, open: read it, never change it.
    """
    folder = Path(FOLDER.name) / name
    if name == "default":
        return open_record(DEFAULT)
    if name == "generated":
        return open_record(generated_record.write(folder, quotes=60, seed=7))
    write = hostile_record.write if name == "hostile" else write_record
    return open_record(write(folder))

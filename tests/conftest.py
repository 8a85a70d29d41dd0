"""What the tests share: the small record, written to a folder and opened."""

from pathlib import Path

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.support.small_record import SOURCE_TEXT, write_record


@pytest.fixture
def record_folder(tmp_path: Path) -> Path:
    """A copy of the small record, to be damaged at will."""
    return write_record(tmp_path / "record")


@pytest.fixture
def source_file(tmp_path: Path) -> Path:
    """The text from which the small record was coded."""
    path = tmp_path / "lantern.txt"
    path.write_bytes(SOURCE_TEXT.encode())
    return path


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record, opened: read it, never change it."""
    return open_record(write_record(tmp_path_factory.mktemp("records") / "small"))

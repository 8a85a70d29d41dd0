"""A record, the file prepared of it, and both opened."""

from pathlib import Path

import pytest

from dashboard.database import prepared_file
from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.support import generated_record


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("records") / "folder"
    generated_record.write(folder, quotes=300, countries=12, seed=5)
    (folder / "notes.txt").write_text("kept", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def ready(folder: Path) -> Path:
    path = folder.parent / "ready.record"
    prepared_file.write(folder, path)
    return path


@pytest.fixture(scope="session")
def both(folder: Path, ready: Path) -> tuple[Record, Record]:
    return open_record(folder), open_record(ready)

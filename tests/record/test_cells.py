"""A large table's cells are kept on a disk, and are the same."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.record import cells, checks
from dashboard.search import quotes
from tests.support import generated_record

EVERYTHING = Filters()


def test_a_large_table_is_read_from_a_disk_and_answers_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = generated_record.write(tmp_path / "folder", 300, 12, seed=5)
    in_memory = open_record(folder)
    monkeypatch.setattr(cells, "LARGE", 0)
    read = files.read(folder)
    assert read.folder is not None
    assert len(list(read.folder.path.glob("*.parquet"))) == 10
    assert checks.problems(read) == ([], 0)
    pd.testing.assert_frame_equal(
        quotes.quotes(open_record(folder), EVERYTHING, "dam", size=None),
        quotes.quotes(in_memory, EVERYTHING, "dam", size=None),
    )

"""An engine that lays cells out takes what a record needs, in a folder of its own."""

from pathlib import Path

import pytest

from dashboard.intake import files
from dashboard.record import staging
from tests.support.small_record import ROWS, write_record


def test_engines_at_work_at_once_have_folders_of_their_own(tmp_path: Path) -> None:
    read = files.read(write_record(tmp_path, ROWS))
    folders = {staging.limits(read)["temp_directory"] for _ in range(2)}
    assert len(folders) == 2


def test_a_larger_record_may_take_more_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "LEAST", 2)
    monkeypatch.setattr(staging, "SHARE", 1)
    read = files.read(write_record(tmp_path, ROWS))
    most = max(len(rows) for rows in ROWS.values())
    assert staging.limits(read)["memory_limit"] == f"{most}MB"
    monkeypatch.setattr(staging, "LEAST", most + 1)
    assert staging.limits(read)["memory_limit"] == f"{most + 1}MB"

"""An engine that lays cells out takes what a record needs, in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.engine import duckdb
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


def test_one_thread_makes_a_small_record_ready_and_all_of_them_a_larger_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = write_record(tmp_path, ROWS)
    threads: list[int | None] = []
    connect = duckdb.connect

    def noted(*where: Path, **settings: Any) -> Any:
        backend = connect(*where, **settings)
        asked = backend.con.execute("SELECT current_setting('threads')")
        # How many all of them are is the machine's.
        threads.append(asked.fetchone()[0] if "threads" in settings else None)
        return backend

    monkeypatch.setattr(duckdb, "connect", noted)
    most = max(len(rows) for rows in ROWS.values())
    monkeypatch.setattr(staging, "FEW", most)
    opened = [open_record(record)]
    assert threads == [1, 1]  # What checks it, and what then answers.
    monkeypatch.setattr(staging, "FEW", most - 1)
    opened.append(open_record(record))
    assert threads == [1, 1, None, None]
    one, all_of_them = (each.answer(each.table("postings")) for each in opened)
    assert one.equals(all_of_them)

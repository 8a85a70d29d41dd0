"""Where memory or the disk gives no room, it is told in words, and nothing is lost."""

import tempfile
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.database import open as opening
from dashboard.database import prepared_file
from dashboard.record import files, problems, staging
from dashboard.record.problems import RecordRefused
from tests.support.small_record import ROWS, write_record


@pytest.fixture
def crammed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that may take a megabyte: less than it begins with."""
    monkeypatch.setattr(staging, "LEAST", 1)


@pytest.mark.usefixtures("crammed")
def test_no_room_to_check_is_a_problem_that_can_be_mended(tmp_path: Path) -> None:
    address = write_record(tmp_path / "record", ROWS)
    with pytest.raises(RecordRefused) as refused:
        opening.open_record(address)
    (problem,) = refused.value.problems
    assert problem.wrong.startswith("cannot be looked at: ")
    assert problem.mend == problems.ROOM
    with pytest.raises(RecordRefused):
        prepared_file.write(address, tmp_path / "ready.record")
    assert not list(tmp_path.glob("*ready*"))


@pytest.mark.usefixtures("crammed")
def test_the_verb_lists_it_without_a_stack_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = write_record(tmp_path, ROWS)
    assert cli.main(["check", str(address)]) == 1
    said = capsys.readouterr()
    assert "cannot be looked at: " in said.out
    assert "Traceback" not in said.out + said.err


def test_no_room_for_what_is_unpacked_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = write_record(tmp_path, ROWS)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    read = files.read(address)
    assert [(p.file, p.mend) for p in read.problems] == [(address.name, problems.ROOM)]
    assert "No such file or directory" in read.problems[0].wrong
    assert not read.tables


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

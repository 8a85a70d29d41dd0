"""Where memory or the disk gives no room, it is told in words, and nothing is lost."""

from pathlib import Path

import pytest

from dashboard.database import open as opening
from dashboard.database import prepared_file
from dashboard.record import staging
from dashboard.record.problems import ROOM, RecordRefused
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
    assert problem.mend == ROOM
    with pytest.raises(RecordRefused):
        prepared_file.write(address, tmp_path / "ready.record")
    assert not list(tmp_path.glob("*ready*"))

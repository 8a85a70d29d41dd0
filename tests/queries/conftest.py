"""A record that only questions are asked of."""

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.support.damage import with_cells
from tests.support.small_record import write_record


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record with one of two stances a silence, and a medium of no state."""
    rows = with_cells("positions", 5, stance="not_stated", strength="")
    rows["actors"][2]["country_id"] = rows["positions"][0]["country_id"] = ""
    return open_record(write_record(tmp_path_factory.mktemp("records"), rows))

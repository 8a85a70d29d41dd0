"""A text that the record has already, or that another paper prints, is found."""

import pytest

from dashboard.coding.copies import copies
from dashboard.importing.draft import Known
from dashboard.intake import files
from tests.support.small_record import SOURCE_TEXT, write_record


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("copies") / "record"
    return Known(files.read(write_record(folder)))


def test_the_same_text_is_known_by_its_hash(known: Known) -> None:
    (found,) = copies(SOURCE_TEXT, known)
    assert found.is_same
    assert found.source_id in known.sources


def test_a_wire_copy_is_known_by_its_statements(known: Known) -> None:
    # Another paper: its own head, straight marks, other spaces.
    other = "Another paper\n\n" + SOURCE_TEXT.replace("“", '"').replace("”", '"')
    (found,) = copies(other.replace(". ", ".  "), known)
    assert not found.is_same
    assert found.share == 1.0


def test_another_article_is_none(known: Known) -> None:
    assert copies("Nothing of it stands here, not even half.\n", known) == []
    assert copies("", Known()) == []

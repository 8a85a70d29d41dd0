"""A database of Discourse Network Analyzer is read, whichever version kept it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.importing import dna_file
from dashboard.importing.draft import NotRead
from tests.support.imported import DNA_TEXT, utf16, write_dna

# How version 2 keeps texts: beside their statement, dates in thousandths of a second.
VERSION_2 = """
    DROP TABLE DATASHORTTEXT; DROP TABLE ENTITIES;
    CREATE TABLE DATASHORTTEXT (ID INTEGER PRIMARY KEY, StatementId INTEGER,
        VariableId INTEGER, StatementTypeId INTEGER, Value TEXT);
    INSERT INTO DATASHORTTEXT VALUES (1, 1, 1, 1, 'Oda Marsk');
    UPDATE DOCUMENTS SET Date = 1683158400000;
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.dna"


def test_documents_have_their_day_and_facts(path: Path) -> None:
    (document,) = dna_file.read(write_dna(path)).documents
    assert document.text == DNA_TEXT
    assert document.day == "2023-05-04"
    assert document.facts == {
        "Title": "The dam opens", "Author": "A. Writer", "Source": "The Lantern",
        "Type": "source",
    }  # fmt: skip


def test_statements_have_their_values_by_variable(path: Path) -> None:
    base = dna_file.read(write_dna(path))
    first = next(one for one in base.statements if one.number == 1)
    assert (first.kind, first.coder) == ("DNA Statement", "Admin")
    assert (first.start, first.stop) == utf16(DNA_TEXT, "We say no,")
    assert first.values == {
        "person": "Oda Marsk", "organization": "Brekland",
        "concept": "The dam should stand.", "agreement": "0",
    }  # fmt: skip


def test_version_2_is_read_too(path: Path) -> None:
    base = dna_file.read(write_dna(path, more=VERSION_2))
    assert base.documents[0].day == "2023-05-04"
    first = next(one for one in base.statements if one.number == 1)
    assert first.values == {"person": "Oda Marsk", "agreement": "0"}


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("DROP TABLE STATEMENTS", "STATEMENTS is no table"),
        ("ALTER TABLE DOCUMENTS RENAME COLUMN Text TO Words", "DOCUMENTS lacks Text"),
        (
            "DROP TABLE DATAINTEGER; CREATE VIEW DATAINTEGER AS SELECT 1 StatementId,"
            " 1 VariableId, 1 Value",
            "DATAINTEGER is no table",
        ),
    ],
)
def test_another_database_is_named_as_none(path: Path, more: str, wrong: str) -> None:
    with pytest.raises(NotRead, match=wrong):
        dna_file.read(write_dna(path, more=more))


def test_a_damaged_database_is_told_in_a_sentence(path: Path) -> None:
    whole = write_dna(path).read_bytes()
    path.write_bytes(whole[:3_000] + b"\xff" * 9_000 + whole[12_000:])
    with pytest.raises(NotRead, match=r"cannot be read as a database|is no database"):
        dna_file.read(path)


def test_what_is_not_saved_yet_is_asked_for(path: Path) -> None:
    write_dna(path)
    path.with_name("small.dna-wal").write_bytes(b"more")
    with pytest.raises(NotRead, match="is not saved yet"):
        dna_file.read(path)


def test_a_database_is_only_read(path: Path) -> None:
    before = write_dna(path).read_bytes()
    dna_file.read(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["small.dna"]


def test_a_database_is_known_by_its_first_bytes(path: Path, tmp_path: Path) -> None:
    assert dna_file.is_database(write_dna(path))
    other = tmp_path / "text.dna"
    other.write_text("no database")
    assert not dna_file.is_database(other)


def test_a_day_beyond_the_calendar_is_none(path: Path) -> None:
    with closing(sqlite3.connect(write_dna(path))) as base, base:
        base.execute("UPDATE DOCUMENTS SET Date = ?", (2**62,))
    assert dna_file.read(path).documents[0].day == ""

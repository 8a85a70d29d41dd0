"""Discourse Network Analyzer reads documents and statements as the record has them."""

import base64
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.export import dna as dna_export
from dashboard.export import formats
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from tests.support.small_record import POSITIONS, QUOTES, ROWS, key, write_record


def written(record: Record, path: Path) -> list[str]:
    return formats.form_of(path).write(Subset(record), path)


def rows(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question).fetchall()


@pytest.fixture
def dna(record: Record, tmp_path: Path) -> Path:
    path = tmp_path / "record.dna"
    written(record, path)
    return path


# How DNA 3.0.8 asks (sql/Sql.java, leifeld/dna): its document table, its statements.
DOCUMENTS = """SELECT D.ID, Title, (SELECT COUNT(ID) FROM STATEMENTS
    WHERE DocumentId = D.ID) AS Frequency, C.ID AS CoderId, Name AS CoderName, Red,
    Green, Blue, Date, Author, Source, Section, Type, Notes
    FROM CODERS C INNER JOIN DOCUMENTS D ON D.Coder = C.ID"""
VALUES = """SELECT S.ID, V.Variable, COALESCE(E.Value, B.Value, L.Value)
    FROM STATEMENTS S JOIN VARIABLES V ON V.StatementTypeId = S.StatementTypeId
    LEFT JOIN DATASHORTTEXT T ON T.StatementId = S.ID AND T.VariableId = V.ID
    LEFT JOIN ENTITIES E ON E.ID = T.Entity AND E.VariableId = V.ID
    LEFT JOIN DATABOOLEAN B ON B.StatementId = S.ID AND B.VariableId = V.ID
    LEFT JOIN DATALONGTEXT L ON L.StatementId = S.ID AND L.VariableId = V.ID"""


def statements(path: Path) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for number, variable, value in rows(path, VALUES):
        assert value is not None, (number, variable)
        found.setdefault(number, {})[variable] = value
    return found


def test_dna_lets_its_coder_in(dna: Path) -> None:
    ((stored,),) = rows(dna, "SELECT Password FROM CODERS WHERE ID = 1")
    # Jasypt 1.9.3: salt of 16 bytes, then SHA-256 of salt and password, 100,000 times.
    raw = base64.b64decode(stored)
    digest = raw[:16] + dna_export.PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert raw[16:] == digest


def test_dna_reads_a_document_with_its_publisher_wire_and_day(dna: Path) -> None:
    (row,) = rows(dna, DOCUMENTS)
    assert row[1].startswith("Arden’s president opens")
    assert row[2] == len(QUOTES) + len(POSITIONS)
    assert row[8] == 1683158400  # 4 May 2023, midnight in UTC
    assert row[9:13] == ("Meridian", "The Daily Lantern", "Selm", "source")
    assert "Lost in this export" in row[13]


def test_dna_reads_who_agrees_with_what(dna: Path) -> None:
    found = [s for s in statements(dna).values() if "agreement" in s]
    told = [
        [s[v] for v in ("person", "organization", "concept", "agreement")]
        for s in found
    ]
    dam = "Arden’s dam on the Selm: it should stand"
    assert told == [
        ["Ilva Toren", "Arden", dam, 1],
        ["Oda Marsk", "Brekland", dam, 0],
        ["", "Arden", "Talks about the Selm: they should go on", 1],
    ]
    assert [s["voice"] for s in found] == ["own_state_media", "self", "other_state"]
    assert found[0]["asserter"] == "Arden’s state news agency"


def test_a_stance_that_is_neither_is_no_agreement(dna: Path) -> None:
    apart = [
        s for s in statements(dna).values() if "stance" in s and "agreement" not in s
    ]
    assert [s["stance"] for s in apart] == ["accepts", "not_stated"]


def test_what_dna_cannot_hold_is_said(record: Record, tmp_path: Path) -> None:
    said = "\n".join(written(record, tmp_path / "record.dna"))
    for lost in ("chain", "voice", "dates", "hedge", "nesting", "own text"):
        assert lost in said
    assert "agreement of stances “accepts”, which is neither: 1" in said


def test_a_statement_of_dna_stands_on_its_words(opened: Record, tmp_path: Path) -> None:
    path = tmp_path / "record.dna"
    written(opened, path)
    place = """SELECT D.Text, S.Start, S.Stop, L.Value FROM STATEMENTS S
        JOIN DOCUMENTS D ON D.ID = S.DocumentId
        JOIN DATALONGTEXT L ON L.StatementId = S.ID"""
    read = files.read(opened.address).whole()
    words = {
        f"{what}: {row[f'{what}_id']}": row[column]
        for what, column in (("quote", "content"), ("position", "evidence"))
        for row in read[f"{what}s"].to_pylist()
    }
    found = rows(path, place)
    assert len(found) == len(words)
    for text, start, stop, note in found:
        # Java counts UTF-16.
        span = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
        (named,) = set(note.split("\n")) & set(words)
        assert span == words[named]


def test_a_note_of_dna_names_the_chain_and_the_place(dna: Path) -> None:
    notes = [s["note"] for s in statements(dna).values()]
    (note,) = [note for note in notes if f"quote: {key(4, 'a')}\n" in note]
    assert "chain: Ilva Toren → Arden’s state news agency → Meridian" in note
    assert "place: paragraph 4, characters" in note


def test_names_too_long_for_dna_are_cut_and_counted(tmp_path: Path) -> None:
    tables = {name: [dict(row) for row in kept] for name, kept in ROWS.items()}
    tables["issues"][0]["support_means"] = "x" * 500
    record = open_record(write_record(tmp_path / "record", tables))
    said = written(record, tmp_path / "record.dna")
    assert any("cut to 190 characters" in one for one in said)
    values = rows(tmp_path / "record.dna", "SELECT MAX(LENGTH(Value)) FROM ENTITIES")
    assert values[0][0] < 191


def test_a_view_in_dna_holds_its_statements_alone(
    record: Record, tmp_path: Path
) -> None:
    path = tmp_path / "view.dna"
    dna_export.write(Subset(record, Filters(country=("BRK",))), path)
    (text,) = rows(path, "SELECT Text FROM DOCUMENTS")[0]
    assert "We oppose it." in text
    assert "never be stopped" not in text

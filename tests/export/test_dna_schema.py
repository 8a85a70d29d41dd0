"""The database is one of Discourse Network Analyzer 3.0, with its own variables."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dashboard.database.record import Record
from dashboard.export import dna_schema, formats
from dashboard.queries.subset import Subset


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


def test_dna_finds_its_tables_its_version_and_its_coder(dna: Path) -> None:
    told = dict(rows(dna, "SELECT Property, Value FROM SETTINGS"))
    assert told["version"] == dna_schema.VERSION == "3.0.8"
    assert rows(dna, "PRAGMA foreign_key_check") == []
    kinds = rows(dna, "SELECT ID, Label FROM STATEMENTTYPES ORDER BY ID")
    assert kinds[:2] == [(1, "DNA Statement"), (2, "Annotation")]
    question = "SELECT ID, Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1"
    assert rows(dna, f"{question} ORDER BY ID")[:4] == [
        (1, "person", "short text"), (2, "organization", "short text"),
        (3, "concept", "short text"), (4, "agreement", "boolean"),
    ]  # fmt: skip

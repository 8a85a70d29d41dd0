"""A record as JSON keeps to its published schema, and holds every cell."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dashboard.database.record import Record
from dashboard.export import formats, json_document
from dashboard.queries.filters import Filters
from dashboard.record.schema import TABLES
from tests.support import four_records
from tests.support.exported import cells, own, written


def test_the_json_document_keeps_to_its_schema(opened: Record, tmp_path: Path) -> None:
    document = json.loads(written(opened, tmp_path / "record.json").read_text("utf-8"))
    published = written(opened, tmp_path / "record.schema.json").read_text("utf-8")
    schema = json.loads(published)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["$schema"] == schema["$id"] == "record.schema.json"


def test_the_json_document_holds_every_cell(opened: Record, tmp_path: Path) -> None:
    document = json.loads(written(opened, tmp_path / "record.json").read_text("utf-8"))
    assert document["about"] == opened.about
    for name in TABLES:
        assert own(name, document[name]) == cells(opened, name)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    made = formats.offered()["JSON"].as_bytes(four_records.opened("small"), Filters())
    found: dict[str, Any] = json.loads(made)
    return found


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("quotes", "kind", "shout"), ("quotes", "start", -1), ("quotes", "start", "1"),
        ("quotes", "content", ""), ("quotes", "content", None), ("quotes", "more", 1),
        ("positions", "strength", 4), ("sources", "sha256", "x"),
        ("actors", "country_id", "Ardenia"), ("actors", "actor_id", "No Slug"),
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_record_would(
    document: dict[str, Any], table: str, column: str, value: object
) -> None:
    document = copy.deepcopy(document)
    document[table][0][column] = value
    assert list(
        jsonschema.Draft202012Validator(json_document.schema()).iter_errors(document)
    )


def test_two_columns_of_one_name_are_told_apart() -> None:
    assert json_document.unlike(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"]

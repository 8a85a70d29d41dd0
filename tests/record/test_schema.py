"""The data package says of the tables what the schema says, and others can read it."""

import json
from pathlib import Path

import pytest
from frictionless import Package, system

from dashboard.database.open import DEFAULT
from dashboard.record.schema import TABLES, datapackage
from tests.support.damage import with_cells
from tests.support.small_record import ABOUT, Row, key, write_record

PACKAGE = DEFAULT / "datapackage.json"


def report(folder: Path) -> list[list[str | int | None]]:
    """Return what frictionless says is wrong with a record's files."""
    with system.use_context(trusted=True):
        found = Package(str(folder / "datapackage.json")).validate()
    assert len(found.tasks) == len(TABLES) or not found.valid
    listed: list[list[str | int | None]] = found.flatten(["title", "rowNumber", "type"])
    return listed


def test_frictionless_finds_the_small_record_valid(record_folder: Path) -> None:
    assert report(record_folder) == []


@pytest.mark.parametrize(
    ("table", "row", "cells", "kind"),
    [
        ("quotes", 2, {"kind": "shout"}, "constraint-error"),
        ("quotes", 2, {"speaker_id": ""}, "constraint-error"),
        ("quotes", 2, {"start": "-1"}, "constraint-error"),
        ("quotes", 2, {"start": "x"}, "type-error"),
        ("quotes", 2, {"speaker_id": "ghost"}, "foreign-key"),
        ("marks", 2, {"mark_id": key(4, "ma")}, "primary-key"),
        ("countries", 2, {"country_id": "arden"}, "constraint-error"),
        ("positions", 2, {"strength": "4"}, "constraint-error"),
        ("sources", 2, {"sha256": "beef"}, "constraint-error"),
    ],
)
def test_frictionless_refuses_what_the_checks_refuse(
    tmp_path: Path, table: str, row: int, cells: Row, kind: str
) -> None:
    found = report(write_record(tmp_path, with_cells(table, row, **cells)))
    assert kind in [problem[2] for problem in found]


def test_the_package_is_a_data_package_2_of_ten_tables() -> None:
    package = datapackage(ABOUT)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["title"] == "A small record"
    assert [resource["name"] for resource in package["resources"]] == [
        "sources", "countries", "actors", "issues", "quotes", "relays", "marks",
        "positions", "events", "participants",
    ]  # fmt: skip
    assert json.loads(json.dumps(package)) == package


def test_each_reference_points_at_a_key_of_the_schema() -> None:
    for table in TABLES.values():
        assert table.key in ("", table.names[0])
        for column in table.columns:
            assert not column.refers_to or TABLES[column.refers_to].key


def test_no_two_columns_of_a_table_share_a_name() -> None:
    for table in TABLES.values():
        assert len({name.casefold() for name in table.names}) == len(table.names)


def test_the_default_records_package_is_written_from_the_schema() -> None:
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    about = {k: v for k, v in package.items() if k not in ("$schema", "resources")}
    assert package == datapackage(about)
    assert report(DEFAULT) == []

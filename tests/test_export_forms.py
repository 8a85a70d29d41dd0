"""Each form, opened by the software of the other side."""

import copy
import csv
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rispy

from dashboard.database.record import Record
from dashboard.export import csv_table, formats, json_document, parquet
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record import files
from dashboard.record.schema import TABLES
from tests.support import four_records
from tests.support.small_record import SOURCE_TEXT


@pytest.fixture(params=four_records.NAMES)
def opened(request: pytest.FixtureRequest) -> Record:
    return four_records.opened(request.param)


def cells(record: Record, name: str) -> list[dict[str, Any]]:
    """A table's rows as its file has them: numbers as such, an empty cell None."""
    table = files.read(record.address).whole()[name].to_pylist()
    integers = {one.name for one in TABLES[name].columns if one.is_integer}
    return [
        {
            one: (int(row[one]) if one in integers else row[one]) if row[one] else None
            for one in TABLES[name].names
        }
        for row in table
    ]


def own(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without the columns that are not the record's own."""
    return [{one: row[one] for one in TABLES[name].names} for row in rows]


def written(record: Record, path: Path, chosen: Filters | None = None) -> Path:
    formats.form_of(path).write(Subset(record, chosen or Filters()), path)
    return path


# JSON


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


# Parquet


def test_parquet_read_back_equals(opened: Record, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(opened, tmp_path / "out.parquet.zip")) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert [one["path"] for one in package["resources"]] == [
            f"{name}.parquet" for name in TABLES
        ]
        for name in TABLES:
            table = pq.read_table(io.BytesIO(archive.read(f"{name}.parquet")))
            assert own(name, table.to_pylist()) == cells(opened, name)
            for column in TABLES[name].columns:
                kind = "int64" if column.is_integer else "string"
                assert str(table.schema.field(column.name).type) == kind


def test_one_table_as_parquet_opens_in_pandas(record: Record, tmp_path: Path) -> None:
    rows = pd.read_parquet(written(record, tmp_path / "positions.parquet"))
    assert rows["stance"].tolist()[0] == "supports"
    assert rows["strength"].tolist()[:4] == [3, 2, 2, 1]


def test_parquet_without_rows_has_its_columns(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "quotes.parquet"
    parquet.write_table(Subset(record, Filters(country=("ZZZ",))), path, "quotes")
    table = pq.read_table(path)
    assert table.num_rows == 0
    assert table.column_names == TABLES["quotes"].names


# CSV


def test_a_table_as_csv_is_that_of_the_page(record: Record, tmp_path: Path) -> None:
    path = written(record, tmp_path / "quotes.csv")
    rows = record.answer(record.table("quotes").order_by("_row"))
    assert path.read_bytes() == csv_table.as_csv(rows)


def test_no_cell_of_a_csv_starts_a_formula(tmp_path: Path) -> None:
    record = four_records.opened("hostile")
    for name in ("quotes", "actors", "positions"):
        path = written(record, tmp_path / f"{name}.csv")
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > 1
        found = [cell for row in rows[1:] for cell in row]
        assert not [cell for cell in found if cell.startswith(csv_table.FORMULA)]
        assert "\0" not in text


def test_a_view_as_csv_holds_exactly_its_rows(record: Record) -> None:
    form = formats.offered()["Quotes as CSV"]
    text = form.as_bytes(record, Filters(country=("BRK",), issue=("dam",)))
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert [row["content"] for row in rows] == [
        "The dam will dry our fields,", "We oppose it.",
    ]  # fmt: skip


# References


def test_references_are_read_by_reference_managers(
    record: Record, tmp_path: Path
) -> None:
    entries = bibtexparser.parse_file(str(written(record, tmp_path / "sources.bib")))
    assert [entry.key for entry in entries.entries] == ["lantern-2023-05-04"]
    text = written(record, tmp_path / "sources.ris").read_text("utf-8")
    (reference,) = rispy.loads(text)
    assert reference["type_of_reference"] == "NEWS"


def test_references_of_a_view_are_of_its_sources(record: Record) -> None:
    form = formats.offered()["BibTeX"]
    assert b"@article{lantern-2023-05-04" in form.as_bytes(
        record, Filters(voice="self")
    )
    assert form.as_bytes(record, Filters(country=("ZZZ",))) == b""


# What no form may do


@pytest.mark.parametrize("label", list(formats.offered()))
def test_no_form_carries_words_of_the_source_that_no_row_quotes(
    record: Record, label: str
) -> None:
    made = formats.offered()[label].as_bytes(record, Filters())
    if label == "Parquet":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = b"".join(
                repr(pq.read_table(io.BytesIO(archive.read(one))).to_pylist()).encode()
                for one in archive.namelist()
                if one.endswith(".parquet")
            )
    elif label == "Data Package":
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            made = b"".join(archive.read(one) for one in archive.namelist())
    elif label in ("SQLite", "Discourse Network Analyzer"):
        base = sqlite3.connect(":memory:")
        base.deserialize(made)
        made = "\n".join(base.iterdump()).encode()
    for words in ("in the capital", "which Brekland recalls on", "An analyst said"):
        assert words in SOURCE_TEXT
        assert words.encode() not in made

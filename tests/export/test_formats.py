"""A file's name chooses its form; whole files or none, and no text of a source."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.queries.filters import Filters
from dashboard.record.files import NotWritten
from tests.support.small_record import SOURCE_TEXT

NAMES = [
    "r.zip", "r.json", "r.schema.json", "r.parquet.zip", "r.sqlite", "r.db",
    "r.metadata.json", "r.jsonld", "r.dna", "r.bib", "r.ris", "r.csl.json",
    "quotes.csv", "positions.parquet", "R.ZIP", "Quotes.CSV",
]  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_the_form_follows_from_the_ending(record: Record, out: Path, name: str) -> None:
    formats.export(record, out / name, lambda *_: None)
    there = {path.name for path in out.iterdir()}
    beside = {"r.metadata.json"} if name in ("r.sqlite", "r.db") else set()
    assert there == {name} | beside
    assert (out / name).stat().st_size


def test_every_ending_is_tested() -> None:
    endings = [form.ending for form in formats.forms()]
    assert all(any(name.endswith(one) for name in NAMES) for one in endings)


def test_metadata_that_are_there_stay_too(record: Record, out: Path) -> None:
    (out / "r.metadata.json").write_text("mine")
    with pytest.raises(NotWritten, match="is there already"):
        formats.export(record, out / "r.sqlite", lambda *_: None)
    assert [path.name for path in out.iterdir()] == ["r.metadata.json"]


@pytest.mark.parametrize("name", ["quotes.csv", "copy.zip"])
def test_nothing_is_written_into_the_record(record: Record, name: str) -> None:
    home = record.address
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    with pytest.raises(NotWritten, match="part of the record itself"):
        formats.export(record, home / name, lambda *_: None, force=True)
    assert before == {path.name: path.read_bytes() for path in home.iterdir()}


def test_a_folder_is_no_file(record: Record, out: Path) -> None:
    (out / "r.zip").mkdir()
    with pytest.raises(NotWritten, match="is a folder"):
        formats.export(record, out / "r.zip", lambda *_: None, force=True)


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


def test_every_view_can_be_had_in_every_form(record: Record) -> None:
    for label, form in formats.offered().items():
        part = form.as_bytes(record, Filters(country=("BRK",)))
        assert part, label
    for label in ("JSON", "Parquet", "SQLite", "Web Annotations", "BibTeX"):
        none = formats.offered()[label].as_bytes(record, Filters(country=("ZZZ",)))
        assert none or label == "BibTeX"

"""A record leaves and comes back unchanged, and no source's text with it."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from frictionless import Package

from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from dashboard.export import data_package
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record.cells import Files
from dashboard.record.checks import problems
from dashboard.record.schema import TABLES
from tests.support import four_records, hostile_record
from tests.support.small_record import ROWS, SOURCE_TEXT, write_record


def written(record: Record, path: Path, chosen: Filters | None = None) -> Path:
    data_package.write(Subset(record, chosen or Filters()), path)
    return path


def read(path: Path) -> Files:
    """A record's cells, which must be without problems."""
    found = files.read(path)
    assert problems(found) == ([], 0)
    return found


@pytest.fixture(scope="module")
def left(opened: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of an opened record."""
    return written(opened, tmp_path_factory.mktemp("packages") / "left.zip")


def test_exported_opened_and_exported_again_it_is_the_same_bytes(
    left: Path, tmp_path: Path
) -> None:
    again = written(open_record(left), tmp_path / "again.zip")
    assert again.read_bytes() == left.read_bytes()


def test_every_cell_comes_back(opened: Record, left: Path) -> None:
    before, after = files.read(opened.address).whole(), files.read(left).whole()
    for name, table in before.items():
        assert after[name].drop_columns("_row").equals(table.drop_columns("_row"))


def test_others_read_it_as_a_valid_data_package(left: Path) -> None:
    report = Package(str(left)).validate()
    assert report.valid, report.flatten(["type", "title", "note"])


def test_the_default_record_leaves_byte_for_byte(
    default: Record, tmp_path: Path
) -> None:
    with zipfile.ZipFile(written(default, tmp_path / "out.zip")) as archive:
        assert sorted(archive.namelist()) == sorted(p.name for p in DEFAULT.iterdir())
        for name in archive.namelist():
            assert archive.read(name) == (DEFAULT / name).read_bytes(), name


def test_columns_and_files_of_the_makers_own_are_kept(tmp_path: Path) -> None:
    record = four_records.opened("hostile")
    with zipfile.ZipFile(written(record, tmp_path / "out.zip")) as archive:
        text = archive.read("quotes.csv").decode()
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        places = {name: header.index(name) for name in hostile_record.EXTRA}
        assert places == hostile_record.EXTRA
        assert rows[0][3] == hostile_record.HOSTILE[3]
        assert archive.read("notes.txt") == b"Who coded it, and when.\r\n"
        assert archive.read("picture.bin") == bytes(range(256))
        fields = json.loads(archive.read("datapackage.json"))["resources"][4]["schema"]
        assert [one["name"] for one in fields["fields"]] == header


def test_the_text_of_a_source_never_leaves(tmp_path: Path) -> None:
    folder = write_record(tmp_path / "record")
    texts = {
        "as-it-was.txt": SOURCE_TEXT,
        "with-a-mark.txt": "\ufeff" + SOURCE_TEXT,
        "of-windows.txt": SOURCE_TEXT.replace("\n", "\r\n"),
        "saved.html": "<h1>Saved from the web</h1>\n" + SOURCE_TEXT,
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    (folder / "notes.txt").write_text("We oppose it. is what Marsk said.")
    path = tmp_path / "out.zip"
    said = data_package.write(Subset(open_record(folder)), path)
    assert said == [
        f"{name}: left out, it is the text of a source" for name in sorted(texts)
    ]
    with zipfile.ZipFile(path) as archive:
        assert not set(archive.namelist()) & set(texts)
        assert "notes.txt" in archive.namelist()


def test_a_formula_stays_as_it_is_where_it_must_come_back(tmp_path: Path) -> None:
    record = four_records.opened("hostile")
    after = read(written(record, tmp_path / "out.zip")).whole()
    assert after["quotes"]["note"].to_pylist() == list(hostile_record.HOSTILE[:7])


def test_a_cell_with_a_zero_byte_is_refused_before_it_could_leave(
    tmp_path: Path,
) -> None:
    folder = write_record(tmp_path / "record")
    path = folder / "quotes.csv"
    path.write_bytes(path.read_bytes().replace(b"We oppose", b"We\0oppose"))
    assert problems(files.read(folder))[1]


def test_it_is_told_how_far_an_export_is(record: Record, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    subset = Subset(record, told=lambda *steps: told.append(steps))
    data_package.write(subset, tmp_path / "out.zip")
    assert [name for name, _, _ in told] == list(TABLES)
    assert all(done == total == len(ROWS[name]) for name, done, total in told)

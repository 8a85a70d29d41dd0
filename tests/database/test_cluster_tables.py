"""Tables for a cluster are written whole, in order, or not at all."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.database import cluster_tables, prepared_file
from dashboard.database import record as record_database
from dashboard.database.record import Record
from dashboard.database.version import version
from dashboard.record.files import NotWritten
from tests.support.small_record import write_record


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, and its tables beside it."""
    record = write_record(tmp_path_factory.mktemp("written") / "record")
    cluster_tables.write(record, record.parent / "tables")
    return record.parent


@pytest.fixture
def folder(written: Path, record_folder: Path) -> Path:
    """A copy of the tables beside a copy of the record, to be damaged at will."""
    shutil.rmtree(record_folder)
    shutil.copytree(written, record_folder.parent, dirs_exist_ok=True)
    return record_folder.parent / "tables"


def test_each_table_is_a_file_and_holds_the_rows_of_the_record(
    folder: Path, record: Record
) -> None:
    names = {*record_database.MADE, *cluster_tables.BESIDE}
    assert {path.name for path in folder.iterdir()} == {f"{n}.parquet" for n in names}
    for name in record_database.MADE:
        written = pq.read_table(folder / f"{name}.parquet")
        assert written.column_names == list(record.table(name).columns)
        assert written.num_rows == len(record.answer(record.table(name)))


def test_postings_are_sorted_by_word_then_quote(folder: Path) -> None:
    written = pq.read_table(folder / "postings.parquet").to_pylist()
    order = [(row["code"], row["number"], row["position"]) for row in written]
    assert len(order) > 20
    assert order == sorted(order)


def test_they_hold_the_records_version(folder: Path, record: Record) -> None:
    about = pq.read_table(folder / "about.parquet").to_pylist()[0]
    assert about["digest"] == version(record)
    assert about["source"] == "record"


def test_tables_of_a_prepared_file_are_those_of_its_source(
    record_folder: Path, folder: Path
) -> None:
    ready, again = record_folder.parent / "ready", record_folder.parent / "again"
    prepared_file.write(record_folder, ready)
    cluster_tables.write(ready, again)
    for path in folder.iterdir():
        assert pq.read_table(path).equals(pq.read_table(again / path.name)), path.name


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("record", "name a folder outside of the record"),
        ("record/tables", "name a folder outside of the record"),
        ("nowhere/tables", "its folder does not exist; make it first"),
        ("tables", "is there already; --force overwrites it"),
        ("other", "holds something else; name another folder"),
        ("other/precious.txt", "holds something else; name another folder"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_nothing_is_overwritten_unasked(
    record_folder: Path, folder: Path, place: str, why: str, force: bool
) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "precious.txt").write_text("kept")
    before = sorted(folder.parent.rglob("*"))
    if force and place == "tables":
        cluster_tables.write(record_folder, folder, force=True)
    else:
        with pytest.raises(NotWritten) as refused:
            cluster_tables.write(record_folder, folder.parent / place, force=force)
        assert str(refused.value) == f"{folder.parent / place}: {why}"
    assert sorted(folder.parent.rglob("*")) == before


def test_a_failure_leaves_no_half_folder_and_the_old_one(
    record_folder: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_batch", full)
    with pytest.raises(NotWritten) as refused:
        cluster_tables.write(record_folder, folder, force=True)
    assert str(refused.value) == f"{folder}: cannot be written: No space left on device"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert {path.name for path in folder.parent.iterdir()} == {
        "record", "tables", "lantern.txt",
    } - {"lantern.txt"}  # fmt: skip

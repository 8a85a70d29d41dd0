"""Tables for a cluster are written whole, in order, or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.database import cluster_tables, prepared_file
from dashboard.database import record as record_database
from dashboard.database.record import Record
from dashboard.database.version import version
from dashboard.engine import scratch
from dashboard.record import files
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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_killed_at_any_instant_it_leaves_the_old_tables_or_the_new(
    written: Path, tmp_path: Path
) -> None:
    ready, kept = tmp_path / "ready.record", tmp_path / "kept"
    prepared_file.write(written / "record", ready)
    place, out = tmp_path / "tmp", tmp_path / "out"
    for folder in (kept, place, out, out / "tables"):
        folder.mkdir()
    old = {one.name: b"old" for one in (written / "tables").iterdir()}
    for name in old:
        (out / "tables" / name).write_bytes(b"old")
    words = ["tables", str(ready), str(out / "tables"), str(kept), "5"]
    command = [sys.executable, "-m", "tests.support.killed", *words]
    subprocess.run(command, check=True, env=os.environ | {"TMPDIR": str(place)})
    found = [{one.name: one.read_bytes() for one in state.iterdir()}
             for state in kept.iterdir()]  # fmt: skip
    assert old in found
    assert len(found) > 1
    for state in kept.iterdir():
        if (state / "about.parquet").read_bytes() == b"old":
            continue
        assert {one.name for one in state.iterdir()} == {
            one.name for one in (written / "tables").iterdir()
        }
        for one in {*state.iterdir()} - {state / "about.parquet"}:
            assert pq.read_table(one).equals(
                pq.read_table(written / "tables" / one.name)
            )
    # At the next start nothing is left of them, be they killed before they held it.
    for folder, prefix in ((place, scratch.PREFIX), (out, files.UNREADY)):
        for left in folder.glob(f"{prefix}*"):
            os.utime(left, (0, 0))
        scratch.sweep(folder, prefix)
    assert [*place.iterdir()] == []
    assert [*out.iterdir()] == [out / "tables"]


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

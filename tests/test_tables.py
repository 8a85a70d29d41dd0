"""Tables for a cluster are written whole, in order, or not at all."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.cli import main
from dashboard.database import cluster_tables, prepared_file
from dashboard.database import record as record_database
from dashboard.database.open import located, open_record
from dashboard.database.record import Record
from dashboard.database.version import version
from dashboard.engine import spark
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(record_folder: Path) -> Path:
    cluster_tables.write(record_folder, record_folder.parent / "tables")
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


def test_the_command_says_what_to_open(record_folder: Path, capsys: Captured) -> None:
    folder = record_folder.parent / "tables"
    assert main(["prepare", "--tables", str(record_folder), str(folder)]) == 0
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"{folder}: {size:,} bytes",
        f"Open it: on-the-record open 'spark://HOST:PORT?tables={folder}'",
    ]


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


# Addresses


def test_an_address_says_the_master_and_the_folder(tmp_path: Path) -> None:
    read = spark.address("spark://one:7077?tables=/data/a b?c&d")
    assert read == ("spark://one:7077", "/data/a b?c&d")
    assert spark.address(str(read)) == read
    two = spark.address("spark://one:7077,two:7078?tables=hdfs://n:9000/data")
    assert two == ("spark://one:7077,two:7078", "hdfs://n:9000/data")


def test_a_folder_of_this_machine_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read = spark.address("spark://one:7077?tables=some/tables")
    assert read.tables == str(tmp_path / "some/tables")


def test_what_is_no_cluster_is_a_place_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert located("spark.zip") == tmp_path / "spark.zip"
    assert located("spark://one:7077?tables=x") == "spark://one:7077?tables=x"


FORM = "write it as spark://HOST:PORT?tables=FOLDER"
PORT = "does not say at which host and port the master listens"


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("spark://", PORT),
        ("spark://host?tables=/x", PORT),
        ("spark://:7077?tables=/x", PORT),
        ("spark://host:port?tables=/x", PORT),
        ("spark://host:99999?tables=/x", PORT),
        ("spark://host:7077/x?tables=/x", PORT),
        ("spark://[::1?tables=/x", PORT),
        ("spark://one:7077,?tables=/x", PORT),
        ("spark://host:7077", "does not say in which folder the tables are"),
        ("spark://host:7077?tables=", "does not say in which folder the tables are"),
    ],
)
def test_an_address_of_another_form_is_refused(address: str, wrong: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        open_record(address)
    problem = refused.value.problems[0]
    assert (problem.file, problem.wrong, problem.mend) == (address, wrong, FORM)


@pytest.fixture
def silent() -> Iterator[str]:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"spark://127.0.0.1:{taken.getsockname()[1]}?tables=/nowhere"


def test_open_says_that_no_master_answers(silent: str, capsys: Captured) -> None:
    pytest.importorskip("pyspark")
    if spark.shutil.which("java") is None:
        pytest.skip("needs Java")
    assert main(["open", silent]) == 1
    said = capsys.readouterr().out
    where = silent.removeprefix("spark://").partition("?")[0]
    assert f"no master answers there ({where}: Connection refused)" in said
    assert "start the master, or name the host and port it prints" in said


def test_what_must_be_installed_is_named(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark.shutil, "which", lambda _: None)
    monkeypatch.setattr(spark, "find_spec", lambda _: True)
    with pytest.raises(spark.NoCluster, match="needs Java, which is not installed"):
        spark.reachable(silent)
    monkeypatch.setattr(spark, "find_spec", lambda _: None)
    with pytest.raises(spark.NoCluster, match="needs pyspark, which is not") as told:
        spark.reachable(silent)
    assert told.value.mend.endswith("pip install 'on-the-record[spark]'")

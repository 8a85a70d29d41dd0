"""`on-the-record export`: whole files or none, and words instead of a stack trace."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.export.base import Form
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from tests.support.small_record import write_record

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_export_says_what_it_wrote_and_what_is_lost(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    assert main(["export", str(record_folder), str(out / "r.dna")]) == 0
    first, *said = capsys.readouterr().out.splitlines()
    assert first == f"{out / 'r.dna'}: 1 document, 127 KB"
    assert any("the chain as data" in line for line in said)


def test_what_export_writes_is_what_the_page_offers(
    record_folder: Path, out: Path, record: Record
) -> None:
    main(["export", str(record_folder), str(out / "r.zip")])
    offered = formats.offered()["Data Package"].as_bytes(record, Filters())
    assert (out / "r.zip").read_bytes() == offered


@pytest.mark.parametrize("name", ["r.xlsx", "r", ".zip", "quotes.txt", "r.csv.gz"])
def test_another_ending_says_which_there_are(
    record_folder: Path, out: Path, name: str, capsys: Captured
) -> None:
    assert main(["export", str(record_folder), str(out / name)]) == 2
    said = capsys.readouterr().err
    for ending in (".zip", ".jsonld", ".dna", "TABLE.csv"):
        assert ending in said
    assert not list(out.iterdir())


def test_a_table_that_is_none_says_which_there_are(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    assert main(["export", str(record_folder), str(out / "persons.csv")]) == 2
    assert "actors.csv" in capsys.readouterr().err


def test_a_file_that_is_there_stays_unless_forced(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    path = out / "r.json"
    path.write_text("mine")
    assert main(["export", str(record_folder), str(path)]) == 1
    assert "--force" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert main(["export", str(record_folder), str(path), "--force"]) == 0
    assert path.read_text("utf-8").startswith("{")


def test_a_record_is_not_written_over_itself(record_folder: Path, out: Path) -> None:
    path = out / "r.zip"
    assert main(["export", str(record_folder), str(path)]) == 0
    assert main(["export", str(path), str(path), "--force"]) == 1


def test_a_folder_that_is_not_there_is_named(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    path = out / "no" / "r.zip"
    assert main(["export", str(record_folder), str(path)]) == 1
    assert "its folder does not exist; make it first" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_place_where_one_may_not_write_is_named(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert main(["export", str(record_folder), str(out / "r.zip")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_bad_record_is_refused_with_its_problems(
    tmp_path: Path, out: Path, capsys: Captured
) -> None:
    folder = write_record(tmp_path / "bad", {"issues": [{"issue_id": "x"}]})
    assert main(["export", str(folder), str(out / "r.zip")]) == 1
    assert "issues.csv" in capsys.readouterr().out
    assert not list(out.iterdir())


def test_a_record_that_is_not_there_is_named(out: Path, capsys: Captured) -> None:
    assert main(["export", str(out / "nothing"), str(out / "r.zip")]) == 1
    assert "does not exist" in capsys.readouterr().out


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        sqlite3.OperationalError("database or disk is full"),
        KeyboardInterrupt(),
    ],
    ids=["disk", "database", "interrupt"],
)
def test_whatever_breaks_it_off_leaves_no_half_file(
    record_folder: Path,
    out: Path,
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    def broken(_portion: Subset, path: Path) -> list[str]:
        path.write_text("half a fi")
        raise error

    form = Form("Broken", ".zip", "application/zip", broken)
    monkeypatch.setattr(formats, "forms", lambda: [form])
    (out / "r.zip").write_text("mine")
    assert main(["export", str(record_folder), str(out / "r.zip"), "--force"]) != 0
    assert {path.name: path.read_text() for path in out.iterdir()} == {"r.zip": "mine"}
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out


def test_a_long_export_says_how_far_it_is(
    record_folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("dashboard.verbs.LONG", 6)
    assert main(["export", str(record_folder), str(out / "r.zip")]) == 0
    assert "quotes: 7 of 7" in capsys.readouterr().err


def test_names_with_signs_that_move_the_cursor_are_spelled_out(
    record_folder: Path, out: Path, capsys: Captured
) -> None:
    assert main(["export", str(record_folder), str(out / "\x1b[2Jr.txt")]) == 2
    assert "\x1b" not in capsys.readouterr().err

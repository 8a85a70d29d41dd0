"""A record is written whole and checked, or not at all, whenever it is stopped."""

import shutil
import zipfile
from pathlib import Path

import pytest

from dashboard.database.open import open_record
from dashboard.engine import scratch
from dashboard.importing.draft import Draft, Origin
from dashboard.importing.saving import Target
from dashboard.record import folders
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from dashboard.record.schema import TABLES
from tests.support.imported import no_word
from tests.support.small_record import write_record
from tests.support.stopped import stopped_at

PERSON = {"actor_id": "new-one", "name": "A new one", "kind": "person"}


def draft(target: Target, **cells: str) -> Draft:
    """A draft of one person."""
    made = Draft("people.csv", target.known)
    made.add("actors", PERSON | cells, Origin(7, {"kind": "Art", "name": "Wer"}))
    return made


def states(folder: Path) -> dict[str, bytes]:
    """Each file of a folder and of those beside it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".held" not in path.name
    }


def test_a_new_record_opens_and_says_where_it_comes_from(tmp_path: Path) -> None:
    target = Target(tmp_path / "new")
    target.write(made := draft(target), no_word)
    assert made.total == 0
    record = open_record(tmp_path / "new")
    assert record.remarks == []
    assert record.about["title"] == "new"
    assert "people.csv" in (tmp_path / "new" / "README.md").read_text("utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


def test_an_empty_folder_is_a_new_record(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    target = Target(tmp_path / "new")
    target.write(draft(target), no_word)
    assert (tmp_path / "new" / "actors.csv").is_file()


def test_what_a_record_has_stays_to_the_byte(record_folder: Path) -> None:
    (record_folder / "notes.txt").write_text("mine")
    path = record_folder / "actors.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows = [f'"{row.replace(",", chr(34) + ",", 1)},x{n}' for n, row in enumerate(rows)]
    path.write_bytes("\r\n".join([f"{header},Mine", *rows]).encode())
    before = states(record_folder)
    target = Target(record_folder)
    target.write(draft(target), no_word)
    after = states(record_folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"actors.csv"}
    added = b"\r\nnew-one,A new one,person,,,,\r\n"
    assert after["actors.csv"] == before["actors.csv"] + added


def test_a_record_as_people_have_it_is_added_to(record_folder: Path) -> None:
    path = record_folder / "actors.csv"
    text = path.read_text("utf-8").replace(",", ";")
    path.unlink()
    (record_folder / "Actors.CSV").write_text(text, "utf-16")
    target = Target(record_folder)
    target.write(made := draft(target), no_word)
    assert made.problems == []
    lines = (record_folder / "actors.csv").read_text("utf-8").splitlines()
    assert lines[-1] == "new-one,A new one,person,,,"
    assert not (record_folder / "Actors.CSV").exists()


def test_a_record_in_a_folder_of_a_folder_is_added_to(tmp_path: Path) -> None:
    write_record(tmp_path / "outer" / "inner")
    target = Target(tmp_path / "outer")
    target.write(draft(target), no_word)
    assert "new-one" in (tmp_path / "outer/inner/actors.csv").read_text("utf-8")


def test_an_archive_is_added_to_in_its_own_order(
    record_folder: Path, tmp_path: Path
) -> None:
    (record_folder / "notes.txt").write_text("mine")
    path = tmp_path / "record.zip"
    order = ["in/notes.txt", *(f"in/{one}.csv" for one in reversed(TABLES))]
    with zipfile.ZipFile(path, "w") as archive:
        for name in order:
            archive.write(record_folder / Path(name).name, name)
    target = Target(path)
    assert target.write(draft(target), no_word) is None
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == order
        last = archive.read("in/actors.csv").decode().splitlines()[-1]
    assert last == "new-one,A new one,person,,,"
    open_record(path)


def test_a_table_that_was_understood_otherwise_is_written_as_understood(
    record_folder: Path,
) -> None:
    path = record_folder / "actors.csv"
    path.write_text(path.read_text("utf-8").replace("president", '"president"'))
    target = Target(record_folder)
    assert target.read is not None
    target.read.exported.add("actors")
    target.write(draft(target), no_word)
    assert '"president"' not in path.read_text("utf-8")


def test_a_workbook_is_not_added_to_by_files_beside_it(tmp_path: Path) -> None:
    target = Target(write_record(tmp_path / "record"))
    assert target.read is not None
    target.read.called["actors"] = "a sheet"
    (tmp_path / "record" / "actors.csv").rename(tmp_path / "record" / "other.csv")
    with pytest.raises(NotWritten, match="stand in a workbook"):
        target.write(draft(target), no_word)


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    target = Target(tmp_path / "new")
    target.write(made := draft(target), no_word, is_trial=True)
    assert made.total == 0
    assert list(tmp_path.iterdir()) == []


def test_what_the_checks_find_is_told_of_the_files_own_rows(
    record_folder: Path,
) -> None:
    before = states(record_folder)
    target = Target(record_folder)
    target.write(made := draft(target, kind="human"), no_word)
    (problem,) = made.problems
    assert problem[:4] == ("people.csv", 7, "Art", "human")
    assert problem.wrong == "word not allowed (actors.kind)"
    assert states(record_folder) == before


def test_a_record_with_problems_is_not_added_to(record_folder: Path) -> None:
    (record_folder / "relays.csv").unlink()
    with pytest.raises(RecordRefused):
        Target(record_folder)


def test_a_record_that_was_changed_meanwhile_stays(record_folder: Path) -> None:
    target = Target(record_folder)
    (record_folder / "README.md").write_text("now")
    before = states(record_folder)
    with pytest.raises(NotWritten, match="was changed meanwhile"):
        target.write(draft(target), no_word)
    assert states(record_folder) == before


@pytest.mark.parametrize("name", ["file", "nowhere/new"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritten):
        Target(tmp_path / name)


def test_where_folders_cannot_be_exchanged_one_of_the_two_stands(
    record_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    target = Target(record_folder)
    target.write(draft(target), no_word)
    assert "new-one" in (record_folder / "actors.csv").read_text("utf-8")
    assert [one.name for one in record_folder.parent.iterdir()] == ["record"]
    shutil.copytree(record_folder, record_folder.with_name("record.before-import"))
    target = Target(record_folder)
    with pytest.raises(NotWritten, match="is a record left from before"):
        target.write(draft(target, actor_id="another"), no_word)


@pytest.mark.parametrize("is_new", [True, False])
def test_whenever_it_is_stopped_the_record_is_whole(
    tmp_path: Path, is_new: bool
) -> None:
    folder = tmp_path / "place" / "record"
    folder.parent.mkdir()

    def begin() -> Target:
        shutil.rmtree(folder, ignore_errors=True)
        if not is_new:
            write_record(folder)
        return Target(folder)

    def work() -> None:
        target.write(draft(target), no_word)

    target = begin()
    before = states(folder)
    total = stopped_at(-1, work)
    after = states(folder)
    seen = []
    for call in range(1, total - 2, total // 12):
        target = begin()
        stopped_at(call, work)
        now = states(folder)
        seen.append(now == after)
        assert now in (before, after), call
        beside = {one.name for one in folder.parent.iterdir()} - {"record"}
        assert all(name.startswith(".on-the-record-") for name in beside)
        scratch.sweep(folder.parent, ".on-the-record-")
    assert False in seen


@pytest.mark.parametrize("name", ["a\0b", "half \ud800"])
def test_what_no_file_can_hold_is_told_of_its_cell(tmp_path: Path, name: str) -> None:
    target = Target(tmp_path / "new")
    target.write(made := draft(target, name=name), no_word)
    (problem,) = made.problems
    assert problem[:4] == ("people.csv", 7, "Wer", name)
    assert not (tmp_path / "new").exists()

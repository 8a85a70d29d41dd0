"""A record is written whole and checked, or not at all, whenever it is stopped."""

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.engine import scratch
from dashboard.importing import saving
from dashboard.importing.draft import Draft, Origin
from dashboard.importing.saving import Target
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from tests.support.imported import no_word
from tests.support.small_record import write_record

PERSON = {"actor_id": "new-one", "name": "A new one", "kind": "person"}


def draft(target: Target, **cells: str) -> Draft:
    """A draft of one person."""
    made = Draft("people.csv", target.fresh())
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


def test_what_a_record_has_stays_beside_what_is_added(record_folder: Path) -> None:
    (record_folder / "notes.txt").write_text("mine")
    path = record_folder / "actors.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows = [f"{row},x{number}" for number, row in enumerate(rows)]
    path.write_text("\n".join([f"{header},Mine", *rows]), "utf-8")
    before = states(record_folder)
    target = Target(record_folder)
    target.write(draft(target), no_word)
    after = states(record_folder)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"actors.csv"}
    lines = after["actors.csv"].decode().splitlines()
    assert lines[0].split(",") == [*header.split(","), "Mine"]
    assert lines[1].endswith(",x0")
    assert lines[-1] == "new-one,A new one,person,,,,"
    assert len(lines) == len(rows) + 2


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
    monkeypatch.setattr(saving, "_exchanged", lambda *_: False)
    target = Target(record_folder)
    target.write(draft(target), no_word)
    assert "new-one" in (record_folder / "actors.csv").read_text("utf-8")
    assert [one.name for one in record_folder.parent.iterdir()] == ["record"]
    shutil.copytree(record_folder, record_folder.with_name("record.before-import"))
    target = Target(record_folder)
    with pytest.raises(NotWritten, match="is a record left from before"):
        target.write(draft(target, actor_id="another"), no_word)


class Stopped(BaseException):
    """Whoever waits has had enough."""


def stopped_at(call: int, work: Any) -> int:
    """Do the work, but stop it at a call of a function; return how many there were."""
    calls = 0

    def called(_frame: object, _event: str, what: object) -> None:
        nonlocal calls
        # The end of the count is none of the work's calls: it may have had fewer.
        calls += what is not sys.setprofile
        if calls == call:
            sys.setprofile(None)
            raise Stopped

    sys.setprofile(called)
    try:
        work()
    except (Stopped, NotWritten):
        pass
    finally:
        sys.setprofile(None)
    return calls


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


@pytest.mark.parametrize("is_new", [True, False])
def test_a_finished_folder_is_put_in_place_in_one_step(
    tmp_path: Path, is_new: bool
) -> None:
    folder, made = tmp_path / "record", tmp_path / "near" / "record"

    def lay(place: Path, words: str) -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for name in ("a.csv", "b.csv"):
            (place / name).write_text(f"{name} {words}")

    def begin() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if not is_new:
            lay(folder, "as it was")
        lay(made, "as it is to be")
        target.stamp = saving._stamp(folder)

    if not is_new:
        write_record(folder)
    target = Target(folder)
    begin()
    before, after = states(folder), states(made)
    total = stopped_at(-1, lambda: target._put(made))
    assert states(folder) == after
    for call in range(1, total - 2):
        begin()
        stopped_at(call, lambda: target._put(made))
        assert states(folder) in (before, after), call


@pytest.mark.parametrize("name", ["a\0b", "half \ud800"])
def test_what_no_file_can_hold_is_told_of_its_cell(tmp_path: Path, name: str) -> None:
    target = Target(tmp_path / "new")
    target.write(made := draft(target, name=name), no_word)
    (problem,) = made.problems
    assert problem[:4] == ("people.csv", 7, "Wer", name)
    assert not (tmp_path / "new").exists()

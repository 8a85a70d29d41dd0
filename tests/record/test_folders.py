"""One record or the other stands, whenever a process ends; the former is kept."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from dashboard.engine import scratch
from dashboard.record import folders
from dashboard.record.folders import Changed
from tests.support.stopped import stopped_at


def lay(place: Path, words: str) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in ("a.csv", "b.csv"):
        (place / name).write_text(f"{name} {words}")
    return place


def states(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text() for one in sorted(folder.rglob("*.csv"))}


OLD = {"a.csv": "a.csv as it was", "b.csv": "b.csv as it was"}
NEW = {"a.csv": "a.csv as it is to be", "b.csv": "b.csv as it is to be"}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_finished_folder_is_put_in_place_in_one_step(
    tmp_path: Path, is_new: bool
) -> None:
    folder, made = tmp_path / "record", tmp_path / "near" / "record"

    def begin() -> folders.Stamp:
        shutil.rmtree(folder, ignore_errors=True)
        if not is_new:
            lay(folder, "as it was")
        lay(made, "as it is to be")
        return folders.stamp(folder) if folder.exists() else []

    def work() -> None:
        if is_new:
            folders.put(made, folder)
        else:
            folders.exchange(made, folder, before, None)

    before = begin()
    total = stopped_at(-1, work)
    assert states(folder) == NEW
    for call in range(1, total - 2, max(total // 40, 1)):
        before = begin()
        stopped_at(call, work)
        assert states(folder) in (({} if is_new else OLD), NEW), call


def test_what_the_record_was_before_is_kept_a_few_times(tmp_path: Path) -> None:
    folder = lay(tmp_path / "record", "0")
    keep = folders.backups(folder)
    keep.mkdir()
    (keep / "mine").write_text("stays")
    kept = []
    for number in range(1, 8):
        made = lay(tmp_path / "near" / "record", str(number))
        kept.append(folders.exchange(made, folder, folders.stamp(folder), keep))
    assert states(folder)["a.csv"] == "a.csv 7"
    left = sorted(one.name for one in keep.iterdir())
    assert left == [*sorted(one.name for one in kept[-5:] if one), "mine"]
    assert kept[-1]
    assert states(kept[-1])["a.csv"] == "a.csv 6"
    assert {one.name for one in tmp_path.iterdir()} == {"record", "near",
                                                        "record.backups"}  # fmt: skip


def test_a_file_is_exchanged_and_kept_too(tmp_path: Path) -> None:
    file, made = tmp_path / "record.zip", tmp_path / "near" / "record.zip"
    made.parent.mkdir()
    file.write_text("old")
    made.write_text("new")
    keep = folders.backups(file)
    kept = folders.exchange(made, file, folders.stamp(file), keep)
    assert file.read_text() == "new"
    assert kept
    assert kept.suffix == ".zip"
    assert kept.read_text() == "old"
    before = folders.stamp(file)
    file.write_text("another's")
    made.write_text("newer")
    with pytest.raises(Changed):
        folders.exchange(made, file, before, None)
    assert file.read_text() == "another's"


def test_what_was_changed_meanwhile_stays(tmp_path: Path) -> None:
    folder, made = lay(tmp_path / "record", "as it was"), tmp_path / "near" / "record"
    before = folders.stamp(folder)
    lay(made, "as it is to be")
    (folder / "a.csv").write_text("another's")
    with pytest.raises(Changed, match="was changed meanwhile"):
        folders.exchange(made, folder, before, folders.backups(folder))
    assert states(folder)["a.csv"] == "another's"
    assert list(folders.backups(folder).iterdir()) == []


def test_what_is_changed_at_the_last_instant_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, made = lay(tmp_path / "record", "as it was"), tmp_path / "near" / "record"
    lay(made, "as it is to be")
    exchanged = folders._exchanged

    def late(one: Path, other: Path) -> bool:
        if states(other) == OLD:
            (other / "a.csv").write_text("another's")
        return exchanged(one, other)

    if not exchanged(lay(tmp_path / "x", "1"), lay(tmp_path / "y", "2")):
        pytest.skip("this system exchanges no two names")
    monkeypatch.setattr(folders, "_exchanged", late)
    with pytest.raises(Changed):
        folders.exchange(made, folder, folders.stamp(folder), None)
    assert states(folder)["a.csv"] == "another's"


def save(folder: Path, number: int, done: Any) -> None:
    """Put one record after another in its place, and tell how often that was done."""
    times = 0
    for turn in range(20):
        made = lay(folder.with_name(f"near-{number}") / "record", f"{number} {turn}")
        try:
            folders.exchange(made, folder, folders.stamp(folder), None)
        except (Changed, OSError):
            continue
        times += 1
    done.put((number, times))


def test_two_processes_never_put_their_records_over_each_others(
    tmp_path: Path,
) -> None:
    folder = lay(tmp_path / "record", "as it was")
    process = multiprocessing.get_context("fork")
    done: Any = process.Queue()
    both = [process.Process(target=save, args=(folder, n, done)) for n in (1, 2)]
    for one in both:
        one.start()
    times = dict(done.get(timeout=60) for _ in both)
    for one in both:
        one.join()
    assert min(times.values()) > 0
    a, b = (states(folder)[name].split()[1:] for name in ("a.csv", "b.csv"))
    assert a == b


def test_a_lock_whose_process_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    folder, made = lay(tmp_path / "record", "as it was"), tmp_path / "near" / "record"
    child = os.fork()
    if not child:
        with folders._alone(folder):
            signal.raise_signal(signal.SIGKILL)
    os.waitpid(child, 0)
    lock = tmp_path / ".on-the-record-record.lock"
    assert lock.is_file()
    lay(made, "as it is to be")
    folders.exchange(made, folder, folders.stamp(folder), None)
    assert states(folder) == NEW
    assert not lock.exists()
    lock.touch()
    os.utime(lock, (0, 0))
    scratch.sweep(tmp_path, ".on-the-record-")
    assert not lock.exists()


def test_nobody_else_saves_while_one_does(tmp_path: Path) -> None:
    folder, made = lay(tmp_path / "record", "as it was"), tmp_path / "near" / "record"
    lay(made, "as it is to be")
    with folders._alone(folder), pytest.raises(Changed):
        folders.exchange(made, folder, folders.stamp(folder), None)
    assert states(folder) == OLD


def test_where_no_file_can_be_locked_it_is_saved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(tmp_path / "record", "as it was")
    monkeypatch.setattr(scratch, "locked", lambda _: None)
    with scratch.folder(tmp_path) as near:
        made = lay(near / "record", "as it is to be")
        folders.exchange(made, folder, folders.stamp(folder), None)
    assert states(folder) == NEW

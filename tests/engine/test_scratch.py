"""A folder for a while goes with its use, or is swept once its process has ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.engine import scratch

HOLD = """
import sys
from pathlib import Path
from dashboard.engine.scratch import Scratch
held = Scratch(Path(sys.argv[1]))
print(held.path, flush=True)
sys.stdin.read()
"""


def test_a_folder_is_gone_with_its_use(tmp_path: Path) -> None:
    with scratch.folder(tmp_path) as folder:
        (folder / "a").write_bytes(b"a")
        scratch.sweep(tmp_path)
        assert (folder / "a").is_file()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_leaves_is_swept_and_what_a_living_one_has_is_not(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        assert process.stdout
        folder = Path(process.stdout.readline().decode().strip())
        scratch.sweep(tmp_path)
        assert folder.is_dir()
        process.kill()
    scratch.sweep(tmp_path)
    assert not folder.exists()


def test_folders_of_others_are_let_be(tmp_path: Path) -> None:
    other = tmp_path / f"{scratch.PREFIX}mine"
    other.mkdir()
    (other / "a").write_bytes(b"a")
    os.utime(other, (0, 0))
    scratch.sweep(tmp_path)
    assert other.is_dir()


def test_a_folder_whose_maker_ended_before_it_held_it_is_swept_once_it_is_old(
    tmp_path: Path,
) -> None:
    made = tmp_path / f"{scratch.PREFIX}made"
    made.mkdir()
    scratch.sweep(tmp_path)
    assert made.is_dir()
    os.utime(made, (0, 0))
    scratch.sweep(tmp_path)
    assert not made.exists()


def test_where_no_file_can_be_locked_a_folder_stays_though_it_looks_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "locked", lambda _: None)
    with scratch.folder(tmp_path) as folder:
        os.utime(folder, (0, 0))
        scratch.sweep(tmp_path)
        assert folder.is_dir()


def test_a_place_that_is_none_is_told(tmp_path: Path) -> None:
    scratch.sweep(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError), scratch.folder(tmp_path / "nowhere"):
        pass


def test_a_folder_that_is_gone_meanwhile_has_no_lock(tmp_path: Path) -> None:
    assert scratch.locked(tmp_path / "gone" / scratch.HELD) is None


def test_what_holds_a_folder_goes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = scratch.Scratch(tmp_path)
    (made.path / "inside").mkdir()
    (made.path / "inside" / "a").touch()
    (made.path / "z").touch()
    monkeypatch.setattr(scratch.shutil, "rmtree", stopped)
    with pytest.raises(KeyboardInterrupt):
        made.remove()
    assert (made.path / scratch.HELD).is_file()
    monkeypatch.undo()
    made.remove()
    assert list(tmp_path.iterdir()) == []


def stopped(*_: object, **_more: object) -> None:
    """End what is being done."""
    raise KeyboardInterrupt

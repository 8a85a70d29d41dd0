"""Files are put in place whole or not at all, or it is said why not."""

import errno
import os
from pathlib import Path

import pytest

from dashboard.record import files


def test_what_is_broken_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "it"
    path.write_bytes(b"old")

    def half() -> None:
        with files.put(path) as folder:
            (folder / "it").write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(files.NotWritten, match="No space left"):
        half()
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"it": b"old"}
    with files.put(path) as folder:
        (folder / "it").write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"it": b"new"}


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder is read-only")
def test_a_read_only_folder_is_a_sentence() -> None:
    path = Path("/proc/self/it")
    with pytest.raises(
        files.NotWritten, match=r"^/proc/self/it: cannot be written: \w"
    ):
        files.writable(path, force=False)

"""No more of a .zip is unpacked than it may hold."""

from pathlib import Path

import pytest

from dashboard.intake import archives, names
from dashboard.record import limits
from tests.intake.test_files import zipped


def test_the_folder_that_holds_most_tables_is_unpacked_under_numbers(
    tmp_path: Path,
) -> None:
    inside = [("a/quotes.csv", b"1"), ("b/Quotes.CSV", b"2"), ("../sources.csv", b"3"),
              ("b/my relays.csv", b"4"), ("__MACOSX/b/._quotes.csv", b"5")]  # fmt: skip
    path = zipped(tmp_path / "r.zip", *inside)
    found = archives.unpack(path, tmp_path, names.tables_in)
    assert {name: one.read_bytes() for name, one in found.items()} == {
        "Quotes.CSV": b"2", "my relays.csv": b"4",
    }  # fmt: skip
    assert {one.parent for one in found.values()} == {tmp_path}


def test_what_bounds_an_archive_is_told_with_both_sizes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 2_000)
    path = zipped(tmp_path / "r.zip", ("quotes.csv", b"a" * 3_000))
    with pytest.raises(archives.Refused) as caught:
        archives.unpack(path, tmp_path, names.tables_in)
    assert "unpacks to 3.0 KB; 2.0 KB are unpacked at most" in caught.value.args[0]

"""A record is written as it was understood; nothing doubtful is changed."""

import csv
from pathlib import Path

import pytest

from dashboard.database.open import open_record
from dashboard.intake import files, mend
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from tests.support.damage import edit, with_cells
from tests.support.small_record import ROWS, write_record


def listed(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_what_was_understood_is_written_and_each_cell_that_changed_is_listed(
    tmp_path: Path,
) -> None:
    rows = with_cells("events", 2, happened_on="27/07/2023")
    rows["quotes"][0]["start"] = f"{rows['quotes'][0]['start']}.0"
    folder = write_record(tmp_path / "mine", rows)
    quotes = (folder / "quotes.csv").read_text("utf-8")
    (folder / "quotes.csv").unlink()
    (folder / "Quotes (1).CSV").write_text(quotes, encoding="utf-16")
    (folder / "notes.txt").write_text("ours", encoding="utf-8")
    mended = mend.write(folder, tmp_path / "good")
    assert (mended.total, mended.changes) == (0, 2)
    assert listed(tmp_path / "good-changes.csv") == [
        ["file", "row", "column", "was", "is now"],
        ["Quotes (1).CSV", "2", "start", "140.0", "140"],
        ["events.csv", "2", "happened_on", "27/07/2023", "2023-07-27"],
    ]
    opened = open_record(tmp_path / "good")
    assert opened.remarks == ["notes.txt: not a table of the record; kept, not shown"]
    assert opened.about["title"] == "A small record"
    read = opened.answer(opened.table("quotes"))
    assert list(read["content"]) == [row["content"] for row in ROWS["quotes"]]


def test_a_record_in_good_form_is_written_as_it_is(tmp_path: Path) -> None:
    folder = write_record(tmp_path / "mine")
    edit(folder, "issues.csv", "issue_id,label", "issue_id,own,label")
    edit(folder, "issues.csv", "talks,", "talks,x,")
    path = folder / "issues.csv"
    path.write_bytes(path.read_bytes().replace(b"dam,", b'dam,"a\rb",', 1))
    assert mend.write(folder, tmp_path / "good").changes == 0
    before, after = files.read(folder).whole(), files.read(tmp_path / "good").whole()
    for name, table in before.items():
        if name != "issues":
            assert table == after[name]
    assert after["issues"]["extra: own (5)"].to_pylist() == ["a\rb", "x"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Łukasz Dvořák"), ("cp1251", "Иван Петров"), ("mac_roman", "Núñez")],
)
def test_files_that_are_not_unicode_are_read_as_somebody_names_them(
    tmp_path: Path, encoding: str, name: str
) -> None:
    rows = with_cells("actors", 2, name=name)
    folder = write_record(tmp_path / "mine", rows)
    path = folder / "actors.csv"
    text = path.read_text("utf-8").replace("’", "'")
    path.write_bytes(text.encode(encoding))
    with pytest.raises(RecordRefused) as refused:
        mend.write(folder, tmp_path / "good")
    assert "--encoding cp1250" in refused.value.problems[0].mend
    mended = mend.write(folder, tmp_path / "good", encoding)
    assert f"in {encoding}" in " ".join(mended.read.remarks)
    assert name in (tmp_path / "good" / "actors.csv").read_text("utf-8")


def test_nothing_doubtful_is_changed_and_it_is_told(tmp_path: Path) -> None:
    rows = with_cells("events", 2, happened_on="04/07/2023")
    rows["events"][1]["happened_on"] = "27/07/2023"
    folder = write_record(tmp_path / "mine", rows)
    mended = mend.write(folder, tmp_path / "good")
    assert (mended.total, mended.changes) == (1, 1)
    assert "04/07/2023" in mended.problems[0].wrong
    read = files.read(tmp_path / "good").whole()["events"]["happened_on"]
    assert read.to_pylist()[:2] == ["04/07/2023", "2023-07-27"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("explicit\n", "explicit,more\n"), ("quote_id", '"quote_id'), ("hop,", "jump,")],
)
def test_what_cannot_be_read_whole_is_not_written(
    tmp_path: Path, old: str, new: str
) -> None:
    folder = write_record(tmp_path / "mine")
    edit(folder, "relays.csv", old, new)
    if new == "jump,":
        (folder / "relays.csv").unlink()
    with pytest.raises(RecordRefused):
        mend.write(folder, tmp_path / "good")
    assert [one.name for one in tmp_path.iterdir()] == ["mine"]


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    folder = write_record(tmp_path / "mine")
    for place in (folder, tmp_path / "none" / "good"):
        with pytest.raises(NotWritten):
            mend.write(folder, place)
    (tmp_path / "good-changes.csv").touch()
    with pytest.raises(NotWritten, match="is there already"):
        mend.write(folder, tmp_path / "good")

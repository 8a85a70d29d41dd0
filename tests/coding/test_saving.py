"""An article is saved whole or not at all, and what a record held stays to the byte."""

import io
import os
import shutil
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.coding.desk import Desk
from dashboard.coding.saving import Changed, downloaded, save
from dashboard.database.open import open_record
from dashboard.engine import scratch
from dashboard.importing.draft import Known
from dashboard.importing.saving import Target
from dashboard.intake import files, understood
from dashboard.record import folders
from dashboard.record.files import UNREADY
from tests.support import killed
from tests.support.coded import add, desk, fill, judge, log
from tests.support.small_record import SOURCE_TEXT

SOURCE = "the-daily-lantern-2023-05-04"
STEPS = log(
    judge("q1"), judge("q3"), judge("e1"), judge("m1"),
    fill("q3", "on_behalf_of", "c2"), fill("e1", "participants", [["a1", "c1"]]),
    add("n7", "issues", label="The dam", support_means="it should stand"),
    add("n8", "positions", "We oppose it.", country_id="c2", actor_id="a3",
        issue_id="n7", stance="opposes", strength="2", kind="declared", voice="self",
        asserted_by="a3", quote_id="q3"),
)  # fmt: skip


def coded(known: Known | None = None) -> Desk:
    held = desk(known)
    assert held.take(STEPS).refused == []
    return held


def contents(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes()
            for one in sorted(folder.rglob("*")) if one.is_file()}  # fmt: skip


def test_an_article_becomes_a_record_that_opens(tmp_path: Path) -> None:
    target = Target(tmp_path / "mine")
    saved = save(coded(target.known), target)
    assert saved.problems == []
    assert (saved.source_id, saved.backup) == (SOURCE, None)
    assert saved.rows["quotes"] == 2
    record = open_record(tmp_path / "mine")
    assert record.remarks == []
    assert {one.name for one in tmp_path.iterdir()} == {"mine"}


def test_the_difference_of_the_files_is_the_rows_added(record_folder: Path) -> None:
    quotes = record_folder / "quotes.csv"
    text = quotes.read_text("utf-8").replace("\n", "\r\n").replace("said,", '"said",')
    quotes.write_bytes(text.encode())
    before = contents(record_folder)
    target = Target(record_folder)
    saved = save(coded(target.known), target)
    after = contents(record_folder)
    assert saved.problems == []
    assert set(after) == set(before)
    for name in before:
        assert after[name].startswith(before[name]), name
        added = after[name][len(before[name]) :].decode().splitlines()
        assert len(added) == saved.rows.get(name.removesuffix(".csv"), 0), name
    assert after["quotes.csv"].endswith(b"\r\n")
    assert saved.rows == {
        "sources": 1, "issues": 1, "quotes": 2, "relays": 1, "marks": 3,
        "positions": 1, "events": 1, "participants": 1,
    }  # fmt: skip
    assert saved.backup
    assert contents(saved.backup) == before
    assert saved.backup.parent == folders.backups(record_folder)
    understood.checked(files.read(record_folder))


def test_rows_with_problems_are_not_saved(record_folder: Path) -> None:
    before = contents(record_folder)
    target = Target(record_folder)
    held = coded(target.known)
    held.take([{"n": 9, **fill("n8", "voice", "analyst")},
               {"n": 10, **fill("q1", "kind", "")}])  # fmt: skip
    saved = save(held, target)
    assert [(one.id, one.field) for one in saved.problems] == [
        ("q1", "kind"), ("n8", "voice"),
    ]  # fmt: skip
    assert contents(record_folder) == before
    assert not folders.backups(record_folder).exists()
    assert downloaded(record_folder, held) == (b"", saved.problems)


def test_what_another_has_saved_since_stays_and_the_draft_is_saved_then(
    record_folder: Path,
) -> None:
    target = Target(record_folder)
    held = coded(target.known)
    (record_folder / "README.md").write_text("now")
    before = contents(record_folder)
    with pytest.raises(Changed):
        save(held, target)
    assert contents(record_folder) == before
    again = Target(record_folder)
    later = coded(again.known)
    later.take(held.log)
    assert save(later, again).problems == []
    assert contents(record_folder)["README.md"] == b"now"


def test_the_text_stands_beside_the_record_only_where_it_is_asked_for(
    record_folder: Path,
) -> None:
    target = Target(record_folder)
    save(coded(target.known), target, with_text=True)
    text = record_folder / "texts" / f"{SOURCE}.txt"
    assert text.read_bytes() == SOURCE_TEXT.encode()
    with zipfile.ZipFile(io.BytesIO(downloaded(record_folder, coded())[0])) as archive:
        names = archive.namelist()
    assert {f"{name}.csv" for name in ("quotes", "sources")} <= set(names)
    assert not [name for name in names if "texts" in name]


def test_a_record_in_an_archive_is_saved_into(
    record_folder: Path, tmp_path: Path
) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", record_folder))
    before = archive.read_bytes()
    target = Target(archive)
    saved = save(coded(target.known), target)
    assert saved.backup
    assert saved.backup.read_bytes() == before
    understood.checked(read := files.read(archive))
    assert read.tables["sources"].count_rows() == 2


@pytest.mark.parametrize("kind", ["folder", "archive", "none"])
def test_a_download_is_the_record_with_the_article_and_nothing_is_written(
    record_folder: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "folder" / "in"
    shutil.copytree(record_folder, inside)
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", inside.parent)
    record = {"folder": record_folder, "archive": Path(packed), "none": None}[kind]
    known = Target(record).known if record else Known()
    held = coded(known)
    held.problems()
    before = contents(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data, found = downloaded(record, held)
    assert found == []
    assert contents(tmp_path) == before
    got = tmp_path / "got.zip"
    got.write_bytes(data)
    understood.checked(read := files.read(got))
    assert read.tables["sources"].count_rows() == (1 if kind == "none" else 2)


# Whenever a process ends


class Written(Exception):  # noqa: N818 - it names where the work is
    """The tables are written: what follows writes nothing but puts them in place."""


def test_killed_at_any_instant_it_leaves_the_record_before_or_after(
    record_folder: Path, tmp_path: Path
) -> None:
    pristine = shutil.copytree(record_folder, tmp_path / "kept" / "before")
    target = Target(record_folder)
    held = coded(target.known)
    save(held, target)
    finished = shutil.copytree(record_folder, tmp_path / "kept" / "after")
    states = [contents(pristine), contents(finished)]

    def begin() -> None:
        shutil.rmtree(record_folder)
        shutil.copytree(pristine, record_folder)
        shutil.rmtree(folders.backups(record_folder), ignore_errors=True)
        target.stamp = folders.stamp(record_folder)

    def write() -> None:
        def told(step: str, *_: int) -> None:
            if step == "checked":
                raise Written

        with suppress(Written):
            target.write(held.made().draft, told)

    def put() -> None:
        # What a save does once all is checked.
        with scratch.folder(tmp_path, UNREADY) as near:
            made = shutil.copytree(finished, near / "record")
            keep = folders.backups(record_folder)
            folders.exchange(made, record_folder, target.stamp, keep)

    seen = []
    for work, times in ((write, 40), (put, 60)):
        begin()
        most = killed.once(work)
        for number in range(times):
            begin()
            killed.once(work, most * number // times)
            seen.append(states.index(contents(record_folder)))
            for kept in folders.backups(record_folder).glob("*"):
                assert contents(kept) == states[0]
            for left in tmp_path.glob(f"{UNREADY}*"):
                os.utime(left, (0, 0))
            scratch.sweep(tmp_path, UNREADY)
            beside = {one.name for one in tmp_path.iterdir()}
            assert beside <= {"record", "kept", "record.backups"}
    assert len(seen) == 100
    assert set(seen) == {0, 1}

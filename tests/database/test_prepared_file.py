"""A record made ready once opens at once, answers alike, and is refused when stale."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard.database import prepared_file, version, word_index
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.engine import scratch, workbench
from dashboard.export import formats
from dashboard.queries import actors, events, sources, stances
from dashboard.queries.filters import Filters
from dashboard.record import files, problems
from dashboard.record.problems import RecordRefused
from dashboard.search import facets, question, quotes
from dashboard.text import tokens
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, write_record

EVERYTHING = Filters()
QUESTIONS = {
    "all quotes": lambda r: quotes.quotes(r, EVERYTHING, size=None),
    "by relevance": lambda r: quotes.quotes(r, EVERYTHING, "dam", "relevance"),
    "a beginning": lambda r: quotes.quotes(r, EVERYTHING, "pe*", "date", size=None),
    "without": lambda r: quotes.quotes(r, EVERYTHING, "-dam", "place", 2),
    "a sign": lambda r: quotes.quotes(r, EVERYTHING, "’", size=None),
    "positions": lambda r: stances.positions(r, EVERYTHING, size=None),
    "stances": lambda r: stances.stances(r, Filters(voice="self")),
    "events": lambda r: events.events(r, Filters(chain="only"), size=None),
    "actors": lambda r: facets.choices(r, "actor"),
    "heard": lambda r: actors.heard(r, EVERYTHING),
    "marks": lambda r: sources.audit(r, EVERYTHING, size=None),
    "sources": lambda r: sources.sources(r, EVERYTHING),
}


def refusal(path: Path) -> problems.Problem:
    """The one problem for which a file is refused."""
    with pytest.raises(RecordRefused) as refused:
        open_record(path)
    assert refused.value.total == len(refused.value.problems) == 1
    return refused.value.problems[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_prepared_record_answers_as_its_source(
    both: tuple[Record, Record], question: str
) -> None:
    plain, fast = (QUESTIONS[question](record) for record in both)
    assert len(plain)
    pd.testing.assert_frame_equal(plain, fast)


def test_it_says_of_itself_what_its_source_does(both: tuple[Record, Record]) -> None:
    plain, fast = both
    assert (fast.about, fast.remarks, fast.others) == (
        plain.about, plain.remarks, plain.others,
    )  # fmt: skip
    assert fast.others == {"notes.txt": b"kept"}
    assert version.version(fast) == version.version(plain)


def test_its_export_is_that_of_its_source(
    both: tuple[Record, Record], tmp_path: Path
) -> None:
    for name, one in zip(("plain", "fast"), both, strict=True):
        formats.export(one, tmp_path / f"{name}.zip", lambda *_: None)
    plain, fast = (tmp_path / f"{name}.zip" for name in ("plain", "fast"))
    assert plain.read_bytes() == fast.read_bytes()


def test_parquet_opens_like_the_csv_it_was_made_from(
    both: tuple[Record, Record], tmp_path: Path
) -> None:
    path = tmp_path / "record.parquet.zip"
    formats.export(both[0], path, lambda *_: None)
    opened = open_record(path)
    assert version.version(opened) == version.version(both[0])
    asked = (quotes.quotes(one, EVERYTHING, "dam", size=None) for one in
             (both[0], opened))  # fmt: skip
    pd.testing.assert_frame_equal(*asked)


# What is refused, and how it is mended


def test_a_record_with_problems_is_not_made_ready(tmp_path: Path) -> None:
    bad = write_record(tmp_path / "bad", with_cells("quotes", 2, kind="said"))
    with pytest.raises(RecordRefused) as refused:
        prepared_file.write(bad, tmp_path / "bad.record")
    assert refused.value.problems[0].column == "kind"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad"]


def test_a_changed_source_makes_it_stale(tmp_path: Path) -> None:
    source = write_record(tmp_path / "source")
    ready = tmp_path / "it.record"
    prepared_file.write(source, ready)
    assert open_record(ready)
    changed = (source / "issues.csv").stat().st_mtime_ns + 1_000_000_000
    os.utime(source / "issues.csv", ns=(changed, changed))
    problem = refusal(ready)
    assert problem.wrong.startswith("no longer fits the record it was made from")
    assert problem.mend == (
        f"make it anew: on-the-record prepare --force {source} {ready}"
    )
    prepared_file.write(source, ready, force=True)
    assert open_record(ready)


def test_it_opens_where_its_source_is_not_at_hand(tmp_path: Path) -> None:
    source = write_record(tmp_path / "source")
    prepared_file.write(source, tmp_path / "it.record")
    (tmp_path / "elsewhere").mkdir()
    moved = (tmp_path / "it.record").rename(tmp_path / "elsewhere" / "it.record")
    assert len(quotes.quotes(open_record(moved), EVERYTHING)) == len(ROWS["quotes"])


def test_one_that_another_version_made_is_refused(
    ready: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared_file, "_code_hash", lambda: "another")
    problem = refusal(ready)
    assert problem.wrong == "was made by another version of this program"


def test_the_maker_changes_with_the_code_that_makes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = prepared_file._code_hash()
    changed = tmp_path / "words.py"
    changed.write_text("# other words\n", encoding="utf-8")
    monkeypatch.setattr(tokens, "__file__", str(changed))
    assert prepared_file._code_hash() != before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    duckdb.connect(str(path)).close()
    assert refusal(path).wrong.startswith("is no prepared record")
    path.write_bytes(b"12345678DUCK and rubbish")
    assert refusal(path).wrong.startswith("is no prepared record")


def test_a_crash_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, path = write_record(tmp_path / "source"), tmp_path / "it.record"
    path.write_text("what was there", encoding="utf-8")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(word_index, "make", fail)
    with pytest.raises(KeyboardInterrupt):
        prepared_file.write(source, path, force=True)
    assert path.read_text(encoding="utf-8") == "what was there"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["it.record", "source"]


def test_progress_never_goes_back_and_ends_at_the_whole(
    folder: Path, tmp_path: Path
) -> None:
    heard: list[tuple[str, float]] = []
    prepared_file.write(folder, tmp_path / "it", lambda *said: heard.append(said))
    parts = [part for _, part in heard]
    assert parts == sorted(parts)
    assert heard[0] == ("reading", 0.0)
    assert heard[-1] == ("done", 1.0)
    assert [step for step, _ in heard][-2] == "words"


def test_opening_a_prepared_record_is_no_work(ready: Path) -> None:
    began = time.perf_counter()
    opened = open_record(ready)
    assert quotes.suggestions(opened, question.parse("da")) != []
    assert time.perf_counter() - began < 5


# Killed, or on a full disk: the old file or the new


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
@pytest.mark.parametrize(("what", "times"), [("prepare", 8), ("export", 16)])
def test_killed_at_any_instant_it_leaves_the_old_file_or_the_new(
    what: str, times: int, tmp_path: Path
) -> None:
    source, kept = write_record(tmp_path / "source"), tmp_path / "kept"
    place, out = tmp_path / "tmp", tmp_path / "out"
    for folder in (kept, place, out):
        folder.mkdir()
    target = out / {"prepare": "it.record", "export": "it.json"}[what]
    target.write_bytes(b"old")
    words = [what, str(source), str(target), str(kept), str(times)]
    command = [sys.executable, "-m", "tests.support.killed", *words]
    subprocess.run(command, check=True, env=os.environ | {"TMPDIR": str(place)})
    found = {one.read_bytes() for one in kept.iterdir()}
    assert b"old" in found
    assert len(found) > 1
    for number, new in enumerate(found - {b"old"}):
        if what == "prepare":
            path = out / f"{number}.record"
            path.write_bytes(new)
            assert len(quotes.quotes(open_record(path), EVERYTHING)) == 7
            path.unlink()
        else:
            assert len(json.loads(new)["quotes"]) == 7
    # At the next start nothing is left of them, be they killed before they held it.
    for folder, prefix in ((place, scratch.PREFIX), (out, files.UNREADY)):
        for left in folder.glob(f"{prefix}*"):
            os.utime(left, (0, 0))
        scratch.sweep(folder, prefix)
    assert [*place.iterdir()] == []
    assert [*out.iterdir()] == [target]


FULL = """
import resource, signal, sys
from pathlib import Path
from dashboard.cli import main
# As on a full disk, for files of this size and more.
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(["prepare", *sys.argv[2:], "--force"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="no limit can be set to files")
@pytest.mark.parametrize("room", [300_000, 3_000_000])
def test_without_room_it_is_said_and_the_old_file_stays(
    room: int, tmp_path: Path
) -> None:
    source, out = write_record(tmp_path / "source"), tmp_path / "out"
    out.mkdir()
    target = out / "it.record"
    target.write_bytes(b"old")
    command = [sys.executable, "-c", FULL, str(room), str(source), str(target)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert ended.returncode == 1
    assert f"{target}: cannot be written: " in ended.stderr
    assert "Open it" not in ended.stdout
    assert "Traceback" not in ended.stderr
    assert [(one.name, one.read_bytes()) for one in out.iterdir()] == [
        ("it.record", b"old")
    ]


def test_what_is_not_what_was_written_does_not_take_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, path = write_record(tmp_path / "source"), tmp_path / "it.record"
    path.write_bytes(b"old")
    read = iter(({"quotes": (7, 1)}, {"quotes": (7, 2)}))
    monkeypatch.setattr(workbench, "contents", lambda *_: next(read))
    with pytest.raises(files.NotWritten, match="is not what was written"):
        prepared_file.write(source, path, force=True)
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["it.record", "source"]

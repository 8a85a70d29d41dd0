"""What steps were compiled to is kept between starts, and nothing rests on it."""

import json
from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from dashboard.database.open import open_record
from dashboard.engine import compiled_cache, duckdb, workbench
from dashboard.engine.workbench import Bench, Tables
from dashboard.queries import remember, sources
from dashboard.queries.filters import Filters
from dashboard.search import quotes
from tests.support.small_record import write_record

TOLD = ("quotes", "positions", "events", "chains", "traits", "postings", "directory")


def start_anew() -> None:
    """Forget what only this process knows, as a new one does."""
    workbench._known.cache_clear()
    compiled_cache._known.cache_clear()
    compiled_cache._fresh.clear()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own."""
    monkeypatch.setenv("ON_THE_RECORD_CACHE", str(tmp_path / "cache"))
    start_anew()
    yield tmp_path / "cache"
    start_anew()


def test_the_next_start_compiles_nothing_and_makes_the_same_tables(
    place: Path, compiled: list[object], tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record")
    first = open_record(record)
    assert len(compiled) > 30
    (file,) = place.iterdir()
    start_anew()
    compiled.clear()
    second = open_record(record)
    assert compiled == []
    assert list(place.iterdir()) == [file]
    for name in TOLD:
        one, other = (each.answer(each.table(name)) for each in (first, second))
        assert len(one)
        assert one.equals(other)


def _doubled(tables: Tables) -> ir.Table:
    rows = tables["rows"]
    return rows.mutate(twice=rows.number * 2)


def doubled(rows: pa.Table) -> tuple[list[str], list[int]]:
    bench = Bench(duckdb.connect())
    bench.register("rows", rows)
    found = bench.answer(_doubled)
    return list(found.columns), list(found["twice"])


def test_what_readers_type_and_choose_is_never_written(
    place: Path, tmp_path: Path
) -> None:
    record = open_record(write_record(tmp_path / "record"))
    compiled_cache.keep()
    for words in ("opposes zebra", '"the dam will"', "C++ don't", "präsident*"):
        quotes.quotes(record, Filters(country=("ARD",)), words, "relevance")
        sources.source(record, "lantern-2023-05-04")
    compiled_cache.keep()
    (file,) = place.iterdir()
    told = file.read_text(encoding="utf-8").casefold()
    assert "dashboard.search.quotes._quotes" in told
    for word in ("zebra", "opposes", "the dam", "c++", "präs", "pr\\u00e4s", "lantern",
                 '"ard', "'ard"):  # fmt: skip
        assert word not in told, word


def test_an_answer_is_the_same_from_a_question_that_was_kept(
    place: Path, compiled: list[object], tmp_path: Path
) -> None:
    record = write_record(tmp_path / "record")
    found = []
    for _ in range(2):
        start_anew()
        opened = open_record(record)
        compiled.clear()
        quotes._quotes.cache_clear()
        for key in tuple(remember._COMPILED._kept):
            remember._COMPILED._drop(key)
        found.append(quotes.quotes(opened, Filters(), "dam", "relevance"))
        compiled_cache.keep()
    assert compiled == []
    assert len(found[0])
    assert found[0].equals(found[1])


def test_tables_of_other_columns_are_compiled_for_themselves(place: Path) -> None:
    narrow = pa.table({"number": [1, 2]})
    assert doubled(narrow) == (["number", "twice"], [2, 4])
    compiled_cache.keep()
    start_anew()
    wide = narrow.append_column("other", pa.array(["a", "b"]))
    assert doubled(wide) == (["number", "other", "twice"], [2, 4])
    assert doubled(narrow) == (["number", "twice"], [2, 4])


@pytest.mark.parametrize(
    "damage", [b"", b"\xff\xfe", b"not\n{}", b"x" * 100, b'{"a": 1}\n[]']
)
def test_a_damaged_file_is_as_good_as_none(place: Path, damage: bytes) -> None:
    rows = pa.table({"number": [1]})
    doubled(rows)
    compiled_cache.keep()
    (file,) = place.iterdir()
    whole = file.read_bytes()
    for broken in (damage, whole[:-40], whole.replace(b" * ", b" + ")):
        file.write_bytes(broken)
        start_anew()
        assert doubled(rows) == (["number", "twice"], [2])


def test_another_programs_questions_are_not_asked(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    names = set()
    monkeypatch.setattr(compiled_cache, "_PACKAGE", code)
    for text in ("a = 1", "a = 2"):
        (code / "one.py").write_text(text)
        compiled_cache._file.cache_clear()
        names.add(compiled_cache._file())
    compiled_cache._file.cache_clear()
    assert len(names) == 2


def test_where_nothing_can_be_written_it_opens_as_before(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = pa.table({"number": [3]})
    (tmp_path / "file").write_text("no folder")
    for setting in ("", str(tmp_path / "file"), str(tmp_path / "file" / "under")):
        monkeypatch.setenv("ON_THE_RECORD_CACHE", setting)
        start_anew()
        assert doubled(rows) == (["number", "twice"], [6])
        compiled_cache.keep()
    assert not place.exists()


def test_the_newest_programs_are_kept(place: Path) -> None:
    place.mkdir()
    for number in range(6):
        (place / f"compiled-{number}.json").write_text("")
    doubled(pa.table({"number": [1]}))
    compiled_cache.keep()
    assert len(list(place.glob("compiled-*.json"))) == compiled_cache.FILES
    newest = place / compiled_cache._file()
    text = newest.read_text(encoding="utf-8").partition("\n")[2]
    (steps,) = json.loads(text).values()
    assert steps[0]["schema"] == [["number", "int64"], ["twice", "int64"]]
    assert ibis.dtype("int64") == compiled_cache._kind("int64")

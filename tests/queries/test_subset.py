"""A part of a record is a record by itself."""

from pathlib import Path

import pytest
from frictionless import Package

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.export import data_package
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record.cells import Files
from dashboard.record.checks import problems
from tests.support import generated_record
from tests.support.small_record import ROWS, key, write_record

VIEWS = [
    Filters(country=("BRK",)),
    Filters(voice="others", chain="without"),
    Filters(chain="only"),
    Filters(actor=("oda-marsk",)),
    Filters(country=("ZZZ",)),
]


def written(record: Record, path: Path, chosen: Filters | None = None) -> Path:
    data_package.write(Subset(record, chosen or Filters()), path)
    return path


def read(path: Path) -> Files:
    """A record's cells, which must be without problems."""
    found = files.read(path)
    assert problems(found) == ([], 0)
    return found


@pytest.mark.parametrize("chosen", VIEWS, ids=str)
def test_a_part_of_a_record_is_a_valid_record(
    record: Record, tmp_path: Path, chosen: Filters
) -> None:
    read(written(record, tmp_path / "part.zip", chosen))


@pytest.mark.parametrize(
    "chosen",
    [
        Filters(voice="self"),
        Filters(source=("source-2",), issue=("issue-1",)),
    ],
    ids=str,
)  # fmt: skip
def test_any_part_of_a_larger_record_is_valid_and_exported_alike(
    tmp_path: Path, chosen: Filters, generated: Record
) -> None:
    first = written(generated, tmp_path / "first.zip", chosen)
    assert Package(str(first)).validate().valid
    again = written(open_record(first), tmp_path / "second.zip")
    assert first.read_bytes() == again.read_bytes()


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("records") / "generated"
    return open_record(generated_record.write(folder, quotes=300, countries=20, seed=3))


def test_a_part_holds_what_is_chosen_and_all_that_it_refers_to(
    record: Record, tmp_path: Path
) -> None:
    chosen = Filters(country=("ARD",), issue=("talks",))
    tables = read(written(record, tmp_path / "part.zip", chosen)).whole()
    # The promise that stands within the minister's words brings these words along.
    assert tables["quotes"]["quote_id"].to_pylist() == [key(6, "a"), key(6, "b")]
    assert tables["relays"]["quote_id"].to_pylist() == [key(6, "b")]
    assert tables["positions"]["position_id"].to_pylist() == [key(6, "pa")]
    assert tables["actors"]["actor_id"].to_pylist() == [
        "daily-lantern", "meridian", "arden", "brekland-water", "oda-marsk"
    ]  # fmt: skip
    assert tables["countries"]["country_id"].to_pylist() == ["ARD", "BRK"]
    assert tables["issues"]["issue_id"].to_pylist() == ["talks"]


def test_a_spokesman_brings_the_words_that_show_for_whom_he_speaks(
    tmp_path: Path,
) -> None:
    rows = {name: [dict(row) for row in kept] for name, kept in ROWS.items()}
    # The position is the country's; that its asserter speaks for it, a quote shows.
    rows["positions"][1] |= {"actor_id": "", "quote_id": ""}
    rows["quotes"] = [r for r in rows["quotes"] if r["quote_id"] != key(5, "b")]
    rows["marks"] = [r for r in rows["marks"] if r.get("quote_id") != key(5, "b")]
    record = open_record(write_record(tmp_path / "record", rows))
    chosen = Filters(country=("BRK",), voice="self")
    tables = read(written(record, tmp_path / "part.zip", chosen)).whole()
    assert tables["positions"]["position_id"].to_pylist() == [key(5, "pa")]
    assert "oda-marsk" in tables["quotes"]["speaker_id"].to_pylist()


def test_a_part_says_that_it_is_one(record: Record, tmp_path: Path) -> None:
    path = written(
        record, tmp_path / "part.zip", Filters(country=("BRK",), voice="self")
    )
    assert read(path).about["filtered"] == {"country": ["BRK"], "voice": "self"}


def test_rows_in_many_batches_are_those_of_one(
    generated: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Filters(voice="others")
    whole = written(generated, tmp_path / "a.zip").read_bytes()
    subset = written(generated, tmp_path / "b.zip", chosen).read_bytes()
    monkeypatch.setattr("dashboard.queries.subset.CHUNK", 90)
    monkeypatch.setattr("dashboard.queries.subset.NAMED", 3)
    assert written(generated, tmp_path / "c.zip").read_bytes() == whole
    assert written(generated, tmp_path / "d.zip", chosen).read_bytes() == subset

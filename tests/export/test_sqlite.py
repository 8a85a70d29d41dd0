"""The SQLite database is sound; Datasette shows it with names, facets and search."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.intake import files
from dashboard.queries.subset import Subset
from dashboard.record.schema import TABLES
from tests.support import four_records, hostile_record


def written(record: Record, path: Path) -> list[str]:
    return formats.form_of(path).write(Subset(record), path)


def rows(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question).fetchall()


def test_the_database_is_sound_and_its_keys_are_declared(
    opened: Record, tmp_path: Path
) -> None:
    path = tmp_path / "record.sqlite"
    written(opened, path)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []
    for table in TABLES.values():
        declared = rows(path, f"PRAGMA foreign_key_list({table.name})")
        assert {(one[3], one[2], one[4]) for one in declared} == {
            (c.name, c.refers_to, TABLES[c.refers_to].key)
            for c in table.columns
            if c.refers_to
        }


def test_the_database_holds_every_cell(opened: Record, tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    written(opened, path)
    read = files.read(opened.address).whole()
    for name, table in TABLES.items():
        found = rows(path, f"SELECT * FROM {name} ORDER BY rowid")
        told = [tuple("" if v is None else str(v) for v in row) for row in found]
        columns = (read[name][column].to_pylist() for column in table.names)
        assert told == list(zip(*columns, strict=True))


def test_columns_of_the_makers_own_are_kept_beside(tmp_path: Path) -> None:
    record = four_records.opened("hostile")
    path = tmp_path / "record.sqlite"
    written(record, path)
    found = rows(path, "SELECT * FROM other_columns WHERE in_row = 1")
    assert found == [
        ("quotes", 1, name, hostile_record.HOSTILE[place])
        for name, place in hostile_record.EXTRA.items()
    ]


def test_a_word_that_the_record_does_not_allow_is_refused(
    record: Record, tmp_path: Path
) -> None:
    path = tmp_path / "record.sqlite"
    written(record, path)
    with pytest.raises(sqlite3.IntegrityError):
        rows(path, "UPDATE quotes SET kind = 'shout'")


@pytest.fixture(scope="module")
def browse(
    default: Record, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Any]]:
    """Datasette on the default record: what it answers to an address."""
    folder = tmp_path_factory.mktemp("datasette")
    formats.export(default, folder / "record.sqlite", lambda *_: None)
    metadata = json.loads((folder / "record.metadata.json").read_text("utf-8"))
    served = Datasette([str(folder / "record.sqlite")], metadata=metadata)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(served.invoke_startup())

    def asked(address: str) -> Any:
        answer: Awaitable[Any] = served.client.get(f"/record{address}")
        return loop.run_until_complete(answer)

    yield asked
    loop.close()


@pytest.mark.parametrize("name", list(TABLES))
def test_datasette_shows_each_table_with_its_facets(
    browse: Callable[[str], Any], name: str
) -> None:
    page = browse(f"/{name}")
    assert page.status_code == 200
    found = browse(f"/{name}.json?_size=1").json()["facet_results"]
    words = {one.name for one in TABLES[name].columns if one.allowed}
    assert words <= set(found)


def test_datasette_follows_keys_and_prints_names(browse: Callable[[str], Any]) -> None:
    rows = browse("/positions.json?_labels=on&_shape=objects").json()["rows"]
    told = {row["issue_id"]["label"] for row in rows}
    assert "North Korea's nuclear programme" in told
    assert "Reuters" in {row["asserted_by"]["label"] for row in rows}
    assert "Russia" in {row["country_id"]["label"] for row in rows if row["country_id"]}


def test_datasette_searches_the_words_of_quotes(browse: Callable[[str], Any]) -> None:
    assert 'name="_search"' in browse("/quotes").text
    found = browse("/quotes.json?_search=nuclear&_shape=objects").json()["rows"]
    assert found
    assert all("nuclear" in f"{row['content']} {row['note']}".lower() for row in found)
    assert not browse('/quotes.json?_search=zzzz"&_shape=objects').json()["rows"]


def test_datasette_says_whose_the_record_is(browse: Callable[[str], Any]) -> None:
    page = browse("/quotes").text
    assert "CC-BY-4.0" in page or "Creative Commons" in page
    assert TABLES["quotes"].row_is in page

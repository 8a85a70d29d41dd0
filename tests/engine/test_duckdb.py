"""DuckDB answers in this process, any thread at any time, values never as its words."""

from concurrent.futures import ThreadPoolExecutor

import ibis
import pytest

from dashboard.engine.base import stand_in
from dashboard.engine.duckdb import Embedded, EngineFailed

NAMES = ["Oda Marsk", "Robert'); DROP TABLE people; --", "Ilva “Ilo” Toren"]


@pytest.fixture(scope="module")
def engine() -> Embedded:
    backend = ibis.duckdb.connect()
    backend.create_table("people", ibis.memtable({"name": NAMES, "said": [3, 1, 2]}))
    return Embedded(backend)


def asked(engine: Embedded, name: str) -> list[int]:
    people = ibis.table({"name": "string", "said": "int64"}, name="people")
    question = engine.compile(people.filter(people.name == stand_in("key0")))
    assert name not in question.text
    return engine.fetch(question.text, {"key0": name})["said"].to_pylist()


def test_a_value_is_a_parameter_whatever_it_holds(engine: Embedded) -> None:
    assert [asked(engine, name) for name in NAMES] == [[3], [1], [2]]
    assert asked(engine, "' OR 1=1 --") == []


def test_threads_get_their_own_answers(engine: Embedded) -> None:
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda name: asked(engine, name), NAMES * 40))
    assert answers == [[3], [1], [2]] * 40


def test_it_says_which_columns_a_table_has_and_that_it_is_open(
    engine: Embedded,
) -> None:
    assert dict(engine.shapes(["people"])["people"].items()) == {
        "name": ibis.dtype("string"), "said": ibis.dtype("int64"),
    }  # fmt: skip
    assert engine.is_open()


def test_a_question_that_cannot_be_answered_fails_as_the_engine_says(
    engine: Embedded,
) -> None:
    with pytest.raises(EngineFailed, match="nobody"):
        engine.fetch("SELECT * FROM nobody", {})

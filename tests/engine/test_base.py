"""A question's stand-ins become parameters; an answer has no cell that is unknown."""

import ibis
import pandas as pd
import pyarrow as pa

from dashboard.engine import base
from dashboard.engine.base import Compiled

ROWS = ibis.table({"name": "string", "times": "int64", "day": "date"}, name="rows")


def compiled(text: str, *parameters: str) -> Compiled:
    return Compiled(text, frozenset(parameters), ROWS.schema())


def test_what_stands_in_for_a_value_becomes_a_parameter() -> None:
    words = f"SELECT name FROM rows WHERE name IN ('{base.stand_in('key0')}', 'x')"
    found = base.parameterised(ROWS, words, "$")
    assert found.text == "SELECT name FROM rows WHERE name IN ($key0, 'x')"
    assert found.parameters == {"key0"}
    assert ":key0" in base.parameterised(ROWS, words, ":").text


def test_a_question_is_asked_of_the_rows_that_another_finds() -> None:
    found = compiled("SELECT 1 AS a", "key0")
    asked = base.over(found, "found", compiled("SELECT a FROM found", "key1"))
    assert asked.text == "WITH found AS (\nSELECT 1 AS a\n) SELECT a FROM found"
    assert asked.parameters == {"key0", "key1"}
    named = base.over(found, "found", compiled("WITH t AS (SELECT 2) SELECT * FROM t"))
    assert named.text == (
        "WITH found AS (\nSELECT 1 AS a\n), t AS (SELECT 2) SELECT * FROM t"
    )


def test_unknown_text_is_empty_and_an_unknown_number_or_day_is_null() -> None:
    cells = {"name": ["dam", None], "times": [3, None], "day": [None, None]}
    shape = pa.schema({"name": pa.string(), "times": pa.int32(), "day": pa.date32()})
    found = base.frame(pa.table(cells, shape), ROWS.schema().types)
    assert found["name"].tolist() == ["dam", ""]
    assert found["times"].tolist() == [3, pd.NA]
    assert found["times"].dtype == pd.Int64Dtype()
    assert found["day"].isna().all()

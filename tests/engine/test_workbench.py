"""What is made of a record's cells is compiled once a process, for cells of a shape."""

from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.engine import duckdb
from dashboard.engine.workbench import Bench, Tables
from tests.support.small_record import write_record


def test_a_second_record_is_opened_without_compiling_anything(
    record: Record, compiled: list[object], tmp_path: Path
) -> None:
    # Of others opened since, what this one is made by may have been forgotten.
    open_record(write_record(tmp_path / "first"))
    compiled.clear()
    again = open_record(write_record(tmp_path / "again"))
    assert compiled == []
    for name in ("quotes", "positions", "events", "chains", "traits", "postings"):
        asked = [one.answer(one.table(name)) for one in (record, again)]
        assert len(asked[0])
        assert asked[0].equals(asked[1])


def test_a_record_of_another_shape_is_compiled_anew(
    record: Record, compiled: list[object], tmp_path: Path
) -> None:
    folder = write_record(tmp_path / "wider")
    lines = (folder / "quotes.csv").read_text(encoding="utf-8").splitlines()
    wider = [f"{line},{'mood' if not n else 'calm'}" for n, line in enumerate(lines)]
    (folder / "quotes.csv").write_text("\n".join(wider) + "\n", encoding="utf-8")
    opened = open_record(folder)
    assert compiled
    anew = len(compiled)
    (extra,) = set(opened.table("quotes").columns) - set(record.table("quotes").columns)
    assert set(opened.answer(opened.table("quotes"))[extra]) == {"calm"}
    # What looks at other tables alone is what it was.
    assert anew < 20


def test_a_step_is_compiled_anew_for_other_columns_of_what_it_looks_at() -> None:
    def halves(tables: Tables) -> ir.Table:
        return tables["numbers"].mutate(half=tables["numbers"].number / 2)

    for columns in ({"number": [4]}, {"number": [4], "name": ["four"]}):
        bench = Bench(duckdb.connect())
        bench.register("numbers", pa.table(columns))
        assert list(bench.answer(halves).columns) == [*columns, "half"]


def test_a_step_names_the_tables_that_it_looks_at() -> None:
    bench = Bench(duckdb.connect())
    bench.register("numbers", pa.table({"number": [4]}))
    with pytest.raises(TypeError, match="names the tables"):
        bench.answer(lambda tables: ibis.union(*tables.values()))

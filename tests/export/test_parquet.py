"""Tables as Parquet, read back, are the record's."""

import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from dashboard.database.record import Record
from dashboard.export import parquet
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record.schema import TABLES
from tests.support.exported import cells, own, written


def test_parquet_read_back_equals(opened: Record, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(opened, tmp_path / "out.parquet.zip")) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert [one["path"] for one in package["resources"]] == [
            f"{name}.parquet" for name in TABLES
        ]
        for name in TABLES:
            table = pq.read_table(io.BytesIO(archive.read(f"{name}.parquet")))
            assert own(name, table.to_pylist()) == cells(opened, name)
            for column in TABLES[name].columns:
                kind = "int64" if column.is_integer else "string"
                assert str(table.schema.field(column.name).type) == kind


def test_one_table_as_parquet_opens_in_pandas(record: Record, tmp_path: Path) -> None:
    rows = pd.read_parquet(written(record, tmp_path / "positions.parquet"))
    assert rows["stance"].tolist()[0] == "supports"
    assert rows["strength"].tolist()[:4] == [3, 2, 2, 1]


def test_parquet_without_rows_has_its_columns(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "quotes.parquet"
    parquet.write_table(Subset(record, Filters(country=("ZZZ",))), path, "quotes")
    table = pq.read_table(path)
    assert table.num_rows == 0
    assert table.column_names == TABLES["quotes"].names

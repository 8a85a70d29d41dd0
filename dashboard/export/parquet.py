"""A record's tables as Parquet: typed columns, for pandas, R, DuckDB and Spark."""

import zipfile
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.export.base import Form
from dashboard.export.data_package import descriptor, entry
from dashboard.export.json_document import unlike
from dashboard.queries.subset import Subset, cells
from dashboard.record.schema import TABLES


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write a .zip of one Parquet file a table and the `datapackage.json` beside them.
    """
    with zipfile.ZipFile(path, "w") as archive:
        with entry(archive, "datapackage.json") as inside:
            inside.write(descriptor(subset, "parquet"))
        for name in TABLES:
            # Packed already.
            with entry(archive, f"{name}.parquet", large=True, packed=False) as inside:
                write_table(subset, inside, name)
    return []


def write_table(subset: Subset, file: IO[bytes] | Path, name: str) -> list[str]:
    """
    Write one table: text and whole numbers, null where a cell is empty.
    """
    shape = _shape(subset, name)
    with pq.ParquetWriter(file, shape, compression="zstd") as writer:
        for rows in subset.rows(name):
            columns: Any = zip(*cells(rows), strict=True)
            arrays = [pa.array(c, f.type) for c, f in zip(columns, shape, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=shape))
    return []


def _shape(subset: Subset, name: str) -> pa.Schema:
    integers = {one.name for one in TABLES[name].columns if one.is_integer}
    required = {one.name for one in TABLES[name].columns if one.required}
    layout = subset.layout(name)
    return pa.schema(
        pa.field(
            label,
            pa.int64() if column in integers else pa.string(),
            nullable=column not in required,
        )
        for column, label in zip(layout, unlike(list(layout.values())), strict=True)
    )


FORMS: Final = (
    Form("Parquet", ".parquet.zip", "application/zip", write),
    *(
        Form("", ".parquet", "application/vnd.apache.parquet",
             partial(write_table, name=name), name)
        for name in TABLES
    ),
)  # fmt: skip

"""What an engine answers, as the tables that pages and charts read."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

WHOLE: Final = {pa.int64(): pd.Int64Dtype()}


def frame(table: pa.Table, kinds: Iterable[Any]) -> pd.DataFrame:
    """
    Return rows as a frame: unknown text as "", unknown numbers and days as null.

    `kinds` are what the question says of each column (Ibis types). Columns are turned
    as a whole: cell by cell took longer than the question.
    """
    # The engine leaves room for more rows: a copy is as small as what it holds.
    table = table.take(pa.array(range(len(table)), pa.int64()))
    columns = [_turned(*one) for one in zip(table.columns, kinds, strict=True)]
    turned = pa.table(columns, names=table.column_names)
    found: pd.DataFrame = turned.to_pandas(types_mapper=WHOLE.get)
    return found


def _turned(column: pa.ChunkedArray, kind: Any) -> pa.ChunkedArray:
    if kind.is_string():
        return pc.fill_null(column.cast(pa.string()), "")
    if kind.is_integer():
        return column.cast(pa.int64())
    if kind.is_floating() or kind.is_decimal():
        return column.cast(pa.float64())
    if kind.is_date():
        return column.cast(pa.timestamp("us"))
    return column

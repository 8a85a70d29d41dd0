"""Cells laid out in an engine: typed, joined with what their keys point at."""

from typing import Any, Final
from uuid import uuid4

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.dataset as ds

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.cells import ROW, Files
from dashboard.record.schema import TABLES

# Megabytes that the engine may take while a record is made ready, and the rows of a
# table for each where that is more; beyond, it uses the disk.
LEAST: Final = 700
SHARE: Final = 4_000
# Rows of the largest table up to which one thread works at a record: to share so little
# among several takes more of the processor, and no less time.
FEW: Final = 1_000

# A table whose first column is a key, the column that holds such keys, and what of that
# table is taken, by its new name.
Lookup = tuple[ir.Table, str, dict[str, str]]


def limits(read: Files) -> dict[str, Any]:
    """
    Return what the engine may take while a record of these files is made ready.
    """
    # Each its own: engines that share a folder write into each other's files.
    folder = read.place() / uuid4().hex
    return {
        "memory_limit": f"{max(LEAST, _most_rows(read) // SHARE)}MB",
        "temp_directory": str(folder),
        "preserve_insertion_order": False,
    } | threads(read)


def threads(read: Files) -> dict[str, Any]:
    """
    Return on how many threads an engine is to work at a record of these files, as a
    setting of the engine: one where the record is small, else {}, which leaves it all.
    """
    return {"threads": 1} if _most_rows(read) <= FEW else {}


def _most_rows(read: Files) -> int:
    """The rows of the largest table."""
    return max((held.count_rows() for held in read.tables.values()), default=0)


def laid_out(backend: Any, read: Files, *, others: bool = True) -> Bench:
    """
    Return a bench on which a record's cells lie: in memory, or on a disk.

    Columns of its maker's own may be left out of what is in memory (`others`).
    """
    bench = Bench(backend)
    for name, held in read.tables.items():
        if isinstance(held, ds.FileSystemDataset):
            bench.register(cells(name), held)
        else:
            asked = None if others else [*TABLES[name].names, ROW]
            bench.register(cells(name), held.to_table(columns=asked))
    return bench


def cells(name: str) -> str:
    """
    Return the name under which a table's cells lie on the bench: as text, with `_row`.
    """
    return f"cells_{name}"


def typed_cells(tables: Tables, name: str) -> ir.Table:
    """
    A table's cells as what they hold; an empty cell becomes null; and the row.
    """
    raw = tables[cells(name)]
    integers = {column.name for column in TABLES[name].columns if column.is_integer}
    read = {
        name: raw[name].nullif("").cast("int64" if name in integers else "string")
        for name in raw.columns
        if name != ROW
    }
    return raw.select(**read, **{ROW: raw[ROW]})


def join_names(rows: ir.Table, *lookups: Lookup) -> ir.Table:
    """
    Add other tables' columns, under new names, by the keys in columns of rows.
    """
    keys = [f"_key{number}" for number in range(len(lookups))]
    found = rows
    for key, (other, by, columns) in zip(keys, lookups, strict=True):
        taken = {new: other[old] for new, old in columns.items()}
        other = other.select(**{key: other[other.columns[0]]}, **taken)
        found = found.left_join(other, rows[by] == other[key])
    return found.drop(*keys)


def table(rows: list[tuple[Any, ...]], shape: dict[str, pa.DataType]) -> pa.Table:
    """
    Return rows of Python's own as a table of these columns.
    """
    columns = zip(*rows, strict=True) if rows else ([] for _ in shape)
    kinds = zip(columns, shape.values(), strict=True)
    return pa.table([pa.array(*one) for one in kinds], names=list(shape))

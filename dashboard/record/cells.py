"""A record's cells before any rule has been applied, in memory or on a disk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dashboard.engine.scratch import Scratch
from dashboard.record.limits import BATCH
from dashboard.record.problems import Problem

ROW: Final = "_row"
CHUNK: Final = 10_000
LARGE: Final = 1 << 24  # Bytes of a file whose cells are kept on a disk.


@dataclass
class Files:
    """
    A record's cells before any rule has been applied.

    `tables` holds a column of text for each column of the schema, then one named
    "extra: …" for each other column of the file, and `_row`: the row as a spreadsheet
    counts it, the header being row 1. An absent column is filled with empty cells and
    named in `missing`. What is held on a disk is in `folder`, and gone with it.

    `called` has the tables whose file (or sheet) is not called as it should be, each
    with that name; `odd` what is odd about how a file is written, by its name;
    `letters` those that hang on an encoding that is not UTF-8; `suspect` the tables in
    which letters look wrongly decoded,
    `exported` those that this program wrote for a spreadsheet, `typed` those whose
    cells a workbook held as days and numbers. `before` holds a table as it was read
    where some of its cells were then understood as something else. `encoding` is that
    of the files that are not Unicode, where somebody has named it.
    """

    tables: dict[str, ds.Dataset] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    missing: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    folder: Scratch | None = None
    called: dict[str, str] = field(default_factory=dict)
    odd: dict[str, list[str]] = field(default_factory=dict)
    letters: set[str] = field(default_factory=set)
    suspect: set[str] = field(default_factory=set)
    exported: set[str] = field(default_factory=set)
    typed: set[str] = field(default_factory=set)
    before: dict[str, ds.Dataset] = field(default_factory=dict)
    encoding: str = ""

    def name_of(self, table: str) -> str:
        """Return what the file of a table is called."""
        return self.called.get(table, f"{table}.csv")

    def place(self) -> Path:
        """Return the folder for what is held on a disk, made when it is first asked."""
        self.folder = self.folder or Scratch()
        return self.folder.path

    def whole(self) -> dict[str, pa.Table]:
        """Return the tables in memory: not for a large record."""
        return {name: cells.to_table() for name, cells in self.tables.items()}


def keep(
    files: Files,
    name: str,
    columns: list[str],
    rows: Iterator[list[str | int]],
    size: int = 0,
) -> None:
    """
    Add a table's rows, with their number last: on a disk, if they come from a file of a
    large size (in bytes).
    """
    shape = pa.schema([*((name, pa.string()) for name in columns), (ROW, pa.int64())])
    batches = (_batch(held, shape) for held in _chunks(rows))
    if size < LARGE:
        table = pa.Table.from_batches([_batch([], shape), *batches], shape)
        files.tables[name] = ds.dataset(table)
        return
    path = files.place() / f"{name}.parquet"
    with pq.ParquetWriter(path, shape, compression="lz4") as writer:
        for batch in batches:
            writer.write_batch(batch)
    files.tables[name] = ds.dataset(path, shape, format="parquet")


def _chunks(rows: Iterator[list[str | int]]) -> Iterator[list[list[str | int]]]:
    """Rows together, so many at once as can be held."""
    chunk: list[list[str | int]] = []
    held = 0
    for row in rows:
        chunk.append(row)
        held += sum(map(len, row[:-1]))  # type: ignore[arg-type] # The last is its number.
        if len(chunk) == CHUNK or held > BATCH:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _batch(rows: list[list[str | int]], shape: pa.Schema) -> pa.RecordBatch:
    cells = zip(*rows, strict=True) if rows else ([] for _ in shape)
    arrays = [pa.array(c, f.type) for c, f in zip(cells, shape, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=shape)


def askable(text: str) -> str:
    """
    Return a text as a value of a question: no statement to an engine can hold a NUL or
    half a pair of surrogates, and no cell does; what holds one equals no cell.
    """
    clean = text.replace("\0", "\ufffd")
    return clean.encode(errors="replace").decode()

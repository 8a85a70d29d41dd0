"""Tables made of other tables in an engine, and what is asked of them meanwhile."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
from ibis.backends.sql.datatypes import DuckDBType

from dashboard.engine import base, compiled_cache
from dashboard.engine.base import Compiled
from dashboard.engine.duckdb import Embedded

# A step is given tables by name, and what else it is told; it returns a question.
Tables = Mapping[str, ir.Table]
Step = Callable[..., ir.Table]


class Bench:
    """
    The tables that an embedded engine holds by now, by name, for a step to build on.

    A step is compiled once for the columns of the tables that it looks at, however many
    records a process makes ready: to compile one takes longer than to carry it out. It
    is kept for the next process, too (`compiled_cache`).
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend
        self._shapes: dict[str, ibis.Schema] = {}
        self._registered: set[str] = set()

    def register(self, name: str, rows: pa.Table | ds.FileSystemDataset) -> None:
        """
        Make rows from elsewhere known as a table, read where they are: in memory, or in
        a Parquet file.
        """
        if isinstance(rows, ds.FileSystemDataset):
            self._backend.read_parquet(rows.files[0], table_name=name)
        else:
            self._backend.con.register(name, rows)
        self._registered.add(name)
        self._shapes[name] = base.shape(rows.schema)

    def make(self, name: str, step: Step, *told: Any) -> None:
        """
        Make a table of what a step says, in its order.
        """
        question = self._compiled(step, told)
        self._backend.con.execute(
            f'CREATE TABLE "{name}" ({_columns(question.schema)})'
        )
        self._backend.con.execute(f'INSERT INTO "{name}"\n{question.text}')
        self._shapes[name] = question.schema

    def index(self, name: str, column: str) -> None:
        """
        Have few rows of a table found by a column's values, the table left unread.
        """
        index = f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")'
        self._backend.con.execute(index)

    def drop(self, *names: str) -> None:
        """
        Forget tables, and free what they take.
        """
        for name in names:
            del self._shapes[name]
            if name in self._registered:
                self._registered.remove(name)
                self._backend.drop_view(name)
            else:
                self._backend.drop_table(name)

    def answer(self, step: Step, *told: Any) -> pd.DataFrame:
        """
        Return the rows that a step asks for: unknown text as "", numbers as null.
        """
        question = self._compiled(step, told)
        found = self._backend.con.execute(question.text).to_arrow_table()
        return base.frame(found, question.schema.types)

    def batches(self, step: Step, size: int) -> Iterator[pa.RecordBatch]:
        """
        Give the rows that a step asks for, at most so many at once.
        """
        question = self._compiled(step, ())
        yield from self._backend.con.execute(question.text).to_arrow_reader(size)

    def _compiled(self, step: Step, told: tuple[Any, ...]) -> Compiled:
        known = _known(step, told)
        for seen, question in tuple(known):  # Another thread may add to them.
            # What it did not look at cannot have led it elsewhere.
            if all(self._shapes.get(name) == shape for name, shape in seen.items()):
                return question
        name = compiled_cache.named(step, told)
        if kept := compiled_cache.find(name, self._shapes):
            known.append(kept)
            return kept[1]
        tables = _Seen(self._shapes)
        question = Embedded.compile(step(tables, *told))
        known.append((tables.seen, question))
        compiled_cache.put(name, tables.seen, question)
        return question


class _Seen(Mapping[str, ir.Table]):
    """Tables by name, and of which it was `seen` what columns they have."""

    def __init__(self, shapes: dict[str, ibis.Schema]) -> None:
        self._shapes = dict(shapes)
        self.seen: dict[str, ibis.Schema] = {}

    def __getitem__(self, name: str) -> ir.Table:
        self.seen[name] = self._shapes[name]
        return ibis.table(self._shapes[name], name=name)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a step names the tables that it looks at")

    def __len__(self) -> int:
        raise TypeError("a step names the tables that it looks at")


# Ibis' own way to make a table asks the engine five times about what is known here: it
# took half the time in which a small record opens.
@lru_cache(maxsize=512)
def _columns(shape: ibis.Schema) -> str:
    """The columns of a table as DuckDB is told to make them."""
    # A maker's own column may be called anything.
    names = (name.replace('"', '""') for name in shape.names)
    kinds = map(_kind, shape.types)
    return ", ".join(
        f'"{name}" {kind}' for name, kind in zip(names, kinds, strict=True)
    )


@lru_cache(maxsize=64)
def _kind(kind: Any) -> str:
    return str(DuckDBType.to_string(kind))


@lru_cache(maxsize=512)
def _known(
    step: Step, told: tuple[Any, ...]
) -> deque[tuple[dict[str, ibis.Schema], Compiled]]:
    """What a step was compiled to, each with the tables looked at; the latest."""
    return deque(maxlen=32)


def contents(backend: Any, names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """
    Return how many rows each of an engine's tables has, and a number made of all its
    cells: to make it, all of them are read.
    """
    found = {}
    for name in names:
        text = f'SELECT count(*), bit_xor(hash(t)) FROM "{name}" AS t'  # noqa: S608 - a table of ours
        rows, cells = backend.con.execute(text).fetchone()
        found[name] = (rows, cells or 0)
    return found

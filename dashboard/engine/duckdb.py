"""DuckDB, embedded: the engine of every record that one machine holds."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dashboard.engine.base import Compiled, parameterised, shape, unheeded

EngineFailed = duckdb.Error


def connect(path: Path | None = None, **settings: Any) -> Any:
    """
    Return a backend of Ibis in a file, or in memory; `settings` are the engine's own.

    Raises:
        EngineFailed: the file is no database, or cannot be opened.

    """
    return ibis.duckdb.connect(path or ":memory:", **settings)


class Embedded:
    """DuckDB, in this process."""

    def __init__(self, backend: Any) -> None:
        self.waiting: Callable[[int], None] = unheeded
        self._backend = backend

    def shapes(self, names: Iterable[str]) -> dict[str, ibis.Schema]:
        """
        Return the columns of tables.
        """
        # Of no rows: Ibis asks for each column's type as a text, and reads that anew.
        none = {name: self._backend.con.table(name).limit(0) for name in names}
        return {
            name: shape(rows.to_arrow_table().schema) for name, rows in none.items()
        }

    @staticmethod
    def compile(question: ir.Table) -> Compiled:
        """
        Put a question into DuckDB's words.
        """
        text = ibis.to_sql(question, dialect="duckdb")
        return parameterised(question, text, "$")

    def fetch(self, text: str, values: dict[str, str]) -> pa.Table:
        """
        Return a question's rows.
        """
        # Threads that share a connection spoil each other's answers: a cursor for each.
        with self._backend.con.cursor() as cursor:
            return cursor.execute(text, values or None).to_arrow_table()

    def is_open(self) -> bool:
        """
        Tell whether it can be asked: always, as it is in this process.
        """
        return True

"""Questions: remembered, compiled once a shape, answered a page at a time."""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, Final, ParamSpec

import ibis.expr.types as ir
import pandas as pd

from dashboard.filters import Filters, Key
from dashboard.record import Compiled, Record, compile_question
from dashboard.search import Question

PAGE: Final = 25
P = ParamSpec("P")


def answered(query: Callable[P, ir.Table]) -> Callable[P, pd.DataFrame]:
    """
    Make a function that builds a question into one that answers it, and remembers.

    A question is compiled once for each shape; what a reader filters by are its values.

    A record never changes, so an answer holds for as long as the record is open. What
    is returned is a copy that the caller may change.
    """
    build: Callable[..., ir.Table] = query
    takes = signature(query)

    @lru_cache(maxsize=512)
    def compiled(*args: Any) -> Compiled:
        return compile_question(build(*args))

    @lru_cache(maxsize=512)
    def remembered(*args: Any) -> pd.DataFrame:
        record: Record = args[0]
        values: dict[str, str] = {}
        shape = [
            arg.stand_ins(values) if isinstance(arg, Filters | Key | Question) else arg
            for arg in args
        ]
        return record.fetch(compiled(*shape), values)

    @wraps(query)
    def copied(*args: P.args, **kwargs: P.kwargs) -> pd.DataFrame:
        bound = takes.bind(*args, **kwargs)
        bound.apply_defaults()
        return remembered(*bound.args).copy(deep=False)

    return copied


def paged(
    record: Record,
    name: str,
    rows: ir.Table,
    page: int,
    size: int | None,
    *order: ir.Value,
) -> ir.Table:
    """
    Select one page of rows of a table, with `total`, how many there are in all.

    They are sorted by `order`, then as they are read. Only what sorts them is looked at
    for all rows, the other columns for those of the page.
    """
    sorts = ("score", "earliest")
    extra = {column: rows[column] for column in sorts if column in rows.columns}
    narrow = rows.select("number", **extra)
    narrow = narrow.mutate(total=narrow.count().over())
    sought = narrow.order_by([*order, "number"])
    sought = sought.limit(size, offset=(page - 1) * (size or 0))
    whole = record.table(name).drop(*(c for c in extra if c == "earliest"))
    return sought.join(whole, "number").order_by([*order, "number"])

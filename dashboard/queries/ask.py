"""How any question is asked: remembered, compiled once a shape, a page at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, NamedTuple, ParamSpec, Protocol, runtime_checkable

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.engine import compiled_cache
from dashboard.engine.base import Compiled, over, padded, stand_in
from dashboard.queries import remember
from dashboard.queries.filters import LEFT, SELECT, UNSEEN, Filters
from dashboard.record.cells import askable

PAGE: Final = 25
FOUND: Final = "found"
P = ParamSpec("P")


@runtime_checkable
class Values(Protocol):
    """What a reader chose or typed: not compiled into a question, but put in later."""

    def stand_ins(self, values: dict[str, str]) -> "Values":
        """Return its like that holds stand-ins, and put into `values` for what."""


class TwoStep(NamedTuple):
    """
    A question in two steps: what is found of a record and of what is `sought`, and what
    is `asked` of that and of the record, with what else that is `told`.

    Each is compiled by itself, once for all that the other may be.
    """

    find: Callable[..., ir.Table]
    sought: tuple[Any, ...]
    asked: Callable[..., ir.Table]
    told: tuple[Any, ...]


def _between_starts(compile_: Callable[P, Compiled]) -> Callable[P, Compiled]:
    """
    Make a function of a record and values keep the questions that it compiles for the
    next process, too.
    """

    @wraps(compile_)
    def compiled(*args: P.args, **kwargs: P.kwargs) -> Compiled:
        record, *told = args
        columns = record.columns()  # type: ignore[attr-defined]  # a record is first
        name = compiled_cache.named(compile_, told, columns)
        if kept := compiled_cache.find(name, {}):
            return kept[1]
        question = compile_(*args, **kwargs)
        compiled_cache.put(name, {}, question)
        return question

    return compiled


def cached_query(query: Callable[P, ir.Table | TwoStep]) -> Callable[P, pd.DataFrame]:
    """
    Make a function that builds a question into one that answers it, and remembers.

    A question is compiled once for each shape, for all records that have the same
    columns; what a reader filters by are its values. Of filters it sees only whether
    there are any (`filters.UNSEEN`): which rows they leave is compiled by itself, once
    for all questions.

    A record never changes, so an answer holds for as long as the record is open. What
    is returned is a frame that the caller may change. `cache_clear` forgets the answers
    (to measure them), not what was compiled.
    """
    build: Callable[..., ir.Table | TwoStep] = query

    @remember.compiled
    @_between_starts
    @wraps(query)
    def compiled(*args: Any) -> Compiled:
        record: Record = args[0]
        question = build(*args)
        if not isinstance(question, TwoStep):
            return record.compile(question)
        found = _found_by(record, question.find, *question.sought)
        rest = _asked_of(record, found.schema, question.asked, question.told)
        return over(found, FOUND, rest)

    @remember.compiled
    @wraps(query)
    def of_what_is_left(*args: Any) -> Compiled:
        chosen = filter(_is_chosen, args)
        question = compiled(*(UNSEEN if _is_chosen(arg) else arg for arg in args))
        for filters in chosen:
            for name in SELECT:
                left = LEFT.format(name)
                if left in question.text:
                    question = over(_left(args[0], filters, name), left, question)
        return question

    @wraps(query)
    def answered(*args: Any) -> pd.DataFrame:
        record: Record = args[0]
        values: dict[str, str] = {}
        shape: list[Any] = [
            arg.stand_ins(values) if isinstance(arg, Values) else arg
            for arg in args[1:]
        ]
        return record.fetch(of_what_is_left(record.columns_alone(), *shape), values)

    like: Any = answered  # It takes what the query does.
    remembered: Callable[P, pd.DataFrame] = remember.answers(like)
    return remembered


def _is_chosen(told: Any) -> bool:
    return isinstance(told, Filters) and bool(told)


@remember.compiled
@_between_starts
def _left(record: Record, chosen: Filters, name: str) -> Compiled:
    return record.compile(SELECT[name](record, chosen))


@remember.compiled
@_between_starts
def _found_by(record: Record, find: Callable[..., ir.Table], *sought: Any) -> Compiled:
    return record.compile(find(record, *sought))


@remember.compiled
@_between_starts
def _asked_of(
    record: Record, shape: ibis.Schema, asked: Callable[..., ir.Table], told: Any
) -> Compiled:
    return record.compile(asked(record, ibis.table(shape, name=FOUND), *told))


def paged(
    record: Record,
    name: str,
    rows: ir.Table,
    page: int,
    size: int | None,
    *order: ir.Value,
) -> ir.Table:
    """
    Select one page of rows of a table: number, what sorts them, and `total`, how many
    there are in all; `whole` adds the other columns. Of all (`size` None), whole rows.

    They are sorted by `order`, then as they are read.
    """
    sorts = ("score", "earliest")
    extra = {column: rows[column] for column in sorts if column in rows.columns}
    narrow = rows.select("number", **extra)
    narrow = narrow.mutate(total=narrow.count().over())
    if size is not None:
        sought = narrow.order_by([*order, "number"])
        return sought.limit(size, offset=(page - 1) * size)
    others = record.table(name).drop(*(c for c in extra if c == "earliest"))
    return narrow.join(others, "number").order_by([*order, "number"])


@dataclass(frozen=True)
class Keys:
    """
    Keys, or numbers of rows, of which a cell must be one; a value of a question, like
    filters. They are filled up to at least so many: those of a page have one shape.
    """

    keys: tuple[int | str, ...]
    least: int = PAGE

    def stand_ins(self, values: dict[str, str]) -> "Keys":
        """
        Return stand-ins for these keys, filled up with the last. There are none for
        none.
        """
        if not self.keys:
            return self
        filled = padded(self.keys, self.least)
        begin = len(values)  # A question may be of several.
        named = {f"row{n}": askable(str(key)) for n, key in enumerate(filled, begin)}
        values |= named
        return Keys(tuple(map(stand_in, named)), self.least)


@cached_query
def _rows(record: Record, name: str, numbers: Keys) -> ir.Table:
    """The rows of a table that have these numbers."""
    rows = record.table(name)
    here = [ibis.literal(number).cast("int64") for number in numbers.keys]
    return rows.filter(rows.number.isin(here))


def with_all_columns(record: Record, name: str, page: pd.DataFrame) -> pd.DataFrame:
    """
    Return the rows of a page of `paged` in its order, with all columns.

    Only when a page is known are its rows read: one by one, not the whole table.
    """
    found = _rows(record, name, Keys(tuple(page["number"])))
    sorts = page.drop(columns="earliest", errors="ignore").reset_index(drop=True)
    # Every number is that of one row: to merge them took longer than to look them up.
    places = pd.Index(found["number"]).get_indexer(pd.Index(page["number"]))
    rows = found.drop(columns="number").take(places).reset_index(drop=True)
    return pd.concat([sorts, rows], axis="columns")


@dataclass(frozen=True)
class Key:
    """
    The key of one row, of which a question is asked; a value of it, like filters.
    """

    key: str

    def stand_ins(self, values: dict[str, str]) -> "Key":
        """
        Return a stand-in for this key, which is put into `values`.
        """
        name = f"key{len(values)}"  # A question may be of several.
        values[name] = askable(self.key)
        return Key(stand_in(name))

"""What answers a record's questions: the protocol of an engine, and its rows."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple, Protocol, TypeVar

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

# How an address of a cluster begins; any other address is a place on this machine.
CLUSTER: Final = "spark://"
TICK: Final = 0.1  # Seconds between two looks at whether a slow answer is there.

_STAND_IN: Final = re.compile("'\x02([a-z]+[0-9]+)\x02'")

Key = TypeVar("Key")
WHOLE: Final = {pa.int64(): pd.Int64Dtype()}


class NoAnswer(Exception):  # noqa: N818 - it names what is lacking
    """An engine that could be asked before gives no answer; the text says why."""


class Compiled(NamedTuple):
    """A question in the engine's words, its parameters, the columns of its answer."""

    text: str
    parameters: frozenset[str]
    schema: ibis.Schema


class Engine(Protocol):
    """
    What holds a record's tables by name and answers questions, asked by any thread.

    `waiting` is called every `TICK` by the thread that waits for a slow answer, with
    how often it has been called for it; where it raises, the question is given up.
    """

    waiting: Callable[[int], None]

    def shapes(self, names: Iterable[str]) -> dict[str, ibis.Schema]:
        """Return the columns of tables."""

    @staticmethod
    def compile(question: ir.Table) -> Compiled:
        """Put a question into the engine's words; stand-ins become parameters."""

    def fetch(self, text: str, values: dict[str, str]) -> pa.Table:
        """Return a question's rows for these values; `NoAnswer` where none comes."""

    def is_open(self) -> bool:
        """Tell whether it can be asked."""


def unheeded(looks: int) -> None:
    """Let a question take the time that it takes."""


def stand_in(name: str) -> str:
    """
    Return what stands in for a value in a question that is compiled once.
    """
    return f"\x02{name}\x02"


@lru_cache(maxsize=512)
def shape(columns: pa.Schema) -> ibis.Schema:
    """
    Return Arrow's columns as Ibis calls them.
    """
    # The same of most records: to read them anew took a tenth of a small one's opening.
    return ibis.Schema.from_pyarrow(columns)


def padded(keys: tuple[Key, ...], least: int = 0) -> list[Key]:
    """
    Return keys filled up to a power of two with the last: fewer shapes to compile.

    At least so many, where there are any.
    """
    room = max(least, 1 << (len(keys) - 1).bit_length()) if keys else 0
    return [*keys, *keys[-1:] * (room - len(keys))]


def first_line(error: BaseException, most: int = 200) -> str:
    """
    Return what an error says first: what follows is for who knows the engine.
    """
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(why).splitlines()[0][:most]


def over(found: Compiled, name: str, question: Compiled) -> Compiled:
    """
    Return a question asked of the rows that another finds: it calls them by a name.
    """
    # Each may name rows of its own: what stands in brackets has names of its own.
    rest = question.text.removeprefix("WITH ")
    joins = " " if rest == question.text else ", "
    text = f"WITH {name} AS (\n{found.text}\n){joins}{rest}"
    parameters = found.parameters | question.parameters
    return Compiled(text, parameters, question.schema)


def parameterised(question: ir.Table, text: str, sign: str) -> Compiled:
    """
    Turn what stands in for values in a question's text into an engine's parameters: a
    sign and a name.
    """
    names = frozenset(_STAND_IN.findall(text))
    return Compiled(_STAND_IN.sub(rf"{sign}\1", text), names, question.schema())


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

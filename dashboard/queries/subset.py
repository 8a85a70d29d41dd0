"""The part of a record that filters leave, closed under its keys, in batches."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.filters import Filters
from dashboard.record.schema import QUOTING, TABLES

CHUNK: Final = 50_000
# Up to here keys are named in the question; beyond, all rows are read and sifted.
NAMED: Final = 1_000
ROW: Final = "_row"
EXTRA: Final = re.compile(r"extra: (.*) \((\d+)\)", re.DOTALL)
# What rows of a table without a key belong to.
BELONGS: Final = {"relays": "quotes", "participants": "events"}
KEYS: Final = {name: table.key for name, table in TABLES.items() if table.key}

Told = Callable[[str, int, int], None]
Wanted = dict[str, set[str]]

# How many sources are asked for at once.
SOURCES: Final = 500
# What is told of a source beside what its rows say of it already.
PRINTED: Final = ("sha256", "url", "language")
Row = dict[str, Any]


def _silent(name: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(eq=False)
class Subset:
    """
    What is exported: a record and filters; `told` hears of each batch that is read.

    The rows that filters leave, and every row that one of these refers to, however far:
    by itself a record that can be opened.
    """

    record: Record
    chosen: Filters = field(default_factory=Filters)
    told: Told = _silent
    _keys: Wanted | None = field(default=None, repr=False)
    _sizes: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False)

    def layout(self, name: str) -> dict[str, str]:
        """
        Return a table's columns and what its file calls them, in the file's order:
        those of the schema, and the file's other columns where they stood.
        """
        found = [EXTRA.fullmatch(one) for one in self.record.table(name).columns]
        others = [one for one in found if one]
        order = list(TABLES[name].names)
        for other in sorted(others, key=lambda one: int(one[2])):
            order.insert(int(other[2]) - 1, other[0])
        labels = {other[0]: other[1] for other in others}
        return {column: labels.get(column, column) for column in order}

    def rows(self, name: str) -> Iterator[pd.DataFrame]:
        """
        Give a table's rows, with the columns of `layout`, in the order of its file.
        """
        columns = list(self.layout(name))
        question = self.record.table(name)
        if self.chosen:
            owner = BELONGS.get(name, name)
            by = KEYS[owner]
            keys = self.keys()[owner]
            yield from self._sifted(name, question, by, keys, columns)
        else:
            yield from self.batches(name, question, columns)

    def chosen_rows(self, name: str) -> ir.Table:
        """
        Return the rows of a table that the filters themselves choose, to ask more.
        """
        if name in filters.SELECT:
            return filters.SELECT[name](self.record, self.chosen)
        return self.record.table(name)

    def batches(
        self, name: str, question: ir.Table, columns: list[str]
    ) -> Iterator[pd.DataFrame]:
        """
        Give the rows of a question to one table in batches, in the order of its file.
        """
        rows, last = self.size(name)
        for first in range(0, last + 1, CHUNK):
            place = question[ROW]
            here = question.filter(place >= first, place < first + CHUNK)
            found = self.record.answer(here.order_by(ROW).select(columns))
            self.told(name, min(first + CHUNK, rows), rows)
            if len(found):
                yield found

    def size(self, name: str) -> tuple[int, int]:
        """
        Return how many rows a table has, and the place of its last.
        """
        if not self._sizes:
            counts = []
            for one in TABLES:
                table = self.record.table(one)
                count = table.aggregate(rows=table.count(), last=table[ROW].max())
                counts.append(count.mutate(name=ibis.literal(one)))
            found = self.record.answer(ibis.union(*counts))
            for rows, last, one in found.itertuples(index=False):
                self._sizes[one] = (int(rows), int(last) if rows else 0)
        return self._sizes[name]

    def keys(self) -> Wanted:
        """
        Return the keys of all rows that the filters leave or that such rows refer to.
        """
        if self._keys is None:
            self._keys = self._closure()
        return self._keys

    def _sifted(
        self,
        name: str,
        question: ir.Table,
        by: str,
        keys: set[str],
        columns: list[str],
    ) -> Iterator[pd.DataFrame]:
        """Give the rows of a question whose column `by` holds one of these keys."""
        if len(keys) <= NAMED:
            question = question.filter(question[by].isin(sorted(keys)))
            found = self.record.answer(question.order_by(ROW).select(columns))
            self.told(name, len(found), len(found))
            if len(found):
                yield found
            return
        asked = list(dict.fromkeys((*columns, by)))
        for part in self.batches(name, question, asked):
            yield part.loc[part[by].isin(keys), columns]

    def _closure(self) -> Wanted:
        wanted: Wanted = {name: set() for name in KEYS}
        fresh: Wanted = {name: set() for name in wanted}
        for name in filters.SELECT:
            key = TABLES[name].key
            for part in self.batches(name, self.chosen_rows(name), [key]):
                fresh[name].update(part[key])
        self._follow(wanted, fresh)
        self._follow(wanted, {"quotes": self._witnesses(wanted["positions"])})
        for name, owner in BELONGS.items():
            self._follow(wanted, self._referred(name, KEYS[owner], wanted[owner]))
        return wanted

    def _follow(self, wanted: Wanted, fresh: Wanted) -> None:
        """Add keys to `wanted`, and all that their rows refer to."""
        while any(fresh.values()):
            found: Wanted = {}
            for name, keys in fresh.items():
                new = self._climbed(name, keys) - wanted[name]
                wanted[name] |= new
                for table, more in self._referred(name, TABLES[name].key, new).items():
                    found.setdefault(table, set()).update(more)
            fresh = {name: keys - wanted[name] for name, keys in found.items()}

    def _climbed(self, name: str, keys: set[str]) -> set[str]:
        """Add what rows of a table that refers to itself stand in, however deep."""
        inside = {c.name for c in TABLES[name].columns if c.refers_to == name}
        climbed = set(keys)
        for column in inside if keys else ():
            table, key = self.record.table(name), TABLES[name].key
            nested = table.filter(table[column].notnull()).select(key, column)
            found = self.record.answer(nested)
            above = dict(zip(found[key], found[column], strict=True))
            for one in keys:
                outer = above.get(one, "")
                while outer and outer not in climbed:
                    climbed.add(outer)
                    outer = above.get(outer, "")
        return climbed

    def _referred(self, name: str, by: str, keys: set[str]) -> Wanted:
        """The keys that some rows of a table hold of others."""
        columns = {c.name: c.refers_to for c in TABLES[name].columns if c.refers_to}
        found: Wanted = {table: set() for table in columns.values()}
        if keys and columns:
            table = self.record.table(name)
            for part in self._sifted(name, table, by, keys, list(columns)):
                for column, refers_to in columns.items():
                    found[refers_to].update(one for one in part[column] if one)
        return found

    def _witnesses(self, positions: set[str]) -> set[str]:
        """One statement for each asserter in which it speaks for the state it holds."""
        held, quotes = self.record.table("positions"), self.record.table("quotes")
        own = held.filter(held.voice == "self", held.country_id.notnull())
        spoken = own.join(
            quotes,
            (own.asserted_by == quotes.speaker_id)
            & (own.country_id == quotes.on_behalf_of),
        )
        named = spoken.select("position_id", statement=quotes.quote_id)
        first = named.group_by("position_id").aggregate(first=named.statement.min())
        found = self.record.answer(first)
        return set(found.loc[found["position_id"].isin(positions), "first"])


def cells(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """
    Give each row's cells as Python holds them: text, whole number, or None if empty.
    """
    columns = [
        [
            None if v is pd.NA or v is None or v == "" else v
            for v in frame[name].tolist()
        ]
        for name in frame.columns
    ]
    return zip(*columns, strict=True)


def describe(chosen: Filters) -> Mapping[str, Any]:
    """
    Return what filters say, for an export to tell that it is not the whole record.
    """
    return {name: list(v) if isinstance(v, tuple) else v
            for name, v in vars(chosen).items() if v}  # fmt: skip


def source_batches(subset: Subset) -> Iterator[list[str]]:
    """
    Give the keys of the sources that rows quote, as many at once as fit a batch.
    """
    spans = [subset.chosen_rows(name).select("source_id") for name in QUOTING]
    counts = (
        ibis.union(*spans).group_by("source_id").aggregate(rows=lambda t: t.count())
    )
    found = subset.record.answer(counts.order_by("source_id"))
    group: list[str] = []
    rows = 0
    for source_id, number in found.itertuples(index=False):
        if group and (rows + number > CHUNK or len(group) == SOURCES):
            yield group
            group, rows = [], 0
        group.append(source_id)
        rows += number
    if group:
        yield group


def printed_words(subset: Subset, sources: list[str]) -> pd.DataFrame:
    """
    Return the words that rows quote from some sources, in the order of their spans:
    source_id, start, words; of two that begin together the longer first.
    """
    parts = []
    for name, table in QUOTING.items():
        rows = subset.chosen_rows(name)
        rows = rows.filter(rows.source_id.isin(sources))
        parts.append(rows.select("source_id", "start", "end", words=rows[table.words]))
    spans = ibis.union(*parts).order_by("source_id", "start", ibis.desc("end"))
    return subset.record.answer(spans.select("source_id", "start", "words"))


def quoted_rows(subset: Subset, name: str, sources: list[str]) -> Iterator[Row]:
    """
    Give the quotes or positions of some sources, in the order of the sources.

    Each with what `PRINTED` names of its source; a position also with `actor_kind`.
    """
    table, source = subset.chosen_rows(name), subset.record.table("sources")
    table = table.filter(table.source_id.isin(sources))
    source = source.select(*PRINTED, _source=source.source_id)
    found = table.join(source, table.source_id == source["_source"])
    if name == "positions":
        actors = subset.record.table("actors")
        actors = actors.select(actor_kind="kind", _actor="actor_id")
        found = found.left_join(actors, found.actor_id == actors["_actor"])
    order = ["source_id", "start", "end", f"{name[:-1]}_id"]
    found = subset.record.answer(found.order_by(order))
    for row in cells(found):
        told = zip(found.columns, row, strict=True)
        yield {name: "" if cell is None else cell for name, cell in told}

"""What a record holds of each source: rows, and words put back in their places."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from dashboard.queries.subset import CHUNK, Portion, cells
from dashboard.record.schema import SPAN_WORDS

# How many sources are asked for at once.
SOURCES: Final = 500

# What is told of a source beside what its rows say of it already.
PRINTED: Final = ("sha256", "url", "language", "dateline")

Row = dict[str, Any]


@dataclass
class Held:
    """
    The pieces of a source that rows quote: `starts`, in order, and the words of each.

    Spans that touch or overlap are one piece. Nothing stands between two pieces: what
    no row quotes is not known. `strays` are words that contradict another row's.
    """

    starts: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def add(self, start: int, words: str) -> None:
        """
        Add a span; spans must come in the order in which they begin.
        """
        if not self.starts or start > self.starts[-1] + len(self.pieces[-1]):
            self.starts.append(start)
            self.pieces.append(words)
            return
        last, place = self.pieces[-1], start - self.starts[-1]
        known = last[place : place + len(words)]
        if not words.startswith(known):
            self.strays.append(words)
            return
        self.pieces[-1] = last + words[len(known) :]

    def piece(self, at: int) -> int:
        """
        Return the ordinal of the piece that holds or ends at a place, or -1.
        """
        found = bisect_right(self.starts, at) - 1
        is_in = found >= 0 and at <= self.starts[found] + len(self.pieces[found])
        return found if is_in else -1

    def before(self, at: int, most: int) -> str:
        """
        Return the words that end at a place, as far as they are held.
        """
        found = self.piece(at - 1) if at else -1
        if found < 0:
            return ""
        place = at - self.starts[found]
        return self.pieces[found][max(0, place - most) : place]

    def after(self, at: int, most: int) -> str:
        """
        Return the words that begin at a place, as far as they are held.
        """
        found = self.piece(at)
        if found < 0:
            return ""
        place = at - self.starts[found]
        return self.pieces[found][place : place + most]


def groups(portion: Portion) -> Iterator[list[str]]:
    """
    Give the keys of the sources that rows quote, as many at once as fit a batch.
    """
    spans = [portion.exact(name).select("source_id") for name in SPAN_WORDS]
    counts = (
        ibis.union(*spans).group_by("source_id").aggregate(rows=lambda t: t.count())
    )
    found = portion.record.answer(counts.order_by("source_id"))
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


def of_sources(portion: Portion, sources: list[str]) -> dict[str, Held]:
    """
    Return the words that the rows hold of some sources.
    """
    parts = []
    for name, words in SPAN_WORDS.items():
        rows = portion.exact(name)
        rows = rows.filter(rows.source_id.isin(sources))
        parts.append(rows.select("source_id", "start", "end", words=rows[words]))
    spans = ibis.union(*parts).order_by("source_id", "start", ibis.desc("end"))
    found = {source_id: Held() for source_id in sources}
    rows = portion.record.answer(spans.select("source_id", "start", "words"))
    for source_id, start, text in rows.itertuples(index=False):
        found[source_id].add(int(start), text)
    return found


def quoted_rows(portion: Portion, name: str, sources: list[str]) -> Iterator[Row]:
    """
    Give the quotes or positions of some sources, in the order of the sources.

    Each with what `PRINTED` names of its source; a position also with `actor_kind`.
    """
    table, source = portion.exact(name), portion.record.table("sources")
    table = table.filter(table.source_id.isin(sources))
    source = source.select(*PRINTED, _source=source.source_id)
    found = table.join(source, table.source_id == source["_source"])
    if name == "positions":
        actors = portion.record.table("actors")
        actors = actors.select(actor_kind="kind", _actor="actor_id")
        found = found.left_join(actors, found.actor_id == actors["_actor"])
    order = ["source_id", "start", "end", f"{name[:-1]}_id"]
    yield from _answered(portion, found.order_by(order))


def enclosing(portion: Portion, sources: list[str]) -> dict[str, Row]:
    """
    Return the statements within which others stand, also those that filters leave out.
    """
    table = portion.record.table("quotes")
    table = table.filter(table.source_id.isin(sources))
    inner = table.filter(table.within.notnull())
    found = _answered(portion, table.filter(table.quote_id.isin(inner.within)))
    return {row["quote_id"]: row for row in found}


def _answered(portion: Portion, question: ir.Table) -> Iterator[Row]:
    found = portion.record.answer(question)
    for row in cells(found):
        told = zip(found.columns, row, strict=True)
        yield {name: "" if cell is None else cell for name, cell in told}

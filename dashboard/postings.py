"""The index of words: which quotes hold a word, where in them, and how often."""

import os
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.sql import SQLBackend

from dashboard import mentions, words

CHUNK: Final = 20_000  # Quotes that are cut into words at once.
APART: Final = 100_000  # Quotes for which processes of their own are worth beginning.
SORTED: Final = 0.75  # Of the time, the part after which all words are cut.
_SHAPE: Final = pa.schema(
    [("code", pa.int32()), ("number", pa.int64()), ("position", pa.int32()),
     ("nth", pa.int32()), ("times", pa.int32()), ("length", pa.int32())]
)  # fmt: skip


# A process, the words that it met for the first time, and words by its own codes.
Apart = tuple[int, list[str], pa.Table]


class _Codes(dict[str, tuple[int, ...]]):
    """
    What a word as printed stands for: the codes of its folded pieces, given as met.
    """

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def code(self, folded: str) -> int:
        """
        Return a word's code.
        """
        return self.of.setdefault(folded, len(self.of))

    def __missing__(self, printed: str) -> tuple[int, ...]:
        codes = tuple(self.code(piece.folded) for piece in words.pieces(printed))
        self[printed] = codes
        return codes


_OWN: Final = _Codes()


def make(
    backend: SQLBackend, told: Callable[[float], None], processes: int = 0
) -> None:
    """
    Make the tables `vocabulary`, `postings`, `mentions` and `statistics` of a backend's
    `quotes`.

    `told` hears how much is done (0 to 1). A large record is cut into words by
    processes of their own, where there are some.
    """
    quotes = backend.table("quotes")
    total = int(backend.execute(quotes.count()))
    codes = _Codes()
    actors = backend.execute(backend.table("actors").select("actor_id", "name", "kind"))
    known = mentions.names(actors.itertuples(index=False, name=None), codes.code)
    named: set[tuple[int, str]] = set()
    with tempfile.TemporaryDirectory(prefix="on-the-record-") as folder:
        # On disk, as a million quotes have some 25 million words.
        path = Path(folder) / "postings.parquet"
        contents = quotes.select("number", "content").order_by("number")
        with pq.ParquetWriter(path, _SHAPE) as file:
            batches = backend.to_pyarrow_batches(contents, chunk_size=CHUNK)
            apart = processes if total >= APART else 0
            for batch, cut in _all_cut(batches, codes, apart):
                code, number = (cut[name].to_numpy() for name in ("code", "number"))
                named |= mentions.named(code, number, known)
                file.write_table(cut)
                told(SORTED * (1 + batch["number"][-1].as_py()) / total)
        order = sorted(codes.of)
        ranks = {"word": order, "met": [codes.of[word] for word in order]}
        shape = pa.schema([("word", pa.string()), ("met", pa.int32())])
        met = ibis.memtable(pa.table(ranks, schema=shape))
        met = met.mutate(code=ibis.row_number().over(order_by=met.word))
        rows = backend.read_parquet(path, table_name="uncoded")
        _sorted(backend, rows, met)
        backend.drop_view("uncoded")
    _mentions(backend, named)


def _all_cut(
    batches: Iterable[pa.RecordBatch], codes: _Codes, processes: int
) -> Iterator[tuple[pa.RecordBatch, pa.Table]]:
    """
    Cut each batch of quotes into words: in this process, or in several beside it.
    """
    if not processes:
        yield from ((batch, _cut(batch, codes)) for batch in batches)
        return
    # What each process calls a word, and what it is called here.
    called: dict[int, list[int]] = defaultdict(list)
    # Begun anew, not copied: an engine's threads do not survive a copy.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        waiting: deque[tuple[pa.RecordBatch, Future[Apart]]] = deque()
        for batch in chain(batches, [None]):
            if batch is not None:
                waiting.append((batch, pool.submit(_cut_apart, batch)))
            # No more at once than keeps them all at work: each is held in memory.
            while waiting and (batch is None or len(waiting) > processes + 1):
                first, found = waiting.popleft()
                process, met, cut = found.result()
                called[process] += map(codes.code, met)
                code = np.array(called[process], np.int32)[cut["code"].to_numpy()]
                yield first, cut.set_column(0, _SHAPE.field("code"), pa.array(code))


def _cut_apart(batch: pa.RecordBatch) -> "Apart":
    """Cut quotes in a process of its own, which gives its own codes to words."""
    known = len(_OWN.of)
    cut = _cut(batch, _OWN)
    return os.getpid(), list(islice(_OWN.of, known, None)), cut


def _sorted(backend: SQLBackend, rows: ir.Table, met: ir.Table) -> None:
    """Make the index's tables from words in the order in which they were met."""
    coded = rows.join(met.select("met", word_code="code"), rows.code == met.met)
    columns = ("number", "position", "nth", "times", "length")
    coded = coded.select(*columns, code=coded.word_code.cast("int32"))
    backend.create_table("postings", coded.order_by("code", "number", "position"))
    made = backend.table("postings")
    firsts = (
        made.filter(made.nth == 0)
        .group_by("code")
        .aggregate(quotes=lambda t: t.count())
    )
    named = met.select("word", code=met.code.cast("int32"))
    named = named.join(firsts, "code").select("word", "code", "quotes")
    backend.create_table("vocabulary", named.order_by("code"))
    quotes = backend.table("quotes")
    whole = quotes.aggregate(quotes=quotes.count())
    total = made.aggregate(words=made.count())
    backend.create_table("statistics", whole.cross_join(total))


def _mentions(backend: SQLBackend, named: set[tuple[int, str]]) -> None:
    """Make the table of the actors whose names quotes hold."""
    cells = zip(*sorted(named), strict=True) if named else ([], [])
    arrays = [
        pa.array(column, kind)
        for column, kind in zip(cells, (pa.int64(), pa.string()), strict=True)
    ]
    found = ibis.memtable(pa.table(arrays, ["number", "actor_id"]))
    keys = backend.table("quotes").select("number", "quote_id")
    rows = found.join(keys, "number").select("quote_id", "actor_id")
    backend.create_table("mentions", rows)


def _cut(batch: pa.RecordBatch, codes: _Codes) -> pa.Table:
    """
    One row for each word of some quotes: the word's code, the quote's number, the
    word's ordinal in it, how many like it precede it, how many there are, of how many.
    """
    cut = [
        list(chain.from_iterable(map(codes.__getitem__, words.printed(content))))
        for content in batch["content"].to_pylist()
    ]
    counts = np.array([len(found) for found in cut], np.int64)
    code = np.fromiter(chain.from_iterable(cut), np.int32, int(counts.sum()))
    quote = np.repeat(np.arange(len(cut)), counts)
    position = np.arange(len(code)) - np.repeat(counts.cumsum() - counts, counts)
    # Words of a quote that are alike side by side: their number, and each one's place.
    key = quote * (len(codes.of) + 1) + code
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    begins = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]][: len(ranked)])
    sizes = np.diff(np.r_[begins, len(ranked)])
    nth, times = np.empty_like(order), np.empty_like(order)
    nth[order] = np.arange(len(order)) - np.repeat(begins, sizes)
    times[order] = np.repeat(sizes, sizes)
    number = batch["number"].to_numpy()[quote]
    columns = (code, number, position, nth, times, np.repeat(counts, counts))
    arrays = [
        pa.array(c, f.type, safe=False) for c, f in zip(columns, _SHAPE, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=_SHAPE)

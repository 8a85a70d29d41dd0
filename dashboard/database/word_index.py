"""The index of words: which quotes hold a word, where in them, and how often."""

import os
import signal
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import Final

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dashboard.database import name_index
from dashboard.engine import scratch
from dashboard.engine.workbench import Bench, Tables
from dashboard.record.staging import join_names, table
from dashboard.text import tokens, word_forms

CHUNK: Final = 20_000  # Quotes that are cut into words at once.
APART: Final = 100_000  # Quotes for which processes of their own are worth beginning.
SORTED: Final = 0.75  # Of the time, the part after which all words are cut.
_SHAPE: Final = pa.schema(
    [("code", pa.int32()), ("next", pa.int32()), ("number", pa.int64()),
     ("position", pa.int32()), ("nth", pa.int32()), ("times", pa.int32()),
     ("length", pa.int32())]
)  # fmt: skip
NONE: Final = -1  # Where no word follows.


# A process, the words that it met for the first time (as they are looked up, and as
# they were printed), and words by its own codes.
Apart = tuple[int, list[tuple[str, str]], pa.Table]


class _Codes(dict[str, tuple[int, ...]]):
    """
    What a word as printed stands for: the codes of its folded pieces, given as met;
    and how each was printed where it was met first, by its code.
    """

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        self.printed: list[str] = []

    def code(self, folded: str, printed: str = "") -> int:
        """
        Return a word's code.
        """
        code = self.of.setdefault(folded, len(self.of))
        if code == len(self.printed):
            self.printed.append(printed or folded)
        return code

    def since(self, known: int) -> list[tuple[str, str]]:
        """
        Return the words met since there were so many.
        """
        return list(
            zip(islice(self.of, known, None), self.printed[known:], strict=True)
        )

    def __missing__(self, printed: str) -> tuple[int, ...]:
        codes = tuple(
            self.code(piece.folded, printed[piece.start : piece.end])
            for piece in tokens.pieces(printed)
        )
        self[printed] = codes
        return codes


_OWN: Final = _Codes()


def make(bench: Bench, told: Callable[[float], None], processes: int = 0) -> None:
    """
    Make the tables `vocabulary`, `forms`, `postings`, `mentions` and `statistics` of
    the bench's `quotes`, and those of `name_index`.

    `told` hears how much is done (0 to 1). A large record is cut into words by
    processes of their own, where there are some.
    """
    total = int(bench.answer(_total)["total"].iloc[0])
    codes = _Codes()
    name_index.read(bench, codes.code)
    actors = bench.answer(_actors)
    known = names(actors.itertuples(index=False, name=None), codes.code)
    named: set[tuple[int, str]] = set()
    with scratch.folder() as folder:
        # On disk, as a million quotes have some 25 million words.
        path = folder / "postings.parquet"
        with pq.ParquetWriter(path, _SHAPE) as file:
            batches = bench.batches(_contents, CHUNK)
            apart = processes if total >= APART else 0
            for batch, cut in _all_cut(batches, codes, apart):
                code, number = (cut[name].to_numpy() for name in ("code", "number"))
                named |= _with_names(code, number, known)
                file.write_table(cut)
                told(SORTED * (1 + batch["number"][-1].as_py()) / total)
        bench.register("uncoded", ds.dataset(path, _SHAPE, format="parquet"))
        order = sorted(codes.of)
        codes_met = pa.array([codes.of[word] for word in order], pa.int32())
        code = pa.array(range(len(order)), pa.int32())
        words_met = (pa.array(order, pa.string()), codes_met, code)
        bench.register("met", pa.table(words_met, names=["word", "met", "code"]))
        bench.make("postings", _postings)
        bench.drop("uncoded")
    name_index.finish(bench)
    bench.make("vocabulary", _vocabulary)
    printed = [codes.printed[codes.of[word]] for word in order]
    bench.register("stems", _stems(bench, printed))
    bench.make("forms", _forms)
    bench.drop("stems")
    bench.make("statistics", _statistics)
    cells = zip(*sorted(named), strict=True) if named else ([], [])
    found = [
        pa.array(*one) for one in zip(cells, (pa.int64(), pa.string()), strict=True)
    ]
    bench.register("named", pa.table(found, names=["quote_number", "actor_id"]))
    bench.make("mentions", _mentions)
    bench.drop("met", "named")


def _total(tables: Tables) -> ir.Table:
    return tables["quotes"].aggregate(total=lambda quotes: quotes.count())


def _actors(tables: Tables) -> ir.Table:
    return tables["actors"].select("actor_id", "name", "kind")


def _contents(tables: Tables) -> ir.Table:
    return tables["quotes"].select("number", "content").order_by("number")


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
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_let_the_first_end_it
    ) as pool:
        waiting: deque[tuple[pa.RecordBatch, Future[Apart]]] = deque()
        for batch in chain(batches, [None]):
            if batch is not None:
                waiting.append((batch, pool.submit(_cut_apart, batch)))
            # No more at once than keeps them all at work: each is held in memory.
            while waiting and (batch is None or len(waiting) > processes + 1):
                first, found = waiting.popleft()
                process, met, cut = found.result()
                called[process] += [codes.code(*word) for word in met]
                # The last of them is what `NONE` leads to.
                codes_here = np.array([*called[process], NONE], np.int32)
                for place, name in enumerate(("code", "next")):
                    code = pa.array(codes_here[cut[name].to_numpy()])
                    cut = cut.set_column(place, _SHAPE.field(name), code)
                yield first, cut


def _let_the_first_end_it() -> None:
    """Leave an interrupt to the process that was begun first: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cut_apart(batch: pa.RecordBatch) -> "Apart":
    """Cut quotes in a process of its own, which gives its own codes to words."""
    known = len(_OWN.of)
    cut = _cut(batch, _OWN)
    return os.getpid(), _OWN.since(known), cut


def _postings(tables: Tables) -> ir.Table:
    """The words, each with its final code and that of the word after it."""
    rows, met = tables["uncoded"], tables["met"]
    coded = rows.join(met.select("met", own="code"), rows.code == met.met)
    after = met.select(after="met", following="code")
    coded = coded.left_join(after, rows.next == after.after)
    columns = ("number", "position", "nth", "times", "length")
    coded = coded.select(*columns, code="own", next="following")
    return coded.order_by("code", "number", "position")


def _vocabulary(tables: Tables) -> ir.Table:
    made = tables["postings"]
    firsts = (
        made.filter(made.nth == 0)
        .group_by("code")
        .aggregate(quotes=lambda t: t.count())
    )
    words = tables["label_words"]
    named = words.group_by("code").aggregate(names=lambda t: t.label.nunique())
    found = tables["met"].select("word", "code")
    found = join_names(
        found, (firsts, "code", {"quotes": "quotes"}),
        (named, "code", {"names": "names"}),
    )  # fmt: skip
    found = found.mutate(
        quotes=found.quotes.fill_null(0), names=found.names.fill_null(0)
    )
    found = found.filter(found.quotes + found.names > 0)
    return found.select("word", "code", "quotes", "names").order_by("code")


def _stems(bench: Bench, printed: list[str]) -> pa.Table:
    """
    The stem of each word, by its code, in each language of a source that holds it; of
    a name, whose language is not recorded, in each of the record's. And what a word is
    where it is spelled another way (`word_forms.spellings`), with words that are so.
    """
    tags = list(bench.answer(_languages)["language"])
    spoken = word_forms.stemmed(tags)
    pairs: Iterable[tuple[int, str]] = ()
    if spoken and len(set(tags)) == 1:
        pairs = ((code, spoken[0]) for code in range(len(printed)))
    elif spoken:
        held = bench.answer(_languages_of_words)
        pairs = {
            (code, language)
            for code, tag in held.itertuples(index=False, name=None)
            for language in (word_forms.stemmed([tag]) if tag else spoken)
        }
    rows = [
        (word_forms.stem(printed[code], language), code)
        for code, language in pairs
        if printed[code].isalpha()
    ]
    rows += [(stem, code) for code, word in enumerate(printed)
             for stem in word_forms.spellings(word)]  # fmt: skip
    spelled = {stem for stem, _ in rows if stem.startswith(word_forms.SPELLED)}
    plain = ((f"{word_forms.SPELLED}:{word.lower()}", n)
             for n, word in enumerate(printed))  # fmt: skip
    rows += [(stem, code) for stem, code in plain if stem in spelled]
    return table(rows, {"stem": pa.string(), "code": pa.int32()})


def _languages(tables: Tables) -> ir.Table:
    return tables["sources"].select("language").distinct()


def _languages_of_words(tables: Tables) -> ir.Table:
    """The language of the sources that hold a word, "" for that of names: code, tag."""
    quotes = tables["quotes"].select("number", "source_id")
    held = tables["postings"].select("code", "number").join(quotes, "number")
    held = held.join(tables["sources"].select("source_id", "language"), "source_id")
    named = tables["label_words"].select("code", language=ibis.literal(""))
    return held.select("code", "language").union(named).distinct()


def _forms(tables: Tables) -> ir.Table:
    """The words of each stem, but those that no text holds, as in `vocabulary`."""
    held = tables["stems"].join(tables["vocabulary"], "code")
    columns = ("stem", "word", "code", "quotes", "names")
    return held.select(*columns).order_by("stem", "code")


def _statistics(tables: Tables) -> ir.Table:
    whole = tables["quotes"].aggregate(quotes=lambda t: t.count())
    return whole.cross_join(tables["postings"].aggregate(words=lambda t: t.count()))


def _mentions(tables: Tables) -> ir.Table:
    """The actors whose names quotes hold."""
    return tables["named"].order_by("quote_number", "actor_id")


def _cut(batch: pa.RecordBatch, codes: _Codes) -> pa.Table:
    """
    One row for each word of some quotes: the word's code, that of the word after it,
    the quote's number, the word's ordinal in it, how many like it precede it, how many
    there are, of how many.
    """
    cut = [
        list(chain.from_iterable(map(codes.__getitem__, tokens.printed(content))))
        for content in batch["content"].to_pylist()
    ]
    counts = np.array([len(found) for found in cut], np.int64)
    code = np.fromiter(chain.from_iterable(cut), np.int32, int(counts.sum()))
    quote = np.repeat(np.arange(len(cut)), counts)
    position = np.arange(len(code)) - np.repeat(counts.cumsum() - counts, counts)
    following = np.r_[code[1:], NONE][: len(code)]
    following[counts.cumsum()[counts > 0] - 1] = NONE
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
    columns = (code, following, number, position, nth, times, np.repeat(counts, counts))
    arrays = [
        pa.array(c, f.type, safe=False) for c, f in zip(columns, _SHAPE, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=_SHAPE)


Codes = npt.NDArray[np.int32]
# The words of each name and whose name it is, by the name's first word; words as codes.
Names = dict[int, list[tuple[tuple[int, ...], str]]]


def names(actors: Iterable[tuple[str, str, str]], code: Callable[[str], int]) -> Names:
    """
    Return the names to look for, of actors given by key, name and kind.

    Who is not named in the source has no name to be found by. `code` gives a word's.
    """
    found: Names = defaultdict(list)
    for actor_id, name, kind in actors:
        run = [word.folded for word in tokens.cut(name)]
        if kind != "anonymous" and any(sign.isalnum() for sign in "".join(run)):
            codes = tuple(map(code, run))
            found[codes[0]].append((codes, actor_id))
    return found


def _with_names(code: Codes, number: Codes, known: Names) -> set[tuple[int, str]]:
    """
    Return which quotes hold whole names, and whose: the quote's number, actor's key.

    `code` and `number` have one cell for each word of quotes: the word's, the quote's.
    """
    firsts = np.flatnonzero(np.isin(code, np.fromiter(known, np.int32, len(known))))
    return {
        (int(number[place]), actor_id)
        for place in firsts.tolist()
        for run, actor_id in known[int(code[place])]
        if tuple(code[place : place + len(run)].tolist()) == run
        and number[place] == number[min(place + len(run), len(number)) - 1]
    }

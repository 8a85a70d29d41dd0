"""Words in, matching quotes ranked, and the places to highlight."""

from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir
import regex

from dashboard import words
from dashboard.record import Record

# Robertson and Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond.
K1: Final = 1.2
B: Final = 0.75
LONGEST: Final = 64  # words of one question that are looked for
# Signs that mean something beside a word: "50%", "C++". Stops and brackets part words.
_SYMBOLS: Final = regex.compile(r"[\p{S}#%&*/@\\§]+")
_CHUNK: Final = regex.compile(r'"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+)')


@dataclass(frozen=True)
class Question:
    """
    What was typed, understood: runs of words (all must occur) and literal signs.

    A run of several words is a phrase: the words in this order, side by side.
    `left_out` says how many words were past the limit.
    """

    runs: tuple[tuple[str, ...], ...] = ()
    signs: tuple[str, ...] = ()
    left_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.runs or self.signs)

    @property
    def words(self) -> list[str]:
        """Each word that must occur, once."""
        return list(dict.fromkeys(word for run in self.runs for word in run))


def understood(typed: str) -> Question:
    """
    Read what a reader typed: words, and "phrases"; every other sign is itself.

    A chunk of several words without a space ("state-of-the-art", 中国) is a phrase. A
    chunk without a word ("(", "%") is looked for as it stands, and so are the
    symbols of one with words ("C++", "50%").
    """
    runs: dict[tuple[str, ...], None] = {}
    signs: dict[str, None] = {}
    room, left_out = LONGEST, 0
    for match in _CHUNK.finditer(words.shaped(typed).replace("\0", " ")):
        chunk = match["bare"] or match["phrase"] or ""
        run = tuple(word.folded for word in words.cut(chunk))
        if not any(sign.isalnum() for word in run for sign in word):
            run = ()  # "_" is a word to Unicode, a sign to a reader
        beside = _SYMBOLS.findall(chunk) if run else [chunk.strip()]
        signs |= dict.fromkeys(filter(None, beside))
        if run and run not in runs:
            kept = run[: max(room, 0)]
            left_out += len(run) - len(kept)
            room -= len(kept)
            if kept:
                runs[kept] = None
    return Question(tuple(runs), tuple(signs)[:LONGEST], left_out)


def matches(record: Record, question: Question, among: ir.Table) -> ir.Table:
    """
    Select from `among` (quotes) those that match, with `score`, their BM25.
    """
    for sign in question.signs:
        among = among.filter(among.literal.contains(sign))
    for run in question.runs:
        if len(run) > 1:
            among = among.filter(among.quote_id.isin(_phrase(record, run).quote_id))
    if not question.words:
        return among.mutate(score=ibis.literal(0.0))
    scores = _scores(record, question.words)
    return among.join(scores, among.quote_id == scores.scored).drop("scored")


def _phrase(record: Record, run: tuple[str, ...]) -> ir.Table:
    """The quotes that hold these words side by side."""
    postings = record.table("postings")
    steps = [
        postings.filter(postings.word == word).select(
            "quote_id", begins=postings.position - place
        )
        for place, word in enumerate(run)
    ]
    places = ibis.union(*steps).group_by("quote_id", "begins")
    return places.having(lambda t: t.count() == len(run)).aggregate(
        n=lambda t: t.count()
    )


def _scores(record: Record, found: list[str]) -> ir.Table:
    """The quotes that hold every word: `scored` (the quote's key) and `score`."""
    postings, quotes = record.table("postings"), record.table("quotes")
    hits = postings.filter(postings.word.isin(found))
    hits = hits.group_by("word", "quote_id").aggregate(
        times=hits.count(), length=hits.length.max()
    )
    everywhere = quotes.count().as_scalar()
    average = postings.count().as_scalar() / everywhere
    hits = hits.mutate(holders=hits.count().over(group_by="word"))
    rarity = ((everywhere - hits.holders + 0.5) / (hits.holders + 0.5) + 1).ln()
    norm = K1 * (1 - B + B * hits.length / average)
    weighed = hits.mutate(weight=rarity * hits.times * (K1 + 1) / (hits.times + norm))
    scores = weighed.group_by(scored="quote_id").aggregate(
        score=weighed.weight.sum(), held=weighed.word.nunique()
    )
    return scores.filter(scores.held == len(found)).drop("held")


def likely(record: Record, question: Question) -> list[str]:
    """
    Return longer words of the record that begin like one asked for, commonest first.
    """
    for word in question.words:
        near = record.answer(_beginning(record, word))["word"]
        if len(near):
            return list(near)
    return []


def _beginning(record: Record, word: str) -> ir.Table:
    """The commonest words that begin with a word, but are longer."""
    postings = record.table("postings")
    begun = postings.filter(postings.word.startswith(word) & (postings.word != word))
    counted = begun.group_by("word").aggregate(quotes=begun.quote_id.nunique())
    return counted.order_by([ibis.desc("quotes"), "word"]).limit(6)


def highlights(question: Question, text: str) -> list[tuple[int, int]]:
    """
    Return where a text holds what was asked for: spans in code points, none twice.
    """
    found = words.cut(text)
    folded = [word.folded for word in found]
    spans: list[tuple[int, int]] = []
    for run in question.runs:
        size = len(run)
        spans += [
            (found[place].start, found[place + size - 1].end)
            for place in range(len(folded) - size + 1)
            if tuple(folded[place : place + size]) == run
        ]
    literal = words.shaped(text)
    for sign in question.signs:
        at = literal.find(sign)
        while at >= 0:
            spans.append((at, at + len(sign)))
            at = literal.find(sign, at + len(sign))
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

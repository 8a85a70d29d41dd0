"""The quotes that hold what was asked for, and how well: the index, asked."""

import ibis
import ibis.expr.types as ir

from dashboard.record import Record
from dashboard.search import K1, B, Part, Question, Run


def matches(record: Record, question: Question, among: ir.Table) -> ir.Table:
    """
    Select from `among` (quotes) those that match, with `score`, their BM25.
    """
    for sign in question.signs:
        among = among.filter(_holds_sign(among, sign))
    for run in question.runs:
        if len(run.words) > 1:
            among = among.filter(among.number.isin(_phrase(record, run).number))
    for part in question.excluded:
        among = among.filter(~_holds(record, among, part))
    if not question.terms:
        return among.mutate(score=ibis.literal(0.0))
    scores = _scores(record, question.terms)
    return among.join(scores, among.number == scores.scored).drop("scored")


def _holds_sign(rows: ir.Table, sign: str) -> ir.BooleanValue:
    """Whether the content holds a sign, its marks in one shape (`literal`)."""
    return ibis.coalesce(rows.literal, rows.content).contains(sign)


def _holds(record: Record, rows: ir.Table, part: Part) -> ir.BooleanValue:
    """Whether quotes hold all of a part."""
    held = [_holds_sign(rows, sign) for sign in part.signs]
    if part.run and len(part.run.words) > 1:
        held.append(rows.number.isin(_phrase(record, part.run).number))
    elif part.run:
        held.append(rows.number.isin(_postings(record, part.run).number))
    return ibis.and_(*held)


def _postings(record: Record, term: Run) -> ir.Table:
    """Each place of a word, or of each word that begins so, and the word's holders."""
    vocabulary, postings = record.table("vocabulary"), record.table("postings")
    word = term.words[-1]
    begun = vocabulary.word.startswith(word)
    named = vocabulary.filter(begun if term.is_prefix else vocabulary.word == word)
    return postings.join(named.select("code", "quotes"), "code")


def _phrase(record: Record, run: Run) -> ir.Table:
    """The quotes that hold these words side by side."""
    last = len(run.words) - 1
    steps = []
    for place, word in enumerate(run.words):
        found = _postings(record, Run((word,), run.is_prefix and place == last))
        steps.append(
            found.select("number", begins=(found.position - place).cast("int32"))
        )
    places = ibis.union(*steps).group_by("number", "begins")
    return places.having(lambda t: t.count() == len(run.words)).aggregate(
        n=lambda t: t.count()
    )


def _scores(record: Record, terms: list[Run]) -> ir.Table:
    """The quotes that hold every term: `scored` (the quote's number) and `score`."""
    statistics = record.table("statistics")
    everywhere = statistics.quotes.max().as_scalar()
    words = statistics.words.max().as_scalar()
    hits = [_hits(record, term) for term in terms]
    found = ibis.union(*hits) if len(hits) > 1 else hits[0]
    rarity = ((everywhere - found.holders + 0.5) / (found.holders + 0.5) + 1).ln()
    norm = K1 * (1 - B + B * found.length * everywhere / words)
    weight = rarity * found.times * (K1 + 1) / (found.times + norm)
    weighed = found.select(scored="number", weight=weight)
    if len(terms) == 1:
        return weighed.select("scored", score="weight")
    scores = weighed.group_by("scored").aggregate(
        score=weighed.weight.sum(), held=weighed.count()
    )
    return scores.filter(scores.held == len(terms)).drop("held")


def _hits(record: Record, term: Run) -> ir.Table:
    """One row for each quote that holds a term: number, times, length, holders."""
    found = _postings(record, term)
    found = found.filter(found.nth == 0)
    if not term.is_prefix:
        return found.select("number", "times", "length", holders="quotes")
    # Words that begin alike count as one word.
    held = found.group_by("number").aggregate(
        times=found.times.sum().cast("int32"), length=found.length.max()
    )
    return held.mutate(holders=held.count().over())


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
    words = record.table("vocabulary")
    begun = words.filter(words.word.startswith(word) & (words.word != word))
    return begun.order_by([ibis.desc("quotes"), "word"]).limit(6)

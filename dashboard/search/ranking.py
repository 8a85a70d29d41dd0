"""The quotes that hold what was asked for, ranked by BM25 over the word index."""

from functools import reduce
from itertools import chain
from operator import add
from typing import Final, NamedTuple

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.queries.ask import Key, Keys, cached_query
from dashboard.search import question as typed_question
from dashboard.search.question import K1, B, Codes, Part, Question, Run
from dashboard.text import word_forms

# Words up to which each joined to the next is faster than all counted together.
FEW: Final = 4
HIT: Final = ("holders", "times", "length")


def look_up(record: Record, typed: str) -> Question:
    """
    Understand what a reader typed, and look its words up in the record's vocabulary,
    each that is not to be exact with its forms.

    An engine that is told a word's code, not the word, reads the part of the index
    where it stands, and no more.
    """
    question = typed_question.parse(typed)
    parts = (*question.parts, *question.excluded)
    terms = {term for part in parts if part.run for term in part.run.terms}
    plain = [t for t in terms if not (t.is_prefix or t.is_exact)]
    loose = {word for t in plain for word in (*t.words, *t.either)}
    alike = _alike(record, sorted(loose))
    exact = {t.words[0] for t in terms if t.is_exact and not t.is_prefix}
    known: dict[str, _Known] = {}
    # What has forms is known by them.
    if rest := sorted(exact | {word for word in loose if not alike[word]}):
        rows = _words(record, Keys(tuple(rest), 1)).itertuples(index=False, name=None)
        known = {word: _Known(word, *found) for word, *found in rows}
    codes: dict[Run, Codes] = {}
    for term in terms:
        word = term.words[0]
        if term.is_prefix:
            codes[term] = _beginning_with(record, word)
        elif term.either:
            either = [alike[one] or [known[one]] for one in (word, *term.either)
                      if alike[one] or one in known]  # fmt: skip
            if either:
                codes[term] = _coded(list(dict.fromkeys(chain(*either))))
        elif not term.is_exact and alike[word]:
            codes[term] = _coded(alike[word])
        elif word in known:
            codes[term] = _coded([known[word]])
    return question.coded(codes)


class _Known(NamedTuple):
    """A word of the vocabulary."""

    word: str
    code: int
    quotes: int
    names: int


def _coded(words: list[_Known]) -> Codes:
    """What is looked for where one word, or several forms of one, is asked for."""
    several = len(words) > 1
    one = words[0]
    return Codes(
        one.code, one.code, one.quotes,
        tuple(word.code for word in words) if several else (),
        tuple(word.word for word in words),
        any(word.quotes for word in words), any(word.names for word in words),
    )  # fmt: skip


def _beginning_with(record: Record, begins: str) -> Codes:
    begun = _begun(record, Key(begins)).iloc[0]
    if not begun["words"]:
        return Codes()
    bounds = int(begun["first"]), int(begun["last"])
    return Codes(*bounds, in_words=bool(begun["quotes"]), in_names=bool(begun["names"]))


def _alike(record: Record, words: list[str]) -> dict[str, list[_Known]]:
    """The forms that the record holds of each of some words, itself first."""
    if not words:
        return {}
    languages = word_forms.stemmed(_languages(record)["language"])
    stems = {
        word: {
            f"{word_forms.SPELLED}:{word}",
            *(word_forms.stem(word, language) for language in languages),
        }
        for word in words
    }
    # Each is held against every word of the record: no more than there are.
    every = Keys(tuple(sorted({stem for own in stems.values() for stem in own})), 1)
    asked = _forms(record, every, Keys(tuple(words), 1))
    rows = list(asked.itertuples(index=False, name=None))
    found = {}
    for word in words:
        # A form that is printed with accents has a stem that these told it.
        own = stems[word] | {stem for stem, one, *_ in rows if one == word}
        forms = dict.fromkeys(_Known(*one) for stem, *one in rows if stem in own)
        found[word] = sorted(forms, key=lambda one: (one.word != word, one.word))
    return found


@cached_query
def _languages(record: Record) -> ir.Table:
    """The languages of the record's sources: language (a BCP 47 tag)."""
    return record.table("sources").select("language").distinct()


@cached_query
def _forms(record: Record, stems: Keys, words: Keys) -> ir.Table:
    """The words that share a stem with some words: stem, word, code, quotes, names."""
    forms = record.table("forms")
    asked = forms.filter(forms.stem.isin(stems.keys) | forms.word.isin(words.keys))
    found = forms.filter(forms.stem.isin(asked.stem))
    return found.order_by("stem", "word")


@cached_query
def _words(record: Record, words: Keys) -> ir.Table:
    """The vocabulary's rows of some words: word, code, quotes, names."""
    vocabulary = record.table("vocabulary")
    rows = vocabulary.filter(vocabulary.word.isin(words.keys))
    return rows.select("word", "code", "quotes", "names")


@cached_query
def _begun(record: Record, beginning: Key) -> ir.Table:
    """
    The codes of words that begin alike (in the order of words, none between them), and
    in how many quotes and names they stand.
    """
    vocabulary = record.table("vocabulary")
    begun = vocabulary.filter(vocabulary.word.startswith(beginning.key))
    code = begun.code
    return begun.aggregate(
        words=begun.count(), first=code.min(), last=code.max(),
        quotes=begun.quotes.sum(), names=begun.names.sum(),
    )  # fmt: skip


def matching(record: Record, question: Question, among: ir.Table) -> ir.Table:
    """
    Select from `among` (quotes) those that match, with `score`, their BM25.

    `question` is one that `look_up` returns. Words are looked for in the quote and in
    the names that it carries (`Record.labels`); those add nothing to the score.
    """
    for sign in question.signs:
        among = among.filter(_holds_sign(record, among, sign))
    if question.terms:
        scores = _scores(record, question)
        found = among.join(scores, among.number == scores.scored).drop("scored")
    else:
        found = among.mutate(score=ibis.literal(0.0))
    return _without(record, question, found)


def by_index_alone(record: Record, question: Question) -> ir.Table:
    """
    Select `number` and `score` of all quotes that match, where words alone tell.

    The index knows the quotes by number: they are not looked at.
    """
    return _without(record, question, _scores(record, question).rename(number="scored"))


def words_tell(question: Question) -> bool:
    """
    Tell whether words alone say which quotes match: some must occur, and no sign.
    """
    parts = (*question.parts, *question.excluded)
    return bool(question.terms) and not any(part.signs for part in parts)


def _without(record: Record, question: Question, found: ir.Table) -> ir.Table:
    """Leave out what holds an excluded part: last, so that few are held against it."""
    for part in question.excluded:
        found = found.filter(~_holds(record, found, part))
    return found


def _holds_sign(record: Record, rows: ir.Table, sign: str) -> ir.BooleanValue:
    """Whether the content, or a name, holds a sign, its marks in one shape."""
    labels = record.table("labels")
    named = _labelled(record, labels.filter(labels.literal.contains(sign)))
    held = ibis.coalesce(rows.literal, rows.content).contains(sign)
    return held | rows.number.isin(named.number)


def _holds(record: Record, rows: ir.Table, part: Part) -> ir.BooleanValue:
    """Whether quotes hold all of a part."""
    held = [_holds_sign(record, rows, sign) for sign in part.signs]
    if run := part.run:
        many = len(run.words) > 1
        places = (_phrase if many else _postings)(record, run).number
        either = [rows.number.isin(places)] if run.in_words or not run.in_names else []
        if run.in_names:
            either.append(rows.number.isin(_named(record, run).number))
        held.append(ibis.or_(*either))
    return ibis.and_(*held)


def _named(record: Record, run: Run) -> ir.Table:
    """The quotes that carry a name which holds a run: number, once for each name."""
    words = record.table("label_words")
    if len(run.words) == 1:
        return _labelled(record, words.filter(_is(words.code, run)))
    steps = []
    for place in range(len(run.words) - 1):
        first, second = run.terms[place : place + 2]
        pair = words.filter(_is(words.code, first) & _is(words.next, second))
        steps.append(pair.select("label", begins=pair.position - place))
    return _labelled(record, _joined(steps, ["label", "begins"]))


def _labelled(record: Record, labels: ir.Table) -> ir.Table:
    """The quotes that carry some names: number."""
    labelled = record.table("labelled")
    return labelled.filter(labelled.label.isin(labels.label)).select("number")


def _postings(record: Record, term: Run) -> ir.Table:
    """Each place of a word, or of each word that begins so, and the word's holders."""
    held = record.table("postings")
    held = held.filter(_is(held.code, term))
    holders = ibis.literal(term.codes[0].quotes).cast("int64")
    return held.select(
        "number", "next", "position", "nth", "times", "length", holders=holders
    )


def _is(code: ir.Value, term: Run) -> ir.BooleanValue:
    """Whether a code is that of a word, or of one of those that begin so."""
    if term.codes[0].forms:
        return code.isin(
            [ibis.literal(one).cast("int32") for one in term.codes[0].forms]
        )
    first, last = (ibis.literal(one).cast("int32") for one in term.codes[0][:2])
    return code.between(first, last) if term.is_prefix else code == first


def _phrase(record: Record, run: Run) -> ir.Table:
    """
    The places where these words stand side by side: number, and what the index says of
    the first of them there (`HIT`).

    Two words at a time: the index says of each which one comes next, so that the
    places of two common words need not be held against each other.
    """
    last = len(run.words) - 2
    steps = []
    for place in sorted({*range(0, last, 2), last}):
        first, second = run.terms[place : place + 2]
        found = _postings(record, first)
        found = found.filter(_is(found.next, second))
        begins = (found.position - place).cast("int32")
        told = HIT if not place else ()
        steps.append(found.select("number", *told, begins=begins))
    if len(steps) > FEW:
        every = ibis.union(*(step.select("number", "begins") for step in steps))
        places = every.group_by("number", "begins")
        held = places.having(lambda t: t.count() == len(steps)).aggregate(
            n=lambda t: t.count()
        )
        steps = [steps[0], held.drop("n")]
    return _joined(steps, ["number", "begins"]).drop("begins")


def _joined(tables: list[ir.Table], keys: list[str]) -> ir.Table:
    """Join tables by keys that all have."""
    found = tables[0]
    for table in tables[1:]:
        found = found.join(table, keys)
    return found


def _scores(record: Record, question: Question) -> ir.Table:
    """The quotes that hold what is wanted: `scored` (their numbers) and `score`."""
    plain = tuple(run for run in question.runs if not run.in_names)
    parts = [_scores_of_words(record, plain)] if plain else []
    parts += [_anywhere(record, run) for run in question.runs if run.in_names]
    if len(parts) == 1:
        return parts[0]
    named = [
        part.select("scored", **{f"score{n}": part.score})
        for n, part in enumerate(parts)
    ]
    found = _joined(named, ["scored"])
    score = reduce(add, (found[f"score{n}"] for n in range(len(parts))))
    return found.select("scored", score=score)


def _anywhere(record: Record, run: Run) -> ir.Table:
    """Like `_scores`, of a run that names may hold: a name adds nothing to a score."""
    named = _named(record, run).select(scored="number").distinct()
    named = named.mutate(score=ibis.literal(0.0))
    if not run.in_words:
        return named
    both = _scores_of_words(record, (run,)).union(named)
    return both.group_by("scored").aggregate(score=both.score.max())


def _scores_of_words(record: Record, runs: tuple[Run, ...]) -> ir.Table:
    """Like `_scores`, of runs that the words of quotes alone must hold."""
    question = Question(tuple(map(Part, runs)))
    hits = {term: _hits(record, term) for term in question.terms}
    again, begun = [], set()
    for run in question.runs:
        if len(run.words) == 1:
            continue
        # Places where words stand side by side tell of the first of them, too: it need
        # not be looked for.
        found = _phrase(record, run).group_by("number")
        held = found.aggregate(**{name: lambda t, n=name: t[n].max() for name in HIT})
        first = run.terms[0]
        if first in begun:
            again.append(held.select("number"))
        else:
            hits[first] = held
            begun.add(first)
    hits_of = [hit.select("number", *HIT) for hit in hits.values()]
    if len(hits) > FEW:
        every = ibis.union(*hits_of)
        weight = _weight(record, every.holders, every.times, every.length)
        weighed = every.select(scored="number", weight=weight)
        # What is added up in another order differs in its last digits: ties must not.
        scores = weighed.group_by("scored").aggregate(
            score=weighed.weight.sum().round(9), held=weighed.count()
        )
        scores = scores.filter(scores.held == len(hits)).drop("held")
        for held in again:
            scores = scores.filter(scores.scored.isin(held.number))
        return scores
    named = [
        hit.select("number", **{f"{name}{n}": name for name in HIT})
        for n, hit in enumerate(hits_of)
    ]
    found = _joined([*named, *again], ["number"])
    weights = [
        _weight(record, *(found[f"{name}{n}"] for name in HIT))
        for n in range(len(hits))
    ]
    return found.select(scored="number", score=reduce(add, weights))


def _weight(
    record: Record, holders: ir.Value, times: ir.Value, length: ir.Value
) -> ir.Value:
    """What a term adds to the score of a quote that holds it: BM25."""
    statistics = record.table("statistics")
    everywhere = _number(statistics.quotes.max()).as_scalar()
    # By how much a word of a quote weighs less for each word beside it.
    ratio = _number(statistics.quotes.max()) / _number(statistics.words.max().nullif(0))
    slope = (ratio * _number(K1 * B)).as_scalar()
    holders, times = _number(holders), _number(times)
    half, one = _number(0.5), _number(1.0)
    rarity = ((everywhere - holders + half) / (holders + half) + one).ln()
    norm = _number(K1 * (1 - B)) + slope * _number(length)
    return rarity * times * _number(K1 + 1) / (times + norm)


def _number(value: ir.Value | float) -> ir.Value:
    """A number that an engine counts with as processors do, not as a decimal."""
    value = ibis.literal(value) if isinstance(value, float) else value
    return value.cast("float64")


def _hits(record: Record, term: Run) -> ir.Table:
    """One row for each quote that holds a term: number, times, length, holders."""
    found = _postings(record, term)
    found = found.filter(found.nth == 0)
    if not (term.is_prefix or term.codes[0].forms):
        return found.select("number", "times", "length", "holders")
    # Words that begin alike, and forms of a word, count as one word.
    held = found.group_by("number").aggregate(
        times=found.times.sum().cast("int32"), length=found.length.max()
    )
    return held.mutate(holders=held.count().over())

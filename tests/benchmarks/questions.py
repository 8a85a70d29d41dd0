"""What benchmarks ask of a record: questions over its own words, each asked once."""

from itertools import pairwise
from typing import Any, Final, NamedTuple

import ibis

from dashboard.database.record import Record
from dashboard.text import tokens

SAMPLED: Final = 2_000  # Quotes in which phrases are looked for.
COMMON: Final = 200  # Words that count as common: the first of a record.
# The columns of a quote whose values are counted beside a search.
FACETS: Final = ("kind", "speaker_id", "on_behalf_of", "issue_id")
SEARCHES: Final = (
    "rare word", "common word", "two words", "phrase", "prefix", "exclusion",
    "word, country, total",
)  # fmt: skip
COUNTED: Final = (
    "facet of a common word", "facets of a common word", "facets of a rare word",
    "facets of everything", "matrix", "matrix, drawn part", "matrix of an issue",
    "timeline by year", "timeline of an issue",
)  # fmt: skip
# Those whose words stand in a large part of all quotes.
OF_COMMON_WORDS: Final = (
    "common word", "two words", "phrase", "exclusion", "word, country, total",
)  # fmt: skip


class Asked(NamedTuple):
    """
    One question: words that must stand in a quote (side by side, as a beginning), one
    that must not, a country, an issue; the columns whose values are counted, if any.
    """

    question: str
    wanted: tuple[str, ...] = ()
    is_phrase: bool = False
    is_prefix: bool = False
    unwanted: str = ""
    country: str = ""
    issue: str = ""
    facets: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """What a reader types for it on the page Quotes."""
        line = " ".join(self.wanted)
        if self.is_phrase:
            line = f'"{line}"'
        if self.is_prefix:
            line += "*"
        return f"{line} -{self.unwanted}" if self.unwanted else line


def asked(record: Record, number: int) -> dict[str, list[Asked]]:
    """
    Return so many questions of each kind, over words and keys that differ.
    """
    frequent = _words(record)
    common, rest = frequent[:COMMON], frequent[COMMON:] or frequent
    rare = rest[len(rest) // 4 :]
    begun = dict.fromkeys(word[:3] for word in rest if len(word) > 4)
    pairs = _pairs(record, {word: rank for rank, word in enumerate(common)})
    lands, issues = _keys(record, "countries"), _keys(record, "issues")
    found: dict[str, list[Asked]] = {name: [] for name in (*SEARCHES, *COUNTED)}
    for n in range(number):
        one, two, three = (_nth(common, n * 3 + step) for step in range(3))
        seldom, issue = _spread(rare, n, number), _nth(issues, n)
        for question in (
            Asked("rare word", (seldom,)),
            Asked("common word", (one,)),
            Asked("two words", (two, _nth(common, n * 5 + 7))),
            Asked("phrase", _nth(pairs, n), is_phrase=True),
            Asked("prefix", (_spread(list(begun), n, number),), is_prefix=True),
            Asked("exclusion", (three,), unwanted=_nth(common, n * 7 + 11)),
            Asked("word, country, total", (one,), country=_nth(lands, n)),
            Asked("facet of a common word", (two,), facets=FACETS[-1:]),
            Asked("facets of a common word", (three,), facets=FACETS),
            Asked("facets of a rare word", (seldom,), facets=FACETS),
            Asked("facets of everything", facets=FACETS),
            Asked("matrix"),
            Asked("matrix, drawn part"),
            Asked("matrix of an issue", issue=issue),
            Asked("timeline by year"),
            Asked("timeline of an issue", issue=issue),
        ):
            found[question.question].append(question)
    return found


def _nth(things: list[Any], n: int) -> Any:
    return things[n % len(things)]


def _spread(things: list[Any], n: int, number: int) -> Any:
    """The n-th of so many that lie equally far apart."""
    return things[n * len(things) // number]


def _words(record: Record) -> list[str]:
    """The record's words in plain letters, the commonest first."""
    told = record.table("vocabulary").order_by([ibis.desc("quotes"), "word"])
    found = record.answer(told.select("word"))["word"]
    return [word for word in found if word.isascii() and word.isalpha()]


def _pairs(record: Record, ranks: dict[str, int]) -> list[tuple[str, str]]:
    """Common words that stand side by side somewhere, the commonest pairs first."""
    quotes = record.table("quotes")
    total = int(record.answer(record.table("statistics"))["quotes"].iloc[0])
    some = quotes.filter(quotes.number % max(total // SAMPLED, 1) == 0)
    met: dict[tuple[str, str], int] = {}
    for content in record.answer(some.select("number", "content"))["content"]:
        cut = [word.folded for word in tokens.cut(content)]
        for pair in pairwise(cut):
            if pair[0] in ranks and pair[1] in ranks and pair[0] != pair[1]:
                met[pair] = ranks[pair[0]] + ranks[pair[1]]
    return sorted(met, key=lambda pair: (met[pair], pair))


def _keys(record: Record, name: str) -> list[str]:
    """A table's keys."""
    table = record.table(name)
    key = table.columns[0]
    return list(record.answer(table.select(key).order_by(key))[key])

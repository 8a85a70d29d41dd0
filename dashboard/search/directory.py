"""One search for people, organisations, countries, issues, events and sources."""

from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.engine.base import padded, stand_in
from dashboard.queries.ask import Key, cached_query
from dashboard.record.cells import askable
from dashboard.text import tokens

HANDFUL: Final = 4  # Rows of one kind that are named.
WORDS: Final = 8  # Words of what is typed, each of which a row must hold,
SIGNS: Final = 100  # and its signs that are looked at.
# What rows are found among, in the order in which they are shown.
KINDS: Final = ("person", "organisation", "country", "issue", "event", "source")


@dataclass(frozen=True)
class Sought:
    """What is typed, folded: the whole, and its words; a value of a question."""

    whole: str
    words: tuple[str, ...]

    def stand_ins(self, values: dict[str, str]) -> "Sought":
        """
        Return stand-ins for the words, filled up to a power of two with the last.
        """
        filled = padded(self.words)
        named = {f"sought{n}": askable(word) for n, word in enumerate(filled)}
        values |= named | {"whole0": askable(self.whole)}
        return Sought(stand_in("whole0"), tuple(map(stand_in, named)))


def find(record: Record, typed: str, size: int = HANDFUL) -> pd.DataFrame:
    """
    Return what a record names by all the words typed, each any part of a name, of an
    office, an organisation or a place, by no case or accent: kind (one of `KINDS`),
    key, name, what, statements, positions, events.

    At most `size` rows of a kind: names that begin so first, then names with a word
    that does, then those that hold it, then the rest; the most heard first.
    """
    whole = tokens.name(typed[:SIGNS])
    words = tuple(dict.fromkeys(whole.split()))[:WORDS]
    if not words:
        return _find(record, Sought("", ("",)), 0)
    return _find(record, Sought(whole, words), size)


def nearest(record: Record, typed: str, size: int = HANDFUL) -> pd.DataFrame:
    """
    Return what `find` does; where that is nothing, what it finds for words spelled
    nearly so, or for the first of the words that finds something alone.
    """
    found = find(record, typed, size)
    if len(found):
        return found
    words = typed[:SIGNS].split()[:WORDS]
    near = {word: spelled(record, word, 1) for word in words}
    mended = " ".join(near[word][0] if near[word] else word for word in words)
    singly = [one for word in words for one in (word, *near[word]) if len(words) > 1]
    for other in (mended, *singly):
        if not found.empty:
            break
        found = find(record, other, size)
    return found


@cached_query
def _find(record: Record, sought: Sought, size: int) -> ir.Table:
    rows = record.table("directory")
    for word in sought.words:
        rows = rows.filter(rows.folded.contains(word) | rows.beside.contains(word))
    every = sought.words
    first = (" " + rows.folded).contains(ibis.literal(" ") + every[0])
    held = ibis.and_(*(rows.folded.contains(word) for word in every))
    rows = rows.mutate(
        place=ibis.cases(
            (rows.folded == sought.whole, 0),
            (rows.folded.startswith(sought.whole), 1),
            (held & first, 2),
            (held, 3),
            else_=4,
        ),
        kind=(rows.kind == "actor").ifelse(
            rows.is_person.ifelse("person", "organisation"), rows.kind
        ),
    )
    most = [ibis.desc(name) for name in ("statements", "positions", "events")]
    order = ["place", *most, "name", "key"]
    nth = ibis.row_number().over(group_by="kind", order_by=order)
    rows = rows.mutate(nth=nth).filter(lambda t: t.nth < size)
    shown = rows.kind.cases(*((kind, n) for n, kind in enumerate(KINDS)), else_=9)
    rows = rows.order_by(shown, "nth")
    return rows.select(
        "kind", "key", "name", "what", "statements", "positions", "events"
    )


def spelled(record: Record, word: str, most: int = 3) -> list[str]:
    """
    Return words of the record that are spelled like one that it lacks: those of names
    first, then those of most statements.

    One sign may differ, two in a word of six or more; the first must not.
    """
    folded = tokens.fold(word.strip())[:SIGNS]
    if len(folded) < 3 or " " in folded:
        return []
    found = _spelled(record, Key(folded), Key(folded[0]), 2 if len(folded) > 5 else 1)
    return list(found["word"].head(most))


@cached_query
def _spelled(record: Record, word: Key, begins: Key, apart: int) -> ir.Table:
    """The nearest words that begin alike: word, apart (how many signs differ)."""
    words = record.table("vocabulary")
    words = words.filter(words.word.startswith(begins.key) & (words.word != word.key))
    words = words.mutate(apart=words.word.levenshtein(word.key))
    words = words.filter(words.apart <= apart)
    order = ["apart", ibis.desc("names"), ibis.desc("quotes"), "word"]
    return words.order_by(order).limit(6).select("word", "apart")

"""What a record holds near a word that was looked for."""

import ibis
import ibis.expr.types as ir

from dashboard.database.record import Record
from dashboard.queries.ask import answered
from dashboard.queries.filters import Key
from dashboard.search.question import Question


def likely(record: Record, question: Question) -> list[str]:
    """
    Return longer words of the record that begin like one asked for, commonest first.
    """
    for word in question.words:
        near = _beginning(record, Key(word))["word"]
        if len(near):
            return list(near)
    return []


@answered
def _beginning(record: Record, word: Key) -> ir.Table:
    """The commonest words that begin with a word, but are longer: word, quotes."""
    words = record.table("vocabulary")
    begun = words.filter(words.word.startswith(word.key) & (words.word != word.key))
    begun = begun.select("word", "quotes")
    return begun.order_by([ibis.desc("quotes"), "word"]).limit(6)

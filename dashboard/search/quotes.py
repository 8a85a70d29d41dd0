"""Quotes found by words and filters, one quote, and suggestions for a word."""

from dataclasses import replace

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Key, Keys, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters
from dashboard.search import ranking
from dashboard.search.question import Question


def quotes(
    record: Record,
    chosen: Filters,
    typed: str = "",
    order: str = "place",
    page: int = 1,
    size: int | None = PAGE,
) -> pd.DataFrame:
    """
    One page of quotes, with the names that a reader uses and `total`, how many match.

    `order` is relevance, place (in the source) or date (undated last).
    """
    found = _quotes(record, chosen, ranking.look_up(record, typed), order, page, size)
    return found if size is None else with_all_columns(record, "quotes", found)


@cached_query
def _quotes(
    record: Record,
    chosen: Filters,
    question: Question,
    order: str,
    page: int,
    size: int | None,
) -> ir.Table:
    if not chosen and order != "date" and ranking.words_tell(question):
        found = ranking.by_index_alone(record, question)
    else:
        among = filters.quotes(record, chosen)
        found = ranking.matching(record, question, among)
    orders = {
        "relevance": [ibis.desc("score")],
        "place": [],
        "date": [ibis.asc("earliest", nulls_first=False)],
    }
    return paged(record, "quotes", found, page, size, *orders[order])


@cached_query
def _number(record: Record, chosen: Filters, question: Question) -> ir.Table:
    found = ranking.matching(record, question, filters.quotes(record, chosen))
    return found.aggregate(quotes=found.count())


def by_and_about(record: Record, chosen: Filters, typed: str = "") -> dict[str, int]:
    """
    Return how many quotes match that are by the countries or actors that are chosen,
    about them, and either; see `filters.quotes`.
    """
    asked = ranking.look_up(record, typed)
    ways = {"by": "", "about": "about", "either": "either"}
    return {
        way: int(_number(record, replace(chosen, about=about), asked)["quotes"].iloc[0])
        for way, about in ways.items()
    }


@cached_query
def names(record: Record, quotes: Keys) -> ir.Table:
    """
    The names that some quotes, by their numbers, carry and that a search looks in:
    number, kind (the table of what is called so), key, part (the column), text.
    """
    labels, labelled = record.table("labels"), record.table("labelled")
    here = [ibis.literal(number).cast("int64") for number in quotes.keys]
    found = labelled.filter(labelled.number.isin(here)).join(labels, "label")
    found = found.select("number", "kind", "key", "part", "text", "label")
    # A speaker may pass its own words on, an issue be the quote's and a position's.
    return found.distinct().order_by("number", "label").drop("label")


def quote(record: Record, *quote_ids: str) -> pd.DataFrame:
    """
    The quotes with these keys, in the order of the source, named like `quotes`.
    """
    return _quote(record, Keys(quote_ids))


@cached_query
def _quote(record: Record, keys: Keys) -> ir.Table:
    rows = record.table("quotes")
    rows = rows.filter(rows.quote_id.isin(keys.keys))
    return rows.order_by("source_id", "start", "quote_id")


@cached_query
def nested(record: Record, quote: Key) -> ir.Table:
    """
    The quotes that stand within one, in the order of the source, named like `quotes`.
    """
    rows = record.table("quotes")
    return rows.filter(rows.within == quote.key).order_by("start", "quote_id")


def suggestions(record: Record, question: Question) -> list[str]:
    """
    Return longer words of the record that begin like one asked for, commonest first.
    """
    for word in question.words:
        near = _beginning(record, Key(word))["word"]
        if len(near):
            return list(near)
    return []


@cached_query
def _beginning(record: Record, word: Key) -> ir.Table:
    """The commonest words that begin with a word, but are longer: word, quotes."""
    words = record.table("vocabulary")
    begun = words.filter(words.word.startswith(word.key) & (words.word != word.key))
    begun = begun.select("word", "quotes")
    return begun.order_by([ibis.desc("quotes"), "word"]).limit(6)

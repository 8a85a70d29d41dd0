"""Answers as the short keys of their rows, and those of the whole small record."""

from typing import Any

import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries import sources, stances
from dashboard.queries.filters import Filters
from dashboard.search import quotes as quote_search


def keys(rows: pd.DataFrame, column: str) -> list[str]:
    """The keys in a column, without what they have in common."""
    return [one.removeprefix("lantern-2023-05-04-p") for one in rows[column]]


def quotes(record: Record, **chosen: Any) -> list[str]:
    return keys(quote_search.quotes(record, Filters(**chosen), size=None), "quote_id")


def positions(record: Record, **chosen: Any) -> list[str]:
    rows = stances.positions(record, Filters(**chosen), size=None)
    return keys(rows, "position_id")


def events(record: Record, **chosen: Any) -> list[str]:
    return keys(event_queries.events(record, Filters(**chosen), size=None), "event_id")


def marks(record: Record, **chosen: Any) -> list[str]:
    return keys(sources.audit(record, Filters(**chosen), 1, None), "mark_id")


ALL_QUOTES = ["4-a", "5-a", "5-b", "6-a", "6-b", "7-a", "8-a"]
ALL_POSITIONS = ["4-pa", "5-pa", "6-pa", "7-pa", "8-pa"]
ALL_EVENTS = ["6-ea", "1-ea", "4-ea", "9-ea", "6-eb", "6-ec"]
ALL_MARKS = ["1-ma", "4-ma", "5-ma", "5-mb", "6-ma", "6-mb"]

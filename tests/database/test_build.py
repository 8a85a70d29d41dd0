"""Rows get their place in reading, their days, and names that no other row has."""

from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.search import facets
from dashboard.search import quotes as quote_search

EVERYTHING = Filters()


def test_two_actors_of_one_name_are_told_apart(rare: Record) -> None:
    rows = facets.choices(rare, "actor").set_index("key")
    assert rows.loc["oda-marsk", "label"] == "Oda Marsk (oda-marsk)"
    assert rows.loc["oda-marsk-elder", "label"] == "Oda Marsk (oda-marsk-elder)"
    assert rows.loc["ilva-toren", "label"] == "Ilva Toren"
    assert rows["label"].is_unique
    # A row names its speaker as the filter does, so that a link between them holds.
    assert set(quote_search.quotes(rare, EVERYTHING)["speaker"]) <= set(rows["label"])

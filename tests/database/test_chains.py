"""A chain passes through state media at any depth, and what rests on it too."""

from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries.filters import Filters
from tests.support.short_keys import (
    ALL_EVENTS,
    ALL_QUOTES,
    events,
    keys,
    positions,
    quotes,
)

EVERYTHING = Filters()


def test_a_chain_passes_through_state_media_at_any_depth(rare: Record) -> None:
    assert quotes(rare, chain="only") == ["4-b", "4-c", "4-d", "4-a"]
    assert quotes(rare, chain="without") == ALL_QUOTES[1:]


def test_a_position_without_a_quote_goes_by_its_asserter(rare: Record) -> None:
    assert positions(rare, chain="only") == ["4-pb", "4-pa"]
    assert positions(rare, chain="without") == ["5-pa", "6-pa", "6-pb", "7-pa", "8-pa"]


def test_an_event_goes_by_the_chain_of_the_statement_that_tells_of_it(
    rare: Record,
) -> None:
    assert events(rare, chain="only") == ["4-eb"]
    assert events(rare, chain="without") == ALL_EVENTS
    rows = event_queries.events(rare, EVERYTHING)
    assert keys(rows[rows["through_state_media"]], "event_id") == ["4-eb"]

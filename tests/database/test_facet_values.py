"""A quote has the values by which it is found: those of positions on it too."""

from dashboard.database.record import Record
from tests.support.short_keys import quotes


def test_a_quote_is_on_the_issue_of_a_position_that_cites_it(rare: Record) -> None:
    assert quotes(rare, issue=("dam",)) == ["4-a", "5-a", "5-b", "6-b", "7-a", "8-a"]
    assert quotes(rare, issue=("talks",)) == ["4-c", "6-a", "6-b"]

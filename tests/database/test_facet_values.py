"""A quote has the values by which it is found: those of positions on it too."""

from dashboard.database.record import Record
from tests.support.short_keys import quotes


def test_a_quote_is_on_the_issue_of_a_position_that_cites_it(rare: Record) -> None:
    assert quotes(rare, issue=("dam",)) == ["4-a", "5-a", "5-b", "6-b", "7-a", "8-a"]
    assert quotes(rare, issue=("talks",)) == ["4-c", "6-a", "6-b"]


def test_a_quote_has_the_values_of_its_own_and_of_positions_that_rest_on_it(
    record: Record,
) -> None:
    traits, values = (record.answer(record.table(t)) for t in ("traits", "values"))
    held = traits.merge(values, on=["code", "trait"]).sort_values(["number", "code"])
    told = held.groupby("number")["value"].agg(list).to_dict()
    # Not the wire and the publisher: they stand there for all of their source.
    assert told == {
        0: ["arden-news", "ilva-toren", "dam", "own_state_media"],
        1: ["oda-marsk", "dam"],
        2: ["oda-marsk", "dam", "self"],
        3: ["oda-marsk", "talks", "others"],
        4: ["arden", "oda-marsk", "talks"],
        5: ["analyst", "dam", "others"],
        6: ["coastal-union", "dam", "others"],
    }

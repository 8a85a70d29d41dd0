"""What a draft is made of is plain data that nobody changes."""

import pytest

from dashboard.drafting.proposal import Decision, Proposal


def test_a_proposal_asks_nothing_and_has_no_hops_where_none_are_given() -> None:
    one = Proposal("c1", "countries", 0, 4, {"name": "Iran"}, "country", 0.9)
    assert (dict(one.questions), one.relays, one.places) == ({}, (), ())
    with pytest.raises(TypeError):
        one.questions["name"] = "Iraq?"  # type: ignore[index]  # it is refused


def test_decisions_stand_in_the_order_of_the_text() -> None:
    first, second = Decision(1, 2, "verb", "", "why"), Decision(3, 4, "marks", "q1", "")
    assert sorted([second, first]) == [first, second]

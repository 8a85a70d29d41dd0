"""What one step does to a row, and what is counted of rows."""

from dashboard.coding import items, steps
from dashboard.coding.items import Item
from dashboard.drafting.proposal import About, Decision, Drafted
from tests.support.coded import DRAFTED, add, fill, judge, log


def test_rows_that_were_saved_are_kept_already() -> None:
    begun = items.drafted_items(DRAFTED, {"q1": "the-key"})
    assert (begun["q1"].state, begun["q1"].key) == ("kept", "the-key")
    assert (begun["q2"].state, begun["q2"].key) == ("open", "")


def test_a_step_whose_row_is_not_there_does_nothing() -> None:
    begun = items.drafted_items(Drafted("1", (), ()), {})
    taken = map(steps.read, log(judge("n9"), fill("n9", "note", "x")))
    assert items.replayed(About(), begun, taken) == (About(), {})


def test_a_row_that_is_added_is_kept_with_its_cells_and_pairs() -> None:
    one = add("n1", "quotes", "to wait", kind="indirect", relays=[["a2", "implied"]])
    _, found = items.replayed(About(), {}, map(steps.read, log(one)))
    added = found["n1"]
    assert (added.state, added.rule) == ("kept", items.ADDED)
    assert added.cells() == {"kind": "indirect", "relays": (("a2", "implied"),)}


def test_a_cue_is_the_one_that_stands_nearest() -> None:
    text = "said x. Y said “no” loudly. Z said nothing"
    quote = Item("q", "quotes", 16, 18, "kept", fields={"cue": "said"})
    drafted = Drafted("1", (), tuple(
        Decision(at, at + 4, "verb", "", "") for at in (0, 10, 30)
    ))  # fmt: skip
    assert items.accounted(drafted, {"q": quote}, text) == (1, 3)
    quote.fields["cue"] = "loudly"
    assert items.accounted(drafted, {"q": quote}, text) == (0, 3)


def test_what_a_field_refers_to() -> None:
    assert items.refers_to("quotes", "speaker_id") == "actors"
    assert items.refers_to("quotes", "within") == "quotes"
    assert items.refers_to("quotes", "note") == items.refers_to("quotes", "x") == ""


def test_added_rows_and_saved_ones_count_for_no_rule() -> None:
    rows = [
        Item("a", "quotes", 0, 1, "kept", rule="r"),
        Item("b", "quotes", 0, 1, "kept", rule="r", key="k"),
        Item("c", "quotes", 0, 1, "kept"),
        Item("d", "quotes", 0, 1, rule="r"),
    ]
    assert items.accepted(rows) == {"r": (1, 1)}

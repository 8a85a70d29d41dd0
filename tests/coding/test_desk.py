"""A log of steps leaves the same rows whatever its parts; what cannot be is refused."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.coding.desk import Taken
from dashboard.drafting.proposal import Drafted
from dashboard.importing.draft import Known
from dashboard.intake import files
from tests.support.coded import (
    ABOUT,
    DRAFTED,
    add,
    desk,
    fill,
    judge,
    log,
    place,
    proposed,
    state,
)


def states(held: Any) -> dict[str, str]:
    return {one["id"]: one["state"] for one in held.items()}


def test_steps_are_taken_once_in_order_and_a_gap_waits() -> None:
    held = desk()
    first, second, third = log(judge("q1"), judge("q2", "out"), judge("q1", "later"))
    assert held.take([third, {"n": 3, **judge("q1", "out")}]) == Taken(0, [])
    assert held.take([first, first]) == Taken(1, [])
    assert held.take([second]) == Taken(3, [])
    assert held.take([second, third]) == Taken(3, [])
    assert (states(held)["q1"], states(held)["q2"]) == ("later", "out")


def test_what_waits_is_not_kept_without_end() -> None:
    held = desk()
    held.take([{"n": number, **judge("q1")} for number in range(3, 20_000)])
    assert held.take(log(judge("q1"), judge("q2"))).acked == 10_000


def test_what_cannot_be_done_is_refused_and_counts_as_taken() -> None:
    start, end = place("We oppose it.")
    wrong = [
        (judge("q99"), "there is no row “q99”"),
        ({"do": "span", "id": "q1", "to": [start, end], "words": "We oppose it!"},
         "the words are not those of the text at this place (from 307 to 320)"),
        ({"do": "span", "id": "q1", "to": [624, 700], "words": "\n"},
         "the words are not those of the text at this place (from 624 to 700)"),
        ({"do": "span", "id": "a1", "to": [start, end], "words": "We oppose it."},
         "a row of actors has no words of the text"),
        (fill("q1", "kind", "shouted"), "“shouted” is none of: direct, mixed, indirect,"
         " slogan, law, image, silence"),
        (fill("q1", "content", "x"), "quotes has no field “content” that is filled in"),
        (fill("q1", "said_on", "May"),
         "“May” is no date: write 2023-07-27, 2023-07 or 2022/.."),
        (fill("q1", "speaker_id", "q2"), "“q2” is none of the actors"),
        (fill("q1", "within", "q1"), "a row cannot rest on itself"),
        (fill("q1", "relays", [["a9", "explicit"]]), "“a9” is none of the actors"),
        (fill("q1", "relays", [["a1", "loudly"]]), "“loudly” is no way to pass words"
         " on"),
        ({"do": "about", "field": "published_on", "to": "May"},
         "“May” is no date: write 2023-07-27"),
        ({"do": "about", "field": "weather", "to": "x"}, "of an article is told: title,"
         " publisher, wire, dateline, published_on, language, url, author"),
    ]  # fmt: skip
    held = desk()
    before = copy.deepcopy(state(held))
    taken = held.take(log(*(step for step, _ in wrong)))
    assert taken.acked == len(wrong)
    assert [why for _, why in taken.refused] == [why for _, why in wrong]
    assert state(held) == before
    assert held.log == [{"n": n + 1, "do": "refused"} for n in range(len(wrong))]


def test_a_row_is_changed_and_what_was_asked_is_answered() -> None:
    held = desk()
    start, end = place("oppose it")
    held.take(log(
        {"do": "span", "id": "q3", "to": [start, end], "words": "oppose it"},
        fill("q3", "speaker_id", "a1"), fill("q1", "relays", [["", "agentless"]]),
        fill("e1", "participants", [["a1", "ARD"], ["", "c2"]]),
        {"do": "about", "field": "wire", "to": ""},
    ))  # fmt: skip
    rows = {one["id"]: one for one in held.items()}
    assert rows["q3"]["words"] == "oppose it"
    assert rows["q3"]["fields"]["speaker_id"] == "a1"
    assert rows["q3"]["questions"] == {}
    assert rows["q1"]["relays"] == [["", "agentless"]]
    assert rows["e1"]["participants"] == [["a1", "ARD"], ["", "c2"]]
    assert held.about == ABOUT._replace(wire="")


def test_a_row_is_split_and_two_are_merged_in_groups_that_are_undone_whole() -> None:
    held = desk()
    before = copy.deepcopy(state(held))
    start, end = place("it would")
    group = {"group": "split"}
    split = [
        {"do": "span", "id": "q1", "to": [start, end], "words": "it would", **group},
        add("n2", "quotes", "never be stopped", kind="direct", speaker_id="a1") | group,
    ]
    merge = [
        {"do": "span", "id": "q2", "to": [place("The dam will")[0],
         place("We oppose it.")[1]], "group": "merge", "words": held.text[
         place("The dam will")[0] : place("We oppose it.")[1]]},
        judge("q3", "out", group="merge"),
    ]  # fmt: skip
    assert held.take(log(*split, *merge)).refused == []
    rows = {one["id"]: one for one in held.items()}
    assert rows["q1"]["words"] == "it would"
    assert rows["n2"]["words"] == "never be stopped"
    assert rows["q2"]["words"].endswith("“We oppose it.")
    assert rows["q3"]["state"] == "out"
    held.take([{"n": 5, "do": "undo", "of": 1}, {"n": 6, "do": "undo", "of": 4}])
    assert state(held) == before
    held.take([{"n": 7, "do": "undo", "of": 5}])
    assert "n2" in states(held)


def test_a_row_that_asks_is_confirmed_by_itself_and_never_with_others() -> None:
    held = desk()
    assert held.confirmable(0.9) == ["m1", "m2", "m3", "m4", "m5", "q1", "q2", "e1"]
    held.take(log(judge("q2", group="all"), judge("q3", group="all")))
    assert (states(held)["q2"], states(held)["q3"]) == ("kept", "open")
    held.take([{"n": 3, **judge("q3")}])
    assert states(held)["q3"] == "kept"
    assert held.made().draft.rows["quotes"][1]["speaker_id"] == "oda-marsk"


def test_marks_and_verbs_are_accounted_for_as_rows_or_as_decisions() -> None:
    held = desk(drafted=Drafted("1", DRAFTED.proposals, DRAFTED.decisions))
    assert held.accounted() == (0, 4)
    held.take(log(judge("m1", "out"), judge("q1"), judge("q3", "out")))
    assert held.accounted() == (3, 4)
    held.take([{"n": 4, **judge("q2")}, {"n": 5, **fill("q2", "cue", "told")}])
    assert held.accounted() == (3, 4)
    held.take([{"n": 6, **fill("q2", "cue", "told reporters")}])
    assert held.accounted() == (4, 4)


def test_how_often_a_rule_was_accepted_is_counted() -> None:
    held = desk()
    held.take(log(judge("q1"), judge("q2", "out"), judge("q4", "later"),
                  add("n4", "issues", label="x")))  # fmt: skip
    assert held.accepted() == {"by hand": (1, 2)}


def test_a_name_that_the_record_has_nearly_is_named(record_folder: Any) -> None:
    known = Known(files.read(record_folder))
    held = desk(known)
    held.take(log(add("n1", "actors", name="Marsk"), add("n2", "actors", name="O. Lee"),
                  add("n3", "actors", name="Ilva  TOREN"),
                  add("n4", "issues", label="Talks about the Selm"),
                  add("n5", "actors", name="Oda Marks")))  # fmt: skip
    like = {one["id"]: one.get("like") for one in held.items()}
    assert like["n1"] == [["oda-marsk", "Oda Marsk"]]
    assert like["n2"] == []
    assert like["n3"] == [["ilva-toren", "Ilva Toren"]]
    assert like["n4"] == [["talks", "Talks about the Selm"]]
    assert like["n5"] == [["oda-marsk", "Oda Marsk"]]


def test_problems_are_the_records_own_each_with_its_item() -> None:
    held = desk()
    held.take(log(judge("q1"), judge("q5"), fill("q1", "kind", ""),
                  {"do": "about", "field": "title", "to": ""}))  # fmt: skip
    found = [one[:2] + one[3:4] for one in held.problems()]
    assert found == [("q5", "within", "rests on a row that is not confirmed")]
    held.take([{"n": 5, **judge("q4")}])
    found = [one[:2] + one[3:4] for one in held.problems()]
    assert found == [("about", "title", "empty required cell"),
                     ("q1", "kind", "empty required cell")]  # fmt: skip


def test_what_a_form_would_not_offer_is_a_problem() -> None:
    held = desk()
    held.take(log(
        judge("q1"), add("n2", "issues", label="The dam", support_means="it stands"),
        add("n3", "positions", "never be stopped", country_id="c1", issue_id="n2",
            stance="supports", kind="declared", voice="analyst", asserted_by="a2",
            quote_id="q1"),
    ))  # fmt: skip
    (found,) = held.problems()
    assert found.id == "n3"
    assert found.field == "voice"
    assert found.mend == "choose: according to its own state media"
    shown = next(one for one in held.items() if one["id"] == "n3")
    assert shown["offered"]["voice"] == ["own_state_media"]
    held.take([{"n": 4, **fill("n3", "voice", "own_state_media")}])
    assert held.problems() == []


# Any log

ids = st.sampled_from(["q1", "q3", "q5", "a1", "c1", "m1", "e1", "n1", "n2", "zz"])
words = st.sampled_from(["We oppose it.", "to wait", "the dam", "nowhere at all"])
fields = st.sampled_from(["speaker_id", "within", "kind", "name"])
cells = st.sampled_from(["a1", "c1", "q4", "ARD", "n1", "direct", "", "2023", "x"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["do", "id", "to", "of"]) | st.text(max_size=3), inner,
        max_size=4),
    max_leaves=6,
)  # fmt: skip


@st.composite
def likely(draw: st.DrawFn) -> dict[str, Any]:
    """A step, sound or nearly so."""
    own, cell, name = draw(ids), draw(cells), draw(words)
    span = list(place(name)) if name in desk_text else draw(st.just([5, 9]))
    one = draw(st.sampled_from([
        judge(own, draw(st.sampled_from(["kept", "out", "open"]))),
        fill(own, draw(fields), cell),
        fill(own, "relays", [[cell, "explicit"]]),
        {"do": "span", "id": own, "to": span, "words": name},
        {"do": "add", "id": own, "table": draw(st.sampled_from(["quotes", "actors"])),
         "to": span, "words": name, "fields": {"note": cell}},
        {"do": "about", "field": "publisher", "to": cell},
        {"do": "undo", "of": draw(st.integers(0, 12))},
    ]))  # fmt: skip
    return one | draw(st.sampled_from([{}, {"group": "g"}, {"group": 2}]))


desk_text = desk().text


@settings(max_examples=30, deadline=None)
@given(st.lists(likely() | json_values, max_size=25), st.data())
def test_any_log_leaves_the_same_rows_whatever_its_parts(
    sent: list[Any], data: st.DataObject
) -> None:
    numbered = [{"n": n, **one} if isinstance(one, dict) else one
                for n, one in enumerate(sent, start=1)]  # fmt: skip
    whole, parts = desk(), desk()
    whole.take(numbered)
    cut = data.draw(st.integers(0, len(numbered)))
    for part in (numbered[cut:], numbered[:cut], numbered):
        parts.take(part)
    assert state(parts) == state(whole)
    again = desk()
    again.take(json.loads(json.dumps(whole.log)))
    assert state(again) == state(whole)


@settings(max_examples=30, deadline=None)
@given(json_values)
def test_no_json_raises(sent: Any) -> None:
    held = desk()
    held.take(sent)
    held.take([sent, {"n": 1, "do": sent}, {"n": 1, **judge("q1"), "to": sent}])
    held.take([{"n": 2, **add("n2", "events", "to wait"), "fields": sent}])
    state(held)


def test_a_participant_that_is_drafted_goes_with_its_event() -> None:
    more = proposed("p1", "participants", "Arden", event_id="e1", actor_id="a1")
    held = desk(drafted=Drafted("1", (*DRAFTED.proposals, more), ()))
    event = next(one for one in held.items() if one["id"] == "e1")
    assert event["participants"] == [["a1", ""]]

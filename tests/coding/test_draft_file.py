"""A draft is one file: read as it was written, or refused in a sentence."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.coding import draft_file
from dashboard.coding.desk import Desk
from dashboard.coding.draft_file import Kept, NoDraft, taken_up
from dashboard.importing.draft import Known
from tests.support.coded import ABOUT, DRAFTED, add, desk, fill, judge, log, state
from tests.support.small_record import SOURCE_TEXT

STEPS = log(
    judge("q1"), fill("q3", "speaker_id", "a1"), judge("q99"),
    add("n4", "quotes", "to wait", kind="indirect", speaker_id="a3", within="q4"),
    fill("n4", "note", "mine"), fill("n4", "speaker_id", "a1"),
    {"do": "about", "field": "title", "to": "Another title"},
    {"do": "undo", "of": 1},
)  # fmt: skip


def worked_on() -> Desk:
    held = desk()
    held.take(STEPS)
    return held


def test_a_draft_is_read_as_it_was_written() -> None:
    held = worked_on()
    data = draft_file.written(held)
    kept = draft_file.read(data)
    assert (kept.text, kept.about, kept.drafter) == (SOURCE_TEXT, ABOUT, "by hand 1")
    assert kept.drafted == DRAFTED
    again = Desk(kept.text, kept.about, kept.drafted, Known())
    again.take(kept.steps)
    assert state(again) == state(held)
    assert draft_file.written(again) == data
    assert draft_file.read(b"\xef\xbb\xbf" + data) == kept


def test_where_the_rules_have_changed_a_file_keeps_what_was_drafted() -> None:
    kept = draft_file.read(draft_file.written(worked_on()))
    newer = DRAFTED._replace(drafter="by hand 2", proposals=())
    assert taken_up(kept, newer) == (DRAFTED, kept.steps, "")


def test_of_steps_alone_those_on_rows_of_other_rules_are_not_done_again() -> None:
    kept = Kept(SOURCE_TEXT, ABOUT, "by hand 1", worked_on().log)
    assert taken_up(kept, DRAFTED) == (DRAFTED, kept.steps, "")
    other = DRAFTED._replace(drafter="by hand 2")
    drafted, steps, told = taken_up(kept, other)
    assert drafted == other
    assert told == (
        "This article was drafted by other rules since: rows that you added are here,"
        " 3 steps on drafted rows are not."
    )
    held = desk()
    assert held.take(steps) == (8, [])
    rows = {one["id"]: one for one in held.items()}
    assert rows["n4"]["fields"] == {"kind": "indirect", "note": "mine"}
    assert (rows["q1"]["state"], held.about.title) == ("open", "Another title")


WHOLE: dict[str, Any] = json.loads(draft_file.written(worked_on()))


def changed(**parts: Any) -> bytes:
    return json.dumps({**WHOLE, **parts}).encode()


def proposal(**parts: Any) -> bytes:
    first = {**WHOLE["proposals"][0], **parts}
    return changed(proposals=[first, *WHOLE["proposals"][1:]])


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "it is no draft of this program; drop a file that"),
        (b"\xff\xfe", "it is no draft"),
        (b"[1]", "it is no draft"),
        (b'{"format": "x"}', "it is no draft"),
        (b"[" * 100_000, "it is no draft"),
        (draft_file.written(worked_on())[:-30], "it is damaged, and cannot be read to"),
        (b" " * 20_000_001, "it has 20 MB, and 20 MB are read at most"),
        (changed(version=2), "a newer program made it (version 2; this one reads 1);"
         " bring this program up to date"),
        (changed(version="1"), "its version is no number"),
        (changed(text=None), "its part “text” is not as it should be"),
        (changed(text="a\ud800"), "its part “text”"),
        (changed(text=""), "its part “proposals”"),
        (changed(about=[]), "its part “about”"),
        (changed(about={"title": 1}), "its part “title”"),
        (changed(steps={}), "its part “steps”"),
        (changed(decisions=1), "its part “decisions”"),
        (changed(decisions=[1]), "its part “decisions”"),
        (changed(proposals=[*WHOLE["proposals"], WHOLE["proposals"][0]]), "proposals"),
        (proposal(table="people"), "its part “proposals”"),
        (proposal(fields={"nose": "x"}), "its part “proposals”"),
        (proposal(end=9_999), "its part “proposals”"),
        (proposal(start=True), "its part “proposals”"),
        (proposal(confidence="high"), "its part “proposals”"),
        (proposal(confidence=float("nan")), "its part “proposals”"),
        (proposal(relays=[["a1"]]), "its part “proposals”"),
        (proposal(places=[[1, "2"]]), "its part “proposals”"),
    ],
)  # fmt: skip
def test_what_is_no_sound_draft_is_refused_in_a_sentence(
    data: bytes, wrong: str
) -> None:
    with pytest.raises(NoDraft) as refused:
        draft_file.read(data)
    assert wrong in str(refused.value)


def test_what_a_browser_keeps_is_understood_without_a_draft() -> None:
    sent = {name: WHOLE[name] for name in ("text", "about", "drafter", "steps")}
    kept = draft_file.understood(sent)
    assert kept.drafted is None
    assert kept.steps == worked_on().log


paths = st.lists(st.integers(0, 40), min_size=1, max_size=4)
values = st.none() | st.booleans() | st.integers(-2, 700) | st.text(max_size=3)


@settings(max_examples=30, deadline=None)
@given(paths, values | st.lists(values, max_size=2))
def test_a_draft_damaged_anywhere_is_read_or_refused(
    path: list[int], value: Any
) -> None:
    held: Any = copy.deepcopy(WHOLE)
    at = held
    for place in path:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            break
        key = keys[place % len(keys)]
        if not isinstance(at[key], dict | list) or place is path[-1]:
            at[key] = value
            break
        at = at[key]
    try:
        kept = draft_file.read(json.dumps(held).encode())
    except NoDraft:
        return
    assert kept.drafted
    again = Desk(kept.text, kept.about, kept.drafted, Known())
    again.take(kept.steps)
    state(again)

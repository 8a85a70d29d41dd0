"""Steps are read, or refused in a sentence; what undoes what."""

from typing import Any

import pytest

from dashboard.coding import steps
from dashboard.coding.steps import NotTaken, Step
from tests.support.coded import add, fill, judge, log

WHOLE: list[dict[str, Any]] = log(
    judge("q1"),
    {"do": "span", "id": "q1", "to": [1, 3], "words": "ab"},
    fill("q1", "relays", [["a1", "explicit"]], group="g"),
    {**add("n4", "quotes"), "to": [1, 3], "words": "ab", "fields": {"kind": "direct"}},
    {"do": "about", "field": "title", "to": "A title"},
    {"do": "undo", "of": 3},
    {"do": "refused"},
)


def test_each_kind_of_step_is_read() -> None:
    read = [steps.read(one) for one in WHOLE]
    assert read[0] == Step(1, "judge", "q1", "kept")
    assert read[1] == Step(2, "span", "q1", "", (1, 3), "ab")
    assert read[2] == Step(3, "set", "q1", (("a1", "explicit"),), field="relays",
                           group="g")  # fmt: skip
    assert read[3] == Step(4, "add", "n4", "", (1, 3), "ab", table="quotes",
                           fields={"kind": "direct"})  # fmt: skip
    assert read[4] == Step(5, "about", to="A title", field="title")
    assert read[5] == Step(6, "undo", of=3)


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (None, "a step is an object"),
        ({"do": "judge"}, "a step has a number"),
        ({"n": True, "do": "judge"}, "a step has a number"),
        ({"n": 1}, "“do” is one of"),
        ({"n": 1, "do": ["judge"]}, "“do” is one of"),
        ({"n": 1, "do": "judge", "id": "q1"}, "“judge” needs “to”"),
        ({"n": 1, **judge("q1", "yes")}, "a row is judged one of"),
        ({"n": 1, **judge(1)}, "“id” is a text"),  # type: ignore[arg-type]  # a step of any shape
        ({"n": 1, **fill("q1", "note", "a\0")}, "a zero byte"),
        ({"n": 1, **fill("q1", "note", "\ud800")}, "half a character"),
        ({"n": 1, **fill("q1", "note", "a" * 1_000_001)}, "more than 1,000,000"),
        ({"n": 1, **fill("q1", "relays", "a1")}, "a list of pairs"),
        ({"n": 1, **fill("q1", "relays", [["a1"]])}, "a list of pairs"),
        ({"n": 1, "do": "span", "id": "q1", "to": [3, 1], "words": ""}, "ends after"),
        ({"n": 1, "do": "span", "id": "q1", "to": [0.5, 1], "words": ""}, "whole"),
        ({"n": 1, **add("q1", "actors")}, "is called n and a number"),
        ({"n": 1, **add("n1", "relays")}, "rows are added to"),
        ({"n": 1, **add("n1", "quotes")}, "has words of the text"),
        ({"n": 1, **add("n1", "actors", nose="x")}, "actors has no field “nose”"),
        ({"n": 2, "do": "undo", "of": 2}, "a step before"),
        ({"n": 1, **judge("q1", group=10**400)}, "“group” is a text"),
    ],
)
def test_what_is_no_step_is_refused_in_a_sentence(one: Any, wrong: str) -> None:
    with pytest.raises(NotTaken, match=wrong):
        steps.read(one)


def numbers(*log_of: dict[str, Any]) -> list[int]:
    return [one.n for one in steps.live(map(steps.read, log(*log_of)))]


def undo(of: int) -> dict[str, Any]:
    return {"do": "undo", "of": of}


def test_what_is_undone_is_left_out_and_done_again_when_that_is_undone() -> None:
    assert numbers(judge("a"), judge("b"), undo(1)) == [2]
    assert numbers(judge("a"), judge("b"), undo(1), undo(3)) == [1, 2]
    assert numbers(judge("a"), judge("b"), undo(1), undo(3), undo(4)) == [2]
    assert numbers(judge("a"), undo(1), undo(1), undo(2)) == []


def test_steps_of_a_group_go_and_come_together() -> None:
    group = (judge("a", group="g"), judge("b", group="g"), judge("c"))
    assert numbers(*group, undo(2)) == [3]
    assert numbers(*group, undo(1), undo(4)) == [1, 2, 3]

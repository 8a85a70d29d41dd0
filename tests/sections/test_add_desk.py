"""The browser gets a draft whole, once; its steps are taken, each once."""

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.sections.test_add_text import pressed, read
from tests.support.article import TEXT
from tests.support.visits import Visit


@pytest.fixture
def page(visit: Visit, small: Path) -> AppTest:
    return pressed(read(visit(small, "add"), TEXT), "Draft the rows")


def sent(app: AppTest) -> dict[str, Any]:
    """What the desk's component was sent."""
    (data,) = [
        json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if one.proto.id.endswith("-add_desk")
    ]
    found: dict[str, Any] = data
    return found


def test_the_browser_is_sent_all_that_works_without_a_line(page: AppTest) -> None:
    whole = sent(page)["whole"]
    assert whole["text"] == TEXT
    assert {"quotes", "marks", "actors", "countries"} <= {
        one["table"] for one in whole["items"]
    }
    for one in whole["items"]:
        assert TEXT[one["start"] : one["end"]] == one["words"]
        assert one["state"] == "open"
    assert all(one["why"] for one in whole["items"] if one["table"] == "quotes")
    labels = {one["name"]: one["label"] for one in whole["forms"]["quotes"]}
    assert labels["speaker_id"] == "Speaker"
    assert [name for _, name, *_ in whole["choices"]["actors"]]
    assert whole["steps"] == []


def test_a_draft_is_the_same_each_time(
    page: AppTest, visit: Visit, small: Path
) -> None:
    again = pressed(read(visit(small, "add"), TEXT), "Draft the rows")
    assert sent(again)["whole"]["items"] == sent(page)["whole"]["items"]


def test_another_article_begins_anew(page: AppTest) -> None:
    pressed(page, "Another article")
    assert page.text_area(key="add_text").value == ""

"""What is left empty or asked for in vain is said, and how to go on."""

from pathlib import Path

import pytest

from dashboard.markup import base as markup_base
from tests.support.visits import Visit, spoken, text


@pytest.mark.parametrize(
    ("page", "noun"),
    [
        ("overview", "statement"), ("quotes", "statement"), ("stances", "position"),
        ("actors", "statement"), ("issues", "position"), ("sources", "source"),
    ],
)  # fmt: skip
def test_an_empty_result_offers_to_take_a_filter_out_and_says_what_is_left_then(
    visit: Visit, small: Path, page: str, noun: str
) -> None:
    app = visit(small, page, country="Coastal Union", chain="from or via state media")
    told = "".join(info.value for info in app.info)
    assert f"No {noun}s under these filters" in told
    way = app.button(key="without_country")
    assert way.label == f"Remove the filter “Coastal Union”: 1 {noun}"
    assert app.button(key="without_chain").label.endswith(f": 1 {noun}")
    way.click().run()
    assert not app.info
    assert app.session_state["country"] == []


def test_where_no_single_filter_is_to_blame_that_is_said(
    visit: Visit, small: Path
) -> None:
    app = visit(
        small, "timeline", country="Coastal Union", chain="from or via state media"
    )
    told = "".join(info.value for info in app.info)
    assert "No events under these filters. Take more than one of them out." in told


# What a page's own choices may be asked for in vain: page, name, value, what is kept.
COUNTED = "5 events (told in 6 accounts), newest first"
CHOICES = [
    ("stances", "stances_cell", "Arden: peace", "5 positions"),
    (
        "timeline",
        "timeline_range",
        "the ice age",
        COUNTED,
    ),
    (
        "timeline",
        "timeline_lanes",
        "weather",
        COUNTED,
    ),
    ("actors", "actors_network", "who likes whom", "All: 9 actors"),
    ("actors", "actors_picked", "A → B", "All: 9 actors"),
    (
        "timeline",
        "timeline_event",
        "<b>Flood</b>",
        COUNTED,
    ),
    ("quotes", "quotes_order", "by mood", "7 statements"),
]


@pytest.mark.parametrize(("page", "name", "asked", "kept"), CHOICES)
def test_a_choice_that_a_page_does_not_offer_is_said_and_can_be_closed(
    visit: Visit, small: Path, page: str, name: str, asked: str, kept: str
) -> None:
    app = visit(small, page, **{name: asked})
    what = name.partition("_")[2]
    assert spoken(app) == [
        markup_base.markdown(f"The address asks for the {what} “{asked}”: not here.")
    ]
    assert kept in text(app)
    app.run()
    assert len(spoken(app)) == 1  # until it is read
    app.button(key=f"close_{name}_unknown").click().run()
    assert not app.exception
    assert not app.warning
    assert kept in text(app)


def test_many_and_long_choices_in_vain_are_said_in_short(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "stances", stances_cell=[f"{n}x" * 3_000 for n in range(50)])
    (told,) = spoken(app)
    assert told.count("“") == 3
    assert len(told) < 400


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("stances", {"stances_cell": "Brekland: Arden’s dam on the Selm"}),
        ("timeline", {"timeline_range": "everything", "timeline_lanes": "issue"}),
        ("timeline", {"timeline_event": "Opening of the dam"}),
        ("quotes", {"quotes_order": "by date"}),
    ],
)
def test_a_choice_that_a_page_offers_is_made_without_a_word(
    visit: Visit, small: Path, page: str, asked: dict[str, str]
) -> None:
    app = visit(small, page, **asked)
    assert not app.warning
    assert {name: app.session_state[name] for name in asked} == asked

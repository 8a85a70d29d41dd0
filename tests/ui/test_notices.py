"""What is left empty or asked for in vain is said, and how to go on."""

from pathlib import Path

import pytest

from dashboard.markup import base as markup_base
from tests.support.visits import Visit, spoken, text


@pytest.mark.parametrize(
    ("page", "kind", "ways"),
    [
        ("overview", "quotes", ["country”: 1", "chain”: 1"]),
        ("quotes", "quotes", ["country”: 1", "chain”: 1"]),
        ("stances", "positions", ["country”: 1", "chain”: 1"]),
        ("timeline", "events", ["loosen more than one"]),
        ("actors", "quotes", ["country”: 1", "chain”: 1"]),
        ("issues", "positions", ["country”: 1", "chain”: 1"]),
        ("sources", "sources", ["country”: 1", "chain”: 1"]),
    ],
)
def test_an_empty_result_names_the_filter_to_loosen(
    visit: Visit, small: Path, page: str, kind: str, ways: list[str]
) -> None:
    app = visit(small, page, country="Coastal Union", chain="only through state media")
    told = "".join(info.value for info in app.info)
    assert f"No {kind} under these filters" in told
    for way in ways:
        assert way.lower() in told.lower()
    assert ("more than one" in told) == ("loosen more than one" in ways)


# What a page's own choices may be asked for in vain: page, name, value, what is kept.
COUNTED = "5 events (6 accounts), each once"
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
    ("actors", "actors_network", "who likes whom", "All of them: 9 actors"),
    ("actors", "actors_picked", "A → B", "All of them: 9 actors"),
    (
        "timeline",
        "timeline_event",
        "<b>Flood</b>",
        COUNTED,
    ),
    ("quotes", "quotes_order", "by mood", "7 quotes"),
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
    app = visit(small, "stances", stances_cell=["x" * 10_000] * 50)
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

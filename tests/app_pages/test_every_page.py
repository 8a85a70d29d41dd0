"""Every page explains any record, obeys every filter, and survives any address."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import filters
from tests.support.visits import (
    APP,
    COUNTS,
    FILTERS,
    PAGES,
    READING,
    Visit,
    text,
    turned,
)


@pytest.fixture(scope="module")
def tour(address: Path, installed_once: None) -> Iterator[AppTest]:
    """A visit to each record, to be taken from page to page: nothing is chosen."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ON_THE_RECORD", str(address))
        yield AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture(scope="module")
def filtered_tour(address: Path, installed_once: None) -> Iterator[AppTest]:
    """Such a visit under filters, where the record has something to choose."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ON_THE_RECORD", str(address))
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        for name in ("country", "actor"):
            lists = app.multiselect(key=name)
            lists.set_value(lists.options[:2])
        yield app.selectbox(key="chain").set_value("not from or via state media").run()


# Any record


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_any_record(tour: AppTest, page: str) -> None:
    turned(tour, page)
    assert len(tour.title) == 1
    assert not tour.error
    assert not tour.warning
    assert not {"nan", "None", "<NA>", "NaT"} & set(text(tour).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_any_record_under_filters(
    filtered_tour: AppTest, page: str
) -> None:
    turned(filtered_tour, page)
    assert len(filtered_tour.title) == 1
    assert not filtered_tour.error
    assert "clear" in [one.key for one in filtered_tour.button]


# What each page says that an empty record lacks.
EMPTY = {
    "overview": "statements",
    "timeline": "events",
    "stances": "positions",
    "quotes": "statements",
    "actors": "statements",
    "countries": "statements",
    "issues": "positions",
    "sources": "sources",
}


@pytest.mark.parametrize("address", ["empty"], indirect=True)
@pytest.mark.parametrize("page", READING)
def test_an_empty_record_is_explained(tour: AppTest, page: str) -> None:
    turned(tour, page)
    assert page == "method" or [info.value for info in tour.info] == [
        f"This record holds no {EMPTY[page]} yet. The page “Add an article” makes "
        "rows of news reports; what its tables hold is said on the page Method."
    ]
    assert not tour.get("plotly_chart")
    assert not tour.get("dataframe")


@pytest.mark.parametrize("page", READING)
def test_every_page_obeys_the_filters_until_one_button_clears_them(
    visit: Visit, small: Path, page: str
) -> None:
    everything, chosen = COUNTS[page]
    app = visit(small, page, country="Brekland")
    assert chosen in text(app)
    assert everything not in text(app)
    assert app.button(key="chip_country_Brekland").label == "Country\\: Brekland ✕"
    app.selectbox(key="voice").set_value("others")
    app.multiselect(key="issue").set_value(["Talks about the Selm"])
    app.button(key="clear").click().run()
    assert not app.exception
    assert everything in text(app)
    assert chosen not in text(app)
    assert "clear" not in [one.key for one in app.button]
    assert [app.session_state[name] for name in FILTERS] == [
        *([] for _ in filters.LISTS), "anyone", "any way", "all statements",
    ]  # fmt: skip


def test_filters_are_kept_from_page_to_page(visit: Visit, small: Path) -> None:
    app = visit(small)
    app.multiselect(key="country").set_value(["Brekland"]).run()
    for page in READING:
        turned(app, page)
        assert COUNTS[page][1] in text(app), page


HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("quotes", {"quote": "nonsense"}),
    ("quotes", {"quote": "\0"}),
    ("quotes", {"quote": ["a", "b"]}),
    ("quotes", {"quote": "<b>" * 10_000}),
    ("quotes", {"quotes_order": "x"}),
    ("quotes", {"quotes_words": "\0(" * 3_000}),
    ("quotes", {"quotes_words": "x" * 20_000}),
    ("quotes", {"quotes_words": ["a", "b"]}),
    ("quotes", {"quotes_page": "9" * 30}),
    ("quotes", {"quotes_page": ["\0", "-1"]}),
    ("stances", {"stances_page": "9" * 5_000}),
    ("stances", {"stances_down": "9" * 5_000, "stances_across": "0"}),
    ("sources", {"sources_page": "9" * 19}),
    ("timeline", {"timeline_page": "9" * 5_000}),
    ("stances", {"stances_cell": "x"}),
    ("stances", {"stances_cell": ["Arden: x"] * 3}),
    ("timeline", {"timeline_range": "x", "timeline_lanes": "\0"}),
    ("timeline", {"timeline_outside": "x", "timeline_event": "x"}),
    ("actors", {"actors_network": "x", "actors_picked": "\0", "actors_page": "9" * 99}),
    ("actors", {"part": "said", "actors_unheard": "-1", "actors_part": "x"}),
    ("actors", {"actor_id": "oda-marsk", "part": "x", "actors_part": "9" * 5_000}),
    ("actors", {"actor_id": "oda-marsk", "part": "said", "actors_part": "99"}),
    ("countries", {"part": "x", "countries_page": "9" * 99, "by": "\0"}),
    ("countries", {"country_id": "ARD", "part": "said", "by": "x" * 9_000}),
    ("countries", {"country_id": "ARD", "part": "holds", "stance": "\0", "by": "x"}),
    ("countries", {"country_id": "ARD", "part": "present", "via": "x", "by": "x"}),
    ("countries", {"country_id": "ARD", "part": "said", "countries_part": "99"}),
    ("issues", {"issues_page": "9" * 5_000, "part": "\0"}),
    ("overview", {"twin_actors": "x"}),
    ("method", {"unknown": "x", "clear": "1", "stances_chart": "{}"}),
]


def test_unknown_values_of_every_filter_break_no_page(
    visit: Visit, small: Path
) -> None:
    app = visit(small, **{name: ["Atlantis", "<script>", "\0"] for name in FILTERS})
    for page in READING:
        turned(app, page)
        assert not app.error, page
        assert COUNTS[page][0] in text(app), page


@pytest.mark.parametrize(("page", "asked"), HOSTILE, ids=lambda one: str(one)[:40])
def test_a_hostile_address_breaks_no_page_and_changes_no_filter(
    visit: Visit, small: Path, page: str, asked: dict[str, Any]
) -> None:
    # What is asked of one page breaks the first one no more than that page.
    app = turned(visit(small, **asked), page)
    assert not app.error
    assert len(app.title) == 1 or "quote" in asked
    assert "clear" not in [one.key for one in app.button]

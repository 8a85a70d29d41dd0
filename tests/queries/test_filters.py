"""Each filter leaves the rows that a reader can count by hand."""

from typing import Any

import pytest

from dashboard.database.record import Record
from dashboard.queries import counts as count_queries
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.search import quotes as quote_search
from tests.support.short_keys import (
    ALL_EVENTS,
    ALL_MARKS,
    ALL_POSITIONS,
    ALL_QUOTES,
    events,
    marks,
    positions,
    quotes,
)


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_QUOTES),
        ({"actor": ("oda-marsk",)}, ["5-a", "5-b", "6-a", "6-b"]),  # says or passes on
        ({"actor": ("arden-news",)}, ["4-a"]),  # passes on
        ({"actor": ("meridian",)}, ALL_QUOTES),  # the wire passes all on
        ({"actor": ("daily-lantern",)}, ALL_QUOTES),  # and the publisher
        ({"actor": ("brekland-water",)}, []),
        ({"country": ("ARD",)}, ["4-a", "6-b"]),  # for it, not about it
        ({"kind": ("direct", "silence")}, ["5-a", "5-b", "8-a"]),
        ({"year": ("2019", "2023")}, ["4-a", "6-b"]),
        ({"year": ("undated",), "kind": ("indirect",)}, ["7-a"]),
        ({"country": ("BRK",)}, ["5-a", "5-b", "6-a"]),
        ({"country": ("ARD", "X-COAST")}, ["4-a", "6-b", "8-a"]),
        ({"issue": ("talks",)}, ["6-a", "6-b"]),
        ({"issue": ("dam",)}, ["4-a", "5-a", "5-b", "7-a", "8-a"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_QUOTES),
        ({"voice": "self"}, ["5-b"]),
        ({"voice": "own_state_media"}, ["4-a"]),
        ({"voice": "others"}, ["6-a", "7-a", "8-a"]),
        ({"chain": "only"}, ["4-a"]),
        ({"chain": "without"}, ["5-a", "5-b", "6-a", "6-b", "7-a", "8-a"]),
        ({"words": "quoted"}, ["4-a", "5-a", "5-b", "6-a"]),  # all or some in marks
    ],
)
def test_a_filter_leaves_the_quotes_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert quotes(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_POSITIONS),
        ({"actor": ("oda-marsk",)}, ["5-pa", "6-pa"]),  # holds one, asserts the other
        ({"actor": ("arden-news",)}, ["4-pa"]),
        ({"actor": ("meridian",)}, ["8-pa"]),
        ({"country": ("BRK",)}, ["5-pa", "7-pa"]),  # whoever asserts them
        ({"country": ("X-COAST",)}, ["8-pa"]),
        ({"issue": ("talks",)}, ["6-pa"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_POSITIONS),
        ({"voice": "self"}, ["5-pa"]),
        ({"voice": "own_state_media"}, ["4-pa"]),
        ({"voice": "others"}, ["6-pa", "7-pa", "8-pa"]),
        ({"chain": "only"}, ["4-pa"]),
        ({"chain": "without"}, ["5-pa", "6-pa", "7-pa", "8-pa"]),
        ({"kind": ("mixed",)}, ["4-pa", "6-pa"]),  # of the statement that carries it
        ({"year": ("2023",)}, ["4-pa"]),
        ({"words": "quoted"}, ["4-pa", "5-pa", "6-pa"]),
    ],
)
def test_a_filter_leaves_the_positions_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert positions(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_EVENTS),
        ({"actor": ("ilva-toren",)}, ["1-ea", "4-ea"]),
        ({"actor": ("oda-marsk",)}, []),  # she tells of one, she takes part in none
        ({"country": ("ARD",)}, ["6-ea", "1-ea", "4-ea", "9-ea"]),
        ({"country": ("BRK",)}, ["9-ea"]),
        ({"issue": ("dam",)}, ["1-ea", "4-ea"]),
        ({"issue": ("talks",)}, ["6-ea", "9-ea", "6-eb"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_EVENTS),
        ({"voice": "self"}, []),
        ({"voice": "others"}, ["6-ea"]),
        ({"chain": "only"}, []),
        ({"chain": "without"}, ALL_EVENTS),  # told by no statement: through no medium
        ({"kind": ("mixed",)}, ["6-ea"]),  # of the statement that tells of it
        ({"year": ("2023",)}, []),
        ({"words": "quoted"}, ["6-ea"]),  # not those that the source itself tells
    ],
)
def test_a_filter_leaves_the_events_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert events(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_MARKS),
        ({"source": ("lantern-2023-05-04",)}, ALL_MARKS),
        ({"actor": ("oda-marsk",)}, ["5-ma", "5-mb", "6-ma"]),
        ({"country": ("ARD",)}, ["4-ma"]),
        ({"issue": ("dam",)}, ["4-ma", "5-ma", "5-mb"]),
        ({"voice": "self"}, ["5-mb"]),
        ({"chain": "only"}, ["4-ma"]),
        ({"chain": "without"}, ["5-ma", "5-mb", "6-ma"]),
        ({"words": "quoted"}, ["4-ma", "5-ma", "5-mb", "6-ma"]),
    ],
)
def test_a_filter_leaves_the_marks_of_the_statements_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert marks(record, **chosen) == found


def test_different_filters_must_all_hold(record: Record) -> None:
    both = {"country": ("BRK",), "issue": ("dam",)}
    assert quotes(record, **both) == ["5-a", "5-b"]
    assert positions(record, **both) == ["5-pa", "7-pa"]
    assert events(record, country=("ARD",), issue=("talks",)) == ["6-ea", "9-ea"]
    assert marks(record, **both, voice="self") == ["5-mb"]
    assert quotes(record, **both, chain="only") == []


def test_exact_words_of_the_article_are_in_twelve_statements(default: Record) -> None:
    """As many as its pairs of quotation marks that are speech."""
    exact = Filters(words="quoted")
    counts = count_queries.counts(default, exact).iloc[0]
    decisions = sources.decisions(default, Filters())
    speech = decisions[decisions["decision"].isin(codebook.SPEECH)]["marks"].sum()
    assert counts["quotes"] == counts["marks"] == speech == 12
    kinds = codebook.WORDS["quote_kind"]
    assert set(codebook.QUOTED) == set(kinds) - {"indirect", "image", "silence"}


@pytest.mark.parametrize("name", ["actor", "country", "issue", "source"])
@pytest.mark.parametrize("unknown", ["atlantis", "' OR 1=1 --"])
def test_an_unknown_key_leaves_nothing(record: Record, name: str, unknown: str) -> None:
    chosen = {name: (unknown,)}
    assert quotes(record, **chosen) == positions(record, **chosen) == []
    assert events(record, **chosen) == marks(record, **chosen) == []


# By, about, either


@pytest.mark.parametrize(
    ("chosen", "by", "about", "either"),
    [
        # Positions that it holds, and events that it takes part in, whoever tells them.
        ({"country": ("ARD",)}, ["4-a", "6-b"], ["4-a", "6-a"], ["4-a", "6-a", "6-b"]),
        (
            {"country": ("BRK",)},
            ["5-a", "5-b", "6-a"],
            ["5-b", "7-a"],
            ["5-a", "5-b", "6-a", "7-a"],
        ),
        ({"actor": ("ilva-toren",)}, ["4-a"], ["4-a"], ["4-a"]),
        # A state as an actor: what is about its country.
        ({"actor": ("arden",)}, ["6-b"], ["4-a", "6-a"], ["4-a", "6-a", "6-b"]),
        # Both chosen: what that actor says or passes on, for the country or about it.
        (
            {"actor": ("oda-marsk",), "country": ("ARD",)},
            ["6-b"],
            ["6-a"],
            ["6-a", "6-b"],
        ),
        ({"actor": ("analyst",), "country": ("BRK",)}, [], ["7-a"], ["7-a"]),
        ({"country": ("ARD",), "issue": ("dam",)}, ["4-a"], ["4-a"], ["4-a"]),
        ({"country": ("ARD",), "words": "quoted"}, ["4-a"], ["4-a", "6-a"],
         ["4-a", "6-a"]),
    ],
)  # fmt: skip
def test_statements_are_by_those_chosen_or_about_them_or_either(
    record: Record,
    chosen: dict[str, Any],
    by: list[str],
    about: list[str],
    either: list[str],
) -> None:
    assert quotes(record, **chosen) == by
    assert quotes(record, **chosen, about="about") == about
    assert quotes(record, **chosen, about="either") == either
    assert set(either) == {*by, *about}
    numbers = quote_search.by_and_about(record, Filters(**chosen))
    assert numbers == {"by": len(by), "about": len(about), "either": len(either)}
    found = [
        count_queries.counts(record, Filters(**chosen, about=way))["quotes"].iloc[0]
        for way in ("", "about", "either")
    ]
    assert found == [len(by), len(about), len(either)]


def test_by_and_about_are_counted_among_what_is_typed(record: Record) -> None:
    arden = Filters(country=("ARD",), about="about")
    numbers = quote_search.by_and_about(record, arden, "promised")
    assert numbers == {"by": 0, "about": 1, "either": 1}
    assert len(quote_search.quotes(record, arden, "promised")) == 1


def test_marks_are_those_of_the_statements_about_a_country(record: Record) -> None:
    assert marks(record, country=("ARD",), about="about") == ["4-ma", "6-ma"]


def test_what_is_about_nobody_is_everything(record: Record) -> None:
    assert quotes(record, about="about") == ALL_QUOTES

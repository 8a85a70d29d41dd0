"""Each filter leaves the rows that a reader can count by hand."""

from typing import Any

import pytest

from dashboard.database.record import Record
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


@pytest.mark.parametrize("name", ["actor", "country", "issue", "source"])
@pytest.mark.parametrize("unknown", ["atlantis", "' OR 1=1 --"])
def test_an_unknown_key_leaves_nothing(record: Record, name: str, unknown: str) -> None:
    chosen = {name: (unknown,)}
    assert quotes(record, **chosen) == positions(record, **chosen) == []
    assert events(record, **chosen) == marks(record, **chosen) == []

"""Permalinks are a public interface: these addresses are kept from now on."""

from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.citing import permalinks
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import filters
from tests.support import generated_record
from tests.support.small_record import (
    QUOTES,
    ROWS,
    SOURCE_ID,
    key,
    write_record,
)

ADDRESSES = [
    ("quote", key(4, "a"), "quotes?quote=lantern-2023-05-04-p4-a"),
    ("position", key(4, "pa"), "stances?position=lantern-2023-05-04-p4-pa"),
    ("cell", "ARD.dam", "stances?cell=ARD.dam"),
    ("cell", "X-COAST.dam", "stances?cell=X-COAST.dam"),
    ("event", key(4, "ea"), "timeline?event=lantern-2023-05-04-p4-ea"),
    ("country", "ARD", "countries?country_id=ARD"),
    ("country", "X-COAST", "countries?country_id=X-COAST"),
    ("actor", "oda-marsk", "actors?actor_id=oda-marsk"),
    ("issue", "dam", "issues?issue_id=dam"),
    ("source", SOURCE_ID, "sources?source_id=lantern-2023-05-04"),
]


@pytest.mark.parametrize(("kind", "one", "address"), ADDRESSES)
def test_the_address_of_a_row_is_kept(kind: str, one: str, address: str) -> None:
    assert permalinks.address(kind, one) == address


@pytest.mark.parametrize(("kind", "one", "address"), ADDRESSES)
def test_an_address_asks_for_the_row_that_it_was_made_of(
    record: Record, kind: str, one: str, address: str
) -> None:
    parts = urlsplit(address)
    asked = permalinks.asked(parts.path, dict(parse_qsl(parts.query)))
    assert asked == (kind, one)
    assert permalinks.exists(record, kind, one)


def test_every_kind_has_an_address_tested_here_and_documented() -> None:
    assert {kind for kind, *_ in ADDRESSES} == set(permalinks.PERMALINKS)
    for page, parameter, _ in permalinks.PERMALINKS.values():
        assert f"{page}?{parameter}=" in str(permalinks.__doc__)


def test_no_parameter_of_an_address_is_a_filter() -> None:
    taken = {*filters.LISTS, *filters.SINGLE}
    assert not taken & {name for _, name, _ in permalinks.PERMALINKS.values()}


def test_no_two_kinds_share_an_address() -> None:
    pairs = [(page, name) for page, name, _ in permalinks.PERMALINKS.values()]
    assert len(set(pairs)) == len(pairs)


def test_an_address_opens_the_same_row_after_the_record_has_grown(
    tmp_path: Path,
) -> None:
    more = QUOTES[1] | {"quote_id": key(5, "c")}
    grown = open_record(write_record(tmp_path, ROWS | {"quotes": [more, *QUOTES]}))
    for kind, one, _ in ADDRESSES:
        assert permalinks.exists(grown, kind, one)


def test_a_page_without_its_parameter_asks_for_no_row() -> None:
    assert permalinks.asked("quotes", {"country": "Arden", "quote": ""}) is None
    assert permalinks.asked("stances", {"quote": "a"}) is None
    assert permalinks.asked("overview", {"quote": "a"}) is None
    # The word of a filter is no address of a row.
    assert permalinks.asked("actors", {"actor": "Oda Marsk"}) is None


@pytest.mark.parametrize(
    ("here", "page"),
    [
        ("https://example.org/app/quotes?country=Arden#x", "quotes"),
        ("https://example.org/app/", "overview"),
        ("https://example.org/app", "overview"),
        ("https://example.org/app/stances/", "stances"),
    ],
)
def test_a_permalink_is_whole_whichever_page_it_is_copied_from(
    here: str, page: str
) -> None:
    link = permalinks.permalink(here, page, "cell", "ARD.dam")
    assert link == "https://example.org/app/stances?cell=ARD.dam"


def test_a_permalink_from_the_root_keeps_the_port() -> None:
    link = permalinks.permalink("http://127.0.0.1:8501/", "overview", "cell", "ARD.dam")
    assert link == "http://127.0.0.1:8501/stances?cell=ARD.dam"


def test_a_folder_called_like_another_page_is_kept() -> None:
    link = permalinks.permalink("https://x.org/quotes", "overview", "cell", "ARD.talks")
    assert link == "https://x.org/quotes/stances?cell=ARD.talks"


def test_a_key_cannot_break_out_of_its_address() -> None:
    address = permalinks.address("quote", "a&b=c#d e/é")
    assert address == "quotes?quote=a%26b%3Dc%23d%20e%2F%C3%A9"


def test_what_is_held_for_no_state_has_a_cell_too() -> None:
    assert permalinks._cell_key("", "dam") == "none.dam"
    assert permalinks.split_cell_key("none.dam") == ("", "dam")
    assert permalinks.split_cell_key(permalinks._cell_key("X-COAST", "dam")) == (
        "X-COAST",
        "dam",
    )


def test_a_cell_without_positions_does_not_exist(record: Record) -> None:
    assert not permalinks.exists(record, "cell", "X-COAST.talks")
    assert not permalinks.exists(record, "cell", "none.dam")


@pytest.mark.parametrize(
    ("kind", "missing", "near"),
    [
        ("quote", key(5, "c"), [key(5, "a"), key(5, "b")]),
        ("quote", f"{key(8, 'a')}).", [key(8, "a")]),
        ("quote", key(8, "a").upper(), [key(8, "a")]),
        ("position", key(8, "a"), [key(8, "pa")]),
        ("event", key(9, "eb"), [key(9, "ea"), key(6, "eb")]),
        ("cell", "ARD.talk", ["ARD.talks"]),
        ("actor", "oda-mark", ["oda-marsk"]),
        ("issue", "dams", ["dam"]),
        ("source", "lantern-2023-05-05", ["lantern-2023-05-04"]),
        ("actor", "Oda Marsk", ["oda-marsk"]),
        ("country", "arden", ["ARD"]),
        ("country", "coastal-union", ["X-COAST"]),
        ("country", "BRKL", ["BRK"]),
        ("country", "zzz", []),
        ("quote", "zzz", []),
        ("quote", "", []),
        ("quote", "\0", []),
        ("quote", "'; --", []),
        ("quote", "\ud800", []),
    ],
)
def test_the_nearest_keys_are_offered_for_one_that_is_missing(
    record: Record, kind: str, missing: str, near: list[str]
) -> None:
    assert not permalinks.exists(record, kind, missing)
    assert permalinks.nearest(record, kind, missing)[: len(near) or 5] == near


def test_what_no_state_holds_has_an_address_where_there_is_any(
    record: Record, default: Record
) -> None:
    assert permalinks.exists(default, "country", permalinks.NO_STATE)
    assert not permalinks.exists(record, "country", permalinks.NO_STATE)


def test_no_more_are_offered_than_asked_for(record: Record) -> None:
    assert len(permalinks.nearest(record, "quote", key(5, "z"), 3)) == 3


def test_a_link_that_was_mangled_is_still_answered_at_once(tmp_path: Path) -> None:
    big = open_record(generated_record.write(tmp_path / "big", quotes=5_000))
    since = perf_counter()
    assert permalinks.nearest(big, "quote", "source-0-q3000x" * 100) == []
    permalinks.nearest(big, "quote", "source-0-q3000x")
    assert perf_counter() - since < 2


def test_every_row_of_the_small_record_has_an_address_that_exists(
    record: Record,
) -> None:
    kinds = ("quote", "position", "event", "actor", "issue", "source")
    for row in ROWS["countries"]:
        assert permalinks.exists(record, "country", row["country_id"])
    for kind in kinds:
        rows = ROWS[f"{kind}s"]
        for row in rows:
            assert permalinks.exists(record, kind, row[f"{kind}_id"])

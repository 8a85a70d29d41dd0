"""How statements reached us is counted, and each link leads to its rows."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import network as network_charts
from dashboard.database import chains
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters
from tests.support.small_record import QUOTES, RELAYS, ROWS, key, write_record

EVERYTHING = Filters()
WIRE, PUBLISHER = (
    f"{chains.WIRE} actor/meridian",
    f"{chains.PUBLISHER} actor/daily-lantern",
)


def drawn(
    record: Record, view: str, chosen: Filters = EVERYTHING
) -> tuple[pd.DataFrame, pd.DataFrame]:
    every = network_queries.nodes(record, chosen, view)
    return network_queries.drawn(record, chosen, view, every)


def test_words_pass_from_the_speaker_by_relays_and_wire_to_the_publisher(
    record: Record,
) -> None:
    rows = network_queries._every_link(record, EVERYTHING, network_queries.WORDS)
    told = rows[["origin", "target", "rows", "retold"]].to_numpy().tolist()
    assert sorted(told) == sorted([
        ["0 actor/ilva-toren", "1 actor/arden-news", 1, 0],
        ["0 actor/arden", "1 actor/oda-marsk", 1, 1],
        ["0 actor/analyst", "1 actor/", 1, 0],
        ["0 actor/oda-marsk", WIRE, 3, 0],
        ["1 actor/arden-news", WIRE, 1, 0],
        ["1 actor/oda-marsk", WIRE, 1, 1],
        ["1 actor/", WIRE, 1, 0],
        [WIRE, PUBLISHER, 6, 1],
    ])  # fmt: skip
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.WORDS)
    names = dict(zip(nodes["node"], nodes["name"], strict=True))
    assert names["1 actor/"] == "an unnamed intermediary"
    assert names[PUBLISHER] == "The Daily Lantern"
    # A silence has no words to pass on.
    assert "0 actor/coastal-union" not in names


def test_views_are_told_of_others_and_not_by_their_holders(record: Record) -> None:
    rows = network_queries._every_link(record, EVERYTHING, network_queries.VIEWS)
    told = rows[["origin", "target", "rows", "retold"]].to_numpy().tolist()
    assert sorted(told) == [
        ["0 actor/analyst", "1 country/BRK", 1, 1],
        ["0 actor/arden-news", "1 actor/ilva-toren", 1, 0],
        ["0 actor/meridian", "1 country/X-COAST", 1, 1],
        ["0 actor/oda-marsk", "1 country/ARD", 1, 1],
    ]


def test_a_picture_credited_to_another_medium_came_without_the_wire(
    tmp_path: Path,
) -> None:
    image = QUOTES[1] | {"kind": "image", "speaker_id": "daily-lantern"}
    rows = {"quotes": [image], "relays": [], "marks": [], "positions": [],
            "events": [], "participants": []}  # fmt: skip
    record = open_record(write_record(tmp_path, ROWS | rows))
    found = network_queries._every_link(record, EVERYTHING, network_queries.WORDS)
    assert found[["origin", "target"]].to_numpy().tolist() == [
        ["0 actor/daily-lantern", PUBLISHER]
    ]


def test_relays_stand_in_the_order_of_their_hops(tmp_path: Path) -> None:
    more = {"quote_id": key(4, "a"), "hop": 2, "actor_id": "analyst",
            "basis": "explicit"}  # fmt: skip
    record = open_record(write_record(tmp_path, ROWS | {"relays": [*RELAYS, more]}))
    paths = network_queries.paths(record, EVERYTHING, network_queries.WORDS)
    assert [
        "0 actor/ilva-toren", "1 actor/arden-news", "2 actor/analyst", WIRE, PUBLISHER,
    ] in [list(path) for path in paths["path"]]  # fmt: skip
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.WORDS)
    headings = network_charts.headings(nodes, network_queries.WORDS)
    assert headings[2] == "intermediary, step 2"


@pytest.mark.parametrize("view", [network_queries.WORDS, network_queries.VIEWS])
@pytest.mark.parametrize(
    "chosen", [EVERYTHING, Filters(country=("RUS",)), Filters(chain="only")], ids=str
)
def test_every_node_and_link_leads_to_as_many_rows_as_it_counts(
    default: Record, view: str, chosen: Filters
) -> None:
    nodes, linked = drawn(default, view, chosen)
    assert len(linked)
    for row in nodes.to_dict("records"):
        rows = network_queries.rows_through(
            default, chosen, view, (row["node"],), 1, None
        )
        assert len(rows) == row["rows"]
    for row in linked.to_dict("records"):
        ends = (row["origin"], row["target"])
        rows = network_queries.rows_through(default, chosen, view, ends, 1, None)
        assert len(rows) == row["rows"]
        assert rows["total"].eq(row["rows"]).all()


def test_the_rows_of_a_link_pass_over_just_it(record: Record) -> None:
    ends = ("0 actor/oda-marsk", WIRE)
    rows = network_queries.rows_through(record, EVERYTHING, network_queries.WORDS, ends)
    assert list(rows["quote_id"]) == [key(5, "a"), key(5, "b"), key(6, "a")]
    ends = ("1 actor/oda-marsk", WIRE)
    rows = network_queries.rows_through(record, EVERYTHING, network_queries.WORDS, ends)
    assert list(rows["quote_id"]) == [key(6, "b")]
    ends = ("0 actor/oda-marsk", "1 country/ARD")
    rows = network_queries.rows_through(record, EVERYTHING, network_queries.VIEWS, ends)
    assert list(rows["position_id"]) == [key(6, "pa")]


@pytest.mark.parametrize("view", [network_queries.WORDS, network_queries.VIEWS])
def test_of_300_actors_at_most_40_are_drawn_and_no_chain_is_cut(
    crowd: Record, view: str
) -> None:
    every = network_queries.nodes(crowd, EVERYTHING, view)
    assert every["key"].nunique() > 150
    nodes, linked = drawn(crowd, view)
    assert 30 < len(nodes) <= network_queries.DRAWN
    first, last = every["place"].min(), every["place"].max()
    for row in nodes.to_dict("records"):
        # Each speaker's words arrive; each publisher's come from somebody.
        assert row["place"] == last or row["node"] in set(linked["origin"])
        assert row["place"] == first or row["node"] in set(linked["target"])
    # The chain over which most pass is drawn.
    top = network_queries.paths(crowd, EVERYTHING, view)["path"][0]
    assert set(top) <= set(nodes["node"])


def test_how_many_pass_through_state_media_leaves_silences_out(
    record: Record,
) -> None:
    (row,) = network_queries.through(record, EVERYTHING).to_dict("records")
    assert row == {"statements": 6, "through": 1}

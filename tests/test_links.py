"""Who attributes what to whom: counted, laid out, drawn; what is left out is said."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import network as network_charts
from dashboard.charts import network_layout
from dashboard.charts.base import palette
from dashboard.database import chains
from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters
from tests.support import generated_record
from tests.support.small_record import QUOTES, RELAYS, ROWS, key, write_record

EVERYTHING = Filters()
WIRE, PUBLISHER = (
    f"{chains.WIRE} actor/meridian",
    f"{chains.PUBLISHER} actor/daily-lantern",
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of more than 300 actors."""
    folder = tmp_path_factory.mktemp("crowd") / "record"
    return open_record(generated_record.write(folder, 1_500, 160, 6, 30))


def drawn(
    record: Record, view: str, chosen: Filters = EVERYTHING
) -> tuple[pd.DataFrame, pd.DataFrame]:
    every = network_queries.nodes(record, chosen, view)
    return network_queries.drawn(record, chosen, view, every)


def figure(record: Record, view: str, picked: tuple[str, ...] = ()) -> Any:
    nodes, linked = drawn(record, view)
    headings = network_charts.headings(nodes, view)
    return network_charts.network(nodes, linked, headings, picked=picked)


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
    assert names["1 actor/"] == "somebody unnamed"
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
    assert headings[2] == "passes it on, step 2"


@pytest.mark.parametrize("view", [network_queries.WORDS, network_queries.VIEWS])
@pytest.mark.parametrize(
    "chosen", [EVERYTHING, Filters(country=("RUS",)), Filters(chain="only")], ids=str
)
def test_every_node_and_link_leads_to_as_many_rows_as_it_counts(
    view: str, chosen: Filters
) -> None:
    record = open_record(DEFAULT)
    nodes, linked = drawn(record, view, chosen)
    assert len(linked)
    for row in nodes.to_dict("records"):
        rows = network_queries.rows_through(
            record, chosen, view, (row["node"],), 1, None
        )
        assert len(rows) == row["rows"]
    for row in linked.to_dict("records"):
        ends = (row["origin"], row["target"])
        rows = network_queries.rows_through(record, chosen, view, ends, 1, None)
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


@pytest.mark.parametrize("view", [network_queries.WORDS, network_queries.VIEWS])
def test_names_have_room_in_their_column_even_in_a_crowd(
    crowd: Record, view: str
) -> None:
    nodes, linked = drawn(crowd, view)
    order = sorted(nodes["place"].unique())
    columns = {row["node"]: order.index(row["place"])
               for row in nodes.to_dict("records")}  # fmt: skip
    ends = list(zip(linked["origin"], linked["target"], strict=True))
    room = [(17.0, 17.0), *[(42.0, 12.0)] * (len(order) - 2), (17.0, 17.0)]
    layout = network_layout.place(columns, ends, room)
    for column in range(layout.columns):
        heights = sorted(y for x, y in layout.nodes.values() if x == column)
        assert all(b - a >= sum(room[column]) - 0.01 for a, b in pairwise(heights))
    assert min(y for _, y in layout.nodes.values()) >= 0
    assert len(layout.paths) == len(ends)
    for path, (origin, target) in zip(layout.paths, ends, strict=True):
        assert path[0] == layout.nodes[origin]
        assert path[-1] == layout.nodes[target]
        assert [b[0] - a[0] for a, b in pairwise(path)] == [1] * (len(path) - 1)


def test_links_that_need_not_cross_do_not() -> None:
    columns = {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1, "z": 1}
    ends = [("a", "z"), ("b", "x"), ("c", "y")]
    layout = network_layout.place(columns, ends, [(17.0, 17.0)] * 2)
    left = sorted("abc", key=lambda name: layout.nodes[name][1])
    right = sorted("xyz", key=lambda name: layout.nodes[name][1])
    assert [dict(ends)[name] for name in left] == right


def test_nothing_is_laid_out_where_nothing_is() -> None:
    assert network_layout.place({}, [], []).columns == 0


def test_a_point_tells_its_node_or_the_two_of_its_link(record: Record) -> None:
    nodes, linked = drawn(record, network_queries.WORDS)
    traces = figure(record, network_queries.WORDS).data
    selectable = [list(map(tuple, one.customdata)) for one in traces if one.customdata]
    assert sorted(selectable[0]) == sorted(
        zip(linked["origin"], linked["target"], strict=True)
    )
    assert sorted(selectable[1]) == sorted((node,) for node in nodes["node"])


def test_a_kind_of_actor_is_told_by_its_sign(record: Record) -> None:
    (points,) = [one for one in figure(record, network_queries.WORDS).data
                 if one.customdata and len(one.customdata[0]) == 1]  # fmt: skip
    signs = {node: sign for (node,), sign in
             zip(points.customdata, points.marker.symbol, strict=True)}  # fmt: skip
    assert signs == {
        "0 actor/ilva-toren": "circle",
        "0 actor/oda-marsk": "circle",
        "1 actor/oda-marsk": "circle",
        "0 actor/arden": "square",
        "0 actor/analyst": "triangle-up",
        "1 actor/": "triangle-up",
        "1 actor/arden-news": "star",
        WIRE: "diamond",
        PUBLISHER: "diamond",
    }


def test_a_link_is_dashed_where_all_of_it_is_told_by_others(record: Record) -> None:
    def dashes(view: str) -> dict[str, int]:
        drawn_lines = [one for one in figure(record, view).data if one.mode == "lines"]
        # Each link ends with a gap.
        gaps = {"solid": 0, "6px,4px": 0}
        for one in drawn_lines:
            gaps[one.line.dash] += int(np.isnan(one.x).sum())
        return gaps

    assert dashes(network_queries.WORDS) == {"solid": 6, "6px,4px": 2}
    assert dashes(network_queries.VIEWS) == {"solid": 1, "6px,4px": 3}


def test_more_statements_make_a_wider_link(record: Record) -> None:
    widths = {one.line.width for one in figure(record, network_queries.WORDS).data
              if one.mode == "lines"}  # fmt: skip
    assert max(widths) == 9
    assert len(widths) == 3  # for 1, 3 and 6 statements


def test_what_is_picked_is_framed(record: Record) -> None:
    text = palette(False).text

    def framed(*picked: str) -> list[float]:
        lines = [one for one in figure(record, network_queries.WORDS, picked).data
                 if one.mode == "lines"]  # fmt: skip
        return [one.line.width for one in lines if one.line.color == text]

    assert framed() == []
    assert framed(WIRE, PUBLISHER) == [9]


def test_no_two_links_are_selected_at_one_place(crowd: Record) -> None:
    for view in (network_queries.WORDS, network_queries.VIEWS):
        shown = figure(crowd, view)
        (middles,) = [one for one in shown.data
                      if one.customdata and len(one.customdata[0]) == 2]  # fmt: skip
        places = set(zip(middles.x, middles.y, strict=True))
        assert len(places) == len(middles.x)


def test_a_name_is_cut_to_two_lines_no_wider_than_there_is_room() -> None:
    assert network_charts.label("Oda Marsk", 3, 140) == "Oda Marsk · 3"
    assert network_charts.label(
        "Brekland’s ministry of water and rivers", 1_200, 140
    ) == ("Brekland’s<br>ministry of… · 1,200")
    assert network_charts.label("<b>Bold</b> & “Co”", 1, 140) == (
        "&lt;b&gt;Bold&lt;/b&gt; &amp;<br>“Co” · 1"
    )
    long = network_charts.label("x" * 500, 1, 140)
    assert long.count("<br>") == 1
    assert len(long) < 60
    assert "\n" not in network_charts.label("two\nlines", 1, 140)
    # Letters of a wide script take more room.
    assert len(network_charts.label("中" * 60, 1, 140)) < len(
        network_charts.label("x" * 60, 1, 140)
    )


def test_alike_names_and_arrows_are_told_apart_in_the_picker(tmp_path: Path) -> None:
    actors = [dict(row) for row in ROWS["actors"]]
    actors[3]["name"] = "A → B"
    actors[6]["name"] = "A"
    actors[4]["name"] = "Brekland"
    record = open_record(write_record(tmp_path, ROWS | {"actors": actors}))
    for view in (network_queries.WORDS, network_queries.VIEWS):
        nodes, linked = drawn(record, view)
        options = network_charts.options(nodes, linked, view)
        assert len(options) == len(nodes) + len(linked)
        assert len(set(options.values())) == len(options)


def test_who_stands_in_two_columns_is_told_apart_by_what_it_does_there(
    record: Record,
) -> None:
    nodes, linked = drawn(record, network_queries.WORDS)
    offered = network_charts.options(nodes, linked, network_queries.WORDS)
    assert offered["Oda Marsk (speaks) → Meridian (news agency)"] == (
        "0 actor/oda-marsk", WIRE,
    )  # fmt: skip
    assert offered["Oda Marsk (passes it on) → Meridian (news agency)"] == (
        "1 actor/oda-marsk", WIRE,
    )  # fmt: skip
    assert offered["Arden → Oda Marsk"] == ("0 actor/arden", "1 actor/oda-marsk")


def test_the_finding_is_of_the_data(record: Record) -> None:
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.WORDS)
    assert network_charts.finding(nodes, network_queries.WORDS, 6, 1) == (
        "Through state media: 1 of 6 statements, silences left out. "
        "Heard most: Oda Marsk (3). Passes on most: "
        "somebody unnamed, Arden’s state news agency, Oda Marsk (1, each)."
    )
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.VIEWS)
    told = network_charts.finding(nodes, network_queries.VIEWS, 5, 4)
    assert told.startswith("Told by others than who holds them: 4 of 5 positions. ")
    assert "and 1 more (1, each)" in told


def test_how_many_pass_through_state_media_leaves_silences_out(
    record: Record,
) -> None:
    (row,) = network_queries.through(record, EVERYTHING).to_dict("records")
    assert row == {"statements": 6, "through": 1}


def test_a_chain_of_many_hops_has_a_wider_picture(tmp_path: Path) -> None:
    hops = [
        {"quote_id": key(4, "a"), "hop": n + 2, "actor_id": one, "basis": "explicit"}
        for n, one in enumerate(("analyst", "arden", "brekland-water", "oda-marsk"))
    ]
    record = open_record(write_record(tmp_path, ROWS | {"relays": [*RELAYS, *hops]}))
    assert figure(record, network_queries.WORDS).layout.width > network_charts.NARROW
    assert figure(open_record(DEFAULT), network_queries.WORDS).layout.width is None

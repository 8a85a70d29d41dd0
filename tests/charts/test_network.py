"""The network shows who attributes what to whom, and says what it shows."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts import network as network_charts
from dashboard.charts.base import palette
from dashboard.database import chains
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters
from tests.support.small_record import RELAYS, ROWS, key, write_record

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


def figure(record: Record, view: str, picked: tuple[str, ...] = ()) -> Any:
    nodes, linked = drawn(record, view)
    headings = network_charts.headings(nodes, view)
    return network_charts.network(nodes, linked, headings, picked=picked)


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
    assert offered["Oda Marsk (speaker) → Meridian (news agency)"] == (
        "0 actor/oda-marsk", WIRE,
    )  # fmt: skip
    assert offered["Oda Marsk (intermediary) → Meridian (news agency)"] == (
        "1 actor/oda-marsk", WIRE,
    )  # fmt: skip
    assert offered["Arden → Oda Marsk"] == ("0 actor/arden", "1 actor/oda-marsk")


def test_the_finding_is_of_the_data(record: Record) -> None:
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.WORDS)
    assert network_charts.finding(nodes, network_queries.WORDS, 6, 1) == (
        "From or via state media: 1 of 6 statements (omissions that the report points"
        " out are not counted). Most statements: Oda Marsk (3). Most"
        " often passed on by: an unnamed intermediary, Arden’s state news agency, Oda"
        " Marsk (1, each)."
    )
    nodes = network_queries.nodes(record, EVERYTHING, network_queries.VIEWS)
    told = network_charts.finding(nodes, network_queries.VIEWS, 5, 4)
    assert told.startswith("Told by somebody other than the holder: 4 of 5 positions. ")
    assert "and 1 more (1, each)" in told


def test_a_chain_of_many_hops_has_a_wider_picture(
    default: Record, tmp_path: Path
) -> None:
    hops = [
        {"quote_id": key(4, "a"), "hop": n + 2, "actor_id": one, "basis": "explicit"}
        for n, one in enumerate(("analyst", "arden", "brekland-water", "oda-marsk"))
    ]
    record = open_record(write_record(tmp_path, ROWS | {"relays": [*RELAYS, *hops]}))
    assert figure(record, network_queries.WORDS).layout.width > network_charts.NARROW
    assert figure(default, network_queries.WORDS).layout.width is None

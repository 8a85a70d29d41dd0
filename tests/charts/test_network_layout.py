"""Every name of a network has its room, and links cross no more than they must."""

from itertools import pairwise

import pandas as pd
import pytest

from dashboard.charts import network_layout
from dashboard.database.record import Record
from dashboard.queries import network as network_queries
from dashboard.queries.filters import Filters

EVERYTHING = Filters()


def drawn(
    record: Record, view: str, chosen: Filters = EVERYTHING
) -> tuple[pd.DataFrame, pd.DataFrame]:
    every = network_queries.nodes(record, chosen, view)
    return network_queries.drawn(record, chosen, view, every)


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

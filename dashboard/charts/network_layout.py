"""A network laid out in columns, from left to right; every label has its room."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import igraph

Point = tuple[float, float]
Room = tuple[float, float]  # Pixels above the middle of a mark, and below it.
BEND: Final = (4.5, 4.5)  # What a link takes where it passes a column of others.


class Layout(NamedTuple):
    """
    Where nodes and links go: x counts columns from 0, y is pixels from the top.

    `paths` are the points of each link, one a column.
    """

    nodes: dict[str, Point]
    paths: list[list[Point]]
    columns: int
    height: float


def place(
    columns: Mapping[str, int], links: Sequence[tuple[str, str]], room: Sequence[Room]
) -> Layout:
    """
    Lay out nodes, each in its column, with few links that cross (Sugiyama's way).

    A link goes to a later column; `room` is what a node of each column needs. No
    two nodes of a column, and no link that passes between them, are nearer than that.
    """
    names = list(columns)
    number = {name: n for n, name in enumerate(names)}
    edges = [(number[origin], number[target]) for origin, target in links]
    graph = igraph.Graph(n=len(names), edges=edges, directed=True)
    layers = [columns[name] for name in names]
    found = graph.layout_sugiyama(layers=layers, maxiter=200)
    # Each column's nodes and bends of links, by where the library puts them.
    across: dict[int, list[tuple[float, str | tuple[int, int]]]] = {}
    for name, (x, _) in zip(names, found.coords, strict=True):
        across.setdefault(columns[name], []).append((x, name))
    for link, bends in enumerate(found.edge_routing):
        first = columns[links[link][0]] + 1
        for n, (x, *_) in enumerate(bends):
            across.setdefault(first + n, []).append((x, (link, first + n)))
    before: dict[str | tuple[int, int], list[str | tuple[int, int]]] = {}
    for link, (origin, target) in enumerate(links):
        way: list[str | tuple[int, int]] = [origin]
        bends_at = range(columns[origin] + 1, columns[target])
        way += [(link, column) for column in bends_at]
        way.append(target)
        for one, following in pairwise(way):
            before.setdefault(following, []).append(one)
    places: dict[str | tuple[int, int], float] = {}
    for column in sorted(across):
        items = [item for _, item in sorted(across[column], key=lambda one: one[0])]
        needs = [room[column] if isinstance(i, str) else BEND for i in items]
        wanted = [_mean([places[one] for one in before.get(i, [])]) for i in items]
        places |= dict(zip(items, _spread(wanted, needs), strict=True))
    top = min(places.values(), default=0.0)
    places = {item: place - top for item, place in places.items()}
    paths = []
    for link, (origin, target) in enumerate(links):
        between = range(columns[origin] + 1, columns[target])
        path = [(float(columns[origin]), places[origin])]
        path += [(float(column), places[link, column]) for column in between]
        paths.append([*path, (float(columns[target]), places[target])])
    nodes = {name: (float(columns[name]), places[name]) for name in names}
    height = max(places.values(), default=0.0)
    return Layout(nodes, paths, max(layers, default=-1) + 1, height)


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _spread(wanted: Sequence[float | None], needs: Sequence[Room]) -> list[float]:
    """Places in this order, none nearer than needed, on the whole where wanted."""
    places: list[float] = []
    for want, need in zip(wanted, needs, strict=True):
        below = needs[len(places) - 1][1]
        least = places[-1] + below + need[0] if places else None
        if least is None:
            places.append(want or 0.0)
        else:
            places.append(least if want is None else max(want, least))
    off = [p - w for p, w in zip(places, wanted, strict=True) if w is not None]
    shift = sum(off) / len(off) if off else 0.0
    return [place - shift for place in places]

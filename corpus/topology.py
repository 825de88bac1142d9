"""Areas that share borders as lists of arcs: every border is kept once, however many areas it bounds.

The method is that of TopoJSON (M. Bostock, "How to Infer Topology", 2013): rings are cut where the net of borders branches,
and equal pieces, forwards or backwards, become one arc.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[int, int]
Rings = Sequence[Sequence[Point]]


@dataclass(frozen=True, slots=True)
class Topology:
    """`arcs` are lines of at least two points. `areas`: level -> code -> polygons -> rings -> numbers of arcs.

    A number below zero is an arc walked backwards: -1 is arc 0, -2 is arc 1 (~number in Python).
    """

    arcs: tuple[tuple[Point, ...], ...]
    areas: Mapping[str, Mapping[str, list[list[list[int]]]]]


def topology_of(levels: Mapping[str, Mapping[str, Sequence[Rings]]]) -> Topology:
    """The arcs of areas given as polygons of closed rings, whose shared borders have the same points.

    The first level decides where borders branch, so it must be the finest: areas of the others are unions of its areas.
    """
    finest = next(iter(levels.values()))
    branches = _branches(finest)
    numbers: dict[tuple[Point, ...], int] = {}
    areas = {
        level: {
            code: [[_arcs_of(ring, branches, numbers) for ring in polygon] for polygon in polygons]
            for code, polygons in shapes.items()
        }
        for level, shapes in levels.items()
    }
    return Topology(tuple(numbers), areas)


def _branches(areas: Mapping[str, Sequence[Rings]]) -> frozenset[Point]:
    """The points from which borders go in other than two directions, or that two rings only touch."""
    neighbours: dict[Point, set[Point]] = {}
    for polygons in areas.values():
        for polygon in polygons:
            for ring in polygon:
                for before, after in itertools.pairwise(ring):
                    neighbours.setdefault(before, set()).add(after)
                    neighbours.setdefault(after, set()).add(before)
    return frozenset(point for point, others in neighbours.items() if len(others) != 2)


def _arcs_of(ring: Sequence[Point], branches: frozenset[Point], numbers: dict[tuple[Point, ...], int]) -> list[int]:
    """The ring as numbers of arcs; arcs not met before are added to `numbers`."""
    points = list(ring[:-1])
    start = next((place for place, point in enumerate(points) if point in branches), None)
    # A ring that meets no other border has no natural start: its least point is one that every area agrees on.
    start = points.index(min(points)) if start is None else start
    points = [*points[start:], *points[: start + 1]]
    cuts = [place for place, point in enumerate(points) if point in branches or place in (0, len(points) - 1)]
    found = []
    for first, last in itertools.pairwise(cuts):
        arc = tuple(points[first : last + 1])
        if arc[::-1] in numbers:
            found.append(~numbers[arc[::-1]])
        else:
            found.append(numbers.setdefault(arc, len(numbers)))
    return found

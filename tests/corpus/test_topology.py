"""Areas become arcs, and arcs the same areas again."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus.topology import Point, Topology, topology_of

# Two squares side by side, and a third inside the first that touches nothing.
LEFT: list[Point] = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
RIGHT: list[Point] = [(4, 0), (8, 0), (8, 4), (4, 4), (4, 0)]
ENCLAVE: list[Point] = [(1, 1), (1, 2), (2, 2), (2, 1), (1, 1)]
HOLE = ENCLAVE[2:-1] + ENCLAVE[:3]  # the same ring, begun elsewhere
BOTH: list[Point] = [(0, 0), (4, 0), (8, 0), (8, 4), (4, 4), (0, 4), (0, 0)]


def ring_of(found: Topology, arcs: Sequence[int]) -> list[Point]:
    points: list[Point] = []
    for arc in arcs:
        line = found.arcs[arc] if arc >= 0 else found.arcs[~arc][::-1]
        assert not points or points[-1] == line[0]
        points += line[1:] if points else line
    return points


def edges(ring: Sequence[Point]) -> set[frozenset[Point]]:
    return {frozenset(pair) for pair in itertools.pairwise(ring)}


def test_a_border_of_two_areas_is_one_arc() -> None:
    found = topology_of({"areas": {"left": [[LEFT]], "right": [[RIGHT]]}})

    left, right = found.areas["areas"]["left"][0][0], found.areas["areas"]["right"][0][0]
    shared = {arc if arc >= 0 else ~arc for arc in left} & {arc if arc >= 0 else ~arc for arc in right}
    assert [set(found.arcs[arc]) for arc in shared] == [{(4, 0), (4, 4)}]
    assert len(found.arcs) == 3


def test_an_enclave_and_the_hole_around_it_are_one_arc() -> None:
    found = topology_of({"areas": {"left": [[LEFT, HOLE]], "enclave": [[ENCLAVE]]}})

    (hole,) = found.areas["areas"]["left"][0][1]
    (ring,) = found.areas["areas"]["enclave"][0][0]
    assert {hole, ~hole} >= {ring}


def test_a_larger_area_is_made_of_the_arcs_of_its_parts() -> None:
    found = topology_of({"areas": {"left": [[LEFT]], "right": [[RIGHT]]}, "unions": {"both": [[BOTH]]}})

    assert len(found.arcs) == 3
    assert edges(ring_of(found, found.areas["unions"]["both"][0][0])) == edges(BOTH)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=6), st.lists(st.integers(1, 5), min_size=2, max_size=6))
def test_a_grid_of_areas_comes_back_with_the_borders_it_had(widths: list[int], heights: list[int]) -> None:
    xs, ys = ([sum(sizes[:place]) for place in range(len(sizes) + 1)] for sizes in (widths, heights))
    areas = {
        f"{x}-{y}": [[[(xs[x], ys[y]), (xs[x + 1], ys[y]), (xs[x + 1], ys[y + 1]), (xs[x], ys[y + 1]), (xs[x], ys[y])]]]
        for x in range(len(widths))
        for y in range(len(heights))
    }

    found = topology_of({"areas": areas})

    for name, polygons in areas.items():
        assert edges(ring_of(found, found.areas["areas"][name][0][0])) == edges(polygons[0][0])
    kept = [edge for arc in found.arcs for edge in edges(arc)]
    assert len(kept) == len(set(kept))

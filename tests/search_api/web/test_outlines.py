"""The drawing of Poland: placed as on any map, thinned without gaps, written in few characters."""

from __future__ import annotations

import re
from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.geometry import distance_km
from corpus.places import gazetteer
from search_api.web.outlines import Drawing, drawing, projected, thinned

CITIES = {"Szczecin": (53.43, 14.55), "Gdańsk": (54.35, 18.65), "Rzeszów": (50.04, 22.0), "Wrocław": (51.11, 17.03)}
STEP = re.compile(r"-?\d+")


def points_of(path: str) -> list[list[tuple[int, int]]]:
    """The points of each ring or line of a path of relative steps."""
    found = []
    for part in path.removesuffix("z").split("M")[1:]:
        start, steps = part.removesuffix("z").split("l")
        numbers = [int(number) for number in STEP.findall(steps)]
        x, y = (int(number) for number in start.split())
        line = [(x, y)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            line.append((line[-1][0] + step_x, line[-1][1] + step_y))
        found.append(line)
    return found


@pytest.mark.parametrize(("first", "second"), [("Szczecin", "Rzeszów"), ("Gdańsk", "Wrocław"), ("Gdańsk", "Szczecin")])
def test_distances_on_the_drawing_are_those_on_the_globe(first: str, second: str) -> None:
    (lat1, lon1), (lat2, lon2) = CITIES[first], CITIES[second]
    (x1, y1), (x2, y2) = projected(lon1, lat1), projected(lon2, lat2)

    assert hypot(x2 - x1, y2 - y1) == pytest.approx(distance_km(lat1, lon1, lat2, lon2), rel=0.002)


def test_the_central_meridian_goes_straight_to_the_north() -> None:
    assert projected(19.0, 50.0)[0] == pytest.approx(0)
    assert projected(19.0, 54.0)[1] > projected(19.0, 50.0)[1]


def test_east_is_to_the_right_and_north_is_up() -> None:
    place = drawing(1000, 2.5).place
    szczecin, gdansk, rzeszow = (place(*CITIES[name]) for name in ("Szczecin", "Gdańsk", "Rzeszów"))

    assert szczecin[0] < gdansk[0] < rzeszow[0]
    assert gdansk[1] < szczecin[1] < rzeszow[1]


@pytest.mark.parametrize(("width", "detail"), [(1000, 2.5), (300, 1.0)])
def test_every_podregion_has_an_outline_and_a_label_within_the_drawing(width: int, detail: float) -> None:
    found: Drawing = drawing(width, detail)

    assert found.subregions.keys() == found.labels.keys() == gazetteer().subregions.keys()
    for code, path in found.subregions.items():
        rings = points_of(path)
        assert rings, code
        for x, y in [found.labels[code], *(point for ring in rings for point in ring)]:
            assert 0 <= x <= found.width
            assert 0 <= y <= found.height


def test_neighbours_keep_their_common_border() -> None:
    found = drawing(1000, 2.5)
    edges = [
        frozenset(pair)
        for path in found.subregions.values()
        for ring in points_of(path)
        for pair in pairwise([*ring, ring[0]])
    ]
    borders = {frozenset(pair) for line in points_of(found.borders) for pair in pairwise(line)}

    assert max(edges.count(edge) for edge in set(edges)) == 2
    assert borders <= set(edges)


def test_a_drawing_is_small_enough_for_a_page() -> None:
    large, small = drawing(1000, 2.5), drawing(300, 1.0)

    assert sum(map(len, large.subregions.values())) + len(large.borders) < 25_000
    assert len(small.borders) < 5_000


lines = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=2, max_size=30)


@given(lines, st.floats(0.1, 20))
def test_a_thinned_line_keeps_its_ends_and_takes_no_new_point(line: list[tuple[float, float]], distance: float) -> None:
    found = thinned(line, distance)

    assert (found[0], found[-1]) == (line[0], line[-1])
    remaining = iter(line)
    assert all(point in remaining for point in found)


def test_a_closed_line_does_not_shrink_to_a_point() -> None:
    square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]

    assert len(thinned(square, 2.0)) == 5

"""The shipped outlines: complete, without gaps and overlaps, each place in the area to which it belongs."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from corpus import outlines, units
from corpus.outlines import FILE, Point, Shape

Segment = tuple[Point, Point]


def contains(shape: Shape, point: Point) -> bool:
    """True when a line from the point to the east crosses the rings an odd number of times."""
    x, y = point
    inside = False
    for ring in outlines.load().rings(shape):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def segments(shape: Shape) -> list[Segment]:
    return [(min(pair), max(pair)) for ring in outlines.load().rings(shape) for pair in pairwise(ring)]


def turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(first: Segment, second: Segment) -> bool:
    """True when two segments cross at a point inside both."""
    (a, b), (c, d) = first, second
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def test_every_podregion_and_voivodeship_of_the_units_has_an_outline() -> None:
    found, known = outlines.load(), units.load()

    assert found.subregions.keys() == known.subregions.keys()
    assert found.voivodeships.keys() == known.voivodeships.keys()
    assert (len(found.subregions), len(found.voivodeships)) == (73, 16)
    assert {city.name for city in found.cities} == {item.name for item in known.powiats.values() if item.is_city}


def test_rings_are_closed_and_visit_no_point_twice() -> None:
    found = outlines.load()

    for shape in (*found.subregions.values(), *found.voivodeships.values()):
        for ring in found.rings(shape):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert len(set(ring)) == len(ring) - 1, shape.code


def test_no_outline_crosses_itself_or_another() -> None:
    found = outlines.load()
    all_segments = sorted({segment for shape in found.subregions.values() for segment in segments(shape)})

    crossing = []
    for place, first in enumerate(all_segments):
        for second in all_segments[place + 1 :]:
            if second[0][0] > first[1][0]:  # sorted by the western end: none of the rest can reach it
                break
            if cross(first, second):
                crossing.append((first, second))

    assert crossing == []


def test_a_border_inside_the_country_bounds_two_podregiony_and_one_around_it_a_single_one() -> None:
    found = outlines.load()
    bounded = Counter(segment for shape in found.subregions.values() for segment in segments(shape))
    around = {segment for segment, times in bounded.items() if times == 1}

    assert set(bounded.values()) == {1, 2}
    # What bounds one podregion only bounds one voivodeship only: so there is no slit between two of them.
    of_voivodeships = Counter(segment for shape in found.voivodeships.values() for segment in segments(shape))
    assert around == {segment for segment, times in of_voivodeships.items() if times == 1}


def test_a_voivodeship_is_bounded_by_the_borders_of_its_podregiony() -> None:
    found, known = outlines.load(), units.load()

    for code, unit in known.voivodeships.items():
        own = [shape for name, shape in found.subregions.items() if known.subregions[name].voivodeship == unit.name]
        bounded = Counter(segment for shape in own for segment in segments(shape))
        assert {segment for segment, times in bounded.items() if times == 1} == set(segments(found.voivodeships[code]))


def test_every_seat_lies_in_the_outline_of_its_podregion() -> None:
    found, known = outlines.load(), units.load()
    cities = {item.seat for item in known.powiats.values() if item.is_city}

    astray = [
        (powiat.name, shape.code)
        for powiat in known.powiats.values()
        for shape in found.subregions.values()
        if contains(shape, (powiat.lon, powiat.lat)) != (shape.code == powiat.subregion)
        # The office of a powiat around a city stands in the city, which may be a podregion by itself.
        and not (powiat.seat in cities and not powiat.is_city)
    ]

    assert astray == []


def test_nearly_every_town_lies_in_the_outline_of_its_podregion() -> None:
    found, known = outlines.load(), units.load()
    towns = [town for town in known.towns if town.subregion]

    astray = [
        town.name
        for town in towns
        if town.subregion and not contains(found.subregions[town.subregion], (town.lon, town.lat))
    ]

    # Borders are simplified by up to some hundred metres.
    assert len(astray) < len(towns) * 0.005, astray


def test_a_label_stands_inside_its_area() -> None:
    found = outlines.load()

    for shape in (*found.subregions.values(), *found.voivodeships.values()):
        assert contains(shape, shape.label), shape.code


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    assert FILE.stat().st_size < 80_000
    for said in ("ppatrzyk/polska-geojson", "MIT", "Państwowy Rejestr Granic", "2020"):
        assert said in (FILE.parent / "CREDITS.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damage", ["{", "[]", "{}", '{"transform": {"scale": [1, 1], "translate": [0, 0]}, "arcs": 5}']
)
def test_a_damaged_file_is_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "poland.topojson"
    path.write_text(damage, encoding="utf-8")

    with pytest.raises(ValueError, match=r"poland\.topojson: damaged outlines"):
        outlines.load(path)


def test_the_file_is_topojson_as_its_specification_has_it() -> None:
    content = json.loads(FILE.read_text(encoding="utf-8"))

    assert content["type"] == "Topology"
    assert {collection["type"] for collection in content["objects"].values()} == {"GeometryCollection"}
    numbers = {
        arc if arc >= 0 else ~arc
        for level in ("subregions", "voivodeships")
        for shape in content["objects"][level]["geometries"]
        for polygon in shape["arcs"]
        for ring in polygon
        for arc in ring
    }
    assert numbers == set(range(len(content["arcs"])))

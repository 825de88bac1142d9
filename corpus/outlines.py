"""The outlines of podregiony and voivodeships, and where the cities lie, as the shipped file has them.

`corpus/outlines/poland.topojson` is TopoJSON 1.0: a border that two areas share is one arc. It is read as it stands;
`python -m corpus.build_outlines` makes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any

FILE = Path(__file__).parent / "outlines" / "poland.topojson"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area. `polygons` hold rings, the outer one first; a ring holds numbers of arcs, below zero (~number) for an arc
    walked backwards. `label` is the point (lon, lat) with most room around it."""

    code: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    label: Point


@dataclass(frozen=True, slots=True)
class City:
    """A city with powiat rights. Degrees (WGS 84)."""

    name: str
    population: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Outlines:
    """`arcs` are lines of points (lon, lat) in degrees (WGS 84); shapes go by code: "nuts:PL227", "teryt:24"."""

    arcs: tuple[tuple[Point, ...], ...]
    subregions: Mapping[str, Shape]
    voivodeships: Mapping[str, Shape]
    cities: tuple[City, ...]

    def rings(self, shape: Shape) -> Iterator[tuple[Point, ...]]:
        """The rings of an area as closed lines of points, each outer ring before its holes."""
        for polygon in shape.polygons:
            for ring in polygon:
                yield tuple(joined([self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in ring]))

    def voivodeship_borders(self) -> tuple[int, ...]:
        """The numbers of the arcs between voivodeships and around the country, each once."""
        used = (
            arc
            for shape in self.voivodeships.values()
            for polygon in shape.polygons
            for ring in polygon
            for arc in ring
        )
        return tuple(sorted({arc if arc >= 0 else ~arc for arc in used}))


def joined(lines: list[tuple[Point, ...]]) -> Iterator[Point]:
    """Lines that follow each other as one: the point where two meet stands once."""
    for number, line in enumerate(lines):
        yield from line[1 if number else 0 :]


@cache
def load(path: Path = FILE) -> Outlines:
    """The outlines of a file, read once. Raises ValueError naming the file when it is damaged."""
    try:
        return _outlines(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path}: damaged outlines: {error}") from error


def _outlines(content: Mapping[str, Any]) -> Outlines:
    (width, height), (left, bottom) = content["transform"]["scale"], content["transform"]["translate"]

    def degrees(point: list[int]) -> Point:
        return round(left + point[0] * width, 6), round(bottom + point[1] * height, 6)

    arcs = tuple(
        tuple(map(degrees, accumulate(arc, lambda sofar, step: [sofar[0] + step[0], sofar[1] + step[1]])))
        for arc in content["arcs"]
    )
    objects = content["objects"]
    cities = []
    for item in objects["cities"]["geometries"]:
        lon, lat = degrees(item["coordinates"])
        cities.append(City(item["properties"]["name"], item["properties"]["population"], lat, lon))
    return Outlines(arcs, _shapes(objects["subregions"]), _shapes(objects["voivodeships"]), tuple(cities))


def _shapes(collection: Mapping[str, Any]) -> Mapping[str, Shape]:
    found = {}
    for item in collection["geometries"]:
        lon, lat = item["properties"]["label"]
        polygons = tuple(tuple(tuple(ring) for ring in polygon) for polygon in item["arcs"])
        found[item["id"]] = Shape(item["id"], polygons, (lon, lat))
    return MappingProxyType(found)

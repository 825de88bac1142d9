"""The outlines of Poland as SVG paths: projected, thinned to the size of the drawing, in whole units.

A page holds the drawing itself, so it needs no JavaScript and takes the colours of its theme.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan, atanh, cos, hypot, radians, sin, tan
from types import MappingProxyType

from corpus import outlines
from corpus.geometry import EARTH_DIAMETER_KM

CENTRAL_MERIDIAN = 19.0  # degrees east, that of the official EPSG:2180
MARGIN = 4  # units around the country, for thick borders

Unit = tuple[int, int]
Line = tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of Poland `width` by `height` units, y downwards. Paths are values of the attribute `d`."""

    width: int
    height: int
    subregions: Mapping[str, str]
    labels: Mapping[str, Unit]
    borders: str
    place: Callable[[float, float], Unit]


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Kilometres east of the central meridian and north of the equator, for degrees.

    Transverse Mercator of a sphere: J. P. Snyder, "Map Projections: A Working Manual", USGS 1987, equations 8-1 and 8-3, with
    the scale of EPSG:2180 left out, since a drawing has its own. Within Poland the ellipsoid would move a point of a drawing
    1000 units wide by less than 4 units, and all neighbours with it.
    """
    radius = EARTH_DIAMETER_KM / 2
    phi, away = radians(lat), radians(lon - CENTRAL_MERIDIAN)
    return radius * atanh(cos(phi) * sin(away)), radius * atan(tan(phi) / cos(away))


@cache
def drawing(width: int, detail: float) -> Drawing:
    """The map at a width in units; points of borders nearer than `detail` units to the line without them are left out."""
    source = outlines.load()
    arcs = [[projected(lon, lat) for lon, lat in arc] for arc in source.arcs]
    left, right = min(x for arc in arcs for x, _ in arc), max(x for arc in arcs for x, _ in arc)
    bottom, top = min(y for arc in arcs for _, y in arc), max(y for arc in arcs for _, y in arc)
    scale = (width - 2 * MARGIN) / (right - left)

    def unit(x: float, y: float) -> Unit:
        return round(MARGIN + (x - left) * scale), round(MARGIN + (top - y) * scale)

    lines = [_distinct(unit(x, y) for x, y in thinned(arc, detail / scale)) for arc in arcs]
    paths = {
        code: "".join(_closed(_ring(ring, lines)) for polygon in shape.polygons for ring in polygon)
        for code, shape in source.subregions.items()
    }
    shapes = source.subregions
    return Drawing(
        width,
        round(2 * MARGIN + (top - bottom) * scale),
        MappingProxyType(paths),
        MappingProxyType({code: unit(*projected(*shape.label)) for code, shape in shapes.items()}),
        "".join(_open(lines[arc]) for arc in source.voivodeship_borders()),
        lambda lat, lon: unit(*projected(lon, lat)),
    )


def thinned(line: Sequence[tuple[float, float]], distance: float) -> list[tuple[float, float]]:
    """The line without points nearer than `distance` to what is left (Douglas and Peucker 1973); its ends stay.

    A closed line is halved at its farthest point first, so it stays a line around something.
    """
    first, last = line[0], line[-1]
    if len(line) < 3:
        return list(line)
    distances = [_distance(point, first, last) for point in line[1:-1]]
    farthest = max(distances)
    if farthest < distance and first != last:
        return [first, last]
    middle = distances.index(farthest) + 1
    return [*thinned(line[: middle + 1], distance)[:-1], *thinned(line[middle:], distance)]


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to the line through two others, or to the point where both lie."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length if length else hypot(x - x1, y - y1)


def _distinct(points: Iterable[Unit]) -> Line:
    kept: list[Unit] = []
    for point in points:
        if not kept or point != kept[-1]:
            kept.append(point)
    return tuple(kept)


def _ring(arcs: Sequence[int], lines: Sequence[Line]) -> Line:
    return _distinct(point for arc in arcs for point in (lines[arc] if arc >= 0 else lines[~arc][::-1]))


def _closed(ring: Line) -> str:
    """A ring as a path; one that shrank to a line or a point is left out."""
    return f"{_open(ring[:-1])}z" if len(ring) > 3 else ""


def _open(line: Line) -> str:
    """A line as a path of relative steps: "M3 4l5-6 7 8"; nothing for a single point."""
    if len(line) < 2:
        return ""
    steps = (
        f"{x - before_x}{'' if y < before_y else ' '}{y - before_y}"
        for (before_x, before_y), (x, y) in itertools.pairwise(line)
    )
    return f"M{line[0][0]} {line[0][1]}l{''.join(_spaced(steps))}"


def _spaced(numbers: Iterable[str]) -> Iterator[str]:
    """A minus sign parts numbers as well as a space does."""
    for place, number in enumerate(numbers):
        yield number if place == 0 or number.startswith("-") else f" {number}"

"""Builds `corpus/outlines/poland.topojson`: `python -m corpus.build_outlines POWIATS.geojson`.

Needs the extra `data` (shapely); nothing of it runs later. The source is a GeoJSON FeatureCollection of the 380 powiats in
degrees (WGS 84) with the property `nazwa` ("powiat rybnicki", "powiat Rybnik"); where we have ours from stands in
`corpus/outlines/CREDITS.md`. The same input gives the same bytes.

The borders of the source cross and miss each other by metres in some places. So all of them are cut at their crossings on
one grid, every face between them goes to one powiat, and only then are faces joined to podregiony and voivodeships: a
border that two areas share is one and the same line, before and after it is simplified.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import units
from corpus.topology import Topology, topology_of
from corpus.units import Powiat, Units

if TYPE_CHECKING:
    from shapely import Geometry

FOLDER = Path(__file__).parent / "outlines"
GRID = 0.001  # degrees: 111 m from north to south, 68 m from west to east
TOLERANCE = 0.02  # degrees; a corner goes when the triangle it makes is smaller than the square of this
SMALLEST_PART = 0.001  # square degrees, 8 km2: smaller scraps of an area of several parts are left out
# Powiats that took another name after the source was made.
RENAMED = {"jeleniogórski": "karkonoski"}


def shapes_of_powiats(source: Mapping[str, Any], known: Mapping[str, Powiat]) -> dict[str, Geometry]:
    """The shape of each powiat by TERYT code: matched by name, and where a name stands twice, by the seat inside.

    Raises ValueError naming the powiats that have no shape and the shapes that are of no powiat.
    """
    import shapely
    from shapely.geometry import Point, shape

    by_name: dict[str, list[Powiat]] = {}
    for powiat in known.values():
        by_name.setdefault(powiat.name, []).append(powiat)
    found: dict[str, Geometry] = {}
    strange = []
    for feature in source["features"]:
        name = feature["properties"]["nazwa"].removeprefix("powiat ").strip()
        candidates = by_name.get(RENAMED.get(name, name), [])
        outline = shapely.make_valid(shape(feature["geometry"]), method="structure", keep_collapsed=False)
        if len(candidates) > 1:
            # The seat of a powiat around a city lies in the city, just beside it.
            candidates = [min(candidates, key=lambda powiat: outline.distance(Point(powiat.lon, powiat.lat)))]
        if not candidates or candidates[0].code in found:
            strange.append(name)
        else:
            found[candidates[0].code] = outline
    missing = sorted(known.keys() - found.keys())
    if strange or missing:
        raise ValueError(f"shapes of no powiat: {strange}; powiats without a shape: {missing}")
    return found


def partition(shapes: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """The same shapes on the grid without gaps and overlaps: each face of the net of borders belongs to one of them."""
    import shapely
    from shapely import STRtree

    codes = sorted(shapes)
    net = shapely.union_all([shapes[code].boundary for code in codes], grid_size=GRID)
    faces = list(shapely.get_parts(shapely.polygonize([net])))
    tree = STRtree([shapes[code] for code in codes])
    inside = [point.point_on_surface() for point in faces]
    owners: list[str | None] = [None] * len(faces)
    for face, shape_number in sorted(zip(*(side.tolist() for side in tree.query(inside, "within")), strict=True)):
        owners[face] = owners[face] or codes[shape_number]
    # Faces in no powiat are slits between two: each goes to the neighbour with which it shares most of its border.
    for number, face in enumerate(faces):
        if owners[number] is None:
            shared = Counter(
                {owner: face.intersection(other).length for other, owner in zip(faces, owners, strict=True) if owner}
            )
            owners[number] = max(sorted(shared), key=lambda code: shared[code])
    return {
        code: shapely.coverage_union_all([face for face, owner in zip(faces, owners, strict=True) if owner == code])
        for code in codes
    }


def joined(shapes: Mapping[str, Geometry], area_of: Mapping[str, str]) -> dict[str, Geometry]:
    """Shapes joined into larger ones: `area_of` gives the area of each code."""
    import shapely

    members: dict[str, list[Geometry]] = {}
    for code in sorted(shapes):
        members.setdefault(area_of[code], []).append(shapes[code])
    return {area: shapely.coverage_union_all(parts) for area, parts in sorted(members.items())}


def simplified(shapes: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """Fewer points; shared borders stay shared (Visvalingam and Whyatt 1993, over the whole coverage at once).

    Raises ValueError when the result is no valid coverage.
    """
    import shapely

    outlines = list(shapely.coverage_simplify(list(shapes.values()), TOLERANCE))
    kept = [_without_scraps(outline) for outline in outlines]
    if not all(shapely.is_valid(kept)) or not shapely.coverage_is_valid(kept):
        raise ValueError("the simplified outlines cross each other; choose another tolerance")
    return dict(zip(shapes, kept, strict=True))


def _without_scraps(outline: Geometry) -> Geometry:
    import shapely

    parts = shapely.get_parts(outline)
    large = [part for part in parts if part.area >= SMALLEST_PART] or [max(parts, key=lambda part: part.area)]
    return large[0] if len(large) == 1 else shapely.multipolygons(large)


def rings_of(outline: Geometry) -> list[list[list[tuple[int, int]]]]:
    """Polygons as lists of closed rings on the grid, the outer one first."""
    import shapely

    return [
        [[(round(x / GRID), round(y / GRID)) for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(shapely.normalize(outline))
    ]


def label_point(outline: Geometry) -> tuple[int, int]:
    """Where a label has most room: the centre of the largest circle inside."""
    import shapely

    largest = max(shapely.get_parts(outline), key=lambda part: part.area)
    x, y = shapely.maximum_inscribed_circle(largest, tolerance=GRID).coords[0]
    return round(x / GRID), round(y / GRID)


def build(source: Mapping[str, Any], places: Units) -> str:
    """The text of the TopoJSON file. Raises ValueError when the source does not fit the units."""
    powiats = places.powiats
    whole = partition(shapes_of_powiats(source, powiats))
    subregions = simplified(joined(whole, {code: powiat.subregion for code, powiat in powiats.items()}))
    parents = {code: places.subregions[code].voivodeship for code in subregions}
    codes = {unit.name: unit.code for unit in places.voivodeships.values()}
    voivodeships = joined(subregions, {code: codes[parents[code]] for code in subregions})
    net = topology_of(
        {
            "subregions": {code: rings_of(outline) for code, outline in subregions.items()},
            "voivodeships": {code: rings_of(outline) for code, outline in voivodeships.items()},
        }
    )
    labels = {code: label_point(outline) for code, outline in (subregions | voivodeships).items()}
    names = {unit.code: unit.name for unit in places.voivodeships.values()}
    return topojson(net, labels, names, _cities(places))


def _cities(places: Units) -> list[tuple[str, int, tuple[int, int]]]:
    """Name, inhabitants and point of the cities with powiat rights, the largest first."""
    found = []
    for powiat in places.powiats.values():
        if powiat.is_city:
            inhabitants = max(
                town.population
                for town in places.towns
                if town.powiat == powiat.code and town.name == powiat.name and not town.is_district
            )
            found.append((powiat.name, inhabitants, (round(powiat.lon / GRID), round(powiat.lat / GRID))))
    return sorted(found, key=lambda city: (-city[1], city[0]))


def topojson(
    net: Topology,
    labels: Mapping[str, tuple[int, int]],
    names: Mapping[str, str],
    cities: Sequence[tuple[str, int, tuple[int, int]]],
) -> str:
    """TopoJSON 1.0 (github.com/topojson/topojson-specification): arcs as steps on the grid, areas as lists of arcs.

    `labels` are the points of the names on the grid; areas without an entry in `names` have their code only.
    """
    left = min(x for arc in net.arcs for x, _ in arc)
    bottom = min(y for arc in net.arcs for _, y in arc)

    def moved(point: tuple[int, int]) -> list[int]:
        return [point[0] - left, point[1] - bottom]

    def steps(arc: Sequence[tuple[int, int]]) -> list[list[int]]:
        later = itertools.pairwise(arc)
        return [moved(arc[0]), *([x - before_x, y - before_y] for (before_x, before_y), (x, y) in later)]

    objects: dict[str, Any] = {
        level: {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "id": code,
                    "properties": {"label": [round(c * GRID, 3) for c in labels[code]]}
                    | ({"name": names[code]} if code in names else {}),
                    "arcs": polygons,
                }
                for code, polygons in areas.items()
            ],
        }
        for level, areas in net.areas.items()
    }
    objects["cities"] = {
        "type": "GeometryCollection",
        "geometries": [
            {
                "type": "Point",
                "properties": {"name": name, "population": population},
                "coordinates": moved(point),
            }
            for name, population, point in cities
        ],
    }
    content = {
        "type": "Topology",
        "transform": {"scale": [GRID, GRID], "translate": [round(left * GRID, 3), round(bottom * GRID, 3)]},
        "objects": objects,
        "arcs": [steps(arc) for arc in net.arcs],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Build corpus/outlines from the outlines of the powiats.")
    parser.add_argument("source", type=Path, help="GeoJSON with the 380 powiats")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    arguments = parser.parse_args()
    source = json.loads(arguments.source.read_text(encoding="utf-8"))
    try:
        text = build(source, units.load())
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error.name} is missing: install the extra with `pip install 'dobre-praktyki[data]'`", name=error.name
        ) from error
    (arguments.folder / "poland.topojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

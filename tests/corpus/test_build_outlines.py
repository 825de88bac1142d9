"""Outlines of powiats with the faults of the source become areas without gaps and overlaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus import build_outlines
from corpus.topology import topology_of
from corpus.units import Powiat, load

shapely = pytest.importorskip("shapely", reason="shapely comes with the extra data")

RYBNICKI = load().powiats["teryt:2412"]
RYBNIK = load().powiats["teryt:2473"]
# Two powiats of one name, in two voivodeships
BIELSKIE = {code: load().powiats[code] for code in ("teryt:2402", "teryt:2003")}


def square(powiat: Powiat, size: float, east: float = 0.0) -> dict[str, Any]:
    """A square around the seat, moved east by degrees; its corners lie off the grid."""
    west, south = powiat.lon - size / 2 + east + 0.00037, powiat.lat - size / 2 + 0.00041
    ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size), (west, south)]
    return {
        "type": "Feature",
        "properties": {"nazwa": f"powiat {powiat.name}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_a_name_that_stands_twice_is_told_apart_by_the_seat() -> None:
    first, second = BIELSKIE.values()
    source = {"features": [square(second, 0.3), square(first, 0.3)]}

    found = build_outlines.shapes_of_powiats(source, BIELSKIE)

    for code, powiat in BIELSKIE.items():
        assert found[code].contains(shapely.Point(powiat.lon, powiat.lat))


def test_a_shape_of_no_powiat_and_a_powiat_without_a_shape_are_named() -> None:
    stranger = replace(RYBNIK, name="Atlantyda")

    with pytest.raises(ValueError, match=r"Atlantyda.*teryt:2412"):
        build_outlines.shapes_of_powiats({"features": [square(stranger, 0.1)]}, {RYBNICKI.code: RYBNICKI})


def test_where_two_overlap_one_of_them_gives_way() -> None:
    whole = {"features": [square(RYBNICKI, 0.3), square(replace(RYBNICKI, name=RYBNIK.name), 0.3, east=0.28)]}
    shapes = build_outlines.shapes_of_powiats(whole, {RYBNICKI.code: RYBNICKI, RYBNIK.code: RYBNIK})

    found = list(build_outlines.partition(shapes).values())

    assert shapely.coverage_is_valid(found)
    assert sum(shape.area for shape in found) == pytest.approx(shapely.union_all(list(shapes.values())).area, rel=0.02)


def test_a_slit_between_two_goes_to_a_neighbour() -> None:
    inner = shapely.box(18.45, 50.05, 18.549, 50.15)
    outer = shapely.box(18.3, 49.9, 18.7, 50.3) - shapely.box(18.45, 50.05, 18.55, 50.15)

    found = build_outlines.partition({RYBNIK.code: inner, RYBNICKI.code: outer})

    assert shapely.coverage_is_valid(list(found.values()))
    assert shapely.union_all(list(found.values())).equals(shapely.box(18.3, 49.9, 18.7, 50.3))


def test_the_file_keeps_every_point_on_its_grid() -> None:
    rings = [(100, 200), (110, 200), (110, 215), (100, 215), (100, 200)]
    net = topology_of({"subregions": {"nuts:PL227": [[rings]]}, "voivodeships": {"teryt:24": [[rings]]}})
    labels = {"nuts:PL227": (105, 205), "teryt:24": (105, 205)}

    text = build_outlines.topojson(net, labels, {"teryt:24": "śląskie"}, [("Rybnik", 130_000, (103, 204))])

    assert '"arcs":[[[0,0],[10,0],[0,15],[-10,0],[0,-15]]]' in text
    assert '"translate":[0.1,0.2]' in text
    assert '"label":[0.105,0.205],"name":"śląskie"' in text
    assert '"coordinates":[3,4]' in text

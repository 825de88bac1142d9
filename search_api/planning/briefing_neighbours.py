"""Which areas lie beside an area: by shared borders where borders are known, else by where the gminas lie.

The outlines hold podregiony and voivodeships: two are neighbours when they share an arc, a border that is longer than a point.
Outlines of powiats are not shipped. Two powiats are taken for neighbours when the Gabriel graph of the gminas joins a gmina of one
to a gmina of the other: no third gmina lies within the circle that has the two as its diameter (K. R. Gabriel, R. R. Sokal, "A New
Statistical Approach to Geographic Variation Analysis", Systematic Zoology 18, 1969). It has no parameter to choose. Taken together
to podregiony, these pairs give 354 of the 358 borders of the outlines (each both ways) and 4 that are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus import outlines
from corpus.gminas import register
from corpus.outlines import Shape

# Between two gminas of the graph lie few others: whoever would come later in the order of distance has one within the circle.
_NEAREST = 60


@cache
def bordering_subregions() -> Mapping[str, frozenset[str]]:
    """The podregiony that share a border with each."""
    return _sharing_arcs(outlines.load().subregions)


@cache
def bordering_voivodeships() -> Mapping[str, frozenset[str]]:
    """The voivodeships that share a border with each, by code ("teryt:24")."""
    return _sharing_arcs(outlines.load().voivodeships)


@cache
def near_powiats() -> Mapping[str, frozenset[str]]:
    """The powiats whose gminas are joined to the gminas of each."""
    gminas = list(register().gminas.values())
    powiats = [gmina.powiat.code for gmina in gminas]
    found: dict[str, set[str]] = {code: set() for code in register().of_powiat}
    for first, second in _joined(_on_sphere([(gmina.lat, gmina.lon) for gmina in gminas])):
        if powiats[first] != powiats[second]:
            found[powiats[first]].add(powiats[second])
            found[powiats[second]].add(powiats[first])
    return {code: frozenset(others) for code, others in found.items()}


def _sharing_arcs(shapes: Mapping[str, Shape]) -> Mapping[str, frozenset[str]]:
    owners: dict[int, set[str]] = {}
    for code, shape in shapes.items():
        for polygon in shape.polygons:
            for ring in polygon:
                for arc in ring:
                    owners.setdefault(arc if arc >= 0 else ~arc, set()).add(code)
    return {code: frozenset().union(*(both for both in owners.values() if code in both)) - {code} for code in shapes}


def _on_sphere(points: list[tuple[float, float]]) -> NDArray[np.float64]:
    """Points of the unit sphere [n, 3] for latitudes and longitudes in degrees: there the test needs no projection."""
    lat, lon = np.radians(np.array(points)).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _joined(points: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The pairs of points [n, 3] within whose circle no other point lies. Points at one place are joined."""
    pairs: list[tuple[int, int]] = []
    for number, point in enumerate(points):
        distances = ((points - point) ** 2).sum(axis=1)
        distances[number] = -1.0
        near = np.argsort(distances, kind="stable")[1 : _NEAREST + 1]
        away = point - points[near]
        # By Thales r lies within the circle over p and q where the angle at r is obtuse: (p - r) · (q - r) < 0.
        within = np.einsum("qrk,rk->qr", points[near][:, None, :] - points[near][None, :, :], away)
        blocked = (within < 0).any(axis=1)
        pairs.extend((number, int(other)) for other in near[~blocked])
    return pairs

"""What an area is called: after the places where the group meets people, never after where it only sleeps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.geometry import distances_km
from corpus.gminas import Gmina, register
from search_api.planning.visits.areas import RADIUS_KM
from search_api.planning.visits.result import Spot
from search_api.planning.visits.spots import apart_km, points_of, spot_of_gmina

# A city stands for what is far around it, a town for what is near it.
CITY, CITY_WITHIN_KM, TOWN_WITHIN_KM = 200_000, 30.0, 12.0


def town_of(stops: Sequence[Spot]) -> Spot:
    """What names the area of these stops: a town where the group stops that has more than half as many stops around it as any
    other, of several the largest. The stop in the middle without a town."""
    gminas = {(one.name, one.powiat.name): one for one in register().gminas.values() if one.kind != "rural"}
    towns = [gminas[key] for spot in stops if (key := (spot.gmina or spot.name, spot.powiat or spot.name)) in gminas]
    points = points_of(stops)
    if not towns:
        apart = [float(distances_km(spot.lat, spot.lon, points).sum()) for spot in stops]
        return stops[apart.index(min(apart))]
    around = [_around(one, points) for one in towns]
    many = [one for one, count in zip(towns, around, strict=True) if 2 * count > max(around) or not any(around)]
    return spot_of_gmina(max(many, key=lambda one: one.population or 0))


def beyond(stops: Sequence[Spot], centre: Spot) -> str | None:
    """The name of the stop farthest from the centre, where it is too far away to be called its surroundings."""
    apart = [apart_km(centre, spot) for spot in stops]
    farthest = max(apart, default=0.0)
    return stops[apart.index(farthest)].name if farthest > RADIUS_KM else None


def _around(town: Gmina, points: NDArray[np.float64]) -> int:
    """How many points lie so near to a town that people would tell its name for them."""
    within = CITY_WITHIN_KM if (town.population or 0) >= CITY else TOWN_WITHIN_KM
    return int((distances_km(town.lat, town.lon, points) <= within).sum())

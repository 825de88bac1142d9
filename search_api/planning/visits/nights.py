"""Towns in which a group could sleep: the base knows no hotels, but a town of some size has beds for two dozen people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.geometry import distances_km
from corpus.gminas import Gmina, register
from search_api.planning.visits.result import Spot
from search_api.planning.visits.spots import points_of, spot_of_gmina

# A town or a town with its villages of so many inhabitants. Our own judgement; the page tells the organiser to look for beds early.
TOWN = 15_000
MOST = 4
# The largest town so near to the middle of the stops is an option even if others are nearer: it has most beds.
LARGEST_WITHIN_KM = 30.0
# Beyond that a town is not near the stops, and the check says so.
NEAR_KM = 30.0


def night_options(stops: Sequence[Spot], left_out: Iterable[str]) -> tuple[Spot, ...]:
    """Up to MOST towns for nights between visits to `stops`: the nearest to the stop in the middle, the largest near it, and the
    nearest to each of the two stops that lie farthest apart. None in a subregion of `left_out`: nobody
    sleeps away next door."""
    points = points_of(stops)
    towns, places = _towns()
    apart = np.stack([distances_km(spot.lat, spot.lon, points) for spot in stops])
    middle = int(apart.sum(axis=1).argmin())
    one, other = np.unravel_index(int(apart.argmax()), apart.shape)
    unwanted = frozenset(left_out)
    order = [_nearest(stops[middle], places), _nearest(stops[int(one)], places), _nearest(stops[int(other)], places)]
    near = [number for number in order[0] if _km(stops[middle], places, number) <= LARGEST_WITHIN_KM]
    largest = sorted(near, key=lambda number: -(towns[number].population or 0))
    chosen: list[int] = []
    for ranked in (order[0], largest, order[1], order[2]):
        wanted = next((number for number in ranked if towns[number].subregion not in unwanted), None)
        if wanted is not None and wanted not in chosen:
            chosen.append(wanted)
    return tuple(spot_of_gmina(towns[number]) for number in chosen[:MOST])


def is_town(spot: Spot) -> bool:
    """Whether a spot is one of the towns that nights are offered in."""
    towns, places = _towns()
    nearest = _nearest(spot, places)[0]
    return towns[nearest].name == spot.name and _km(spot, places, nearest) < 1


def _km(spot: Spot, places: NDArray[np.float64], number: int) -> float:
    return float(distances_km(spot.lat, spot.lon, places[number : number + 1])[0])


def _nearest(spot: Spot, places: NDArray[np.float64]) -> list[int]:
    return [int(one) for one in np.argsort(distances_km(spot.lat, spot.lon, places), kind="stable")]


@cache
def _towns() -> tuple[tuple[Gmina, ...], NDArray[np.float64]]:
    towns = tuple(one for one in register().gminas.values() if one.kind != "rural" and (one.population or 0) >= TOWN)
    return towns, np.array([(one.lat, one.lon) for one in towns])

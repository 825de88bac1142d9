"""How long a bus drives between places: a table from distances alone, said to be estimates. Reasons stand in docs/visits.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.geometry import distances_km
from search_api.planning.visits.request import Means

Spots = Sequence[tuple[float, float]]
Square = NDArray[np.float64]

# Roads are longer than the crow flies, short hops by local roads most of all.
FAR_FACTOR = 1.22  # Ballou, Rahardja, Sakai (2002): 1.21 for Poland, between towns
NEAR_FACTOR = 1.4  # detour indices of local networks: 1.3 to 1.4
NEAR_KM = 25.0  # the distance over which the surplus of near hops falls to a third
WITHIN_TOWN_KM = 2.0  # two institutions whose coordinates are those of one town

# Mean speeds in km/h by the class of road that the length of the way suggests: its first 20 km through villages and towns, the
# next 60 by national and voivodeship roads, the rest partly by expressways. Article 20 of the Road Traffic Act lets a bus drive 50
# in built-up areas, 70 outside them, 100 on expressways at most; a minibus of more than nine seats is a bus too, but quicker.
LOCAL_KM, NATIONAL_KM = 20.0, 80.0
SPEEDS: Mapping[Means, tuple[float, float, float]] = MappingProxyType(
    {"coach": (40.0, 55.0, 85.0), "minibus": (45.0, 60.0, 90.0)}
)
LEAST_MINUTES = 10  # getting in and out, parking, lights: no hop takes less, not even within one town
STEP = 5  # minutes are told in fives, rounded up


@dataclass(frozen=True, slots=True)
class Table:
    """`km`, `minutes` [m, m] of road from row to column, nothing from a place to itself; minutes are whole fives.

    `estimated`: made of distances. `note`: a code of why no routing server told them although one is set, else None.
    """

    km: Square
    minutes: NDArray[np.int64]
    estimated: bool
    note: str | None = None


class Travel(Protocol):
    """Driving between places."""

    def table(self, spots: Spots) -> Table:
        """The table of `spots` [m], latitude and longitude in degrees."""
        ...


@dataclass(frozen=True, slots=True)
class Estimates:
    """Travel from great-circle distances, a road factor and mean speeds."""

    means: Means

    def table(self, spots: Spots) -> Table:
        km = np.maximum(_road_km(_crow_km(spots)), WITHIN_TOWN_KM)
        return told_in_fives(km, _minutes(km, SPEEDS[self.means]), estimated=True)


def told_in_fives(km: Square, minutes: Square, *, estimated: bool) -> Table:
    """The table as the planner wants it: no hop below LEAST_MINUTES, then whole fives, rounded up."""
    # Rounded before: 25.000000000000004 minutes are 25.
    fives = np.ceil(np.round(np.maximum(minutes, LEAST_MINUTES) / STEP, 6)).astype(np.int64) * STEP
    same = np.eye(len(km), dtype=bool)
    told = np.asarray(np.round(np.where(same, 0.0, km), 1), dtype=np.float64)
    return Table(told, np.where(same, 0, fives), estimated)


def _crow_km(spots: Spots) -> Square:
    points = np.array(spots, dtype=np.float64).reshape(-1, 2)
    rows = [distances_km(lat, lon, points) for lat, lon in points.tolist()]
    return np.array(rows, dtype=np.float64).reshape(len(points), len(points))


def _road_km(crow: Square) -> Square:
    """A way through a third place is never shorter: the factor falls as the distance grows."""
    return np.asarray(crow * (FAR_FACTOR + (NEAR_FACTOR - FAR_FACTOR) * np.exp(-crow / NEAR_KM)))


def _minutes(km: Square, speeds: tuple[float, float, float]) -> Square:
    local, national, express = speeds
    hours = (
        np.minimum(km, LOCAL_KM) / local
        + np.clip(km - LOCAL_KM, 0, NATIONAL_KM - LOCAL_KM) / national
        + np.maximum(km - NATIONAL_KM, 0) / express
    )
    return np.asarray(60 * hours)

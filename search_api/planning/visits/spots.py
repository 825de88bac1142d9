"""Where a practice can be visited: the places of its areas that have coordinates, with the codes by which they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.geometry import distance_km, distances_km
from corpus.gminas import Gmina, register
from corpus.language import fold
from corpus.places import gazetteer
from corpus.practice import Area, Practice
from corpus.practice_gminas import gminas_of
from search_api.planning.own import OwnPlace
from search_api.planning.visits.result import Spot


@dataclass(frozen=True, slots=True)
class SpotOf:
    """A spot of a practice. `codes` are those of its powiat and of its gmina, as far as the record tells it: of both gminas
    where a town and the villages around it bear one name and the record leaves open which is meant."""

    spot: Spot
    codes: frozenset[str]


def spots_of(practice: Practice) -> tuple[SpotOf, ...]:
    """The spots of a practice in the order of the record, each point once; empty when it has no coordinates."""
    found: dict[tuple[float, float], SpotOf] = {}
    for area in practice.areas:
        if area.lat is None or area.lon is None:
            continue
        codes = _codes(practice.model_copy(update={"areas": (area,)}))
        spot = Spot(
            _name(area),
            area.gmina,
            area.powiat,
            area.voivodeship,
            area.subregion or nearest_gmina(area.lat, area.lon).subregion,
            area.lat,
            area.lon,
            "powiat" if area.coordinates_of == "powiat" else "locality",
        )
        found.setdefault((area.lat, area.lon), SpotOf(spot, codes))
    return tuple(found.values())


def _codes(practice: Practice) -> frozenset[str]:
    """The codes of the one area of a practice. A city with the rights of a powiat is one place under two codes."""
    where = gminas_of(practice)
    codes = {area.powiat_code for area in practice.areas if area.powiat_code}
    namesakes = {fold(one.name) for one in where.doubtful if one.doubt == "two_kinds"}
    around = (gmina for code in codes for gmina in register().of_powiat[code] if fold(gmina.name) in namesakes)
    return frozenset((*codes, *(gmina.code for gmina in (*where.gminas, *around))))


def spot_of_place(place: OwnPlace) -> Spot:
    """The start, by the coordinates that the register gives it."""
    gmina = place.name if place.level == "gmina" else None
    name = place.name if gmina else gazetteer().powiats[place.code].seat
    return Spot(
        name, gmina, place.powiat, place.voivodeship, place.subregion, place.lat, place.lon, place.coordinates_of
    )


def spot_of_gmina(gmina: Gmina) -> Spot:
    """The locality that gave a gmina its name."""
    return Spot(
        gmina.name,
        gmina.name,
        gmina.powiat.name,
        gmina.voivodeship,
        gmina.subregion,
        gmina.lat,
        gmina.lon,
        gmina.coordinates_of,
    )


def apart_km(one: Spot, other: Spot) -> float:
    """Kilometres as the crow flies."""
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def points_of(spots: Iterable[Spot]) -> NDArray[np.float64]:
    """Latitudes and longitudes [n, 2]."""
    return np.array([(spot.lat, spot.lon) for spot in spots], dtype=np.float64).reshape(-1, 2)


def nearest_gmina(lat: float, lon: float) -> Gmina:
    """The gmina whose point is nearest: for the few localities whose powiat no list names."""
    gminas, points = _register_points()
    return gminas[int(np.argmin(distances_km(lat, lon, points)))]


def subregions_within(lat: float, lon: float, km: float) -> tuple[str, ...]:
    """Podregiony, sorted, in one of which every spot within `km` lies."""
    gminas, points = _register_points()
    near = np.flatnonzero(distances_km(lat, lon, points) <= km + _EDGE_KM)
    return tuple(sorted({gminas[int(number)].subregion for number in near}))


# No locality of a Polish gmina is farther than that from the one that gave it the name (the largest gminas are 40 km across).
_EDGE_KM = 35.0


@cache
def _register_points() -> tuple[tuple[Gmina, ...], NDArray[np.float64]]:
    gminas = tuple(register().gminas.values())
    return gminas, np.array([(gmina.lat, gmina.lon) for gmina in gminas])


def _name(area: Area) -> str:
    """As people say it: the locality, else the gmina, else the seat of the powiat, whose coordinates these are."""
    powiat = gazetteer().powiats.get(area.powiat_code or "") if area.level == "powiat" else None
    return area.locality or area.gmina or (powiat.seat if powiat is not None else area.name)

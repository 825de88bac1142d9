"""The limits of a request on practices and places."""

from __future__ import annotations

from corpus.places import gazetteer
from corpus.practice import Practice
from index.filters import Filters
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import LeftOutReason, Spot
from search_api.planning.visits.spots import SpotOf, apart_km, spot_of_place, subregions_within


class Limits:
    """Where one may go: the first limit that a practice or a place breaks, None when it breaks none. `year` is that of the visit,
    `home` the visitors' own place."""

    def __init__(self, request: VisitRequest, year: int) -> None:
        self._request = request
        self.year, self.home = year, request.home
        self._start = spot_of_place(request.start)
        self._own = () if request.own_subregion_allowed else (request.home.subregion,)
        self._not = _podregiony(request.not_subregions)
        self._wanted = _podregiony(request.subregions)

    @property
    def filters(self) -> Filters:
        """What the searcher itself can keep out of these limits; a spot within them passes."""
        wanted = self._wanted
        most = self._request.max_distance_km
        if most is not None:
            within = subregions_within(self._start.lat, self._start.lon, most)
            wanted = tuple(code for code in within if not wanted or code in wanted) or ("none",)
        return Filters(
            kinds=("practice",),
            voivodeships=self._request.voivodeships,
            subregions=wanted,
            not_subregions=tuple(dict.fromkeys((*self._own, *self._not))),
        )

    def km(self, spot: Spot) -> float:
        """Kilometres from the start as the crow flies."""
        return apart_km(self._start, spot)

    def against(self, practice: Practice) -> LeftOutReason | None:
        """A practice that also worked in a subregion that is left out is left out, as the filters of the search count it."""
        if practice.id in self._request.never:
            return "never"
        subregions = {area.subregion for area in practice.areas}
        if not subregions.isdisjoint(self._own):
            return "own_subregion"
        return "outside_region" if not subregions.isdisjoint(self._not) else None

    def against_spot(self, one: SpotOf) -> LeftOutReason | None:
        """One of the places of a practice."""
        request, spot = self._request, one.spot
        if not one.codes.isdisjoint(request.never_places):
            return "never"
        if spot.subregion in self._own:
            return "own_subregion"
        if spot.subregion in self._not:
            return "outside_region"
        if request.voivodeships and spot.voivodeship not in request.voivodeships:
            return "outside_region"
        if self._wanted and spot.subregion not in self._wanted:
            return "outside_region"
        if request.max_distance_km is not None and self.km(spot) > request.max_distance_km:
            return "too_far"
        return None


def _podregiony(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of named subregions by their parts; an unknown code stays, and holds nothing."""
    found: list[str] = []
    for code in codes:
        try:
            found.extend(gazetteer().subregion_codes(code))
        except KeyError:
            found.append(code)
    return tuple(dict.fromkeys(found))

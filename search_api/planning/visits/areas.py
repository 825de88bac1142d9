"""From the candidates of the whole country to a few areas that are worth routing.

Every spot of a candidate may be the middle of an area: all candidates within RADIUS_KM, and those on the way there. What an area
brings is estimated by a greedy tour (the stop with the greatest gain less its detour is put in where it fits best, as long as the
hours of the visit hold); the router then looks at the best of those whose tours share few stops.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.geometry import distances_km
from search_api.planning.visits.candidates import Found
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Candidate, Spot
from search_api.planning.visits.spots import points_of, spot_of_place
from search_api.planning.visits.worth import COST_PER_MINUTE, Worth

# An hour's drive on country roads: farther apart than that from the middle, stops are two visits.
RADIUS_KM = 70.0
# A stop on the way to the area: going there by it is so much longer at most.
DETOUR_KM = 30.0
# Minutes on the road for a kilometre as the crow flies, to choose areas by; the plan itself takes the times of travel.py.
MINUTES_PER_KM = 1.3
MOST_CANDIDATES = 25
# Middles are looked at one by one, at least so far apart, the most promising first.
MOST_MIDDLES, MIDDLES_APART_KM = 24, 20.0
# Of two tours that share more than that part of the stops of the shorter, the better one stands for both.
OVERLAP = 0.34


@dataclass(frozen=True, slots=True)
class Area:
    """Candidates near each other: those of the greedy `tour` first (`tour` of them), then by what they are worth alone. `estimate`
    is the worth of the tour less its driving."""

    middle: Spot
    candidates: tuple[Candidate, ...]
    tour: int
    estimate: float

    @property
    def tour_ids(self) -> frozenset[str]:
        """Ids of the tour without what must be seen: that is part of every area."""
        return frozenset(one.practice.id for one in self.candidates[: self.tour] if not one.must)


class Areas:
    """The areas of one pool of candidates."""

    def __init__(self, found: Sequence[Found], request: VisitRequest) -> None:
        self._found = tuple(found)
        self._request = request
        at_first = [one.at(one.spots[0]) for one in found]
        wanted = request.days * request.fewest_points
        self._worth = Worth(at_first, [topic.text for topic in request.topics], request.weights, wanted)
        self._owners = [number for number, one in enumerate(found) for _ in one.spots]
        self._spots = [spot for one in found for spot in one.spots]
        start = spot_of_place(request.start)
        points = points_of([start, *(one.spot for one in self._spots)])
        self._km = np.stack([distances_km(float(lat), float(lon), points) for lat, lon in points])
        self._alone = np.array([self._worth.alone(number + 1) for number in range(len(found))])

    def ranked(self, without: frozenset[str] = frozenset()) -> tuple[Area, ...]:
        """Areas by their estimates, the best first, that share few stops. `without` are ids that are not looked at."""
        usable = [number for number, one in enumerate(self._found) if one.must or one.practice.id not in without]
        tours = [self._area(middle, usable) for middle in self._middles(usable)]
        tours.sort(key=lambda area: (-area.estimate, area.middle.lat, area.middle.lon))
        kept: list[Area] = []
        for area in tours:
            if area.tour and all(_overlap(area.tour_ids, other.tour_ids) <= OVERLAP for other in kept):
                kept.append(area)
        return tuple(kept)

    def _middles(self, usable: Sequence[int]) -> list[int]:
        """Spots (by number from 1 in the table of kilometres), the most promising first."""
        places = [place for place, owner in enumerate(self._owners, start=1) if owner in set(usable)]
        most = self._request.days * self._request.points_per_day

        def promise(place: int) -> float:
            near = {self._owners[other - 1] for other in places if self._km[place, other] <= RADIUS_KM}
            best = sorted((float(self._alone[owner]) for owner in near), reverse=True)[:most]
            return sum(best) - 2 * COST_PER_MINUTE * MINUTES_PER_KM * float(self._km[0, place])

        promises = {place: promise(place) for place in places}
        kept: list[int] = []
        for place in sorted(places, key=lambda one: (-promises[one], one)):
            if all(self._km[place, other] >= MIDDLES_APART_KM for other in kept):
                kept.append(place)
            if len(kept) == MOST_MIDDLES:
                break
        return kept

    def _area(self, middle: int, usable: Iterable[int]) -> Area:
        """The area around a spot."""
        places = {owner: place for owner in usable if (place := self._place_near(owner, middle)) is not None}
        order = sorted(
            places, key=lambda owner: (not self._found[owner].must, -self._value_near(owner, places, middle))
        )
        members = order[: max(MOST_CANDIDATES, sum(self._found[owner].must for owner in order))]
        tour, estimate = self._tour(members, places, self._owners[middle - 1])
        first = [*tour, *(owner for owner in members if owner not in tour)]
        candidates = tuple(self._found[owner].at(self._spots[places[owner] - 1]) for owner in first)
        return Area(self._spots[middle - 1].spot, candidates, len(tour), estimate)

    def _value_near(self, owner: int, places: dict[int, int], middle: int) -> float:
        there_and_back = 2 * MINUTES_PER_KM * float(self._km[places[owner], middle])
        return float(self._alone[owner]) - COST_PER_MINUTE * there_and_back

    def _place_near(self, owner: int, middle: int) -> int | None:
        """Where that candidate would be visited from an area, None when it lies neither in it nor on the way."""
        places = [place for place, other in enumerate(self._owners, start=1) if other == owner]
        nearest = min(places, key=lambda place: (float(self._km[place, middle]), place))
        if self._found[owner].must or self._km[nearest, middle] <= RADIUS_KM:
            return nearest
        on_way = min(places, key=lambda place: (self._detour(place, middle), place))
        return on_way if self._detour(on_way, middle) <= DETOUR_KM else None

    def _detour(self, place: int, middle: int) -> float:
        return float(self._km[0, place] + self._km[place, middle] - self._km[0, middle])

    def _tour(self, members: Sequence[int], places: dict[int, int], middle: int) -> tuple[list[int], float]:
        """The greedy tour, and its worth less its driving. What must be seen comes first, then the middle: it is what one goes
        there for, however far it is."""
        request = self._request
        minutes = request.days * (request.day_minutes - 45)
        chosen: list[int] = []
        round_trip = [0, 0]
        value = 0.0
        must = [owner for owner in members if self._found[owner].must]
        for wanted in (must, [middle], members):
            while len(chosen) < request.days * request.points_per_day:
                best: tuple[float, int, int, float] | None = None
                for owner in wanted:
                    if owner in chosen:
                        continue
                    at, longer = _cheapest(round_trip, places[owner], self._km)
                    time = longer * MINUTES_PER_KM + request.minutes_per_point
                    if time > minutes:
                        continue
                    gain = self._worth(frozenset(one + 1 for one in (*chosen, owner))) - value
                    net = gain - COST_PER_MINUTE * MINUTES_PER_KM * longer
                    if best is None or net > best[0]:
                        best = (net, owner, at, longer)
                if best is None or (best[0] <= 0 and wanted is members):
                    break
                _, owner, at, longer = best
                chosen.append(owner)
                round_trip.insert(at, places[owner])
                minutes -= round(longer * MINUTES_PER_KM) + request.minutes_per_point
                value = self._worth(frozenset(one + 1 for one in chosen))
        driven = sum(float(self._km[one, other]) for one, other in itertools.pairwise(round_trip))
        return chosen, value - COST_PER_MINUTE * MINUTES_PER_KM * driven


def _cheapest(round_trip: Sequence[int], place: int, km: NDArray[np.float64]) -> tuple[int, float]:
    """Before which stop of a round trip a place lengthens it least, and by how many kilometres."""
    longer = [
        float(km[one, place] + km[place, other] - km[one, other]) for one, other in itertools.pairwise(round_trip)
    ]
    at = min(range(len(longer)), key=longer.__getitem__)
    return at + 1, longer[at]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 1.0

"""Which practices may be stops: found for the topics or asked for, within the limits; and why the others are not.

A strong hit is one of which the searcher is at least moderately sure, as in the activity plan (planning/matching.py). A visit is
never padded with weak ones. What the organiser says must be seen is a candidate whatever its topics.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.practice import Practice
from index.answer import Hit
from index.filters import Filters
from search_api.planning.own import OwnPlace, of_code
from search_api.planning.visits.factors import at, factors, product, year_of
from search_api.planning.visits.finding import TopicHits, find
from search_api.planning.visits.hosts import Hosts, hosts_of
from search_api.planning.visits.limits import Limits
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Candidate, LeftOut, LeftOutReason, NoTopicMatch, TopicFit, Value
from search_api.planning.visits.spots import SpotOf, apart_km, spot_of_place, spots_of
from search_api.searching.engine import Engine

# Of the practices that a limit keeps out the best few are named for each reason: the organiser may want to lift it.
NAMED_PER_REASON = 6
MOST_OWN = 5
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A practice that may be a stop at one of `spots`, the nearest to the start first. `parts` are its factors (factors.py),
    `must`: it was asked for, by its id or as the stop in each of `for_places`."""

    practice: Practice
    fits: tuple[TopicFit, ...]
    hosts: Hosts
    spots: tuple[SpotOf, ...]
    parts: Mapping[str, float]
    must: bool = False
    for_places: tuple[OwnPlace, ...] = ()

    def at(self, spot: SpotOf) -> Candidate:
        """The candidate that it is at one of its spots."""
        parts = at(spot.spot, self.parts)
        return Candidate(
            self.practice,
            spot.spot,
            self.fits,
            self.hosts.authorities,
            self.hosts.organisations,
            self.hosts.others,
            product(parts),
            parts,
            self.must,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """All that may be visited, musts first, then by id. `kept_out` are the strong practices that a limit keeps out, all of them;
    `left_out` those of note. `near_copies` are sets of ids that tell the same, `asked` the ids that must be seen. `weak` counts the
    weak hits that came along, `year` is that of the visit."""

    found: tuple[Found, ...]
    kept_out: tuple[LeftOut, ...]
    left_out: tuple[LeftOut, ...]
    unmatched: tuple[NoTopicMatch, ...]
    own_experience: tuple[Practice, ...]
    near_copies: tuple[frozenset[str], ...]
    asked: frozenset[str]
    weak: int
    year: int


def pool(request: VisitRequest, engine: Engine) -> Pool:
    """The candidates for a request."""
    limits = Limits(request, year_of(request.first_day, engine.manifest.created))
    hits = find(request, limits, engine)
    fits = _fits(hits)
    strong = {record_id: _practice(record_id, engine) for record_id in fits}
    found: dict[str, Found] = {}
    kept_out: dict[str, LeftOut] = {}
    for record_id in (*fits, *request.must):
        practice = strong.get(record_id) or _practice(record_id, engine)
        asked = record_id in request.must
        if practice is None:
            kept_out[record_id] = LeftOut(record_id, record_id, "not_in_base", asked)
            continue
        told = _judged(practice, fits.get(record_id, ()), asked, limits)
        if isinstance(told, Found):
            found[record_id] = told
        else:
            kept_out[record_id] = told
    for code in request.must_places:
        chosen = _of_place(code, found, limits, request.weights, engine)
        if isinstance(chosen, Found):
            found[chosen.practice.id] = chosen
        else:
            kept_out[chosen.id] = chosen
    usable = tuple(sorted(found.values(), key=lambda one: (not one.must, one.practice.id)))
    ordered = tuple(sorted(kept_out.values(), key=lambda one: _order(one, fits.get(one.id, ()))))
    return Pool(
        usable,
        ordered,
        _of_note(ordered),
        _unmatched(usable, hits),
        _own(hits, request, engine),
        _copies(hits),
        frozenset(request.must),
        sum(len(one.weak) for one in hits),
        limits.year,
    )


def _fits(hits: Sequence[TopicHits]) -> dict[str, tuple[TopicFit, ...]]:
    """Of each strong practice the topics that it answers, in their order."""
    fits: dict[str, tuple[TopicFit, ...]] = {}
    for topic, found in enumerate(hits):
        for hit, share in found.strong:
            fits[hit.record_id] = (*fits.get(hit.record_id, ()), TopicFit(topic, share, hit.confidence, hit))
    return fits


def _judged(practice: Practice, fits: tuple[TopicFit, ...], asked: bool, limits: Limits) -> Found | LeftOut:
    """The practice at the spots that the limits allow, or why it has none."""
    reason = limits.against(practice)
    values: dict[str, Value] = {}
    spots = spots_of(practice)
    if reason is None and not spots:
        reason = "no_coordinates"
    allowed: list[SpotOf] = []
    if reason is None:
        verdicts = [(limits.against_spot(one), one) for one in spots]
        allowed = [one for verdict, one in verdicts if verdict is None]
        if not allowed:
            reason, nearest = min(verdicts, key=lambda pair: limits.km(pair[1].spot))
            if reason == "too_far":
                values = {"away_km": round(limits.km(nearest.spot), 1), "place": nearest.spot.name}
    if reason is not None:
        return LeftOut(practice.id, practice.title, reason, asked, values)
    allowed.sort(key=lambda one: (limits.km(one.spot), one.spot.name))
    hosts = hosts_of(practice)
    return Found(practice, fits, hosts, tuple(allowed), factors(practice, hosts, limits.home, limits.year), asked)


def _of_place(
    code: str, found: dict[str, Found], limits: Limits, weights: Sequence[float], engine: Engine
) -> Found | LeftOut:
    """The best practice in a place that must be seen: by its topics, else by what it is; or why there is none."""
    place = of_code(code)
    if place is None:
        return LeftOut(code, code, "not_in_base", True)
    there = [_at(one, place.code) for one in found.values() if _is_at(one.spots, place.code)]
    if not there:
        judged = [
            _judged(practice, (), True, limits)
            for practice in _practices_of(place, engine)
            if _is_at(spots_of(practice), place.code)
        ]
        there = [_at(one, place.code) for one in judged if isinstance(one, Found) and _is_at(one.spots, place.code)]
        if not there:
            kept_out = next((one for one in judged if isinstance(one, LeftOut)), None)
            if kept_out is None:
                return LeftOut(place.code, place.name, "not_in_base", True)
            return LeftOut(place.code, place.name, kept_out.reason, True, kept_out.values)

    def worth(one: Found) -> float:
        share = sum(weights[fit.topic] * fit.share for fit in one.fits)
        return (share or 0.01) * one.at(one.spots[0]).worth

    best = max(sorted(there, key=lambda one: one.practice.id), key=lambda one: (one.must, worth(one)))
    return replace(best, must=True, for_places=(*best.for_places, place))


def _is_at(spots: Iterable[SpotOf], code: str) -> bool:
    return any(code in one.codes for one in spots)


def _at(one: Found, code: str) -> Found:
    """The same with only its spots in that place."""
    spots = tuple(spot for spot in one.spots if _is_at((spot,), code))
    return replace(one, spots=spots)


def _practices_of(place: OwnPlace, engine: Engine) -> list[Practice]:
    """All practices of the subregion of a place."""
    ids: list[str] = []
    filters = Filters(kinds=("practice",), subregions=(place.subregion,))
    while True:
        hits = engine.search("", filters, _PAGE, len(ids)).hits
        ids.extend(hit.record_id for hit in hits)
        if len(hits) < _PAGE:
            return [practice for one in ids if (practice := _practice(one, engine)) is not None]


def _practice(record_id: str, engine: Engine) -> Practice | None:
    record = engine.record(record_id)
    return record if isinstance(record, Practice) else None


def _order(one: LeftOut, fits: Iterable[TopicFit]) -> tuple[bool, float, float, str]:
    """What was asked for first; of what is too far the nearest, else what answers its topic best."""
    best = max((fit.share for fit in fits), default=0.0)
    return not one.asked_for, float(str(one.values.get("away_km", 0.0))), -best, one.id


def _of_note(ordered: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """All that were asked for, and the best few of each reason."""
    counted: dict[LeftOutReason, int] = {}
    kept = []
    for one in ordered:
        counted[one.reason] = counted.get(one.reason, 0) + (not one.asked_for)
        if one.asked_for or counted[one.reason] <= NAMED_PER_REASON:
            kept.append(one)
    return tuple(kept)


def _unmatched(usable: Iterable[Found], hits: Sequence[TopicHits]) -> tuple[NoTopicMatch, ...]:
    answered = {fit.topic for one in usable for fit in one.fits}
    return tuple(
        NoTopicMatch(topic, tuple(hit.record_id for hit in found.weak))
        for topic, found in enumerate(hits)
        if topic not in answered
    )


def _own(hits: Sequence[TopicHits], request: VisitRequest, engine: Engine) -> tuple[Practice, ...]:
    """The visitors' own practices on the topics: nearest to home first. These they can show to their hosts."""
    home = spot_of_place(request.home)
    shares: dict[str, float] = {}
    for found in hits:
        for hit, share in found.own:
            shares[hit.record_id] = max(share, shares.get(hit.record_id, 0.0))

    def order(practice: Practice) -> tuple[int, float, str]:
        near = [apart_km(one.spot, home) for one in spots_of(practice)]
        step = 0 if near and min(near) < 1 else 1 if practice.place.powiat == request.home.powiat else 2
        return (step, -shares[practice.id], practice.id)

    known = [practice for one in shares if (practice := _practice(one, engine)) is not None]
    return tuple(sorted(known, key=order)[:MOST_OWN])


def _copies(hits: Iterable[TopicHits]) -> tuple[frozenset[str], ...]:
    together: list[Hit] = [hit for found in hits for hit, _ in found.strong if hit.also_in]
    return tuple(dict.fromkeys(frozenset((hit.record_id, *hit.also_in)) for hit in together))

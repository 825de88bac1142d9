"""Not the same thing twice: sets of candidates of which a visit sees one at most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.language import fold
from corpus.practice import Partner
from search_api.planning.visits.result import Candidate
from search_api.planning.visits.spots import apart_km

# Two points of one town. The coordinates of a locality are those of its middle, so that one place is mostly one point.
SAME_PLACE_KM = 2.0


def exclusive(candidates: Sequence[Candidate], near_copies: Iterable[frozenset[str]]) -> tuple[frozenset[int], ...]:
    """Sets of points (from 1), each point in one set at most: near copies, and what the same partners do in the same place on the
    same topic. What must be seen is in no set; use `repeated` first."""
    points = {one.practice.id: point for point, one in enumerate(candidates, start=1) if not one.must}
    linked = [(points[first], points[second]) for first, second in _pairs(candidates, near_copies) if first in points]
    return _joined(linked)


def repeated(candidates: Sequence[Candidate], near_copies: Iterable[frozenset[str]]) -> dict[str, str]:
    """Ids of candidates that tell the same as one that must be seen: to the id of that one."""
    must = {one.practice.id for one in candidates if one.must}
    links = [*_all_pairs(candidates, near_copies)]
    both = [*links, *((second, first) for first, second in links)]
    return {other: asked for asked, other in both if asked in must and other not in must}


def _pairs(candidates: Sequence[Candidate], near_copies: Iterable[frozenset[str]]) -> list[tuple[str, str]]:
    free = {one.practice.id for one in candidates if not one.must}
    return [(one, other) for one, other in _all_pairs(candidates, near_copies) if one in free and other in free]


def _all_pairs(candidates: Sequence[Candidate], near_copies: Iterable[frozenset[str]]) -> list[tuple[str, str]]:
    known = [one.practice.id for one in candidates]
    pairs: list[tuple[str, str]] = []
    for group in near_copies:
        first, *others = [one for one in known if one in group] or [""]
        pairs.extend((first, other) for other in others)
    for number, one in enumerate(candidates):
        for other in candidates[number + 1 :]:
            if _same(one, other):
                pairs.append((one.practice.id, other.practice.id))
    return pairs


def _same(one: Candidate, other: Candidate) -> bool:
    if {fit.topic for fit in one.topics}.isdisjoint(fit.topic for fit in other.topics):
        return False
    if apart_km(one.spot, other.spot) > SAME_PLACE_KM:
        return False
    if one.organisations or other.organisations:
        return not _names(one.organisations).isdisjoint(_names(other.organisations))
    return not _names(one.authorities).isdisjoint(_names(other.authorities))


def _names(partners: Iterable[Partner]) -> set[str]:
    return {fold(partner.name) for partner in partners}


def _joined(linked: Iterable[tuple[int, int]]) -> tuple[frozenset[int], ...]:
    """Linked points together, in the order of their least."""
    sets: list[set[int]] = []
    for pair in linked:
        touched = [one for one in sets if not one.isdisjoint(pair)]
        sets = [one for one in sets if one.isdisjoint(pair)]
        sets.append(set(pair).union(*touched))
    return tuple(sorted(map(frozenset, sets), key=min))

"""What a set of stops is worth together: more with every stop, and less for each further one of the same.

    worth(S) = sum over topics t of  weight(t) * ((1 - KIND) * sum_k STEPS[k] * v_k + KIND * sum_j STEPS[j] * u_j)
             + FULL * (the `wanted` largest of the stops' best v)
         + PAIR * (the number of stops that answer a topic, 2 and `wanted` at most)
             + sum over forms of cooperation f of  FORM * (the best factor of a stop in S with f)
             + SIDE if S meets an authority + SIDE if S meets an organisation

v_1 >= v_2 >= ... are the shares of the stops of S for the topic, each times the factor of the stop (factors.py); u_1 >= u_2 >= ...
the same with only the best stop of each kind (kinds.py: two clubs of seniors are of one kind). The unit is one sure answer to a
topic of average weight.

A sum of sorted values with falling steps is a sum of weighted ranks of matroids (of uniform ones, for kinds of truncated
partitions), the sum of the largest few is one, a number up to a most is one, and a best value or a reached side is a weighted
cover: all are monotone and submodular (A. Schrijver, "Combinatorial Optimization", 2003, ch. 40 and 44), and so is their sum.
tests/search_api/planning/visits/test_worth.py tries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from search_api.planning.visits.kinds import kinds_of
from search_api.planning.visits.result import Candidate

# The first good stop on a topic teaches most. The second lets visitors compare, which is what they travel for; after the fourth
# one hears the same again. The last step holds for all further ones: a visit with one topic may still fill its days.
STEPS = (1.0, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1)
# So much of a stop's worth for a topic counts once per kind: a third club of seniors is worth less than a first day-care home.
KIND = 0.5
# An organiser asks for so many meetings a day; up to that number a stop is worth more, since the group is on the road anyway. A
# good one then stands for an hour's drive and a quarter beside what it teaches, a moderately sure one for half an hour.
FULL = 0.4
# One meeting is no visit: for a second one, whichever it is, a group drives two hours and a half more.
PAIR = 0.8
# A way of working together (a fund of villages, a contract, an advisory body) that no other stop shows.
FORM = 0.1
# The rule of visits: at least one meeting with the authorities, at least one with organisations. As much as half a good stop, so
# that a visit lacks one side only where nothing near has it.
SIDE = 0.5
# An hour in the bus costs about what a good stop brings as the third of its topic: a group drives two hours more for a second good
# stop, not for a fourth; three hours more for a topic that is not answered nearer.
COST_PER_MINUTE = 0.3 / 60
# Between two areas every minute beyond so many a day counts twice: with more than five hours in the bus it is a journey.
COMFORTABLE = 300
# Whoever asks for a visit wants to go: a visit that fits the hours is planned however long the way, and the checks tell that it is
# far. More than any driving within five days of nine hours costs; it is not part of what an area is said to be worth.
GOING = 10.0
_KEPT = 20_000


class Worth:
    """The worth of sets of points; point p is `candidates[p - 1]`. Calls are cheap and remembered."""

    def __init__(
        self, candidates: Sequence[Candidate], topics: Sequence[str], weights: Sequence[float], wanted: int
    ) -> None:
        self._topics = tuple(
            (weight, _entries(candidates, topic, kinds_of(candidates, topic, text)))
            for topic, (text, weight) in enumerate(zip(topics, weights, strict=True))
        )
        self._wanted = wanted
        self._best = _by_best(candidates)
        self._forms = tuple(_best_first(candidates, points) for points in _by_form(candidates).values())
        self._authorities = _meeting(one.authorities for one in candidates)
        self._organisations = _meeting(one.organisations for one in candidates)
        self._known: dict[frozenset[int], float] = {}

    def __call__(self, points: frozenset[int]) -> float:
        """The worth of a set of points; 0 for none."""
        known = self._known.get(points)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[points] = self._of(points)
        return known

    def alone(self, point: int) -> float:
        """What a point is worth as the only one."""
        return self(frozenset((point,)))

    def _of(self, points: frozenset[int]) -> float:
        total = 0.0
        for weight, entries in self._topics:
            all_of, kinds = 0, set[int]()
            for point, value, kind in entries:
                if point in points:
                    part = (1 - KIND) * _step(all_of)
                    all_of += 1
                    if kind not in kinds:
                        part += KIND * _step(len(kinds))
                        kinds.add(kind)
                    total += weight * part * value
        met = 0
        for point, value in self._best:
            if met == self._wanted:
                break
            if point in points:
                total += FULL * value + (PAIR if met < 2 and value > 0 else 0.0)
                met += 1
        for ordered in self._forms:
            total += next((FORM * factor for point, factor in ordered if point in points), 0.0)
        total += SIDE * (not self._authorities.isdisjoint(points))
        return total + SIDE * (not self._organisations.isdisjoint(points))


def _step(number: int) -> float:
    return STEPS[number] if number < len(STEPS) else STEPS[-1]


def _entries(
    candidates: Sequence[Candidate], topic: int, kinds: Mapping[int, int]
) -> tuple[tuple[int, float, int], ...]:
    """Point, value and kind of all that answer a topic, the best first."""
    found = [
        (point, fit.share * one.worth, kinds[point])
        for point, one in enumerate(candidates, start=1)
        for fit in one.topics
        if fit.topic == topic and fit.share > 0
    ]
    return tuple(sorted(found, key=lambda entry: (-entry[1], entry[0])))


def _by_best(candidates: Sequence[Candidate]) -> tuple[tuple[int, float], ...]:
    """Each point with what it is worth for the topic that it answers best, the best first."""
    values = [
        (point, one.worth * max((fit.share for fit in one.topics), default=0.0))
        for point, one in enumerate(candidates, start=1)
    ]
    return tuple(sorted(values, key=lambda pair: (-pair[1], pair[0])))


def _by_form(candidates: Sequence[Candidate]) -> dict[str, list[int]]:
    """The points of each form of cooperation, of those that answer a topic: others teach nothing that was asked for."""
    found: dict[str, list[int]] = {}
    for point, one in enumerate(candidates, start=1):
        if any(fit.share > 0 for fit in one.topics):
            for form in one.practice.cooperation_forms:
                found.setdefault(form, []).append(point)
    return found


def _best_first(candidates: Sequence[Candidate], points: Iterable[int]) -> tuple[tuple[int, float], ...]:
    return tuple(
        sorted(((point, candidates[point - 1].worth) for point in points), key=lambda pair: (-pair[1], pair[0]))
    )


def _meeting(sides: Iterable[Sequence[object]]) -> frozenset[int]:
    return frozenset(point for point, partners in enumerate(sides, start=1) if partners)

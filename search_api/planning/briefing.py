"""What the base knows about an area and about its neighbours, beside the voivodeship and the country. Counts only.

Every figure is a list of ids: the practices that it counts. A white spot is a theme that nobody has described here yet; the base
does not know what nobody told it, so nothing follows from it about the area itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus import vocabulary
from corpus.document import Document
from corpus.geometry import distances_km
from corpus.places import gazetteer
from corpus.practice import Practice
from search_api.planning.briefing_areas import BriefedArea

Ids = tuple[str, ...]
# One practice among 30 is about 3 %. Among fewer a percentage would look surer than it is.
FEWEST_FOR_PERCENT = 30
NEAREST = 2  # practices from elsewhere beside a white spot
YEAR_STEP, YEAR_STEPS = 5, 4


@dataclass(frozen=True, slots=True)
class Counted:
    """The practices that carry a code: `here`; of the neighbours, those here left out; of the voivodeship, of the country.

    `voivodeship` is None where the area is one itself.
    """

    code: str
    here: Ids
    neighbours: Ids
    voivodeship: Ids | None
    country: Ids


@dataclass(frozen=True, slots=True)
class Nearest:
    """A practice from elsewhere, and how far it is in kilometres from the nearest seat of a powiat of the area."""

    practice: Practice
    km: float


@dataclass(frozen=True, slots=True)
class WhiteSpot:
    """A theme that no practice here has. `counted.here` is empty; `nearest` are those that were more than announced."""

    counted: Counted
    nearest: tuple[Nearest, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money as the record of one practice names it; `amount_pln` in złoty, None when it gives none."""

    practice: str
    name: str
    amount_pln: float | None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the known amounts of one practice in złoty. `whole`: none of its sources lacks an amount."""

    practice: str
    amount_pln: float
    whole: bool


@dataclass(frozen=True, slots=True)
class Money:
    """`totals` from the least to the most; `without_amount` name a source and no amount, `untold` no source at all."""

    sources: tuple[Source, ...]
    totals: tuple[Total, ...]
    without_amount: Ids
    untold: Ids


@dataclass(frozen=True, slots=True)
class Years:
    """By the last year that a record tells. `since` holds the practices from a year on, the latest first; `newest` those of the
    last year of all."""

    first: int | None
    last: int | None
    newest: Ids
    since: tuple[Counted, ...]
    untold: Ids


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour and its practices, those that worked here too among them."""

    area: BriefedArea
    practices: Ids


@dataclass(frozen=True, slots=True)
class Briefing:
    """`practices` stand in the order in which they are listed: the best proven first, of these the newest.

    `everything` counts all practices of each circle. `wider` are practices told only of a larger unit that holds the area: they
    are not counted here. Codes of `roles` are a sector and a role: "ngo.lead".
    """

    area: BriefedArea
    practices: tuple[Practice, ...]
    everything: Counted
    wider: Ids
    themes: tuple[Counted, ...]
    white_spots: tuple[WhiteSpot, ...]
    cooperation_forms: tuple[Counted, ...]
    target_groups: tuple[Counted, ...]
    sectors: tuple[Counted, ...]
    roles: tuple[Counted, ...]
    evidence_levels: tuple[Counted, ...]
    years: Years
    money: Money
    neighbours: tuple[Beside, ...]


def percent(count: int, of: int) -> int | None:
    """The share in whole percent, None among fewer than FEWEST_FOR_PERCENT."""
    return round(100 * count / of) if of >= FEWEST_FOR_PERCENT else None


def briefing(area: BriefedArea, records: Iterable[Practice | Document], neighbours: Sequence[BriefedArea]) -> Briefing:
    """What `records`, all of the base, tell of an area. Documents have no place and are left out."""
    practices = sorted((one for one in records if isinstance(one, Practice)), key=_best_first)
    circles = _Circles.of(area, practices, neighbours)
    return Briefing(
        area=area,
        practices=circles.here,
        everything=circles.counted("", practices),
        wider=_ids(one for one in practices if area.is_within_reach_of(one)),
        themes=circles.tallied(lambda one: one.themes),
        white_spots=_white_spots(area, circles),
        cooperation_forms=circles.tallied(lambda one: one.cooperation_forms),
        target_groups=circles.tallied(lambda one: one.target_groups),
        sectors=circles.tallied(lambda one: {partner.sector for partner in one.partners}),
        roles=circles.tallied(lambda one: {f"{partner.sector}.{partner.role}" for partner in one.partners}),
        evidence_levels=_evidence_levels(circles),
        years=_years(circles),
        money=_money(circles.here),
        neighbours=tuple(Beside(one, _ids(filter(one.holds, practices))) for one in neighbours),
    )


@dataclass(frozen=True, slots=True)
class _Circles:
    """The practices here, those of the neighbours and not here, those of the voivodeship, all of them."""

    here: tuple[Practice, ...]
    neighbours: frozenset[str]
    voivodeship: frozenset[str] | None
    country: Sequence[Practice]

    @classmethod
    def of(cls, area: BriefedArea, practices: Sequence[Practice], neighbours: Sequence[BriefedArea]) -> _Circles:
        here = tuple(filter(area.holds, practices))
        beside = {one.id for other in neighbours for one in practices if other.holds(one)}
        whole = None
        if area.level != "voivodeship":
            # As the filter of the search on a voivodeship
            around = BriefedArea("", "", "voivodeship", area.voivodeship, (), ())
            whole = frozenset(one.id for one in practices if around.holds(one))
        return cls(here, frozenset(beside - {one.id for one in here}), whole, practices)

    def counted(self, code: str, carriers: Sequence[Practice]) -> Counted:
        ids = _ids(carriers)
        own = {one.id for one in self.here}
        within = self.voivodeship
        return Counted(
            code,
            tuple(one for one in ids if one in own),
            tuple(one for one in ids if one in self.neighbours),
            None if within is None else tuple(one for one in ids if one in within),
            ids,
        )

    def all_tallied(self, codes_of: Callable[[Practice], Iterable[str]]) -> tuple[Counted, ...]:
        """All codes, the most frequent in the country first, equal ones by code."""
        groups: dict[str, list[Practice]] = {}
        for practice in self.country:
            for code in codes_of(practice):
                groups.setdefault(code, []).append(practice)
        ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return tuple(self.counted(code, carriers) for code, carriers in ordered)

    def tallied(self, codes_of: Callable[[Practice], Iterable[str]]) -> tuple[Counted, ...]:
        """The codes that practices here have, the most frequent here first."""
        found = [one for one in self.all_tallied(codes_of) if one.here]
        return tuple(sorted(found, key=lambda one: -len(one.here)))


def _ids(practices: Iterable[Practice]) -> Ids:
    return tuple(one.id for one in practices)


def _best_first(practice: Practice) -> tuple[int, int, str]:
    level = int(practice.evidence_level.removeprefix("E")) if practice.evidence_level else -1
    return -level, -(_last_year(practice) or 0), practice.id


def _last_year(practice: Practice) -> int | None:
    return practice.years.end or practice.years.start


def _evidence_levels(circles: _Circles) -> tuple[Counted, ...]:
    """From announced to confirmed from outside."""
    found = circles.tallied(lambda one: (one.evidence_level,) if one.evidence_level else ())
    return tuple(sorted(found, key=lambda one: one.code))


def _years(circles: _Circles) -> Years:
    told = {one.id: year for one in circles.country if (year := _last_year(one)) is not None}
    own = {one.id: told[one.id] for one in circles.here if one.id in told}
    starts = [one.years.start or one.years.end for one in circles.here]
    last = max(own.values(), default=None)
    steps: list[Counted] = []
    if told:
        latest = max(told.values()) // YEAR_STEP * YEAR_STEP
        for year in range(latest, latest - YEAR_STEP * YEAR_STEPS, -YEAR_STEP):
            since = [one for one in circles.country if told.get(one.id, 0) >= year]
            steps.append(circles.counted(str(year), since))
    return Years(
        first=min((year for year in starts if year is not None), default=None),
        last=last,
        newest=tuple(one for one, year in own.items() if year == last),
        since=tuple(one for one in steps if one.here),
        untold=tuple(one.id for one in circles.here if one.id not in told),
    )


def _money(practices: Sequence[Practice]) -> Money:
    totals = [
        Total(one.id, one.budget_pln, all(item.amount_pln is not None for item in one.funding))
        for one in practices
        if one.budget_pln is not None
    ]
    return Money(
        sources=tuple(Source(one.id, item.source, item.amount_pln) for one in practices for item in one.funding),
        totals=tuple(sorted(totals, key=lambda one: (one.amount_pln, one.practice))),
        without_amount=_ids(one for one in practices if one.funding and one.budget_pln is None),
        untold=_ids(one for one in practices if not one.funding),
    )


def _white_spots(area: BriefedArea, circles: _Circles) -> tuple[WhiteSpot, ...]:
    """Themes of other areas, the most frequent in the country first; equal ones in the order of the vocabulary."""
    order = vocabulary.load("themes").codes
    missing = [one for one in circles.all_tallied(lambda practice: practice.themes) if not one.here]
    missing.sort(key=lambda one: (-len(one.country), order.index(one.code)))
    if not missing:
        return ()
    distances = _distances(area, circles.country)
    practices = {one.id: one for one in circles.country}
    spots = []
    for one in missing:
        candidates = [other for other in one.country if other in distances and practices[other].evidence_level != "E0"]
        nearest = sorted(candidates, key=lambda other: (distances[other], other))[:NEAREST]
        spots.append(WhiteSpot(one, tuple(Nearest(practices[other], distances[other]) for other in nearest)))
    return tuple(spots)


def _distances(area: BriefedArea, practices: Sequence[Practice]) -> Mapping[str, float]:
    """Kilometres from the nearest seat of a powiat of the area, by id; those without a point are left out."""
    owners: list[str] = []
    points: list[tuple[float, float]] = []
    for practice in practices:
        for one in practice.areas:
            if one.level != "voivodeship" and one.lat is not None and one.lon is not None:
                owners.append(practice.id)
                points.append((one.lat, one.lon))
    if not points:
        return {}
    seats = [gazetteer().powiats[code] for code in area.powiats]
    where: NDArray[np.float64] = np.array(points)
    nearest = np.min([distances_km(seat.lat, seat.lon, where) for seat in seats], axis=0)
    found: dict[str, float] = {}
    for owner, km in zip(owners, nearest.tolist(), strict=True):
        found[owner] = min(km, found.get(owner, km))
    return found

"""What the planner answers: areas to choose from, each with its days, its figures and the rules that it keeps or breaks.

Nothing here is prose: names, numbers, records and codes with values, which search_api/visits/words.py puts into Polish or English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from corpus.gminas import CoordinatesOf
from corpus.practice import Partner, Practice
from index.answer import Confidence, Hit
from search_api.planning.visits.request import VisitRequest

Value = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map. `name` as people say it ("Lyski", "Kraków"); `precision` tells what the coordinates are of."""

    name: str
    gmina: str | None
    powiat: str | None
    voivodeship: str
    subregion: str | None
    lat: float
    lon: float
    precision: CoordinatesOf


@dataclass(frozen=True, slots=True)
class TopicFit:
    """How a practice answers the topic of that number (from 0). `share` is what it counts for the topic, 0 to 1."""

    topic: int
    share: float
    confidence: Confidence
    hit: Hit | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice that may be visited, with the spot where. `hosts` are partners of the authorities and the organisations that
    could receive visitors; `worth` is the factor of evidence, host sides and context (0 to about 1.3), `worth_of` its parts."""

    practice: Practice
    spot: Spot
    topics: tuple[TopicFit, ...]
    authorities: tuple[Partner, ...]
    organisations: tuple[Partner, ...]
    others: tuple[Partner, ...]
    worth: float
    worth_of: Mapping[str, float] = field(default_factory=dict)
    must: bool = False


# Why a practice is no stop: no coordinates at all, too far, it was excluded, its subregion is left out, it lies outside the
# region that was asked for, hours or days do not suffice, it is not in the base, it says nearly the same as another stop.
LeftOutReason = Literal[
    "no_coordinates",
    "too_far",
    "never",
    "own_subregion",
    "outside_region",
    "no_time",
    "not_in_base",
    "same_as",
    "other_area",
]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A practice (or a place, by its code) that is not visited, and why. `asked_for`: the organiser said it must be."""

    id: str
    title: str
    reason: LeftOutReason
    asked_for: bool
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drive:
    """`start`, `end` in minutes of the day since midnight; `km` on the road. `estimated`: no routing server told it."""

    start: int
    end: int
    origin: Spot
    target: Spot
    km: float
    estimated: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A stop. `number` counts the stops of the whole visit from 1; `asks` are codes of what the record does not tell (the
    questions to put to the hosts), `new_topics` the topics (from 0) that no earlier stop answered."""

    number: int
    start: int
    end: int
    candidate: Candidate
    asks: tuple[str, ...]
    new_topics: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lunch:
    """A meal in `spot`; None on the road."""

    start: int
    end: int
    spot: Spot | None


@dataclass(frozen=True, slots=True)
class Night:
    """Where the group sleeps. The base knows no hotels: a town, not a house."""

    spot: Spot


Item = Drive | Meeting | Lunch | Night


@dataclass(frozen=True, slots=True)
class Day:
    """One day in the order of time. `start`, `end` in minutes; `km`, `drive_minutes` of all its drives."""

    number: int
    start: int
    end: int
    items: tuple[Item, ...]
    km: float
    drive_minutes: int

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(item for item in self.items if isinstance(item, Meeting))


Verdict = Literal["kept", "broken", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of study visits beside the plan: `rule` and `reason` are names of sentences, `values` fill them."""

    rule: str
    verdict: Verdict
    reason: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TopicCover:
    """A topic in an area: the share answered (0 to 1, 1: a sure match) and how many stops speak of it."""

    topic: int
    share: float
    stops: int


@dataclass(frozen=True, slots=True)
class AreaPlan:
    """One area with its visit. `worth` is what the planner made as large as it could (see worth.py); `rank` from 1.

    `near` are further candidates of the area that found no time, the best first. `name` is that of a place visited, `beyond` that
    of another one which lies too far from it to be called its surroundings.
    """

    rank: int
    name: str
    subregions: tuple[str, ...]
    voivodeships: tuple[str, ...]
    centre: Spot
    days: tuple[Day, ...]
    cover: tuple[TopicCover, ...]
    checks: tuple[Check, ...]
    left_out: tuple[LeftOut, ...]
    near: tuple[Candidate, ...]
    candidates: int
    distance_km: float
    km: float
    drive_minutes: int
    worth: float
    beyond: str | None = None

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return tuple(meeting for day in self.days for meeting in day.meetings)


@dataclass(frozen=True, slots=True)
class NoTopicMatch:
    """A topic for which no practice of the searched regions is a good match. `weak` are ids of the nearest ones."""

    topic: int
    weak: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """`areas` best first, at most three that differ; empty when nothing can be visited: then `obstacles` say why and what to
    change (checks with verdict "broken"). `left_out` concerns the whole visit, `unmatched` the topics without a practice.
    `own_experience` are practices of the visitors' own subregion on the topics: what to show to the hosts."""

    request: VisitRequest
    areas: tuple[AreaPlan, ...]
    obstacles: tuple[Check, ...]
    unmatched: tuple[NoTopicMatch, ...]
    left_out: tuple[LeftOut, ...]
    own_experience: tuple[Practice, ...]
    candidates: int
    estimated: bool
    travel_note: str | None
    snapshot: str

"""What an organiser has asked of a study visit. It travels in an address or in a field of the page; the server keeps none of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from corpus.places import gazetteer
from corpus.vocabulary import load
from search_api.planning.own import OwnPlace, of_code
from search_api.planning.visits.request import (
    DAYS,
    DEPARTURE,
    FEWEST_POINTS,
    GROUP_SIZE,
    HOSTS_FROM,
    HOSTS_UNTIL,
    HOURS_PER_DAY,
    MINUTES_PER_POINT,
    MOST_MUST,
    MOST_TOPICS,
    POINTS_PER_DAY,
    Means,
    Topic,
    VisitRequest,
)
from search_api.web.state_fields import NeedText, PlaceCode, RecordId, StatePart, Weight

MOST_NEVER = 60
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_KM = 2_000  # as the crow flies Poland is less than 700 km long


def _known_voivodeship(code: str) -> str:
    if code not in load("voivodeships").codes:
        raise ValueError("Nie ma takiego województwa")
    return code


def _known_subregion(code: str) -> str:
    if code not in gazetteer().subregions:
        raise ValueError("Nie ma takiego podregionu")
    return code


def _sensible(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("Nie ten wiek")
    return day


Voivodeship = Annotated[str, AfterValidator(_known_voivodeship)]
Subregion = Annotated[str, AfterValidator(_known_subregion)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class TopicRow(StatePart):
    """What the visitors want to learn about."""

    text: NeedText
    weight: Weight = 1.0


class VisitState(StatePart):
    """The whole state: the fields of VisitRequest, with places as codes. One that cannot be is refused."""

    format: Literal["dobre-praktyki-wizyta"] = "dobre-praktyki-wizyta"
    version: Literal[1] = 1
    topics: Annotated[tuple[TopicRow, ...], Field(min_length=1, max_length=MOST_TOPICS)]
    start: PlaceCode
    own: PlaceCode | None = None
    own_subregion_allowed: bool = False
    days: int = DAYS
    hours_per_day: Number = HOURS_PER_DAY
    fewest_points: int = FEWEST_POINTS
    points_per_day: int = POINTS_PER_DAY
    minutes_per_point: int = MINUTES_PER_POINT
    group_size: int = GROUP_SIZE
    means: Means = "coach"
    voivodeships: Annotated[tuple[Voivodeship, ...], Field(max_length=16)] = ()
    subregions: Annotated[tuple[Subregion, ...], Field(max_length=80)] = ()
    not_subregions: Annotated[tuple[Subregion, ...], Field(max_length=80)] = ()
    max_distance_km: Annotated[Number, Field(le=MOST_KM)] | None = None
    must: Annotated[tuple[RecordId, ...], Field(max_length=MOST_MUST)] = ()
    never: Annotated[tuple[RecordId, ...], Field(max_length=MOST_NEVER)] = ()
    must_places: Annotated[tuple[PlaceCode, ...], Field(max_length=MOST_MUST)] = ()
    never_places: Annotated[tuple[PlaceCode, ...], Field(max_length=MOST_NEVER)] = ()
    first_day: Annotated[date, AfterValidator(_sensible)] | None = None
    departure: int = DEPARTURE
    hosts_from: int = HOSTS_FROM
    hosts_until: int = HOSTS_UNTIL

    @model_validator(mode="after")
    def _possible(self) -> VisitState:
        self.request()
        return self

    def request(self) -> VisitRequest:
        """The same for the planner. Raises NotPossible."""
        return VisitRequest(
            topics=tuple(Topic(row.text, row.weight) for row in self.topics),
            start=_place(self.start),
            own=_place(self.own) if self.own else None,
            own_subregion_allowed=self.own_subregion_allowed,
            days=self.days,
            hours_per_day=self.hours_per_day,
            fewest_points=self.fewest_points,
            points_per_day=self.points_per_day,
            minutes_per_point=self.minutes_per_point,
            group_size=self.group_size,
            means=self.means,
            voivodeships=self.voivodeships,
            subregions=self.subregions,
            not_subregions=self.not_subregions,
            max_distance_km=self.max_distance_km,
            must=self.must,
            never=self.never,
            must_places=self.must_places,
            never_places=self.never_places,
            first_day=self.first_day,
            departure=self.departure,
            hosts_from=self.hosts_from,
            hosts_until=self.hosts_until,
        )


def _place(code: str) -> OwnPlace:
    place = of_code(code)
    if place is None:
        raise ValueError(f"no place {code}")
    return place

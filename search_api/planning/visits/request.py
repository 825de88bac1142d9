"""What an organiser asks of a study visit. Everything is checked here once; the planner may rely on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from search_api.planning.own import OwnPlace

Means = Literal["coach", "minibus"]

MOST_TOPICS, MOST_DAYS, MOST_POINTS_PER_DAY, MOST_MUST = 20, 5, 6, 20
DAYS, HOURS_PER_DAY, GROUP_SIZE = 2, 10.0, 20
FEWEST_POINTS, POINTS_PER_DAY = 3, 4
MINUTES_PER_POINT = 90
DEPARTURE, HOSTS_FROM, HOSTS_UNTIL = 7 * 60, 8 * 60, 18 * 60
SEED = 1
# From and to what each number may go. Times are minutes since midnight.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "days": (1, MOST_DAYS),
    "hours_per_day": (4, 14),
    "points_per_day": (1, MOST_POINTS_PER_DAY),
    "minutes_per_point": (30, 240),
    "group_size": (1, 60),
    "departure": (4 * 60, 12 * 60),
    "hosts_from": (6 * 60, 12 * 60),
    "hosts_until": (13 * 60, 21 * 60),
}


class NotPossible(ValueError):
    """A request that contradicts itself. `field` names the field, the message is Polish and says what to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Topic:
    """What the visitors want to learn about, in their own words. `weight` is above 0; only proportions count."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """Times are minutes: `departure`, `hosts_from`, `hosts_until` since midnight, `minutes_per_point` on site.

    `start` is where the bus leaves and comes back. `own` is the visitors' own place, for comparing and for leaving its
    subregion out; None: the start. `hours_per_day` run from departure to arrival at the lodging or back home, meals
    included. A day holds at most `points_per_day` meetings; fewer than `fewest_points` on average are told as a shortfall.
    `max_distance_km` is as the crow flies from the start. `must` and `never` are ids of practices, `must_places` and
    `never_places` codes of gminas or powiats ("teryt:..."). `voivodeships` and `subregions` limit the search where given.
    """

    topics: tuple[Topic, ...]
    start: OwnPlace
    own: OwnPlace | None = None
    own_subregion_allowed: bool = False
    days: int = DAYS
    hours_per_day: float = HOURS_PER_DAY
    fewest_points: int = FEWEST_POINTS
    points_per_day: int = POINTS_PER_DAY
    minutes_per_point: int = MINUTES_PER_POINT
    group_size: int = GROUP_SIZE
    means: Means = "coach"
    voivodeships: tuple[str, ...] = ()
    subregions: tuple[str, ...] = ()
    not_subregions: tuple[str, ...] = ()
    max_distance_km: float | None = None
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    must_places: tuple[str, ...] = ()
    never_places: tuple[str, ...] = ()
    first_day: date | None = None
    departure: int = DEPARTURE
    hosts_from: int = HOSTS_FROM
    hosts_until: int = HOSTS_UNTIL
    seed: int = SEED

    def __post_init__(self) -> None:
        """Raises NotPossible naming the first field that cannot be."""
        _within("topics", len(self.topics), 1, MOST_TOPICS, "Podaj od 1 do {most} tematów.")
        if any(topic.weight <= 0 for topic in self.topics):
            raise NotPossible("topics", "Waga tematu ma być większa od zera.")
        _within("days", self.days, *BOUNDS["days"], "Wizyta może trwać od 1 do {most} dni.")
        _within(
            "hours_per_day",
            self.hours_per_day,
            *BOUNDS["hours_per_day"],
            "Dzień wizyty może mieć od 4 do {most} godzin.",
        )
        _within(
            "points_per_day", self.points_per_day, *BOUNDS["points_per_day"], "Podaj od 1 do {most} spotkań dziennie."
        )
        _within(
            "fewest_points",
            self.fewest_points,
            1,
            self.points_per_day,
            "Najmniejsza liczba spotkań dziennie nie może być większa niż największa.",
        )
        _within(
            "minutes_per_point",
            self.minutes_per_point,
            *BOUNDS["minutes_per_point"],
            "Spotkanie może trwać od 30 do {most} minut.",
        )
        _within("group_size", self.group_size, *BOUNDS["group_size"], "Grupa może liczyć od 1 do {most} osób.")
        _within("departure", self.departure, *BOUNDS["departure"], "Wyjazd może być między 4:00 a 12:00.")
        _within(
            "hosts_from", self.hosts_from, *BOUNDS["hosts_from"], "Spotkania mogą się zaczynać między 6:00 a 12:00."
        )
        _within(
            "hosts_until", self.hosts_until, *BOUNDS["hosts_until"], "Spotkania mogą się kończyć między 13:00 a 21:00."
        )
        _within(
            "must", len(self.must) + len(self.must_places), 0, MOST_MUST, "Podaj najwyżej {most} miejsc koniecznych."
        )
        if self.max_distance_km is not None and self.max_distance_km <= 0:
            raise NotPossible("max_distance_km", "Największa odległość ma być większa od zera.")
        if clash := set(self.must) & set(self.never):
            raise NotPossible("must", f"Praktyka „{min(clash)}” jest zarazem konieczna i wykluczona. Zostaw jedno.")
        if clash := set(self.must_places) & set(self.never_places):
            raise NotPossible("must_places", f"Miejsce {min(clash)} jest zarazem konieczne i wykluczone. Zostaw jedno.")

    @property
    def home(self) -> OwnPlace:
        """The visitors' own place."""
        return self.own or self.start

    @property
    def left_out_subregions(self) -> tuple[str, ...]:
        """Codes of the subregions in which nothing is looked for."""
        own = () if self.own_subregion_allowed else (self.home.subregion,)
        return tuple(dict.fromkeys((*own, *self.not_subregions)))

    @property
    def day_minutes(self) -> int:
        """Minutes of a day from departure to the end."""
        return round(self.hours_per_day * 60)

    @property
    def weights(self) -> tuple[float, ...]:
        """The weight of each topic, so that they are 1 on average."""
        mean = sum(topic.weight for topic in self.topics) / len(self.topics)
        return tuple(topic.weight / mean for topic in self.topics)


def _within(field: str, value: float, least: float, most: float, message: str) -> None:
    if not least <= value <= most:
        raise NotPossible(field, message.format(most=f"{most:g}"))

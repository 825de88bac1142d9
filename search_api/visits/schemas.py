"""What a request for a study visit says. Version 1: changes are additive only.

The limits of the numbers stand in the schema for readers; search_api/planning/visits/request.py checks them, with messages that
say what to change.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints
from pydantic.fields import FieldInfo

from search_api import numbers
from search_api.contract.search import Codes
from search_api.planning.visits import request as limits
from search_api.planning.visits.request import Means
from search_api.plans.schemas import HEAVIEST, Words

FIRST_DATE, LAST_DATE = date(2000, 1, 1), date(2099, 12, 31)
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def minutes_of(time: str) -> int:
    """Minutes since midnight of a time such as "7:30". Raises ValueError with a Polish sentence."""
    found = _TIME.fullmatch(time.strip())
    if found is None:
        raise ValueError("Wpisz godzinę i minuty z dwukropkiem, na przykład 7:30")
    return int(found[1]) * 60 + int(found[2])


def day_of(value: object) -> object:
    """The date of a text such as "2027-05-13". Raises ValueError with a Polish sentence."""
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError("Nie ma takiej daty. Sprawdź dzień i miesiąc") from None
        if FIRST_DATE <= day <= LAST_DATE:
            return day
        raise ValueError(f"Podaj datę od {FIRST_DATE.year} do {LAST_DATE.year} roku")
    raise ValueError("Wpisz datę jako rok, miesiąc i dzień, na przykład 2027-05-13")


def _time(text: str) -> str:
    minutes_of(text)
    return text


def _limited(name: str, description: str) -> FieldInfo:
    least, most = limits.BOUNDS[name]
    told: dict[str, JsonValue] = {"minimum": least, "maximum": most}
    field: FieldInfo = Field(description=description, json_schema_extra=told)
    return field


Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Places = Annotated[tuple[Place, ...], Field(max_length=100)]
Whole = Annotated[int, numbers.NumberOnly]
Number = Annotated[float, Field(allow_inf_nan=False), numbers.NumberOnly]
TopicWeight = Annotated[
    float,
    Field(le=HEAVIEST, allow_inf_nan=False, description="Więcej od zera.", json_schema_extra={"exclusiveMinimum": 0}),
    numbers.NumberOnly,
]
Time = Annotated[str, AfterValidator(_time), Field(description="Godzina, na przykład „7:30”.")]
FirstDay = Annotated[date, BeforeValidator(day_of), Field(description="Pierwszy dzień, na przykład „2027-05-13”.")]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TopicIn(_Request):
    """Temat słowami organizatora. Liczą się tylko proporcje wag."""

    text: Words
    weight: TopicWeight = 1.0


class VisitRequestIn(_Request):
    """O co prosi organizator. „start”, „own” i miejsca to nazwy albo kody gmin i powiatów z rejestru TERYT. Bez „own” własnym
    miejscem jest „start”. „must” i „never” to identyfikatory praktyk. „max_distance_km” liczy się w linii prostej od startu."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "topics": [
                        {"text": "Samotni seniorzy na wsi nie mają gdzie się spotkać", "weight": 2},
                        {"text": "Inicjatywa lokalna mieszkańców"},
                    ],
                    "start": "Lyski",
                    "first_day": "2027-05-13",
                },
                {
                    "topics": [{"text": "Wolontariat w małej gminie"}],
                    "start": "Rybnik",
                    "days": 1,
                    "points_per_day": 3,
                    "group_size": 18,
                    "means": "minibus",
                    "max_distance_km": 150,
                },
            ]
        }
    )

    topics: Annotated[tuple[TopicIn, ...], Field(json_schema_extra={"minItems": 1, "maxItems": limits.MOST_TOPICS})]
    start: Annotated[Place, Field(description="Skąd grupa wyjeżdża i dokąd wraca.")]
    own: Annotated[Place | None, Field(description="Własna gmina albo powiat, gdy to nie start.")] = None
    own_subregion_allowed: Annotated[
        bool, Field(description="Czy praktyki z własnego podregionu mogą być w programie.")
    ] = False
    days: Annotated[Whole, _limited("days", "Liczba dni.")] = limits.DAYS
    hours_per_day: Annotated[Number, _limited("hours_per_day", "Godziny od wyjazdu do noclegu albo domu.")] = (
        limits.HOURS_PER_DAY
    )
    fewest_points: Annotated[
        Whole | None,
        Field(description="Mniej spotkań dziennie program zgłosi jako brak. Domyślnie 3 albo „points_per_day”."),
    ] = None
    points_per_day: Annotated[Whole, _limited("points_per_day", "Najwięcej spotkań dziennie.")] = limits.POINTS_PER_DAY
    minutes_per_point: Annotated[Whole, _limited("minutes_per_point", "Minuty jednego spotkania.")] = (
        limits.MINUTES_PER_POINT
    )
    group_size: Annotated[Whole, _limited("group_size", "Liczba osób.")] = limits.GROUP_SIZE
    means: Annotated[Means, Field(description="Autokar albo mały bus.")] = "coach"
    voivodeships: Codes = ()
    subregions: Codes = ()
    not_subregions: Codes = ()
    max_distance_km: Annotated[Number | None, Field(json_schema_extra={"exclusiveMinimum": 0})] = None
    must: Codes = ()
    never: Codes = ()
    must_places: Places = ()
    never_places: Places = ()
    first_day: FirstDay | None = None
    departure: Time = "7:00"
    hosts_from: Annotated[Time, Field(description="Najwcześniejszy początek spotkania.")] = "8:00"
    hosts_until: Annotated[Time, Field(description="Najpóźniejszy koniec spotkania.")] = "18:00"
    seed: Annotated[Whole, Field(ge=0, le=2**31 - 1, description="Ta sama liczba daje ten sam plan.")] = limits.SEED


VisitFormat = Literal["json", "docx", "letter", "ics", "gpx", "geojson"]

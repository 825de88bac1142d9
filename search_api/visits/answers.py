"""A study visit as models of the contract: codes and numbers for programs, `text` in the language asked for for people."""

from __future__ import annotations

from typing import Literal

from corpus.gminas import CoordinatesOf
from corpus.practice import EvidenceLevel, Role, Sector
from search_api.contract.reasons import AnswerModel
from search_api.contract.search import PlaceOut
from search_api.planning.visits.request import Means
from search_api.planning.visits.result import LeftOutReason, Verdict
from search_api.plans.answers import SourceOut

ValueOut = str | int | float | list[str]


class OwnPlaceOut(AnswerModel):
    """Gmina albo powiat z rejestru TERYT."""

    code: str
    name: str
    powiat: str
    subregion: str
    subregion_label: str
    voivodeship: str


class TopicOut(AnswerModel):
    """Temat pod numerem, od 1."""

    number: int
    text: str
    weight: float


class VisitRequestOut(AnswerModel):
    """Warunki po sprawdzeniu: miejsca i regiony jako kody, wartości domyślne wpisane."""

    topics: list[TopicOut]
    start: OwnPlaceOut
    own: OwnPlaceOut
    own_subregion_allowed: bool
    days: int
    hours_per_day: float
    fewest_points: int
    points_per_day: int
    minutes_per_point: int
    group_size: int
    means: Means
    voivodeships: list[str]
    subregions: list[str]
    not_subregions: list[str]
    max_distance_km: float | None
    must: list[str]
    never: list[str]
    must_places: list[str]
    never_places: list[str]
    first_day: str | None
    departure: str
    hosts_from: str
    hosts_until: str
    seed: int


class SpotOut(AnswerModel):
    """Punkt na mapie. „precision” mówi, czego dotyczą współrzędne: miejscowości albo siedziby powiatu."""

    name: str
    gmina: str | None
    powiat: str | None
    subregion: str | None
    voivodeship: str
    lat: float
    lon: float
    precision: CoordinatesOf


class HostOut(AnswerModel):
    """Partner praktyki, którego można spotkać. Kontakt uzupełnia organizator."""

    name: str
    side: Literal["authority", "organisation", "other"]
    sector: Sector
    role: Role


class QuotesOut(AnswerModel):
    """Zdania opisu słowo w słowo. „sources” to numery z listy „sources” obszaru."""

    field: Literal["need", "actions", "results", "lessons"]
    texts: list[str]
    sources: list[int]


class QuestionOut(AnswerModel):
    """Pytanie do gospodarzy: kod tego, czego opis nie mówi, i zdanie."""

    code: str
    text: str


class StopOut(AnswerModel):
    """Spotkanie. „topics” i „new_topics” to numery tematów; nowe to te, na które nie odpowiedziało wcześniejsze spotkanie."""

    number: int
    id: str
    title: str
    url: str
    place: PlaceOut
    spot: SpotOut
    evidence_level: EvidenceLevel | None
    topics: list[int]
    new_topics: list[int]
    must: bool
    quotes: list[QuotesOut]
    hosts: list[HostOut]
    questions: list[QuestionOut]
    notes: list[str]


class StepOut(AnswerModel):
    """Linia programu. „start” i „end” to godziny („8:30”); nocleg ma tylko „start”. Pola przejazdu są przy „drive”."""

    kind: Literal["drive", "meeting", "lunch", "night"]
    start: str
    end: str | None
    text: str
    origin: SpotOut | None = None
    spot: SpotOut | None = None
    km: float | None = None
    estimated: bool | None = None
    stop: StopOut | None = None


class DayOut(AnswerModel):
    number: int
    date: str | None
    start: str
    end: str
    km: float
    drive_minutes: int
    steps: list[StepOut]


class CheckOut(AnswerModel):
    """Zasada: zachowana, niezachowana albo do sprawdzenia. „values” to liczby i nazwy, które stoją w zdaniu."""

    rule: str
    verdict: Verdict
    reason: str
    values: dict[str, ValueOut]
    text: str


class LeftOutOut(AnswerModel):
    """Praktyka albo miejsce, którego nie ma w programie, i powód."""

    id: str
    title: str
    reason: LeftOutReason
    asked_for: bool
    values: dict[str, ValueOut]
    text: str


class NamedPracticeOut(AnswerModel):
    id: str
    title: str
    url: str


class CoverOut(AnswerModel):
    """Na ile spotkania odpowiadają na temat (od 0 do 1) i ile ich jest."""

    topic: int
    share: float
    stops: int


class PointOut(AnswerModel):
    """Jeden z pięciu punktów propozycji."""

    number: int
    heading: str
    lines: list[str]


class LetterOut(AnswerModel):
    """List do gospodarza. W nawiasach kwadratowych stoi to, co uzupełnia organizator."""

    host: str
    subject: str
    text: str


class TaskOut(AnswerModel):
    """Zadanie organizatora z terminem słowami."""

    when: str
    text: str


class AreaOut(AnswerModel):
    """Jeden obszar z gotowym programem. „near” to praktyki z okolicy, na które zabrakło czasu; „why” mówi, czemu ten obszar.

    „cautions” to zdania o tym, czego w programie brakuje wobec warunków."""

    rank: int
    name: str
    subregions: list[str]
    voivodeships: list[str]
    centre: SpotOut
    candidates: int
    distance_km: float
    km: float
    drive_minutes: int
    why: list[str]
    cautions: list[str]
    days: list[DayOut]
    cover: list[CoverOut]
    checks: list[CheckOut]
    left_out: list[LeftOutOut]
    near: list[NamedPracticeOut]
    proposal: list[PointOut]
    letters: list[LetterOut]
    tasks: list[TaskOut]
    sources: list[SourceOut]


class UnmatchedOut(AnswerModel):
    """Temat bez dobrze dopasowanej praktyki. „weak” to identyfikatory najbliższych, słabych."""

    topic: int
    weak: list[str]
    text: str


class VisitAnswer(AnswerModel):
    """Najwyżej trzy różne obszary, najlepszy pierwszy. Gdy nie ma żadnego, „obstacles” mówi, co zmienić.

    Nic tu nie jest napisane przez program: są cytaty z opisów, liczby i stałe zdania."""

    made: str
    snapshot: str
    request: VisitRequestOut
    candidates: int
    estimated: bool
    notices: list[str]
    areas: list[AreaOut]
    obstacles: list[CheckOut]
    unmatched: list[UnmatchedOut]
    left_out: list[LeftOutOut]
    own_experience: list[NamedPracticeOut]

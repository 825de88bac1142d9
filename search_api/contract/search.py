"""The contract, version 1, as models: what a request may say and what an answer holds. Changes are additive only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from corpus.practice import AreaLevel, AreaStatus, EvidenceLevel, Partner
from index.answer import Confidence
from index.order import OrderBy
from search_api import numbers
from search_api.contract.reasons import AnswerModel, MarkedOut, WhyOut
from search_api.settings import Language

DEFAULT_LIMIT = 10

Code = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Codes = Annotated[tuple[Code, ...], Field(max_length=100)]


Sort = Annotated[
    OrderBy,
    Field(description="Kolejność: od najlepszych, od najnowszych albo od najbliższych miejscu podanemu w „near”."),
]
Near = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200),
    Field(description="Miejsce, od którego liczymy odległość: nazwa albo kod, na przykład „Rybnik”, „teryt:2412”."),
]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class YearRange(_Request):
    """Lata od–do, z oboma końcami."""

    from_: Annotated[numbers.JsonYear | None, Field(alias="from")] = None
    to: numbers.JsonYear | None = None


class SearchFilters(_Request):
    """Filtry. Wartości jednego pola są do wyboru, różne pola muszą być spełnione naraz."""

    voivodeships: Codes = ()
    not_voivodeships: Codes = ()
    subregions: Codes = ()
    not_subregions: Codes = ()
    themes: Codes = ()
    target_groups: Codes = ()
    cooperation_forms: Codes = ()
    sectors: Codes = ()
    evidence_levels: Codes = ()
    kinds: Codes = ()
    years: YearRange = YearRange()
    max_budget_pln: numbers.JsonBudget | None = None


class SearchRequest(_Request):
    """Potrzeba własnymi słowami i filtry. Puste „query” pokazuje wszystko, co przechodzi przez filtry."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "query": "samotni seniorzy na wsi",
                    "limit": 10,
                    "offset": 0,
                    "filters": {
                        "voivodeships": ["śląskie"],
                        "themes": ["seniors"],
                        "years": {"from": 2010, "to": None},
                    },
                }
            ]
        }
    )

    query: str = ""
    limit: numbers.JsonLimit = DEFAULT_LIMIT
    offset: numbers.JsonOffset = 0
    diversity: numbers.JsonDiversity = 0.0
    sort: Sort = "relevance"
    near: Near | None = None
    filters: SearchFilters = SearchFilters()


class FilterParameters(_Request):
    """The same filters as repeatable query parameters, named in the singular."""

    voivodeship: Codes = ()
    not_voivodeship: Codes = ()
    subregion: Codes = ()
    not_subregion: Codes = ()
    theme: Codes = ()
    target_group: Codes = ()
    cooperation_form: Codes = ()
    sector: Codes = ()
    evidence_level: Codes = ()
    kind: Codes = ()
    year_from: numbers.Year | None = None
    year_to: numbers.Year | None = None
    max_budget_pln: numbers.Budget | None = None
    lang: Annotated[Language | None, Field(description="Język etykiet.")] = None

    def filters(self) -> SearchFilters:
        """The same filters under the names of the POST request."""
        return SearchFilters.model_construct(
            voivodeships=self.voivodeship,
            not_voivodeships=self.not_voivodeship,
            subregions=self.subregion,
            not_subregions=self.not_subregion,
            themes=self.theme,
            target_groups=self.target_group,
            cooperation_forms=self.cooperation_form,
            sectors=self.sector,
            evidence_levels=self.evidence_level,
            kinds=self.kind,
            years=YearRange.model_construct(from_=self.year_from, to=self.year_to),
            max_budget_pln=self.max_budget_pln,
        )


class SearchParameters(FilterParameters):
    """A search as a link."""

    q: Annotated[str, Field(description="Potrzeba własnymi słowami.", examples=["samotni seniorzy na wsi"])] = ""
    limit: numbers.Limit = DEFAULT_LIMIT
    offset: numbers.Offset = 0
    diversity: numbers.Diversity = 0.0
    sort: Sort = "relevance"
    near: Near | None = None


class AreaOut(AnswerModel):
    """Jedno z miejsc, w których praktyka działała."""

    name: str
    level: AreaLevel
    status: AreaStatus
    subregion: str | None
    voivodeship: str
    lat: float | None
    lon: float | None


class PlaceOut(AnswerModel):
    """Miejsce słowami źródła; kod podregionu i współrzędne pierwszego rozpoznanego obszaru."""

    locality: str | None
    gmina: str | None
    powiat: str | None
    subregion: str | None
    subregion_label: str | None
    voivodeship: str
    lat: float | None
    lon: float | None


class YearsOut(AnswerModel):
    start: int | None
    end: int | None


class CopyOut(AnswerModel):
    """Inny rekord, którego opis jest prawie taki sam."""

    id: str
    title: str
    place: PlaceOut | None
    url: str


class HitOut(AnswerModel):
    """Jeden wynik. Dokument nie ma miejsca, tematów ani stopnia sprawdzenia.

    „need” i „actions” to zdania opisu, które najwięcej mówią o pytaniu. „known_budget_pln” to suma kwot znanych ze źródła."""

    id: str
    kind: Literal["practice", "document"]
    title: str
    score: float
    confidence: Confidence
    exact_name: bool
    place: PlaceOut | None
    areas: list[AreaOut]
    themes: list[str]
    target_groups: list[str]
    cooperation_forms: list[str]
    years: YearsOut
    evidence_level: EvidenceLevel | None
    partners: list[Partner]
    known_budget_pln: float | None
    distance_km: float | None
    need: MarkedOut | None
    actions: MarkedOut | None
    why: WhyOut
    also_in: list[CopyOut]
    url: str


class FacetOut(AnswerModel):
    value: str
    label: str
    count: int


Facets = dict[str, list[FacetOut]]


class CorrectionOut(AnswerModel):
    """Słowo uznane za literówkę i to, czego szukano zamiast niego."""

    written: str
    meant: str


class SearchAnswer(AnswerModel):
    """Wyniki. Gdy „good_match” jest fałszem, „results” jest puste, a „nearest” ma do trzech słabych trafień.

    „places” to miejsca z pytania: nie zmieniają kolejności, zawęzić można filtrem."""

    query: str
    total: int
    good_match: bool
    took_ms: float
    snapshot: str
    results: list[HitOut]
    nearest: list[HitOut]
    corrections: list[CorrectionOut]
    places: list[str]
    facets: Facets


class FacetsAnswer(AnswerModel):
    """Ile rekordów ma każdą z wartości, po zastosowaniu filtrów."""

    snapshot: str
    facets: Facets


class SimilarAnswer(AnswerModel):
    """Rekordy najbliższe podanemu."""

    id: str
    results: list[HitOut]


class FieldErrorOut(AnswerModel):
    field: str
    reason: str


class ProblemOut(AnswerModel):
    """Błąd według RFC 9457, typ application/problem+json."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str | None = None
    errors: Annotated[list[FieldErrorOut], Field(default_factory=list)]

"""What a request for matches or a plan says. Version 1: changes are additive only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from corpus.gminas import Kind
from search_api import numbers
from search_api.contract.search import Code, Codes
from search_api.planning.context import Size
from search_api.planning.matching import MOST_PER_NEED, PER_NEED
from search_api.planning.need import NeedKind

HEAVIEST = 1_000_000

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Weight = Annotated[float, Field(gt=0, le=HEAVIEST, allow_inf_nan=False), numbers.NumberOnly]
PerNeed = Annotated[
    int,
    Field(ge=1, le=MOST_PER_NEED, description="Ile najlepszych praktyk na jedną potrzebę."),
    numbers.NumberOnly,
]
Number = Annotated[int, Field(ge=1), numbers.NumberOnly]
# Said by the description only: what is refused for want of needs says so in its own words (search_api/plans/requests.py).
AtLeastOne = Field(json_schema_extra={"minItems": 1})
RecordIds = Annotated[tuple[Code, ...], Field(max_length=MOST_PER_NEED)]

NEEDS_EXAMPLE: list[JsonValue] = [
    {"text": "Samotni seniorzy na wsi nie mają gdzie się spotkać", "weight": 40},
    {"text": "Brak dojazdu do lekarza z małych wsi", "weight": 25},
]
CONTEXT_EXAMPLE: dict[str, JsonValue] = {
    "own": "Lyski",
    "kinds_of_gmina": ["rural"],
    "max_budget_pln": 50_000,
    "forms": ["local_initiative"],
}


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NeedSourceIn(_Request):
    """Skąd jest potrzeba: nazwa dokumentu, strona, nagłówek i zdanie słowo w słowo."""

    document: Name
    page: Number | None = None
    heading: Annotated[str, StringConstraints(max_length=500)] | None = None
    quote: Words


class NeedIn(_Request):
    """Jedna potrzeba albo zadanie. „weight” to waga wobec innych potrzeb, na przykład liczba głosów."""

    text: Words
    weight: Weight = 1.0
    kind: NeedKind = "need"
    source: NeedSourceIn | None = None


class ContextIn(_Request):
    """Warunki. „own” to nazwa albo kod własnej gminy lub powiatu; wtedy bez praktyk z własnego podregionu, chyba że
    „other_subregion” jest fałszem. Praktyki o nieznanym koszcie zostają mimo „max_budget_pln”."""

    own: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    other_subregion: numbers.JsonBool = True
    not_subregions: Codes = ()
    kinds_of_gmina: Annotated[tuple[Kind, ...], Field(max_length=3)] = ()
    kinds_required: numbers.JsonBool = False
    sizes: Annotated[tuple[Size, ...], Field(max_length=5)] = ()
    sizes_required: numbers.JsonBool = False
    max_budget_pln: numbers.JsonBudget | None = None
    forms: Codes = ()
    excluded: Codes = ()


class ChoiceIn(_Request):
    """Wybór do potrzeby o numerze „need” (od 1): dokładnie te praktyki („keep”) i bez tamtych („drop”)."""

    need: Number
    keep: RecordIds = ()
    drop: Codes = ()


class MatchRequest(_Request):
    """Potrzeby jako lista („needs”) albo jako wklejony tekst („text”), w którym program je znajdzie."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"needs": NEEDS_EXAMPLE, "context": CONTEXT_EXAMPLE, "per_need": 3},
                {"text": "- Samotni seniorzy na wsi (40 %)\n- Młodzież nie ma dokąd pójść (25 %)"},
            ],
            "oneOf": [
                {"required": ["text"], "properties": {"text": {"type": "string"}, "needs": {"type": "null"}}},
                {"required": ["needs"], "properties": {"text": {"type": "null"}, "needs": {"type": "array"}}},
            ],
        }
    )

    text: Words | None = None
    needs: Annotated[tuple[NeedIn, ...], AtLeastOne] | None = None
    context: ContextIn = ContextIn()
    per_need: PerNeed = PER_NEED


class PlanRequest(_Request):
    """Potrzeby, warunki i to, co wybrano do poszczególnych potrzeb."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "needs": NEEDS_EXAMPLE,
                    "context": CONTEXT_EXAMPLE,
                    "choices": [{"need": 1, "keep": ["lucien-klub-seniora"]}],
                    "per_need": 3,
                }
            ]
        }
    )

    needs: Annotated[tuple[NeedIn, ...], AtLeastOne]
    context: ContextIn = ContextIn()
    choices: Annotated[tuple[ChoiceIn, ...], Field(max_length=500)] = ()
    per_need: PerNeed = PER_NEED


PlanFormat = Literal["json", "docx", "xlsx"]

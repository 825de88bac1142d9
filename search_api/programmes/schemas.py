"""The check of a programme as models of the contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from search_api.contract.reasons import AnswerModel
from search_api.planning.programme_result import Duty, Kept, Kind, NotOne, Shown, Status

MOST_CHARACTERS = 300_000  # about 120 pages; in the widest letters they still fit into the largest body


class ProgrammeRequest(BaseModel):
    """Tekst programu albo identyfikator dokumentu z bazy: jedno z dwojga."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"text": "Program współpracy Gminy Lipowo z organizacjami na rok 2026\n\nCel główny: …"}],
            "oneOf": [
                {"required": ["text"], "properties": {"text": {"type": "string"}, "document_id": {"type": "null"}}},
                {
                    "required": ["document_id"],
                    "properties": {"text": {"type": "null"}, "document_id": {"type": "string"}},
                },
            ],
        },
    )

    text: Annotated[
        str | None, Field(max_length=MOST_CHARACTERS, description="Cały tekst, z końcami wierszy jak w dokumencie.")
    ] = None
    document_id: Annotated[
        str | None, Field(min_length=1, max_length=200, description="Identyfikator dokumentu w bazie.")
    ] = None

    @model_validator(mode="after")
    def _one_of_both(self) -> ProgrammeRequest:
        if (self.text is None) == (self.document_id is None):
            raise ValueError("Podaj albo „text”, albo „document_id”.")
        return self


class ProgrammePassageOut(AnswerModel):
    """Fragment słowo w słowo. „block” to numer akapitu od 0, „headings” to nagłówki nad nim."""

    block: int
    page: int | None
    headings: list[str]
    quote: str


class LackOut(AnswerModel):
    """Czego brakuje: kod i, gdy trzeba, co dokładnie."""

    code: str
    values: list[str]


class ElementOut(AnswerModel):
    """Jeden element. „sentences” to „lacking” i „advice” zdaniami; „query” podpowiada, o co zapytać wyszukiwarkę."""

    code: str
    label: str
    article: str
    status: Status
    sentences: list[str]
    passages: list[ProgrammePassageOut]
    lacking: list[LackOut]
    advice: list[LackOut]
    mentions: list[ProgrammePassageOut]
    query: str
    cooperation_forms: list[str]


class DutyOut(AnswerModel):
    """Termin z ustawy i to, co o nim mówi dokument."""

    duty: Duty
    due: list[date]
    told: list[date]
    kept: Kept
    sentences: list[str]
    passages: list[ProgrammePassageOut]


class ProgrammeAnswer(AnswerModel):
    """Czym jest dokument i które elementy programu w nim są. Każdy status ma fragmenty, na których się opiera."""

    kind: Kind
    shown: Shown | None
    reason: NotOne | None
    years: list[int]
    summary: list[str]
    passages: list[ProgrammePassageOut]
    elements: list[ElementOut]
    duties: list[DutyOut]
    legal_state: str
    note: str

"""The reasons of a hit as models of the contract."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class AnswerModel(BaseModel):
    model_config = ConfigDict(frozen=True)


class OpeningOut(AnswerModel):
    """Pierwsze zdanie pola. „apart” mówi, czy między nim a wybranym zdaniem stoją inne."""

    text: str
    highlights: list[tuple[int, int]]
    apart: bool


class MarkedOut(AnswerModel):
    """Zdanie opisu. „highlights” to pary [początek, koniec) w znakach tekstu: co łączy je z pytaniem. „opening” to pierwsze zdanie
    tego pola, puste, gdy jest nim samo „text”."""

    text: str
    highlights: list[tuple[int, int]]
    opening: OpeningOut | None = None


class PassageOut(AnswerModel):
    """Fragment, który mówi o potrzebie. „highlights” to pary [początek, koniec) w znakach tekstu."""

    text: str
    highlights: list[tuple[int, int]]
    field: str
    heading: str | None
    document_id: str | None
    page: int | None


class SynonymOut(AnswerModel):
    """To samo innymi słowami: w pytaniu i w opisie."""

    query: str
    record: str


class WhyOut(AnswerModel):
    """Dlaczego ten wynik: wspólne słowa, wspólne pojęcia, to samo innymi słowami, fragment."""

    terms: list[str]
    concepts: list[str]
    passage: PassageOut | None
    synonyms: list[SynonymOut]

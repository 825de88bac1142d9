"""Drafts and decisions as models of the contract."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from corpus.description import DescriptionStatus, Finding, FindingField
from corpus.review import Decision, Draft, Verdict
from search_api.contract.reasons import AnswerModel
from search_api.numbers import WholeAsFloat

NOTICE = "Opisy odczytał program i nikt ich jeszcze nie sprawdził. To nie są praktyki; nie ma ich w wyszukiwarce."


class FindingOut(AnswerModel):
    """Jedno ustalenie: proponowana wartość pola i cytat, na którym się opiera. „number” liczymy od 1."""

    number: int
    field: FindingField
    value: JsonValue
    quote: str
    block: int
    page: int | None
    method: str
    confidence: float


class DraftSummary(AnswerModel):
    """Szkic na liście. „practice_id” jest wtedy, gdy z tego szkicu powstała już praktyka."""

    id: str
    status: DescriptionStatus
    version: int
    title: str
    document_id: str
    findings_count: int
    practice_id: str | None
    saved: str
    url: str


class DraftsAnswer(AnswerModel):
    """Kolejka szkiców. „total” liczy wszystkie, które pasują do pytania."""

    notice: str
    total: int
    results: list[DraftSummary]


class DecisionOut(AnswerModel):
    """Decyzja o szkicu, także o jego wcześniejszej wersji."""

    number: int
    decision: Verdict
    decided: str
    reason: str | None
    practice_id: str | None


class DraftAnswer(DraftSummary):
    """Cały szkic: ustalenia z cytatami i wcześniejsze decyzje."""

    notice: str
    first_block: int
    last_block: int
    findings: list[FindingOut]
    decisions: list[DecisionOut]


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Version = Annotated[int, Field(ge=1, le=2**31, description="Wersja szkicu, którą czytano."), WholeAsFloat]


class AcceptRequest(_Request):
    """Które ustalenia przyjąć i co poprawić. Poprawki to pola praktyki (JSON Merge Patch, RFC 7396: null usuwa pole)."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"findings": None, "corrections": {"reach": "local"}, "version": 1}]}
    )

    findings: Annotated[list[Annotated[int, WholeAsFloat]], Field(max_length=1000)] | None = None
    corrections: Annotated[dict[str, JsonValue], Field(max_length=100)] = {}
    version: Version | None = None


class RejectRequest(_Request):
    """Dlaczego opis jest odrzucony, jednym zdaniem."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
    version: Version | None = None


def summary(draft: Draft) -> DraftSummary:
    """A draft as a line of the queue."""
    description = draft.description
    return DraftSummary(
        id=description.id,
        status=description.status,
        version=draft.version,
        title=description.title,
        document_id=description.document_id,
        findings_count=len(description.findings),
        practice_id=draft.practice_id,
        saved=draft.saved,
        url=f"/api/v1/drafts/{description.id}",
    )


def whole(draft: Draft, decisions: tuple[Decision, ...]) -> DraftAnswer:
    """A draft with its findings and its history."""
    description = draft.description
    return DraftAnswer(
        **dict(summary(draft)),
        notice=NOTICE,
        first_block=description.first_block,
        last_block=description.last_block,
        findings=[_finding(number, one) for number, one in enumerate(description.findings, start=1)],
        decisions=[
            DecisionOut(
                number=one.number,
                decision=one.verdict,
                decided=one.decided,
                reason=one.reason,
                practice_id=one.practice_id,
            )
            for one in decisions
        ],
    )


def _finding(number: int, finding: Finding) -> FindingOut:
    return FindingOut(number=number, **dict(finding))

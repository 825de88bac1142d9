"""GET /api/v1/practices/{id} and the practices most like it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from corpus.practice import Practice
from search_api import presenting
from search_api.dependencies import EngineNeeded
from search_api.openapi import problem_responses
from search_api.problems import NOT_FOUND, ProblemError
from search_api.record_schemas import PracticeAnswer
from search_api.routes.ids import RecordId
from search_api.schemas import SimilarAnswer

MAX_SIMILAR = 50

router = APIRouter(tags=["rekordy"], responses=problem_responses(404, 422, 503))


@router.get("/practices/{id}", summary="Jedna praktyka w całości", name="practice")
def practice(record_id: RecordId, engine: EngineNeeded) -> PracticeAnswer:
    """Wszystko, co wiadomo o praktyce. „null” znaczy: brak danych w źródle."""
    record = engine.record(record_id)
    if not isinstance(record, Practice):
        raise ProblemError(NOT_FOUND, "Nie ma praktyki o tym identyfikatorze. Sprawdź go w wynikach wyszukiwania.")
    return presenting.practice_answer(record)


@router.get("/practices/{id}/similar", summary="Praktyki podobne do podanej", name="similar")
def similar(
    record_id: RecordId, engine: EngineNeeded, limit: Annotated[int, Query(ge=1, le=MAX_SIMILAR)] = 5
) -> SimilarAnswer:
    """Rekordy najbliższe znaczeniem, od najbliższego, bez samej praktyki."""
    practice(record_id, engine)
    hits = engine.similar(record_id, limit)
    return SimilarAnswer(id=record_id, results=[presenting.hit_out(hit, engine) for hit in hits])

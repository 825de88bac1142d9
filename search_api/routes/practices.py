"""GET /api/v1/practices/{id} and the practices most like it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from corpus.practice import Practice
from search_api import public_address
from search_api.contract.records import PracticeAnswer
from search_api.contract.search import SimilarAnswer
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.export import jsonld
from search_api.openapi import problem_responses
from search_api.problems import NOT_FOUND, ProblemError
from search_api.routes.ids import RecordId
from search_api.searching import presenting

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


@router.get(
    "/practices/{id}/jsonld",
    summary="Jedna praktyka jako JSON-LD",
    name="practice_jsonld",
    response_class=Response,
    responses={200: {"content": {jsonld.MEDIA_TYPE: {"schema": {"type": "object"}}}}},
)
def practice_jsonld(record_id: RecordId, request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """Praktyka w słowniku schema.org: artykuł, miejsca, lata, partnerzy, pieniądze i źródła."""
    found = practice(record_id, engine)
    node = jsonld.practice(found, public_address.of_request(request, settings))
    return Response(jsonld.text(node), media_type=jsonld.MEDIA_TYPE)

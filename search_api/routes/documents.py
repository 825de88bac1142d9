"""GET /api/v1/documents/{id}."""

from __future__ import annotations

from fastapi import APIRouter

from corpus.document import Document
from search_api.contract.records import DocumentAnswer
from search_api.dependencies import EngineNeeded
from search_api.openapi import problem_responses
from search_api.problems import NOT_FOUND, ProblemError
from search_api.routes.ids import RecordId
from search_api.searching import presenting

router = APIRouter(tags=["rekordy"], responses=problem_responses(404, 422, 503))


@router.get("/documents/{id}", summary="Jeden dokument w całości", name="document")
def document(record_id: RecordId, engine: EngineNeeded) -> DocumentAnswer:
    """Oczyszczony tekst, akapit po akapicie, z numerami stron, bez danych osobowych; i gdzie stoi ten sam opis."""
    record = engine.record(record_id)
    if not isinstance(record, Document):
        raise ProblemError(NOT_FOUND, "Nie ma dokumentu o tym identyfikatorze. Sprawdź go w wynikach wyszukiwania.")
    return presenting.document_answer(record, engine)

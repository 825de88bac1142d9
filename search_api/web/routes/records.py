"""The pages of a practice and of a document."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from search_api import presenting
from search_api.dependencies import EngineNeeded
from search_api.routes.documents import document
from search_api.routes.ids import RecordId
from search_api.routes.practices import practice
from search_api.web import document_view, pages

SIMILAR_SHOWN = 5

router = APIRouter()


@router.get("/praktyki/{id}", name="practice_page")
def practice_page(request: Request, record_id: RecordId, engine: EngineNeeded) -> Response:
    """One practice, in the order in which a person asks."""
    found = practice(record_id, engine)
    similar = [presenting.hit_out(hit, engine) for hit in engine.similar(record_id, SIMILAR_SHOWN)]
    origin_known = found.origin is not None and engine.record(found.origin.document_id) is not None
    return pages.render(request, "practice.html", {"practice": found, "similar": similar, "origin_known": origin_known})


@router.get("/dokumenty/{id}", name="document_page")
def document_page(request: Request, record_id: RecordId, engine: EngineNeeded) -> Response:
    """One document, block by block."""
    found = document(record_id, engine)
    return pages.render(
        request, "document.html", {"document": found, "runs": document_view.runs(found.title, found.blocks)}
    )

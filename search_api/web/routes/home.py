"""The start page."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from corpus import vocabulary
from search_api.dependencies import EngineNeeded
from search_api.web import pages

router = APIRouter()


@router.get("/", name="home_page")
def home(request: Request, engine: EngineNeeded) -> Response:
    """The search field, examples of needs, and what is in the base."""
    return pages.render(
        request, "home.html", {"counts": engine.manifest.counts, "voivodeships": vocabulary.load("voivodeships").codes}
    )

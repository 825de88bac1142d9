"""The start page."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from corpus import vocabulary
from corpus.places import gazetteer
from index.filters import Filters
from search_api.dependencies import EngineNeeded
from search_api.web import pages

PRACTICES = Filters(kinds=("practice",))

router = APIRouter()


@router.get("/", name="home_page")
def home(request: Request, engine: EngineNeeded) -> Response:
    """The search field, examples of needs, and what is in the base."""
    counts = engine.manifest.counts
    return pages.render(
        request,
        "home.html",
        {
            "practices": counts.get("practice", 0),
            "documents": counts.get("document", 0),
            "subregions": len(gazetteer().subregions),
            "coverage_counts": {found.value: found.count for found in engine.facets(PRACTICES).get("subregions", ())},
            "voivodeships": vocabulary.load("voivodeships").codes,
        },
    )

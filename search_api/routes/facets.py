"""GET /api/v1/facets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from search_api.contract.search import FacetsAnswer, FilterParameters
from search_api.dependencies import EngineNeeded, PreferredLanguage
from search_api.openapi import problem_responses
from search_api.searching import presenting
from search_api.searching.criteria import filters_of, link_name

router = APIRouter(tags=["wyszukiwanie"], responses=problem_responses(422, 503))


@router.get("/facets", summary="Wartości filtrów z liczbą rekordów", name="facets")
def facets(
    parameters: Annotated[FilterParameters, Query()], engine: EngineNeeded, preferred: PreferredLanguage
) -> FacetsAnswer:
    """Bez parametrów: cała baza. Z filtrami: rekordy, które przez nie przechodzą."""
    counts = engine.facets(filters_of(parameters.filters(), link_name))
    return FacetsAnswer(
        snapshot=engine.manifest.snapshot, facets=presenting.facets_out(counts, parameters.lang or preferred)
    )

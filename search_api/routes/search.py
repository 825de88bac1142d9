"""POST and GET /api/v1/search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from search_api.contract.search import SearchAnswer, SearchParameters, SearchRequest
from search_api.dependencies import EngineNeeded, LabelLanguage, PreferredLanguage, SettingsNeeded
from search_api.openapi import problem_responses
from search_api.searching import criteria
from search_api.searching.answering import answer

router = APIRouter(tags=["wyszukiwanie"], responses=problem_responses(413, 422, 503))


@router.post("/search", summary="Znajdź praktyki dla potrzeby", name="search")
def search(
    request: SearchRequest, engine: EngineNeeded, settings: SettingsNeeded, language: LabelLanguage
) -> SearchAnswer:
    """Opisz potrzebę własnymi słowami. Wyniki są od najlepszego, każdy z powodem i fragmentem tekstu."""
    return answer(criteria.of_request(request, settings), engine, language)


@router.get("/search", summary="Znajdź praktyki dla potrzeby (odnośnik)", name="search_link")
def search_link(
    parameters: Annotated[SearchParameters, Query()],
    engine: EngineNeeded,
    settings: SettingsNeeded,
    preferred: PreferredLanguage,
) -> SearchAnswer:
    """To samo co POST, w postaci odnośnika. Parametry filtrów można powtarzać."""
    return answer(criteria.of_parameters(parameters, settings), engine, parameters.lang or preferred)

"""GET /api/v1/map."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from search_api.contract.map import MapAnswer
from search_api.contract.search import SearchParameters
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.openapi import problem_responses
from search_api.searching import criteria
from search_api.searching.answering import found_records
from search_api.searching.map_points import map_answer

router = APIRouter(tags=["wyszukiwanie"], responses=problem_responses(422, 503))


@router.get("/map", summary="Miejsca znalezionych praktyk na mapie", name="map")
def practice_map(
    parameters: Annotated[SearchParameters, Query()], engine: EngineNeeded, settings: SettingsNeeded
) -> MapAnswer:
    """Te same parametry co w wyszukiwaniu. Wszystkie wyniki naraz: „limit” i „offset” nie mają znaczenia."""
    wanted = criteria.of_parameters(parameters, settings)
    return map_answer(found_records(wanted, engine), wanted.query, engine.manifest.snapshot)

"""POST /api/v1/match: practices for each of many needs."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.openapi import problem_responses
from search_api.plans import requests as plan_requests
from search_api.plans.answers import MatchAnswer
from search_api.plans.presenting import match_answer
from search_api.plans.schemas import MatchRequest
from search_api.plans.service import matched
from search_api.routes.exports import turn

router = APIRouter(tags=["planowanie"], responses=problem_responses(413, 422, 503))


@router.post("/match", summary="Praktyki do każdej z wielu potrzeb", name="match")
def match(request: MatchRequest, engine: EngineNeeded, settings: SettingsNeeded) -> MatchAnswer:
    """Podaj listę potrzeb albo wklej tekst. Dobre trafienia są osobno, słabe osobno, a potrzeby bez trafień są nazwane.
    Odpowiedź podaje, ile potrzeb sprawdzono; resztę można wysłać w następnym żądaniu."""
    asked = plan_requests.of_match(request, settings)
    with turn():
        return match_answer(matched(asked, engine, settings), asked, engine)

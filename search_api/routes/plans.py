"""POST /api/v1/plans: the activity plan as JSON, Word or Excel."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response

from search_api import public_address
from search_api.dependencies import EngineNeeded, LabelLanguage, SettingsNeeded
from search_api.export.plans.about import PlanAbout
from search_api.export.plans.files import MEDIA_TYPES, format_of, plan_file
from search_api.openapi import problem_responses
from search_api.plans import requests as plan_requests
from search_api.plans.answers import PlanAnswer
from search_api.plans.schemas import PlanFormat, PlanRequest
from search_api.plans.service import planned
from search_api.routes.exports import turn
from search_api.web import texts

_FILES: dict[str, Any] = {
    media: {"schema": {"type": "string", "format": "binary"}} for name, media in MEDIA_TYPES.items() if name != "json"
}

router = APIRouter(tags=["planowanie"], responses=problem_responses(413, 422, 503))


@router.post(
    "/plans",
    summary="Plan działań z przykładami do każdej potrzeby",
    name="plan",
    response_model=PlanAnswer,
    responses={200: {"description": "Plan.", "content": _FILES}},
)
def plan(
    request: PlanRequest,
    sent: Request,
    engine: EngineNeeded,
    settings: SettingsNeeded,
    language: LabelLanguage,
    file_format: Annotated[
        PlanFormat | None, Query(alias="format", description="Rodzaj pliku; bez niego decyduje nagłówek Accept.")
    ] = None,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Plan składa się z cytatów, liczb policzonych z opisów i stałych napisów. Każde stwierdzenie ma źródło.
    Serwer niczego nie zapamiętuje: ten sam plan powstaje z tych samych potrzeb, warunków i wyborów."""
    asked = plan_requests.of_plan(request, settings)
    t = texts.load(language)
    wanted = file_format or format_of(accept)
    with turn():
        made = planned(asked, engine, settings)
        about = PlanAbout(date.today(), public_address.of_request(sent, settings), made.snapshot)
        file = plan_file(made, wanted, about, t)
    named = {} if wanted == "json" else {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers={**named, "Vary": "Accept, Accept-Language"})

"""POST /api/v1/visits: a study visit as JSON, Word, a calendar or a map file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response

from search_api import public_address
from search_api.dependencies import EngineNeeded, LabelLanguage, SettingsNeeded
from search_api.export.plans.about import PlanAbout
from search_api.export.visits.files import MEDIA_TYPES, NO_DATE, NoFile, format_of, visit_file
from search_api.openapi import problem_responses
from search_api.routes.exports import turn
from search_api.visits.answers import VisitAnswer
from search_api.visits.requests import of_visit
from search_api.visits.schemas import VisitFormat, VisitRequestIn
from search_api.visits.service import planned
from search_api.web import texts
from search_api.wrong_input import FieldProblem, WrongInput

MOST_AREAS = 3
_FILES: dict[str, Any] = {
    media: {"schema": {"type": "object"} if "json" in media else {"type": "string", "format": "binary"}}
    for name, media in MEDIA_TYPES.items()
    if name != "json"
}

router = APIRouter(tags=["planowanie"], responses=problem_responses(413, 422, 503))


@router.post(
    "/visits",
    summary="Wizyta studyjna: dokąd pojechać, kogo spotkać i w jakiej kolejności",
    name="visit",
    response_model=VisitAnswer,
    responses={200: {"description": "Najwyżej trzy obszary z gotowym programem.", "content": _FILES}},
)
def visit(
    request: VisitRequestIn,
    sent: Request,
    engine: EngineNeeded,
    settings: SettingsNeeded,
    language: LabelLanguage,
    file_format: Annotated[
        VisitFormat | None,
        Query(
            alias="format",
            description="Rodzaj pliku; bez niego decyduje nagłówek Accept. „letter” to listy do gospodarzy.",
        ),
    ] = None,
    area: Annotated[
        int, Query(ge=1, le=MOST_AREAS, description="Który obszar ma być w pliku; w JSON są wszystkie.")
    ] = 1,
    accept: Annotated[str, Header(include_in_schema=False)] = "",
) -> Response:
    """Program składa się z cytatów, liczb policzonych z opisów i stałych zdań. Czasy przejazdów są szacunkiem, gdy serwer nie ma
    serwera tras. Serwer niczego nie zapamiętuje: z tych samych warunków powstaje ten sam plan."""
    asked = of_visit(request, settings)
    t = texts.load(language)
    wanted = file_format or format_of(accept)
    if wanted == "ics" and asked.first_day is None:
        raise WrongInput(FieldProblem("first_day", NO_DATE))  # told before the work, not after it
    with turn():
        plan = planned(asked, engine, settings)
        about = PlanAbout(date.today(), public_address.of_request(sent, settings), plan.snapshot)
        try:
            file = visit_file(plan, area, wanted, about, t)
        except NoFile as error:
            raise WrongInput(FieldProblem(error.field, str(error))) from error
    named = {} if wanted == "json" else {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers={**named, "Vary": "Accept, Accept-Language"})

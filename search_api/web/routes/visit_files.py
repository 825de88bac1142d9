"""A study visit as a file: the programme, letters, a calendar, a route."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from search_api import public_address
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.export.plans.about import PlanAbout
from search_api.export.visits.files import NoFile, visit_file
from search_api.visits.schemas import VisitFormat
from search_api.web import visit_showing, visit_view
from search_api.web.plan_form import text_of
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm

router = APIRouter()


@router.post("/wizyta/plik.{format}", name="visit_file")
def file(
    request: Request,
    file_format: Annotated[VisitFormat, Path(alias="format")],
    form: PostedForm,
    engine: EngineNeeded,
    settings: SettingsNeeded,
    _: FromOwnSite,
) -> Response:
    """The area that is shown, as a file; a calendar without a date leads to the form, which asks for one."""
    state = visit_showing.state_of(form)
    if state is None:
        return visit_showing.lost(request, visit_showing.NO_LINK)
    plan = visit_showing.planned(state, engine, settings)
    if not plan.areas:
        return visit_showing.result(request, state, 1, engine, settings)
    rank = visit_view.rank_of(visit_showing.rank_in(text_of(form, visit_showing.AREA)), plan)
    about = PlanAbout(date.today(), public_address.of_request(request, settings), plan.snapshot)
    try:
        made = visit_file(plan, rank, file_format, about, visit_showing.texts_of(request))
    except NoFile:  # a calendar without a date
        return visit_showing.refused_file(request, state, engine)
    headers = {
        "Content-Disposition": f'attachment; filename="{made.name}"',
        "Cache-Control": "no-store",
        **visit_showing.OWN_HEADERS,
    }
    return Response(made.content, media_type=made.media_type, headers=headers)

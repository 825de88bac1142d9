"""A plan as a file: what an office edits further, and what a person keeps to come back to."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request, Response

from search_api import public_address
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.export.plans.about import PlanAbout
from search_api.export.plans.files import plan_file
from search_api.routes.exports import turn
from search_api.web import plan_form, plan_link, plan_showing
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm

router = APIRouter()


@router.post("/plan/plik.{format}", name="plan_file")
def file(
    request: Request,
    file_format: Annotated[Literal["docx", "xlsx", "json"], Path(alias="format")],
    form: PostedForm,
    engine: EngineNeeded,
    settings: SettingsNeeded,
    _: FromOwnSite,
) -> Response:
    """The whole plan as a file, with what is ticked on the page."""
    state = plan_showing.state_of(form)
    if state is None or not state.planned:
        return plan_showing.lost(request, "odnosnik")
    state = plan_form.read_choices(state, form)
    with turn():
        whole = plan_showing.whole_plan(state, engine, settings)
        about = PlanAbout(date.today(), public_address.of_request(request, settings), whole.snapshot)
        made = plan_file(whole, file_format, about, plan_showing.texts_of(request))
    return _download(made.content, made.name, made.media_type)


@router.post("/plan/zapis", name="plan_save")
def save(request: Request, form: PostedForm, _: FromOwnSite) -> Response:
    """The state as a file, to be read again on the first page."""
    state = plan_showing.state_of(form)
    if state is None:
        return plan_showing.lost(request, "odnosnik")
    name = f"{plan_showing.texts_of(request)('plan_pages.result.file_name')}-{date.today().isoformat()}.json"
    return _download(plan_link.save(plan_form.read_choices(state, form)), name, "application/json")


def _download(content: bytes, name: str, media_type: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        **plan_showing.OWN_HEADERS,
    }
    return Response(content, media_type=media_type, headers=headers)

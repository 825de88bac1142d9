"""The way from needs to a plan: /plan, the list of needs, the conditions, the plan.

What a person has put together travels in a hidden field or in an address (plan_link.py); the server keeps nothing of it.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.searching.engine import Engine
from search_api.settings import Settings
from search_api.web import own_place, plan_conditions, plan_form, plan_link, plan_pages, plan_showing
from search_api.web.form_view import ShownFault
from search_api.web.plan_link import BadState
from search_api.web.plan_reading import Refused, Sent, read, sent
from search_api.web.plan_state import Conditions, PlanState
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm

_PAGE = re.compile(r"page:(\d{1,3})")
router = APIRouter()


@router.get(plan_showing.START, name="plan_start")
def start(request: Request) -> Response:
    """The first page: paste a list, send a file, or begin to type."""
    faults = []
    if plan_showing.LOST in request.query_params:
        bad = request.query_params[plan_showing.LOST] == "odnosnik"
        t = plan_showing.texts_of(request)
        faults.append(ShownFault(None, None, t("plan_pages.bad_link" if bad else "plan_pages.lost")))
    return plan_showing.start(request, Sent("", False, None), faults)


@router.get(plan_showing.NEEDS, name="plan_needs_page")
def needs_page(request: Request) -> Response:
    """The list of needs of a link."""
    state = _of_link(request)
    return plan_showing.needs(request, plan_form.needs_page(state, 1)) if isinstance(state, PlanState) else state


@router.get(plan_showing.CONDITIONS, name="plan_conditions_page")
def conditions_page(request: Request) -> Response:
    """The conditions of a link."""
    state = _of_link(request)
    return plan_showing.conditions(request, state) if isinstance(state, PlanState) else state


@router.get(plan_showing.RESULT, name="plan_result_page")
def result_page(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The plan of a link."""
    state = _of_link(request)
    if not isinstance(state, PlanState):
        return state
    if not state.planned:
        return plan_showing.needs(request, plan_form.needs_page(state, 1), plan_showing.none_kept(request))
    asked = request.query_params.get("strona", "")
    return plan_showing.result(request, state, _number(asked), engine, settings)


@router.post(plan_showing.NEEDS, name="plan_needs")
@router.post(plan_showing.CONDITIONS, name="plan_conditions")
@router.post(plan_showing.RESULT, name="plan_result")
def go_on(
    request: Request, form: PostedForm, engine: EngineNeeded, settings: SettingsNeeded, _: FromOwnSite
) -> Response:
    """One step: reads the form that was sent, whichever page it stood on, and shows the page that was asked for."""
    view, step = plan_form.text_of(form, "widok"), plan_form.text_of(form, "step")
    if view == "start":
        return _read(request, form, step, engine)
    state = plan_showing.state_of(form)
    if state is None:
        return plan_showing.lost(request, "odnosnik")
    if view == "potrzeby":
        done = _from_needs(request, state, form, step)
    elif view == "warunki":
        done = _from_conditions(request, state, form, step)
    else:
        done = plan_form.read_choices(state, form)
    if isinstance(done, Response):
        return done
    if step == "needs":
        return plan_showing.needs(request, plan_form.needs_page(done, 1))
    if step == "next":
        return plan_showing.conditions(request, done)
    if len(done.planned) > settings.max_needs:
        return _too_many(request, done, settings)
    return _planned_page(request, done, step, form, engine, settings)


def _read(request: Request, form: FormData, step: str, engine: Engine) -> Response:
    """From the first page to the list of needs."""
    empty = PlanState(conditions=_default_conditions(request))
    if step == "blank":
        return plan_showing.needs(request, plan_form.needs_page(empty, 1, plan_form.FIRST_BLANKS))
    given = sent(form, "lista", "plik")
    t = plan_showing.texts_of(request)
    if not given.text and given.upload is None:
        return plan_showing.start(request, given, [ShownFault("lista", None, t("plan_pages.start.nothing"))])
    try:
        found = read(given, empty.conditions, engine, t)
    except Refused as refused:
        return plan_showing.start(request, given, [ShownFault(refused.field, None, refused.message)], refused.status)
    return plan_showing.needs(request, plan_form.needs_page(found.state, 1), reading=found)


def _from_needs(request: Request, state: PlanState, form: FormData, step: str) -> PlanState | Response:
    read_page = plan_form.read_needs(state, form)
    t = plan_showing.texts_of(request)
    if read_page.faults:
        return plan_showing.needs(request, read_page, plan_pages.need_faults(read_page, t))
    if step == "more":
        shown = plan_form.needs_page(read_page.state, read_page.page, plan_form.blanks_of(read_page) + 1)
        return plan_showing.needs(request, shown)
    if (turned := _PAGE.fullmatch(step)) is not None:
        return plan_showing.needs(request, plan_form.needs_page(read_page.state, int(turned[1])))
    done = plan_form.stepped(read_page, step)
    if done is not None:
        shown = plan_form.needs_page(done.state, done.place // plan_form.ON_A_PAGE + 1)
        faults = [plan_pages.merge_fault(done, t)] if done.fault else []
        return plan_showing.needs(request, shown, faults)
    if step not in ("next", "plan"):
        return plan_showing.needs(request, plan_form.needs_page(read_page.state, read_page.page))
    if not read_page.state.planned:
        return plan_showing.needs(
            request, plan_form.needs_page(read_page.state, read_page.page), plan_showing.none_kept(request)
        )
    return read_page.state


def _from_conditions(request: Request, state: PlanState, form: FormData, step: str) -> PlanState | Response:
    typed = plan_conditions.read_conditions(form)
    if typed.faults and step != "needs":
        return plan_showing.conditions(request, state, typed)
    return state.model_copy(update={"conditions": typed.conditions})


def _planned_page(
    request: Request, state: PlanState, step: str, form: FormData, engine: Engine, settings: Settings
) -> Response:
    """The plan: at an address of its own where nothing would be lost on the way, else right here."""
    turned = _PAGE.fullmatch(step)
    shown = turned[1] if turned else plan_form.text_of(form, "strona") if step.startswith(("recount", "again")) else ""
    page = _number(shown)
    packed = plan_link.link(state)
    if packed is not None and state == state.without_documents():
        return RedirectResponse(plan_showing.address(request, plan_showing.RESULT, packed, page), HTTPStatus.SEE_OTHER)
    return plan_showing.result(request, state, page, engine, settings)


def _too_many(request: Request, state: PlanState, settings: Settings) -> Response:
    t = plan_showing.texts_of(request)
    fault = ShownFault(None, None, t("plan_pages.needs.problems.too_many", most=settings.max_needs))
    return plan_showing.needs(request, plan_form.needs_page(state, 1), [fault])


def _default_conditions(request: Request) -> Conditions:
    own = own_place.of_request(request)
    return Conditions(own=own.code if own else None)


def _of_link(request: Request) -> PlanState | Response:
    packed = request.query_params.get(plan_showing.LINK)
    if packed is None:
        return plan_showing.lost(request, "strona")
    try:
        return plan_link.unpack(packed, plan_link.LONGEST_LINK)
    except BadState:
        return plan_showing.lost(request, "odnosnik")


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 4 else 1

"""The study visit: /wizyta asks what is wanted, /wizyta/wynik shows where to go and in which order.

What a person has asked travels in the address or in a hidden field (visit_state.py); the server keeps nothing of it.
"""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from corpus.language import normalise
from corpus.practice import Practice
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.labels import label
from search_api.planning.need_limits import LONGEST_NEED
from search_api.planning.visits.request import MOST_MUST, MOST_TOPICS
from search_api.searching.engine import Engine
from search_api.settings import Settings
from search_api.web import own_place, packing, short_list, visit_change, visit_form, visit_showing
from search_api.web.packing import BadState
from search_api.web.plan_form import text_of
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm
from search_api.web.visit_check import checked
from search_api.web.visit_form import TypedTopic, TypedVisit, TypedWish
from search_api.web.visit_state import VisitState

router = APIRouter()


@router.get(visit_showing.FORM, name="visit_form_page")
def form_page(request: Request, engine: EngineNeeded) -> Response:
    """The form: as a link fills it, or with what the reader's own place and the practices that are named tell of it."""
    asked = request.query_params
    if visit_showing.LINK in asked:
        state = _of_link(request)
        return visit_showing.form(request, visit_form.typed_of(state), engine) if state else _bad_link(request, engine)
    if visit_showing.LOST in asked:
        return _bad_link(request, engine)
    ids = short_list.checked(asked.getlist("must"))[:MOST_MUST]
    own = own_place.of_request(request)
    start = visit_form.TypedPlace(normalise(asked.get("start", ""))[: visit_form.LONGEST_NAME])
    typed = TypedVisit(
        topics=_topics(asked.getlist("temat"), ids, engine),
        start=start if start.text or own is None else visit_form.place_of(own.code),
        wishes=tuple(TypedWish(one) for one in ids),
    )
    return visit_showing.form(request, typed, engine)


@router.post(visit_showing.FORM, name="visit_form")
def send_form(
    request: Request, form: PostedForm, engine: EngineNeeded, settings: SettingsNeeded, _: FromOwnSite
) -> Response:
    """Checks the form; leads to the visit, or shows the form again with what is wrong at each field."""
    typed, step = visit_form.read_form(form), text_of(form, "step")
    if step == "more":
        return visit_showing.form(request, typed, engine, topics=len(typed.topics) + 1)
    if step == "more_wishes":
        return visit_showing.form(request, typed, engine, wishes=len(form.getlist("dopisz")) + 1)
    return _planned(request, typed, engine, settings)


@router.get(visit_showing.RESULT, name="visit_page")
def result_page(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The visit of a link."""
    if visit_showing.LINK not in request.query_params:
        return visit_showing.lost(request, visit_showing.NO_PAGE)
    state = _of_link(request)
    if state is None:
        return visit_showing.lost(request, visit_showing.NO_LINK)
    return visit_showing.result(
        request, state, visit_showing.rank_in(request.query_params.get(visit_showing.AREA, "")), engine, settings
    )


@router.post(visit_showing.RESULT, name="visit_changed")
def change(
    request: Request, form: PostedForm, engine: EngineNeeded, settings: SettingsNeeded, _: FromOwnSite
) -> Response:
    """One thing changed: the short form beside the visit, a stop that is not to be, a limit that stood in the way."""
    state = visit_showing.state_of(form)
    if state is None:
        return visit_showing.lost(request, visit_showing.NO_LINK)
    step = text_of(form, "step")
    if step == "change":
        return _planned(request, visit_form.read_short(form, state), engine, settings)
    if step == "edit":
        return visit_showing.form(request, visit_form.typed_of(state), engine)
    if step.startswith("area:"):
        return visit_showing.result(request, state, visit_showing.rank_in(step.removeprefix("area:")), engine, settings)
    return _shown(request, visit_change.changed(state, step) or state, engine, settings)


def _planned(request: Request, typed: TypedVisit, engine: Engine, settings: Settings) -> Response:
    done = checked(typed, engine, date.today())
    if done.state is None:
        return visit_showing.form(request, done.typed, engine, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _shown(request, done.state, engine, settings)


def _shown(request: Request, state: VisitState, engine: Engine, settings: Settings) -> Response:
    """The visit: at an address of its own where it fits into one, else right here."""
    packed = packing.link(state)
    if packed is None:
        return visit_showing.result(request, state, 1, engine, settings)
    return RedirectResponse(visit_showing.address(request, visit_showing.RESULT, packed, 1), HTTPStatus.SEE_OTHER)


def _bad_link(request: Request, engine: Engine) -> Response:
    own = own_place.of_request(request)
    typed = TypedVisit(start=visit_form.place_of(own.code)) if own else TypedVisit()
    bad = request.query_params.get(visit_showing.LOST) != visit_showing.NO_PAGE
    key = "visit_pages.bad_link" if bad else "visit_pages.lost"
    return visit_showing.form(request, typed, engine, told=visit_showing.texts_of(request)(key))


def _topics(texts: list[str], ids: tuple[str, ...], engine: Engine) -> tuple[TypedTopic, ...]:
    """Topics of the address; without any, those of the practices that are to be seen."""
    given = [normalise(text)[:LONGEST_NEED] for text in texts]
    if not any(given):
        practices = [record for one in ids if isinstance(record := engine.record(one), Practice)]
        given = list(dict.fromkeys(label("themes", code, "pl") for practice in practices for code in practice.themes))
    return tuple(TypedTopic(text) for text in given[:MOST_TOPICS] if text)


def _of_link(request: Request) -> VisitState | None:
    try:
        return packing.unpack(request.query_params.get(visit_showing.LINK, ""), VisitState, packing.LONGEST_LINK)
    except BadState:
        return None

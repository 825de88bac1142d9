"""The pages of the study visit as responses: what each shows of a state, and the addresses that lead back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from corpus.practice import Practice
from search_api import public_address
from search_api.languages import LANGUAGES
from search_api.planning.visits.result import VisitPlan
from search_api.routes.exports import turn
from search_api.searching.engine import Engine
from search_api.settings import Settings
from search_api.visits import service as visit_service
from search_api.web import frame, own_place, packing, pages, short_list, texts, visit_form, visit_pages, visit_view
from search_api.web.days import day_words
from search_api.web.form_view import ShownFault
from search_api.web.packing import BadState
from search_api.web.plan_form import text_of
from search_api.web.texts import Texts
from search_api.web.visit_form import FIRST_TOPICS, FIRST_WISHES, TypedVisit
from search_api.web.visit_state import VisitState

FORM, RESULT = "/wizyta", "/wizyta/wynik"
LINK, AREA = "w", "obszar"  # parameters: the state of a visit, and which of its areas is shown
LOST, NO_PAGE, NO_LINK = (
    "zgubione",
    "strona",
    "odnosnik",
)  # parameter: a page was opened that has nothing to show, and why
# A person's own plans: no search engine finds them.
OWN_HEADERS = {"X-Robots-Tag": "noindex"}


def form(
    request: Request,
    typed: TypedVisit,
    engine: Engine,
    *,
    status: int = HTTPStatus.OK,
    topics: int = FIRST_TOPICS,
    wishes: int = FIRST_WISHES,
    told: str | None = None,
) -> Response:
    """The form as it was typed, with empty rows. `told` is what the page has to say before."""
    t = texts_of(request)
    own = own_place.of_request(request)
    listed = [one for one in short_list.of_request(request) if isinstance(engine.record(one), Practice)]
    values = visit_pages.form_values(visit_form.with_rows(typed, topics, wishes), listed, engine, t)
    if told is not None:
        values["faults"] = [ShownFault(None, None, told)]
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    values["start_is_own"] = own is not None and typed.start.code == own.code and not typed.faults
    if request.method == "POST":
        values |= {"here": FORM, "address": FORM, "language_links": [(one, f"{FORM}?lang={one}") for one in LANGUAGES]}
    return _own(pages.render(request, "visit/form.html", values, status))


def result(request: Request, state: VisitState, rank: int, engine: Engine, settings: Settings) -> Response:
    """The visit of a state; of its areas the one of this rank, or the best where there is none."""
    t = texts_of(request)
    plan = planned(state, engine, settings)
    view = visit_view.view(plan, rank, engine, t)
    packed = packing.link(state)
    path = address(request, RESULT, packed, view.rank) if packed else None
    values: dict[str, object] = {
        "view": view,
        "packed": packing.pack(state),
        "dated": state.first_day is not None,
        "link": f"{public_address.of_request(request, settings)}{path}" if path else None,
        "link_path": path,
        "most_link": packing.LONGEST_LINK,
        "area_address": lambda other: address(request, RESULT, packed, other) if packed else None,
        "edit_address": address(request, FORM, packed, 1) if packed else None,
        "must": frozenset(state.must),
        "made": day_words(date.today(), t),
        "snapshot": plan.snapshot,
        "wrong": {},
        **visit_pages.short_values(visit_form.typed_of(state), t),
    }
    here = path or FORM
    values |= {"here": here if len(here) <= frame.LONGEST_HERE else FORM, "address": here}
    joint = "&" if path else "?"
    plain = here.partition("&lang=")[0] if path else FORM
    values["language_links"] = [(one, f"{plain}{joint}lang={one}") for one in LANGUAGES]
    return _own(pages.render(request, "visit/result.html", values))


def planned(state: VisitState, engine: Engine, settings: Settings) -> VisitPlan:
    """The visit of a state, when a turn is free."""
    with turn():
        return visit_service.planned(state.request(), engine, settings)


def lost(request: Request, why: str) -> Response:
    """Back to the form, which says why: NO_PAGE or NO_LINK."""
    chosen = pages.chosen_language(request)
    tail = f"&lang={chosen}" if chosen else ""
    return RedirectResponse(f"{FORM}?{LOST}={why}{tail}", HTTPStatus.SEE_OTHER)


def refused_file(request: Request, state: VisitState, engine: Engine) -> Response:
    """The form with the date asked for: a calendar needs one."""
    faulty = replace(visit_form.typed_of(state), faults=(visit_form.Fault("dzien", "date_for_calendar"),))
    return form(request, faulty, engine, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def address(request: Request, path: str, packed: str | None, rank: int) -> str:
    """The address of a page that holds a state."""
    chosen = pages.chosen_language(request)
    tail = (f"&{AREA}={rank}" if rank > 1 else "") + (f"&lang={chosen}" if chosen else "")
    return f"{path}?{LINK}={packed}{tail}"


def rank_in(text: str) -> int:
    """The rank of an area that an address or a form names; 1 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 3 else 1


def texts_of(request: Request) -> Texts:
    """The catalogue of the page."""
    return texts.load(pages.language_of(request))


def state_of(form: FormData) -> VisitState | None:
    """The state in the hidden field of a form, None when it is damaged."""
    try:
        return packing.unpack(text_of(form, "stan", packing.LONGEST_FIELD + 1), VisitState)
    except BadState:
        return None


def _own(answer: Response) -> Response:
    answer.headers.update(OWN_HEADERS)
    return answer

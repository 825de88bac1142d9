"""The pages on the way to a plan as responses: what each shows of a state, and the addresses that lead back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from search_api import public_address
from search_api.languages import LANGUAGES
from search_api.planning.matching import PER_NEED
from search_api.planning.plan import Plan, plan
from search_api.plans.requests import Asked
from search_api.plans.service import matched, planned
from search_api.routes.exports import turn
from search_api.searching.engine import Engine
from search_api.settings import Settings
from search_api.web import frame, pages, plan_conditions, plan_form, plan_link, plan_pages, plan_view, texts
from search_api.web.days import day_words
from search_api.web.form_view import ShownFault
from search_api.web.plan_conditions import TypedConditions
from search_api.web.plan_form import NeedsPage
from search_api.web.plan_link import BadState
from search_api.web.plan_reading import Reading, Sent, file_values
from search_api.web.plan_state import PlanState
from search_api.web.texts import Texts

START, NEEDS, CONDITIONS, RESULT = "/plan", "/plan/potrzeby", "/plan/warunki", "/plan/wynik"
LINK = "p"  # parameter: the state of a plan
LOST = "zgubione"  # parameter: a page was opened that has nothing to show
MANY = 100  # needs from which on a person is told that they have to wait
# A person's own needs: no search engine finds them.
OWN_HEADERS = {"X-Robots-Tag": "noindex"}


def start(
    request: Request,
    given: Sent,
    faults: list[ShownFault],
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    """The first page with what was given and what is wrong with it."""
    wrong = {fault.id: fault.message for fault in faults if fault.id}
    values = {"typed": given.text, "is_document": given.is_document, "wrong": wrong, "faults": faults, **file_values()}
    answer = pages.render(request, "plan/start.html", values, status if wrong else HTTPStatus.OK)
    return _own(answer) if request.method == "POST" else answer


def needs(
    request: Request, view: NeedsPage, faults: list[ShownFault] | None = None, reading: Reading | None = None
) -> Response:
    """A page of the list of needs."""
    t = texts_of(request)
    kept, count = len(view.state.planned), len(view.state.needs)
    values = {
        "view": view,
        "packed": plan_link.pack(view.state),
        "counted": t(f"plan_pages.needs.count.{texts.plural_form(count, t.language)}", count=count, kept=kept),
        "faults": faults or [],
        "wrong": plan_pages.need_messages(view, t),
        "many": kept > MANY,
        "full": plan_form.is_full(view),
        "file_name": reading.file_name if reading else None,
        "alike": reading.alike if reading else (),
        "check": reading.check if reading else None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return _page(request, "plan/needs.html", values, view.state, NEEDS, status)


def conditions(request: Request, state: PlanState, typed: TypedConditions | None = None) -> Response:
    """The form of conditions, as the state has it or as it was typed."""
    t = texts_of(request)
    shown = typed or plan_conditions.typed_conditions(state.conditions, None)
    faults, wrong = plan_pages.condition_faults(shown, t)
    values = {
        "typed": shown,
        "packed": plan_link.pack(state),
        "faults": faults,
        "wrong": wrong,
        **plan_pages.condition_values(t),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return _page(request, "plan/conditions.html", values, state, CONDITIONS, status)


def result(request: Request, state: PlanState, page: int, engine: Engine, settings: Settings) -> Response:
    """One page of the plan."""
    t = texts_of(request)
    page = min(page, plan_view.pages_of(len(state.planned)))
    with turn():
        if page > 1:
            view = plan_view.later_page(_part(state, page, engine, settings), page, len(state.planned), t)
        else:
            view = plan_view.first_page(whole_plan(state, engine, settings), t)
    packed = plan_link.link(state)
    path = address(request, RESULT, packed, view.page) if packed else None
    total = len(state.planned)
    values = {
        "view": view,
        "packed": plan_link.pack(state),
        "needs_total": total,
        "page_told": _page_told(view.page, total, t),
        "ranges": [(number, *plan_view.page_range(number, total)) for number in range(1, view.pages + 1)],
        "link": f"{public_address.of_request(request, settings)}{path}" if path else None,
        "link_path": path,
        "most_link": plan_link.LONGEST_LINK,
        "made": day_words(date.today(), t),
        "snapshot": engine.manifest.snapshot,
    }
    return _page(request, "plan/result.html", values, state, RESULT)


def _page(
    request: Request, template: str, values: dict[str, object], state: PlanState, path: str, status: int = HTTPStatus.OK
) -> Response:
    """A page that shows a state. Links that lead back to it hold the state where it fits into an address."""
    packed = plan_link.link(state)
    if packed is not None:
        here = f"{path}?{LINK}={packed}"
        values |= {
            "here": here if len(here) <= frame.LONGEST_HERE else START,
            "address": here,
            "language_links": [(one, f"{here}&lang={one}") for one in LANGUAGES],
        }
    else:
        values |= {"here": START, "address": START}
        values["language_links"] = [(one, f"{START}?lang={one}") for one in LANGUAGES]
    return _own(pages.render(request, template, values, status))


def whole_plan(state: PlanState, engine: Engine, settings: Settings) -> Plan:
    """The plan of all needs of a state."""
    asked = Asked(state.planner_needs(), state.conditions.context(), state.choices(), PER_NEED)
    return planned(asked, engine, settings)


def _part(state: PlanState, page: int, engine: Engine, settings: Settings) -> Plan:
    """The plan of one page of needs: a later page of a long plan has no need to look up all of them again."""
    needs, choices = state.planner_needs(), state.choices()
    first, last = plan_view.page_range(page, len(needs))
    of_page = {number - first + 1: choices[number] for number in range(first, last + 1) if number in choices}
    context = state.conditions.context()
    found = matched(Asked(needs[first - 1 : last], context, of_page, PER_NEED), engine, settings)
    numbered = tuple(replace(one, number=number) for number, one in enumerate(found, start=first))
    return plan(numbered, context, engine)


def none_kept(request: Request) -> list[ShownFault]:
    """That no need is ticked."""
    return [ShownFault("potrzeby", None, texts_of(request)("plan_pages.needs.problems.none_kept"))]


def lost(request: Request, why: str) -> Response:
    """Back to the first page, which says why: "strona" or "odnosnik"."""
    chosen = pages.chosen_language(request)
    tail = f"&lang={chosen}" if chosen else ""
    return RedirectResponse(f"{START}?{LOST}={why}{tail}", HTTPStatus.SEE_OTHER)


def address(request: Request, path: str, packed: str, page: int) -> str:
    """The address of a page that holds a state."""
    chosen = pages.chosen_language(request)
    tail = (f"&strona={page}" if page > 1 else "") + (f"&lang={chosen}" if chosen else "")
    return f"{path}?{LINK}={packed}{tail}"


def _page_told(page: int, total: int, t: Texts) -> str:
    first, last = plan_view.page_range(page, total)
    return t("plan_pages.result.page", first=first, last=last)


def texts_of(request: Request) -> Texts:
    """The catalogue of the page."""
    return texts.load(pages.language_of(request))


def _own(answer: Response) -> Response:
    answer.headers.update(OWN_HEADERS)
    return answer


def state_of(form: FormData) -> PlanState | None:
    """The state in the hidden field of a form, None when it is damaged."""
    try:
        return plan_link.unpack(plan_form.text_of(form, "stan", plan_link.LONGEST_FIELD + 1))
    except BadState:
        return None

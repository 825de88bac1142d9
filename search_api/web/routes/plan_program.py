"""The check of a programme of cooperation: a file or a pasted text in, the elements of art. 5a out. Nothing is kept."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from search_api.dependencies import EngineNeeded
from search_api.planning.programme import check
from search_api.web import pages, texts
from search_api.web.form_view import ShownFault
from search_api.web.plan_check import CheckWords, check_words
from search_api.web.plan_reading import Refused, document_of, file_values, sent
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm

PAGE = "/plan/program"
router = APIRouter()


@router.get(PAGE, name="plan_program_page")
def empty(request: Request) -> Response:
    """The form."""
    return _page(request)


@router.post(PAGE, name="plan_program")
def checked(request: Request, form: PostedForm, engine: EngineNeeded, _: FromOwnSite) -> Response:
    """The check of what was sent."""
    t = texts.load(pages.language_of(request))
    given = sent(form, "tekst", "plik")
    if given.upload is None and not given.text:
        return _page(request, faults=[ShownFault("plik", None, t("plan_pages.program.nothing"))])
    try:
        document = document_of(given)
    except Refused as refused:
        field = "plik" if refused.field == "plik" else "tekst"
        fault = ShownFault(field, None, refused.message)
        return _page(request, typed=given.text, faults=[fault], status=refused.status)
    name = given.file_name or t("plan_pages.program.pasted")
    return _page(request, check_words(check(document), engine, t), name)


def _page(
    request: Request,
    found: CheckWords | None = None,
    file_name: str = "",
    *,
    typed: str = "",
    faults: list[ShownFault] | None = None,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    values = {
        "check": found,
        "file_name": file_name,
        "typed": typed,
        "wrong": {fault.id: fault.message for fault in faults or []},
        "faults": faults or [],
        **file_values(),
    }
    answer = pages.render(request, "plan/program.html", values, status if faults else HTTPStatus.OK)
    if request.method == "POST":
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer

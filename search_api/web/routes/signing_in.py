"""Signing in to the pages with a key, and out again."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response

from search_api.access import local
from search_api.access.guard import SIGN_IN, CsrfChecked, readable
from search_api.access.limiter import RetryAfter
from search_api.access.signed_in import drop_cookie, gate_of, is_secure, session_of, set_cookie, token_of
from search_api.client_address import limited_as
from search_api.web import pages, texts
from search_api.web.posting import FromOwnSite, back, local_address

AFTERWARDS = "/przeglad"
_NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter()


@router.get(SIGN_IN, name="sign_in_page")
def sign_in_page(
    request: Request,
    return_to: Annotated[str, Query(alias="return")] = AFTERWARDS,
    out: Annotated[str, Query()] = "",
) -> Response:
    """The form that asks for a key; who is signed in, where somebody is."""
    return _page(request, return_to, signed_out=bool(out))


@router.post(SIGN_IN, name="sign_in")
def sign_in(
    request: Request,
    _: FromOwnSite,
    key: Annotated[str, Form()] = "",
    return_to: Annotated[str, Form(alias="return")] = AFTERWARDS,
) -> Response:
    """Begins a session and goes back to the page that asked for it."""
    t = texts.load(pages.language_of(request))
    given = key.strip()
    if not given:
        return _page(request, return_to, t("access.missing"), HTTPStatus.UNPROCESSABLE_ENTITY)
    gate = gate_of(request)
    with readable():
        found = gate.verify(given, limited_as(request))
        if isinstance(found, RetryAfter):
            told = t.count("access.too_many", math.ceil(found.seconds / 60))
            response = _page(request, return_to, told, HTTPStatus.TOO_MANY_REQUESTS)
            response.headers["Retry-After"] = str(found.seconds)
            return response
        if found is None:
            return _page(request, return_to, t("access.wrong"), HTTPStatus.UNPROCESSABLE_ENTITY)
        # A new token each time: one that was planted in the browser before is worth nothing afterwards.
        token = gate.sign_in(found, instead_of=token_of(request))
    answer = back(_in_language(request, local_address(return_to, AFTERWARDS)))
    answer.headers.update(_NO_STORE)
    set_cookie(request, answer, token)
    return answer


@router.post("/wyloguj", name="sign_out")
def sign_out(request: Request, _: CsrfChecked) -> Response:
    """Ends the session."""
    token = token_of(request)
    if token:
        with readable():
            gate_of(request).sign_out(token)
    answer = back(_in_language(request, f"{SIGN_IN}?out=1"))
    answer.headers.update(_NO_STORE)
    drop_cookie(request, answer)
    return answer


def _page(
    request: Request, return_to: str, refused: str = "", status: int = HTTPStatus.OK, *, signed_out: bool = False
) -> Response:
    session = session_of(request)
    values = {
        "session": session,
        "return_to": local_address(return_to, AFTERWARDS),
        "refused": refused,
        "signed_out": signed_out and session is None,
        "unprotected": not is_secure(request) and not local.is_loopback(request.client.host if request.client else ""),
    }
    response = pages.render(request, "sign_in.html", values, status)
    response.headers.update(_NO_STORE)
    return response


def _in_language(request: Request, address: str) -> str:
    chosen = pages.chosen_language(request)
    if chosen is None or "lang=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={chosen}"

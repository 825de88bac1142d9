"""Errors over HTTP: problem+json (RFC 9457) for programs, a page for browsers; Polish, with the field and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from corpus.language import normalise
from corpus.messages import message
from search_api.contract.search import FieldErrorOut, ProblemOut
from search_api.operation.observation import of_scope
from search_api.security import headers_of, is_public_https
from search_api.web import pages
from search_api.wrong_input import FieldProblem, WrongInput

MEDIA_TYPE = "application/problem+json"
REQUEST_ID = "X-Request-Id"
API_PATHS = ("/api/v1", "/openapi.json")


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """`code` ends the address of the type, "/api#<code>", where the kind is described."""

    code: str
    status: int
    title: str
    advice: str
    retry_seconds: int | None = None  # what Retry-After says where the case itself does not say


NO_KEY = ProblemKind(
    "brak-klucza",
    401,
    "Ta operacja wymaga klucza",
    "Podaj klucz w nagłówku Authorization: Bearer, a na stronach zaloguj się.",
)
FORBIDDEN = ProblemKind(
    "zabronione", 403, "Tej operacji nie wolno wykonać stąd", "Przeczytaj „detail”: mówi, skąd i jak wolno."
)
NOT_FOUND = ProblemKind(
    "nie-ma", 404, "Nie ma takiego adresu albo rekordu", "Sprawdź adres. Lista operacji jest pod /api."
)
METHOD = ProblemKind("zla-metoda", 405, "Ten adres nie obsługuje tej metody", "Dozwolone metody podaje nagłówek Allow.")
CONFLICT = ProblemKind(
    "konflikt", 409, "Rekord zmienił się albo jest już rozstrzygnięty", "Pobierz go jeszcze raz i sprawdź jego stan."
)
SLOW_BODY = ProblemKind(
    "za-wolno", 408, "Żądanie nie doszło na czas", "Sprawdź połączenie z internetem i wyślij je jeszcze raz."
)
TOO_LARGE = ProblemKind("za-duze", 413, "Żądanie jest za duże", "Wyślij mniej danych naraz.")
LONG_ADDRESS = ProblemKind(
    "za-dlugi-adres", 414, "Adres jest za długi", "Skróć opis potrzeby albo wyślij go metodą POST."
)
WRONG_TYPE = ProblemKind(
    "zly-typ", 415, "Nieobsługiwany rodzaj treści", "Wyślij JSON z nagłówkiem Content-Type: application/json."
)
WRONG_INPUT = ProblemKind(
    "zle-dane", 422, "Żądanie ma błędne dane", "Popraw pola wymienione w „errors” i wyślij jeszcze raz."
)
TOO_MANY = ProblemKind(
    "za-czesto", 429, "Za dużo prób", "Poczekaj tyle sekund, ile podaje nagłówek Retry-After, i spróbuj jeszcze raz."
)
UNREADABLE_HEAD = ProblemKind(
    "nieczytelne",
    400,
    "Tego żądania nie da się odczytać",
    "Nagłówki są za długie albo niezgodne z HTTP. Skróć adres albo wyślij opis potrzeby metodą POST.",
)
MANY_HEADERS = ProblemKind(
    "za-duzo-naglowkow", 431, "Żądanie ma za dużo nagłówków", "Wyślij mniej nagłówków i ciasteczek."
)
INTERNAL = ProblemKind(
    "blad-serwera", 500, "Błąd serwera", "To nie twoja wina. Spróbuj za chwilę; opis błędu jest w dzienniku serwera."
)
STORE_AWAY = ProblemKind(
    "baza",
    503,
    "Baza rekordów jest niedostępna",
    "Spróbuj za chwilę. Stan bazy sprawdza polecenie „praktyki doctor”.",
    30,
)
BUSY = ProblemKind("zajete", 503, "Serwer ma teraz za dużo pracy", "Spróbuj jeszcze raz za minutę.", 60)
TOO_SLOW = ProblemKind(
    "za-dlugo", 503, "Odpowiedź nie powstała na czas", "Zapytaj krócej albo o mniej naraz, lub spróbuj za chwilę.", 10
)
KEYS_AWAY = ProblemKind(
    "klucze", 503, "Nie można sprawdzić klucza", "Spróbuj za chwilę. Co jest nie tak, mówi dziennik serwera.", 30
)
NOT_READY = ProblemKind(
    "niegotowe", 503, "Wyszukiwarka nie jest gotowa", "Spróbuj za chwilę. Stan serwera podaje /api/v1/health.", 10
)
KINDS = (
    *(UNREADABLE_HEAD, NO_KEY, FORBIDDEN, NOT_FOUND, METHOD, SLOW_BODY, CONFLICT, TOO_LARGE, LONG_ADDRESS, WRONG_TYPE),
    *(WRONG_INPUT, TOO_MANY, MANY_HEADERS, INTERNAL, STORE_AWAY, KEYS_AWAY, BUSY, TOO_SLOW, NOT_READY),
)
UNREADABLE = FieldProblem("body", "Treści nie da się odczytać. Wyślij JSON w UTF-8, bez bardzo głębokich zagnieżdżeń.")
_BY_STATUS = {kind.status: kind for kind in KINDS}


class ProblemError(Exception):
    """A problem that a route answers with. `detail` is a Polish sentence about this very case."""

    def __init__(self, kind: ProblemKind, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.headers = headers


class SeeOther(Exception):
    """Another page has to come first, for example the one to sign in. `address` is a path of this site."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def install(app: FastAPI) -> None:
    """Answers every error of the application as a problem, also those that the framework raises."""
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(SeeOther, _on_see_other)
    app.add_exception_handler(WrongInput, _on_wrong_input)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_crash)


def answer(
    request: Request,
    kind: ProblemKind,
    detail: str,
    problems: tuple[FieldProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The response to one error: a page for a browser outside the API, else problem+json."""
    if kind.retry_seconds is not None:
        headers = {"Retry-After": str(kind.retry_seconds), **(headers or {})}
    seen = of_scope(request.scope)
    if seen is not None:
        seen.problem = kind.code
    if _wants_page(request):
        return pages.error_page(request, kind.status, kind.code, detail, problems, headers)
    body = ProblemOut(
        type=f"/api#{kind.code}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=normalise(request.url.path),
        request_id=seen.request_id if seen else None,
        errors=[FieldErrorOut(field=problem.field, reason=problem.reason) for problem in problems],
    )
    return JSONResponse(body.model_dump(), kind.status, headers, media_type=MEDIA_TYPE)


def field_problems(errors: list[Mapping[str, object]]) -> tuple[FieldProblem, ...]:
    """The errors of pydantic as fields and Polish reasons."""
    return tuple(_field_problem(error) for error in errors)


def _field_problem(error: Mapping[str, object]) -> FieldProblem:
    location = error["loc"]
    parts = [str(part) for part in location] if isinstance(location, tuple) else []
    if error["type"] == "json_invalid":
        return FieldProblem("body", f"Treść nie jest poprawnym JSON-em (błąd przy znaku {parts[-1]}).")
    if parts[:1] in (["body"], ["query"], ["path"]):
        parts = parts[1:]
    if not parts:
        return FieldProblem("body", "Wyślij obiekt JSON z nagłówkiem Content-Type: application/json.")
    return FieldProblem(normalise(".".join(parts)), message(error))


def _wants_page(request: Request) -> bool:
    if request.url.path.startswith(API_PATHS):
        return False
    return "text/html" in request.headers.get("accept", "")


async def _on_problem(request: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        return answer(request, INTERNAL, INTERNAL.advice)
    return answer(request, error.kind, error.detail, headers=error.headers)


async def _on_see_other(request: Request, error: Exception) -> Response:  # noqa: ARG001
    address = error.address if isinstance(error, SeeOther) else "/"
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


async def _on_wrong_input(request: Request, error: Exception) -> Response:
    problems = error.problems if isinstance(error, WrongInput) else ()
    return answer(request, WRONG_INPUT, WRONG_INPUT.advice, problems)


async def _on_validation(request: Request, error: Exception) -> Response:
    errors = error.errors() if isinstance(error, RequestValidationError) else ()
    return answer(request, WRONG_INPUT, WRONG_INPUT.advice, field_problems(list(errors)))


async def _on_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = error.headers if isinstance(error, HTTPException) else None
    if status == HTTPStatus.BAD_REQUEST:
        # The framework could not decode the body; to whoever sent it, that is one more way of malformed JSON.
        return answer(request, WRONG_INPUT, WRONG_INPUT.advice, (UNREADABLE,))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {**(headers or {}), "Allow": ", ".join(_methods_of(request))}
    kind = _BY_STATUS.get(status, WRONG_INPUT if status < HTTPStatus.INTERNAL_SERVER_ERROR else INTERNAL)
    return answer(request, kind, kind.advice, headers=headers)


def _methods_of(request: Request) -> tuple[str, ...]:
    # The framework names the methods of the first route of a path; there may be several.
    routes = [route for route in request.app.router.routes if not isinstance(route, Mount)]
    found = [
        method
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    if not found:
        found = ["GET"]  # a mounted folder of files
    return ("GET", "HEAD", *found[1:]) if found[0] == "GET" else tuple(found)


async def _on_crash(request: Request, error: Exception) -> Response:  # noqa: ARG001
    # This handler runs outside all middleware, so the headers that they add are set here.
    seen = of_scope(request.scope)
    own = {REQUEST_ID: seen.request_id} if seen else {}
    safe = headers_of(request.scope, public_https=is_public_https(request.app.state.settings.public_address))
    return answer(request, INTERNAL, INTERNAL.advice, headers={**safe, "Cache-Control": "no-store", **own})

"""Who may review: whoever holds a key with that scope, or, where PRAKTYKI_REVIEW=local is set, programs on this computer.

The API takes a key in the header Authorization of every request and no cookie, so no foreign page can act through a browser
that is signed in. Pages take the session of a key, and every form that they send carries the token of that session.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.routing import Match, Mount

from search_api.access import local
from search_api.access.errors import AccessError
from search_api.access.gate import tell
from search_api.access.hashing import HashingBusy
from search_api.access.keys import Scope
from search_api.access.limiter import RetryAfter
from search_api.access.sessions import Session
from search_api.access.signed_in import gate_of, required_session
from search_api.client_address import limited_as
from search_api.dependencies import SettingsNeeded
from search_api.problems import (
    API_PATHS,
    BUSY,
    FORBIDDEN,
    KEYS_AWAY,
    NO_KEY,
    TOO_MANY,
    WRONG_TYPE,
    ProblemError,
    SeeOther,
)
from search_api.web.posting import FromOwnSite

SIGN_IN = "/logowanie"
CSRF_FIELD = "csrf"

NO_KEY_GIVEN = (
    "Podaj klucz z uprawnieniem „review” w nagłówku Authorization: Bearer. Klucz tworzy na serwerze polecenie „praktyki keys "
    "create”. Bez klucza działa tam polecenie „praktyki review”, a po ustawieniu PRAKTYKI_REVIEW=local także żądania "
    "z tego samego komputera, bez pośrednika."
)
WRONG_KEY = "Ten klucz jest błędny, wygasł albo go odwołano."
WRONG_SCOPE = "Klucz „{name}” nie ma uprawnienia „{scope}”. Potrzebny jest inny klucz."
TOO_OFTEN = "Zbyt wiele nieudanych prób. Następna będzie możliwa za {seconds} s."
MANY_KEYS = "Serwer sprawdza teraz wiele kluczy naraz. Spróbuj za chwilę."
OTHER_SITE = (
    "To żądanie wysłała inna strona internetowa. Decyzje o szkicach przyjmujemy tylko z własnych stron serwera."
)
STALE_FORM = "Ten formularz jest nieaktualny: twoja sesja zmieniła się po jego otwarciu. Otwórz stronę jeszcze raz."

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="praktyki"'}
_SAFE = ("GET", "HEAD")
_bearer = HTTPBearer(
    scheme_name="klucz",
    description="Klucz z polecenia „praktyki keys create”, w każdym żądaniu: Authorization: Bearer dp_….",
    auto_error=False,
)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, by the name of the key; None for a program on this computer that needs none."""

    key_name: str | None


async def form_token(request: Request) -> AsyncIterator[str | None]:
    """The token that a form carries, None where there is no form or no token in it."""
    if request.method in _SAFE or _is_api(request):
        yield None
        return
    found = (await request.form()).get(CSRF_FIELD)
    try:
        yield found if isinstance(found, str) else None
    finally:
        # A route that declares no form of its own would leave it open, with the files in it.
        await request.close()


FormToken = Annotated[str | None, Depends(form_token)]
Given = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def check_csrf(request: Request, token: FormToken, _: FromOwnSite) -> None:
    """Raises a 403 problem when a form under a session does not carry the token of that session."""
    with readable():
        session = required_session(request)
    if session is not None:
        _check_token(session, token)


def may_review(request: Request, settings: SettingsNeeded, given: Given, token: FormToken) -> Reviewer:
    """Who asks; raises a 401 or 403 problem, or SeeOther to the sign-in page, when that is nobody who may review.

    A form of a page is checked for the token of its session here, whether or not its route asks for CsrfChecked.
    """
    if _is_api(request):
        _check_json(request)
        if given is not None:
            return Reviewer(key_of(request, given.credentials, "review"))
    else:
        with readable():
            session = required_session(request)
        if session is not None:
            if "review" not in session.scopes:
                raise ProblemError(FORBIDDEN, WRONG_SCOPE.format(name=session.name, scope="review"))
            if request.method not in _SAFE:
                _check_token(session, token)
            return Reviewer(session.name)
    if settings.review == "local" and local.is_here(request):
        if not local.is_own_page(request):
            raise ProblemError(FORBIDDEN, OTHER_SITE)
        return Reviewer(None)
    if _is_api(request):
        raise ProblemError(NO_KEY, NO_KEY_GIVEN, _CHALLENGE)
    raise SeeOther(f"{SIGN_IN}?{urlencode(_return_to(request))}")


def key_of(request: Request, text: str, scope: Scope) -> str:
    """The name of the valid key that `text` is; raises a 401, 403, 429 or 503 problem."""
    with readable():
        found = gate_of(request).verify(text, limited_as(request))
    if isinstance(found, RetryAfter):
        raise too_many(found, TOO_OFTEN)
    if found is None:
        raise ProblemError(
            NO_KEY, WRONG_KEY, {"WWW-Authenticate": f'{_CHALLENGE["WWW-Authenticate"]}, error="invalid_token"'}
        )
    if scope not in found.scopes:
        raise ProblemError(FORBIDDEN, WRONG_SCOPE.format(name=found.name, scope=scope))
    return found.name


def too_many(wait: RetryAfter, detail: str) -> ProblemError:
    """The 429 problem with Retry-After; `{seconds}` in the detail is filled in."""
    return ProblemError(TOO_MANY, detail.format(seconds=wait.seconds), {"Retry-After": str(wait.seconds)})


def record_decision(
    request: Request, reviewer: Reviewer, act: Literal["draft_accepted", "draft_rejected"], subject: str
) -> None:
    """Writes a decision to the log of administrative acts, after it was taken. `subject` is the id of the draft."""
    gate_of(request).record(act, reviewer.key_name, subject)


MayReview = Annotated[Reviewer, Depends(may_review)]
CsrfChecked = Annotated[None, Depends(check_csrf)]


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(API_PATHS)


def _check_json(request: Request) -> None:
    # A form of another site cannot send this type without asking first.
    declared = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method not in _SAFE and declared != "application/json":
        raise ProblemError(WRONG_TYPE, WRONG_TYPE.advice)


def _check_token(session: Session, token: str | None) -> None:
    if not hmac.compare_digest(session.csrf.encode(), (token or "").encode("utf-8", "surrogatepass")):
        raise ProblemError(FORBIDDEN, STALE_FORM)


def _return_to(request: Request) -> list[tuple[str, str]]:
    # What a form sends is lost with its session; the page that it stood on, or the one above, can be opened again.
    path = request.url.path
    if request.method not in _SAFE:
        path = path.rpartition("/")[0]
        while path and not _can_be_opened(request, path):
            path = path.rpartition("/")[0]
    query = f"?{request.url.query}" if request.url.query and request.method in _SAFE else ""
    language = [("lang", value) for value in request.query_params.getlist("lang")[:1]]
    return [*language, ("return", f"{path or '/'}{query}")]


def _can_be_opened(request: Request, path: str) -> bool:
    scope = {**request.scope, "method": "GET", "path": path}
    routes = [route for route in request.app.router.routes if not isinstance(route, Mount)]
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


@contextmanager
def readable() -> Iterator[None]:
    """Turns what is wrong with the file of keys into a 503 problem without its path."""
    try:
        yield
    except AccessError as error:
        tell(error)
        raise ProblemError(KEYS_AWAY, KEYS_AWAY.advice) from error
    except HashingBusy as error:
        raise ProblemError(BUSY, MANY_KEYS, {"Retry-After": "1"}) from error

"""Who is signed in, by the cookie of a request: for every page, so it costs nothing where there is no cookie."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from search_api.access.errors import AccessError
from search_api.access.gate import Gate, tell
from search_api.access.sessions import Session
from search_api.settings import Settings

SESSION_COOKIE = "sesja"


def gate_of(request: Request) -> Gate:
    """The gate with which the application was made."""
    return cast(Gate, request.app.state.gate)


def session_of(request: Request) -> Session | None:
    """The session of the request, None when nobody is signed in. Read once per request.

    A damaged file of keys signs everybody out, is told in the log of the server and by the pages behind the sign-in; those
    that are open to all stay so.
    """
    try:
        return required_session(request)
    except AccessError as error:
        if not hasattr(request.state, "access_fault_told"):
            request.state.access_fault_told = True
            tell(error)
        return None


def required_session(request: Request) -> Session | None:
    """The same for what needs a session. Raises AccessError when the file of keys cannot be read."""
    if not hasattr(request.state, "session"):
        token = token_of(request)
        request.state.session = gate_of(request).session(token) if token else None
    return cast("Session | None", request.state.session)


def token_of(request: Request) -> str | None:
    """What the cookie of the session holds, believed by nobody yet."""
    return request.cookies.get(_cookie_name(request))


def set_cookie(request: Request, response: Response, token: str) -> None:
    """Gives the browser the token of a session: not for scripts, not with requests that other sites cause."""
    limits = gate_of(request).rules.sessions
    response.set_cookie(
        _cookie_name(request),
        token,
        max_age=int(limits.longest.total_seconds()),
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="strict",
    )


def drop_cookie(request: Request, response: Response) -> None:
    """Takes it back."""
    response.delete_cookie(_cookie_name(request), path="/", secure=is_secure(request), httponly=True, samesite="strict")


def is_secure(request: Request) -> bool:
    """Whether the browser speaks TLS: to us, or to a proxy at the public address that is set."""
    settings = cast(Settings, request.app.state.settings)
    return request.url.scheme == "https" or urlsplit(settings.public_address or "").scheme == "https"


def _cookie_name(request: Request) -> str:
    # With this prefix a browser takes the cookie from this very host and over TLS only (RFC 6265bis, 4.1.3).
    return f"__Host-{SESSION_COOKIE}" if is_secure(request) else SESSION_COOKIE

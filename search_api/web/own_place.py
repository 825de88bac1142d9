"""The reader's own gmina or powiat: its code in a cookie of the browser, nothing on the server."""

from __future__ import annotations

import re

from fastapi import Request, Response

from search_api.planning.own import OwnPlace, of_code

__all__ = ["COOKIE", "OwnPlace", "forget", "keep", "of_request"]

COOKIE = "moje_miejsce"
KEPT_SECONDS = 365 * 24 * 60 * 60
_CODE = re.compile(r"teryt:\d{4}(?:\d{3})?", re.ASCII)


def of_request(request: Request) -> OwnPlace | None:
    """The place of whoever asks; None when none is chosen, or the cookie holds no code of the register."""
    code = request.cookies.get(COOKIE, "")
    return of_code(code) if _CODE.fullmatch(code) else None


def keep(response: Response, place: OwnPlace, request: Request) -> None:
    """Makes the browser keep this place."""
    response.set_cookie(
        COOKIE,
        place.code,
        max_age=KEPT_SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def forget(response: Response) -> None:
    """Makes the browser forget it."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")

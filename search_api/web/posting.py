"""Forms that change something: sent from our own pages only, and back to where the person was."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse

from search_api.problems import FORBIDDEN, ProblemError

OTHER_SITE = "Ten formularz wysłała inna strona internetowa. Otwórz go na naszej stronie i wyślij jeszcze raz."
LONGEST_ADDRESS = 8000  # characters of an address to go back to
_OWN_SITE = ("same-origin", "none")


def check_own_site(request: Request) -> None:
    """Raises a 403 problem when a browser says that a page of another site sends the form."""
    origin = request.headers.get("origin")
    if origin not in (None, "null") and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise ProblemError(FORBIDDEN, OTHER_SITE)
    if request.headers.get("sec-fetch-site", "none") not in _OWN_SITE:
        raise ProblemError(FORBIDDEN, OTHER_SITE)


FromOwnSite = Annotated[None, Depends(check_own_site)]


def local_address(address: str | None, otherwise: str = "/") -> str:
    """`address` when it is a path of this site ("/szukaj?q=x"), else `otherwise`: never a way to another site."""
    if not address or len(address) > LONGEST_ADDRESS or not address.isprintable() or "\\" in address:
        return otherwise
    parts = urlsplit(address)
    own = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not address.startswith("//")
    return address if own else otherwise


def back(address: str | None, otherwise: str = "/") -> RedirectResponse:
    """See Other (303) to a page of this site."""
    return RedirectResponse(local_address(address, otherwise), status_code=303)

"""Who may decide about drafts over HTTP, as long as there are no keys.

Nobody, unless PRAKTYKI_REVIEW=local; then programs on the same computer only. A proxy on that computer would make every
visitor look local, and a web page in its browser can send requests too, so both are told apart by what they cannot hide:
the forwarding headers, the name by which the server was called, and where a browser says that the request comes from.
"""

from __future__ import annotations

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from search_api.dependencies import SettingsNeeded
from search_api.problems import FORBIDDEN, WRONG_TYPE, ProblemError

SWITCHED_OFF = (
    "Decyzje o szkicach przez API są wyłączone. Użyj polecenia „praktyki review” albo włącz je na tym komputerze "
    "ustawieniem PRAKTYKI_REVIEW=local."
)
NOT_LOCAL = (
    "Decyzje o szkicach przyjmujemy tylko z komputera, na którym działa serwer, bez pośrednika. "
    "Zaloguj się na nim i użyj adresu 127.0.0.1 albo polecenia „praktyki review”."
)
OTHER_SITE = (
    "To żądanie wysłała inna strona internetowa. Decyzje o szkicach przyjmujemy tylko z własnych stron serwera."
)

_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_OWN_SITE = ("same-origin", "none")


def check_may_decide(request: Request, settings: SettingsNeeded) -> None:
    """Raises a 403 problem when the request may not decide about drafts, 415 when its body is not declared as JSON."""
    if settings.review == "off":
        raise ProblemError(FORBIDDEN, SWITCHED_OFF)
    host = urlsplit(f"//{request.headers.get('host', '')}")
    peer = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in _FORWARDED)
    # The name too: a foreign name that was made to lead here (DNS rebinding) is a foreign page's way in.
    if forwarded or not _is_loopback(peer) or not (host.hostname == "localhost" or _is_loopback(host.hostname or "")):
        raise ProblemError(FORBIDDEN, NOT_LOCAL)
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host.netloc:
        raise ProblemError(FORBIDDEN, OTHER_SITE)
    if request.headers.get("sec-fetch-site", "none") not in _OWN_SITE:
        raise ProblemError(FORBIDDEN, OTHER_SITE)
    # A form of another site cannot send this type without asking first.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError(WRONG_TYPE, WRONG_TYPE.advice)


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback


MayDecide = Annotated[None, Depends(check_may_decide)]

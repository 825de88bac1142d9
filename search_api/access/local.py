"""Whether a request comes from a program on the computer of the server, and from no foreign page in its browser.

A proxy on that computer would make every visitor look local, and a web page in its browser can send requests too, so both
are told apart by what they cannot hide: the forwarding headers, the name by which the server was called, and where a browser
says that the request comes from.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request

_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
_OWN_SITE = ("same-origin", "none")


def is_here(request: Request) -> bool:
    """Whether it was sent from a loopback address, to a loopback name, with no sign of a proxy."""
    peer = request.client.host if request.client else ""
    # The name too: a foreign name that was made to lead here (DNS rebinding) is a foreign page's way in.
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    forwarded = any(header in request.headers for header in _FORWARDED)
    return not forwarded and is_loopback(peer) and (name == "localhost" or is_loopback(name))


def is_own_page(request: Request) -> bool:
    """Whether a page of this server sends it, or no page at all."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    if origin == "null":
        # What our own forms send under "Referrer-Policy: no-referrer", and what a hidden foreign frame may send.
        return site == "same-origin"
    return site in _OWN_SITE and (origin is None or urlsplit(origin).netloc == request.headers.get("host", ""))


def is_loopback(host: str) -> bool:
    """Whether an address, or an address in a name, is one of the computer itself."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return (mapped or address).is_loopback

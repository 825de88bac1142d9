"""Who asks: the other end of the connection, or, where that is a trusted proxy, whom the proxy names.

X-Forwarded-For is a list to which every proxy appends the address that it saw, so only its right end can be believed. It is
walked from the right past trusted proxies to the first address that is none; whatever stands left of it may be made up. The
walk ends at an entry that is no address, with the last proxy believed. X-Forwarded-Proto says by which scheme the browser
came. Both are the only forwarding headers that are read, and from a trusted proxy only.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.limit_settings import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

FORWARDING = frozenset(
    (b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip")
)
SUBSCRIBER_BITS = 64  # of an IPv6 address: whoever has one has all the addresses of its /64
_BELIEVED = "praktyki.forwarded_by_trusted"


class ClientAddress:
    """Puts the address of the client and the scheme of its browser into the scope, so that all that comes after agrees."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self.app = app
        self.trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.trusted and scope.get("client"):
            peer = address_of(scope["client"][0])
            if peer is not None and is_in(peer, self.trusted):
                # In place: the answer to a crash is made outside all middleware, from this very scope.
                scope["client"] = (str(client_of(peer, _values(scope, b"x-forwarded-for"), self.trusted)), 0)
                scope["scheme"] = _scheme(_values(scope, b"x-forwarded-proto"), scope["scheme"])
                scope[_BELIEVED] = True
        await self.app(scope, receive, send)


def client_of(peer: Address, forwarded: Iterable[str], trusted: Sequence[Network]) -> Address:
    """The first address from the right that is no trusted proxy. `forwarded` are the values of X-Forwarded-For in their order.

    Where all are trusted it is the farthest of them: a program that runs beside a proxy.
    """
    found = peer
    for entry in reversed([part for value in forwarded for part in value.split(",")]):
        if not is_in(found, trusted):
            break
        told = address_of(entry.strip())
        if told is None:
            break
        found = told
    return found


def address_of(text: str) -> Address | None:
    """An address as proxies write it: "203.0.113.7", "203.0.113.7:1234", "2001:db8::1", "[2001:db8::1]:443"; else None.

    An IPv4 address inside an IPv6 one comes as itself; a zone ("%eth0") is left out.
    """
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


def is_in(address: Address, found: Iterable[Network]) -> bool:
    """Whether the address lies in one of the networks; one of the other version does not."""
    return any(address in network for network in found)


def limited_as(request: HTTPConnection) -> str:
    """The client as limits count it: its address, the /64 of an IPv6 address, "" where the connection has no address."""
    peer = request.client.host if request.client else ""
    address = address_of(peer)
    return peer if address is None else key_of_address(address)


def key_of_address(address: Address) -> str:
    """The address, or the /64 in which an IPv6 address lies."""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(address), SUBSCRIBER_BITS), strict=False))
    return str(address)


def is_forwarded_by_a_stranger(scope: Scope) -> bool:
    """Whether the request came through a proxy that is not trusted, or pretends to: then its client is not known."""
    return _BELIEVED not in scope and any(name in FORWARDING for name, _ in scope["headers"])


def _values(scope: Scope, wanted: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]


def _scheme(told: Sequence[str], otherwise: str) -> str:
    last = told[-1].rpartition(",")[2].strip().lower() if told else ""
    return last if last in ("http", "https") else otherwise

"""Which machines may be asked: those with a public address. Names are resolved once, and what was checked is connected to.

A name that leads into the own network, to the machine itself or to the metadata service of a cloud is refused, whatever
it is called and however the address is written (RFC 6890; OWASP, Server Side Request Forgery Prevention).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Protocol

from ingest.errors import Unreadable

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NO_SUCH_HOST = "Nie znaleziono serwera „{}”. Sprawdź adres i połączenie z siecią."
_PRIVATE = "Adres „{}” prowadzi do sieci wewnętrznej albo do tego komputera. Podaj adres publicznej strony."
# IPv6 addresses that lead to the one of IPv4 within (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Of the rest, what older versions of Python take for public.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in ("2002::/16", "2001::/23", "64:ff9b:1::/48", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")
)


class Addresses(Protocol):
    """Says where a host may be reached."""

    def __call__(self, host: str, port: int, seconds: float) -> tuple[str, ...]:
        """Addresses to connect to, at least one. Raises `Unreadable` when there is none or one must not be asked."""
        ...


def public_addresses(
    host: str, port: int, seconds: float, resolve: Callable[[str, int, float], tuple[str, ...]] | None = None
) -> tuple[str, ...]:
    """The addresses of a host when all of them are public; one that is not refuses the host.

    Raises `Unreadable`; `seconds` is how long to wait for an answer. `resolve` asks the system unless another is given.
    """
    found = (resolve or _resolved)(host, port, seconds)
    if not found:
        raise Unreadable(_NO_SUCH_HOST.format(host))
    if not all(is_public(ipaddress.ip_address(address)) for address in found):
        raise Unreadable(_PRIVATE.format(host))
    return found


def is_public(address: IpAddress) -> bool:
    """True for an address that anybody on the internet can reach, by the registries of IANA for special purposes."""
    if isinstance(address, ipaddress.IPv6Address):
        if (mapped := address.ipv4_mapped) is not None:
            return is_public(mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.scope_id is not None or address.is_site_local:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )


def _resolved(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """What the system answers in time. Asking cannot be broken off, so it waits in a thread that nobody waits for."""
    answers: list[tuple[str, ...]] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        except (OSError, UnicodeError):
            return
        answers.append(tuple(dict.fromkeys(str(where[0]) for *_, where in found)))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    return answers[0] if answers else ()

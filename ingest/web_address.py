"""A web address as a user or a redirect gives it, taken apart and checked before anybody is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from ingest.errors import Unreadable

_LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}")
# Signs that stand in paths and queries as they are (RFC 3986); "%" because most are encoded already.
_AS_THEY_ARE = "/:?#[]@!$&'()*+,;=-._~%"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """`host` in ASCII letters, without brackets; `target` is what stands after it, from "/"."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as they stand in front of a path. The usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return f"{self.origin}{self.target}"


def read_address(text: str, ports: frozenset[int]) -> WebAddress:
    """The parts of an address. `ports` are those that may be asked. Raises `Unreadable` with a Polish sentence."""
    if len(text) > _LONGEST or not text.isprintable() or any(sign in text for sign in " \\<>\"'`{}|^"):
        raise Unreadable("Adres jest za długi albo zawiera niedozwolone znaki. Skopiuj go z przeglądarki.")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise Unreadable("Adres jest zapisany błędnie. Skopiuj go z przeglądarki.") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise Unreadable("Czytamy tylko adresy zaczynające się od http:// albo https://.")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("Adres zawiera nazwę użytkownika albo hasło. Podaj adres strony dostępnej bez logowania.")
    if not _HOST.fullmatch(host):
        raise Unreadable("Adres nie ma poprawnej nazwy serwera. Skopiuj go z przeglądarki.")
    port = _PORTS[scheme] if port is None else port
    if port not in ports:
        raise Unreadable(f"Adres podaje port {port}, a łączymy się tylko z portami {_listed(ports)}.")
    target = quote(parts.path or "/", safe=_AS_THEY_ARE)
    if parts.query:
        target += f"?{quote(parts.query, safe=_AS_THEY_ARE)}"
    return WebAddress(scheme, host.lower(), port, target)


def redirected(address: WebAddress, location: str, ports: frozenset[int]) -> WebAddress:
    """Where a redirect from `address` leads. Raises `Unreadable`."""
    return read_address(urljoin(str(address), location.strip()), ports)


def _listed(ports: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(ports)))

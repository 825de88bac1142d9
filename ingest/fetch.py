"""One page or file from the web: a public address, asked politely, under limits of size and time.

Every address on the way, also of robots.txt and of each redirect, is taken apart (`web_address`), resolved and checked
(`public_addresses`), and the connection goes to what was checked, with the name of the host in TLS and in the request.
Nothing is kept between pages: no cookies, no credentials, no proxies.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib import metadata

from ingest import limits, robots
from ingest.errors import Unreadable
from ingest.public_addresses import Addresses, public_addresses
from ingest.robots import Robots, RobotsAnswer
from ingest.web_address import WebAddress, read_address, redirected
from ingest.web_names import charset_of, file_name, media_type_of

AGENT = "DobrePraktyki"
USUAL_PORTS = frozenset({80, 443})
_PIECE_BYTES = 64 * 1024
_CONNECT_SECONDS = 15.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPTED = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS

_UNREACHED = "Nie udało się połączyć z „{}”. Sprawdź adres i połączenie z siecią."
_FORBIDDEN = "Strona nie pozwala programom czytać tego adresu (robots.txt). Zapisz stronę w przeglądarce i podaj plik."
_ENCODED = "Serwer wysłał treść spakowaną w sposób, którego nie czytamy. Zapisz stronę w przeglądarce i podaj plik."
_BROKEN_OFF = "Serwer przerwał wysyłanie albo wysłał uszkodzoną treść. Spróbuj ponownie."
_ANSWERS = {
    401: "Strona wymaga logowania. Zapisz ją w przeglądarce i podaj plik.",
    403: "Serwer odmawia dostępu do tego adresu. Zapisz stronę w przeglądarce i podaj plik.",
    404: "Pod tym adresem nic nie ma (404). Sprawdź adres.",
    410: "Strona pod tym adresem została usunięta (410).",
    429: "Serwer prosi, aby pytać rzadziej (429). Spróbuj później.",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`data` unpacked; `final_url` after redirects; `media_type` in lower case without parameters, None when not told.

    `name` is a file name with a suffix that fits the media type.
    """

    data: bytes
    final_url: str
    media_type: str | None
    name: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


@dataclass
class Fetcher:
    """Reads addresses one by one. `ports` may be asked; `addresses` says where a host may be reached and is replaced in
    tests only; `tls` checks certificates."""

    ports: frozenset[int] = USUAL_PORTS
    addresses: Addresses = public_addresses
    largest: int = limits.FETCHED_BYTES.value
    seconds: float = limits.FETCH_SECONDS.value
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def __post_init__(self) -> None:
        self._agent = f"{AGENT}/{metadata.version('dobre-praktyki')}"
        self._robots = Robots(self._ask_robots, AGENT)

    def fetch(self, url: str) -> Fetched:
        """What lies at `url`. Raises `Unreadable` with a Polish sentence: refused, not reached, over a limit, forbidden."""
        with _Deadline(self.seconds) as deadline:
            address, answer = self._followed(read_address(url, self.ports), deadline, polite=True)
        if answer.status != HTTPStatus.OK:
            raise Unreadable(
                _ANSWERS.get(answer.status, f"Serwer odpowiedział błędem {answer.status}. Spróbuj później.")
            )
        if not answer.data:
            raise Unreadable("Pod tym adresem nie ma żadnej treści.", "empty")
        media_type = media_type_of(answer.headers)
        return Fetched(answer.data, str(address), media_type, file_name(address, answer.headers, media_type))

    def _followed(self, address: WebAddress, deadline: _Deadline, *, polite: bool) -> tuple[WebAddress, _Answer]:
        """The answer at the end of the redirects and where it stands. `polite`: the rules of each site are asked first, else
        these are what is asked for, and only their beginning counts."""
        for _ in range(limits.REDIRECTS.value + 1):
            if polite and not self._robots.allows(address.origin, str(address)):
                raise Unreadable(_FORBIDDEN)
            answer = self._asked(address, deadline, self.largest if polite else robots.LARGEST_BYTES, cut=not polite)
            location = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not location:
                return address, answer
            address = redirected(address, location, self.ports)
        raise Unreadable(limits.REDIRECTS.message)

    def _ask_robots(self, origin: str) -> RobotsAnswer:
        address = read_address(origin + robots.PATH, self.ports)
        with _Deadline(self.seconds) as deadline:
            _, answer = self._followed(address, deadline, polite=False)
        return RobotsAnswer(answer.status, answer.data.decode(charset_of(answer.headers), errors="replace"))

    def _asked(self, address: WebAddress, deadline: _Deadline, largest: int, *, cut: bool) -> _Answer:
        with deadline.told(), self._connection(address, deadline) as connection:
            connection.request("GET", address.target, headers=self._headers(address))
            with closing(connection.getresponse()) as response:
                data = b"" if response.status in _REDIRECTS else _body(response, largest, cut)
                return _Answer(response.status, response.headers, data)

    def _headers(self, address: WebAddress) -> dict[str, str]:
        return {
            "Host": address.origin.partition("://")[2],
            "User-Agent": self._agent,
            "Accept": _ACCEPTED,
            "Accept-Language": "pl,en;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    @contextmanager
    def _connection(self, address: WebAddress, deadline: _Deadline) -> Iterator[http.client.HTTPConnection]:
        """A connection to one of the checked addresses. The library is given the open socket and resolves nothing."""
        found = self.addresses(address.host, address.port, min(_CONNECT_SECONDS, deadline.left))
        plain = _connected(found, address, deadline)
        with closing(plain), deadline.guarding(plain):
            wrapped = plain
            if address.scheme == "https":
                wrapped = self.tls.wrap_socket(plain, server_hostname=address.host)
            with closing(wrapped), deadline.guarding(wrapped):
                connection = http.client.HTTPConnection(address.host, address.port)
                connection.sock = wrapped
                yield connection


def _connected(found: tuple[str, ...], address: WebAddress, deadline: _Deadline) -> socket.socket:
    for one in found:
        with suppress(OSError):
            connected = socket.create_connection((one, address.port), timeout=min(_CONNECT_SECONDS, deadline.left))
            connected.settimeout(deadline.left)
            return connected
    raise Unreadable(_UNREACHED.format(address.host))


def _body(response: http.client.HTTPResponse, largest: int, cut: bool) -> bytes:
    """The content, unpacked as it comes, so that no more than `largest` bytes are ever held; `cut`: these will do."""
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise Unreadable(_ENCODED)
    unpacking = zlib.decompressobj(_GZIP_WINDOW) if encoding != "identity" else None
    pieces: list[bytes] = []
    received = held = 0
    while piece := response.read1(_PIECE_BYTES):
        received += len(piece)
        data = piece if unpacking is None else unpacking.decompress(piece, largest + 1 - held)
        held += len(data)
        pieces.append(data)
        if max(received, held) > largest:
            if cut:
                return b"".join(pieces)[:largest]
            raise Unreadable(limits.FETCHED_BYTES.message)
    if response.length or (unpacking is not None and received and not unpacking.eof):
        raise Unreadable(_BROKEN_OFF)
    return b"".join(pieces)


class _Deadline:
    """The time that one address may take, however slowly a server drips: at its end the open socket is shut.

    The timeout of a socket alone would begin anew with every byte.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._open: list[socket.socket] = []
        self._passed = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    @property
    def left(self) -> float:
        """Seconds to the end. Raises `Unreadable` when it has passed."""
        seconds = self._end - time.monotonic()
        if seconds <= 0 or self._passed:
            raise Unreadable(limits.FETCH_SECONDS.message)
        return seconds

    @contextmanager
    def guarding(self, open_socket: socket.socket) -> Iterator[None]:
        with self._lock:
            self._open.append(open_socket)
        try:
            yield
        finally:
            with self._lock:
                self._open.remove(open_socket)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Faults of the connection as Polish sentences; after the end all of them mean that the time has passed."""
        try:
            yield
        except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
            if self._passed or isinstance(error, TimeoutError):
                raise Unreadable(limits.FETCH_SECONDS.message) from error
            if isinstance(error, ssl.SSLCertVerificationError):
                raise Unreadable(
                    "Certyfikat strony jest nieprawidłowy. Sprawdź adres albo zapisz stronę z przeglądarki."
                ) from error
            raise Unreadable(_BROKEN_OFF) from error
        if self._passed:
            # A socket that was shut looks like an answer that has ended.
            raise Unreadable(limits.FETCH_SECONDS.message)

    def _shut(self) -> None:
        with self._lock:
            self._passed = True
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

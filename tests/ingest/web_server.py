"""A server on this machine that answers as a test says, and the way to it that only a test takes."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ingest.errors import Unreadable
from ingest.public_addresses import public_addresses

HOST = "gmina.example"


@dataclass
class Site:
    """`pages` maps a path to what is sent for it: status, headers, body; or to a function that sends by itself.

    `asked` collects (path, headers in lower case) of every request.
    """

    port: int = 0
    pages: dict[str, tuple[int, dict[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]] = field(
        default_factory=dict
    )
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = HOST) -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Paths that were asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(site: Site, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Runs the site on a free port of the loopback address, over TLS when `tls` is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            if isinstance(self.request, ssl.SSLSocket):
                with suppress(OSError):  # the client may not like the certificate
                    self.request.do_handshake()
            super().setup()

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            page = site.pages.get(self.path, (404, {}, b"nie ma"))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def only_here(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """Leads the host of the tests to this machine; every other host is looked at as strictly as in earnest."""
    if host == HOST:
        return ("127.0.0.1",)
    return public_addresses(host, port, seconds, _literal)


def _literal(host: str, port: int, seconds: float) -> tuple[str, ...]:
    names = {"localhost": "127.0.0.1", "wewnetrzny.example": "10.0.0.7", "chmura.example": "169.254.169.254"}
    if host not in names and not host[0].isdigit() and ":" not in host:
        raise Unreadable(f"{host}: nie ma takiego serwera w testach")
    return (names.get(host, host),)

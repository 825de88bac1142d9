"""`praktyki serve`: the server of the pages and the API, on one address."""

from __future__ import annotations

import errno
import socket
from argparse import Namespace

import uvicorn

from search_api.app import create_app
from search_api.commands.failures import Failure
from search_api.preparing import prepare_apart
from search_api.settings import Settings, read_settings

BACKLOG = 2048
SECONDS_TO_FINISH = 5
ENCODED_CHARACTER = 12  # bytes of the longest character in an address: four of UTF-8, three signs each
REST_OF_HEAD = 65_536  # bytes for the other parameters and the headers


class Server(uvicorn.Server):
    """Says where it listens once it answers there, not before."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"Serwer działa: {self._address} (zatrzymasz go klawiszami Ctrl+C)", flush=True)


def run(arguments: Namespace) -> int:
    given = {name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name) is not None}
    settings = read_settings(given)
    # Bound first, so that a port in use is told at once, before any work.
    with _listening(settings) as listener:
        if arguments.prepare:
            prepare_apart(settings)
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        # No access log: an address holds the query, and queries are not kept with the addresses of those who ask.
        config = uvicorn.Config(
            create_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            # Whoever sends them, forwarding headers change neither the address nor the scheme of a request.
            proxy_headers=False,
            h11_max_incomplete_event_size=settings.max_query_chars * ENCODED_CHARACTER + REST_OF_HEAD,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        server = Server(config, f"http://{shown}:{port}")
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            # uvicorn has closed everything and passes the signal on; for a server it is the usual end.
            print("Serwer zatrzymany.")
        except SystemExit as error:
            # How uvicorn ends when the start fails; the reason is in its log.
            raise Failure(
                "Serwer nie wystartował. Uruchom „praktyki doctor”, żeby zobaczyć, co jest nie tak."
            ) from error
    return 0


def _listening(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (socket.gaierror, UnicodeError) as error:
        raise Failure(f"Nie ma adresu „{settings.host}”. Popraw --host albo PRAKTYKI_HOST.") from error
    family, kind, protocol, _, address = found[0]
    # The protocol is named because asyncio turns off Nagle's delay (40 ms an answer) only on sockets that name it.
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise Failure(
                f"Ten komputer nie ma adresu „{settings.host}”. Popraw --host albo PRAKTYKI_HOST, na przykład 127.0.0.1."
            ) from error
        raise Failure(
            f"Nie można słuchać na {settings.host}:{settings.port}: port jest zajęty albo niedozwolony. "
            "Wybierz inny: praktyki serve --port 8001."
        ) from error
    return listener

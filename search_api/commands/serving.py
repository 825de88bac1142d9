"""`praktyki serve`: the server of the pages and the API, on one address."""

from __future__ import annotations

import errno
import socket
from argparse import Namespace
from types import FrameType

import uvicorn

from search_api.app import create_app
from search_api.commands.failures import Failure
from search_api.commands.preparing import prepare_apart
from search_api.limits.connections import connection_class
from search_api.operation.logs import configure
from search_api.operation.service_manager import READY, STOPPING, notify
from search_api.operation.stopping import Stopping
from search_api.settings import Settings, read_settings

BACKLOG = 2048


class Server(uvicorn.Server):
    """Says where it listens once it answers there, not before; stops in order.

    At the signal readiness turns false; new requests are still taken for `delay` seconds, so that whoever sends them has time to
    see it; then none is taken, those at work end, and the program closes. A second signal shortens the wait, a third one
    from the keyboard ends it at once.
    """

    def __init__(
        self, config: uvicorn.Config, address: str, stopping: Stopping | None = None, delay: float = 0.0
    ) -> None:
        super().__init__(config)
        self._address = address
        self._stopping = stopping or Stopping()
        self._delay = delay

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        first = not self._stopping.begun
        self._stopping.begin()
        if first and self._delay > 0:
            self._captured_signals.append(sig)
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        if self._stopping.begun and self._stopping.lasts() >= self._delay:
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        notify(STOPPING)
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            notify(READY)
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
        configure(settings.log_format, settings.log_level)
        app = create_app(settings)
        # No access log of uvicorn: an address holds the query, and queries are not kept with the addresses of those who ask.
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            # search_api/client_address.py reads what trusted proxies say.
            proxy_headers=False,
            http=connection_class(settings),
            h11_max_incomplete_event_size=settings.head_bytes,
            timeout_keep_alive=settings.keep_alive_seconds,
            timeout_graceful_shutdown=settings.stop_seconds,
        )
        server = Server(config, f"http://{shown}:{port}", app.state.stopping, settings.stop_delay_seconds)
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

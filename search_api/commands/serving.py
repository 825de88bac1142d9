"""`praktyki serve`: the server of the pages and the API, on one address."""

from __future__ import annotations

import socket
from argparse import Namespace

import uvicorn

from search_api.app import create_app
from search_api.commands.failures import Failure
from search_api.preparing import prepare
from search_api.settings import Settings, read_settings

BACKLOG = 2048
SECONDS_TO_FINISH = 5


def run(arguments: Namespace) -> int:
    given = {name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name) is not None}
    settings = read_settings(given)
    # Bound first, so that a port in use is told at once, before any work.
    with _listening(settings) as listener:
        if arguments.prepare:
            prepare(settings, print)
        host, port = listener.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        print(f"Serwer działa: http://{shown}:{port} (zatrzymasz go klawiszami Ctrl+C)", flush=True)
        # No access log: an address holds the query, and queries are not kept with the addresses of those who ask.
        config = uvicorn.Config(
            create_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            # uvicorn has closed everything and passes the signal on; for a server it is the usual end.
            print("Serwer zatrzymany.")
    return 0


def _listening(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except socket.gaierror as error:
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
        raise Failure(
            f"Nie można słuchać na {settings.host}:{settings.port}: port jest zajęty albo niedozwolony. "
            "Wybierz inny: praktyki serve --port 8001."
        ) from error
    return listener

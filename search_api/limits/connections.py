"""Connections: how many may be open, how long the head of a request may take, and what a request that is none is told.

uvicorn waits for the first request of a connection without end, so a client that sends the headers byte by byte, or nothing,
would hold a connection as long as it likes.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from search_api.client_address import address_of, is_in, key_of_address
from search_api.contract.search import ProblemOut
from search_api.limit_settings import networks
from search_api.problems import BUSY, MEDIA_TYPE, UNREADABLE_HEAD, ProblemKind
from search_api.security import HEADERS
from search_api.settings import Settings

RETRY_SECONDS = 5
LINGER_SECONDS = 2
FULL = "Serwer ma teraz za dużo otwartych połączeń. Spróbuj jeszcze raz za chwilę."


class Connection(H11Protocol):
    """One connection under the limits of `settings`, which `connection_class` sets."""

    settings: Settings

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._patience: asyncio.TimerHandle | None = None
        self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a request, or turns the connection away where there are too many."""
        super().connection_made(transport)
        if self._is_one_too_many():
            self._refuse(BUSY, FULL, (b"retry-after", str(RETRY_SECONDS).encode()))
        else:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends the wait."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A whole head ends the wait; the first bytes of the next one begin it anew."""
        if self._refused or self.transport.is_closing():
            return
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._stop_waiting()
        elif self._patience is None and (self.cycle is None or self.cycle.response_complete):
            self._wait_for_head()

    def shutdown(self) -> None:
        """The server stops."""
        if self._refused:
            self.transport.close()
        else:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (English, and about the protocol)
        """What h11 cannot read as a request, a head that is too long among it."""
        self._refuse(UNREADABLE_HEAD, UNREADABLE_HEAD.advice)

    def _is_one_too_many(self) -> bool:
        if len(self.connections) > self.settings.max_connections:
            return True
        peer = address_of(self.client[0]) if self.client else None
        if peer is None or is_in(peer, networks(self.settings.trusted_proxies)):
            return False
        own = key_of_address(peer)
        others = (getattr(other, "client", None) for other in self.connections)
        found = (address_of(other[0]) for other in others if other)
        of_one = sum(1 for other in found if other is not None and key_of_address(other) == own)
        return of_one > self.settings.max_connections_per_client

    def _wait_for_head(self) -> None:
        self._patience = self.loop.call_later(self.settings.head_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _refuse(self, kind: ProblemKind, detail: str, *more: tuple[bytes, bytes]) -> None:
        body = ProblemOut(
            type=f"/api#{kind.code}", title=kind.title, status=kind.status, detail=detail, instance="", errors=[]
        )
        content = body.model_dump_json().encode()
        headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
        headers += [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(content)).encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
            *more,
        ]
        for event in (
            h11.Response(status_code=kind.status, headers=headers),
            h11.Data(data=content),
            h11.EndOfMessage(),
        ):
            self.transport.write(self.conn.send(event) or b"")
        # What is still on its way is thrown away for a while: closing at once would reset the connection, and the client
        # would never see the answer.
        self._refused = True
        self._stop_waiting()
        self._patience = self.loop.call_later(LINGER_SECONDS, self.transport.close)


def connection_class(settings: Settings) -> type[Connection]:
    """The class of connections for uvicorn's `http`, under these limits."""
    return type("LimitedConnection", (Connection,), {"settings": settings})

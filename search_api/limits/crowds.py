"""How many requests may be under way at once, of all clients and of one, from their first byte to the end of their work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.client_address import limited_as
from search_api.limit_settings import Network
from search_api.limits.rates import is_exempt
from search_api.limits.telling import is_free, refuse
from search_api.problems import BUSY, TOO_MANY

RETRY_SECONDS = 5
FULL = "Serwer ma teraz za dużo pracy. Spróbuj jeszcze raz za chwilę."
MANY_OF_ONE = "Z tego adresu przyszło {most} żądań, na które jeszcze odpowiadamy. Spróbuj jeszcze raz za chwilę."


class CrowdLimit:
    """Answers 503 when `most` requests are under way, and 429 to a client that has `of_one` of them."""

    def __init__(self, app: ASGIApp, most: int, of_one: int, exempt: Sequence[Network]) -> None:
        self.app = app
        self.most = most
        self.of_one = of_one
        self.exempt = tuple(exempt)
        self.clients: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_free(scope["path"]):
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        client = limited_as(connection)
        if self.clients.total() >= self.most:
            await refuse(scope, receive, send, BUSY, FULL, retry_after=RETRY_SECONDS, close=True)
            return
        if self.clients[client] >= self.of_one and not is_exempt(connection, self.exempt):
            detail = MANY_OF_ONE.format(most=self.of_one)
            await refuse(scope, receive, send, TOO_MANY, detail, retry_after=1, close=True)
            return
        self.clients[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]

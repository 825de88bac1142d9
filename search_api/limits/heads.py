"""How long an address and how many headers a request may have."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.limits.telling import refuse
from search_api.problems import LONG_ADDRESS, MANY_HEADERS

ADDRESS = "Adres ma {found} bajtów, a może mieć najwyżej {most}. Długi opis potrzeby wyślij metodą POST."
HEADERS = "Żądanie ma {found} nagłówków, a może mieć najwyżej {most}."


class HeadLimit:
    """Answers 414 to an address of more than `address_bytes`, and 431 to more than `headers` headers."""

    def __init__(self, app: ASGIApp, address_bytes: int, headers: int) -> None:
        self.app = app
        self.address_bytes = address_bytes
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            long = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
            many = len(scope["headers"])
            if long > self.address_bytes:
                # A page of this error must not hold the address a second time.
                short = {**scope, "query_string": b""}
                detail = ADDRESS.format(found=long, most=self.address_bytes)
                await refuse(short, receive, send, LONG_ADDRESS, detail, close=True)
                return
            if many > self.headers:
                detail = HEADERS.format(found=many, most=self.headers)
                await refuse(scope, receive, send, MANY_HEADERS, detail, close=True)
                return
        await self.app(scope, receive, send)

"""What every response carries and what no request may exceed: security headers, a limit on bodies, HEAD for every GET."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Queries stand in addresses: they must not reach the sites of the sources.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds HEADERS to every response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


class HeadAsGet:
    """Answers HEAD as GET without the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, without_body)


class BodyLimit:
    """Refuses a request body of more than `max_bytes` with 413, by its declared or by its real size.

    Forms with files may hold `upload_bytes` more on the paths of `uploads`.
    """

    def __init__(self, app: ASGIApp, max_bytes: int, uploads: Collection[str] = (), upload_bytes: int = 0) -> None:
        self.app = app
        self.max_bytes = max_bytes
        self.uploads = frozenset(uploads)
        self.upload_bytes = upload_bytes

    def most(self, scope: Scope) -> int:
        """The largest body of this request, bytes."""
        if scope["type"] != "http" or scope["path"] not in self.uploads:
            return self.max_bytes
        with_files = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        return self.max_bytes + (self.upload_bytes if with_files else 0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received = 0
        most = self.most(scope)
        declared = Headers(scope=scope).get("content-length", "") if scope["type"] == "http" else ""

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most or (declared.isdecimal() and int(declared) > most):
                raise HTTPException(413)
            return message

        await self.app(scope, counted, send)

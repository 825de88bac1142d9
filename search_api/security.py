"""What every answer carries: headers that bound what a browser does with it. And HEAD for every GET, and compression."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.access.signed_in import SESSION_COOKIE

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # For browsers that do not know frame-ancestors. No page is made to be framed.
    "X-Frame-Options": "DENY",
    # Queries stand in addresses: they must not reach the sites of the sources.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# A year, as RFC 6797 (11.4.2) suggests; other names of the operator's domain are none of ours, so no includeSubDomains.
HSTS = "max-age=31536000"
RETRY_SECONDS = 30
PUBLIC = "/static/"
SMALLEST_COMPRESSED = 1000  # bytes
COMPRESSION = 5
# Office files are packed already.
PACKED = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def headers_of(scope: Scope, *, public_https: bool) -> dict[str, str]:
    """The headers of an answer to this request. `public_https`: the site is reached by https, whatever this connection is."""
    if public_https or scope.get("scheme") == "https":
        return {**HEADERS, "Strict-Transport-Security": HSTS}
    return HEADERS


def is_public_https(public_address: str | None) -> bool:
    """Whether the address of the site that is set begins with https."""
    return urlsplit(public_address or "").scheme == "https"


def has_session(scope: Scope) -> bool:
    """Whether the request carries the cookie of a session, valid or not."""
    return any(name == b"cookie" and f"{SESSION_COOKIE}=".encode() in value for name, value in scope["headers"])


class SecurityHeaders:
    """Adds the headers to every answer, and says who may keep it.

    What somebody with a session or a key sees, and every refusal, is kept by nobody (no-store). What says nothing about it
    itself is asked for again each time (no-cache). A 503 always says when to come back.
    """

    def __init__(self, app: ASGIApp, *, public_https: bool) -> None:
        self.app = app
        self.public_https = public_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(headers_of(scope, public_https=self.public_https))
                if message["status"] >= 400 or _is_private(scope):
                    headers["Cache-Control"] = "no-store"
                headers.setdefault("Cache-Control", "no-cache")
                if message["status"] == 503:
                    headers.setdefault("Retry-After", str(RETRY_SECONDS))
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


class Compression:
    """Compresses answers with gzip, but none that a session has part in.

    The length of a compressed page tells how much of what an attacker put into its address stands in the page already
    (BREACH, 2013). The one secret of our pages is the token of the forms of a session, so pages of a session stay as they are.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.compressing = GZipMiddleware(
            app,
            minimum_size=SMALLEST_COMPRESSED,
            compresslevel=COMPRESSION,
            exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, *PACKED),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self.app if scope["type"] != "http" or _is_private(scope) else self.compressing
        await chosen(scope, receive, send)


def _is_private(scope: Scope) -> bool:
    if scope["path"].startswith(PUBLIC):
        return False
    return has_session(scope) or "authorization" in Headers(scope=scope)

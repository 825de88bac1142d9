"""How large a body may be and how long it may take to come. It is complete before anything works on the request.

So a client that sends one byte a second (slowloris) holds neither a thread nor a turn; what has come lies in memory up to
IN_MEMORY bytes and in a file without a name beyond.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.limits.telling import refuse
from search_api.problems import BUSY, SLOW_BODY, TOO_LARGE

IN_MEMORY = 65_536  # bytes of one body
CHUNK = 65_536
DRAINED = 10  # times the limit: a larger body is not read to its end only to be refused
WAITING_UPLOADS = 6  # besides those that are read
UPLOAD_RETRY_SECONDS = 30
LARGE = "Treść żądania ma więcej niż {most} bajtów. Skróć ją albo podziel na części."
SLOW = "Treść żądania nie doszła w całości na czas. Sprawdź połączenie i wyślij ją jeszcze raz."
UPLOADS = "Wiele osób wysyła teraz pliki. Spróbuj jeszcze raz za chwilę."
_BODILESS = ("GET", "HEAD", "OPTIONS", "TRACE")


@dataclass(frozen=True, slots=True)
class BodyRules:
    """`seconds` is the time for any body, `bytes_per_second` gives a large one more as it comes. Forms with a file may hold
    `upload_bytes` more on the paths of `uploads`, `uploads_at_once` of them being read at a time."""

    most_bytes: int
    upload_bytes: int
    uploads: Collection[str]
    uploads_at_once: int
    seconds: float
    bytes_per_second: int


def is_upload(scope: Scope, uploads: Collection[str]) -> bool:
    """Whether the request sends a form with files to a path that takes them."""
    declared = Headers(scope=scope).get("content-type", "")
    return scope["path"] in uploads and declared.startswith("multipart/form-data")


class BodyLimit:
    """Answers 413 to a body that is too large by its declared or its real size, 408 to one that does not come."""

    def __init__(self, app: ASGIApp, rules: BodyRules) -> None:
        self.app = app
        self.rules = rules
        self.uploading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _has_body(scope):
            await self.app(scope, receive, send)
        elif not is_upload(scope, self.rules.uploads):
            await self._with_body(scope, receive, send, self.rules.most_bytes)
        elif self.uploading >= self.rules.uploads_at_once + WAITING_UPLOADS:
            await refuse(scope, receive, send, BUSY, UPLOADS, retry_after=UPLOAD_RETRY_SECONDS, close=True)
        else:
            self.uploading += 1
            try:
                await self._with_body(scope, receive, send, self.rules.most_bytes + self.rules.upload_bytes)
            finally:
                self.uploading -= 1

    async def _with_body(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        declared = Headers(scope=scope).get("content-length", "")
        detail = LARGE.format(most=most)
        if declared.isdecimal() and int(declared[:20]) > most:
            if int(declared[:20]) <= most * DRAINED and "expect" not in Headers(scope=scope):
                await self._drain(receive)
            await refuse(scope, receive, send, TOO_LARGE, detail, close=True)
            return
        with SpooledTemporaryFile(max_size=IN_MEMORY) as kept:
            try:
                whole = await self._kept(receive, kept, most)
            except TimeoutError:
                await refuse(scope, receive, send, SLOW_BODY, SLOW, close=True)
                return
            except _TooLarge:
                await refuse(scope, receive, send, TOO_LARGE, detail, close=True)
                return
            if whole:
                kept.seek(0)
                await self.app(scope, _replayed(kept, receive), send)

    async def _drain(self, receive: Receive) -> None:
        """Throws the body away: a browser shows no answer before it has sent all of it, only that the connection broke."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.rules.seconds):
                while (message := await receive())["type"] == "http.request" and message.get("more_body", False):
                    pass

    async def _kept(self, receive: Receive, kept: IO[bytes], most: int) -> bool:
        """Whether the body came to its end: not when the client has gone."""
        started = time.monotonic()
        received = 0
        while True:
            until = started + self.rules.seconds + received / self.rules.bytes_per_second
            async with asyncio.timeout(max(0.0, until - time.monotonic())):
                message = await receive()
            if message["type"] != "http.request":
                return False
            body = message.get("body", b"")
            received += len(body)
            if received > most:
                raise _TooLarge
            kept.write(body)
            if not message.get("more_body", False):
                return True


class _TooLarge(Exception):
    pass


def _has_body(scope: Scope) -> bool:
    if scope["method"] not in _BODILESS:
        return True
    headers = Headers(scope=scope)
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


def _replayed(kept: IO[bytes], receive: Receive) -> Receive:
    ended = False

    async def replay() -> Message:
        nonlocal ended
        if ended:
            return await receive()
        body = kept.read(CHUNK)
        ended = len(body) < CHUNK
        return {"type": "http.request", "body": body, "more_body": not ended}

    return replay

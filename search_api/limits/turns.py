"""How many requests are worked on at a time, and how long an answer may take.

A thread cannot be stopped from outside. So when the time of a request is over, the client gets its 503 and what goes on
behind it is thrown away, but the request keeps its turn until its work has really ended: the number of threads at work stays
bounded whatever they do. The work itself is bounded where it is done: by the length of a query, the rows of a file, the
seconds of a plan, the limits of the processes that read files.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.limits.bodies import is_upload
from search_api.limits.telling import is_free, refuse
from search_api.problems import BUSY, TOO_SLOW

NO_TURN = "Serwer ma teraz za dużo pracy i nie zajął się tym żądaniem na czas. Spróbuj jeszcze raz za chwilę."
OVER = "Odpowiedź nie powstała w ciągu {seconds:g} s. Zapytaj krócej albo o mniej naraz, lub spróbuj za chwilę."
RETRY_SECONDS = 10

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TurnRules:
    """`seconds` from the whole body to the first byte of the answer, `upload_seconds` where a file is sent to one of `uploads`."""

    at_work: int
    seconds: float
    upload_seconds: float
    uploads: Collection[str]


class TurnLimit:
    """Answers 503 with Retry-After to a request that gets no turn, or no answer, within its time."""

    def __init__(self, app: ASGIApp, rules: TurnRules) -> None:
        self.app = app
        self.rules = rules
        self.places = asyncio.Semaphore(rules.at_work)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_free(scope["path"]):
            await self.app(scope, receive, send)
            return
        seconds = self.rules.upload_seconds if is_upload(scope, self.rules.uploads) else self.rules.seconds
        until = asyncio.get_running_loop().time() + seconds
        try:
            async with asyncio.timeout_at(until):
                await self.places.acquire()
        except TimeoutError:
            await refuse(scope, receive, send, BUSY, NO_TURN, retry_after=RETRY_SECONDS)
            return
        await self._worked(scope, receive, send, seconds, until)

    async def _worked(self, scope: Scope, receive: Receive, send: Send, seconds: float, until: float) -> None:
        answered = _Answer(send)
        work = asyncio.create_task(self._work(scope, receive, answered))
        try:
            await asyncio.wait({work}, timeout=max(0.0, until - asyncio.get_running_loop().time()))
            if work.done() or answered.started:
                await work
                return
        except asyncio.CancelledError:
            work.cancel()
            raise
        answered.given_up = True
        await refuse(scope, receive, send, TOO_SLOW, OVER.format(seconds=seconds), retry_after=RETRY_SECONDS)

    async def _work(self, scope: Scope, receive: Receive, answered: _Answer) -> None:
        try:
            await self.app(scope, receive, answered.send)
        except Exception:
            if not answered.given_up:
                raise
            _log.exception("a request failed after its time was over")
        finally:
            self.places.release()


class _Answer:
    """Lets the messages of an answer through until it is given up."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.started = False
        self.given_up = False

    async def send(self, message: Message) -> None:
        if not self.given_up:
            self.started = True
            await self._send(message)

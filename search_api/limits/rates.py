"""How many requests a client may send: so many a minute in the long run, so many at once after a quiet time."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.client_address import address_of, is_forwarded_by_a_stranger, is_in, limited_as
from search_api.limit_settings import Network
from search_api.limits.telling import is_free, refuse
from search_api.problems import TOO_MANY

MOST_CLIENTS = 20_000
TOO_OFTEN = (
    "Z tego adresu przyszło za dużo żądań naraz. Następne przyjmiemy za {seconds} s. "
    "Program, który pyta wiele razy, niech robi przerwy."
)


class Rates:
    """The generic cell rate algorithm (ITU-T I.371): one number per client, when its requests would be worked off.

    `clock` gives seconds that never go back. Past MOST_CLIENTS the client that has been quiet longest is forgotten: whoever
    has that many addresses is not held by a limit per address anyway. Used from one event loop.
    """

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 60.0 / per_minute
        self._allowance = self._interval * (burst - 1)
        self._clock = clock
        self._worked_off: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._worked_off)

    def wait(self, client: str) -> int | None:
        """Counts a request of `client` and answers None, or in how many whole seconds the next is taken; that one is not
        counted."""
        now = self._clock()
        due = max(self._worked_off.get(client, now), now)
        if due - now > self._allowance:
            return max(1, math.ceil(due - now - self._allowance))
        self._worked_off[client] = due + self._interval
        self._worked_off.move_to_end(client)
        if len(self._worked_off) > MOST_CLIENTS:
            self._worked_off.popitem(last=False)
        return None


class RateLimit:
    """Answers 429 with Retry-After to whoever asks too often. `exempt` are networks that are not counted."""

    def __init__(self, app: ASGIApp, rates: Rates | None, exempt: Sequence[Network]) -> None:
        self.app = app
        self.rates = rates
        self.exempt = tuple(exempt)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.rates is not None and not is_free(scope["path"]):
            client = HTTPConnection(scope)
            if not is_exempt(client, self.exempt) and (wait := self.rates.wait(limited_as(client))):
                detail = TOO_OFTEN.format(seconds=wait)
                await refuse(scope, receive, send, TOO_MANY, detail, retry_after=wait, close=True)
                return
        await self.app(scope, receive, send)


def is_exempt(client: HTTPConnection, exempt: Sequence[Network]) -> bool:
    """Whether the client lies in an exempt network; one behind a proxy that is not trusted does not, as nobody knows who it is."""
    address = address_of(client.client.host) if client.client else None
    return address is not None and is_in(address, exempt) and not is_forwarded_by_a_stranger(client.scope)

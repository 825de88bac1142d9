"""How often one client may try something: a sliding window in memory, over a table that cannot grow without bound."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

MOST_CLIENTS = 10_000


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Whole seconds, 1 or more, after which the next attempt is let through."""

    seconds: int


class Limiter:
    """At most `limit` attempts of a client in any `window_seconds`. Usable from several threads.

    `clock` gives seconds that never go back. Past MOST_CLIENTS the client that has been quiet longest is forgotten: whoever
    has that many addresses is not held by a limit per address anyway.
    """

    def __init__(self, limit: int, window_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._window = window_seconds
        self._clock = clock
        self._attempts: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allow(self, client: str) -> RetryAfter | None:
        """Counts an attempt of `client` and answers None, or when to come back; an attempt turned away is not counted."""
        now = self._clock()
        with self._lock:
            found = self._attempts.setdefault(client, deque())
            self._attempts.move_to_end(client)
            while found and found[0] <= now - self._window:
                found.popleft()
            if len(found) >= self._limit:
                return RetryAfter(max(1, math.ceil(found[0] + self._window - now)))
            found.append(now)
            while len(self._attempts) > MOST_CLIENTS:
                self._attempts.popitem(last=False)
        return None

    def forgive(self, client: str) -> None:
        """Takes the latest attempt of `client` back: it succeeded. Counted first, so that attempts at once count too."""
        with self._lock:
            if found := self._attempts.get(client):
                found.pop()

"""Whether the server is about to stop: told to whoever sends it requests before it takes no more of them."""

from __future__ import annotations

import time


class Stopping:
    """Set once, by the server; read by readiness and by every answer."""

    def __init__(self) -> None:
        self._since: float | None = None

    @property
    def begun(self) -> bool:
        """True from the signal to stop on."""
        return self._since is not None

    def begin(self) -> None:
        """A second call changes nothing."""
        if self._since is None:
            self._since = time.monotonic()

    def lasts(self) -> float:
        """Seconds since the signal, 0 before it."""
        return 0.0 if self._since is None else time.monotonic() - self._since

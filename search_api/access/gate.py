"""The gate of one server: verifies keys, keeps sessions, counts what was refused. One object for the life of the application."""

from __future__ import annotations

import hashlib
import hmac
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.language import normalise
from search_api.access import audit, file, keys, sessions
from search_api.access.audit import Act
from search_api.access.errors import AccessError
from search_api.access.hashing import HashCost, Hasher
from search_api.access.keys import Key
from search_api.access.limiter import Limiter, RetryAfter
from search_api.access.sessions import Session, SessionLimits
from search_api.settings import Settings

# A key that was right is not hashed again for so long: a program that sends it with every request would cost 19 MiB and
# tens of milliseconds each time. Whether the key is still in use is read from the file every time.
REMEMBERED_S = 60.0
_MOST_REMEMBERED = 1000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GateRules:
    """What can be set: attempts that fail, per client and window, and how long sessions last."""

    attempts: int
    window_seconds: float
    sessions: SessionLimits


@dataclass(frozen=True, slots=True)
class _Remembered:
    digest: bytes
    stored: str
    until: float


def now_utc() -> datetime:
    """The time by the clock of this computer."""
    return datetime.now(UTC)


class Gate:
    """Usable from several threads. Methods that read the file raise AccessError; `clock` never goes back, `now` may."""

    def __init__(
        self,
        path: Path,
        rules: GateRules,
        *,
        cost: HashCost | None = None,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = now_utc,
    ) -> None:
        self.path = path
        self.rules = rules
        self.hasher = Hasher(cost)
        self._attempts = Limiter(rules.attempts, rules.window_seconds, clock)
        self._clock = clock
        self._now = now
        self._remembered: dict[str, _Remembered] = {}
        self._turned_away = 0
        self._lock = threading.Lock()

    def verify(self, text: str, client: str) -> Key | RetryAfter | None:
        """The valid key that `text` is; None when it is none; RetryAfter when `client` has failed too often.

        Raises HashingBusy. An id that nobody has, an ended key and a wrong secret cost the same: one Argon2 each.
        """
        key_id = keys.id_in(text)
        with file.opened_if_there(self.path) as connection:
            found = keys.find(connection, key_id) if connection and key_id else None
        if found and self._is_remembered(text, *found):
            return found[0]
        if wait := self._attempts.allow(client):
            with self._lock:
                self._turned_away += 1
            return wait
        if key_id is not None:
            right = self.hasher.is_right(text, found[1] if found else None)
            if found and right and found[0].is_valid(self._now()):
                self._attempts.forgive(client)
                self._remember(text, *found)
                return found[0]
        self._count_refused(1)
        return None

    def sign_in(self, key: Key, instead_of: str | None = None) -> str:
        """Begins a session of a verified key, for a cookie; ends that of the cookie `instead_of`."""
        with file.opened(self.path) as connection:
            if instead_of:
                sessions.end(connection, instead_of, self._now())
            return sessions.start(connection, key, self._now(), self.rules.sessions)

    def session(self, token: str) -> Session | None:
        """The session of a cookie, None when there is none (any more)."""
        with file.opened_if_there(self.path) as connection:
            if connection is None:
                return None
            return sessions.find(connection, token, self._now(), self.rules.sessions)

    def sign_out(self, token: str) -> None:
        """Ends the session of a cookie."""
        with file.opened_if_there(self.path) as connection:
            if connection:
                sessions.end(connection, token, self._now())

    def record(self, act: Act, key_name: str | None, subject: str) -> None:
        """Writes an act to the log. It has happened already, so a fault of the log is told on the log of the server only."""
        try:
            with file.opened(self.path) as connection, file.written(connection):
                audit.record(connection, act, self._now(), key_name=key_name, subject=subject)
        except AccessError as error:
            tell(error)

    def close(self) -> None:
        """Writes down what has been counted."""
        self._count_refused(0)

    def _is_remembered(self, text: str, key: Key, stored: str) -> bool:
        known = self._remembered.get(key.id)
        return (
            known is not None
            and known.until > self._clock()
            and known.stored == stored
            and hmac.compare_digest(known.digest, _digest(text))
            and key.is_valid(self._now())
        )

    def _remember(self, text: str, key: Key, stored: str) -> None:
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[key.id] = _Remembered(_digest(text), stored, self._clock() + REMEMBERED_S)

    def _count_refused(self, number: int) -> None:
        # Those that were turned away are written together with the next that was not: a flood writes nothing by itself.
        with self._lock:
            number, self._turned_away = number + self._turned_away, 0
        if not number:
            return
        try:
            with file.opened_if_there(self.path) as connection:
                if connection:
                    with file.written(connection):
                        audit.count_refused(connection, number, self._now())
        except AccessError as error:
            tell(error)


def tell(error: AccessError) -> None:
    """What went wrong in full, with the path of the file: for the log of the server and not for whoever asked."""
    _log.error("%s", normalise(str(error)))


def _digest(text: str) -> bytes:
    # The key itself is not kept in memory; 256 random bits cannot be guessed from their SHA-256.
    return hashlib.sha256(text.encode()).digest()


def gate_for(settings: Settings) -> Gate:
    """The gate of a data folder, with the limits that are set."""
    limits = SessionLimits(timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours))
    rules = GateRules(settings.key_attempts, settings.key_attempts_seconds, limits)
    return Gate(settings.data_dir / file.FILE_NAME, rules)

"""Time that tests move by hand, and keys that cost little."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from search_api.access import keys
from search_api.access.file import FILE_NAME, opened
from search_api.access.gate import Gate, GateRules
from search_api.access.hashing import HashCost, Hasher
from search_api.access.keys import Key, Scope
from search_api.access.sessions import SessionLimits

# The least that Argon2 takes: what a key costs is no matter of these tests.
CHEAP = HashCost(memory_kib=8, passes=1, lanes=1)
LIMITS = SessionLimits(idle=timedelta(minutes=30), longest=timedelta(hours=12))
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
CLIENT = "203.0.113.7"


@dataclass
class Clock:
    """Both clocks of a gate."""

    now: datetime = field(default=START)

    def seconds(self) -> float:
        return self.now.timestamp()

    def time(self) -> datetime:
        return self.now

    def pass_by(self, **given: float) -> None:
        self.now += timedelta(**given)


def gate_at(folder: Path, clock: Clock, *, attempts: int = 3, window: float = 60) -> Gate:
    """A gate over the file of keys of this folder."""
    rules = GateRules(attempts, window, LIMITS)
    return Gate(folder / FILE_NAME, rules, cost=CHEAP, clock=clock.seconds, now=clock.time)


def new_key(
    folder: Path,
    name: str = "Biuro",
    scopes: tuple[Scope, ...] = ("review",),
    *,
    days: int = 365,
    now: datetime = START,
) -> str:
    """A whole key that is kept in this folder, as `praktyki keys create` prints it."""
    key_id, text = keys.new_secret()
    with opened(folder / FILE_NAME) as connection:
        keys.add(connection, key_id, Hasher(CHEAP).hashed(text), name=name, scopes=scopes, days=days, now=now)
    return text


def revoke(folder: Path, name: str = "Biuro", now: datetime = START) -> Key:
    with opened(folder / FILE_NAME) as connection:
        return keys.revoke(connection, name, now)

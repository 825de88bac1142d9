"""Hashes of keys by Argon2id, at a cost that is bounded and does not tell which keys exist."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Memory that verifications may take together: this many times HashCost.memory_kib.
MOST_AT_ONCE = 2
LONGEST_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class HashCost:
    """Parameters of Argon2id. The defaults are the first choice of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes,
    1 lane. Keys are 256 random bits, so they would stand with less; the hash also guards whatever else may be made a key."""

    memory_kib: int = 19_456
    passes: int = 2
    lanes: int = 1


class HashingBusy(Exception):
    """Too many keys are being verified at this moment."""


class Hasher:
    """Makes and verifies hashes. `verified` counts the verifications begun: each costs the same, found or not."""

    def __init__(self, cost: HashCost | None = None) -> None:
        cost = cost or HashCost()
        self._argon2 = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes)
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._nobody: str | None = None
        self.verified = 0

    def hashed(self, key: str) -> str:
        """The hash of a key, with its salt and parameters."""
        return self._argon2.hash(key)

    def is_right(self, key: str, stored: str | None) -> bool:
        """Whether `stored` is the hash of `key`. None, for a key that nobody has, takes as long and is never right.

        Raises HashingBusy when others verify and no place becomes free within LONGEST_WAIT_S.
        """
        if not self._places.acquire(timeout=LONGEST_WAIT_S):
            raise HashingBusy
        try:
            self.verified += 1
            nobody = self._of_nobody()
            return self._verify(stored or nobody, key) and stored is not None
        finally:
            self._places.release()

    def _verify(self, stored: str, key: str) -> bool:
        try:
            return self._argon2.verify(stored, key)
        except (VerificationError, InvalidHashError):
            return False

    def _of_nobody(self) -> str:
        # Made with the first verification of whatever key, so that the first unknown one does not stand out.
        if self._nobody is None:
            self._nobody = self._argon2.hash("")
        return self._nobody

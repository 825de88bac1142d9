"""Stretches of a text that are taken: a quick answer to whether another one overlaps them, also among many thousands."""

from __future__ import annotations

import bisect
from collections.abc import Iterable


class Stretches:
    """Characters [start, end), joined where they overlap. Read-only."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Whether any character of [start, end) is taken."""
        at = bisect.bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start

    def hold(self, start: int, end: int) -> bool:
        """Whether one stretch holds all of [start, end)."""
        at = bisect.bisect_right(self._starts, start) - 1
        return at >= 0 and self._ends[at] >= end

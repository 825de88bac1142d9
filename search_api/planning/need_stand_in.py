"""The weight of a need that has none in a list that has some: the least one given, or a part of what percentages leave of 100."""

from __future__ import annotations

from collections.abc import Sequence

from search_api.planning.need import Assumed

LEAST_WEIGHT = 0.0001
_WHOLE = 100.0  # per cent


def stand_in(given: Sequence[float], without: int, *, percent: bool) -> tuple[float, Assumed]:
    """The weight of each of `without` needs beside those with the weights `given`, of which there is at least one."""
    least = max(round(min(given), 4), LEAST_WEIGHT)
    if not percent or not without:
        return least, "least"
    share = round((_WHOLE - sum(given)) / without, 4)
    return (share, "share") if share >= LEAST_WEIGHT else (least, "full")

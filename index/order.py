"""In which order the found records stand: best first, newest first, or nearest to a point first.

The order changes no score and finds no record more or less. Records of equal place keep the order of relevance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

OrderBy = Literal["relevance", "newest", "nearest"]


@dataclass(frozen=True, slots=True)
class Order:
    """`near` is (latitude, longitude) in degrees: hits then tell their distance, and "nearest" asks for it."""

    by: OrderBy = "relevance"
    near: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.by == "nearest" and self.near is None:
            raise ValueError("an order by distance asks for a point")


RELEVANCE = Order()


def ordered(groups: list[tuple[int, ...]], ranks: NDArray[np.floating]) -> list[tuple[int, ...]]:
    """Groups of record numbers by the least of `ranks` [records] at their first record; equal ones as they stood."""
    if not groups:
        return groups
    places = np.argsort(ranks[[group[0] for group in groups]], kind="stable")
    return [groups[place] for place in places]

"""One need or task of a person's list or document: what a plan is made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NeedKind = Literal["need", "task"]
# How a need that has no weight is counted in a list that has some: as the least of them; with an equal part of what the
# percentages leave of 100; as the least because they leave nothing.
Assumed = Literal["least", "share", "full"]


@dataclass(frozen=True, slots=True)
class NeedSource:
    """Where a need was found: the name of the document, its page (from 1, None where there are none), the heading above it,
    and the sentence word for word."""

    document: str
    page: int | None
    heading: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Need:
    """A need in the words of its author. `weight` is above 0, beside the weights of the other needs of the list; `assumed` tells
    how it was counted when nobody gave it."""

    text: str
    weight: float = 1.0
    kind: NeedKind = "need"
    source: NeedSource | None = None
    assumed: Assumed | None = None

"""Transformation matrices of PDF (ISO 32000-1, 8.3): six numbers, applied to row vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ingest.loaders.pdf_spans import OBLIQUE

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# A line may lean by so many degrees before it counts as standing askew.
_LEANING = 10


def matrix_of(numbers: Sequence[float]) -> Matrix | None:
    """The last six numbers as a matrix, None when there are fewer."""
    if len(numbers) < 6:
        return None
    a, b, c, d, e, f = numbers[-6:]
    return a, b, c, d, e, f


def product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second` (8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def direction_of(a: float, b: float) -> int:
    """The angle of a line that runs along (a, b): 0, 90, 180, 270, or OBLIQUE."""
    degrees = math.degrees(math.atan2(b, a))
    quarter = round(degrees / 90)
    return quarter % 4 * 90 if abs(degrees - 90 * quarter) <= _LEANING else OBLIQUE

from __future__ import annotations

import pytest

from corpus.geometry import distance_km


@pytest.mark.parametrize(
    ("start", "end", "kilometres"),
    [
        ((50.0971, 18.5418), (50.0971, 18.5418), 0.0),
        ((0.0, 0.0), (0.0, 180.0), 20015.1),  # half the equator of a sphere of the mean radius
        ((52.2298, 21.0118), (50.0614, 19.9366), 252.0),  # Warszawa, Kraków
    ],
)
def test_great_circle(start: tuple[float, float], end: tuple[float, float], kilometres: float) -> None:
    assert distance_km(*start, *end) == pytest.approx(kilometres, rel=2e-3)
    assert distance_km(*end, *start) == pytest.approx(distance_km(*start, *end))

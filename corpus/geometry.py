"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

EARTH_DIAMETER_KM = 2 * 6371.0088


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres of two points in degrees (haversine formula, mean radius of the Earth)."""
    half_lat, half_lon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    haversine = sin(half_lat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(half_lon) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, sqrt(haversine)))


def distances_km(lat: float, lon: float, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same from one point to each of `points` [n, 2], latitude and longitude in degrees."""
    lats, lons = np.radians(points[:, 0]), np.radians(points[:, 1])
    half_lat, half_lon = (lats - radians(lat)) / 2, (lons - radians(lon)) / 2
    haversine = np.sin(half_lat) ** 2 + cos(radians(lat)) * np.cos(lats) * np.sin(half_lon) ** 2
    return np.asarray(EARTH_DIAMETER_KM * np.arcsin(np.minimum(1.0, np.sqrt(haversine))))

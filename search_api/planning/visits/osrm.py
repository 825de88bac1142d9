"""Driving times from a server that speaks OSRM's table service, under limits of size and time; else estimates, and why.

The service: `GET {url}/table/v1/driving/{lon},{lat};...?annotations=duration,distance`, seconds and metres of a car
(https://project-osrm.org/docs/v5.24.0/api/#table-service). Only coordinates of towns are sent.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Annotated, Literal
from urllib.parse import urlsplit

import numpy as np
from pydantic import BaseModel, Field, ValidationError

from search_api.planning.visits.request import Means
from search_api.planning.visits.travel import Estimates, Spots, Square, Table, told_in_fives

SECONDS = 5.0  # for the whole answer
LARGEST_BYTES = 4_000_000  # 100 places, the most of a usual server, take some 200,000
# A car's times are too short for a bus: outside towns it may drive 70 where a car drives 90 (article 20 of the Road Traffic
# Act), in towns both drive alike. Half of the way by each: 1.15; a coach is slower on hills and narrow roads too.
SLOWER_THAN_A_CAR: Mapping[Means, float] = MappingProxyType({"coach": 1.25, "minibus": 1.15})
_PIECE_BYTES = 64 * 1024

# Codes of Table.note. The server: could not be reached; took too long; sent too much, no table, or not for every pair of places.
Note = Literal["routes_unreachable", "routes_slow", "routes_wrong", "routes_incomplete"]


class NoTable(Exception):
    """The server gave no table that can be used; `note` says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note)
        self.note = note


Seconds = Annotated[float, Field(ge=0, le=30 * 86_400, allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=0, le=100_000_000, allow_inf_nan=False)]


class _Answer(BaseModel):
    code: Literal["Ok"]
    durations: list[list[Seconds | None]]
    distances: list[list[Metres | None]]


@dataclass(frozen=True, slots=True)
class Osrm:
    """Travel by the routing server at `url` ("https://routes.example.org", with a path where it has one)."""

    url: str
    means: Means
    seconds: float = SECONDS
    largest_bytes: int = LARGEST_BYTES

    def table(self, spots: Spots) -> Table:
        """The server's table, slowed down for a bus; estimates with a note of what went wrong when it gives none."""
        try:
            km, minutes = self._read(self._asked(spots), len(spots))
        except NoTable as error:
            return replace(Estimates(self.means).table(spots), note=error.note)
        return told_in_fives(km, minutes * SLOWER_THAN_A_CAR[self.means], estimated=False)

    def _read(self, data: bytes, places: int) -> tuple[Square, Square]:
        try:
            answer = _Answer.model_validate_json(data)
        except ValidationError as error:
            raise NoTable("routes_wrong") from error
        for rows in (answer.durations, answer.distances):
            if len(rows) != places or any(len(row) != places for row in rows):
                raise NoTable("routes_wrong")
            if any(cell is None for row in rows for cell in row):
                raise NoTable("routes_incomplete")
        shape = (places, places)
        metres = np.array(answer.distances, dtype=np.float64).reshape(shape)
        return metres / 1000, np.array(answer.durations, dtype=np.float64).reshape(shape) / 60

    def _asked(self, spots: Spots) -> bytes:
        late = threading.Event()
        try:
            with self._connection() as connection, _deadline(connection, self.seconds, late):
                connection.request("GET", self._target(spots), headers={"Accept": "application/json"})
                with closing(connection.getresponse()) as response:
                    if response.status != http.HTTPStatus.OK:  # no redirect is followed: the operator set this server
                        raise NoTable("routes_wrong")
                    data = _up_to(response, self.largest_bytes)
        except TimeoutError as error:
            raise NoTable("routes_slow") from error
        except (OSError, http.client.HTTPException) as error:
            raise NoTable("routes_slow" if late.is_set() else _note_of(error)) from error
        if late.is_set():
            raise NoTable("routes_slow")
        return data

    def _target(self, spots: Spots) -> str:
        places = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in spots)
        return f"{urlsplit(self.url).path.rstrip('/')}/table/v1/driving/{places}?annotations=duration,distance"

    @contextmanager
    def _connection(self) -> Iterator[http.client.HTTPConnection]:
        parts = urlsplit(self.url)
        if parts.scheme == "https":
            secure = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.netloc, timeout=self.seconds, context=secure
            )
        else:
            connection = http.client.HTTPConnection(parts.netloc, timeout=self.seconds)
        with closing(connection):
            connection.connect()
            yield connection


def _note_of(error: OSError | http.client.HTTPException) -> Note:
    return "routes_wrong" if isinstance(error, http.client.HTTPException) else "routes_unreachable"


def _up_to(response: http.client.HTTPResponse, most: int) -> bytes:
    pieces, size = [], 0
    while piece := response.read(_PIECE_BYTES):
        size += len(piece)
        if size > most:
            raise NoTable("routes_wrong")
        pieces.append(piece)
    return b"".join(pieces)


@contextmanager
def _deadline(connection: http.client.HTTPConnection, seconds: float, late: threading.Event) -> Iterator[None]:
    """Ends the connection when its time is over: a socket's own limit begins anew with every byte."""
    socket_ = connection.sock

    def end() -> None:
        late.set()
        with suppress(OSError):
            socket_.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

"""Whether the server keeps what it should give back: descriptors, threads and memory over many requests and snapshot swaps.

The server is a process of its own, seen from outside (/proc). Two whole snapshots are published in turn, as a build publishes
one, so every swap opens and closes a searcher.
"""

from __future__ import annotations

import http.client
import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.cards import load_folder
from corpus.store import Store
from index import snapshot
from index.bench import sample_queries
from index.build import build
from index.encoders import load_encoder
from search_api.bench.mixed_requests import mixture, send
from search_api.bench.server import SERVE, BenchedServer, running

SAMPLES = 10  # states told, one after each tenth of the work
METHOD = (
    "a server process of its own; requests of the mixture of the load test, one after another, and swaps between two snapshots "
    "spread evenly over them. Memory is resident, descriptors without sockets"
)
_FOLLOW_SECONDS = 60.0
_CLOSING_SECONDS = 15.0
_SNAPSHOT = re.compile(r"/snapshots/[^/]+/")


class SwapNotFollowed(Exception):
    """The server did not take over a published snapshot in time."""


@dataclass(frozen=True, slots=True)
class State:
    """The server after so many requests; None where the system does not tell."""

    requests: int
    swaps: int
    descriptors: int | None
    threads: int | None
    memory_mb: float | None


@dataclass(frozen=True, slots=True)
class LeakFigures:
    """`states`: the first after the warm-up, the last at the end. `kept`: what descriptors lead to that are open at the end and
    were not, or fewer of them, after the warm-up; empty when nothing leaks."""

    states: tuple[State, ...]
    kept: tuple[str, ...]


def measure_leaks(
    data_dir: Path, cards: Path, *, requests: int, swaps: int, command: Sequence[str] = SERVE
) -> LeakFigures:
    """Serves a built data folder, in which another snapshot is built: give a copy. `cards` is a folder of the cards that it holds.

    Raises ServerDidNotStart, SwapNotFollowed and RequestFailed.
    """
    practices = list(load_folder(cards))
    queries, ids = sample_queries(practices), [practice.id for practice in practices]
    pair = _two_snapshots(data_dir)
    wanted = mixture(0, queries, ids)
    # Every kind of request and some swaps first: caches fill, threads of the pool start, code is loaded.
    warm_requests, warm_swaps = max(200, requests // 10), max(2, swaps // 10)
    with (
        running(data_dir, command, {"PRAKTYKI_RELOAD_SECONDS": "0.05"}) as server,
        closing(http.client.HTTPConnection(server.netloc, timeout=60)) as connection,
    ):
        server.wait_until_ready(connection)

        def work(number: int, turns: int) -> None:
            for done in range(number):
                send(connection, next(wanted))
                if (done + 1) * turns // number > done * turns // number:
                    _swap(data_dir, pair, connection)

        work(warm_requests, warm_swaps)
        first = _settled(server)
        states = [_state(server, 0, 0)]
        for part in range(1, SAMPLES + 1):
            work(
                requests * part // SAMPLES - requests * (part - 1) // SAMPLES,
                swaps * part // SAMPLES - swaps * (part - 1) // SAMPLES,
            )
            _settled(server)
            states.append(_state(server, requests * part // SAMPLES, swaps * part // SAMPLES))
        return LeakFigures(tuple(states), _kept(server, first))


def _two_snapshots(data_dir: Path) -> tuple[str, str]:
    first = snapshot.current(data_dir)
    with Store.open(data_dir / "store.sqlite3") as store:
        build(store, data_dir, encoder=load_encoder("own"))
    second = snapshot.current(data_dir)
    if first is None or second is None:
        raise snapshot.NoSnapshot(f"W folderze „{data_dir}” nie ma indeksu. Zbuduj go: praktyki build.")
    return first.name, second.name


def _swap(data_dir: Path, pair: tuple[str, str], connection: http.client.HTTPConnection) -> None:
    folder = data_dir / "snapshots"
    pointer = folder / "CURRENT"
    now = pointer.read_text(encoding="utf-8").strip()
    other = pair[1] if now == pair[0] else pair[0]
    new = folder / "CURRENT.new"
    new.write_text(other + "\n", encoding="utf-8")
    new.replace(pointer)
    until = time.monotonic() + _FOLLOW_SECONDS
    while time.monotonic() < until:
        connection.request("GET", "/api/v1/health")
        if json.loads(connection.getresponse().read())["snapshot"] == other:
            return
        time.sleep(0.01)
    raise SwapNotFollowed(other)


def _settled(server: BenchedServer) -> tuple[str, ...]:
    """The descriptors once they have stopped changing: the last searcher closes after the answer that used it."""
    found: list[tuple[str, ...]] = []
    for _ in range(100):
        found.append(_open_in(server))
        if len(found) > 5 and len(set(found[-5:])) == 1:
            break
        time.sleep(0.05)
    return found[-1]


def _kept(server: BenchedServer, first: Sequence[str]) -> tuple[str, ...]:
    """What is open beyond `first`, once what is about to close has had the time to."""
    until = time.monotonic() + _CLOSING_SECONDS
    while (kept := Counter(_settled(server)) - Counter(first)) and time.monotonic() < until:
        time.sleep(0.5)
    return tuple(kept.elements())


def _open_in(server: BenchedServer) -> tuple[str, ...]:
    """The descriptors; a file of one snapshot counts as that of another."""
    return tuple(sorted(_SNAPSHOT.sub("/snapshots/*/", one) for one in server.descriptors() or ()))


def _state(server: BenchedServer, requests: int, swaps: int) -> State:
    descriptors = server.descriptors()
    return State(
        requests, swaps, None if descriptors is None else len(descriptors), server.threads(), server.resident_mb()
    )

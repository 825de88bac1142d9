"""A server under load while its base changes: many clients at once, ingests and builds in processes of their own meanwhile."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import yaml

from corpus.cards import load_folder
from index.bench import Latency, sample_queries
from search_api.bench.mixed_requests import WEIGHTS, RequestFailed, mixture, send
from search_api.bench.server import BenchedServer, running

METHOD = (
    "a server process of its own, clients in another process on the same machine, each with one connection that it keeps and no "
    "pause between requests; meanwhile `praktyki ingest` of a changed card and `praktyki build` follow each other without a "
    "pause, each in a process of its own. A request has failed when there is no answer, another status than is due, or a body "
    "cut short"
)
_PATIENCE_SECONDS = 60.0
_MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """`failures` holds the first few of `failed`; `by_kind` milliseconds of each kind of request; memory in MB (10^6 bytes).
    `snapshots` counts those that searches came from."""

    clients: int
    seconds: float
    requests: int
    failed: int
    failures: tuple[str, ...]
    per_second: float
    all_ms: Latency
    by_kind: dict[str, Latency]
    ingests: int
    builds: int
    churn_failed: int
    snapshots: int
    memory_before_mb: float | None
    memory_after_mb: float | None


@dataclass
class _Tally:
    lock: threading.Lock = field(default_factory=threading.Lock)
    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    ingests: int = 0
    builds: int = 0
    churn_failed: int = 0


def measure_load(data_dir: Path, cards: Path, *, clients: int, seconds: float, churn: bool = True) -> LoadFigures:
    """Serves a built data folder, which changes meanwhile: give a copy. `cards` is a folder of the cards that it holds.

    Raises ServerDidNotStart.
    """
    practices = list(load_folder(cards))
    queries, ids = sample_queries(practices), [practice.id for practice in practices]
    tally, stop = _Tally(), threading.Event()
    with (
        running(data_dir) as server,
        closing(http.client.HTTPConnection(server.netloc, timeout=_PATIENCE_SECONDS)) as connection,
    ):
        server.wait_until_ready(connection)
        before, opened = server.resident_mb(), _opened(connection)
        threads = [
            threading.Thread(target=_visit, args=(server.netloc, number, queries, ids, tally, stop))
            for number in range(clients)
        ]
        if churn:
            threads.append(threading.Thread(target=_change, args=(data_dir, cards, tally, stop)))
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        stop.wait(seconds)
        stop.set()
        took = time.perf_counter() - start
        for thread in threads:
            thread.join()
        return _figures(clients, took, tally, _opened(connection) - opened + 1, before, server)


def _visit(
    netloc: str, seed: int, queries: Sequence[str], ids: Sequence[str], tally: _Tally, stop: threading.Event
) -> None:
    connection = http.client.HTTPConnection(netloc, timeout=_PATIENCE_SECONDS)
    for wanted in mixture(seed, queries, ids):
        start = time.perf_counter()
        try:
            send(connection, wanted)
        except RequestFailed as error:
            with tally.lock:
                tally.failures.append(str(error))
        else:
            took = 1000 * (time.perf_counter() - start)
            with tally.lock:
                tally.times[wanted.kind].append(took)
        if stop.is_set():
            connection.close()
            return


def _change(data_dir: Path, cards: Path, tally: _Tally, stop: threading.Event) -> None:
    """Changes one card, ingests, builds, over and over; what is at work when the time is up is finished."""
    changed = data_dir / "zmieniona.yaml"
    card: dict[str, Any] = yaml.safe_load(next(iter(sorted(cards.rglob("*.yaml")))).read_text(encoding="utf-8"))
    number = 0
    while not stop.is_set():
        number += 1
        changed.write_text(
            yaml.safe_dump({**card, "lessons": f"Wersja {number} tej karty."}, allow_unicode=True), encoding="utf-8"
        )
        ingested = _ran(data_dir, "ingest", str(changed))
        built = _ran(data_dir, "build")
        with tally.lock:
            tally.ingests += ingested
            tally.builds += built
            tally.churn_failed += (not ingested) + (not built)


def _ran(data_dir: Path, *arguments: str) -> bool:
    environment = {**os.environ, "PRAKTYKI_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "search_api.cli", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own command)
    return done.returncode == 0


def _opened(connection: http.client.HTTPConnection) -> int:
    connection.close()  # the server ends a connection that was quiet for a while
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    lines = (line.split() for line in text.splitlines() if line.startswith("praktyki_snapshots_opened_total "))
    return int(float(next(lines)[1]))


def _figures(
    clients: int, seconds: float, tally: _Tally, snapshots: int, before: float | None, server: BenchedServer
) -> LoadFigures:
    every = [one for times in tally.times.values() for one in times]
    return LoadFigures(
        clients=clients,
        seconds=seconds,
        requests=len(every) + len(tally.failures),
        failed=len(tally.failures),
        failures=tuple(tally.failures[:_MOST_TOLD]),
        per_second=len(every) / seconds,
        all_ms=_latency(every),
        by_kind={kind: _latency(tally.times[kind]) for kind in WEIGHTS if len(tally.times[kind]) > 1},
        ingests=tally.ingests,
        builds=tally.builds,
        churn_failed=tally.churn_failed,
        snapshots=snapshots,
        memory_before_mb=before,
        memory_after_mb=server.resident_mb(),
    )


def _latency(times: Sequence[float]) -> Latency:
    if len(times) < 2:
        return Latency(*[times[0] if times else 0.0] * 3)
    cuts = quantiles(times, n=100)
    return Latency(cuts[49], cuts[94], cuts[98])

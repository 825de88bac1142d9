"""Counts of one server for Prometheus: requests, searches, the snapshot that serves, the process itself.

No label comes from a request: routes are patterns, methods and codes are from fixed lists, so the number of series is bounded.
docs/operation.md lists all of them; a test compares.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from search_api.operation.observation import Observation, SearchEnd
from search_api.searching.shelf import NotReady, Shelf
from search_api.version import version

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """All counts of one application, in a registry of their own. Usable from several threads."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "praktyki_requests",
            "Requests by method, pattern of the route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "praktyki_request_seconds",
            "Time from the first byte of a request to the last of its answer.",
            ("route",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge("praktyki_requests_in_flight", "Requests at work.", registry=self.registry)
        self.sent = Counter("praktyki_sent_bytes", "Bytes of bodies of answers.", registry=self.registry)
        self.problems = Counter(
            "praktyki_problems",
            "Problems answered, by code: za-czesto and za-duze are refusals of a limit.",
            ("code",),
            registry=self.registry,
        )
        self.searches = Counter(
            "praktyki_searches",
            "Searches by their end: good, weak (nothing that fits well), none (no result), browse (no words).",
            ("end",),
            registry=self.registry,
        )
        for end in get_args(SearchEnd):
            self.searches.labels(end)  # told from the start, as 0
        ProcessCollector(registry=self.registry)

    def count(self, seen: Observation, route: str, seconds: float) -> None:
        """Counts one request that has ended; one that was cut off has the status "-"."""
        self.requests.labels(seen.method, route, str(seen.status or "-")).inc()
        self.seconds.labels(route).observe(seconds)
        self.sent.inc(seen.sent)
        if seen.problem is not None:
            self.problems.labels(seen.problem).inc()
        if seen.search is not None:
            self.searches.labels(seen.search).inc()

    def text(self, shelf: Shelf) -> bytes:
        """All counts in the text format of Prometheus, with what the shelf serves at this moment."""
        served = CollectorRegistry()
        served.register(ServedSnapshot(shelf))
        return generate_latest(self.registry) + generate_latest(served)


class ServedSnapshot(Collector):
    """What serves at the moment of the question."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def collect(self) -> Iterator[Metric]:
        yield InfoMetricFamily("praktyki_build", "Version of the program.", {"version": version()})
        yield GaugeMetricFamily("praktyki_threads", "Threads of the server.", threading.active_count())
        yield CounterMetricFamily(
            "praktyki_snapshots_opened", "Snapshots opened since the start.", self._shelf.opened_count
        )
        try:
            with self._shelf.lease() as engine:
                manifest, damage = engine.manifest, engine.damage
        except NotReady:
            yield GaugeMetricFamily("praktyki_ready", "1 when searches are answered.", 0)
            return
        yield GaugeMetricFamily("praktyki_ready", "1 when searches are answered.", 1)
        yield GaugeMetricFamily(
            "praktyki_snapshot_damaged",
            "1 when an earlier snapshot serves in place of a damaged one.",
            damage is not None,
        )
        yield GaugeMetricFamily(
            "praktyki_snapshot_behind",
            "1 when the newest snapshot cannot be opened or followed; the log and health say why.",
            self._shelf.reason is not None,
        )
        yield InfoMetricFamily(
            "praktyki_snapshot",
            "The snapshot that serves.",
            {"snapshot": manifest.snapshot, "encoder": manifest.encoder},
        )
        yield GaugeMetricFamily(
            "praktyki_snapshot_created_timestamp_seconds",
            "When it was built, Unix time.",
            datetime.fromisoformat(manifest.created).timestamp(),
        )
        records = GaugeMetricFamily("praktyki_records", "What it holds, by kind.", labels=("kind",))
        for kind, count in sorted(manifest.counts.items()):
            records.add_metric((kind,), count)
        yield records

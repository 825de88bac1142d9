"""Speed of the server as a client sees it: start time, memory, latency over HTTP, measured on a server process of its own."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from index.bench import LIMIT, Latency, latency
from search_api.bench.server import running


@dataclass(frozen=True, slots=True)
class ServingFigures:
    """`start_seconds` from the start of the process to the first ready answer; memory in MB (10^6 bytes), None where the
    system does not tell it."""

    start_seconds: float
    memory_after_start_mb: float | None
    memory_after_queries_mb: float | None
    api_ms: Latency
    page_ms: Latency


def measure_serving(data_dir: Path, queries: Sequence[str]) -> ServingFigures:
    """Starts `praktyki serve` over a built data folder on a free port, asks the queries one after another, stops it.

    Raises ServerDidNotStart.
    """
    with running(data_dir) as server, closing(http.client.HTTPConnection(server.netloc, timeout=30)) as connection:
        server.wait_until_ready(connection)
        started = time.perf_counter() - server.started
        before = server.resident_mb()
        api = latency(lambda query: _post(connection, query), queries)
        pages = latency(lambda query: _page(connection, query), queries)
        return ServingFigures(started, before, server.resident_mb(), api, pages)


def _post(connection: http.client.HTTPConnection, query: str) -> bytes:
    body = json.dumps({"query": query, "limit": LIMIT}).encode()
    connection.request("POST", "/api/v1/search", body, {"Content-Type": "application/json"})
    return connection.getresponse().read()


def _page(connection: http.client.HTTPConnection, query: str) -> bytes:
    connection.request("GET", f"/szukaj?{urlencode({'q': query})}")
    return connection.getresponse().read()

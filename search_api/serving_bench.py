"""Speed of the server as a client sees it: start time, memory, latency over HTTP, measured on a server process of its own."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from index.bench import LIMIT, Latency, latency

START_LIMIT_SECONDS = 120.0
_POLL_SECONDS = 0.02
_ADDRESS_PREFIX = "http://"


class ServerDidNotStart(Exception):
    """The server process ended or did not get ready in time; the message is Polish."""


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
    """Starts `praktyki serve` over a built data folder on a free port, asks the queries one after another, stops it."""
    start = time.perf_counter()
    with _server(data_dir) as (process, address):
        connection = http.client.HTTPConnection(address, timeout=30)
        _wait_until_ready(process, connection, start)
        started = time.perf_counter() - start
        before = _resident_mb(process.pid)
        api = latency(lambda query: _post(connection, query), queries)
        pages = latency(lambda query: _page(connection, query), queries)
        return ServingFigures(started, before, _resident_mb(process.pid), api, pages)


@contextmanager
def _server(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {**os.environ, "PRAKTYKI_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "search_api.cli", "serve", "--port", "0"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own command)
    try:
        line = process.stdout.readline() if process.stdout else ""
        address = next((word for word in line.split() if word.startswith(_ADDRESS_PREFIX)), None)
        if address is None:
            raise ServerDidNotStart(
                "Serwer nie wystartował. Uruchom „praktyki doctor”, żeby zobaczyć, co jest nie tak."
            )
        yield process, urlsplit(address).netloc
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _wait_until_ready(process: subprocess.Popen[str], connection: http.client.HTTPConnection, start: float) -> None:
    while time.perf_counter() - start < START_LIMIT_SECONDS and process.poll() is None:
        try:
            connection.request("GET", "/api/v1/health")
            if json.loads(connection.getresponse().read())["ready"]:
                return
        except OSError:
            connection.close()
        time.sleep(_POLL_SECONDS)
    raise ServerDidNotStart(f"Serwer nie był gotowy w ciągu {START_LIMIT_SECONDS:.0f} s.")


def _post(connection: http.client.HTTPConnection, query: str) -> bytes:
    body = json.dumps({"query": query, "limit": LIMIT}).encode()
    connection.request("POST", "/api/v1/search", body, {"Content-Type": "application/json"})
    return connection.getresponse().read()


def _page(connection: http.client.HTTPConnection, query: str) -> bytes:
    connection.request("GET", f"/szukaj?{urlencode({'q': query})}")
    return connection.getresponse().read()


def _resident_mb(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    kibibytes = next((line.split()[1] for line in lines if line.startswith("VmRSS:")), None)
    return None if kibibytes is None else int(kibibytes) * 1024 / 1e6

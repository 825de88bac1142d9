"""A server process of its own for a benchmark: started over a data folder, watched from outside, stopped."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

START_LIMIT_SECONDS = 120.0
SERVE = (sys.executable, "-m", "search_api.cli", "serve", "--port", "0")
_POLL_SECONDS = 0.02
_ADDRESS_PREFIX = "http://"


class ServerDidNotStart(Exception):
    """The server process ended or did not get ready in time; the message is Polish."""


@dataclass(frozen=True, slots=True)
class BenchedServer:
    """`netloc` is host and port; `started` the time of `perf_counter` at which its process was started."""

    process: subprocess.Popen[str]
    netloc: str
    started: float

    def wait_until_ready(self, connection: http.client.HTTPConnection) -> None:
        """Returns with the first answer that says so. Raises ServerDidNotStart."""
        while time.perf_counter() - self.started < START_LIMIT_SECONDS and self.process.poll() is None:
            try:
                connection.request("GET", "/api/v1/health")
                if json.loads(connection.getresponse().read())["ready"]:
                    return
            except OSError:
                connection.close()
            time.sleep(_POLL_SECONDS)
        raise ServerDidNotStart(f"Serwer nie był gotowy w ciągu {START_LIMIT_SECONDS:.0f} s.")

    def resident_mb(self) -> float | None:
        """Memory in MB (10^6 bytes), None where the system does not tell it."""
        kibibytes = self._status("VmRSS")
        return None if kibibytes is None else kibibytes * 1024 / 1e6

    def threads(self) -> int | None:
        """Number of threads, None where the system does not tell it."""
        return self._status("Threads")

    def descriptors(self) -> tuple[str, ...] | None:
        """What its open descriptors lead to, sorted, without sockets, which come and go; None where that is not told."""
        folder = Path(f"/proc/{self.process.pid}/fd")
        found: list[str] = []
        try:
            numbers = list(folder.iterdir())
        except OSError:
            return None
        for number in numbers:
            try:
                target = str(number.readlink())
            except OSError:
                continue  # closed meanwhile
            if not target.startswith("socket:"):
                found.append(target)
        return tuple(sorted(found))

    def _status(self, field: str) -> int | None:
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) for line in lines if line.startswith(f"{field}:")), None)


@contextmanager
def running(
    data_dir: Path, command: Sequence[str] = SERVE, settings: Mapping[str, str] | None = None
) -> Iterator[BenchedServer]:
    """Starts the command over the folder and ends it with the block. Raises ServerDidNotStart."""
    environment = {
        **os.environ,
        "PRAKTYKI_LOG_LEVEL": "warning",
        **(settings or {}),
        "PRAKTYKI_DATA_DIR": str(data_dir),
    }
    started = time.perf_counter()
    process = subprocess.Popen(list(command), env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own command)
    try:
        line = process.stdout.readline() if process.stdout else ""
        address = next((word for word in line.split() if word.startswith(_ADDRESS_PREFIX)), None)
        if address is None:
            raise ServerDidNotStart(
                "Serwer nie wystartował. Uruchom „praktyki doctor”, żeby zobaczyć, co jest nie tak."
            )
        yield BenchedServer(process, urlsplit(address).netloc, started)
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()

"""A server of its own under requests and changes of its base: nothing fails, nothing is kept, and a stop cuts nobody off.

Short runs; `praktyki bench --only load` and `--only leak` do it in full.
"""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from search_api.bench.leaks import measure_leaks
from search_api.bench.load import measure_load
from search_api.bench.mixed_requests import WEIGHTS, mixture
from search_api.bench.server import running
from search_api.commands.bench_reports import leak_lines, load_lines

# A server whose searchers leave one descriptor open each, as a forgotten close would.
LEAKING = """
import os, sys
from index.searcher import Searcher
close = Searcher.close
def leaking(self):
    os.open("/dev/zero", os.O_RDONLY)
    close(self)
Searcher.close = leaking
from search_api.cli import main
sys.exit(main(["serve", "--port", "0"]))
"""


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    shutil.copytree(built, folder)
    return folder


def test_no_request_fails_while_the_base_is_ingested_and_built_anew(data: Path, cards: Path) -> None:
    found = measure_load(data, cards, clients=6, seconds=4)

    assert found.failures == ()
    assert found.failed == 0
    assert found.requests > 6
    assert (found.ingests, found.churn_failed) == (found.builds, 0)
    assert found.builds >= 1
    told = "\n".join(load_lines(found))
    assert "failed                          0" in told


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors are counted in /proc")
def test_requests_and_swaps_leave_no_descriptor_open(data: Path, cards: Path) -> None:
    found = measure_leaks(data, cards, requests=150, swaps=8)

    assert found.kept == ()
    assert [state.swaps for state in found.states][-1] == 8
    assert "kept open: nothing" in "\n".join(leak_lines(found))


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors are counted in /proc")
def test_a_descriptor_that_is_left_open_at_each_swap_is_found(data: Path, cards: Path) -> None:
    found = measure_leaks(data, cards, requests=60, swaps=8, command=(sys.executable, "-c", LEAKING))

    assert found.kept.count("/dev/zero") == 8
    assert "kept open: /dev/zero" in "\n".join(leak_lines(found))


def test_the_mixture_is_the_same_each_time_and_holds_every_kind() -> None:
    def first(number: int, seed: int) -> list[str]:
        requests = mixture(seed, ["seniorzy na wsi"], ["a", "b"])
        return [repr(next(requests)) for _ in range(number)]

    assert first(50, 1) == first(50, 1) != first(50, 2)
    requests = mixture(0, ["seniorzy na wsi"], ["a", "b"])
    assert {next(requests).kind for _ in range(600)} == set(WEIGHTS)


class Visitors:
    """Clients that ask one after another until an answer sends them away, as a proxy does that is told to go elsewhere."""

    def __init__(self, netloc: str, number: int) -> None:
        self.answered = 0
        self.sent_away = 0
        self.failed: list[str] = []
        self._netloc = netloc
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._ask) for _ in range(number)]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while True:
            connection = http.client.HTTPConnection(self._netloc, timeout=30)
            try:
                connection.request("GET", "/szukaj?q=seniorzy+na+wsi")
                answer = connection.getresponse()
                body = answer.read()
                with self._lock:
                    self.answered += 1
                    if answer.status != 200 or b"</html>" not in body:
                        self.failed.append(str(answer.status))
                    if answer.getheader("connection") == "close":
                        self.sent_away += 1
                        return
            except (OSError, http.client.HTTPException) as error:
                with self._lock:
                    self.failed.append(repr(error))
                return
            finally:
                connection.close()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_stop_under_load_ends_every_request_and_readiness_turns_false_first(data: Path) -> None:
    with running(data, settings={"PRAKTYKI_STOP_DELAY_SECONDS": "3"}) as server:
        probe = http.client.HTTPConnection(server.netloc, timeout=30)
        server.wait_until_ready(probe)
        probe.close()
        visitors = Visitors(server.netloc, 6)
        while visitors.answered < 12:
            time.sleep(0.05)

        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        probe.request("GET", "/api/v1/health/ready")
        ready = probe.getresponse()
        told = ready.read().decode()
        probe.close()

        visitors.join()
        assert server.process.wait(30) in (0, -signal.SIGTERM)
    # Then it was said not to be ready while it still answered, and nobody who had been let in was cut off.
    assert (ready.status, ready.getheader("connection")) == (503, "close")
    assert "kończy pracę" in told
    assert visitors.sent_away == 6
    assert visitors.failed == []


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_the_service_manager_is_told_when_the_server_answers_and_when_it_stops(data: Path, tmp_path: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        address = tmp_path / "notify"
        manager.bind(str(address))
        manager.settimeout(60)
        with running(data, settings={"NOTIFY_SOCKET": str(address)}) as server:
            assert manager.recv(100) == b"READY=1"
            server.process.send_signal(signal.SIGTERM)
            assert manager.recv(100) == b"STOPPING=1"
            server.process.wait(30)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_the_log_of_a_service_is_json_and_holds_no_question(data: Path) -> None:
    environment = {**os.environ, "PRAKTYKI_DATA_DIR": str(data), "PRAKTYKI_LOG_LEVEL": "debug"}
    with subprocess.Popen(
        [sys.executable, "-m", "search_api.cli", "serve", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        netloc = process.stdout.readline().split("http://")[1].split()[0]
        connection = http.client.HTTPConnection(netloc, timeout=30)
        for target in ("/szukaj?q=tajnepytanie", "/api/v1/search?q=tajnepytanie", "/nie-ma/tajnepytanie"):
            connection.request("GET", target)
            connection.getresponse().read()
        connection.sock.sendall(b"tajnepytanie HTTP\r\n\r\n")
        time.sleep(0.2)
        connection.close()
        process.terminate()
        _, told = process.communicate(timeout=60)

    assert "tajnepytanie" not in told
    assert told.count('"message": "request"') == 3
    assert all(line.startswith("{") for line in told.splitlines()), told

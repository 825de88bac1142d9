"""Driving times from a routing server: what it tells is used, what it tells wrongly is not, and the table says so."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search_api.planning.visits.osrm import SLOWER_THAN_A_CAR, Osrm
from search_api.planning.visits.travel import Estimates
from search_api.settings import SettingsError, read_settings

PLACES = [(50.10, 18.54), (50.09, 18.22), (50.06, 19.94)]
SECONDS_BY_CAR = [[0, 1800, 4800], [1860, 0, 6000], [4800, 6060, 0]]
METRES = [[0, 27_400, 118_000], [27_900, 0, 140_000], [118_300, 140_100, 0]]
GOOD = json.dumps({"code": "Ok", "durations": SECONDS_BY_CAR, "distances": METRES}).encode()


@dataclass
class Server:
    """A routing server whose answer a test gives; `asked` are the targets of the requests that came."""

    answer: Callable[[BaseHTTPRequestHandler], None]
    asked: list[str] = field(default_factory=list)
    url: str = ""

    @contextmanager
    def running(self) -> Iterator[Server]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                pass  # a client that hung up is what some tests are about

        with Quiet(("127.0.0.1", 0), Handler) as http:
            self.url = f"http://127.0.0.1:{http.server_address[1]}"
            thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                http.shutdown()
                thread.join()


def answering(body: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def test_times_of_the_server_are_slowed_down_for_a_bus_and_are_no_estimates() -> None:
    with Server(answering(GOOD)).running() as server:
        table = Osrm(f"{server.url}/trasy", "coach").table(PLACES)

    # 1800 s by car are 30 min, 37.5 by coach, told as 40; the way back is longer and stays so.
    assert table.minutes.tolist() == [[0, 40, 100], [40, 0, 125], [100, 130, 0]]
    assert table.km[0].tolist() == [0.0, 27.4, 118.0]
    assert not table.estimated
    assert table.note is None
    assert server.asked == [
        "/trasy/table/v1/driving/18.540000,50.100000;18.220000,50.090000;19.940000,50.060000?annotations=duration,distance"
    ]


def test_a_minibus_is_slowed_down_less() -> None:
    assert 1 < SLOWER_THAN_A_CAR["minibus"] < SLOWER_THAN_A_CAR["coach"]


def with_cell(value: object) -> bytes:
    durations: list[list[object]] = [list(row) for row in SECONDS_BY_CAR]
    durations[0][1] = value
    return json.dumps({"code": "Ok", "durations": durations, "distances": METRES}).encode()


@pytest.mark.parametrize(
    ("body", "note"),
    [
        pytest.param(with_cell(None), "routes_incomplete", id="no way between two places"),
        pytest.param(with_cell(-60), "routes_wrong", id="negative"),
        pytest.param(with_cell(float("nan")), "routes_wrong", id="no number"),
        pytest.param(with_cell(1e300), "routes_wrong", id="longer than a month"),
        pytest.param(with_cell("krótko"), "routes_wrong", id="a word"),
        pytest.param(
            json.dumps({"code": "Ok", "durations": SECONDS_BY_CAR[:2], "distances": METRES}).encode(),
            "routes_wrong",
            id="a row too few",
        ),
        pytest.param(
            json.dumps({"code": "Ok", "durations": [row[:2] for row in SECONDS_BY_CAR], "distances": METRES}).encode(),
            "routes_wrong",
            id="a column too few",
        ),
        pytest.param(
            json.dumps({"code": "Ok", "durations": SECONDS_BY_CAR}).encode(), "routes_wrong", id="no kilometres"
        ),
        pytest.param(json.dumps({"code": "NoTable"}).encode(), "routes_wrong", id="its own error"),
        pytest.param(b"<html><body>Zaloguj si\xc4\x99</body></html>", "routes_wrong", id="a page"),
        pytest.param(b"", "routes_wrong", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "routes_wrong", id="bytes"),
        pytest.param(b"[" * 200_000, "routes_wrong", id="deep"),
        pytest.param(b'{"code": "Ok", "durations": ' + b"9" * 100_000 + b"}", "routes_wrong", id="a huge number"),
        pytest.param(b" " * 4_100_000, "routes_wrong", id="too large"),
    ],
)
def test_an_odd_answer_is_not_used_and_the_table_says_why(body: bytes, note: str) -> None:
    with Server(answering(body)).running() as server:
        table = Osrm(server.url, "coach").table(PLACES)

    assert table.note == note
    assert table.estimated
    assert (table.minutes == Estimates("coach").table(PLACES).minutes).all()


@pytest.mark.parametrize("status", [204, 400, 429, 500])
def test_an_error_of_the_server_is_not_used(status: int) -> None:
    with Server(answering(GOOD if status != 204 else b"", status)).running() as server:
        assert Osrm(server.url, "coach").table(PLACES).note == "routes_wrong"


def test_no_redirect_is_followed() -> None:
    with (
        Server(answering(GOOD)).running() as other,
        Server(answering(b"", 302, Location=other.url)).running() as server,
    ):
        table = Osrm(server.url, "coach").table(PLACES)

    assert table.note == "routes_wrong"
    assert not other.asked


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"

    table = Osrm(url, "coach").table(PLACES)

    assert table.note == "routes_unreachable"
    assert table.estimated


def test_a_server_that_never_answers() -> None:
    released = threading.Event()

    def wait(_: BaseHTTPRequestHandler) -> None:
        released.wait(20)

    with Server(wait).running() as server:
        table = Osrm(server.url, "coach", seconds=0.2).table(PLACES)
        released.set()

    assert table.note == "routes_slow"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_answers_drop_by_drop(part: str) -> None:
    released = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        if part == "body":
            handler.send_response(200)
            handler.send_header("Content-Length", "1000000")
            handler.end_headers()
        while not released.is_set():
            handler.wfile.write(b" " if part == "body" else b"HTTP/1.1 200 OK\r\nX-Drop: 1\r\n"[:1])
            handler.wfile.flush()
            time.sleep(0.02)

    with Server(drip).running() as server:
        table = Osrm(server.url, "coach", seconds=0.3).table(PLACES)
        released.set()

    assert table.note == "routes_slow"


def test_a_server_that_breaks_off() -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        handler.wfile.write(GOOD[: len(GOOD) // 2])
        handler.connection.shutdown(socket.SHUT_RDWR)

    with Server(broken).running() as server:
        assert Osrm(server.url, "coach").table(PLACES).note == "routes_wrong"


@pytest.mark.parametrize(
    "address", ["ftp://trasy.example.org", "https://t.example.org/?a=1", "http://a:b@t", "http://t:0"]
)
def test_an_address_that_is_no_server_is_refused_by_the_settings(address: str) -> None:
    with pytest.raises(SettingsError, match="Wpisz adres serwera"):
        read_settings({"routes_url": address})


def test_the_address_may_have_a_port_and_a_path_or_be_empty() -> None:
    assert read_settings({"routes_url": "http://127.0.0.1:5000/osrm/"}).routes_url == "http://127.0.0.1:5000/osrm"
    assert read_settings({"routes_url": " "}).routes_url is None

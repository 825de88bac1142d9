"""Connections of the server as it is started: slow ones, too many, and what is no request at all."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.search_api.access.test_served import served

MOST = 20
PATIENCE = 60  # seconds that no test waits


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A server that waits half a second for the head of a request and takes MOST connections."""
    limits = {"PRAKTYKI_HEAD_SECONDS": "0.5", "PRAKTYKI_BODY_SECONDS": "0.5", "PRAKTYKI_MAX_CONNECTIONS": str(MOST)}
    with served(tmp_path_factory.mktemp("var"), **limits) as address:
        host, _, port = address.rpartition(":")
        yield host, int(port)


def told(server: tuple[str, int], sent: bytes) -> bytes:
    """All that the server answers until it closes the connection."""
    with socket.create_connection(server, PATIENCE) as connection:
        connection.sendall(sent)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "])
def test_a_head_that_does_not_come_is_not_waited_for(server: tuple[str, int], sent: bytes) -> None:
    assert told(server, sent) == b""


def test_a_head_that_does_not_come_after_a_whole_request_is_not_waited_for_either(server: tuple[str, int]) -> None:
    whole = b"GET /api/v1/health/live HTTP/1.1\r\nHost: a\r\n\r\n"

    answer = told(server, whole + b"GET / HT")

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.count(b"HTTP/1.1") == 1


def test_a_body_that_does_not_come_is_told_so(server: tuple[str, int]) -> None:
    head = b"POST /api/v1/search HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"

    assert told(server, head + b"{").startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX y: z\r\n\r\n",
        b"GET /?q=" + b"a" * 400_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    ids=["TLS", "two lengths", "a name with a space", "a head without end"],
)
def test_what_is_no_request_gets_a_problem_with_all_headers(server: tuple[str, int], sent: bytes) -> None:
    head, _, body = told(server, sent).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400")
    assert b"content-type: application/problem+json" in head
    assert b"x-content-type-options: nosniff" in head
    assert b"server:" not in head.lower()
    assert json.loads(body)["type"] == "/api#nieczytelne"


def test_one_connection_too_many_is_told_to_come_back_and_the_next_are_served(server: tuple[str, int]) -> None:
    ask = b"GET /api/v1/health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(MOST):
            stack.enter_context(socket.create_connection(server, PATIENCE))

        refused = told(server, ask)

    assert refused.startswith(b"HTTP/1.1 503")
    assert b"retry-after: 5" in refused
    for _ in range(100):
        if told(server, ask).startswith(b"HTTP/1.1 200"):
            return
    pytest.fail("the server does not serve again")

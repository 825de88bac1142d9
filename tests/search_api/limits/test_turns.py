"""So many requests are worked on at a time, so long; the rest wait, and are told to come back when that takes too long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.search_api.limits.asking import BROWSER, OFFICE, STRANGER, app_under, client_at

LONG = 30.0  # seconds that no test waits
SHORT = 0.2


class Work:
    """A route that goes on until it is let go; `begun` are the threads that came so far."""

    def __init__(self, app: FastAPI) -> None:
        self.released = threading.Event()
        self.begun = threading.Semaphore(0)
        self.ended = threading.Semaphore(0)

        @app.get("/api/v1/praca")
        def work() -> dict[str, str]:
            self.begun.release()
            assert self.released.wait(LONG)
            self.ended.release()
            return {"praca": "zrobiona"}


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as running:
        yield running


def test_an_answer_that_takes_too_long_is_a_503_and_keeps_its_turn_until_the_work_ends(
    tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    app = app_under(tmp_path, request_seconds=SHORT, max_at_work=1)
    work = Work(app)
    with client_at(app, STRANGER) as client:
        late = client.get("/api/v1/praca")
        assert late.status_code == 503
        assert late.json()["type"] == "/api#za-dlugo"
        assert int(late.headers["retry-after"]) >= 1

        # The thread cannot be stopped: nobody else gets its turn, they are told so in time
        waiting = client.get("/szukaj", headers=BROWSER)
        assert waiting.status_code == 503
        assert "nie zajął się tym żądaniem na czas" in waiting.text
        assert int(waiting.headers["retry-after"]) >= 1
        assert client.get("/api/v1/health").status_code == 200

        work.released.set()
        assert work.ended.acquire(timeout=LONG)
        assert client.get("/api/v1/praca").json() == {"praca": "zrobiona"}


def test_those_that_wait_get_their_turn(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    app = app_under(tmp_path, request_seconds=LONG, max_at_work=2)
    work = Work(app)
    with client_at(app, STRANGER) as client:
        asked = [pool.submit(client.get, "/api/v1/praca") for _ in range(6)]
        assert all(work.begun.acquire(timeout=LONG) for _ in range(2))
        assert not work.begun.acquire(timeout=SHORT)

        work.released.set()

        assert [one.result().status_code for one in asked] == [200] * 6


def test_more_than_may_wait_are_turned_away_at_once(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    app = app_under(tmp_path, max_at_work=1, max_waiting=0, request_seconds=LONG)
    work = Work(app)
    with client_at(app, STRANGER) as client:
        first = pool.submit(client.get, "/api/v1/praca")
        assert work.begun.acquire(timeout=LONG)

        refused = client.get("/api/v1/facets")

        assert refused.status_code == 503
        assert refused.json()["detail"] == "Serwer ma teraz za dużo pracy. Spróbuj jeszcze raz za chwilę."
        assert int(refused.headers["retry-after"]) >= 1
        work.released.set()
        assert first.result().status_code == 200
        assert client.get("/api/v1/facets").status_code == 200


def test_one_client_does_not_take_all_places(tmp_path: Path, pool: ThreadPoolExecutor) -> None:
    app = app_under(tmp_path, max_per_client=2, request_seconds=LONG)
    work = Work(app)
    with client_at(app, STRANGER) as greedy:
        asked = [pool.submit(greedy.get, "/api/v1/praca") for _ in range(2)]
        assert all(work.begun.acquire(timeout=LONG) for _ in asked)

        refused = greedy.get("/api/v1/facets")
        other = client_at(app, OFFICE).get("/api/v1/facets")

        assert (refused.status_code, other.status_code) == (429, 200)
        assert refused.headers["retry-after"] == "1"
        work.released.set()
        assert {one.result().status_code for one in asked} == {200}
        assert greedy.get("/api/v1/facets").status_code == 200


def test_a_crash_gives_the_turn_back(tmp_path: Path) -> None:
    app = app_under(tmp_path, max_at_work=1)

    @app.get("/api/v1/awaria")
    def crash() -> None:
        raise RuntimeError("awaria")

    with client_at(app, STRANGER) as client:
        assert [client.get("/api/v1/awaria").status_code for _ in range(3)] == [500] * 3
        assert client.get("/api/v1/facets").status_code == 200

"""GET /api/v1/health tells programs that watch the server whether it can answer."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.settings import Settings
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine


def test_a_ready_server_tells_what_it_serves(client: TestClient) -> None:
    health = client.get("/api/v1/health").json()

    assert (health["live"], health["ready"], health["reason"]) == (True, True, None)
    assert (health["snapshot"], health["encoder"], health["encoder_fingerprint"]) == ("proba", "own", "own-0")
    assert (health["reranker"], health["reranker_fingerprint"]) == (None, None)
    assert health["counts"] == {"practice": 30, "document": 2, "passages": 32}


def test_a_server_without_a_snapshot_starts_and_says_what_is_missing(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path / "nie-ma"))) as client:
        response = client.get("/api/v1/health")

    assert response.status_code == 200
    health = response.json()
    assert (health["live"], health["ready"], health["snapshot"]) == (True, False, None)
    assert "praktyki build" in health["reason"]
    assert not (tmp_path / "nie-ma").exists()


def test_a_live_server_says_so_whatever_it_lacks(client: TestClient, empty_client: TestClient) -> None:
    for one in (client, empty_client):
        answer = one.get("/api/v1/health/live")
        assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_only_a_server_that_can_search_is_ready(client: TestClient, empty_client: TestClient) -> None:
    ready, unready = client.get("/api/v1/health/ready"), empty_client.get("/api/v1/health/ready")

    assert (ready.status_code, ready.json()) == (200, {"ready": True, "snapshot": "proba"})
    assert unready.status_code == 503
    assert unready.headers["content-type"] == "application/problem+json"
    assert "praktyki build" in unready.json()["detail"]


def test_a_server_that_is_about_to_stop_is_not_ready_but_answers(tmp_path: Path) -> None:
    app = app_with(FakeEngine(), tmp_path)
    with TestClient(app) as client:
        app.state.stopping.begin()

        assert client.get("/api/v1/health/ready").status_code == 503
        assert client.get("/api/v1/health/live").status_code == 200
        health = client.get("/api/v1/health").json()
        found = client.get("/api/v1/search?q=seniorzy")

    assert (health["live"], health["ready"]) == (True, False)
    assert "kończy pracę" in health["reason"]
    assert found.status_code == 200
    assert found.headers["connection"] == "close"

"""GET /api/v1/health tells programs that watch the server whether it can answer."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.settings import Settings


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

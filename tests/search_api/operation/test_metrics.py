"""/metrics: counts for Prometheus, bounded in number, for those only who may see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from search_api.access import keys
from search_api.access.file import FILE_NAME, opened
from search_api.access.hashing import HashCost, Hasher
from search_api.app import create_app
from search_api.operation.metrics import Metrics
from search_api.searching.shelf import Shelf
from search_api.settings import MetricsFor, Settings
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine

DOCS = Path(__file__).parents[3] / "docs" / "operation.md"
HERE = {"base_url": "http://127.0.0.1", "client": ("127.0.0.1", 4711)}
CHEAP = HashCost(memory_kib=8, passes=1)


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    return app_with(FakeEngine(), tmp_path)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(
        app, raise_server_exceptions=False, base_url="http://127.0.0.1", client=("127.0.0.1", 4711)
    ) as here:
        yield here


def samples(client: TestClient) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    for record in ("pierwsza", "druga", "trzecia"):
        client.get(f"/api/v1/practices/{record}")

    found = samples(client)

    asked = (("method", "GET"), ("route", "/api/v1/practices/{id}"), ("status", "404"))
    assert found[("praktyki_requests_total", asked)] == 3
    assert found[("praktyki_request_seconds_count", (("route", "/api/v1/practices/{id}"),))] == 3
    assert found[("praktyki_problems_total", (("code", "nie-ma"),))] == 3
    assert found[("praktyki_requests_in_flight", ())] == 1  # the question itself


def test_searches_are_counted_by_how_they_end(client: TestClient) -> None:
    client.get("/api/v1/search?q=seniorzy")
    client.post("/api/v1/search", json={"query": "seniorzy"})
    client.get("/szukaj?q=seniorzy", headers={"Accept": "text/html"})
    client.get("/szukaj", headers={"Accept": "text/html"})

    found = {
        labels[0][1]: value for (name, labels), value in samples(client).items() if name == "praktyki_searches_total"
    }

    assert sum(found.values()) == 4
    assert found["browse"] == 1


def test_no_label_comes_from_a_request(client: TestClient) -> None:
    client.get("/")
    client.get("/api/v1/search?q=a")
    client.get("/nie-ma")
    client.get("/static/nie-ma.css")
    client.request("WYMYSLONA", "/")
    samples(client)
    before = set(samples(client))

    for number in range(50):
        client.get(f"/nie-ma-{number}?a={number}")
        client.get(f"/static/{number}.css")
        client.get(f"/api/v1/search?q=pytanie{number}")
        client.request(f"METODA{number}", "/")

    assert set(samples(client)) == before


def test_the_snapshot_that_serves_is_told(client: TestClient) -> None:
    found = samples(client)

    assert found[("praktyki_ready", ())] == 1
    assert found[("praktyki_snapshot_info", (("encoder", "own"), ("snapshot", "proba")))] == 1
    assert found[("praktyki_records", (("kind", "practice"),))] == 30
    assert found[("praktyki_snapshot_damaged", ())] == 0
    assert found[("praktyki_snapshot_behind", ())] == 0
    assert ("process_resident_memory_bytes", ()) in found
    assert ("process_open_fds", ()) in found


def test_damage_and_a_snapshot_that_cannot_be_followed_are_told() -> None:
    engine = FakeEngine()
    engine.damage = "Plik jest uszkodzony."
    shelf = Shelf(lambda: Path("proba"), lambda: engine)
    shelf.refresh()

    told = Metrics().text(shelf).decode()

    assert "praktyki_snapshot_damaged 1.0" in told
    assert "praktyki_snapshot_behind 1.0" in told


def test_a_server_without_a_snapshot_has_counts_too(tmp_path: Path) -> None:
    with TestClient(
        create_app(Settings(data_dir=tmp_path)), base_url="http://127.0.0.1", client=("127.0.0.1", 1)
    ) as client:
        assert samples(client)[("praktyki_ready", ())] == 0


def set_to(tmp_path: Path, value: MetricsFor) -> FastAPI:
    return create_app(Settings(data_dir=tmp_path, metrics=value))


@pytest.mark.parametrize(
    ("address", "peer", "headers", "status"),
    [
        ("http://127.0.0.1", "127.0.0.1", {}, 200),
        ("http://localhost", "::1", {}, 200),
        ("http://127.0.0.1", "203.0.113.7", {}, 403),
        # A proxy on the same computer, with and without the headers that tell of it.
        ("http://127.0.0.1", "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 403),
        ("https://praktyki.example.org", "127.0.0.1", {}, 403),
        # A page of another site in a browser of the server.
        ("http://127.0.0.1", "127.0.0.1", {"Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_by_default_only_programs_of_the_same_computer_see_them(
    tmp_path: Path, address: str, peer: str, headers: dict[str, str], status: int
) -> None:
    assert Settings(data_dir=tmp_path).metrics == "local"
    with TestClient(set_to(tmp_path, "local"), base_url=address, client=(peer, 4711)) as client:
        assert client.get("/metrics", headers=headers).status_code == status


def test_off_there_is_no_such_address(tmp_path: Path) -> None:
    with TestClient(set_to(tmp_path, "off"), base_url="http://127.0.0.1", client=("127.0.0.1", 4711)) as client:
        assert client.get("/metrics").status_code == 404


def test_with_a_key_of_an_administrator_they_are_seen_from_elsewhere(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    texts = {}
    for scope in ("admin", "review"):
        key_id, texts[scope] = keys.new_secret()
        with opened(tmp_path / FILE_NAME) as connection:
            hashed = Hasher(CHEAP).hashed(texts[scope])
            keys.add(connection, key_id, hashed, name=scope, scopes=[scope], days=1, now=datetime.now(UTC))
    with TestClient(set_to(tmp_path, "key"), client=("203.0.113.7", 4711)) as client:
        without = client.get("/metrics")
        wrong = client.get("/metrics", headers={"Authorization": f"Bearer {texts['review']}"})
        right = client.get("/metrics", headers={"Authorization": f"Bearer {texts['admin']}"})

    assert (without.status_code, wrong.status_code, right.status_code) == (401, 403, 200)
    assert without.headers["www-authenticate"].startswith("Bearer")


def test_every_count_is_described(client: TestClient) -> None:
    client.get("/api/v1/search?q=a")
    client.get("/nie-ma")
    families = {family.name for family in text_string_to_metric_families(client.get("/metrics").text)}
    described = set(re.findall(r"^\| `(praktyki_\w+)`", DOCS.read_text(encoding="utf-8"), re.MULTILINE))

    ours = {name for name in families if name.startswith("praktyki_") and not name.endswith("_created")}
    assert {name.removesuffix("_total") for name in described} == ours

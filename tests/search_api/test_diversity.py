"""`diversity` from the body, the link and the command line to the searcher, and what is no diversity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.cli import main
from search_api.settings import Settings
from search_api.web.links import VARIED
from tests.index.knowledge import published, starter_practices

NEED = "samotni seniorzy na wsi"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base with several practices for the need."""
    folder = tmp_path_factory.mktemp("var")
    published(folder, [practice for practice in starter_practices(190) if "seniors" in practice.themes])
    return folder


@pytest.fixture(scope="module")
def client(base: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=base))) as running:
        yield running


def order(client: TestClient, **asked: object) -> list[str]:
    answer = client.post("/api/v1/search", json={"query": NEED, "limit": 100, **asked}).json()
    return [hit["id"] for hit in answer["results"]]


def test_without_it_and_with_none_the_list_is_the_same(client: TestClient) -> None:
    assert len(order(client)) > 2
    assert order(client, diversity=0) == order(client)


def test_the_body_and_the_link_say_the_same(client: TestClient) -> None:
    linked = client.get("/api/v1/search", params={"q": NEED, "limit": 100, "diversity": "0.9"}).json()["results"]

    found = order(client, diversity=0.9)
    assert [hit["id"] for hit in linked] == found
    assert sorted(found) == sorted(order(client))
    assert found != order(client)


@pytest.mark.parametrize("value", [-0.1, 1.1, "0.5", True, None])
def test_what_is_no_number_from_0_to_1_is_refused(client: TestClient, value: object) -> None:
    response = client.post("/api/v1/search", json={"query": NEED, "diversity": value})

    assert response.status_code == 422
    assert [error["field"] for error in response.json()["errors"]] == ["diversity"]


def test_a_search_page_has_it_as_one_of_its_orders(client: TestClient) -> None:
    page = client.get("/szukaj", params={"q": NEED, "order": "varied"}).text

    found = re.findall(r'hit__title"><a href="/praktyki/([^"]*)"', page)
    assert found == order(client, diversity=VARIED)[: len(found)] != order(client)[: len(found)]


def test_the_command_line_takes_it(
    base: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(base))

    assert main(["search", NEED, "--json", "--limit", "100", "--diversity", "0.9"]) == 0

    found = [hit["id"] for hit in json.loads(capsys.readouterr().out)["results"]]
    assert found == order(client, diversity=0.9)
    assert main(["search", NEED, "--diversity", "2"]) == 1
    assert "--diversity:" in capsys.readouterr().err

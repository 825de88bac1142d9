"""One practice described twice: one result that names the other, in the API, on the page and on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.cli import main
from search_api.settings import Settings
from tests.index.knowledge import published, starter_practices
from tests.index.test_near_duplicates import LUNCHES, NEED, TOLD_AGAIN


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var")
    published(folder, [LUNCHES, TOLD_AGAIN, *starter_practices(10)])
    return folder


@pytest.fixture(scope="module")
def client(base: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data_dir=base))) as running:
        yield running


def lunches(answer: dict[str, Any]) -> dict[str, Any]:
    """The one result that is about the lunches."""
    (hit,) = (hit for hit in answer["results"] if hit["id"] in {LUNCHES.id, TOLD_AGAIN.id})
    found: dict[str, Any] = hit
    return found


def test_a_result_names_the_other_description_with_its_place_and_page(client: TestClient) -> None:
    hit = lunches(client.post("/api/v1/search", json={"query": NEED}).json())

    other = TOLD_AGAIN if hit["id"] == LUNCHES.id else LUNCHES
    (copy,) = hit["also_in"]
    assert (copy["id"], copy["title"], copy["url"]) == (other.id, other.title, f"/praktyki/{other.id}")
    assert copy["place"]["voivodeship"] == other.place.voivodeship
    assert client.get(copy["url"]).status_code == 200


def test_a_filter_leaves_the_description_that_passes(client: TestClient) -> None:
    body = {"query": NEED, "filters": {"voivodeships": ["śląskie"]}}

    hit = lunches(client.post("/api/v1/search", json=body).json())

    assert (hit["id"], hit["also_in"]) == (TOLD_AGAIN.id, [])


def test_the_page_links_to_the_other_description(client: TestClient) -> None:
    page = client.get("/szukaj", params={"q": NEED}).text

    assert page.count("Ten sam opis także w") == 1
    assert f'<a href="/praktyki/{LUNCHES.id}' in page
    assert f'<a href="/praktyki/{TOLD_AGAIN.id}' in page


def test_the_command_line_names_the_other_description(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(base))

    assert main(["search", NEED]) == 0

    printed = " ".join(capsys.readouterr().out.split())
    assert "Ten sam opis także w: " in printed
    assert LUNCHES.id in printed
    assert TOLD_AGAIN.id in printed

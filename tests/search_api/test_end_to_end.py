"""The served application over a real index of a few starter practices."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.search_api.conftest import WANTED
from tests.search_api.test_hostile_input import HOSTILE

BROWSER = {"Accept": "text/html", "Accept-Language": "pl"}


def test_a_need_in_other_words_finds_the_practice_and_says_why(real_client: TestClient) -> None:
    answer = real_client.post("/api/v1/search", json={"query": "Starsi ludzie nie radzą sobie z komputerem"}).json()

    hit = next(hit for hit in answer["results"] if hit["id"] == WANTED)
    assert hit["place"]["voivodeship"] == "podlaskie"
    assert hit["place"]["subregion"].startswith("nuts:PL84")
    assert hit["why"]["passage"]["text"]
    assert hit["why"]["terms"] or hit["why"]["concepts"]
    for start, end in hit["why"]["passage"]["highlights"]:
        assert 0 <= start < end <= len(hit["why"]["passage"]["text"])


def test_browsing_shows_every_practice_and_counts_them_by_voivodeship(real_client: TestClient) -> None:
    answer = real_client.get("/api/v1/search?limit=100").json()

    assert answer["total"] == len(answer["results"]) == real_client.get("/api/v1/health").json()["counts"]["practice"]
    for facet in answer["facets"]["voivodeships"]:
        narrowed = real_client.get("/api/v1/search", params={"voivodeship": facet["value"]}).json()
        assert narrowed["total"] == facet["count"]


def test_every_record_has_a_page_and_similar_ones(real_client: TestClient) -> None:
    for hit in real_client.get("/api/v1/search?limit=100").json()["results"]:
        assert real_client.get(hit["url"], headers=BROWSER).status_code == 200
        practice = real_client.get(f"/api/v1/practices/{hit['id']}").json()
        assert practice["title"] == hit["title"]
        similar = real_client.get(f"/api/v1/practices/{hit['id']}/similar").json()["results"]
        assert hit["id"] not in [other["id"] for other in similar]


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_query_is_answered_by_the_real_index_too(real_client: TestClient, query: str) -> None:
    body = json.dumps({"query": query}).encode()

    response = real_client.post("/api/v1/search", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == 200
    assert response.json()["total"] >= 0


@pytest.mark.parametrize("path", ["/", "/szukaj?q=seniorzy", "/szukaj", "/api", "/api/v1/facets", "/openapi.json"])
def test_the_pages_and_lists_answer(real_client: TestClient, path: str) -> None:
    assert real_client.get(path, headers=BROWSER).status_code == 200


def test_the_language_of_labels_can_be_chosen(real_client: TestClient) -> None:
    facets = real_client.get("/api/v1/facets?lang=en").json()["facets"]

    assert {item["label"] for item in facets["kinds"]} == {"practice"}

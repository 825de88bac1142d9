"""POST and GET /api/v1/search answer as the contract of version 1 says: these names, these types, nothing less."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

REQUEST: dict[str, Any] = {
    "query": "samotni seniorzy na wsi",
    "limit": 10,
    "offset": 0,
    "filters": {
        "voivodeships": ["mazowieckie"],
        "not_voivodeships": [],
        "subregions": ["nuts:PL923"],
        "not_subregions": [],
        "themes": ["seniors"],
        "target_groups": [],
        "cooperation_forms": [],
        "sectors": [],
        "kinds": ["practice", "document"],
        "years": {"from": 2010, "to": None},
        "max_budget_pln": None,
    },
}
NUMBER = (int, float)
NONE = type(None)
PLACE = {
    "locality": (str, NONE),
    "gmina": (str, NONE),
    "powiat": (str, NONE),
    "subregion": (str, NONE),
    "voivodeship": str,
    "lat": (*NUMBER, NONE),
    "lon": (*NUMBER, NONE),
}
PASSAGE = {"text": str, "highlights": list, "field": str, "document_id": (str, NONE), "page": (int, NONE)}
HIT = {"id": str, "kind": str, "title": str, "score": NUMBER, "confidence": str, "themes": list, "url": str}
ANSWER = {
    "query": str,
    "total": int,
    "good_match": bool,
    "took_ms": NUMBER,
    "snapshot": str,
    "results": list,
    "facets": dict,
}


def assert_shape(found: dict[str, Any], shape: dict[str, Any]) -> None:
    for name, kinds in shape.items():
        assert isinstance(found[name], kinds), name


def test_the_request_of_the_contract_gets_the_answer_of_the_contract(client: TestClient) -> None:
    response = client.post("/api/v1/search", json=REQUEST)

    assert response.status_code == 200
    answer = response.json()
    assert_shape(answer, ANSWER)
    hit = answer["results"][0]
    assert_shape(hit, HIT)
    assert_shape(hit["place"], PLACE)
    assert set(hit["years"]) == {"start", "end"}
    assert_shape(hit["why"], {"terms": list, "concepts": list})
    assert_shape(hit["why"]["passage"], PASSAGE)
    assert hit["confidence"] in {"high", "medium", "low"}
    for values in answer["facets"].values():
        for value in values:
            assert set(value) == {"value", "label", "count"}


def test_a_hit_says_what_where_and_why(client: TestClient) -> None:
    hit = client.post("/api/v1/search", json={"query": "samotni seniorzy na wsi"}).json()["results"][0]

    assert hit["id"] == "lucien-klub-seniora"
    assert hit["url"] == "/praktyki/lucien-klub-seniora"
    assert hit["evidence_level"] == "E3"
    assert hit["place"] == {
        "locality": "Lucień",
        "gmina": "Gostynin",
        "powiat": "gostyniński",
        "subregion": "nuts:PL923",
        "subregion_label": "podregion płocki",
        "voivodeship": "mazowieckie",
        "lat": 52.4,
        "lon": 19.4,
    }
    passage = hit["why"]["passage"]
    assert [passage["text"][start:end] for start, end in passage["highlights"]] == ["Samotni", "seniorzy", "wsi"]
    assert hit["why"]["concepts"] == ["seniors"]


def test_a_place_that_is_not_resolved_has_no_coordinates(client: TestClient) -> None:
    hit = client.post("/api/v1/search", json={"query": "odnowić świetlicę"}).json()["results"][0]

    assert hit["id"] == "wola-swietlica"
    assert (hit["place"]["lat"], hit["place"]["lon"], hit["place"]["subregion"]) == (None, None, None)
    assert hit["areas"][0]["status"] == "ambiguous"


def test_a_document_is_a_hit_without_place_and_themes(client: TestClient) -> None:
    hit = client.post("/api/v1/search", json={"query": "wizyta studyjna", "filters": {"kinds": ["document"]}}).json()[
        "results"
    ][0]

    assert (hit["kind"], hit["place"], hit["themes"], hit["evidence_level"]) == ("document", None, [], None)
    assert hit["why"]["passage"]["document_id"] == hit["id"]
    assert hit["url"] == f"/dokumenty/{hit['id']}"


def test_nothing_good_is_said_so_and_the_nearest_stand_apart(client: TestClient) -> None:
    answer = client.post("/api/v1/search", json={"query": "seniorzy hodujący papugi egzotyczne"}).json()

    assert answer["good_match"] is False
    assert (answer["total"], answer["results"]) == (0, [])
    assert 1 <= len(answer["nearest"]) <= 3
    assert {hit["confidence"] for hit in answer["nearest"]} == {"low"}


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": "   \t\n"}, {"query": "", "filters": {}}])
def test_an_empty_query_browses_everything(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/api/v1/search", json=body).json()

    counts = client.get("/api/v1/health").json()["counts"]
    assert answer["total"] == counts["practice"] + counts["document"]
    assert answer["good_match"] is True
    assert len(answer["results"]) == 10


def test_pages_follow_each_other_without_gap_or_overlap(client: TestClient) -> None:
    whole = client.post("/api/v1/search", json={"query": "remiza", "limit": 100}).json()
    pages = [client.get("/api/v1/search", params={"q": "remiza", "limit": 10, "offset": n}).json() for n in (0, 10, 20)]

    assert [hit["id"] for page in pages for hit in page["results"]] == [hit["id"] for hit in whole["results"]]
    assert {page["total"] for page in pages} == {25}


def test_the_same_call_gives_the_same_answer(client: TestClient) -> None:
    first, second = (client.post("/api/v1/search", json=REQUEST).json() for _ in range(2))

    assert first | {"took_ms": 0} == second | {"took_ms": 0}


def test_a_link_answers_like_the_body_that_says_the_same(client: TestClient) -> None:
    link = client.get(
        "/api/v1/search",
        params={
            "q": REQUEST["query"],
            "voivodeship": "Mazowieckie",
            "subregion": "nuts:PL923",
            "theme": "seniors",
            "kind": ["practice", "document"],
            "year_from": 2010,
        },
    ).json()

    assert link | {"took_ms": 0} == client.post("/api/v1/search", json=REQUEST).json() | {"took_ms": 0}


def test_a_repeated_parameter_is_a_choice(client: TestClient) -> None:
    both = client.get("/api/v1/search", params={"voivodeship": ["slaskie", "mazowieckie"], "limit": 100}).json()
    one = client.get("/api/v1/search", params={"voivodeship": "śląskie", "limit": 100}).json()

    assert one["total"] == 2
    assert both["total"] > one["total"]


@pytest.mark.parametrize(
    ("params", "headers", "label"),
    [
        ({}, {}, "seniorzy"),
        ({"lang": "en"}, {}, "older people"),
        ({}, {"Accept-Language": "en-GB,en;q=0.9"}, "older people"),
        ({}, {"Accept-Language": "de, pl;q=0.8, en;q=0.5"}, "seniorzy"),
        ({"lang": "pl"}, {"Accept-Language": "en"}, "seniorzy"),
    ],
)
def test_labels_are_in_the_language_that_the_reader_asks_for(
    client: TestClient, params: dict[str, str], headers: dict[str, str], label: str
) -> None:
    for answer in (
        client.get("/api/v1/search", params={"q": "seniorzy"} | params, headers=headers).json(),
        client.post("/api/v1/search", json={"query": "seniorzy"}, params=params, headers=headers).json(),
    ):
        labels = {item["value"]: item["label"] for item in answer["facets"]["themes"]}
        assert labels["seniors"] == label


def test_subregions_carry_their_polish_names(client: TestClient) -> None:
    facets = client.get("/api/v1/facets").json()["facets"]

    assert {"value": "nuts:PL923", "label": "podregion płocki", "count": 1} in facets["subregions"]


def test_facets_count_what_passes_the_filters(client: TestClient) -> None:
    facets = client.get("/api/v1/facets", params={"voivodeship": "śląskie"}).json()["facets"]

    assert facets["voivodeships"] == [{"value": "śląskie", "label": "śląskie", "count": 2}]
    assert {item["value"]: item["count"] for item in facets["themes"]} == {
        "education": 1,
        "rural_development": 1,
        "youth": 1,
    }


@pytest.mark.parametrize("offset", [25, 26, 1_000_000])
def test_an_offset_at_or_past_the_total_gives_an_empty_page_with_the_true_total(
    client: TestClient, offset: int
) -> None:
    for answer in (
        client.post("/api/v1/search", json={"query": "remiza", "offset": offset}),
        client.get("/api/v1/search", params={"q": "remiza", "offset": offset}),
    ):
        assert answer.status_code == 200
        found = answer.json()
        assert (found["total"], found["good_match"], found["results"], found["nearest"]) == (25, True, [], [])
        assert found["facets"]["themes"]


def test_a_hit_tells_what_a_person_asks_first(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "samotni seniorzy na wsi", "near": "Gostynin"}).json()

    (first, *_) = found["results"]
    assert first["need"]["text"] == "Samotni seniorzy na wsi nie mieli gdzie się spotkać."
    assert first["need"]["highlights"][0] == [0, 7]
    assert first["actions"]["text"].startswith("Gmina oddała salę")
    assert first["partners"][0] == {"name": "Gmina Gostynin", "sector": "public", "role": "lead"}
    assert first["known_budget_pln"] == 12_500.5
    assert 0 < first["distance_km"] < 30
    assert first["target_groups"] == ["seniors", "rural_residents"]


@pytest.mark.parametrize("sort", ["newest", "nearest"])
def test_another_order_is_asked_for_in_a_link_and_in_a_body(client: TestClient, sort: str) -> None:
    link = client.get("/api/v1/search", params={"q": "klub", "sort": sort, "near": "Rybnik"}).json()
    body = client.post("/api/v1/search", json={"query": "klub", "sort": sort, "near": "Rybnik"}).json()

    assert link["results"] == body["results"]
    if sort == "newest":
        years = [hit["years"]["end"] or hit["years"]["start"] or 0 for hit in link["results"]]
        assert years == sorted(years, reverse=True)
    else:
        known = [hit["distance_km"] for hit in link["results"] if hit["distance_km"] is not None]
        assert known == sorted(known)


def test_an_ambiguous_place_is_told_with_what_to_add(client: TestClient) -> None:
    response = client.get("/api/v1/search", params={"sort": "nearest", "near": "Dąbrowa"})

    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["field"] == "near"
    assert "Dopisz powiat albo województwo" in error["reason"]


def test_steps_of_years_and_amounts_are_facets_with_labels(client: TestClient) -> None:
    facets = client.get("/api/v1/search").json()["facets"]

    assert facets["year_from"][0]["label"] == "od roku 2015"
    assert [item["label"] for item in facets["max_budget_pln"]] == ["do 50\u202f000 zł"]

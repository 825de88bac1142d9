"""Whole records over the API."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_a_practice_comes_whole_with_what_follows_from_it(client: TestClient) -> None:
    practice = client.get("/api/v1/practices/lucien-klub-seniora").json()

    assert practice["title"] == "Klub seniora w Lucieniu"
    assert practice["known_budget_pln"] == 12_500.5
    assert practice["lessons"] is None
    assert practice["place_resolved"]["subregion"] == "nuts:PL923"
    assert practice["evidence_reason"] == "Źródło podaje wyniki w liczbach."
    assert 0 < practice["completeness"] < 1
    assert "lessons" in practice["missing"]
    assert practice["legal_bases"]
    assert all(basis["derived"] and basis["legal_state"] for basis in practice["legal_bases"])


def test_similar_practices_leave_out_the_practice_itself(client: TestClient) -> None:
    answer = client.get("/api/v1/practices/lucien-klub-seniora/similar", params={"limit": 3}).json()

    assert answer["id"] == "lucien-klub-seniora"
    assert len(answer["results"]) == 3
    assert "lucien-klub-seniora" not in [hit["id"] for hit in answer["results"]]


def test_a_document_comes_block_by_block_with_pages(client: TestClient) -> None:
    document = client.get("/api/v1/documents/doc-0123456789abcdef").json()

    assert document["blocks"][0] == {"text": "Program wizyty", "kind": "heading", "level": 1, "page": 1}
    assert document["masked"] == {"phone": 1, "email": 1}


def test_a_record_of_the_other_kind_is_not_found(client: TestClient) -> None:
    assert client.get("/api/v1/practices/doc-0123456789abcdef").status_code == 404
    assert client.get("/api/v1/documents/lucien-klub-seniora").status_code == 404
    assert client.get("/api/v1/practices/doc-0123456789abcdef/similar").status_code == 404

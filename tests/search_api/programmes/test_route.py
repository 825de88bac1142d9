"""POST /api/v1/programmes/check."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.search_api.fakes import HOSTILE

CHECK = "/api/v1/programmes/check"
TEXT = (
    "Program współpracy Gminy Lipowo z organizacjami pozarządowymi na rok 2026\n\n"
    "Formy współpracy\n\nGmina zleca zadania publiczne i konsultuje projekty uchwał.\n\n"
    "Wysokość środków\n\nKwotę określi uchwała budżetowa."
)


def test_a_pasted_programme_is_checked(client: TestClient) -> None:
    answer = client.post(CHECK, json={"text": TEXT})

    assert answer.status_code == 200
    body = answer.json()
    assert (body["kind"], body["years"], body["legal_state"]) == ("yearly", [2026], "Dz.U. 2024 poz. 1491")
    statuses = {one["code"]: one["status"] for one in body["elements"]}
    assert (statuses["forms"], statuses["money"], statuses["goals"]) == ("present", "weak", "missing")
    money = next(one for one in body["elements"] if one["code"] == "money")
    assert money["sentences"] == ["Nie podano kwoty."]
    assert money["passages"][0]["quote"] == "Kwotę określi uchwała budżetowa."
    assert money["query"]
    assert [one["due"] for one in body["duties"]] == [["2025-11-30"], ["2027-05-31"]]


def test_english_is_there_when_it_is_asked_for(client: TestClient) -> None:
    body = client.post(CHECK, json={"text": TEXT}, params={"lang": "en"}).json()

    assert body["elements"][7]["sentences"] == ["No amount is given."]
    assert body["elements"][7]["label"] == "planned funds"


def test_a_document_of_the_base_is_checked_too(client: TestClient) -> None:
    body = client.post(CHECK, json={"document_id": "doc-0123456789abcdef"}).json()

    assert body["kind"] == "none"
    assert body["summary"][1].startswith("To nie jest program współpracy")


def test_a_document_that_is_not_there(client: TestClient) -> None:
    assert client.post(CHECK, json={"document_id": "doc-ffffffffffffffff"}).status_code == 404
    assert client.post(CHECK, json={"document_id": "lucien-klub-seniora"}).status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"text": "a", "document_id": "doc-0123456789abcdef"}, {"tekst": "a"}, {"text": 5}]
)
def test_one_of_both_is_needed(client: TestClient, given: dict[str, object]) -> None:
    answer = client.post(CHECK, json=given)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_text_can_be_checked_before_there_is_an_index(empty_client: TestClient) -> None:
    assert empty_client.post(CHECK, json={"text": TEXT}).status_code == 200
    assert empty_client.post(CHECK, json={"document_id": "doc-0123456789abcdef"}).status_code == 503


@pytest.mark.parametrize("text", ["", " \n ", "\x00\x01", "\u202e\u200b", HOSTILE, "x" * 200_000])
def test_a_text_that_says_nothing_is_answered(client: TestClient, text: str) -> None:
    answer = client.post(CHECK, json={"text": text})

    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert answer.json()["kind"] == "none"

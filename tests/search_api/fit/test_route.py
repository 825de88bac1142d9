"""GET /api/v1/practices/{id}/fit."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

FIT = "/api/v1/practices/lucien-klub-seniora/fit"


def test_a_practice_beside_a_gmina(client: TestClient) -> None:
    answer = client.get(FIT, params={"place": "teryt:2412042"})

    assert answer.status_code == 200
    body = answer.json()
    assert body["place"]["name"] == "Lyski"
    assert body["place"]["kind"] == "rural"
    assert (body["listed"], body["counted"], body["legal_state"]) == (
        "2026-01-01",
        "2021-12-31",
        "Dz.U. 2024 poz. 1491",
    )
    assert body["distance_km"] == pytest.approx(263, abs=5)
    for verdict in ("alike", "different", "unknown"):
        assert body[verdict]
        assert {one["verdict"] for one in body[verdict]} == {verdict}
        assert all(one["text"] and one["rests_on"] for one in body[verdict])
    assert "Inne województwo: mazowieckie. Twoje to śląskie." in [one["text"] for one in body["different"]]


@pytest.mark.parametrize("place", ["Lyski", "gmina Lyski", "w Lyskach", "lyski, powiat rybnicki"])
def test_a_name_does_as_well_as_a_code(client: TestClient, place: str) -> None:
    assert client.get(FIT, params={"place": place}).json()["place"]["code"] == "teryt:2412042"


def test_a_powiat_may_be_compared_too(client: TestClient) -> None:
    body = client.get(FIT, params={"place": "powiat rybnicki"}).json()

    assert (body["place"]["level"], body["place"]["kind"]) == ("powiat", None)


def test_english_is_there_when_it_is_asked_for(client: TestClient) -> None:
    body = client.get(FIT, params={"place": "Lyski", "lang": "en"}).json()

    assert "Another voivodeship: mazowieckie. Yours is śląskie." in [one["text"] for one in body["different"]]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Osiek", "teryt:2213082"),
        ("xyzzy", "Nie ma gminy ani powiatu o nazwie „xyzzy”"),
        ("<script>alert(1)</script>", "Nie ma gminy ani powiatu"),
        ("teryt:9999999", "Nie ma gminy ani powiatu"),
    ],
)
def test_a_name_that_does_not_say_which_is_a_problem_with_the_candidates(
    client: TestClient, place: str, said: str
) -> None:
    answer = client.get(FIT, params={"place": place})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["field"] == "place"
    assert said in error["reason"]


def test_a_place_is_needed_and_a_practice_too(client: TestClient) -> None:
    assert client.get(FIT).status_code == 422
    assert client.get(FIT, params={"place": ""}).status_code == 422
    assert client.get("/api/v1/practices/nie-ma/fit", params={"place": "Lyski"}).status_code == 404
    assert client.get("/api/v1/practices/doc-0123456789abcdef/fit", params={"place": "Lyski"}).status_code == 404

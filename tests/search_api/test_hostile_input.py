"""Whatever is typed into the search gets a sensible answer, in the API and on the page."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from search_api.contract.reviews import RejectRequest

HOSTILE = {
    "empty": "",
    "spaces": " \t\r\n\u00a0\u2003",
    "longest": "żółć " * 2_000,
    "emoji": "👵🏽👨‍👩‍👧 seniorzy 🇵🇱",
    "control": "senior\x00zy\x07\x1b[31m",
    "bidi": "\u202eyzroines\u202c",
    "zero width": "sen\u200bior\ufeffzy",
    "lone surrogate": "senior \ud83d zy",
    "sql": "'; DROP TABLE records; --",
    "query syntax": 'title:senior* AND (OR "NOT" ^2 ~3 [a TO z] {x} \\ /regex/ +-!',
    "html": '"><script>alert(1)</script>',
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} %(x)s {0}",
    "path": "../../../../etc/passwd",
    "other scripts": "пенсионеры 高齢者 كبار السن",
    "digits": "0" * 400,
    "one letter": "ą",
    "combining": "s\u0301" * 3_000,
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_query_is_answered(client: TestClient, query: str) -> None:
    body = json.dumps({"query": query}).encode()

    response = client.post("/api/v1/search", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code == 200
    echoed = response.json()["query"]
    assert all(character.isprintable() for character in echoed)


@pytest.mark.parametrize(
    "query", [query for name, query in HOSTILE.items() if name not in ("lone surrogate", "longest")]
)
def test_any_query_gets_a_page(client: TestClient, query: str) -> None:
    response = client.get("/szukaj", params={"q": query}, headers={"Accept": "text/html"})

    assert response.status_code == 200
    # The page has scripts of its own, as files: none of the query
    assert re.findall("<script[^>]*>", response.text) == re.findall(
        r"<script type=\"module\" src=\"/static/[^\"<>]+\">", response.text
    )


@given(query=st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_breaks_the_search(client: TestClient, query: str) -> None:
    body = json.dumps({"query": query, "filters": {"themes": [query[:50] or "seniors"]}}).encode()

    response = client.post("/api/v1/search", content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in {200, 422}
    json.loads(response.content)


def test_bytes_that_are_no_utf8_in_a_link_are_answered(client: TestClient) -> None:
    assert client.get("/api/v1/search?q=%ff%fe%00").status_code == 200
    page = client.get("/szukaj?q=%ff%fe%00", headers={"Accept": "text/html"})
    assert page.status_code == 422  # signs without a word, as "?"
    assert "Napisz słowami" in page.text


@pytest.mark.parametrize("record_id", ["..%2f..%2fetc%2fpasswd", "%00", "'%20OR%201=1", "a" * 5_000])
def test_strange_ids_are_not_found_or_refused(client: TestClient, record_id: str) -> None:
    for folder in ("/api/v1/practices/", "/api/v1/documents/", "/praktyki/", "/dokumenty/"):
        assert client.get(folder + record_id).status_code in {404, 422}


# What schemathesis found (test_every_input.py), each mended since.


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        # Not true or false, though pydantic would take it for them
        ("/api/v1/plans", {"needs": [{"text": "Dojazd"}], "context": {"sizes_required": 0}}, 422),
        ("/api/v1/match", {"needs": [{"text": "Dojazd"}], "context": {"other_subregion": "yes"}}, 422),
        ("/api/v1/match", {"needs": [{"text": "Dojazd"}], "text": "- Dojazd"}, 422),
        ("/api/v1/plans", {"needs": []}, 422),
        # Longer than a programme may be, and told so by its field rather than by the size of the body
        ("/api/v1/programmes/check", {"text": "a" * 300_001}, 422),
        ("/api/v1/programmes/check", {}, 422),
    ],
)
def test_a_body_against_the_description_is_refused_by_its_field(
    client: TestClient, path: str, body: dict[str, object], status: int
) -> None:
    answer = client.post(path, json=body)

    assert answer.status_code == status
    assert answer.json()["errors"]


def test_the_description_says_what_is_refused(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]

    assert schemas["PlanRequest"]["properties"]["needs"]["minItems"] == 1
    assert [set(one["required"]) for one in schemas["MatchRequest"]["oneOf"]] == [{"text"}, {"needs"}]
    assert [set(one["required"]) for one in schemas["ProgrammeRequest"]["oneOf"]] == [{"text"}, {"document_id"}]
    assert schemas["SearchRequest"]["properties"]["limit"]["maximum"] == 100
    limits = [
        parameter["schema"]
        for methods in document["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "limit"
    ]
    assert limits
    assert all("maximum" in one for one in limits)


def test_a_whole_number_may_be_written_with_a_point() -> None:
    # 883.0 is an integer to JSON Schema
    assert RejectRequest.model_validate_json('{"reason": "Powtórzenie.", "version": 883.0}').version == 883
    for version in ("883.5", "true", '"883"'):
        with pytest.raises(ValidationError):
            RejectRequest.model_validate_json(f'{{"reason": "Powtórzenie.", "version": {version}}}')

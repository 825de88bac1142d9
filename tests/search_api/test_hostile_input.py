"""Whatever is typed into the search gets a sensible answer, in the API and on the page."""

from __future__ import annotations

import json
import re

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    assert client.get("/szukaj?q=%ff%fe%00", headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("record_id", ["..%2f..%2fetc%2fpasswd", "%00", "'%20OR%201=1", "a" * 5_000])
def test_strange_ids_are_not_found_or_refused(client: TestClient, record_id: str) -> None:
    for folder in ("/api/v1/practices/", "/api/v1/documents/", "/praktyki/", "/dokumenty/"):
        assert client.get(folder + record_id).status_code in {404, 422}

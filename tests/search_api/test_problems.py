"""Every error of the API is problem+json (RFC 9457) in Polish, with the field and the reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.problems import KINDS
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine

ENGLISH = re.compile(
    r"\b(should|input|value|valid|field|required|not found|error|must|method|allowed)\b", re.IGNORECASE
)


def problem_of(response: Any, status: int) -> dict[str, Any]:
    """The problem of a response, checked for what all problems share."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == {"type", "title", "status", "detail", "instance", "request_id", "errors"}
    assert problem["status"] == status
    assert problem["type"] in {f"/api#{kind.code}" for kind in KINDS}
    texts = [problem["title"], problem["detail"], *(item["reason"] for item in problem["errors"])]
    for text in texts:
        assert text
        assert not ENGLISH.search(re.sub(r"„[^”]*”|[a-z_]+(, [a-z_]+)+", "", text)), text
    return problem


@pytest.mark.parametrize(
    ("body", "field", "told"),
    [
        ({"limit": 0}, "limit", "Najmniej: 1"),
        ({"limit": 101}, "limit", "od 1 do 100"),
        ({"limit": "dużo"}, "limit", "Wpisz liczbę"),
        ({"limit": 2.5}, "limit", "liczbę całkowitą"),
        ({"offset": -1}, "offset", "Najmniej: 0"),
        ({"offset": 10**30}, "offset", "za duża"),
        ({"limit": True}, "limit", "zamiast true"),
        ({"limit": "7"}, "limit", "bez cudzysłowu"),
        ({"offset": False}, "offset", "zamiast true"),
        ({"offset": 1_000_001}, "offset", "Najwięcej: 1000000"),
        ({"filters": {"years": {"to": True}}}, "filters.years.to", "zamiast true"),
        ({"filters": {"max_budget_pln": True}}, "filters.max_budget_pln", "liczbę"),
        ({"query": 7}, "query", "tekst"),
        ({"query": None}, "query", "tekst"),
        ({"query": "a" * 10_001}, "query", "Skróć go"),
        ({"quary": "x"}, "quary", "Nie ma takiego pola"),
        ({"filters": {"theme": ["seniors"]}}, "filters.theme", "Nie ma takiego pola"),
        ({"filters": {"themes": "seniors"}}, "filters.themes", "listę"),
        ({"filters": {"themes": ["senior"]}}, "filters.themes", "Najbliższe: seniors"),
        ({"filters": {"themes": [""]}}, "filters.themes.0", "pusty"),
        ({"filters": {"voivodeships": ["śląsk"]}}, "filters.voivodeships", "śląskie"),
        ({"filters": {"subregions": ["PL227"]}}, "filters.subregions", "nuts:PL227"),
        ({"filters": {"kinds": ["film"]}}, "filters.kinds", "practice, document"),
        ({"filters": {"years": {"from": 2020, "to": 2010}}}, "filters.years.from", "późniejszy"),
        ({"filters": {"years": {"from": 20}}}, "filters.years.from", "od 1900 do 2100"),
        ({"filters": {"max_budget_pln": -1}}, "filters.max_budget_pln", "Najmniej: 0"),
        ({"filters": []}, "filters", "pola z wartościami"),
    ],
)
def test_a_wrong_field_is_named_with_a_reason_that_helps(
    client: TestClient, body: dict[str, Any], field: str, told: str
) -> None:
    problem = problem_of(client.post("/api/v1/search", json=body), 422)

    reasons = {item["field"]: item["reason"] for item in problem["errors"]}
    assert told in reasons[field]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_number_that_json_does_not_know_is_refused(client: TestClient, number: str) -> None:
    content = f'{{"filters": {{"max_budget_pln": {number}}}}}'

    problem = problem_of(
        client.post("/api/v1/search", content=content, headers={"Content-Type": "application/json"}), 422
    )

    assert problem["errors"][0]["field"] == "filters.max_budget_pln"


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "dużo"}, "limit"),
        ({"max_budget_pln": "nan"}, "max_budget_pln"),
        ({"max_budget_pln": "inf"}, "max_budget_pln"),
        ({"theme": "kosmos"}, "theme"),
        ({"voivodship": "śląskie"}, "voivodship"),
        ({"year_from": "2020", "year_to": "2010"}, "year_from"),
        ({"lang": "de"}, "lang"),
        ({"q": "a" * 10_001}, "q"),
    ],
)
def test_a_wrong_parameter_of_a_link_is_named(client: TestClient, params: dict[str, str], field: str) -> None:
    problem = problem_of(client.get("/api/v1/search", params=params), 422)

    assert [item["field"] for item in problem["errors"]] == [field]


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"{", "JSON"), (b"", "JSON"), (b"[]", "obiekt JSON"), (b'"tekst"', "obiekt JSON"), (b"null", "JSON")],
)
def test_a_body_that_is_no_json_object_is_told_so(client: TestClient, content: bytes, told: str) -> None:
    problem = problem_of(
        client.post("/api/v1/search", content=content, headers={"Content-Type": "application/json"}), 422
    )

    assert told in problem["errors"][0]["reason"]


def test_a_body_of_another_type_is_told_which_type_is_wanted(client: TestClient) -> None:
    problem = problem_of(client.post("/api/v1/search", data={"query": "seniorzy"}), 422)

    assert "application/json" in problem["errors"][0]["reason"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b'{"query": ' + b"[" * 100_000, b'{"limit": ' + b"9" * 5_000 + b"}"]
)
def test_a_body_that_cannot_be_read_is_refused_like_malformed_json(client: TestClient, content: bytes) -> None:
    response = client.post("/api/v1/search", content=content, headers={"Content-Type": "application/json"})

    problem = problem_of(response, 422)
    assert [item["field"] for item in problem["errors"]] in (["body"], ["limit"])


def test_a_huge_body_is_refused_by_its_declared_and_by_its_real_size(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}

    problem_of(client.post("/api/v1/search", content=b" " * 1_000_001, headers=headers), 413)
    problem_of(client.post("/api/v1/search", content=(b" " * 1000 for _ in range(1001)), headers=headers), 413)


@pytest.mark.parametrize(
    "path", ["/api/v1/nie-ma", "/nie-ma", "/api/v1/practices/nie-ma", "/static/nie-ma.css", "/api/v1"]
)
def test_an_unknown_address_or_record_is_a_problem(client: TestClient, path: str) -> None:
    problem = problem_of(client.get(path), 404)

    assert problem["instance"] == path


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/api/v1/search", "GET, HEAD, POST"),
        ("POST", "/api/v1/facets", "GET, HEAD"),
        ("DELETE", "/api/v1/practices/lucien-klub-seniora", "GET, HEAD"),
        ("POST", "/szukaj", "GET, HEAD"),
        ("POST", "/static/style.css", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_a_problem_that_names_all_the_right_ones(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    response = client.request(method, path)

    problem_of(response, 405)
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/api/v1/health", 200), ("/api/v1/search", 200), ("/nie-ma", 404)]
)
def test_head_answers_like_get_without_the_body(client: TestClient, path: str, status: int) -> None:
    got, head = client.get(path), client.head(path)

    assert head.status_code == got.status_code == status
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]


class BrokenEngine(FakeEngine):
    def record(self, record_id: str) -> None:
        raise RuntimeError("secret of the server")


def test_a_crash_tells_nothing_of_the_inside_and_keeps_the_headers(tmp_path: Path) -> None:
    with TestClient(app_with(BrokenEngine(), tmp_path), raise_server_exceptions=False) as client:
        response = client.get("/api/v1/practices/lucien-klub-seniora")
        page = client.get("/praktyki/lucien-klub-seniora", headers={"Accept": "text/html"})

    problem_of(response, 500)
    for crashed in (response, page):
        assert crashed.status_code == 500
        assert "secret" not in crashed.text
        assert "Traceback" not in crashed.text
        assert "frame-ancestors 'none'" in crashed.headers["content-security-policy"]


def test_without_a_snapshot_the_search_is_a_503_that_says_what_to_do(empty_client: TestClient) -> None:
    for response in (empty_client.get("/api/v1/search"), empty_client.get("/api/v1/facets"), empty_client.get("/")):
        problem = problem_of(response, 503)
        assert "praktyki build" in problem["detail"]


def test_every_kind_of_problem_is_described_where_its_type_leads(client: TestClient) -> None:
    page = client.get("/api").text

    for kind in KINDS:
        assert f'id="{kind.code}"' in page

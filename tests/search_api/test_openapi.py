"""/openapi.json is valid, describes every operation in Polish, and its example works."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import validate


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)


def test_it_holds_the_operations_of_the_contract(document: dict[str, Any]) -> None:
    operations = {(method, path) for path, methods in document["paths"].items() for method in methods}

    assert operations == {
        ("post", "/api/v1/search"),
        ("get", "/api/v1/search"),
        ("get", "/api/v1/practices/{id}"),
        ("get", "/api/v1/practices/{id}/similar"),
        ("get", "/api/v1/practices/{id}/fit"),
        ("get", "/api/v1/practices/{id}/jsonld"),
        ("get", "/api/v1/documents/{id}"),
        ("get", "/api/v1/facets"),
        ("get", "/api/v1/exports/practices.{format}"),
        ("post", "/api/v1/match"),
        ("post", "/api/v1/plans"),
        ("post", "/api/v1/visits"),
        ("post", "/api/v1/programmes/check"),
        ("get", "/api/v1/briefings/{area}"),
        ("get", "/api/v1/drafts"),
        ("get", "/api/v1/drafts/{id}"),
        ("post", "/api/v1/drafts/{id}/accept"),
        ("post", "/api/v1/drafts/{id}/reject"),
        ("get", "/api/v1/outcomes"),
        ("get", "/api/v1/map"),
        ("get", "/api/v1/health"),
        ("get", "/api/v1/health/live"),
        ("get", "/api/v1/health/ready"),
    }


def test_models_of_one_name_keep_the_names_under_which_they_were_published(document: dict[str, Any]) -> None:
    assert [name for name in document["components"]["schemas"] if "__" in name] == [
        "search_api__briefing_schemas__AreaOut",
        "search_api__fit_schemas__OwnPlaceOut",
        "search_api__schemas__AreaOut",
        "search_api__visit_answers__AreaOut",
        "search_api__visit_answers__OwnPlaceOut",
    ]


def test_every_error_is_described_as_a_problem(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            errors = {status: response for status, response in operation["responses"].items() if status >= "400"}
            assert errors or path.endswith(("/health", "/health/live"))
            for response in errors.values():
                assert set(response["content"]) == {"application/problem+json"}
                assert response["content"]["application/problem+json"]["schema"]["$ref"].endswith("/ProblemOut")
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_operation_has_a_polish_summary(document: dict[str, Any]) -> None:
    for methods in document["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"].endswith(".")
            made_up_by_the_framework = operation["operationId"].replace("_", " ").title()
            assert operation["summary"] != made_up_by_the_framework


def test_the_example_of_a_search_works(client: TestClient, document: dict[str, Any]) -> None:
    for example in document["components"]["schemas"]["SearchRequest"]["examples"]:
        assert client.post("/api/v1/search", json=example).status_code == 200


def test_there_is_no_page_that_would_load_from_elsewhere(client: TestClient) -> None:
    assert [client.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]

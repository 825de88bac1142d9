"""The documentation of the API, as the page tells it from the OpenAPI document."""

from __future__ import annotations

import json
import re
import shlex

from fastapi.testclient import TestClient

from search_api.problems import KINDS
from search_api.web.routes.api import EXAMPLE
from tests.search_api.web.test_pages import BROWSER, read


def test_every_operation_is_listed_once_with_what_it_is_for(client: TestClient) -> None:
    page = read(client, "/api")

    document = client.get("/openapi.json").json()
    anchors = [item["id"] for tag, item in page.tags if tag == "h3"]
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert sorted(anchors) == sorted(operation["operationId"] for operation in operations)
    for operation in operations:
        assert operation["summary"] in page.text
    for path in document["paths"]:
        assert path in page.text


def test_every_parameter_and_field_has_its_type_in_words(client: TestClient) -> None:
    page = read(client, "/api")

    for told in (
        "max_budget_pln liczba",
        "not_voivodeship lista (tekst) Pominięte województwo",
        "filters.themes lista (tekst) Temat",
        "filters.years.from liczba całkowita od 1900 do 2100",
        "limit liczba całkowita",
        "jedno z: pl, en",
    ):
        assert told in page.text, told
    assert not re.search(r"\b(string|integer|boolean|array)\b", page.text)


def test_the_example_is_a_command_that_this_server_answers(client: TestClient) -> None:
    page = read(client, "/api")

    command = next(words for words in page.words if words.startswith("curl"))
    parts = shlex.split(command)
    body = parts[parts.index("-d") + 1]
    assert json.loads(body) == EXAMPLE
    answer = client.post(
        parts[2].removeprefix("http://testserver"), content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 200
    shown = json.loads(next(words for words in page.words if words.startswith("{")))
    assert shown.keys() == answer.json().keys()
    assert shown["total"] == answer.json()["total"]


def test_without_an_index_there_is_no_example_of_an_answer_but_everything_else(empty_client: TestClient) -> None:
    response = empty_client.get("/api", headers=BROWSER)

    assert response.status_code == 200
    assert "curl -s" in response.text
    assert "„nie-ma" not in response.text
    assert '"total"' not in response.text


def test_the_type_of_a_problem_leads_to_its_description(client: TestClient) -> None:
    page = read(client, "/api")

    assert {kind.code for kind in KINDS} <= {item["id"] for tag, item in page.tags if tag == "dt"}


def test_what_needs_a_key_says_so(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    behind_key = sum(
        "security" in operation for methods in document["paths"].values() for operation in methods.values()
    )

    assert read(client, "/api").text.count("Wymaga klucza.") == behind_key > 0

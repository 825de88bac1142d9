"""POST /api/v1/match and POST /api/v1/plans: many needs at once, nothing kept, limits told in Polish."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from search_api.app import create_app
from search_api.dependencies import shelf_of
from search_api.planning.need import Need
from search_api.plans.presenting import plan_answer
from search_api.searching.shelf import Shelf
from search_api.settings import Settings
from search_api.web import texts
from tests.search_api.fakes import FakeEngine
from tests.search_api.planning.plan_samples import BASE, sample

MATCH, PLANS = "/api/v1/match", "/api/v1/plans"
NEEDS: list[dict[str, Any]] = [
    {"text": "Samotni seniorzy na wsi", "weight": 40},
    {"text": "dojechać do lekarza", "kind": "task"},
    {"text": "Astronauci rakieta Księżyc"},
]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(serving(tmp_path_factory.mktemp("var")), raise_server_exceptions=False) as running:
        yield running


def serving(data_dir: Path, **settings: Any) -> Any:
    app = create_app(Settings(data_dir=data_dir, public_address="https://praktyki.example.org", **settings))
    shelf = Shelf(lambda: Path("proba"), lambda: FakeEngine(BASE))
    shelf.refresh()
    app.dependency_overrides[shelf_of] = lambda: shelf
    return app


def errors(response: Any) -> dict[str, str]:
    assert response.status_code == 422, response.text
    return {error["field"]: error["reason"] for error in response.json()["errors"]}


def test_each_need_has_its_matches_with_reasons_and_the_weak_ones_apart(client: TestClient) -> None:
    answer = client.post(MATCH, json={"needs": NEEDS, "per_need": 2}).json()

    assert (answer["asked"], answer["searched"]) == (3, 3)
    assert [need["state"] for need in answer["needs"]] == ["served", "served", "none"]
    best = answer["needs"][0]["matches"][0]
    assert best["hit"]["id"] == "gostynin-klub-i-dowoz"
    assert best["hit"]["why"]["passage"]["text"]
    assert answer["needs"][2]["matches"] == []


def test_a_pasted_list_is_read_into_needs(client: TestClient) -> None:
    answer = client.post(MATCH, json={"text": "- Samotni seniorzy na wsi (40 %)\n- Młodzież nie ma dokąd pójść (20 %)"})

    assert answer.status_code == 200, answer.text
    needs = [one["need"] for one in answer.json()["needs"]]
    assert [need["text"] for need in needs] == ["Samotni seniorzy na wsi", "Młodzież nie ma dokąd pójść"]
    assert needs[0]["weight"] == 2 * needs[1]["weight"]


@pytest.mark.parametrize(
    ("weights", "assumed"),
    [
        (("(12 głosów)", "(5 głosów)", ""), [None, None, "least"]),
        (("(40 %)", "", ""), [None, "share", "share"]),
        (("(90 %)", "(60 %)", ""), [None, None, "full"]),
        (("", "", ""), [None, None, None]),
    ],
)
def test_each_need_tells_how_its_weight_was_assumed(
    client: TestClient, weights: tuple[str, ...], assumed: list[str | None]
) -> None:
    needs = ("Samotni seniorzy na wsi", "Młodzież nie ma dokąd pójść", "Brak autobusu")
    text = "\n".join(f"- {need} {weight}" for need, weight in zip(needs, weights, strict=True))

    answer = client.post(MATCH, json={"text": text}).json()

    assert [one["need"]["assumed"] for one in answer["needs"]] == assumed


def test_a_plan_tells_how_the_weight_of_a_need_was_assumed() -> None:
    made = sample(needs=(Need("Samotni seniorzy na wsi", 40), Need("Brak autobusu", 60, assumed="share")))

    answer = plan_answer(made, date(2026, 1, 2), "https://praktyki.example.org", texts.load("pl"))

    assert [one.need.assumed for one in answer.needs] == [None, "share"]


def test_what_was_cut_or_is_nearly_the_same_in_a_pasted_list_is_told(client: TestClient) -> None:
    text = "\n".join(f"- Samotni seniorzy potrzebują klubu numer {number}" for number in range(600))

    answer = client.post(MATCH, json={"text": text}).json()

    assert answer["asked"] <= 500
    assert answer["notes"]


def test_a_text_without_a_need_is_refused(client: TestClient) -> None:
    assert list(errors(client.post(MATCH, json={"text": "…"}))) == ["text"]


def test_either_a_list_or_a_text(client: TestClient) -> None:
    for body in ({}, {"needs": NEEDS, "text": "Seniorzy"}):
        assert errors(client.post(MATCH, json=body)) == {
            "needs": "Podaj albo listę potrzeb („needs”), albo tekst („text”). Jedno z dwojga."
        }


def test_the_context_is_told_as_it_was_understood(client: TestClient) -> None:
    context = {
        "own": "Lyski",
        "forms": ["Inicjatywa lokalna"],
        "max_budget_pln": 50_000,
        "not_subregions": ["nuts:PL228"],
    }

    told = client.post(MATCH, json={"needs": NEEDS, "context": context}).json()["context"]

    assert told["own_name"] == "Lyski"
    assert told["left_out_subregions"] == ["nuts:PL227", "nuts:PL228"]
    assert told["forms"] == ["local_initiative"]


def test_a_plan_has_every_part_and_its_sources(client: TestClient) -> None:
    answer = client.post(PLANS, json={"needs": NEEDS}).json()

    bus = answer["needs"][1]
    assert [quote["text"] for quote in bus["actions"]][1:] == [
        "O połączenia upominali się sołtysi.",
        "Gmina wybrała miejscowości bez żadnej komunikacji.",
    ]
    assert bus["forms"][0]["label"]
    assert answer["covering"]["unserved"] == [3]
    assert answer["gaps"] == [{"need": 3, "weight": 1.0, "state": "none"}]
    assert answer["sources"][0]["url"] == "https://praktyki.example.org/praktyki/gostynin-klub-i-dowoz"
    assert answer["legal_state"] == "Dz.U. 2024 poz. 1491"


def test_what_a_person_chose_is_in_the_plan(client: TestClient) -> None:
    choices = [
        {"need": 1, "keep": ["rybnik-klub-mlodziezy", "nie-ma-takiej"]},
        {"need": 2, "drop": ["szczebrzeszyn-bus"]},
    ]

    answer = client.post(PLANS, json={"needs": NEEDS, "choices": choices}).json()

    (kept,) = answer["needs"][0]["practices"]
    assert (kept["id"], kept["picked"], kept["confidence"]) == ("rybnik-klub-mlodziezy", True, None)
    assert answer["needs"][0]["gone"] == ["nie-ma-takiej"]
    assert [one["id"] for one in answer["needs"][1]["practices"]] == ["gostynin-klub-i-dowoz"]


def test_a_plan_is_word_or_excel_by_address_or_by_header(client: TestClient) -> None:
    by_address = client.post(f"{PLANS}?format=docx", json={"needs": NEEDS})
    by_header = client.post(PLANS, json={"needs": NEEDS}, headers={"Accept": f"text/html;q=0.5, {DOCX}"})
    excel = client.post(f"{PLANS}?format=xlsx&lang=en", json={"needs": NEEDS})

    for response in (by_address, by_header):
        assert response.headers["content-type"] == DOCX
        assert response.headers["content-disposition"].startswith('attachment; filename="plan-dzialan-')
        assert Document(io.BytesIO(response.content)).paragraphs[0].text == "Plan działań"
    assert load_workbook(io.BytesIO(excel.content)).sheetnames[0] == "Needs"
    assert "content-disposition" not in client.post(PLANS, json={"needs": NEEDS}).headers


def test_wrong_fields_are_named_all_at_once_in_polish(client: TestClient) -> None:
    body = {
        "needs": [{"text": "?!"}, {"text": "x" * 10_001}],
        "context": {"own": "Nigdzieżaba", "forms": ["nie-ma"], "not_subregions": ["nuts:XX"], "excluded": ["<script>"]},
        "choices": [{"need": 3}, {"need": 1}, {"need": 1, "keep": ["Zły Id"]}],
    }

    told = errors(client.post(PLANS, json=body))

    assert set(told) == {
        *("needs.0.text", "needs.1.text", "context.own", "context.forms", "context.not_subregions"),
        *("context.excluded", "choices.0.need", "choices.2.need", "choices.2"),
    }
    assert told["needs.1.text"].startswith("Potrzeba ma 10001 znaków, a może mieć najwyżej 10000.")
    assert told["choices.0.need"] == "Nie ma potrzeby o numerze 3. Potrzeb jest 2, numery są od 1."


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"needs": []}, "needs"),
        ({"needs": [{"text": "Seniorzy", "weight": 0}]}, "needs.0.weight"),
        ({"needs": [{"text": "Seniorzy", "weight": True}]}, "needs.0.weight"),
        ({"needs": [{"text": "Seniorzy"}], "per_need": 11}, "per_need"),
        ({"needs": [{"text": "Seniorzy"}], "context": {"kinds_of_gmina": ["wieś"]}}, "context.kinds_of_gmina.0"),
        ({"needs": [{"text": " "}]}, "needs.0.text"),
    ],
)
def test_a_value_out_of_its_limits_is_refused(client: TestClient, body: dict[str, Any], field: str) -> None:
    told = errors(client.post(PLANS, json=body))

    assert list(told) == [field]
    assert "should" not in told[field]


def test_too_many_needs_are_refused_with_the_limit(tmp_path: Path) -> None:
    with TestClient(serving(tmp_path, max_needs=2)) as client:
        told = errors(client.post(PLANS, json={"needs": NEEDS}))

    assert told["needs"].startswith("Potrzeb jest 3, a naraz można podać najwyżej 2.")


def test_when_the_time_is_over_the_answer_says_how_far_it_came(tmp_path: Path) -> None:
    with TestClient(serving(tmp_path, plan_seconds=1e-9)) as client:
        answer = client.post(PLANS, json={"needs": NEEDS}).json()

    assert (answer["asked"], answer["searched"]) == (3, 0)
    assert {gap["state"] for gap in answer["gaps"]} == {"not_searched"}


def test_without_a_snapshot_it_is_not_ready(empty_client: TestClient) -> None:
    assert empty_client.post(PLANS, json={"needs": NEEDS}).status_code == 503
    assert empty_client.post(MATCH, json={"needs": NEEDS}).status_code == 503


@pytest.mark.parametrize(("path", "schema"), [(MATCH, "MatchRequest"), (PLANS, "PlanRequest")])
def test_the_examples_of_the_schema_work(client: TestClient, path: str, schema: str) -> None:
    examples = client.get("/openapi.json").json()["components"]["schemas"][schema]["examples"]

    assert examples
    for example in examples:
        assert client.post(path, json=example).status_code == 200

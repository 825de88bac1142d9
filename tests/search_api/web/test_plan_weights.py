"""Weights in the list of needs: what an empty one is counted as, step after step."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.planning.need import Need
from search_api.web import plan_link
from search_api.web.plan_state import Conditions, PlanState, Row, of_needs
from tests.ingest import office_files
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.web.filling import Filled, filled

NEEDS = "/plan/potrzeby"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
        yield running


def fields_of(response: Response) -> Filled:
    return filled(response.text, ("id", "potrzeby"))


def pressed(client: TestClient, response: Response, step: str = "save", **changed: list[str]) -> Response:
    return client.post(NEEDS, data=fields_of(response) | {"step": [step]} | changed)


def pasted(client: TestClient, text: str) -> Response:
    return client.post(NEEDS, data={"widok": "start", "lista": text, "step": "read"})


def counted(response: Response) -> list[str]:
    """The weight of each need: as typed, else in brackets as it is counted."""
    assumed = iter(re.findall(r"liczona jako ([\d,]+)<", html.unescape(response.text)))
    rows = zip(fields_of(response)["potrzeba"], fields_of(response)["waga"], strict=True)
    return [weight or f"({next(assumed)})" for text, weight in rows if text]


@pytest.mark.parametrize(
    ("weights", "shown"),
    [
        (["7", "", ""], ["7", "(7)", "(7)"]),
        (["", "3", "2,5"], ["(2,5)", "3", "2,5"]),
        (["", "0,5", ""], ["(0,5)", "0,5", "(0,5)"]),
        (["", "", ""], ["1", "1", "1"]),
        (["", "1", ""], ["1", "1", "1"]),
    ],
)
def test_in_a_list_typed_by_hand_the_empty_weights_are_assumed_from_the_first_step(
    client: TestClient, weights: list[str], shown: list[str]
) -> None:
    blank = client.post(NEEDS, data={"widok": "start", "lista": "", "step": "blank"})
    fields = fields_of(blank)
    texts = ["Klub seniora", "Bus do lekarza", "Świetlica"]
    fields["potrzeba"], fields["waga"] = [*texts, "", ""], [*weights, "", ""]

    saved = client.post(NEEDS, data=fields | {"step": ["save"]})

    assert counted(saved) == counted(pressed(client, saved)) == shown
    assert saved.text.count('<p class="notice">') == any(one.startswith("(") for one in shown)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ((Need("transport", 12.0), Need("świetlica", 12.0, assumed="least")), ["12", "(12)", "(12)"]),
        (
            (Need("a", 40.0), Need("b", 30.0, assumed="share"), Need("c", 30.0, assumed="share")),
            ["40", "(20)", "(20)", "(20)"],
        ),
        ((Need("a", 70.0), Need("b", 60.0), Need("c", 60.0, assumed="full")), ["70", "60", "(60)", "(60)"]),
        ((Need("a"), Need("b")), ["1", "1", "1"]),
    ],
)
def test_a_sentence_that_is_taken_from_those_offered_apart_is_counted_like_the_others_without_a_weight(
    client: TestClient, given: tuple[Need, ...], shown: list[str]
) -> None:
    state = of_needs(given, Conditions(), perhaps=(Need("Ostatni autobus odjeżdża o 15.40"),))
    opened = client.post(NEEDS, data=form_of(state))

    saved = pressed(client, opened, dopisz=["0"])

    assert counted(saved) == counted(pressed(client, saved)) == shown


def form_of(state: PlanState) -> dict[str, object]:
    rows = state.needs
    return {
        "widok": "potrzeby", "stan": plan_link.pack(state), "strona": "1", "step": "save",
        "wiersz": [str(place) for place in range(len(rows))], "potrzeba": [row.text for row in rows],
        "waga": ["" if row.assumed else f"{row.weight:g}" for row in rows],
        "zostaje": [str(place) for place in range(len(rows))],
    }  # fmt: skip


def test_assumed_weights_of_another_page_count_for_a_sentence_that_is_taken(client: TestClient) -> None:
    """The weights that were given fill the first page; those without stand on the second."""
    rows = (
        *(Row(text=f"potrzeba {place}", weight=9.0) for place in range(50)),
        Row(text="x", weight=9.0, assumed="least"),
    )
    state = PlanState(needs=rows, perhaps=(Row(text="Ostatni autobus odjeżdża o 15.40"),))
    form = form_of(state.model_copy(update={"needs": rows[:50]})) | {"stan": plan_link.pack(state), "dopisz": ["0"]}

    second = client.post(NEEDS, data=fields_of(client.post(NEEDS, data=form)) | {"step": ["page:2"]})

    assert counted(second) == ["(9)", "(9)"]


@pytest.mark.parametrize("weight", ["(40 %)", "(12 głosów)", "(waga 3)"])
def test_a_list_with_weights_beside_a_document_without_any_says_the_same_in_every_step(
    client: TestClient, weight: str
) -> None:
    text = f"- Samotni seniorzy na wsi {weight}\n- Młodzież nie ma się gdzie spotkać\n- Brak świetlicy w Lipowie"
    body = "".join(
        office_files.paragraph(one)
        for one in ("Potrzeby mieszkańców", "Brakuje dojazdu do przychodni.", "Mieszkańcy nie mają gdzie ćwiczyć.")
    )
    content = office_files.docx(body)
    data = {"widok": "start", "lista": text, "step": "read"}

    page = client.post(NEEDS, data=data, files={"plik": ("diagnoza.docx", content)})

    shown = counted(page)
    assert len(shown) > 3
    assert not shown[0].startswith("(")
    assert all(one.startswith("(") for one in shown[1:])
    assert counted(pressed(client, page)) == shown


def test_a_list_without_weights_beside_a_document_without_any_has_none_assumed(client: TestClient) -> None:
    content = office_files.docx(
        office_files.paragraph("Potrzeby") + office_files.paragraph("Brakuje dojazdu do lekarza.")
    )
    data = {"widok": "start", "lista": "- Samotni seniorzy na wsi\n- Brak świetlicy", "step": "read"}

    assert set(counted(client.post(NEEDS, data=data, files={"plik": ("d.docx", content)}))) == {"1"}

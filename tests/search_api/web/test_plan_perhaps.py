"""Sentences of a document that may be needs: offered apart, in the plan only when the person takes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.planning.need import Need
from search_api.web import plan_link
from search_api.web.plan_state import Conditions, PlanState, of_needs
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.filling import filled

SURE = (Need("Samotni seniorzy na wsi"), Need("Młodzież nie ma się gdzie spotkać"))
PERHAPS = (Need("Ostatni autobus odjeżdża o 15.40"), Need(f"Chłopcy grają na ulicy {HOSTILE}"))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
        yield running


@pytest.fixture
def state() -> PlanState:
    return of_needs(SURE, Conditions(), perhaps=PERHAPS)


def posted(client: TestClient, state: PlanState, step: str, ticked: list[str], **changed: list[str]) -> Response:
    """Presses a button of the list of needs with some of the sentences ticked."""
    first = client.post("/plan/potrzeby", data=_form(state, "save", []))
    fields = filled(first.text, ("id", "potrzeby")) | {"step": [step], "dopisz": ticked} | changed
    address = {"plan": "/plan/wynik", "next": "/plan/warunki"}.get(step, "/plan/potrzeby")
    return client.post(address, data=fields)


def _form(state: PlanState, step: str, ticked: list[str]) -> dict[str, object]:
    rows = range(len(state.needs))
    return {
        "widok": "potrzeby", "stan": plan_link.pack(state), "strona": "1", "step": step, "dopisz": ticked,
        "wiersz": [str(row) for row in rows], "potrzeba": [row.text for row in state.needs],
        "waga": ["1" for _ in rows], "zostaje": [str(row) for row in rows],
    }  # fmt: skip


def test_they_are_folded_and_not_ticked(client: TestClient, state: PlanState) -> None:
    page = client.post("/plan/potrzeby", data=_form(state, "save", [])).text

    assert "Może też (2)" in page
    assert "Ostatni autobus odjeżdża o 15.40" in page
    assert "dopisz" not in filled(page, ("id", "potrzeby"))


def test_hostile_text_among_them_is_shown_as_text(client: TestClient, state: PlanState) -> None:
    assert HOSTILE not in client.post("/plan/potrzeby", data=_form(state, "save", [])).text


def test_one_that_is_ticked_joins_the_list_and_leaves_the_fold(client: TestClient, state: PlanState) -> None:
    page = posted(client, state, "save", ["0"]).text

    assert "Może też (1)" in page
    assert filled(page, ("id", "potrzeby"))["potrzeba"] == [*(need.text for need in SURE), PERHAPS[0].text]


def test_one_that_is_ticked_on_the_way_on_is_in_the_plan(client: TestClient, state: PlanState) -> None:
    assert "Ostatni autobus odjeżdża" in posted(client, state, "plan", ["0"]).text
    assert "Ostatni autobus odjeżdża" not in posted(client, state, "plan", []).text


def test_ticks_stay_when_the_form_is_refused(client: TestClient, state: PlanState) -> None:
    refused = posted(client, state, "next", ["0"], waga=["dużo", "1"])

    assert refused.status_code == 422
    assert filled(refused.text, ("id", "potrzeby"))["dopisz"] == ["0"]


@pytest.mark.parametrize("ticked", ["7", "-1", "x", "", "0 1"])
def test_only_what_was_offered_can_be_taken(client: TestClient, state: PlanState, ticked: str) -> None:
    assert len(filled(posted(client, state, "save", [ticked]).text, ("id", "potrzeby"))["potrzeba"]) == len(SURE)


def test_a_link_leaves_them_out_as_it_does_the_document(state: PlanState) -> None:
    assert state.without_documents().perhaps == ()

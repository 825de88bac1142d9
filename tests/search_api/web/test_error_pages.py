"""Errors are pages of the same house: they say what happened and what to do, and lead on."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from search_api.problems import KINDS
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.web.test_pages import BROWSER, Page, read

# 400 is told by the connection itself, to what is no request (tests/security/test_connections.py).
STATUSES = sorted({kind.status for kind in KINDS} - {400})


def page_of(text: str) -> Page:
    page = Page()
    page.feed(text)
    return page


@pytest.mark.parametrize("status", STATUSES)
def test_every_error_has_a_page_with_the_menu_and_a_way_back(tmp_path: Path, status: int) -> None:
    app = app_with(FakeEngine(), tmp_path)

    @app.get("/proba/blad")
    def fail() -> None:
        raise HTTPException(status)

    with TestClient(app, raise_server_exceptions=False) as client:
        for language, heading in (("pl", "Coś poszło nie tak"), ("en", "Something went wrong")):
            response = client.get(f"/proba/blad?lang={language}", headers=BROWSER)
            page = page_of(response.text)
            assert response.status_code == status
            assert page.faults == []
            assert len(page.all("h1")) == 1
            assert heading not in page.text  # that is for statuses without words of their own
            assert "/o-serwisie" in " ".join(link["href"] for link in page.all("a"))


def test_a_crash_shows_no_insides_and_keeps_the_security_headers(tmp_path: Path) -> None:
    app = app_with(FakeEngine(), tmp_path)

    @app.get("/proba/awaria")
    def crash() -> None:
        raise RuntimeError("hasło w komunikacie")

    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/proba/awaria", headers=BROWSER | {"Cookie": "wyglad=yellow-on-black.150.dark"})

    assert response.status_code == 500
    assert "Błąd po naszej stronie" in response.text
    assert "hasło" not in response.text
    assert 'data-contrast="yellow-on-black"' in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_a_page_that_is_not_there_offers_a_search_in_the_language_of_the_reader(client: TestClient) -> None:
    page = read(client, "/nie-ma?lang=en")

    form = next(item for item in page.all("form") if item["action"] == "/szukaj")
    assert form["method"] == "get"
    fields = {item["name"]: item.get("value") for item in page.all("input")}
    assert "q" in fields
    assert fields["lang"] == "en"


def test_other_errors_do_not_offer_to_search(client: TestClient) -> None:
    page = page_of(client.request("POST", "/szukaj", headers=BROWSER).text)

    assert "/szukaj" not in [item["action"] for item in page.all("form")]


def test_a_refused_form_leads_back_to_the_start_and_not_to_where_only_forms_go(client: TestClient) -> None:
    page = page_of(client.post("/wyglad", data={}, headers=BROWSER | {"Origin": "https://zly.example"}).text)

    assert [item["value"] for item in page.all("input") if item["name"] == "here"] == ["/"]


@pytest.mark.parametrize(
    "address", ["/%3Cscript%3Ealert(1)%3C/script%3E", "/nie-ma?x=%E2%80%AE%22%3E%3Cb%3E", "/a%00b"]
)
def test_a_hostile_address_is_shown_as_text_or_not_at_all(client: TestClient, address: str) -> None:
    response = client.get(address, headers=BROWSER)

    assert response.status_code == 404
    assert "<script>alert" not in response.text
    assert "<b>" not in response.text

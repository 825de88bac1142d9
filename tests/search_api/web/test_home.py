"""The start page: one question, examples for three kinds of users, what is in the base."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from search_api.web import texts
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.web.test_pages import BROWSER, read


def test_it_asks_one_question(client: TestClient) -> None:
    page = read(client, "/")

    assert [item["name"] for item in page.all("input") if item.get("type") == "search"] == ["q"]
    assert "Jakiej potrzeby dotyczy szukanie?" in page.text


def test_examples_for_three_kinds_of_users_lead_to_answers(client: TestClient) -> None:
    page = read(client, "/")

    for heading in ("Dla organizacji i mieszkańców", "Dla urzędu", "Przed wizytą studyjną"):
        assert heading in page.text
    examples = [link["href"] for link in page.all("a") if link["href"].startswith("/szukaj?q=")]
    assert len(examples) == 9
    assert all(client.get(address, headers=BROWSER).status_code == 200 for address in examples)


def test_the_examples_are_the_same_needs_in_both_languages() -> None:
    needs = [
        [need for group in texts.load(language).tree("home.groups") for need in group["needs"]]  # type: ignore[attr-defined]
        for language in ("pl", "en")
    ]

    assert needs[0] == needs[1]


def test_it_says_what_is_in_the_base_and_shows_it_on_a_map_and_as_a_list(client: TestClient) -> None:
    page = read(client, "/")

    for told in ("30 praktyk", "2 dokumenty", "z 1 podregionów spośród 73", "podregion płocki"):
        assert told in page.text
    assert page.all("svg")
    assert [link for link in page.all("a") if link["href"].startswith("/szukaj?subregion=nuts:PL923")]


def test_an_empty_base_is_told_as_it_is(tmp_path: Path) -> None:
    with TestClient(app_with(FakeEngine(records=()), tmp_path)) as client:
        page = read(client, "/")

    assert "0 praktyk" in page.text
    assert "dokument" not in page.text.partition("Co jest w bazie")[2].partition("Każda praktyka")[0]


def test_a_language_chosen_by_hand_goes_along(client: TestClient) -> None:
    page = read(client, "/?lang=en")

    inner = [link["href"] for link in page.all("a") if link["href"].startswith("/") and "hreflang" not in link]
    assert all("lang=en" in address for address in inner), [one for one in inner if "lang=en" not in one][:3]

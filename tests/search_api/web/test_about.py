"""The pages about the service: honest figures, sources, privacy, the accessibility statement with the ids of its model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS, read_needs
from search_api.app import create_app
from search_api.settings import Settings
from search_api.web import frame
from search_api.web.measured import MEASURED, measured
from tests.search_api.web.test_pages import read

ABOUT = [address for address, _ in frame.ABOUT]
STATEMENT = "/deklaracja-dostepnosci"
# Asked for by the Polish model of the statement (DOMAIN.md)
IDS = [
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon", "a11y-procedura",
    "a11y-architektura", "a11y-aplikacje",
]  # fmt: skip


@pytest.fixture
def of_an_operator(tmp_path: Path) -> Iterator[TestClient]:
    """A service whose operator has filled in everything, one field with an attack."""
    settings = Settings.model_validate(
        {
            "data_dir": tmp_path,
            "public_address": "https://praktyki.example.org",
            "operator_name": "Powiat Przykładowy <script>alert(1)</script>",
            "operator_address": "ul. Rynek 1, 00-001 Przykładowo",
            "operator_email": "dostepnosc@przyklad.example",
            "operator_phone": "32 000 00 00",
            "operator_contact": "Koordynator do spraw dostępności",
            "operator_building": "Wejście od podwórza jest bez progów. W holu jest pętla indukcyjna.",
            "operator_published": "2026-11-22",
            "operator_updated": "2026-12-01",
            "operator_declared": "2026-12-02",
        }
    )
    with TestClient(create_app(settings)) as running:
        yield running


@pytest.mark.parametrize("address", [*ABOUT, "/robots.txt"])
def test_they_work_before_there_is_anything_to_search(empty_client: TestClient, address: str) -> None:
    assert empty_client.get(address, headers={"Accept": "text/html"}).status_code == 200


def test_each_leads_to_its_neighbours_and_says_which_it_is(client: TestClient) -> None:
    for address in ABOUT[:-1]:
        page = read(client, address)
        here = [link["href"] for link in page.all("a") if link.get("aria-current") == "page"]
        assert address in here
        assert set(ABOUT) <= {link["href"] for link in page.all("a")}


def test_the_figures_of_quality_are_those_of_the_file_and_say_when_and_how_they_were_measured(
    client: TestClient,
) -> None:
    page = read(client, "/o-serwisie/ranking")

    figures = json.loads(MEASURED.read_text(encoding="utf-8"))
    for name in ("recall", "ndcg_served", "wrongly_empty", "told_empty"):
        for one in figures["sets"]:
            assert f"{round(one[name] * 100)} na 100" in page.text
        shown = sorted(round(one[name] * 100) for one in figures["sets"])
        assert f"{shown[0]}–{shown[-1]} na 100" in page.text
    assert figures["command"] in page.text
    assert f"{measured().made.day} listopada {measured().made.year}" in page.text
    assert f"{sum(one['needs'] for one in figures['sets'])} potrzebach" in page.text


def test_the_file_of_figures_is_of_the_needs_that_the_program_holds() -> None:
    needs = read_needs(OWN_NEEDS, OWN_JUDGEMENTS)

    (own,) = (one for one in measured().sets if one.own)

    assert (own.needs, own.answerable) == (len(needs), sum(need.answerable for need in needs))


def test_the_weak_side_is_told_in_plain_words(client: TestClient) -> None:
    text = read(client, "/o-serwisie/ranking").text

    assert "To najsłabsza strona wyszukiwarki" in text
    assert "Lista wyników nie oznacza, że odpowiedź istnieje" in text


def test_the_ladder_of_evidence_stands_from_the_top_with_a_way_to_the_practices_of_each_level(
    client: TestClient,
) -> None:
    page = read(client, "/o-serwisie/stopnie-sprawdzenia")

    links = [link["href"] for link in page.all("a") if "evidence_level" in link["href"]]
    assert links == [f"/szukaj?evidence_level=E{level}" for level in (4, 3, 2, 1, 0)]
    assert all(client.get(link, headers={"Accept": "text/html"}).status_code == 200 for link in links)


def test_every_source_of_the_credits_is_named_to_the_reader(client: TestClient) -> None:
    text = read(client, "/o-serwisie/zrodla").text

    credits = (Path(__file__).parents[3] / "docs" / "credits.md").read_text(encoding="utf-8")
    for name in (
        "OpenStax",
        "PoQuAD",
        "EuroVoc",
        "Tatoeba",
        "GeoNames",
        "TERYT",
        "SGJP",
        "2024 poz. 1491",
        "CC BY 4.0",
    ):
        assert name in credits
        assert name in text


def test_privacy_names_every_cookie_that_the_program_sets(client: TestClient) -> None:
    text = read(client, "/o-serwisie/prywatnosc").text

    source = Path(__file__).parents[3] / "search_api"
    setting = [path for path in source.rglob("*.py") if "set_cookie(" in path.read_text(encoding="utf-8")]
    assert setting
    for name in ("wyglad", "lista", "moje_miejsce", "sesja"):
        assert name in text


def test_the_statement_has_every_id_of_the_model_once(client: TestClient) -> None:
    page = read(client, STATEMENT)

    assert [item["id"] for _, item in page.tags if item.get("id", "").startswith("a11y-")] == IDS


def test_the_statement_tells_what_the_operator_told(of_an_operator: TestClient) -> None:
    page = read(of_an_operator, STATEMENT)

    for told in (
        "Powiat Przykładowy <script>alert(1)</script> zobowiązuje się",
        "Data publikacji strony internetowej: 22 listopada 2026",
        "Data ostatniej istotnej aktualizacji: 1 grudnia 2026",
        "Data sporządzenia deklaracji: 2 grudnia 2026",
        "Koordynator do spraw dostępności",
        "32 000 00 00",
        "W holu jest pętla indukcyjna.",
    ):
        assert told in page.text
    assert "PRAKTYKI_OPERATOR" not in page.text
    (address,) = (link["href"] for link in page.all("a") if link.get("id") == "a11y-url")
    assert address == "https://praktyki.example.org/"
    assert "mailto:dostepnosc@przyklad.example" in [link["href"] for link in page.all("a")]


def test_an_operator_who_told_nothing_is_not_made_up(client: TestClient) -> None:
    page = read(client, STATEMENT)

    assert "Prowadzący tego serwisu nie uzupełnił jeszcze swoich danych." in page.text
    assert "PRAKTYKI_OPERATOR_NAME" in page.text
    assert page.text.count("prowadzący serwis nie podał tej informacji") == 7
    assert "Podmiot prowadzący ten serwis zobowiązuje się" in page.text


def test_only_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path, operator_name="Gmina Przykład"))) as running:
        text = read(running, "/o-serwisie/prywatnosc").text

    assert "Gmina Przykład" in text
    assert "PRAKTYKI_OPERATOR_NAME" not in text
    assert "PRAKTYKI_OPERATOR_EMAIL" in text

"""The page of results: what a hit tells, what narrows and orders the list, what to try when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from corpus.practice import Funding, Partner, Place, Years
from index.answer import Answer
from index.filters import Filters
from index.order import RELEVANCE, Order
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, PLOCKI, FakeEngine, practice
from tests.search_api.web.pressing import pressed
from tests.search_api.web.test_pages import BROWSER, Page, read

OWN = {"moje_miejsce": "teryt:1404"}  # powiat gostyniński, podregion płocki
LARGEST_PAGE = 200_000  # bytes


def links(page: Page) -> list[str]:
    return [link["href"] for link in page.all("a")]


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.fixture
def at_home(client: TestClient) -> Iterator[TestClient]:
    """A client whose browser knows the own place."""
    client.cookies.update(OWN)
    yield client
    client.cookies.clear()


class TestHit:
    def test_tells_need_and_action_with_the_words_of_the_query_marked(self, client: TestClient) -> None:
        body = client.get("/szukaj?q=samotni+seniorzy+na+wsi", headers=BROWSER).text

        assert "<mark>Samotni</mark> <mark>seniorzy</mark>" in body
        assert "Co zrobiono:" in body
        assert "stowarzyszenie poprowadziło spotkania" in body

    def test_tells_who_with_whom_by_sector_and_what_it_cost(self, client: TestClient) -> None:
        page = read(client, "/szukaj?q=samotni+seniorzy+na+wsi")

        assert "urząd lub instytucja: Gmina Gostynin organizacja: Stowarzyszenie Sąsiedzi" in page.text
        assert "koszt 12\u202f500,50\u00a0zł".replace("\u202f", " ").replace("\u00a0", " ") in page.text

    def test_says_quietly_that_the_cost_is_unknown_and_counts_partners_that_it_does_not_name(
        self, tmp_path: Path
    ) -> None:
        partners = [Partner(name=f"Koło {number}", sector="ngo", role="partner") for number in range(1, 5)]
        leader = Partner(name="Fundacja Przewodnia", sector="ngo", role="lead")
        record = practice("kola", "Koła", "Koła gospodyń szukały sali.", partners=(*partners, leader))
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            page = read(client, "/szukaj?q=gospody%C5%84")

        assert "koszt nieznany" in page.text
        assert "organizacja: Fundacja Przewodnia, Koło 1 i 3 inne" in page.text

    def test_says_how_proven_it_is_in_words_and_what_the_steps_mean(self, client: TestClient) -> None:
        page = read(client, "/szukaj?q=samotni+seniorzy+na+wsi")

        assert "Czy to sprawdzone E3 wyniki w liczbach albo ewaluacja" in page.text
        assert "Co znaczą stopnie sprawdzenia" in page.text
        assert "/o-serwisie/stopnie-sprawdzenia" in links(page)

    def test_without_a_query_gives_no_reasons(self, client: TestClient) -> None:
        page = read(client, "/szukaj?theme=youth")

        assert "Potrzeba: Młodzież po szkole" in page.text
        assert "Dlaczego pasuje" not in page.text

    def test_can_be_put_on_the_list_of_the_reader(self, client: TestClient) -> None:
        body = client.get("/szukaj?q=samotni+seniorzy+na+wsi", headers=BROWSER).text

        assert 'action="/lista/dodaj' in body
        assert 'value="lucien-klub-seniora"' in body


class TestNoWord:
    @pytest.mark.parametrize("typed", ["?", "...", "!!", "—", "🏡", "? !"])
    def test_signs_alone_ask_for_words_instead_of_listing_the_base(self, client: TestClient, typed: str) -> None:
        answer = client.get("/szukaj", params={"q": typed}, headers=BROWSER)

        assert answer.status_code == 422
        assert "Napisz słowami, kto czego potrzebuje" in answer.text
        assert 'class="hit"' not in answer.text

    @pytest.mark.parametrize("typed", ["", " ", "500+", "2024"])
    def test_nothing_typed_and_digits_are_searched_as_before(self, client: TestClient, typed: str) -> None:
        assert client.get("/szukaj", params={"q": typed}, headers=BROWSER).status_code == 200


class TestFacets:
    def test_a_value_that_the_query_names_stands_first_in_its_facet(self, tmp_path: Path) -> None:
        # Given results of which most are networking, and a query that names a centre of organisations
        forms = [("networking",)] * 3 + [("ngo_centre",), ("consultation",)]
        records = [
            practice(f"centrum-{number}", "Centrum", "Organizacje szukały miejsca.", cooperation_forms=codes)
            for number, codes in enumerate(forms)
        ]

        with TestClient(app_with(FakeEngine(records), tmp_path)) as client:
            named = client.get("/szukaj?q=centrum+organizacji+pozarządowych", headers=BROWSER).text
            plain = client.get("/szukaj?q=organizacje", headers=BROWSER).text

        assert named.index("cooperation_form=ngo_centre") < named.index("cooperation_form=networking")
        assert plain.index("cooperation_form=networking") < plain.index("cooperation_form=ngo_centre")

    def test_a_second_value_of_a_facet_may_be_chosen_and_each_be_taken_off(self, client: TestClient) -> None:
        one = read(client, "/szukaj?theme=youth")
        more = next(link for link in links(one) if "theme=youth" in link and "theme=seniors" in link)
        both = read(client, more)

        assert "✓ młodzież (wybrane, usuń filtr) 1" in one.text
        assert "Wystarczy, że pasuje jedna." in one.text
        assert "✓ młodzież" in both.text
        assert "✓ seniorzy" in both.text
        assert "Znaleziono 29 wyników" in both.text
        assert "/szukaj?theme=seniors#wyniki" in links(both)
        assert "/szukaj?theme=youth#wyniki" in links(both)

    def test_years_and_cost_count_all_up_to_a_step_and_a_step_takes_the_place_of_another(
        self, client: TestClient
    ) -> None:
        page = read(client, "/szukaj")
        link = next(link for link in links(page) if "max_budget_pln=50000" in link)
        chosen = read(client, f"{link.partition('#')[0]}&year_from=2010")

        assert "do kwoty 50 000 zł 1" in page.text.replace("\u202f", " ").replace("\u00a0", " ")
        assert "Znaleziono 1 wynik" in chosen.text
        assert "✓ od roku 2010" in chosen.text
        later = [asked(link) for link in links(chosen) if link.startswith("/szukaj?") and "year_from=2015" in link]
        assert later[0]["max_budget_pln"] == "50000"

    def test_every_link_of_a_facet_not_in_use_keeps_its_promise(self, client: TestClient) -> None:
        body = client.get("/szukaj?q=remiza+klub&year_from=2010", headers=BROWSER).text
        facets = body[body.index('id="filtry"') : body.index('id="lista-wynikow"')]
        page = Page()
        page.feed(facets)
        promised = [link["href"] for link in page.all("a") if link.get("class") is None]

        assert promised
        for address in promised:
            found = read(client, address)
            counts = facets[facets.index(address.replace("&", "&amp;")) :].partition('class="count">')[2]
            expected = int(counts.partition("<")[0])
            assert "Znaleziono" in found.text
            assert f"Znaleziono {expected} " in found.text

    def test_stand_behind_one_disclosure_that_says_how_many_are_in_use(self, client: TestClient) -> None:
        page = read(client, "/szukaj?theme=seniors&year_from=2010")

        assert "Zawęź wyniki (2)" in page.text
        assert "Pomiń filtry, przejdź do listy" in page.text


class TestOrder:
    def test_each_order_is_a_link_and_the_chosen_one_is_not(self, client: TestClient) -> None:
        page = read(client, "/szukaj?q=remiza&sort=newest")

        assert {"/szukaj?q=remiza#wyniki", "/szukaj?q=remiza&diversity=0.5#wyniki"} <= set(links(page))
        assert "/szukaj?q=remiza&sort=newest#wyniki" not in links(page)
        assert [
            item for _, item in page.tags if item.get("aria-current") == "true" and item.get("class") == "order__here"
        ]

    def test_a_typed_place_puts_the_nearest_first_and_tells_how_far(self, client: TestClient) -> None:
        body = client.get("/szukaj?q=klub", headers=BROWSER).text
        empty = 'name="near" form="szukanie" type="text" value="'
        pairs = pressed(body.replace(empty, f"{empty}Płock"), "szukanie", "near", "Płock")
        page = read(client, f"/szukaj?{urlencode(pairs)}")

        assert "najbliższe: Płock" in page.text
        assert "km w linii prostej" in page.text
        assert page.text.index("Klub seniora w Lucieniu") < page.text.index("Rybnik: klub młodzieżowy")

    def test_the_order_goes_along_with_filters_and_pages(self, client: TestClient) -> None:
        page = read(client, "/szukaj?near=P%C5%82ock&year_from=2010")

        steps = [link for link in links(page) if link.startswith("/szukaj?") and ("theme=" in link or "page=2" in link)]
        assert steps
        assert all(asked(link)["near"] == "Płock" for link in steps)

    def test_a_place_that_several_have_is_refused_at_its_field_and_can_be_chosen(self, client: TestClient) -> None:
        address = f"/szukaj?{urlencode({'q': 'klub', 'theme': 'seniors', 'near': 'Dąbrowa'})}"
        response = client.get(address, headers=BROWSER)
        page = read(client, address)

        assert response.status_code == 422
        field = next(item for item in page.all("input") if item.get("id") == "near")
        assert (field["value"], field["aria-invalid"]) == ("Dąbrowa", "true")
        assert "near-blad" in field["aria-describedby"]
        assert "Jest kilka miejsc o nazwie „Dąbrowa”" in page.text
        assert "#near" in links(page)
        summary = next(item for _, item in page.tags if item.get("role") == "alert")
        assert "autofocus" in summary
        place = next(item["value"] for item in page.all("button") if item.get("name") == "near")
        chosen = read(client, f"/szukaj?{urlencode(pressed(response.text, 'szukanie', 'near', place))}")
        assert "Znaleziono" in chosen.text
        assert "temat: seniorzy" in chosen.text

    def test_a_hostile_place_is_shown_as_text(self, client: TestClient) -> None:
        page = read(client, f"/szukaj?{urlencode({'q': 'klub', 'near': HOSTILE})}")

        assert not [script for script in page.all("script") if "src" not in script]
        assert HOSTILE in page.text


class TestOwnSubregion:
    def test_is_left_out_and_let_in_again_with_one_click(self, at_home: TestClient) -> None:
        page = read(at_home, "/szukaj?q=klub")
        step = next(link for link in links(page) if "not_subregion" in link)
        without = read(at_home, step)

        assert "Nie z mojego subregionu 1 wynik jest z twojego podregionu (podregion płocki)" in page.text
        assert asked(step) == {"q": "klub", "not_subregion": "nuts:PL923"}
        assert "Klub seniora w Lucieniu" in page.text
        assert "Klub seniora w Lucieniu" not in without.text
        assert "Bez twojego podregionu (podregion płocki)" in without.text
        assert "/szukaj?q=klub#wyniki" in links(without)

    def test_without_results_from_it_says_so(self, at_home: TestClient) -> None:
        page = read(at_home, "/szukaj?q=remiza")

        assert "Żaden z tych wyników nie jest z twojego podregionu" in page.text

    def test_is_asked_for_where_it_is_not_known(self, client: TestClient) -> None:
        address = "/szukaj?q=klub"
        body = client.get(address, headers=BROWSER).text
        page = read(client, address)

        assert "/moja-gmina?return=%2Fszukaj%3Fq%3Dklub" in links(page)
        chosen = body.replace('<option value="nuts:PL923">', '<option value="nuts:PL923" selected>')
        pairs = dict(pressed(chosen, "szukanie", "not_subregion", "nuts:PL923"))
        assert "bez: podregion płocki" in read(client, f"/szukaj?{urlencode(pairs)}").text

    def test_may_be_left_out_before_searching(self, at_home: TestClient) -> None:
        page = read(at_home, "/")

        box = next(item for item in page.all("input") if item.get("name") == "not_subregion")
        assert (box["type"], box["value"]) == ("checkbox", "nuts:PL923")

    def test_the_nearest_to_the_own_place_are_one_click_away(self, at_home: TestClient) -> None:
        page = read(at_home, "/szukaj?q=klub")
        step = next(link for link in links(page) if "near=" in link)
        nearest = read(at_home, step)

        assert asked(step) == {"q": "klub", "sort": "nearest", "near": "teryt:1404"}
        assert nearest.text.index("Klub seniora w Lucieniu") < nearest.text.index("Rybnik: klub młodzieżowy")


class TestNothing:
    def test_filters_that_let_nothing_through_are_named_with_what_there_is_without_them(
        self, client: TestClient
    ) -> None:
        page = read(client, "/szukaj?q=remiza&theme=youth&year_from=2010")

        assert "Z tymi filtrami nie ma wyników" in page.text
        assert "Bez filtrów jest 25 wyników. Pokaż wyniki bez filtrów" in page.text
        assert "bez „temat: młodzież”: 25 wyników" in page.text
        assert "bez „od roku 2010”" not in page.text
        assert "Napisz krócej" not in page.text

    def test_words_that_no_description_holds_are_named(self, client: TestClient) -> None:
        page = read(client, "/szukaj?q=hodowla+papugi+seniorzy&theme=youth")

        assert "Brak dobrego dopasowania" in page.text
        assert "Tych słów nie ma w żadnym opisie: „hodowla”, „papugi”." in page.text
        assert "Filtry nic tu nie zmieniają." in page.text

    def test_related_words_are_searched_with_the_same_filters(self, client: TestClient) -> None:
        page = read(client, "/szukaj?q=hodowla+papugi+seniorzy&theme=youth")

        assert "/szukaj?q=klub+seniora&theme=youth#wyniki" in links(page)


class Correcting(FakeEngine):
    """Takes every query for one with a typing error in a place."""

    def search(
        self, query: str, filters: Filters, limit: int, offset: int, *, diversity: float = 0.0, order: Order = RELEVANCE
    ) -> Answer:
        found = super().search(query, filters, limit, offset, diversity=diversity, order=order)
        return replace(found, corrections=((HOSTILE, "remiza"),), places=(HOSTILE,))


def test_a_correction_says_what_is_searched_instead_and_hostile_words_stay_text(tmp_path: Path) -> None:
    with TestClient(app_with(Correcting(), tmp_path)) as client:
        page = read(client, "/szukaj?q=remiza")

    assert f"Szukamy „remiza” zamiast „{HOSTILE}”." in page.text
    assert f"Miejsca z pytania ({HOSTILE})" in page.text


def test_how_many_there_are_stands_in_the_title_and_where_steps_lead(client: TestClient) -> None:
    body = client.get("/szukaj?q=remiza&page=2", headers=BROWSER).text
    page = read(client, "/szukaj?q=remiza&page=2")

    assert "<title>Wyniki dla: remiza: Znaleziono 25 wyników, strona 2 z 3 –" in body
    status = next(item for _, item in page.tags if item.get("role") == "status" and item.get("id") == "wyniki")
    assert status["tabindex"] == "-1"
    steps = [link for link in links(page) if link.startswith("/szukaj?") and "lang=" not in link]
    assert steps
    assert all(link.endswith("#wyniki") for link in steps)


def test_the_search_can_be_taken_away_as_files_and_seen_on_a_map(client: TestClient) -> None:
    page = read(client, "/szukaj?q=klub+seniora&theme=seniors&near=P%C5%82ock")

    wanted = {"q": "klub seniora", "theme": "seniors", "sort": "nearest", "near": "Płock"}
    for address in ("/api/v1/exports/practices.csv", "/api/v1/exports/practices.xlsx", "/mapa"):
        link = next(link for link in links(page) if link.startswith(f"{address}?"))
        assert wanted.items() <= asked(link).items()
        assert client.get(link, headers=BROWSER).status_code == 200


def test_a_page_of_the_longest_records_stays_small(tmp_path: Path) -> None:
    long = "ż" * 300
    records = [
        practice(
            f"dluga-{number}",
            "Ż" * 200,
            "Potrzeba " * 2000,
            actions="ż" * 20_000,
            results="Działania " * 1900,
            place=Place(locality=long, gmina=long, powiat=long, voivodeship="mazowieckie"),
            areas=(PLOCKI,),
            years=Years(start=2000, end=2020),
            partners=tuple(Partner(name=f"{long[:290]}{one}", sector="ngo", role="lead") for one in range(100)),
            funding=tuple(Funding(source=long, amount_pln=1e12) for _ in range(50)),
        )
        for number in range(12)
    ]
    with TestClient(app_with(FakeEngine(records), tmp_path)) as client:
        response = client.get(f"/szukaj?{urlencode({'q': 'potrzeba ' * 12})}", headers=BROWSER)

    assert response.status_code == 200
    assert len(response.content) < LARGEST_PAGE

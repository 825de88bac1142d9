"""The pages on areas."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from corpus.places import gazetteer
from search_api.planning.briefing_areas import all_areas
from search_api.web import briefing_map
from search_api.web.own_place import COOKIE
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, PLOCKI, FakeEngine, practice
from tests.search_api.web.test_pages import BROWSER, read


def test_every_area_is_on_the_list_with_its_number(client: TestClient) -> None:
    page = read(client, "/obszary")

    linked = {
        unquote(link["href"]).removeprefix("/obszary/") for link in page.all("a") if "/obszary/" in link.get("href", "")
    }
    assert linked == all_areas().keys()
    assert "powiat gostyniński 1" in page.text
    assert "podregion rybnicki 0" in page.text


def test_the_readers_own_powiat_and_podregion_come_first(client: TestClient) -> None:
    page = read(client, "/obszary", Cookie=f"{COOKIE}=teryt:2412042")

    addresses = [link["href"] for link in page.all("a") if link.get("href", "").startswith("/obszary/")]
    assert addresses[:3] == ["/obszary/teryt:2412", "/obszary/nuts:PL227", "/obszary/teryt:24"]


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/obszary?nazwa=powiat+rybnicki", "/obszary/teryt:2412"),
        ("/obszary?nazwa=Rybniku&lang=en", "/obszary/teryt:2473?lang=en"),
        ("/obszary/powiat%20rybnicki", "/obszary/teryt:2412"),
        ("/obszary/subregion%20zachodni", "/obszary/%C5%9Bl%C4%85skie/zachodni"),
        ("/obszary/Lyski", "/obszary?nazwa=Lyski"),
    ],
)
def test_a_name_leads_to_the_area_or_to_the_choice(client: TestClient, address: str, leads_to: str) -> None:
    answer = client.get(address, headers=BROWSER, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


def test_namesakes_are_offered_to_choose_from(client: TestClient) -> None:
    page = read(client, "/obszary?nazwa=brzeski")

    assert "Nazwa „brzeski” pasuje do kilku obszarów." in page.text
    candidates = [link["href"] for link in page.all("a") if link.get("href", "").startswith("/obszary/")][:2]
    assert candidates == ["/obszary/teryt:1202", "/obszary/teryt:1601"]


def test_of_a_gmina_its_powiat_is_offered(client: TestClient) -> None:
    page = read(client, "/obszary?nazwa=Lyski")

    assert "„Lyski” to gmina albo miejscowość. Zestawienie jest dla całego powiatu." in page.text


@pytest.mark.parametrize(
    ("address", "told"), [("/obszary?nazwa=", "Wpisz nazwę."), ("/obszary?nazwa=xyzzy", "Nie znamy obszaru „xyzzy”.")]
)
def test_a_name_that_nothing_has_is_told_at_the_field(client: TestClient, address: str, told: str) -> None:
    answer = client.get(address, headers=BROWSER)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_an_address_of_no_area_is_not_found(client: TestClient) -> None:
    answer = client.get("/obszary/nuts:PL999", headers=BROWSER)

    assert answer.status_code == 404
    assert "nuts:PL999" in answer.text


def test_a_briefing_tells_figures_with_links_and_says_what_a_white_spot_means(client: TestClient) -> None:
    page = read(client, "/obszary/nuts:PL923")

    assert "Co baza wie: podregion płocki" in page.text
    assert "1\N{NO-BREAK SPACE}z\N{NO-BREAK SPACE}1 [1]".replace("\N{NO-BREAK SPACE}", " ") in page.text
    assert "Biała plama znaczy tylko" in page.text
    assert "E3" in page.text
    links = {link["href"] for link in page.all("a")}
    assert "/szukaj?subregion=nuts%3APL923&kind=practice&theme=seniors" in links
    assert "/api/v1/briefings/nuts:PL923?format=docx&lang=pl" in links
    assert "/obszary/teryt:14" in links


def test_every_table_has_a_caption_and_heads(client: TestClient) -> None:
    page = read(client, "/obszary/nuts:PL923")

    assert len(page.all("table")) == len(page.all("caption")) > 5
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))


def test_every_link_of_a_figure_opens_as_many_practices_as_it_says(client: TestClient) -> None:
    html = client.get("/obszary/nuts:PL923", headers=BROWSER).text

    figures = re.findall(r'<a href="(/szukaj\?[^"]+|/lista\?[^"]+)">(\d+)\N{NO-BREAK SPACE}z', html)
    assert len(figures) > 10
    for address, count in set(figures):
        address = address.replace("&amp;", "&")
        if address.startswith("/lista"):
            assert address.count("id=") == int(count)
        else:
            found = client.get(address.replace("/szukaj", "/api/v1/search")).json()
            assert found["total"] == int(count), address


def test_an_area_without_practices_says_so_and_offers_to_add_one(client: TestClient) -> None:
    page = read(client, "/obszary/teryt:2001")

    assert "Baza nie zna jeszcze żadnej praktyki stąd." in page.text
    assert {"href": "/dodaj"} in page.all("a")


def test_hostile_words_of_records_are_shown_as_text(client: TestClient) -> None:
    hostile = practice("atak", f"Tytuł {HOSTILE}", "Potrzeba.", areas=(PLOCKI,))
    with TestClient(app_with(FakeEngine((hostile,)), client.app.state.settings.data_dir)) as own:  # type: ignore[attr-defined]
        html = own.get("/obszary/nuts:PL923", headers=BROWSER).text

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_map_shows_the_area_among_those_around_it(client: TestClient) -> None:
    html = client.get("/obszary/nuts:PL227", headers=BROWSER).text

    assert html.count('class="area-map__own" d=') == 1
    assert html.count('class="area-map__beside" d=') == 5
    assert 'aria-label="podregion rybnicki: liczby praktyk' in html


@pytest.mark.parametrize("code", ["teryt:2412", "nuts:PL843", "śląskie/centralny", "teryt:22"])
def test_the_map_holds_all_that_it_draws(code: str) -> None:
    from search_api.planning.briefing import briefing

    area = all_areas()[code]
    drawn = briefing_map.area_map(briefing(area, (), ()), {})

    own = [part for part in drawn.parts if part.is_own]
    assert len(own) == len(area.subregions)
    assert all(drawn.left <= part.x <= drawn.left + drawn.width for part in own)
    assert all(drawn.top <= part.y <= drawn.top + drawn.height for part in own)
    assert (drawn.seat is not None) == (code in gazetteer().powiats)


def test_pages_lead_here(client: TestClient) -> None:
    own = read(client, "/moja-gmina", Cookie=f"{COOKIE}=teryt:2412042")

    assert {"href": "/obszary/teryt:2412"} in own.all("a")
    assert {"href": "/obszary"} in read(client, "/").all("a")

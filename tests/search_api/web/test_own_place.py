"""The page "Moja gmina", the cookie behind it, and the comparison on the page of a practice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from search_api.web import own_place
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.test_pages import BROWSER, Page, read

PAGE = "/moja-gmina"
LYSKI = "teryt:2412042"
PRACTICE = "/praktyki/lucien-klub-seniora"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A browser with its own cookies, that does not follow redirects by itself."""
    with TestClient(app_with(FakeEngine(), tmp_path), follow_redirects=False, headers=BROWSER) as running:
        yield running


def page_of(text: str) -> Page:
    page = Page()
    page.feed(text)
    return page


def asking(cookie: str) -> Request:
    header = f"{own_place.COOKIE}={cookie}".encode("latin-1", "replace")
    return Request({"type": "http", "headers": [(b"cookie", header)]})


class TestCookie:
    def test_a_code_of_the_register_is_a_place(self) -> None:
        found = own_place.of_request(asking(LYSKI))

        assert found is not None
        assert (found.name, found.subregion_label) == ("Lyski", "podregion rybnicki")

    @pytest.mark.parametrize(
        "cookie", ["", "teryt:9999999", "teryt:24", "Lyski", "2412042", f"{LYSKI}x", "teryt:２４１２０４２", HOSTILE]
    )
    def test_anything_else_counts_as_nothing_chosen(self, cookie: str) -> None:
        assert own_place.of_request(asking(cookie)) is None

    @given(st.text(max_size=100))
    def test_no_cookie_breaks_a_page(self, cookie: str) -> None:
        found = own_place.of_request(asking(cookie))

        assert found is None or found.code == cookie

    def test_a_tampered_cookie_shows_the_page_of_a_newcomer(self, client: TestClient) -> None:
        client.cookies.set(own_place.COOKIE, "teryt:0000000")

        answer = client.get(PAGE)

        assert answer.status_code == 200
        assert "teryt:0000000" not in answer.text


class TestChoosing:
    def test_a_clear_name_is_kept_and_leads_back(self, client: TestClient) -> None:
        answer = client.post(PAGE, data={"nazwa": "w Lyskach", "return": f"{PRACTICE}#u-ciebie"})

        assert (answer.status_code, answer.headers["location"]) == (303, f"{PRACTICE}#u-ciebie")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{own_place.COOKIE}={LYSKI};")
        for part in ("HttpOnly", "Path=/", "SameSite=lax"):
            assert part in cookie
        assert "Lyski" in read(client, PAGE).text

    def test_a_name_of_several_places_leads_to_a_list(self, client: TestClient) -> None:
        answer = client.post(PAGE, data={"nazwa": "Dąbrowa", "return": PRACTICE})

        address = urlsplit(answer.headers["location"])
        assert (answer.status_code, address.path) == (303, PAGE)
        assert parse_qs(address.query) == {"nazwa": ["Dąbrowa"], "return": [PRACTICE]}
        assert "set-cookie" not in answer.headers

        page = read(client, answer.headers["location"])
        radios = [field for field in page.all("input") if field.get("type") == "radio"]
        assert len(radios) == 6
        assert not any("checked" in radio for radio in radios)
        assert "gmina wiejska, powiat mogileński, woj. kujawsko-pomorskie" in page.text
        assert {"type": "hidden", "name": "return", "value": PRACTICE} in page.all("input")

        chosen = client.post(
            PAGE, data={"nazwa": "Dąbrowa", "z-listy": "1", "kod": radios[1]["value"], "return": PRACTICE}
        )
        assert (chosen.status_code, chosen.headers["location"]) == (303, PRACTICE)
        assert radios[1]["value"] in chosen.headers["set-cookie"]

    def test_a_powiat_may_be_chosen_whole(self, client: TestClient) -> None:
        answer = client.post(PAGE, data={"nazwa": "powiat rybnicki"})

        assert answer.headers["set-cookie"].startswith(f"{own_place.COOKIE}=teryt:2412;")
        assert "powiat rybnicki" in read(client, PAGE).text

    def test_a_village_leads_to_the_gminas_of_its_powiat(self, client: TestClient) -> None:
        page = read(client, f"{PAGE}?nazwa=Bemowo")

        assert "to miejscowość, a nie gmina" in page.text
        assert [field.get("value") for field in page.all("input") if field.get("type") == "radio"] == ["teryt:1465011"]

    @pytest.mark.parametrize(
        ("data", "said", "field"),
        [
            ({"nazwa": ""}, "Wpisz nazwę gminy albo powiatu.", "nazwa"),
            ({"nazwa": "Xyzzy"}, "Nie znamy gminy ani powiatu o nazwie „Xyzzy”", "nazwa"),
            ({"nazwa": "Mazury"}, "„Mazury” to region. Wpisz miasto, gminę albo powiat", "nazwa"),
            ({"kod": "teryt:9999999"}, "Wpisz nazwę gminy albo powiatu.", "nazwa"),
            ({"nazwa": "Dąbrowa", "z-listy": "1"}, "Zaznacz jedną z gmin na liście.", "wybor-1"),
            ({"nazwa": "Dąbrowa", "z-listy": "1", "kod": "teryt:1"}, "Zaznacz jedną z gmin na liście.", "wybor-1"),
        ],
    )
    def test_a_refused_form_says_why_at_the_field_and_shows_what_was_typed(
        self, client: TestClient, data: dict[str, str], said: str, field: str
    ) -> None:
        answer = client.post(PAGE, data=data)

        assert answer.status_code == 422
        assert "set-cookie" not in answer.headers
        page = page_of(answer.text)
        assert page.text.count(said) == 2
        (summary,) = (tag for name, tag in page.tags if tag.get("id") == "bledy")
        assert (summary["role"], summary["tabindex"]) == ("alert", "-1")
        assert f"#{field}" in [link.get("href") for link in page.all("a")]
        (wrong,) = (tag for _, tag in page.tags if tag.get("id") == field)
        assert any(name.endswith("-blad") for name in wrong["aria-describedby"].split())
        (typed,) = (tag for _, tag in page.tags if tag.get("id") == "nazwa")
        assert typed["value"] == data.get("nazwa", "")

    def test_it_is_forgotten_when_asked(self, client: TestClient) -> None:
        client.post(PAGE, data={"nazwa": "Lyski"})

        answer = client.post(f"{PAGE}/zapomnij")

        assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
        assert "Max-Age=0" in answer.headers["set-cookie"]
        assert own_place.COOKIE not in client.cookies

    @pytest.mark.parametrize("address", ["https://zly.example/", "//zly.example", "javascript:alert(1)", "/\\zly"])
    def test_it_never_leads_to_another_site(self, client: TestClient, address: str) -> None:
        chosen = client.post(PAGE, data={"nazwa": "Lyski", "return": address})
        several = client.post(PAGE, data={"nazwa": "Dąbrowa", "return": address})
        page = read(client, f"{PAGE}?return={address}")

        assert chosen.headers["location"] == PAGE
        assert "return" not in several.headers["location"]
        assert all(link["href"].startswith(("/", "#")) and not link["href"].startswith("//") for link in page.all("a"))
        assert not any("zly" in field.get("value", "") for field in page.all("input") if field["name"] == "return")

    def test_another_site_cannot_choose_for_a_reader(self, client: TestClient) -> None:
        for address in (PAGE, f"{PAGE}/zapomnij"):
            answer = client.post(address, data={"nazwa": "Lyski"}, headers={"Origin": "https://zly.example"})
            assert answer.status_code == 403
            assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize("typed", [HOSTILE, "\u202eiksyL\u202c xyzzy", "ż" * 3000])
    def test_hostile_names_show_as_text(self, client: TestClient, typed: str) -> None:
        answer = client.get(PAGE, params={"nazwa": typed})

        assert answer.status_code == 422
        assert "<script>alert" not in answer.text
        assert "\u202e" not in answer.text
        assert len(answer.text) < 40_000

    def test_english_stays_english(self, client: TestClient) -> None:
        several = client.post(f"{PAGE}?lang=en", data={"nazwa": "Dąbrowa"})
        page = read(client, several.headers["location"])

        assert "lang=en" in several.headers["location"]
        assert "Which one is it?" in page.text


class TestComparison:
    def test_a_newcomer_gets_a_form_that_leads_back_to_the_practice(self, client: TestClient) -> None:
        page = read(client, PRACTICE)

        assert {"type": "hidden", "name": "return", "value": f"{PRACTICE}#u-ciebie"} in page.all("input")
        assert "Porównaj ze swoją gminą" in page.text
        assert "Co podobne" not in page.text

    def test_who_has_chosen_sees_what_is_alike_different_and_unknown(self, client: TestClient) -> None:
        client.cookies.set(own_place.COOKIE, LYSKI)

        page = read(client, PRACTICE)

        for words in ("Co podobne", "Co inne", "Czego nie wiemy", "Inne województwo: mazowieckie. Twoje to śląskie."):
            assert words in page.text
        assert "Porównaj ze swoją gminą" not in page.text

    def test_hostile_text_of_a_record_shows_as_text(self, client: TestClient) -> None:
        client.cookies.set(own_place.COOKIE, LYSKI)

        answer = client.get("/praktyki/atak-w-opisie")

        assert "<script>alert" not in answer.text
        assert "Organizacje pozarządowe: &lt;script&gt;" in answer.text

    def test_every_page_says_which_gmina_is_chosen(self, client: TestClient) -> None:
        assert "Wybierz swoją gminę" in read(client, "/").text

        client.cookies.set(own_place.COOKIE, LYSKI)

        assert "Moja gmina: Lyski" in read(client, "/").text

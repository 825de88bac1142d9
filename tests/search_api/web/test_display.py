"""Contrast, text size and background: buttons with a state, without JavaScript, back to where one was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.web import display
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.web.test_pages import BROWSER, Page, read


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    """A browser with cookies of its own, which does not follow where it is sent."""
    with TestClient(app_with(FakeEngine(), tmp_path), follow_redirects=False) as running:
        yield running


def looks(page: Page) -> tuple[str, str, str]:
    html = page.all("html")[0]
    return html["data-contrast"], html["data-size"], html["data-theme"]


def pressed(page: Page) -> set[str]:
    return {item["id"] for item in page.all("button") if item.get("aria-pressed") == "true" and "name" in item}


def test_a_choice_is_kept_and_leads_back_to_its_button(reader: TestClient) -> None:
    sent = reader.post("/wyglad", data={"contrast": "yellow-on-black", "here": "/szukaj?q=remiza&theme=seniors"})

    assert sent.status_code == 303
    assert sent.headers["location"] == "/szukaj?q=remiza&theme=seniors#wyglad-contrast-yellow-on-black"
    page = read(reader, "/")
    assert looks(page) == ("yellow-on-black", "100", "system")
    assert "wyglad-contrast-yellow-on-black" in pressed(page)
    assert "wyglad-contrast-normal" not in pressed(page)


def test_each_button_changes_one_thing_and_leaves_the_others(reader: TestClient) -> None:
    for choice in ({"size": "150"}, {"theme": "dark"}, {"contrast": "black-on-white"}, {"size": "125"}):
        reader.post("/wyglad", data=choice)

    page = read(reader, "/api")

    assert looks(page) == ("black-on-white", "125", "dark")
    assert pressed(page) == {"wyglad-contrast-black-on-white", "wyglad-size-125", "wyglad-theme-dark"}


def test_every_page_has_all_the_buttons_with_exactly_one_pressed_of_each_kind(reader: TestClient) -> None:
    for address in ("/", "/szukaj?q=remiza", "/nie-ma", "/deklaracja-dostepnosci"):
        page = read(reader, address)
        for name, values in display.CHOICES.items():
            buttons = [item for item in page.all("button") if item.get("name") == name]
            assert [item["value"] for item in buttons] == list(values)
            assert [item["aria-pressed"] for item in buttons].count("true") == 1


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "yellow-on-black",
        "pink.100.system",
        "normal.9999.system",
        "normal.100.",
        '"><script>.100.dark',
        "a" * 4000,
        "....",
    ],
)
def test_a_cookie_that_makes_no_sense_counts_as_far_as_it_does(reader: TestClient, cookie: str) -> None:
    page = read(reader, "/", Cookie=f"wyglad={cookie}")

    contrast, size, theme = looks(page)
    assert contrast in display.CHOICES["contrast"]
    assert (size, theme) in {("100", "system"), ("100", "dark")}


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(reader: TestClient) -> None:
    cookie = reader.post("/wyglad", data={"size": "125"}).headers["set-cookie"].lower()

    for told in ("httponly", "samesite=lax", "path=/", "max-age=31536000"):
        assert told in cookie
    assert "secure" not in cookie
    assert "secure" in reader.post("https://testserver/wyglad", data={"size": "125"}).headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "here", ["https://zly.example", "//zly.example/x", "javascript:alert(1)", "/\\zly.example", ""]
)
def test_it_never_leads_to_another_site(reader: TestClient, here: str) -> None:
    sent = reader.post("/wyglad", data={"size": "125", "here": here})

    assert sent.headers["location"] == "/#wyglad-size-125"


def test_a_form_of_another_site_is_refused(reader: TestClient) -> None:
    sent = reader.post("/wyglad", data={"size": "125"}, headers={"Origin": "https://zly.example"} | BROWSER)

    assert sent.status_code == 403
    assert "set-cookie" not in sent.headers
    assert "Ten formularz wysłała inna strona" in sent.text


def test_a_choice_that_there_is_not_changes_nothing(reader: TestClient) -> None:
    sent = reader.post("/wyglad", data={"size": "900", "contrast": "pink", "here": "/api"})

    assert sent.headers["location"] == "/api"
    assert looks(read(reader, "/")) == ("normal", "100", "system")


def test_the_form_knows_where_it_stands(reader: TestClient) -> None:
    page = read(reader, "/szukaj?q=remiza&lang=pl")

    form = next(item for item in page.all("form") if item["action"].startswith("/wyglad"))
    assert form == {"class": "look__form", "action": "/wyglad?lang=pl", "method": "post"}
    assert next(item["value"] for item in page.all("input") if item["name"] == "here") == "/szukaj?q=remiza&lang=pl"


def test_no_cache_between_may_give_one_readers_page_to_another(reader: TestClient) -> None:
    headers = reader.get("/", headers=BROWSER).headers

    assert headers["cache-control"] == "private, no-cache"
    assert headers["vary"] == "Accept-Language, Cookie, Accept-Encoding"

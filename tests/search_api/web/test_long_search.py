"""A long search: the page holds the query once, and its steps are buttons of one form that do what links do."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message

from tests.search_api.web.test_pages import BROWSER, Page, read

LARGEST_PAGE = 200_000  # bytes
LONG = "remiza " * 200
LONGEST = {
    "emoji": "\N{FIRE ENGINE}" * 10_000,
    "quotes": '"' * 10_000,
    "apostrophes": "'" * 10_000,
    "angle brackets": "<>" * 5_000,
    "ampersands": "&" * 10_000,
    "Polish": ("Strażacy ochotnicy potrzebowali remizy, a mieszkańcy świetlicy. " * 200)[:10_000],
    "one word": "ż" * 10_000,
}


def sent(page: Page, name: str, value: str) -> str:
    """The address that a browser asks for when the button with this name and value is pressed."""
    pairs: list[tuple[str, str]] = []
    for tag, attributes in page.tags:
        if tag == "button" and (attributes.get("name"), attributes.get("value")) == (name, value):
            assert attributes["form"] == "szukanie"
            pairs.append((name, value))
        elif tag == "input":
            pairs.append((attributes["name"], attributes["value"]))
        elif tag == "option" and "selected" in attributes:
            pairs.append(("not_voivodeship", attributes["value"]))
    assert (name, value) in pairs
    return f"/szukaj?{urlencode(pairs)}"


async def asked(app: ASGIApp, query: str) -> tuple[int, int]:
    """Status and size of a search page, asked for without the test client, which refuses addresses over 64 kB."""
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
             "path": "/szukaj", "raw_path": b"/szukaj", "root_path": "", "query_string": query.encode(),
             "headers": [(b"host", b"localhost"), (b"accept", b"text/html")]}  # fmt: skip
    sent_back: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent_back.append(message)

    await app(scope, receive, send)
    return int(sent_back[0]["status"]), sum(len(message.get("body", b"")) for message in sent_back)


def buttons(page: Page) -> set[tuple[str, str]]:
    return {(button["name"], button["value"]) for button in page.all("button") if "name" in button}


@pytest.mark.parametrize("query", LONGEST.values(), ids=LONGEST.keys())
@pytest.mark.parametrize("filters", ["", "&theme=seniors&voivodeship=mazowieckie&year_from=2010&lang=en"])
def test_the_page_of_any_longest_query_stays_small(
    client: TestClient, real_client: TestClient, query: str, filters: str
) -> None:
    for served in (client, real_client):
        status, size = asyncio.run(asked(served.app, f"{urlencode({'q': query})}{filters}"))

        assert status == 200
        assert size < LARGEST_PAGE


def test_a_query_too_long_to_be_searched_is_not_repeated_either(client: TestClient) -> None:
    response = client.get("/szukaj", params={"q": "a" * 60_000}, headers=BROWSER)

    assert response.status_code == 422
    assert len(response.content) < 20_000


def test_title_and_heading_show_the_query_shortened_and_the_field_shows_it_whole(client: TestClient) -> None:
    page = read(client, f"/szukaj?{urlencode({'q': LONG})}")

    assert page.text.count("Wyniki dla: remiza remiza") == 2
    assert page.text.count("remiza r…") == 2
    assert [item["value"] for item in page.all("input") if item["name"] == "q"] == [LONG.strip()]
    assert not [link for link in page.all("a") if "q=" in link["href"]]
    assert page.faults == []


def test_a_facet_button_narrows_as_its_link_does(client: TestClient) -> None:
    filters = [("voivodeship", "mazowieckie"), ("not_voivodeship", "śląskie"), ("not_voivodeship", "opolskie")]
    page = read(client, f"/szukaj?{urlencode([('q', LONG), *filters])}")
    pressed = read(client, sent(page, "lang", "en"))

    assert pressed.all("html")[0]["lang"] == "en"
    for taken_off in (*(f"{name}={value}" for name, value in filters), "all"):
        assert ("without", taken_off) in buttons(page)
    without = read(client, sent(page, "without", "not_voivodeship=opolskie"))
    assert {value for name, value in buttons(without) if name == "without"} == {
        "voivodeship=mazowieckie",
        "not_voivodeship=śląskie",
        "all",
    }
    assert "Znaleziono 25 wyników" in read(client, sent(page, "without", "all")).text


def test_facets_numbers_and_pages_are_buttons_too(client: TestClient) -> None:
    query = LONG + "klub seniora potrzeba"
    page = read(client, f"/szukaj?{urlencode({'q': query, 'year_from': 2010, 'max_budget_pln': 20000})}")
    assert {("without", "year_from=2010"), ("without", "max_budget_pln=20000")} <= buttons(page)

    unfiltered = read(client, f"/szukaj?{urlencode({'q': LONG})}")
    second = read(client, sent(unfiltered, "page", "2"))

    assert unfiltered.text.count("Następna strona") == 1
    assert "strona 2 z 3" in second.text
    assert {("page", "1"), ("page", "3")} <= buttons(second)


def test_a_facet_value_of_a_long_search_narrows_it(client: TestClient) -> None:
    query = "seniorzy młodzież " * 30
    page = read(client, f"/szukaj?{urlencode({'q': query})}")
    value = next(value for name, value in sorted(buttons(page)) if name == "theme")

    narrowed = read(client, sent(page, "theme", value))

    assert ("without", f"theme={value}") in buttons(narrowed)
    assert not [name for name, _ in buttons(narrowed) if name == "theme"]

"""A long search: the page holds the query once, and its steps are buttons of one form that do what links do."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Message

from tests.search_api.web.pressing import pressed
from tests.search_api.web.test_pages import BROWSER, Page, read

LARGEST_PAGE = 200_000  # bytes
LONG = "remiza " * 200
SIGNS = {
    "emoji": "\N{FIRE ENGINE}" * 10_000,
    "quotes": '"' * 10_000,
    "apostrophes": "'" * 10_000,
    "angle brackets": "<>" * 5_000,
    "ampersands": "&" * 10_000,
}
# Signs with a word before them are searched, signs alone are refused.
LONGEST = {name: f"remiza {signs}"[:10_000] for name, signs in SIGNS.items()} | {
    "Polish": ("Strażacy ochotnicy potrzebowali remizy, a mieszkańcy świetlicy. " * 200)[:10_000],
    "one word": "ż" * 10_000,
}


def sent(client: TestClient, address: str, name: str, value: str) -> str:
    """The address that a browser asks for when the button with this name and value is pressed on a page."""
    pairs = pressed(client.get(address, headers=BROWSER).text, "szukanie", name, value)
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
    """Those of the search form that send something with it."""
    found = [button for button in page.all("button") if button.get("form") == "szukanie" and "name" in button]
    return {(button["name"], button["value"]) for button in found}


@pytest.mark.parametrize("query", LONGEST.values(), ids=LONGEST.keys())
@pytest.mark.parametrize("filters", ["", "&theme=seniors&voivodeship=mazowieckie&year_from=2010&lang=en"])
def test_the_page_of_any_longest_query_stays_small(
    client: TestClient, real_client: TestClient, query: str, filters: str
) -> None:
    for served in (client, real_client):
        status, size = asyncio.run(asked(served.app, f"{urlencode({'q': query})}{filters}"))

        assert status == 200
        assert size < LARGEST_PAGE


@pytest.mark.parametrize("query", SIGNS.values(), ids=SIGNS.keys())
def test_the_page_that_asks_for_words_instead_of_signs_stays_small(real_client: TestClient, query: str) -> None:
    status, size = asyncio.run(asked(real_client.app, urlencode({"q": query})))

    assert status == 422
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
    assert not [link for link in page.all("a") if link["href"].startswith("/szukaj?")]
    assert page.faults == []


def test_a_facet_button_narrows_as_its_link_does(client: TestClient) -> None:
    filters = [("voivodeship", "mazowieckie"), ("not_voivodeship", "śląskie"), ("not_voivodeship", "opolskie")]
    address = f"/szukaj?{urlencode([('q', LONG), *filters])}"
    page = read(client, address)
    english = read(client, sent(client, address, "lang", "en"))

    assert english.all("html")[0]["lang"] == "en"
    for taken_off in (*(f"{name}={value}" for name, value in filters), "all"):
        assert ("without", taken_off) in buttons(page)
    without = read(client, sent(client, address, "without", "not_voivodeship=opolskie"))
    assert {value for name, value in buttons(without) if name == "without"} == {
        "voivodeship=mazowieckie",
        "not_voivodeship=śląskie",
        "all",
    }
    assert "Znaleziono 25 wyników" in read(client, sent(client, address, "without", "all")).text


def test_facets_numbers_and_pages_are_buttons_too(client: TestClient) -> None:
    query = LONG + "klub seniora potrzeba"
    page = read(client, f"/szukaj?{urlencode({'q': query, 'year_from': 2010, 'max_budget_pln': 20000})}")
    assert {("without", "year_from=2010"), ("without", "max_budget_pln=20000")} <= buttons(page)

    unfiltered = f"/szukaj?{urlencode({'q': LONG})}"
    second = read(client, sent(client, unfiltered, "page", "2"))

    assert read(client, unfiltered).text.count("Następna strona") == 1
    assert "strona 2 z 3" in second.text
    assert {("page", "1"), ("page", "3")} <= buttons(second)


def test_a_facet_value_of_a_long_search_narrows_it(client: TestClient) -> None:
    address = f"/szukaj?{urlencode({'q': 'seniorzy młodzież ' * 30})}"
    first, second = [value for name, value in sorted(buttons(read(client, address))) if name == "theme"][:2]

    narrowed = sent(client, address, "theme", first)
    assert ("without", f"theme={first}") in buttons(read(client, narrowed))

    both = read(client, sent(client, narrowed, "theme", second))
    assert {("without", f"theme={first}"), ("without", f"theme={second}")} <= buttons(both)


def test_orders_and_numbers_of_a_long_search_take_the_place_of_those_before_them(client: TestClient) -> None:
    first = f"/szukaj?{urlencode({'q': 'klub remiza ' * 40, 'year_from': 2010, 'near': 'Płock'})}"
    assert "najbliższe: Płock" in read(client, first).text

    later = sent(client, first, "year_from", "2015")
    assert [value for name, value in buttons(read(client, later)) if value.startswith("year_from=")] == [
        "year_from=2015"
    ]
    assert "najbliższe: Płock" in read(client, later).text

    newest = read(client, sent(client, first, "order", "newest"))
    assert "najbliższe miejsca…" in newest.text
    assert ("order", "newest") not in buttons(newest)
    assert ("order", "relevance") in buttons(newest)


def test_a_query_too_long_for_a_link_says_that_it_can_be_shortened_for_a_file_and_the_map(client: TestClient) -> None:
    page = read(client, f"/szukaj?{urlencode({'q': LONG * 2})}")

    assert "za długie na odnośnik do pliku i na mapę" in page.text
    assert not [link for link in page.all("a") if "/exports/" in link["href"]]

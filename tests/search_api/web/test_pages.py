"""The pages as a reader without JavaScript and a screen reader get them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.practice import Place
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine, practice

BROWSER = {"Accept": "text/html,application/xhtml+xml", "Accept-Language": "pl-PL,pl;q=0.9"}
VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})

PAGES = {
    "home": "/",
    "results": "/szukaj?q=samotni+seniorzy+na+wsi",
    "browse": "/szukaj",
    "filtered": "/szukaj?q=remiza&theme=seniors&not_voivodeship=%C5%9Bl%C4%85skie&year_from=2010&max_budget_pln=20000",
    "second page": "/szukaj?q=remiza&page=2",
    "no match": "/szukaj?q=seniorzy+hoduj%C4%85cy+papugi+egzotyczne",
    "hostile query": "/szukaj?q=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "practice": "/praktyki/lucien-klub-seniora",
    "bare practice": "/praktyki/wola-swietlica",
    "hostile practice": "/praktyki/atak-w-opisie",
    "document": "/dokumenty/doc-0123456789abcdef",
    "near copy": "/dokumenty/doc-fedcba9876543210",
    "practice from a document": "/praktyki/lyski-klub-z-dokumentu",
    "areas": "/obszary",
    "areas, several": "/obszary?nazwa=brzeski",
    "areas, unknown": "/obszary?nazwa=xyzzy",
    "briefing of a powiat": "/obszary/teryt:1404",
    "briefing of a voivodeship": "/obszary/teryt:14",
    "briefing without practices": "/obszary/teryt:2001",
    "own place": "/moja-gmina",
    "own place, several": "/moja-gmina?nazwa=D%C4%85browa",
    "own place, unknown": "/moja-gmina?nazwa=xyzzy&return=%2Fszukaj",
    "add": "/dodaj",
    "api": "/api",
    "about": "/o-serwisie",
    "ranking": "/o-serwisie/ranking",
    "evidence": "/o-serwisie/stopnie-sprawdzenia",
    "sources": "/o-serwisie/zrodla",
    "privacy": "/o-serwisie/prywatnosc",
    "statement": "/deklaracja-dostepnosci",
    "not found": "/nie-ma",
    "no such practice": "/praktyki/nie-ma",
    "wrong input": "/szukaj?q=a&year_from=20",
    "wrong code": "/szukaj?q=a&theme=kosmos",
}


@dataclass
class Page(HTMLParser):
    """What the tests look at: tags with attributes, headings in order, the text that is read."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def foreign_scripts(page: Page) -> list[dict[str, str]]:
    """The scripts of a page that are neither a module of ours nor data."""
    return [
        script
        for script in page.all("script")
        if not (script.get("src", "").startswith("/static/js/") and script["type"] == "module")
        and script.get("type") != "application/ld+json"
    ]


def read(client: TestClient, address: str, **headers: str) -> Page:
    response = client.get(address, headers=BROWSER | headers)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page()
    page.feed(response.text)
    page.close()
    return page


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
class TestEveryPage:
    def test_is_well_formed_with_one_h1_and_headings_without_a_gap(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        assert (page.faults, page.open) == ([], [])
        levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_has_language_title_landmarks_and_a_skip_link(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        assert page.all("html")[0]["lang"] == "pl"
        assert [len(page.all(tag)) for tag in ("main", "footer")] == [1, 1]
        head = page.tags[: page.tags.index(("body", {}))]
        assert [tag for tag, _ in head].count("title") == 1  # drawings further down have titles too
        assert page.all("a")[0] == {"class": "skip", "href": f"#{page.all('main')[0]['id']}"}
        assert all("aria-label" in nav for nav in page.all("nav"))

    def test_ids_are_unique_and_what_refers_to_them_finds_them(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        for _, attributes in page.tags:
            for name in ("for", "aria-labelledby", "aria-describedby"):
                assert set(attributes.get(name, ids[0]).split()) <= set(ids)
            if attributes.get("href", "").startswith("#"):
                assert attributes["href"][1:] in ids

    def test_every_visible_field_has_a_label(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        labelled = {label["for"] for label in page.all("label")}
        fields = [item for item in (*page.all("input"), *page.all("select")) if item.get("type") != "hidden"]
        assert {item["id"] for item in fields} <= labelled

    def test_asks_nothing_of_other_sites_and_runs_no_script_but_our_own(self, client: TestClient, address: str) -> None:
        page = read(client, address)

        assert foreign_scripts(page) == []
        for tag, attributes in page.tags:
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]
            if tag in {"link", "img", "form"}:
                assert (attributes.get("href") or attributes.get("src") or attributes.get("action", "/")).startswith(
                    "/"
                )
            if tag == "a" and not attributes["href"].startswith(("/", "#", "mailto:?")):
                assert attributes["href"].startswith(("http://", "https://"))
                assert "noopener" in attributes["rel"]

    def test_carries_the_security_headers(self, client: TestClient, address: str) -> None:
        headers = client.get(address, headers=BROWSER).headers

        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"

    def test_speaks_english_when_asked(self, client: TestClient, address: str) -> None:
        english = f"{address}{'&' if '?' in address else '?'}lang=en"

        page = read(client, english)

        assert page.all("html")[0]["lang"] == "en"
        assert "Skip to content" in page.text


def test_a_browser_that_prefers_english_gets_english_and_may_still_choose_polish(client: TestClient) -> None:
    preferring = {"Accept-Language": "en-US,en;q=0.9,pl;q=0.1"}

    assert read(client, "/", **preferring).all("html")[0]["lang"] == "en"
    assert read(client, "/?lang=pl", **preferring).all("html")[0]["lang"] == "pl"
    assert read(client, "/?lang=de").all("html")[0]["lang"] == "pl"


def test_a_language_chosen_by_hand_goes_along_with_the_links(client: TestClient) -> None:
    page = read(client, "/szukaj?q=remiza&lang=en")

    inner = [link["href"] for link in page.all("a") if link["href"].startswith(("/szukaj", "/praktyki", "/?"))]
    assert inner
    assert all("lang=" in address for address in inner)
    assert {"type": "hidden", "name": "lang", "value": "en"} in page.all("input")


def test_a_result_says_where_when_how_proven_and_why(client: TestClient) -> None:
    page = read(client, PAGES["results"])

    for told in (
        "Klub seniora w Lucieniu",
        "Lucień, gmina Gostynin, powiat gostyniński, podregion płocki, woj. mazowieckie",
        "2014–2015",
        "E3 wyniki w liczbach albo ewaluacja",
        "Wspólne pojęcia: seniorzy",
    ):
        assert told in page.text
    assert len(page.all("mark")) >= 3
    assert [item for _, item in page.tags if item.get("role") == "status"]
    assert "Znaleziono 1 wynik" in page.text


def test_filters_in_use_are_chips_that_take_them_off(client: TestClient) -> None:
    page = read(client, PAGES["filtered"])

    chips = [link["href"] for link in page.all("a") if link.get("class") == "chip"]
    assert len(chips) == 4
    assert sum("theme=seniors" in address for address in chips) == 3
    assert "do kwoty 20" in page.text
    hidden = {item["name"]: item["value"] for item in page.all("input") if item.get("type") == "hidden"}
    filters = {"theme": "seniors", "not_voivodeship": "śląskie", "year_from": "2010", "max_budget_pln": "20000"}
    assert filters.items() <= hidden.items()


def test_a_facet_link_leads_to_as_many_results_as_it_promises(client: TestClient) -> None:
    body = client.get("/szukaj", headers=BROWSER).text

    page = Page()
    page.feed(body)
    links = [link["href"] for link in page.all("a") if link["href"].startswith("/szukaj?voivodeship=")]
    assert links
    narrowed = read(client, "/szukaj?voivodeship=%C5%9Bl%C4%85skie")
    assert "Znaleziono 2 wyniki" in narrowed.text
    assert "śląskie 2" in page.text


def test_pages_are_links_and_say_where_one_is(client: TestClient) -> None:
    page = read(client, PAGES["second page"])

    assert "strona 2 z 3" in page.text
    assert {link["rel"]: link["href"] for link in page.all("a") if link.get("rel") in {"prev", "next"}} == {
        "prev": "/szukaj?q=remiza#wyniki",
        "next": "/szukaj?q=remiza&page=3#wyniki",
    }
    assert page.all("ol")[0]["start"] == "11"


def test_nothing_good_is_said_with_advice_and_weak_hits_said_to_be_weak(client: TestClient) -> None:
    page = read(client, PAGES["no match"])

    assert "Brak dobrego dopasowania" in page.text
    assert "Czego spróbować" in page.text
    assert "Najbliższe, ale słabe trafienia" in page.text


@pytest.mark.parametrize("address", ["/praktyki/atak-w-opisie", "/szukaj?q=alert", "/dokumenty/doc-0123456789abcdef"])
def test_hostile_text_of_a_record_is_shown_as_text(client: TestClient, address: str) -> None:
    page = read(client, address)

    assert foreign_scripts(page) == []
    assert HOSTILE in page.text


def test_a_hostile_query_is_shown_as_text_where_it_is_echoed(client: TestClient) -> None:
    page = read(client, PAGES["hostile query"])

    query = '"><script>alert(1)</script>'
    assert query in page.text
    assert [item["value"] for item in page.all("input") if item["name"] == "q"] == [query]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/nie-ma", 404, "Nie ma takiej strony"),
        ("/szukaj?year_from=20", 422, "Rok od: Rok jest za wczesny"),
        ("/szukaj?theme=kosmos", 422, "Temat: Nie ma wartości „kosmos”"),
        ("/szukaj?page=zero", 422, "Numer strony"),
        ("/szukaj?q=" + "a" * 10_001, 422, "Skróć go"),
    ],
)
def test_an_error_page_says_in_polish_what_to_mend(client: TestClient, address: str, status: int, told: str) -> None:
    assert client.get(address, headers=BROWSER).status_code == status
    assert told in read(client, address).text


def test_without_a_snapshot_the_page_says_what_the_host_has_to_do(empty_client: TestClient) -> None:
    response = empty_client.get("/", headers=BROWSER)

    assert response.status_code == 503
    assert "praktyki build" in response.text


def test_fields_left_empty_in_the_form_and_names_of_others_do_not_matter(client: TestClient) -> None:
    page = read(client, "/szukaj?q=remiza&not_voivodeship=&year_from=&utm_source=x")

    assert "Znaleziono 25 wyników" in page.text


def test_the_style_sheet_and_the_icon_are_our_own(client: TestClient) -> None:
    style = client.get("/static/style.css")

    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert "prefers-color-scheme: dark" in style.text
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("page", ["4", "99", "100001", "9" * 30])
def test_a_page_past_the_end_says_so_and_leads_to_the_first(client: TestClient, page: str) -> None:
    response = client.get(f"/szukaj?q=remiza&page={page}", headers=BROWSER)
    shown = read(client, f"/szukaj?q=remiza&page={page}")

    assert response.status_code == 200
    assert "Takiej strony nie ma Wyniki mieszczą się na 3 stronach. Wróć na pierwszą stronę" in shown.text
    assert "/szukaj?q=remiza#wyniki" in [link["href"] for link in shown.all("a")]
    assert shown.faults == []


def test_an_empty_base_is_said_to_be_empty_without_advice_on_words(tmp_path: Path) -> None:
    with TestClient(app_with(FakeEngine(records=()), tmp_path)) as client:
        page = read(client, "/szukaj?q=seniorzy")

    assert "Baza jest pusta" in page.text
    assert "Napisz krócej" not in page.text


def test_facet_values_of_equal_counts_stand_in_polish_alphabetical_order(tmp_path: Path) -> None:
    voivodeships = ("świętokrzyskie", "łódzkie", "lubuskie", "mazowieckie", "lubelskie")
    records = [
        practice(f"praktyka-{number}", f"Praktyka {number}", "Potrzeba", place=Place(voivodeship=name))
        for number, name in enumerate(voivodeships)
    ]
    with TestClient(app_with(FakeEngine(records), tmp_path)) as client:
        page = read(client, "/szukaj")

    assert "lubelskie 1 lubuskie 1 łódzkie 1 mazowieckie 1 świętokrzyskie 1" in page.text

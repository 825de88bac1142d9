"""GET /api/v1/exports: what is chosen, what the file is called, what is said of what is left out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from search_api.export import docx
from search_api.export.rows import heads
from search_api.routes import exports
from search_api.settings import Language, Settings
from search_api.web import texts
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine

EXPORT = "/api/v1/exports/practices"
LISTED = "id=rybnik-klub-mlodziezy&id=lucien-klub-seniora"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server whose files hold three records and that has an address of its own."""
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    app.state.settings = Settings(max_export_rows=3, public_address="https://praktyki.example.org")
    with TestClient(app) as running:
        yield running


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
        ("jsonld", "application/ld+json"),
    ],
)
def test_every_format_comes_as_a_file_of_its_type(client: TestClient, suffix: str, media_type: str) -> None:
    response = client.get(f"{EXPORT}.{suffix}?{LISTED}")

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    disposition = response.headers["content-disposition"]
    assert disposition.startswith('attachment; filename="dobre-praktyki-lista-20')
    assert disposition.endswith(f'.{suffix}"')
    assert len(response.content) > 500


def test_there_is_no_other_format(client: TestClient) -> None:
    response = client.get(f"{EXPORT}.pdf")

    assert response.status_code == 422
    assert response.json()["errors"][0]["field"] == "format"
    assert set(get_args(exports.FileFormat)) == set(exports._MEDIA)


def test_a_list_keeps_its_order_and_names_what_is_gone(client: TestClient) -> None:
    found = client.get(f"{EXPORT}.json?{LISTED}&id=nie-ma-takiej").json()

    assert found["order"] == ["rybnik-klub-mlodziezy", "lucien-klub-seniora"]
    assert found["gone"] == ["nie-ma-takiej"]
    assert found["address"] == "http://testserver/lista?id=rybnik-klub-mlodziezy&id=lucien-klub-seniora"
    assert found["practices"][1]["url"] == "http://testserver/praktyki/lucien-klub-seniora"
    assert [one["licence"] for one in found["practices"]] == ["EUPL-1.2", "CC BY 4.0"]


def test_a_search_gives_what_the_search_page_lists_in_its_order(client: TestClient) -> None:
    search = "q=remiza&voivodeship=mazowieckie&sort=newest"
    page = client.get(f"/api/v1/search?{search}&limit=100").json()

    found = client.get(f"{EXPORT}.json?{search}").json()

    assert found["order"] == [one["id"] for one in page["results"]]
    assert found["total"] == found["held"] == page["total"] == 25
    assert found["query"] == "remiza"
    assert found["filters"] == ["województwo: mazowieckie"]
    assert found["address"] == "http://testserver/szukaj?q=remiza&voivodeship=mazowieckie&sort=newest"


def test_a_file_that_leaves_records_out_says_so_in_itself_and_in_its_name(small: TestClient) -> None:
    response = small.get(f"{EXPORT}.csv?q=remiza")

    assert len(rows(response.content)) == 3
    assert response.headers["content-disposition"].endswith('-pierwsze-3-z-25.csv"')
    told = small.get(f"{EXPORT}.json?q=remiza").json()
    assert (told["total"], told["held"]) == (25, 3)


def test_addresses_are_those_of_the_setting_whatever_host_the_request_names(small: TestClient) -> None:
    response = small.get(f"{EXPORT}.csv?{LISTED}", headers={"Host": "zly.example"})

    assert rows(response.content)[0]["Adres strony"].startswith("https://praktyki.example.org/praktyki/")


@pytest.mark.parametrize("host", ["zly<script>.example", "a b", "", "x" * 300, "user@zly.example", "zly.example/?"])
def test_a_host_that_is_none_does_not_reach_a_file(client: TestClient, host: str) -> None:
    found = client.get(f"{EXPORT}.json?{LISTED}", headers={"Host": host}).json()

    assert found["address"].startswith("http://127.0.0.1:8000/lista")


def test_documents_of_a_search_are_in_the_table_and_left_out_where_there_is_no_place_for_them(
    client: TestClient,
) -> None:
    search = "q=wizyta"
    table = rows(client.get(f"{EXPORT}.csv?{search}").content)

    assert {row["Rodzaj"] for row in table} == {"dokument"}
    assert json.loads(client.get(f"{EXPORT}.jsonld?{search}").content)["@graph"] == []
    assert client.get(f"{EXPORT}.json?{search}").json()["documents"][0]["file_name"]


def test_either_ids_or_a_search_not_both(client: TestClient) -> None:
    response = client.get(f"{EXPORT}.csv?{LISTED}&q=remiza")

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"field": "id", "reason": "Podaj albo identyfikatory („id”), albo wyszukiwanie. Jedno z dwojga."}
    ]


@pytest.mark.parametrize("wrong", ["theme=kosmos", "sort=nearest", "year_from=20", "limit=5", "nie_ma=1"])
def test_wrong_input_is_named(client: TestClient, wrong: str) -> None:
    response = client.get(f"{EXPORT}.csv?q=a&{wrong}")

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_words_are_english_when_asked(client: TestClient) -> None:
    response = client.get(f"{EXPORT}.csv?{LISTED}&lang=en")

    assert rows(response.content)[0]["Title"] == "Rybnik: klub młodzieżowy w bibliotece"
    assert "dobre-praktyki-list-" in response.headers["content-disposition"]


def test_a_search_that_finds_nothing_gives_a_table_with_its_head(client: TestClient) -> None:
    response = client.get(f"{EXPORT}.csv?q=papugi+egzotyczne")

    assert rows(response.content) == []
    assert response.content.decode("utf-8-sig").startswith("Tytuł;")


def test_when_too_many_files_are_made_at_once_the_next_is_told_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "LONGEST_WAIT_SECONDS", 0.01)
    for _ in range(exports.MADE_AT_ONCE):
        exports._turns.acquire()
    try:
        response = client.get(f"{EXPORT}.csv?{LISTED}")
    finally:
        for _ in range(exports.MADE_AT_ONCE):
            exports._turns.release()

    assert response.status_code == 503
    assert "Spróbuj jeszcze raz za minutę" in response.json()["detail"]
    assert client.get(f"{EXPORT}.csv?{LISTED}").status_code == 200


def test_those_who_wait_are_few_so_that_searching_goes_on(client: TestClient) -> None:
    places = exports.MADE_AT_ONCE + exports.MOST_WAITING
    for _ in range(places):
        exports._places.acquire()
    try:
        assert client.get(f"{EXPORT}.csv?{LISTED}").status_code == 503
    finally:
        for _ in range(places):
            exports._places.release()


def test_word_files_hold_fewer_and_say_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx, "MOST_RECORDS", 2)

    response = client.get(f"{EXPORT}.docx?q=remiza")

    assert response.headers["content-disposition"].endswith('-pierwsze-2-z-25.docx"')


def test_the_libraries_of_office_files_are_imported_only_when_one_is_made(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "import sys, search_api.app; print([name for name in ('openpyxl', 'docx') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert done.stdout.strip() == "[]"


def test_every_column_is_described() -> None:
    text = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")

    for head in heads(texts.load("pl")):
        assert f"| {head} |" in text, head


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_page_tells_how_many_a_word_file_holds(language: Language) -> None:
    assert str(docx.MOST_RECORDS) in texts.load(language)("export.formats.docx.about")

"""Requests that want out of their place: paths above the folder, lines into headers, another site, other hosts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.web.posting import local_address
from tests.search_api.fakes import SENIORS
from tests.search_api.limits.asking import BROWSER, STRANGER, app_under, client_at

LINES = "%0d%0aSet-Cookie:%20owned=1%0d%0a%0d%0a<script>alert(1)</script>"
ELSEWHERE = (
    "https://obca.example",
    "//obca.example",
    "/\\obca.example",
    "\\\\obca.example",
    "///obca.example",
    "https:obca.example",
    "javascript:alert(1)",
    "/\t/obca.example",
    "/%0d%0aLocation: https://obca.example".replace("%0d%0a", "\r\n"),
    " https://obca.example",
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_at(app_under(tmp_path), STRANGER) as running:
        yield running


@pytest.mark.parametrize(
    "above", ["../", "..%2f", "..%5c", "%2e%2e/", "....//", "%c0%ae%c0%ae/", "..%252f", "/", "%00/"]
)
@pytest.mark.parametrize("wanted", ["settings.py", "web/texts/pl/site.yaml", "etc/passwd"])
@pytest.mark.parametrize(
    "folder", ["/static/", "/static/js/", "/praktyki/", "/api/v1/practices/", "/obszary/", "/sitemap-"]
)
def test_no_path_leads_out_of_its_folder(client: TestClient, folder: str, above: str, wanted: str) -> None:
    answer = client.get(f"{folder}{above * 4}{wanted}", headers=BROWSER, follow_redirects=False)

    assert answer.status_code in (303, 404, 422)
    for secret in ("BaseSettings", "errors:", "root:"):
        assert secret not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        f"/szukaj?q={LINES}",
        f"/szukaj?lang={LINES}",
        f"/praktyki/{LINES}",
        f"/obszary/{LINES}",
        f"/moja-gmina?nazwa={LINES}",
        f"/logowanie?return=/{LINES}",
        f"/przeglad/{LINES}?x={LINES}",
        f"/api/v1/exports/practices.csv?q={LINES}",
        f"/api/v1/practices/{LINES}",
        f"/static/{LINES}",
    ],
)
def test_no_line_of_an_address_becomes_a_header(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=BROWSER, follow_redirects=False)

    assert answer.status_code < 500
    assert "owned" not in answer.headers.get("set-cookie", "")
    for name, value in answer.headers.items():
        assert "\r" not in value, name
        assert "\n" not in value, name
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_to_come_back_to_is_one_of_this_site(client: TestClient, address: str) -> None:
    assert local_address(address) == "/"
    for path, field in (("/wyglad", "here"), ("/lista/dodaj", "here"), ("/lista/wyczysc", "here")):
        sent = {field: address, "id": SENIORS.id, "back": address, "contrast": "normal"}
        answer = client.post(path, data=sent, headers=BROWSER, follow_redirects=False)
        assert "obca.example" not in answer.headers.get("location", "").partition("?")[0], path


@pytest.mark.parametrize("host", ["obca.example", "obca.example:80@zla.example", 'x"><script>', "[::1", "a" * 5000])
@pytest.mark.parametrize("path", ["/sitemap.xml", "/robots.txt", "/szukaj", f"/api/v1/practices/{SENIORS.id}/jsonld"])
def test_with_a_public_address_no_other_host_is_repeated(tmp_path: Path, host: str, path: str) -> None:
    app = app_under(tmp_path, public_address="https://praktyki.example")
    with client_at(app, STRANGER) as client:
        told = {"Host": host, "X-Forwarded-Host": "obca.example", "Forwarded": "host=obca.example"}
        answer = client.get(path, headers=told, follow_redirects=False)

    assert "obca.example" not in answer.text
    assert "zla.example" not in answer.text
    assert "obca.example" not in answer.headers.get("location", "")


@pytest.mark.parametrize("claimed", ["text/html", "image/svg+xml", "application/x-php", "text/plain\r\nX: y", ""])
def test_what_a_file_calls_itself_does_not_decide_how_it_is_shown(client: TestClient, claimed: str) -> None:
    hostile = b"<html><script>alert(1)</script><p>Potrzeby</p></html>"
    file = {"plik": ("potrzeby.svg", hostile, claimed.partition("\r")[0] or "application/octet-stream")}

    answer = client.post("/plan/potrzeby", files=file, headers=BROWSER)

    assert answer.headers["content-type"].startswith("text/html")
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert "<script>alert(1)" not in answer.text


@pytest.mark.parametrize("query", ["-" * 10_000, "." * 10_000, "!" * 10_000, "(" * 10_000, "a-" * 5_000, "' " * 5_000])
def test_a_row_of_signs_is_answered_and_the_process_goes_on(client: TestClient, query: str) -> None:
    # A row of some thousand hyphens once ended the process inside the dictionary (corpus.lemmas.LONGEST_FORM).
    from corpus.lemmas import lemmas, lemmatiser

    assert lemmatiser().readings(query)
    lemmas(query)
    assert client.post("/api/v1/search", json={"query": query}).status_code == 200

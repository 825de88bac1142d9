"""What every answer carries, whatever it is: a page, an error, a file, an answer of the API, a redirect, a refusal of a limit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.search_api.fakes import SENIORS
from tests.search_api.limits.asking import BROWSER, STRANGER, app_under, client_at

HOSTILE_POST = {"Origin": "https://obca.example"}
ASKED = {
    "page": ("GET", "/szukaj?q=seniorzy", BROWSER),
    "page of a record": ("GET", f"/praktyki/{SENIORS.id}", BROWSER),
    "sign-in": ("GET", "/logowanie", BROWSER),
    "redirect": ("GET", "/przeglad", BROWSER),
    "API": ("GET", "/api/v1/facets", {}),
    "download": ("GET", "/api/v1/exports/practices.csv", {}),
    "description": ("GET", "/openapi.json", {}),
    "style": ("GET", "/static/style.css", {}),
    "no such file": ("GET", "/static/nie-ma.js", {}),
    "robots": ("GET", "/robots.txt", {}),
    "not found": ("GET", "/nie-ma", BROWSER),
    "not found, API": ("GET", "/api/v1/nie-ma", {}),
    "wrong method": ("PUT", "/api/v1/search", {}),
    "wrong input": ("GET", "/api/v1/search?limit=0", {}),
    "no key": ("GET", "/api/v1/drafts", {}),
    "foreign form": ("POST", "/wyglad", HOSTILE_POST),
    "large body": ("POST", "/api/v1/search", {"Content-Length": "99999999"}),
    "long address": ("GET", f"/szukaj?q={'a' * 20_000}", BROWSER),
    "crash": ("GET", "/api/v1/awaria", {}),
    "crash, page": ("GET", "/api/v1/awaria", BROWSER),
    "HEAD": ("HEAD", "/szukaj", BROWSER),
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    app = app_under(tmp_path, max_query_chars=100)

    @app.get("/api/v1/awaria")
    def crash() -> None:
        raise RuntimeError("awaria")

    with client_at(app, STRANGER) as running:
        yield running


def asked(client: TestClient, what: str, **more: str) -> Response:
    method, path, headers = ASKED[what]
    return client.request(method, path, headers={**headers, **more}, follow_redirects=False)


@pytest.mark.parametrize("what", ASKED)
def test_every_answer_tells_the_browser_what_it_may_do(client: TestClient, what: str) -> None:
    headers = asked(client, what).headers

    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert headers["cache-control"]
    assert "access-control-allow-origin" not in headers
    assert not {"server", "x-powered-by"} & set(headers)
    # The site is not known to be reached by https
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("what", ASKED)
def test_where_the_site_is_reached_by_https_every_answer_asks_to_keep_to_it(tmp_path: Path, what: str) -> None:
    app = app_under(tmp_path, max_query_chars=100, public_address="https://praktyki.example")

    @app.get("/api/v1/awaria")
    def crash() -> None:
        raise RuntimeError("awaria")

    with client_at(app, STRANGER) as client:
        assert asked(client, what).headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(("proxies", "kept"), [("203.0.113.7", True), (None, False)])
def test_a_proxy_that_ends_tls_is_believed_only_when_it_is_trusted(
    tmp_path: Path, proxies: str | None, kept: bool
) -> None:
    with client_at(app_under(tmp_path, trusted_proxies=proxies), STRANGER) as client:
        told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1"}
        answer = client.post("/wyglad", data={"contrast": "normal"}, headers=told, follow_redirects=False)

    assert ("strict-transport-security" in answer.headers) is kept
    assert ("secure" in answer.headers["set-cookie"].lower()) is kept


@pytest.mark.parametrize("what", ["page", "API", "download", "not found"])
@pytest.mark.parametrize("secret", [{"Cookie": "sesja=x"}, {"Cookie": "__Host-sesja=x"}, {"Authorization": "Bearer x"}])
def test_nothing_that_a_session_or_a_key_sees_is_kept(client: TestClient, what: str, secret: dict[str, str]) -> None:
    assert asked(client, what, **secret).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("what", ["not found", "not found, API", "no key", "crash", "large body"])
def test_no_refusal_is_kept(client: TestClient, what: str) -> None:
    assert asked(client, what).headers["cache-control"] == "no-store"


def test_files_of_the_pages_may_be_kept_by_anybody_also_under_a_session(client: TestClient) -> None:
    page = client.get("/", headers=BROWSER).text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    assert "immutable" in client.get(address, headers={"Cookie": "sesja=x"}).headers["cache-control"]


@pytest.mark.parametrize("status", ["503", "429"])
def test_whoever_is_put_off_is_told_when_to_come_back(tmp_path: Path, status: str) -> None:
    limits = {"max_at_work": 1, "request_seconds": 1e-9} if status == "503" else {"rate_per_minute": 1, "rate_burst": 1}
    with client_at(app_under(tmp_path, **limits), STRANGER) as client:
        answers = [client.get(path, headers=headers) for path in ("/", "/api/v1/facets") for headers in (BROWSER, {})]

    put_off = [answer for answer in answers if answer.status_code == int(status)]
    assert len(put_off) >= 3
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in put_off)


def test_pages_are_compressed_and_those_of_a_session_are_not(client: TestClient) -> None:
    packed = {**BROWSER, "Accept-Encoding": "gzip"}

    assert client.get("/szukaj", headers=packed).headers["content-encoding"] == "gzip"
    assert client.get("/static/style.css", headers=packed).headers["content-encoding"] == "gzip"
    # BREACH: the length of a compressed page would tell about the token of its forms
    assert "content-encoding" not in client.get("/szukaj", headers={**packed, "Cookie": "sesja=x"}).headers


def test_a_workbook_is_not_compressed_twice(client: TestClient) -> None:
    answer = client.get("/api/v1/exports/practices.xlsx", headers={"Accept-Encoding": "gzip"})

    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers

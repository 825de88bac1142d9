"""The pages to sign in and out: what a browser is given, and what it is not."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from search_api.access.file import FILE_NAME
from search_api.access.gate import Gate
from search_api.access.sessions import csrf_of
from tests.search_api.access.clocks import Clock, new_key, revoke
from tests.search_api.access.conftest import SITE, Start
from tests.search_api.fakes import HOSTILE

PAGE = {"Accept": "text/html"}
COOKIE = "__Host-sesja"
LOCAL = (("127.0.0.1", 5), "http://127.0.0.1:8000")


def signed_in(client: TestClient, key: str, **fields: str) -> str:
    """Signs in by the form; the token in the cookie."""
    answer = client.post("/logowanie", data={"key": key} | fields, headers=PAGE)
    assert answer.status_code == 303, answer.text
    (token,) = (morsel.value for morsel in SimpleCookie(answer.headers["set-cookie"]).values())
    return token


def test_with_a_key_a_person_comes_back_to_where_they_wanted_to_be(start: Start, tmp_path: Path) -> None:
    client = start()
    form = client.get("/logowanie?return=/przeglad/szkic-1%3Fx%3D1").text
    assert 'value="/przeglad/szkic-1?x=1"' in form
    assert 'autocomplete="current-password"' in form

    answer = client.post("/logowanie", data={"key": f"  {new_key(tmp_path)}\n", "return": "/przeglad/szkic-1?x=1"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/przeglad/szkic-1?x=1")
    assert answer.headers["cache-control"] == "no-store"
    page = client.get("/logowanie").text
    assert "<strong>Biuro</strong>" in page
    assert 'name="key"' not in page


@pytest.mark.parametrize(
    ("site", "public_address", "name", "secure"),
    [
        (SITE, None, "__Host-sesja", True),
        ("http://praktyki.example", "https://praktyki.example", "__Host-sesja", True),
        ("http://127.0.0.1:8000", None, "sesja", False),
        ("http://praktyki.example", "http://praktyki.example", "sesja", False),
    ],
)
def test_the_cookie_is_not_for_scripts_nor_other_sites_and_goes_over_tls_where_there_is_any(
    start: Start, tmp_path: Path, site: str, public_address: str | None, name: str, secure: bool
) -> None:
    client = start(site=site, public_address=public_address)

    answer = client.post("/logowanie", data={"key": new_key(tmp_path)})

    (header,) = answer.headers.get_list("set-cookie")
    (cookie,) = SimpleCookie(header).values()
    assert cookie.key == name
    assert cookie["httponly"] is True
    assert bool(cookie["secure"]) == secure
    assert cookie["samesite"] == "strict"
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", str(12 * 3600))
    assert len(cookie.value) >= 43  # 256 bits in base64


def test_a_header_does_not_make_a_connection_safe(start: Start, tmp_path: Path) -> None:
    client = start(site="http://praktyki.example")

    answer = client.post("/logowanie", data={"key": new_key(tmp_path)}, headers={"X-Forwarded-Proto": "https"})

    assert "secure" not in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("key", ["dp_x", "dp_aaaaaaaa_" + "a" * 52, HOSTILE, "\u202e\u200bdp_", "x" * 5000])
def test_a_wrong_key_is_told_at_its_field_and_not_shown_again(start: Start, tmp_path: Path, key: str) -> None:
    new_key(tmp_path)

    answer = start().post("/logowanie", data={"key": key, "return": "/przeglad?x=1"}, headers=PAGE)

    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers
    assert key not in answer.text
    assert "Ten klucz jest błędny" in answer.text
    assert 'aria-describedby="klucz-opis klucz-blad"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert "<title>Błąd: logowanie" in answer.text
    assert 'value="/przeglad?x=1"' in answer.text


def test_an_empty_field_is_told_and_is_no_attempt(start: Start, gate: Gate, tmp_path: Path) -> None:
    new_key(tmp_path)
    client = start()

    for _ in range(10):
        answer = client.post("/logowanie", data={"key": " "}, headers=PAGE)

    assert answer.status_code == 422
    assert "Wpisz klucz." in answer.text
    assert gate.hasher.verified == 0


@pytest.mark.parametrize(
    "address",
    ["https://obca.example/", "//obca.example", "/\\obca.example", "javascript:alert(1)", "przeglad", "", "\n/x"],
)
def test_nobody_is_led_to_another_site(start: Start, tmp_path: Path, address: str) -> None:
    client = start()
    assert '"return" value="/przeglad"' in client.get("/logowanie", params={"return": address}).text

    answer = client.post("/logowanie", data={"key": new_key(tmp_path), "return": address})

    assert answer.headers["location"] == "/przeglad"


def test_a_hostile_address_to_come_back_to_shows_as_text(start: Start) -> None:
    page = start().get("/logowanie", params={"return": f"/szukaj?q={HOSTILE}"}).text

    assert "<script>alert" not in page


def test_after_too_many_wrong_keys_the_form_says_when_to_come_back(start: Start, tmp_path: Path, clock: Clock) -> None:
    right, client = new_key(tmp_path), start()
    for _ in range(3):
        assert client.post("/logowanie", data={"key": "dp_x"}, headers=PAGE).status_code == 422

    answer = client.post("/logowanie", data={"key": right}, headers=PAGE)

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"
    assert "za 1 minutę" in answer.text
    assert client.get("/szukaj").status_code == 200
    clock.pass_by(seconds=60)
    signed_in(client, right)


def test_another_site_cannot_sign_anybody_in(start: Start, tmp_path: Path) -> None:
    data = {"key": new_key(tmp_path)}

    for headers in ({"Origin": "https://obca.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}):
        answer = start().post("/logowanie", data=data, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_signing_out_ends_the_session_and_takes_the_cookie_back(start: Start, gate: Gate, tmp_path: Path) -> None:
    client = start()
    token = signed_in(client, new_key(tmp_path))
    page = client.get("/logowanie").text
    (csrf,) = set(re.findall(r'name="csrf" value="(\w+)"', page))
    assert csrf == csrf_of(token)

    answer = client.post("/wyloguj", data={"csrf": csrf})

    assert (answer.status_code, answer.headers["location"]) == (303, "/logowanie?out=1")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert client.cookies.get(COOKIE) is None
    assert gate.session(token) is None
    assert "Wylogowano." in client.get("/logowanie?out=1").text


def test_nobody_is_signed_out_by_a_form_without_the_token(start: Start, gate: Gate, tmp_path: Path) -> None:
    client = start()
    token = signed_in(client, new_key(tmp_path))

    assert client.post("/wyloguj").status_code == 403

    assert gate.session(token)
    assert start().post("/wyloguj").status_code == 303


def test_signing_in_gives_a_token_that_was_not_there_before(start: Start, gate: Gate, tmp_path: Path) -> None:
    client, key = start(), new_key(tmp_path)
    client.cookies.set(COOKIE, "podrzucony", domain="praktyki.example", path="/")
    first = signed_in(client, key)
    second = signed_in(client, key)

    assert len({"podrzucony", first, second}) == 3
    assert gate.session("podrzucony") is None
    assert gate.session(first) is None
    assert gate.session(second)


def test_a_revoked_key_signs_everybody_out_who_used_it(start: Start, tmp_path: Path) -> None:
    client = start()
    signed_in(client, new_key(tmp_path))

    revoke(tmp_path)

    page = client.get("/logowanie").text
    assert 'name="key"' in page
    assert "<strong>Biuro</strong>" not in page


def test_public_pages_stay_open_when_the_file_of_keys_is_damaged(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client, key = start(), new_key(tmp_path)
    signed_in(client, key)
    (tmp_path / FILE_NAME).write_bytes(b"zepsuty" * 1000)

    assert client.get("/szukaj").status_code == 200
    assert client.get("/logowanie").status_code == 200
    assert caplog.text.count(f"Plik kluczy {tmp_path / FILE_NAME} jest uszkodzony") == 2
    assert client.post("/logowanie", data={"key": key}, headers=PAGE).status_code == 503


def test_the_language_goes_along(start: Start, tmp_path: Path) -> None:
    client = start()
    assert "<h1>Sign in</h1>" in client.get("/logowanie?lang=en").text
    answer = client.post("/logowanie?lang=en", data={"key": new_key(tmp_path), "return": "/przeglad?x=1"})
    assert answer.headers["location"] == "/przeglad?x=1&lang=en"

    token = client.cookies[COOKIE]
    answer = client.post("/wyloguj?lang=en", data={"csrf": csrf_of(token)})

    assert answer.headers["location"] == "/logowanie?out=1&lang=en"


def test_an_open_connection_is_pointed_out_unless_it_stays_on_one_computer(start: Start) -> None:
    told = "nie jest szyfrowane"

    assert told in start(site="http://praktyki.example").get("/logowanie").text
    assert told not in start().get("/logowanie").text
    assert told not in start(*LOCAL).get("/logowanie").text
    assert told not in start(site="http://praktyki.example", public_address=SITE).get("/logowanie").text


def test_the_page_is_not_kept_by_anybody(start: Start) -> None:
    assert start().get("/logowanie").headers["cache-control"] == "no-store"

"""Who may review: by a key over the API, by a session on pages, and from the computer of the server where that is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from search_api.access import keys
from search_api.access.file import FILE_NAME
from search_api.access.guard import CsrfChecked, MayReview
from search_api.access.sessions import csrf_of
from tests.search_api.access.clocks import Clock, new_key, revoke
from tests.search_api.access.conftest import Start
from tests.search_api.test_problems import problem_of

DRAFTS = "/api/v1/drafts"
REJECT = f"{DRAFTS}/szkic-0123456789abcdef-1/reject"
REASON = {"reason": "Nie."}
LOCAL = (("127.0.0.1", 5), "http://127.0.0.1:8000")

room = APIRouter(include_in_schema=False)


@room.get("/proba")
@room.get("/proba/{number}")
def looked_at(reviewer: MayReview) -> dict[str, str | None]:
    return {"key": reviewer.key_name}


@room.post("/proba/{number}/zmien")
def changed(reviewer: MayReview) -> dict[str, str | None]:
    return {"key": reviewer.key_name}


@room.post("/zamknij")
def closed(_: CsrfChecked) -> dict[str, str]:
    return {"done": "yes"}


@pytest.fixture
def app(app: FastAPI) -> FastAPI:
    app.include_router(room)
    return app


@pytest.fixture
def token(tmp_path: Path, app: FastAPI) -> str:
    """The cookie of somebody who signed in with the key „Biuro”."""
    return sign_in(app, new_key(tmp_path))


def sign_in(app: FastAPI, key: str) -> str:
    found = app.state.gate.verify(key, "x")
    assert isinstance(found, keys.Key)
    made: str = app.state.gate.sign_in(found)
    return made


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


# The API


def test_a_key_with_the_scope_review_reads_drafts_from_anywhere(start: Start, tmp_path: Path) -> None:
    answer = start().get(DRAFTS, headers=bearer(new_key(tmp_path)))

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Basic dXNlcjpwYXNz"}, {"Authorization": "Bearer"}, {"Authorization": ""}]
)
def test_without_a_key_the_api_says_that_one_is_needed(start: Start, headers: dict[str, str]) -> None:
    for answer in (start().get(DRAFTS, headers=headers), start().post(REJECT, json=REASON, headers=headers)):
        problem = problem_of(answer, 401)
        assert "praktyki keys create" in problem["detail"]
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("text", ["x", "dp_aaaaaaaa_" + "a" * 52, "dp_" + "ą" * 5])
def test_a_wrong_key_is_refused(start: Start, tmp_path: Path, text: str) -> None:
    new_key(tmp_path)

    answer = start().get(DRAFTS, headers={b"Authorization": b"Bearer " + text.encode()})

    assert "błędny" in problem_of(answer, 401)["detail"]
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert text not in answer.text


def test_a_key_of_another_scope_is_told_what_it_lacks(start: Start, tmp_path: Path) -> None:
    key = new_key(tmp_path, "Zasilanie", ("ingest", "admin"))

    problem = problem_of(start().get(DRAFTS, headers=bearer(key)), 403)

    assert "„review”" in problem["detail"]


def test_a_revoked_key_opens_nothing_from_the_next_request_on(start: Start, tmp_path: Path) -> None:
    key, client = new_key(tmp_path), start()
    assert client.get(DRAFTS, headers=bearer(key)).status_code == 200

    revoke(tmp_path)

    problem_of(client.get(DRAFTS, headers=bearer(key)), 401)


def test_a_wrong_key_is_not_made_good_by_being_on_the_same_computer(start: Start) -> None:
    client = start(*LOCAL, review="local")

    assert client.get(DRAFTS).status_code == 200
    problem_of(client.get(DRAFTS, headers=bearer("dp_x")), 401)


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP", "True-Client-IP"])
def test_after_too_many_wrong_keys_a_client_waits_whatever_address_it_claims(
    start: Start, tmp_path: Path, clock: Clock, name: str
) -> None:
    right, client = new_key(tmp_path), start()
    for number in range(3):
        problem_of(client.get(DRAFTS, headers=bearer("dp_x") | {name: f"198.51.100.{number}"}), 401)

    answer = client.get(DRAFTS, headers=bearer(right) | {name: "198.51.100.9"})

    assert "60 s" in problem_of(answer, 429)["detail"]
    assert answer.headers["retry-after"] == "60"
    assert start(peer=("203.0.113.8", 5)).get(DRAFTS, headers=bearer(right)).status_code == 200
    assert client.get("/api/v1/search").status_code == 200
    clock.pass_by(seconds=60)
    assert client.get(DRAFTS, headers=bearer(right)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "127.0.0.1"},
        {"Host": "localhost", "X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "localhost", "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
        {"Host": "127.0.0.1", "Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_headers_make_nobody_local(start: Start, headers: dict[str, str]) -> None:
    problem_of(start(review="local").get(DRAFTS, headers=headers), 401)


def test_a_cookie_opens_nothing_of_the_api(start: Start, token: str) -> None:
    client = start()
    client.cookies.set("__Host-sesja", token)

    problem_of(client.get(DRAFTS), 401)
    problem_of(client.post(REJECT, json=REASON | {}, headers={"X-CSRF-Token": csrf_of(token)}), 401)


def test_a_damaged_file_is_told_in_the_log_and_not_to_whoever_asks(
    start: Start, token: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"zepsuty" * 1000)
    client = start()

    problem = problem_of(client.get(DRAFTS, headers=bearer("dp_x")), 503)
    assert str(tmp_path) not in str(problem)
    assert f"Plik kluczy {path} jest uszkodzony" in caplog.text

    caplog.clear()
    client.cookies.set("__Host-sesja", token)
    answer = client.get("/proba", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    assert str(path) in caplog.text
    assert client.get("/szukaj").status_code == 200


# Pages


@pytest.mark.parametrize(
    ("method", "address", "comes_back"),
    [
        ("GET", "/proba", "/proba"),
        ("GET", "/proba/7?document=doc-1&lang=en", "/proba/7?document=doc-1&lang=en"),
        ("POST", "/proba/7/zmien?x=1", "/proba/7"),
    ],
)
def test_a_page_sends_whoever_is_not_signed_in_to_do_so(
    start: Start, method: str, address: str, comes_back: str
) -> None:
    answer = start().request(method, address)

    assert answer.status_code == 303
    assert answer.headers["cache-control"] == "no-store"
    location = urlsplit(answer.headers["location"])
    assert (location.netloc, location.path) == ("", "/logowanie")
    assert parse_qs(location.query)["return"] == [comes_back]
    assert parse_qs(location.query).get("lang") == (["en"] if "lang=en" in address else None)


def test_a_session_opens_pages_and_a_key_in_a_header_does_not(start: Start, token: str, tmp_path: Path) -> None:
    client = start()
    assert client.get("/proba", headers=bearer(new_key(tmp_path, "Inny"))).status_code == 303

    client.cookies.set("__Host-sesja", token)

    assert client.get("/proba").json() == {"key": "Biuro"}


def test_a_form_needs_the_token_of_its_session(start: Start, app: FastAPI, token: str, tmp_path: Path) -> None:
    client = start()
    client.cookies.set("__Host-sesja", token)
    right, other = csrf_of(token), csrf_of(sign_in(app, new_key(tmp_path, "Inny")))

    assert client.post("/proba/7/zmien", data={"csrf": right}).json() == {"key": "Biuro"}
    assert client.post("/zamknij", data={"csrf": right}).status_code == 200
    for address in ("/proba/7/zmien", "/zamknij"):
        for data in (
            {},
            {"csrf": ""},
            {"csrf": other},
            {"csrf": right[:-1]},
            {"csrf": token},
            {"csrf": "ą"},
            {"CSRF": right},
        ):
            problem_of(client.post(address, data=data), 403)
        problem_of(client.post(f"{address}?csrf={right}"), 403)
        problem_of(client.post(address, json={"csrf": right}), 403)
        problem_of(client.post(address, data={"csrf": right}, files={"csrf": b"x"}), 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://obca.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://inna.praktyki.example", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_even_with_the_token_another_site_may_not_send_a_form(
    start: Start, token: str, headers: dict[str, str]
) -> None:
    client = start()
    client.cookies.set("__Host-sesja", token)

    problem_of(client.post("/zamknij", data={"csrf": csrf_of(token)}, headers=headers), 403)


def test_a_key_without_the_scope_is_told_so_on_the_page(start: Start, app: FastAPI, tmp_path: Path) -> None:
    client = start(*LOCAL, review="local")
    client.cookies.set("sesja", sign_in(app, new_key(tmp_path, "Zasilanie", ("ingest",))))

    assert "„review”" in problem_of(client.get("/proba"), 403)["detail"]


def test_an_ended_session_opens_nothing(start: Start, token: str, clock: Clock) -> None:
    client = start()
    client.cookies.set("__Host-sesja", token)
    clock.pass_by(minutes=30)

    assert client.get("/proba").status_code == 303
    assert client.post("/proba/7/zmien", data={"csrf": csrf_of(token)}).status_code == 303
    assert client.get("/szukaj").status_code == 200


# The same computer


@pytest.fixture
def local(start: Start) -> Iterator[TestClient]:
    with start(*LOCAL, review="local") as client:
        yield client


def test_on_the_same_computer_pages_need_no_key_where_that_is_set(local: TestClient, start: Start) -> None:
    assert local.get("/proba").json() == {"key": None}
    assert local.post("/proba/7/zmien").json() == {"key": None}
    # What a browser says of a form of our own, under Referrer-Policy: no-referrer.
    own = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert local.post("/proba/7/zmien", headers=own).json() == {"key": None}
    assert start(*LOCAL).get("/proba").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://obca.example"},
        {"Origin": "null"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_page_in_its_browser_may_not(local: TestClient, headers: dict[str, str]) -> None:
    problem_of(local.post("/proba/7/zmien", headers=headers), 403)
    problem_of(local.get("/proba", headers=headers), 403)


def test_a_name_that_was_made_to_lead_here_may_not(start: Start) -> None:
    assert start(LOCAL[0], "http://obca.example:8000", review="local").get("/proba").status_code == 303


# What programs read of it


def test_the_api_document_says_which_operations_take_a_key(start: Start) -> None:
    document = start().get("/openapi.json").json()

    (scheme,) = document["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    guarded = {
        (method, path)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if "security" in operation
    }
    assert guarded == {
        ("get", "/api/v1/drafts"),
        ("get", "/api/v1/drafts/{id}"),
        ("post", "/api/v1/drafts/{id}/accept"),
        ("post", "/api/v1/drafts/{id}/reject"),
    }
    for method, path in guarded:
        assert {"401", "403", "429"} <= document["paths"][path][method]["responses"].keys()

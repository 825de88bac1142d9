"""The log tells every request and every fault, and nothing that anybody typed or who they are."""

from __future__ import annotations

import io
import json
import logging
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel, field_validator

from corpus.bare_trace import bare_trace
from search_api.app import create_app
from search_api.operation.logs import ROOMS, JsonLines, LogFormat, configure
from search_api.settings import Settings
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine

# Planted in every place of a request; none may be in the log.
SECRETS = {
    "query": "samotnaseniorkazuliyKrzywej",
    "path": "Brzeczyszczykiewicz",
    "body": "Anna-Kowalska-600-700-800",
    "cookie": "ciasteczko-sesji-3f9a",
    "header": "przegladarka-pani-Anny",
    "address": "203.0.113.77",
    "key": "dp_tajnyklucz",
    "file": "choroba-pana-Jana.pdf",
}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """The log of the process as JSON lines, as a service has it; put back after the test."""
    root, rooms = logging.getLogger(), [logging.getLogger(room) for room in ROOMS]
    handlers, levels = root.handlers[:], [one.level for one in (root, *rooms)]
    stream = io.StringIO()
    configure("json", "debug", stream)
    yield stream
    root.handlers[:] = handlers
    for one, level in zip((root, *rooms), levels, strict=True):
        one.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def planted(client: TestClient) -> None:
    """Requests of all kinds, with a secret in every place."""
    headers = {
        "User-Agent": SECRETS["header"],
        "Referer": f"https://example.org/{SECRETS['query']}",
        "X-Forwarded-For": SECRETS["address"],
        "X-Request-Id": SECRETS["header"],
        "Authorization": f"Bearer {SECRETS['key']}",
        "Cookie": f"lista={SECRETS['cookie']}",
    }
    query, body = SECRETS["query"], SECRETS["body"]
    for path in (
        f"/szukaj?q={query}",
        f"/api/v1/search?q={query}",
        f"/api/v1/search?q={query}&limit={body}",
        f"/praktyki/{SECRETS['path']}?q={query}",
        f"/{SECRETS['path']}/{SECRETS['path']}?{query}={query}",
        f"/dodaj/zgloszenie/{SECRETS['path']}",
        f"/static/{SECRETS['path']}.css",
    ):
        client.get(path, headers=headers)
    client.post("/api/v1/search", json={"query": query, "filters": {"themes": [body]}}, headers=headers)
    client.post("/api/v1/search", content=f'{{"query": "{body}', headers=headers)
    client.post("/dodaj", data={"need": body, "title": query, "step": "check"}, headers=headers)
    client.post("/plan/potrzeby", files={"file": (SECRETS["file"], body.encode())}, headers=headers)
    client.post(f"/api/v1/drafts/{SECRETS['path']}/reject", json={"reason": body}, headers=headers)
    client.request("WYMYSLONA", f"/szukaj?q={query}", headers=headers)


def test_no_request_leaves_what_was_typed_or_who_typed_it(log: io.StringIO, tmp_path: Path) -> None:
    app = app_with(FakeEngine(), tmp_path)
    with TestClient(app, raise_server_exceptions=False, client=(SECRETS["address"], 4711)) as client:
        planted(client)

    told = log.getvalue()
    assert len([line for line in lines(log) if line["message"] == "request"]) >= 13
    for place, secret in SECRETS.items():
        assert secret not in told, place


def test_a_line_tells_what_happened(log: io.StringIO, client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=seniorzy")
    client.get("/nie-ma/takiej/strony")

    found, missing = lines(log)
    assert (found["method"], found["route"], found["status"]) == ("GET", "/api/v1/search", 200)
    assert found["level"] == "info"
    assert found["bytes"] == int(answer.headers["Content-Length"])
    assert found["ms"] > 0
    assert found["request_id"] == answer.headers["X-Request-Id"]
    assert "problem" not in found
    # An address that leads nowhere may be anything, so it is not told.
    assert (missing["route"], missing["status"], missing["problem"]) == ("-", 404, "nie-ma")


def test_head_and_files_are_told_by_their_routes(log: io.StringIO, client: TestClient) -> None:
    client.head("/praktyki/nie-ma")
    client.get("/static/style.css")
    client.get("/api/v1/health/live")

    page, file, probe = lines(log)
    assert (page["method"], page["route"]) == ("HEAD", "/praktyki/{id}")
    assert (file["route"], file["level"]) == ("/static/{path}", "debug")
    assert (probe["route"], probe["level"]) == ("/api/v1/health/live", "debug")


class Typed(BaseModel):
    need: str

    @field_validator("need")
    @classmethod
    def _broken(cls, value: str) -> str:
        if "600" in value:
            raise ValueError(f"nie rozumiem: {value}")
        return value


def failing_app(data_dir: Path) -> FastAPI:
    """The application with routes that fail as badly as they can: with what was typed in the words of the error."""
    app = app_with(FakeEngine(), data_dir)

    @app.get("/psuje/{name}", name="broken")
    def broken(request: Request, name: str) -> None:
        try:
            sqlite3.connect(":memory:").execute(f'SELECT "{name}"."{request.query_params["q"]}"')
        except sqlite3.Error as error:
            raise RuntimeError(f"{request.query_params['q']} {request.headers['user-agent']}") from error

    @app.post("/psuje", name="broken_form")
    async def broken_form(request: Request) -> None:
        form = await request.form()
        logging.getLogger("jakas.biblioteka").warning("nie umiem przeczytać %s", form["need"])
        Typed(need=str(form["need"]))

    return app


def test_a_crash_is_told_by_its_place_and_not_by_its_words(log: io.StringIO, tmp_path: Path) -> None:
    with TestClient(failing_app(tmp_path), raise_server_exceptions=False) as client:
        answer = client.get(f"/psuje/{SECRETS['path']}?q={SECRETS['query']}", headers={"User-Agent": SECRETS["header"]})
        form = client.post("/psuje", data={"need": SECRETS["body"]})

    assert (answer.status_code, form.status_code) == (500, 500)
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]
    for place, secret in SECRETS.items():
        assert secret not in log.getvalue(), place
    crash, request, foreign, _, _ = lines(log)
    assert crash["message"] == "request failed"
    assert crash["level"] == "error"
    assert crash["request_id"] == request["request_id"] == answer.headers["X-Request-Id"]
    assert (request["route"], request["status"], request["problem"]) == ("/psuje/{name}", 500, "blad-serwera")
    assert crash["error"][-1] == "RuntimeError"
    assert any(re.search(r"sqlite3\.OperationalError SQLITE_ERROR", place) for place in crash["error"])
    assert any(f"{__file__}:" in place and " broken: " in place for place in crash["error"])
    assert foreign["message"] == "nie umiem przeczytać %s"


def test_what_the_log_has_told_the_http_server_does_not_tell_again(log: io.StringIO, tmp_path: Path) -> None:
    with TestClient(failing_app(tmp_path)) as client, pytest.raises(RuntimeError) as caught:
        client.get("/psuje/a?q=b", headers={"User-Agent": "c"})
    before = log.getvalue()

    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=caught.value)
    assert log.getvalue() == before

    # Another error, one that nobody has told, is told.
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=ValueError(SECRETS["body"]))
    assert lines(log)[-1]["error"] == ["ValueError"]
    assert SECRETS["body"] not in log.getvalue()


@pytest.mark.parametrize(
    ("form", "terminal", "is_json"),
    [("auto", True, False), ("auto", False, True), ("json", True, True), ("text", False, False)],
)
def test_a_terminal_gets_text_and_a_service_json(
    log: io.StringIO, form: LogFormat, terminal: bool, is_json: bool
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    stream = Stream()
    configure(form, "info", stream)
    logging.getLogger("search_api").info("coś się stało")

    assert stream.getvalue().startswith("{") == is_json
    assert "coś się stało" in stream.getvalue()


def test_the_level_is_that_of_the_setting(log: io.StringIO, client: TestClient) -> None:
    configure("json", "warning", log)
    client.get("/api/v1/search?q=seniorzy")
    assert log.getvalue() == ""


def test_text_lines_of_requests_and_faults(log: io.StringIO, tmp_path: Path) -> None:
    configure("text", "info", log)
    with TestClient(failing_app(tmp_path), raise_server_exceptions=False) as client:
        client.get(f"/psuje/a?q={SECRETS['query']}", headers={"User-Agent": "c"})

    assert re.search(r"^\d\d:\d\d:\d\d info: GET /psuje/\{name\} 500 [0-9.]+ ms$", log.getvalue(), re.MULTILINE)
    assert "    RuntimeError" in log.getvalue()
    assert SECRETS["query"] not in log.getvalue()


def test_a_trace_names_system_errors_and_every_cause() -> None:
    name = SECRETS["path"]
    try:
        try:
            (Path("/nie/ma") / name).read_bytes()
        except OSError as error:
            raise ExceptionGroup(name, [KeyError(name), TypeError(name)]) from error
    except ExceptionGroup as error:
        told = bare_trace(error)

    assert name not in "\n".join(told)
    assert {"KeyError", "TypeError", "FileNotFoundError ENOENT", "ExceptionGroup"} <= set(told)


def test_faults_of_the_data_folder_reach_the_log(log: io.StringIO, tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").write_bytes(b"to nie jest baza" * 100)
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        assert client.get("/api/v1/runs").status_code in (401, 403, 404, 503)
        client.get("/dodaj/zgloszenie/" + "a" * 22)

    (told,) = [line for line in lines(log) if line["level"] == "error"]
    assert str(tmp_path / "store.sqlite3") in told["message"]


def test_every_line_is_one_line_of_json() -> None:
    record = logging.LogRecord("search_api", logging.INFO, "", 0, 'dwie\nlinie \u2028 „cudzysłów” "x"', (), None)

    told = JsonLines().format(record)

    assert len(told.splitlines()) == 1
    assert json.loads(told)["message"].startswith("dwie linie")

"""Addresses, headers and bodies have a size, and bodies a time to come; each refusal says what to do."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from search_api.limits import bodies
from search_api.limits.bodies import BodyLimit, BodyRules
from tests.search_api.limits.asking import BROWSER, STRANGER, app_under, client_at

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_over_the_limit_is_a_413_and_one_at_the_limit_is_read(tmp_path: Path, declared: bool) -> None:
    def sent(size: int) -> int:
        body = json.dumps({"query": "seniorzy"}).encode().ljust(size)
        content = body if declared else (body[at : at + 100] for at in range(0, size, 100))
        return client.post("/api/v1/search", content=content, headers=JSON).status_code

    with client_at(app_under(tmp_path, max_body_bytes=2000), STRANGER) as client:
        assert [sent(2000), sent(2001), sent(20_000)] == [200, 413, 413]


def test_a_form_with_a_file_may_be_larger_and_only_where_files_are_taken(tmp_path: Path) -> None:
    file = {"plik": ("potrzeby.txt", b"- Samotni seniorzy\n" * 200)}
    with client_at(app_under(tmp_path, max_body_bytes=1000, max_upload_bytes=5000), STRANGER) as client:
        assert client.post("/plan/potrzeby", files=file, headers=BROWSER).status_code != 413
        assert client.post("/dodaj", files=file, headers=BROWSER).status_code == 413
        too_large = client.post("/plan/potrzeby", files={"plik": ("a.txt", b"a" * 9000)}, headers=BROWSER)

    assert too_large.status_code == 413
    assert "Za dużo danych" in too_large.text


@pytest.mark.parametrize("headers", [{}, BROWSER])
def test_a_long_address_is_a_414_that_does_not_repeat_it(tmp_path: Path, headers: dict[str, str]) -> None:
    with client_at(app_under(tmp_path, max_query_chars=100), STRANGER) as client:
        answer = client.get(f"/szukaj?q={'a' * 20_000}", headers=headers)

    assert answer.status_code == 414
    assert len(answer.content) < 10_000


def test_too_many_headers_are_a_431(tmp_path: Path) -> None:
    with client_at(app_under(tmp_path, max_headers=20), STRANGER) as client:
        many = client.get("/api/v1/facets", headers={f"X-{number}": "a" for number in range(20)})

    assert many.status_code == 431
    assert many.json()["type"] == "/api#za-duzo-naglowkow"


class Line:
    """A client that sends `pieces` one after another and then nothing more; `sent` is what was answered."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.sent: list[Message] = []
        self.asked = False

    async def receive(self) -> Message:
        if not self.pieces:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": self.pieces.pop(0), "more_body": True}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked = True


def rules(**given: float) -> BodyRules:
    return BodyRules(1000, 1000, ("/plik",), 1, given.get("seconds", 0.05), int(given.get("per_second", 10**9)))


def scope_of(app: object, path: str = "/api/v1/search", content_type: bytes = b"application/json") -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"content-type", content_type)],
        "app": app,
        "server": ("testserver", 80),
        "scheme": "http",
    }


@pytest.mark.parametrize("pieces", [(), (b"{",), (b"{", b'"', b"q")])
def test_a_body_that_does_not_come_is_a_408_and_holds_no_turn(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    line = Line(*pieces)

    asyncio.run(BodyLimit(line.app, rules())(scope_of(app_under(tmp_path)), line.receive, line.send))

    assert not line.asked
    assert line.sent[0]["status"] == 408
    assert (b"connection", b"close") in line.sent[0]["headers"]


def test_a_slow_body_is_waited_for_as_long_as_it_comes(tmp_path: Path) -> None:
    class Slow(Line):
        async def receive(self) -> Message:
            await asyncio.sleep(0.02)
            left = len(self.pieces)
            return {**await super().receive(), "more_body": left > 1}

    line = Slow(*[b"x" * 100] * 9)

    # 50 ms for any body, and 100 bytes give another 100 ms
    limit = BodyLimit(line.app, rules(per_second=1000))
    asyncio.run(limit(scope_of(app_under(tmp_path)), line.receive, line.send))

    assert line.asked


def test_a_client_that_goes_away_in_the_middle_is_forgotten(tmp_path: Path) -> None:
    class Gone(Line):
        async def receive(self) -> Message:
            return await super().receive() if self.pieces else {"type": "http.disconnect"}

    line = Gone(b"{")

    asyncio.run(BodyLimit(line.app, rules(seconds=60))(scope_of(app_under(tmp_path)), line.receive, line.send))

    assert not line.asked
    assert line.sent == []


def test_what_was_kept_comes_back_whole(tmp_path: Path) -> None:
    content = bytes(range(256)) * 1000
    got: list[bytes] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            got.append(message["body"])
            more = message["more_body"]

    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    large = BodyRules(10**6, 0, (), 1, 60, 10**9)
    asyncio.run(BodyLimit(app, large)(scope_of(None), receive, Line().send))

    assert b"".join(got) == content
    assert len(got) > 1


def test_one_upload_too_many_is_asked_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "WAITING_UPLOADS", 0)
    app = app_under(tmp_path)
    first, second = Line(b"--x"), Line(b"--x")

    async def both() -> None:
        limit = BodyLimit(first.app, rules(seconds=0.5))
        scope = scope_of(app, "/plik", b"multipart/form-data; boundary=x")
        waiting = asyncio.create_task(limit(scope, first.receive, first.send))
        await asyncio.sleep(0)
        await limit(dict(scope), second.receive, second.send)
        assert second.sent[0]["status"] == 503
        assert b"retry-after" in dict(second.sent[0]["headers"])
        await waiting
        assert limit.uploading == 0

    asyncio.run(both())

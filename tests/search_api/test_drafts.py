"""The review queue over HTTP: for those with a key, and for this computer when that is switched on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from corpus import review
from corpus.store import Store
from search_api.access import audit
from search_api.access.file import FILE_NAME, opened
from search_api.settings import Settings
from tests.corpus.descriptions import FINDINGS, description, report
from tests.search_api.access.clocks import new_key
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.test_problems import problem_of

DRAFT = f"/api/v1/drafts/{description().id}"
ACCEPT, REJECT = f"{DRAFT}/accept", f"{DRAFT}/reject"
LOCAL = ("127.0.0.1", 50_000)
LOCAL_SITE = "http://127.0.0.1:8000"
RIGHT = {"corrections": {"reach": "local"}, "version": 1}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder whose store holds a report with two drafts, one of them rejected."""
    with Store.open(Settings(data_dir=tmp_path).store_path) as store, store.writer() as writer:
        writer.put_document(report())
        review.put_descriptions(writer.connection, report(), [description(), description(part=2)])
        second = review.draft(writer.connection, description(part=2).id)
        assert second is not None
        review.decide(writer.connection, second, "odrzucony", reason="Powtórzenie.")
    return tmp_path


def client_of(
    data_dir: Path, *, switched: str = "local", peer: tuple[str, int] = LOCAL, site: str = LOCAL_SITE
) -> TestClient:
    app = app_with(FakeEngine(), data_dir)
    app.state.settings = Settings.model_validate({"data_dir": data_dir, "review": switched})
    return TestClient(app, base_url=site, client=peer, raise_server_exceptions=False)


def status_of(data_dir: Path) -> str:
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.reading() as connection:
        found = review.draft(connection, description().id)
    assert found is not None
    return found.description.status


@pytest.fixture
def reviewer(data_dir: Path) -> Iterator[TestClient]:
    """A program on the computer of the server, with review switched on."""
    with client_of(data_dir) as running:
        yield running


def test_the_queue_holds_what_waits_and_says_that_it_is_unchecked(reviewer: TestClient) -> None:
    response = reviewer.get("/api/v1/drafts")

    answer = response.json()
    assert answer["total"] == 1
    (waiting,) = answer["results"]
    assert (waiting["id"], waiting["status"], waiting["version"]) == (description().id, "szkic", 1)
    assert waiting["findings_count"] == len(FINDINGS)
    assert "To nie są praktyki" in answer["notice"]
    assert response.headers["x-robots-tag"] == "noindex"
    assert response.headers["cache-control"] == "no-store"


def test_the_queue_is_narrowed_by_status_and_document_and_paged(reviewer: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return [one["id"][-2:] for one in reviewer.get(f"/api/v1/drafts?{query}").json()["results"]]

    assert ids("status=odrzucony") == ["-2"]
    assert ids("status=wszystkie") == ["-1", "-2"]
    assert ids("status=wszystkie&limit=1&offset=1") == ["-2"]
    assert ids(f"status=wszystkie&document_id={report().id}") == ["-1", "-2"]
    assert ids("status=wszystkie&document_id=doc-0000000000000000") == []
    problem_of(reviewer.get("/api/v1/drafts?status=nowy"), 422)
    problem_of(reviewer.get("/api/v1/drafts?limit=101"), 422)


def test_a_draft_comes_with_every_quote_and_its_history(reviewer: TestClient) -> None:
    draft = reviewer.get(f"/api/v1/drafts/{description(part=2).id}").json()

    assert [one["number"] for one in draft["findings"]] == list(range(1, len(FINDINGS) + 1))
    assert draft["findings"][1] | {"confidence": 0} == {
        "number": 2,
        "field": "area_of_action",
        "value": {"locality": "Lyski", "gmina": "Lyski", "powiat": "rybnicki", "voivodeship": "śląskie"},
        "quote": "W Lyskach (powiat rybnicki, województwo śląskie)",
        "block": 1,
        "page": 1,
        "method": "rule",
        "confidence": 0,
    }
    assert [(one["decision"], one["reason"]) for one in draft["decisions"]] == [("odrzucony", "Powtórzenie.")]


def test_accepting_answers_the_practice_with_its_origin(reviewer: TestClient, data_dir: Path) -> None:
    response = reviewer.post(ACCEPT, json=RIGHT)

    assert response.status_code == 200
    practice = response.json()
    assert practice["title"] == "Klub seniora w Lyskach"
    assert practice["sources"] == []
    assert practice["origin"]["document_id"] == report().id
    assert practice["origin"]["written"] == ["reach"]
    assert practice["origin"]["key"] is None
    assert reviewer.get(DRAFT).json()["practice_id"] == practice["id"]
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        assert store.practice(practice["id"]) is not None


def test_rejecting_takes_the_draft_out_of_the_queue(reviewer: TestClient) -> None:
    response = reviewer.post(REJECT, json={"reason": "To zapowiedź, a nie praktyka."})

    assert response.status_code == 200
    assert response.json()["status"] == "odrzucony"
    assert reviewer.get("/api/v1/drafts").json()["total"] == 0


def test_nothing_described_is_in_search_or_among_the_practices(reviewer: TestClient) -> None:
    assert reviewer.post("/api/v1/search", json={"query": "klub seniora w Lyskach"}).text.count("szkic-") == 0
    assert reviewer.get(f"/api/v1/practices/{description().id}").status_code == 404


def test_what_lacks_is_a_problem_per_field(data_dir: Path) -> None:
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.writer() as writer:
        kept = tuple(one for one in FINDINGS if one.field not in ("area_of_action", "themes"))
        review.put_descriptions(writer.connection, report(), [description(findings=kept)])
    with client_of(data_dir) as reviewer:
        problem = problem_of(reviewer.post(ACCEPT, json={}), 422)

    reasons = {item["field"]: item["reason"] for item in problem["errors"]}
    assert set(reasons) == {"place", "reach", "themes"}
    assert "Do wyboru: local, subregional" in reasons["reach"]


def test_what_was_decided_or_renewed_meanwhile_is_a_conflict(reviewer: TestClient) -> None:
    problem_of(reviewer.post(ACCEPT, json=RIGHT | {"version": 7}), 409)
    reviewer.post(ACCEPT, json=RIGHT)
    problem_of(reviewer.post(ACCEPT, json=RIGHT), 409)
    problem_of(reviewer.post(REJECT, json={"reason": "Jednak nie."}), 409)


def test_a_draft_that_is_not_there_is_not_found(reviewer: TestClient) -> None:
    for draft_id in ("szkic-0123456789abcdef-1", "nie-ma", "%00", "..%2f..%2fetc"):
        assert reviewer.get(f"/api/v1/drafts/{draft_id}").status_code == 404
        assert reviewer.post(f"/api/v1/drafts/{draft_id}/accept", json=RIGHT).status_code == 404
        assert reviewer.post(f"/api/v1/drafts/{draft_id}/reject", json={"reason": "Nie."}).status_code == 404


def test_with_a_key_decisions_are_taken_from_anywhere_and_kept_with_its_name(data_dir: Path) -> None:
    key = {"Authorization": f"Bearer {new_key(data_dir, 'Biuro', now=datetime.now(UTC))}"}
    with client_of(data_dir, switched="off", peer=("203.0.113.7", 5), site="https://praktyki.example") as office:
        draft = f"/api/v1/drafts/{description(part=2).id}"
        assert office.get("/api/v1/drafts", headers=key).json()["total"] == 1
        practice = office.post(ACCEPT, json=RIGHT, headers=key).json()
        assert practice["origin"]["key"] == "Biuro"
        problem_of(office.post(f"{draft}/reject", json={"reason": "Nie."}, headers=key), 409)

    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.reading() as connection:
        assert [one.key for one in review.decisions(connection, description().id)] == ["Biuro"]
    with opened(data_dir / FILE_NAME) as connection:
        logged = [(entry.act, entry.key_name, entry.subject) for entry in audit.entries(connection, 10)]
    assert logged == [("key_created", "Biuro", None), ("draft_accepted", "Biuro", description().id)]


def test_by_default_nobody_without_a_key_may_read_or_decide(data_dir: Path) -> None:
    with client_of(data_dir, switched="off") as anyone:
        problem = problem_of(anyone.post(ACCEPT, json=RIGHT), 401)
        problem_of(anyone.post(REJECT, json={"reason": "Nie."}), 401)
        problem_of(anyone.get(DRAFT), 401)
        assert "Klub seniora" not in anyone.get("/api/v1/drafts").text
    assert status_of(data_dir) == "szkic"

    assert "praktyki review" in problem["detail"]
    assert "PRAKTYKI_REVIEW=local" in problem["detail"]
    assert Settings().review == "off"


@pytest.mark.parametrize(
    ("peer", "site", "headers", "status"),
    [
        (("203.0.113.7", 5), LOCAL_SITE, {}, 401),
        (("::ffff:203.0.113.7", 5), LOCAL_SITE, {}, 401),
        (LOCAL, "https://praktyki.example", {}, 401),
        (LOCAL, "http://127.0.0.1.example", {}, 401),
        (LOCAL, LOCAL_SITE, {"X-Forwarded-For": "203.0.113.7"}, 401),
        (LOCAL, LOCAL_SITE, {"Forwarded": "for=127.0.0.1"}, 401),
        (LOCAL, LOCAL_SITE, {"Via": "1.1 posrednik"}, 401),
        (LOCAL, LOCAL_SITE, {"Origin": "https://obca.example"}, 403),
        (LOCAL, LOCAL_SITE, {"Origin": "http://127.0.0.1:9999"}, 403),
        (LOCAL, LOCAL_SITE, {"Origin": "null"}, 403),
        (LOCAL, LOCAL_SITE, {"Sec-Fetch-Site": "cross-site"}, 403),
        (LOCAL, LOCAL_SITE, {"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_from_elsewhere_nobody_without_a_key_may_read_or_decide(
    data_dir: Path, peer: tuple[str, int], site: str, headers: Mapping[str, str], status: int
) -> None:
    with client_of(data_dir, peer=peer, site=site) as stranger:
        problem_of(stranger.post(ACCEPT, json=RIGHT, headers=dict(headers)), status)
        problem_of(stranger.post(REJECT, json={"reason": "Nie."}, headers=dict(headers)), status)
        problem_of(stranger.get(DRAFT, headers=dict(headers)), status)
    assert status_of(data_dir) == "szkic"


@pytest.mark.parametrize(
    ("peer", "site", "headers"),
    [
        (("::1", 5), "http://[::1]:8000", {"Origin": "http://[::1]:8000", "Sec-Fetch-Site": "same-origin"}),
        (("::ffff:127.0.0.1", 5), "http://localhost:8000", {}),
        (("127.8.8.8", 5), LOCAL_SITE, {"Sec-Fetch-Site": "none"}),
    ],
)
def test_a_program_on_this_computer_may(
    data_dir: Path, peer: tuple[str, int], site: str, headers: Mapping[str, str]
) -> None:
    with client_of(data_dir, peer=peer, site=site) as local:
        assert local.post(ACCEPT, json=RIGHT, headers=dict(headers)).status_code == 200


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_body_that_a_form_of_another_site_could_send_is_refused(reviewer: TestClient, content_type: str) -> None:
    response = reviewer.post(ACCEPT, content=json.dumps(RIGHT), headers={"Content-Type": content_type})

    assert response.status_code in {415, 422}
    assert reviewer.get(DRAFT).json()["status"] == "szkic"


DEEP = "[" * 900 + "]" * 900


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "{",
        '{"findings": [0]}',
        '{"findings": [-1]}',
        '{"findings": [1.5]}',
        '{"findings": ["1"]}',
        '{"findings": [100000000000000000000]}',
        '{"version": true}',
        '{"version": 0}',
        '{"corrections": []}',
        '{"corrections": {"title": "\\ud800"}}',
        '{"corrections": {"\\ud800": "x"}}',
        '{"corrections": {"id": "../../etc/passwd"}}',
        '{"corrections": {"id": "doc-0123456789abcdef"}}',
        '{"corrections": {"origin": null}}',
        '{"corrections": {"areas": [{"level": "moon"}]}}',
        '{"corrections": {"years": {"start": 1e999}}}',
        '{"corrections": {"need": ' + DEEP + "}}",
        '{"corrections": ' + '{"a":' * 900 + "1" + "}" * 900 + "}",
        '{"nieznane": 1}',
    ],
)
def test_hostile_bodies_are_refused_and_change_nothing(reviewer: TestClient, body: str) -> None:
    response = reviewer.post(ACCEPT, content=body.encode(), headers={"Content-Type": "application/json"})

    problem = problem_of_any(response)
    assert problem["errors"]
    assert reviewer.get(DRAFT).json()["status"] == "szkic"


def problem_of_any(response: Any) -> dict[str, Any]:
    return problem_of(response, 422)


def test_without_a_store_the_queue_is_empty_and_none_is_made(tmp_path: Path) -> None:
    with client_of(tmp_path) as reviewer:
        assert reviewer.get("/api/v1/drafts").json()["total"] == 0
        assert reviewer.get(DRAFT).status_code == 404
        assert reviewer.post(ACCEPT, json=RIGHT).status_code == 404

    assert list(tmp_path.iterdir()) == []


def test_a_busy_or_damaged_store_is_told_without_its_path(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("corpus.store.WRITER_WAIT_S", 0.01)
    path = Settings(data_dir=data_dir).store_path
    with client_of(data_dir) as reviewer:
        with Store.open(path) as other, other.writer():
            busy = problem_of(reviewer.post(REJECT, json={"reason": "Nie."}), 503)
        path.write_bytes(b"to nie baza" * 1000)
        damaged = problem_of(reviewer.get("/api/v1/drafts"), 503)

    assert "Inny proces" in busy["detail"]
    assert str(data_dir) not in busy["detail"] + damaged["detail"]
    assert str(path) in caplog.text

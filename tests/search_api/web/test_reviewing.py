"""The review pages: what waits, fields beside their quotes, accepting, correcting and rejecting; conflicts lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from corpus import review, submissions
from corpus.description import Description
from corpus.practice import Practice
from corpus.store import Store
from ingest import submission_review
from ingest.review import reject
from search_api.settings import Settings
from tests.corpus.descriptions import FINDINGS, description, finding, report
from tests.corpus.submitted import RECEIPT, submission
from tests.search_api.access.clocks import new_key
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.filling import Filled, filled
from tests.search_api.web.test_pages import BROWSER, Page, foreign_scripts

LOCAL, LOCAL_SITE = ("127.0.0.1", 50_000), "http://127.0.0.1:8000"
DRAFT, SENT = f"/przeglad/{description().id}", f"/przeglad/{submission().id}"


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A store with a report, its two drafts (one of them rejected) and a submission."""
    with Store.open(Settings(data_dir=tmp_path).store_path) as store:
        with store.writer() as writer:
            writer.put_document(report())
            review.put_descriptions(writer.connection, report(), [description(), description(part=2)])
            submissions.put(writer.connection, submission(), RECEIPT)
        reject(store, description(part=2).id, "Powtórzenie.", key="biuro")
    return tmp_path


def client_of(data_dir: Path, switched: str = "local", engine: FakeEngine | None = None) -> TestClient:
    app = app_with(engine or FakeEngine(), data_dir)
    app.state.settings = Settings.model_validate({"data_dir": data_dir, "review": switched})
    return TestClient(app, base_url=LOCAL_SITE, client=LOCAL, raise_server_exceptions=False)


@pytest.fixture
def client(data_dir: Path) -> Iterator[TestClient]:
    """A browser on the computer of the server, with review switched on."""
    with client_of(data_dir) as running:
        yield running


def get(client: TestClient, address: str) -> Page:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return page_of(answer)


def page_of(answer: Response) -> Page:
    page = Page()
    page.feed(answer.text)
    page.close()
    assert (page.faults, page.open) == ([], [])
    ids = [item["id"] for _, item in page.tags if "id" in item]
    assert len(ids) == len(set(ids))
    for _, item in page.tags:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set(item.get(name, ids[0]).split()) <= set(ids)
    return page


def form_of(client: TestClient, address: str) -> Filled:
    return filled(client.get(address, headers=BROWSER).text)


def post(client: TestClient, address: str, form: dict[str, Any], step: str, **changes: Any) -> Response:
    return client.post(address, data=form | changes | {"step": step}, headers=BROWSER, follow_redirects=False)


def the_practice(data_dir: Path) -> Practice:
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        (found,) = store.practices()
    return found


def test_the_queue_shows_what_waits_with_counts_and_filters(client: TestClient) -> None:
    page = get(client, "/przeglad")
    for told in ("Zgłoszenia z formularza (1)", "Opisy z dokumentów (1)", "czeka (1)", "odrzucone (0)", "1–1 z 1"):
        assert told in page.text
    assert "Czwartkowy klub seniora w Lyskach wysłano 2026-11-22 Sołectwo Lyski, sołtys" in page.text
    assert "zasłonięto 1 daną osobową" in page.text

    drafts = get(client, "/przeglad?kind=drafts&status=odrzucony")
    assert "odrzucone (1)" in drafts.text
    assert [link["href"] for link in drafts.all("a") if "/przeglad/" in link["href"]] == [
        f"/przeglad/{description(part=2).id}"
    ]
    of_document = get(client, f"/przeglad?document_id={report().id}")
    assert "Tylko szkice dokumentu Klub seniora w Lyskach" in of_document.text
    assert "13 ustaleń" in of_document.text
    assert "Tu nic nie ma." in get(client, "/przeglad?kind=submissions&status=przyj%C4%99ty&page=7").text


def test_a_long_queue_has_pages(client: TestClient, data_dir: Path) -> None:
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.writer() as writer:
        for number in range(30):
            submissions.put(
                writer.connection, submission(f"b{'abcdefghjk'[number % 10]}{'abc'[number // 10]}b"), f"r{number}"
            )

    first, second = get(client, "/przeglad"), get(client, "/przeglad?kind=submissions&page=2")

    assert "1–25 z 31" in first.text
    assert "26–31 z 31" in second.text
    assert [link["href"] for link in second.all("a") if link.get("rel") == "prev"] == [
        "/przeglad?kind=submissions&status=szkic"
    ]


def test_a_draft_stands_beside_the_quotes_that_it_rests_on(client: TestClient) -> None:
    page = get(client, DRAFT)

    assert "Zasięg: Wybierz, jak daleko sięga praktyka." in page.text
    assert "Uwzględnij ustalenie nr 7: Gmina Lyski: 12 500 zł" in page.text.replace("\u202f", " ").replace("\xa0", " ")
    assert "„Gmina przeznaczyła na to 12 500 zł” str. 1, akapit 4, pewność 90%" in page.text
    addresses = [link["href"] for link in page.all("a")]
    assert f"/dokumenty/{report().id}?fragment=3#f3" in addresses
    assert "Cały akapit Z klubu skorzystało 40 osób." in page.text
    # What an event and a seat are is shown, and said to fill nothing.
    assert "Inne ustalenia Nie wypełniają żadnego pola." in page.text
    assert "Wisła, woj. śląskie" in page.text
    assert "Klub seniora w Lucieniu (podobne" in page.text
    assert "Nikt jeszcze nie zdecydował." in page.text
    form = form_of(client, DRAFT)
    assert form["place"] == ["Lyski, gmina Lyski, powiat rybnicki"]
    assert len(form["take"]) == len(FINDINGS)


def test_a_draft_is_accepted_with_only_what_lacked_written_by_the_person(client: TestClient, data_dir: Path) -> None:
    answer = post(client, DRAFT, form_of(client, DRAFT), "accept", reach="local")

    assert (answer.status_code, answer.headers["location"]) == (303, DRAFT)
    found = the_practice(data_dir)
    assert found.origin is not None
    assert found.origin.written == ("reach",)
    assert {quote.field for quote in found.origin.quotes} >= {"place", "years", "partners", "funding", "need"}
    done = get(client, DRAFT)
    assert "Przyjęto. Praktyka będzie w wyszukiwarce po następnej budowie indeksu." in done.text
    assert f"przyjęty, {found.id}" in done.text
    assert not [item for item in done.all("button") if item.get("value") in ("accept", "reject")]


def test_a_corrected_field_is_written_and_an_unticked_quote_counts_for_nothing(
    client: TestClient, data_dir: Path
) -> None:
    form = form_of(client, DRAFT)
    numbers = {one.field: number for number, one in enumerate(FINDINGS, start=1)}
    form["take"] = [number for number in form["take"] if number != str(numbers["results"])]

    # The result stays in its field, as it was shown; without its quote it does not count.
    post(client, DRAFT, form, "accept", reach="local", year_to="2016", lessons="Warto pytać o godziny.")

    found = the_practice(data_dir)
    assert found.results is None
    assert (found.years.start, found.years.end) == (2014, 2016)
    assert found.lessons == "Warto pytać o godziny."
    assert found.origin is not None
    assert set(found.origin.written) == {"reach", "years.start", "years.end", "lessons"}
    assert "results" not in {quote.field for quote in found.origin.quotes}


def test_fields_are_filled_anew_from_the_quotes_that_are_ticked(client: TestClient) -> None:
    form = form_of(client, DRAFT)
    kept = [str(number) for number, one in enumerate(FINDINGS, start=1) if one.field not in ("results", "partners")]

    again = filled(post(client, DRAFT, form | {"take": kept}, "refresh", lessons="Moje słowa.").text)

    assert again["results"] == [""]
    assert set(again["partners.name"]) == {""}
    assert again["lessons"] == ["Moje słowa."]
    assert sorted(again["take"]) == sorted(kept)
    assert again["shown"] == [",".join(sorted(kept, key=int))]
    # And ticked again they come back.
    back = filled(post(client, DRAFT, again | {"take": form["take"]}, "refresh").text)
    assert back["results"] == form["results"]
    assert back["lessons"] == ["Moje słowa."]


def test_what_lacks_or_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    client: TestClient, data_dir: Path
) -> None:
    form = form_of(client, DRAFT)

    answer = post(client, DRAFT, form, "accept", lessons="Moje słowa.", themes=[], year_from="dawno")

    assert answer.status_code == 422
    page = page_of(answer)
    links = [link["href"] for link in page.all("a")]
    assert {"#reach", "#themes", "#year_from"} <= set(links)
    assert filled(answer.text)["lessons"] == ["Moje słowa."]
    assert filled(answer.text)["year_from"] == ["dawno"]
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        assert store.counts()["practice"] == 0


def test_a_level_above_what_the_document_shows_is_refused_with_what_was_typed(client: TestClient) -> None:
    answer = post(client, DRAFT, form_of(client, DRAFT), "accept", reach="local", evidence_level="E4")

    assert answer.status_code == 422
    assert "Dokument pozwala najwyżej na E3" in page_of(answer).text
    assert filled(answer.text)["reach"] == ["local"]


def test_a_draft_is_rejected_with_a_reason(client: TestClient) -> None:
    form = form_of(client, DRAFT)
    empty = post(client, DRAFT, form, "reject", reason=" ")
    assert empty.status_code == 422
    assert "Napisz jednym zdaniem" in page_of(empty).text

    assert post(client, DRAFT, form, "reject", reason="Dzwonić do Anny Kowalskiej.").status_code == 303

    page = get(client, DRAFT)
    assert "Odrzucono. Dzwonić do [imię i nazwisko usunięte]." in page.text
    # It may be accepted after all, not rejected again.
    values = [item.get("value") for item in page.all("button")]
    assert "accept" in values
    assert "reject" not in values


def test_a_submission_is_corrected_and_accepted(client: TestClient, data_dir: Path) -> None:
    page = get(client, SENT)
    assert "Zgłoszenie: Czwartkowy klub seniora w Lyskach" in page.text
    assert "Sołectwo Lyski, sołtys, wysłano 2026-11-22, zasłonięto 1 daną osobową" in page.text
    assert "Opis własny ma najwyżej E2" in page.text
    form = form_of(client, SENT)
    assert form["funding.amount"][0] == "12 000 zł"

    assert post(client, SENT, form, "accept", reach="local", title="Klub w Lyskach").status_code == 303

    found = the_practice(data_dir)
    assert (found.title, found.evidence_level, found.sources) == ("Klub w Lyskach", "E2", ())
    assert found.submitted is not None
    assert found.submitted.written == ("reach", "title")


def test_a_submission_is_rejected_and_its_sender_reads_why(client: TestClient) -> None:
    assert post(client, SENT, form_of(client, SENT), "reject", reason="To dopiero plan.").status_code == 303

    assert "Odrzucono. To dopiero plan." in get(client, SENT).text
    assert "odrzucone (1)" in get(client, "/przeglad?kind=submissions").text


@pytest.mark.parametrize("address", [DRAFT, SENT])
@pytest.mark.parametrize("step", ["accept", "reject"])
def test_when_somebody_was_faster_the_page_says_so_and_keeps_what_was_typed(
    client: TestClient, data_dir: Path, address: str, step: str
) -> None:
    # Given a person who reads a description, and another who rejects it meanwhile
    form = form_of(client, address) | {"reach": ["local"], "lessons": ["Moje słowa."]}
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        if address == DRAFT:
            reject(store, description().id, "Powtórzenie.", key="drugie biuro")
        else:
            submission_review.reject(store, submission().id, "Powtórzenie.", key="drugie biuro")

    # When the first one decides
    answer = post(client, address, form, step, reason="Nie.")

    # Then nothing changes, the page says what happened, and all that was typed is there
    assert answer.status_code == 409
    page = page_of(answer)
    assert "Ktoś tymczasem zdecydował" in page.text
    assert "klucz drugie biuro" in page.text
    again = filled(answer.text)
    assert (again["lessons"], again["reach"]) == (["Moje słowa."], ["local"])
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        assert store.counts()["practice"] == 0
    # And whoever still wants to accept it may, now knowing.
    assert post(client, address, again, "accept").status_code == 303
    assert the_practice(data_dir).lessons == "Moje słowa."


def test_a_draft_that_was_read_anew_meanwhile_is_a_conflict(client: TestClient, data_dir: Path) -> None:
    form = form_of(client, DRAFT) | {"reach": ["local"]}
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.writer() as writer:
        review.put_descriptions(writer.connection, report(), [description(findings=FINDINGS[:3])])

    answer = post(client, DRAFT, form, "accept")

    assert answer.status_code == 409
    assert "zmienił się od czasu, gdy go czytano" in page_of(answer).text
    assert filled(answer.text)["version"] == ["2"]


def test_a_decision_about_what_is_decided_says_so_without_a_way_to_decide(client: TestClient) -> None:
    form = form_of(client, DRAFT) | {"reach": ["local"]}
    post(client, DRAFT, form, "accept")

    answer = post(client, DRAFT, form, "accept", lessons="Moje słowa.")

    assert answer.status_code == 409
    page = page_of(answer)
    assert "jest już przyjęty" in page.text
    assert filled(answer.text)["lessons"] == ["Moje słowa."]
    assert not [item for item in page.all("button") if item.get("value") in ("accept", "reject")]


def test_a_busy_store_keeps_what_was_typed(client: TestClient, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.WRITER_WAIT_S", 0.01)
    form = form_of(client, DRAFT) | {"reach": ["local"], "lessons": ["Moje słowa."]}
    with Store.open(Settings(data_dir=data_dir).store_path) as other, other.writer():
        answer = post(client, DRAFT, form, "accept")

    assert answer.status_code == 503
    assert "Baza jest teraz niedostępna" in page_of(answer).text
    assert filled(answer.text)["lessons"] == ["Moje słowa."]


@pytest.mark.parametrize(
    "wanted", ["szkic-0123456789abcdef-1", "zgloszenie-20261122-xxxx", "nie-ma", "%00", "..%2fetc"]
)
def test_what_is_not_there_is_not_found(client: TestClient, wanted: str) -> None:
    assert client.get(f"/przeglad/{wanted}", headers=BROWSER).status_code == 404
    assert post(client, f"/przeglad/{wanted}", {}, "accept").status_code == 404


def test_without_a_store_the_queue_is_empty_and_none_is_made(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        assert "Baza jest jeszcze pusta." in get(client, "/przeglad").text
        assert client.get(DRAFT, headers=BROWSER).status_code == 404

    assert list(tmp_path.glob("store*")) == []


def test_hostile_text_of_a_submission_and_of_a_document_is_text(client: TestClient, data_dir: Path) -> None:
    hostile = dict.fromkeys(("title", "need", "actions", "results", "lessons", "institution", "role"), HOSTILE)
    told = submission(
        "hhhh",
        **hostile,
        partners=[{"name": HOSTILE, "sector": "ngo", "role": "lead"}],
        sources=[{"url": "https://gmina.example/klub", "title": HOSTILE}],
    )
    quoted: Description = description(
        "b", title=HOSTILE, findings=(finding("need", HOSTILE, HOSTILE, 0), finding("event_place", {}, HOSTILE, 99))
    )
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.writer() as writer:
        submissions.put(writer.connection, told, "h" * 22)
        writer.put_document(report("b", title=HOSTILE, file_name=HOSTILE))
        review.put_descriptions(writer.connection, report("b"), [quoted])

    for address in ("/przeglad", "/przeglad?kind=drafts", f"/przeglad/{told.id}", f"/przeglad/{quoted.id}"):
        page = get(client, address)
        assert foreign_scripts(page) == []
        assert HOSTILE in page.text
    one = get(client, f"/przeglad/{told.id}")
    # Only http and https become links, and the address is shown in full.
    (outward,) = [link for link in one.all("a") if "nofollow" in link.get("rel", "")]
    assert outward["href"] == "https://gmina.example/klub"


def test_nobody_finds_these_pages_through_a_search_engine_or_a_cache(client: TestClient) -> None:
    for address in ("/przeglad", DRAFT, SENT):
        headers = client.get(address, headers=BROWSER).headers
        assert headers["x-robots-tag"] == "noindex"
        assert headers["cache-control"] == "no-store"


def test_whoever_has_no_key_is_led_to_sign_in_and_sees_nothing(data_dir: Path) -> None:
    with client_of(data_dir, switched="off") as stranger:
        for address in ("/przeglad", DRAFT, SENT):
            answer = stranger.get(address, headers=BROWSER, follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/logowanie?")
            assert "Lyskach" not in answer.text
        assert post(stranger, DRAFT, {"reach": "local"}, "accept").headers["location"].startswith("/logowanie?")
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        assert store.counts()["practice"] == 0


def test_with_a_key_one_decides_under_its_name_and_a_forged_form_is_refused(data_dir: Path) -> None:
    with client_of(data_dir, switched="off") as client:
        client.post("/logowanie", data={"key": new_key(data_dir)}, headers=BROWSER)
        form = form_of(client, SENT) | {"reach": ["local"]}

        assert post(client, SENT, form, "accept", csrf="").status_code == 403
        assert post(client, SENT, {name: form[name] for name in form if name != "csrf"}, "accept").status_code == 403
        foreign = client.post(
            SENT, data=form | {"step": "accept"}, headers=BROWSER | {"Origin": "https://obca.example"}
        )
        assert foreign.status_code == 403
        assert "czeka" in get(client, SENT).text
        assert post(client, SENT, form, "accept").status_code == 303
        assert "klucz Biuro" in get(client, SENT).text
    practice = the_practice(data_dir)
    assert practice.submitted is not None
    assert practice.submitted.key == "Biuro"


def test_a_key_without_the_right_scope_does_not_open_it(data_dir: Path) -> None:
    with client_of(data_dir, switched="off") as client:
        client.post("/logowanie", data={"key": new_key(data_dir, scopes=("ingest",))}, headers=BROWSER)

        assert client.get("/przeglad", headers=BROWSER).status_code == 403


def test_the_page_says_when_the_practice_is_in_the_search_already(data_dir: Path) -> None:
    with client_of(data_dir) as client:
        post(client, DRAFT, form_of(client, DRAFT), "accept", reach="local")
    with client_of(data_dir, engine=FakeEngine([the_practice(data_dir)])) as client:
        page = get(client, DRAFT)

    assert "Praktyka jest już w wyszukiwarce." in page.text
    assert "/praktyki/lyski-klub-seniora-w-lyskach" in [link["href"] for link in page.all("a")]


def test_without_a_search_the_page_works_and_says_that_likeness_is_unknown(data_dir: Path) -> None:
    app = app_with(None, data_dir)
    app.state.settings = Settings.model_validate({"data_dir": data_dir, "review": "local"})
    with TestClient(app, base_url=LOCAL_SITE, client=LOCAL) as client:
        page = get(client, DRAFT)

    assert "Wyszukiwarka nie jest gotowa" in page.text


def test_the_pages_speak_english(client: TestClient) -> None:
    assert "To be checked" in get(client, "/przeglad?lang=en").text
    page = get(client, f"{DRAFT}?lang=en")
    assert "Take finding no. 1" in page.text
    assert f"{DRAFT}?lang=en" in [form["action"] for form in page.all("form")]

"""Adding a practice as a sołtys does, without JavaScript: told, shown as it will be stored, sent, and nothing lost on the way."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from corpus import submissions
from corpus.store import Store
from ingest import submission_review, submitting
from ingest.masking import MaskingFailed
from ingest.personal.record import Record
from ingest.privacy import Masked
from search_api.settings import Settings
from search_api.web.routes.proposing import masking_of
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.filling import Filled, filled
from tests.search_api.web.test_pages import BROWSER, Page, foreign_scripts

LONG_AGO = "1"
SENDING = ("id", "wyslij")
TOLD: dict[str, Any] = {
    "started": LONG_AGO,
    "need": "Samotni seniorzy nie mieli gdzie się spotkać.",
    "actions": "Gmina oddała salę.\r\nKoło prowadziło spotkania.",
    "place": "Rybnik",
    "title": "Czwartkowy klub seniora",
    "year_from": "2019",
    "partners.name": ["OSP Rybnik", "Gmina Rybnik", ""],
    "partners.sector": ["", "public", ""],
    "partners.role": ["partner", "lead", "partner"],
    "funding.source": ["Fundusz sołecki", ""],
    "funding.amount": ["12 tys. zł", ""],
    "sources.url": ["www.gmina.example/klub"],
    "sources.title": [""],
    "institution": "Sołectwo Lyski",
    "role": "sołtys",
}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    Store.open(Settings(data_dir=tmp_path).store_path).close()
    return tmp_path


@pytest.fixture
def client(data_dir: Path) -> Iterator[TestClient]:
    with TestClient(app_with(FakeEngine(), data_dir), raise_server_exceptions=False) as running:
        yield running


def post(client: TestClient, fields: dict[str, Any], step: str, **headers: str) -> Response:
    return client.post("/dodaj", data=fields | {"step": step}, headers=BROWSER | headers, follow_redirects=False)


def page_of(response: Response) -> Page:
    page = Page()
    page.feed(response.text)
    page.close()
    assert (page.faults, page.open) == ([], [])
    return page


def waiting(data_dir: Path) -> tuple[submissions.Queued, ...]:
    with Store.open(Settings(data_dir=data_dir).store_path) as store, store.reading() as connection:
        return submissions.submissions(connection)


def sent(client: TestClient, fields: dict[str, Any]) -> str:
    """The address of the receipt, by way of the preview."""
    preview = post(client, fields, "check")
    assert preview.status_code == 200, preview.text
    answer = post(client, filled(preview.text, SENDING), "send")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_practice_is_told_shown_and_sent(client: TestClient, data_dir: Path) -> None:
    # Given the empty form, with rows to type into
    form = filled(client.get("/dodaj", headers=BROWSER).text)
    assert {name: len(form[name]) for name in ("partners.name", "funding.source", "sources.url")} == {
        "partners.name": 3,
        "funding.source": 2,
        "sources.url": 1,
    }

    # When it is filled in, the next page shows what will be stored, and nothing is stored yet
    preview = post(client, form | TOLD, "check")
    text = page_of(preview).text
    for told in (
        "Tak to zapiszemy",
        "Rybnik, woj. śląskie",
        "12 000 zł",
        "OSP Rybnik",
        "organizacja społeczna",
        "od 2019",
    ):
        assert told in text.replace("\u202f", " ").replace("\xa0", " "), told
    assert waiting(data_dir) == ()

    # When it is sent, it waits as a draft, and the receipt says so with a number
    answer = post(client, filled(preview.text, SENDING), "send")
    (queued,) = waiting(data_dir)
    receipt = page_of(client.get(answer.headers["location"], headers=BROWSER)).text
    assert queued.status == "szkic"
    assert queued.submission.id in receipt
    assert "Opis czeka na sprawdzenie" in receipt
    # Its address can be copied or mailed to oneself
    assert f"http://testserver{answer.headers['location']}" in receipt
    told_by = queued.submission
    assert told_by.actions == "Gmina oddała salę.\nKoło prowadziło spotkania."
    assert [(one.name, one.sector, one.role) for one in told_by.partners] == [
        ("OSP Rybnik", "ngo", "partner"),
        ("Gmina Rybnik", "public", "lead"),
    ]
    assert (told_by.years.start, told_by.funding[0].amount_pln) == (2019, 12000)
    assert told_by.sources[0].url == "https://www.gmina.example/klub"


def test_nothing_of_it_is_public_before_a_person_accepts_it(client: TestClient, data_dir: Path) -> None:
    sent(client, TOLD | {"need": "Niepowtarzalnosc w potrzebie."})

    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        assert store.counts() == {"practice": 0, "document": 0}
    for address in ("/", "/szukaj?q=Niepowtarzalnosc", "/api/v1/search?q=x", "/api/v1/facets", "/api/v1/outcomes"):
        assert "Niepowtarzalnosc w" not in client.get(address, headers=BROWSER).text
    for address in ("/przeglad", "/api/v1/drafts"):
        assert "Niepowtarzalnosc" not in client.get(address, headers=BROWSER).text


def test_what_is_masked_is_shown_before_it_is_sent_with_the_reason(client: TestClient, data_dir: Path) -> None:
    private = TOLD | {"need": "Mówiła o tym Anna Kowalska, tel. 601 234 582."}

    preview = page_of(post(client, private, "check"))

    assert "Usunęliśmy dane osób" in preview.text
    assert "Potrzeba: imię i nazwisko (1), numer telefonu (1)" in preview.text
    assert "Mówiła o tym [imię i nazwisko usunięte], tel. [numer telefonu usunięty]." in preview.text
    sent(client, private)
    held = b"".join(path.read_bytes() for path in data_dir.iterdir() if path.is_file())
    assert b"Kowalska" not in held
    assert b"601 234 582" not in held


def test_a_refused_form_shows_everything_again_with_what_is_wrong_at_each_field(client: TestClient) -> None:
    wrong = TOLD | {"need": "", "place": "Dąbrowa", "funding.amount": ["worek", ""], "themes": ["seniors"]}

    answer = post(client, wrong, "check")

    assert answer.status_code == 422
    page = page_of(answer)
    again = filled(answer.text)
    assert again["actions"] == ["Gmina oddała salę.\nKoło prowadziło spotkania."]
    assert again["funding.amount"][0] == "worek"
    assert again["partners.name"][:2] == ["OSP Rybnik", "Gmina Rybnik"]
    assert (again["themes"], again["institution"]) == (["seniors"], ["Sołectwo Lyski"])
    assert again["started"] == [LONG_AGO]
    (box,) = [item for _, item in page.tags if item.get("role") == "alert"]
    assert "autofocus" in box
    assert box["tabindex"] == "-1"
    by_id = {item["id"]: item for _, item in page.tags if "id" in item}
    for field in ("need", "place", "funding-0-amount"):
        assert by_id[field]["aria-invalid"] == "true"
        assert f"{field}-wrong" in by_id[field]["aria-describedby"].split()
        assert f"#{field}" in [link["href"] for link in page.all("a")]
    ids = {item["id"] for _, item in page.tags if "id" in item}
    for _, item in page.tags:
        assert set(item.get("aria-describedby", "need").split()) <= ids


def test_among_places_of_one_name_the_person_chooses(client: TestClient, data_dir: Path) -> None:
    asked = post(client, TOLD | {"place": "Dąbrowa"}, "check")
    radios = [item for item in page_of(asked).all("input") if item.get("type") == "radio"]
    assert len(radios) > 4
    assert "Które to miejsce?" in asked.text

    sent(client, TOLD | {"place": "Dąbrowa", "place_choice": radios[1]["value"]})

    (queued,) = waiting(data_dir)
    assert queued.submission.areas[0].status == "resolved"
    assert queued.submission.place.powiat == "mogileński"


def test_a_place_that_no_list_knows_is_kept_as_typed_in_its_voivodeship(client: TestClient, data_dir: Path) -> None:
    unknown = post(client, TOLD | {"place": "Xyzków"}, "check")
    assert "Nie znamy miejsca „Xyzków”" in page_of(unknown).text

    preview = post(client, TOLD | {"place": "Xyzków", "voivodeship": "lubelskie"}, "check")
    assert "Tej nazwy nie ma w naszym spisie" in page_of(preview).text
    sent(client, TOLD | {"place": "Xyzków", "voivodeship": "lubelskie"})

    (queued,) = waiting(data_dir)
    assert (queued.submission.place.locality, queued.submission.place.voivodeship) == ("Xyzków", "lubelskie")


@pytest.mark.parametrize(("name", "first", "most"), [("partners", 3, 30), ("funding", 2, 20), ("sources", 1, 10)])
def test_rows_are_added_by_a_button_without_losing_anything(
    client: TestClient, name: str, first: int, most: int
) -> None:
    form: Filled = filled(client.get("/dodaj", headers=BROWSER).text) | TOLD
    part = {"partners": "name", "funding": "source", "sources": "url"}[name]
    for number in range(first + 1, most + 1):
        answer = post(client, form, f"more-{name}")
        assert answer.status_code == 200
        assert f'id="{name}-{number - 1}"' in answer.text
        form = filled(answer.text)
        assert len(form[f"{name}.{part}"]) == number
    assert form["need"] == [TOLD["need"]]
    assert form["partners.name"][:2] == ["OSP Rybnik", "Gmina Rybnik"]
    # At the limit the button is gone, and pressing it all the same adds nothing.
    assert f'value="more-{name}"' not in answer.text
    assert len(filled(post(client, form, f"more-{name}").text)[f"{name}.{part}"]) == most


def test_from_the_preview_one_goes_back_with_everything_typed(client: TestClient) -> None:
    preview = post(client, TOLD | {"need": "Mówiła o tym Anna Kowalska."}, "check")

    again = filled(post(client, filled(preview.text, SENDING), "edit").text)

    assert again["need"] == ["Mówiła o tym Anna Kowalska."]
    assert again["funding.amount"][0] == "12 tys. zł"
    assert again["partners.sector"][:2] == ["", "public"]
    assert again["role"] == ["sołtys"]


def test_a_copy_of_what_was_typed_and_of_what_was_stored_can_be_kept(client: TestClient) -> None:
    typed = post(client, TOLD, "copy")
    assert typed.headers["content-disposition"] == 'attachment; filename="opis-praktyki.json"'
    assert typed.json()["funding"] == [{"source": "Fundusz sołecki", "amount": "12 tys. zł"}]

    stored = client.get(f"{sent(client, TOLD)}/kopia")
    assert stored.headers["cache-control"] == "no-store"
    assert json.loads(stored.text)["funding"] == [{"source": "Fundusz sołecki", "amount_pln": 12000.0}]


def test_sending_twice_stores_once(client: TestClient, data_dir: Path) -> None:
    form = filled(post(client, TOLD, "check").text, SENDING)

    first, second = (post(client, form, "send").headers["location"] for _ in range(2))

    assert first == second
    assert len(waiting(data_dir)) == 1


def test_sending_without_a_preview_is_checked_all_the_same(client: TestClient, data_dir: Path) -> None:
    assert post(client, TOLD | {"title": ""}, "send").status_code == 422
    assert waiting(data_dir) == ()
    # A receipt that is none of ours is replaced.
    answer = post(client, TOLD | {"receipt": "../../etc"}, "send")
    assert re.fullmatch(r"/dodaj/zgloszenie/[\w-]{22}", answer.headers["location"])


def test_the_receipt_tells_what_became_of_it_and_only_to_whoever_has_it(client: TestClient, data_dir: Path) -> None:
    address = sent(client, TOLD)
    (queued,) = waiting(data_dir)
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        submission_review.reject(store, queued.submission.id, "To dopiero plan.")

    rejected = page_of(client.get(address, headers=BROWSER)).text
    assert "Opis nie został przyjęty" in rejected
    assert "Powód: To dopiero plan." in rejected
    with Store.open(Settings(data_dir=data_dir).store_path) as store:
        submission_review.accept(store, queued.submission.id, corrections={"reach": "local", "themes": ["seniors"]})
    accepted = client.get(address, headers=BROWSER)
    assert "Będzie w wyszukiwarce" in page_of(accepted).text
    assert accepted.headers["cache-control"] == "no-store"
    assert accepted.headers["x-robots-tag"] == "noindex"
    for wrong in ("x" * 22, "x", queued.submission.id, "%00", "..%2f..%2fetc"):
        assert client.get(f"/dodaj/zgloszenie/{wrong}", headers=BROWSER).status_code == 404
        assert client.get(f"/dodaj/zgloszenie/{wrong}/kopia", headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"website": "https://spam.example"}, "które miało zostać puste"),
        ({"started": "99999999999"}, "zbyt szybko"),
        ({"started": "wczoraj"}, "zbyt szybko"),
        ({"started": ""}, "zbyt szybko"),
        ({"started": "-1"}, "zbyt szybko"),
    ],
)
def test_what_looks_like_a_program_is_turned_away_without_losing_a_persons_text(
    client: TestClient, data_dir: Path, changes: dict[str, str], told: str
) -> None:
    for step in ("check", "send"):
        answer = post(client, TOLD | changes, step)
        assert answer.status_code == 422
        assert told in page_of(answer).text
        assert filled(answer.text)["need"] == [TOLD["need"]]
        assert filled(answer.text)["website"] == [""]
    assert waiting(data_dir) == ()


def test_the_trap_is_out_of_sight_and_out_of_reach_of_the_keyboard(client: TestClient) -> None:
    page = page_of(client.get("/dodaj", headers=BROWSER))

    (trap,) = [item for item in page.all("input") if item.get("name") == "website"]
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert "Zostaw to pole puste" in page.text


def test_a_client_that_sends_too_often_is_asked_to_wait_and_keeps_its_text(data_dir: Path) -> None:
    app = app_with(FakeEngine(), data_dir)
    app.state.settings = Settings(data_dir=data_dir, submissions_per_hour=1)
    with TestClient(app) as client:
        sent(client, TOLD)

        again = post(client, TOLD | {"title": "Inny klub"}, "send")

        assert again.status_code == 429
        assert int(again.headers["retry-after"]) > 0
        assert "Spróbuj ponownie za 60 min" in page_of(again).text
        assert filled(again.text)["title"] == ["Inny klub"]
        # Looking at what was understood is counted too.
        assert [post(client, TOLD, "check").status_code for _ in range(10)][-1] == 429
    assert len(waiting(data_dir)) == 1


def test_a_busy_store_loses_nothing(client: TestClient, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.WRITER_WAIT_S", 0.01)
    form = filled(post(client, TOLD, "check").text, SENDING)
    with Store.open(Settings(data_dir=data_dir).store_path) as other, other.writer():
        busy = post(client, form, "send")

    assert busy.status_code == 503
    assert "Nie udało się zapisać opisu" in page_of(busy).text
    again = filled(busy.text)
    assert again["need"] == [TOLD["need"]]
    sent(client, again)
    assert len(waiting(data_dir)) == 1


def test_a_full_disk_or_no_store_at_all_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(app_with(FakeEngine(), tmp_path)) as client:
        none_yet = post(client, TOLD, "send")
        assert none_yet.status_code == 503
        assert filled(none_yet.text)["need"] == [TOLD["need"]]
        assert list(tmp_path.glob("store*")) == []

        from corpus.store import StoreFull

        def full(*_: object) -> None:
            raise StoreFull("Brak miejsca na dysku dla bazy /tajna/sciezka.")

        Store.open(Settings(data_dir=tmp_path).store_path).close()
        monkeypatch.setattr(submitting, "submit", full)
        no_room = post(client, TOLD, "send")
        assert no_room.status_code == 503
        assert "/tajna" not in no_room.text
        assert filled(no_room.text)["need"] == [TOLD["need"]]


def test_a_full_queue_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitting, "MOST_WAITING", 0)

    answer = post(client, TOLD, "send")

    assert answer.status_code == 503
    assert "Na sprawdzenie czeka już bardzo dużo opisów" in page_of(answer).text


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://obca.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_form_of_another_site_is_refused(client: TestClient, data_dir: Path, headers: dict[str, str]) -> None:
    assert post(client, TOLD, "send", **headers).status_code == 403
    assert waiting(data_dir) == ()


def test_hostile_text_is_text_everywhere(client: TestClient) -> None:
    hostile = {
        **dict.fromkeys(("need", "actions", "results", "lessons", "title", "institution", "role"), HOSTILE),
        "partners.name": [HOSTILE],
        "partners.sector": ["ngo"],
        "funding.source": [HOSTILE],
        "sources.url": ["https://gmina.example/klub"],
        "sources.title": [HOSTILE],
    }
    told = TOLD | hostile

    pages = [
        post(client, told | {"place": HOSTILE, "year_from": HOSTILE, "funding.amount": [HOSTILE]}, "check"),
        post(client, told, "check"),
        client.get(sent(client, told), headers=BROWSER),
    ]

    for answer in pages:
        page = page_of(answer)
        assert foreign_scripts(page) == []
        assert HOSTILE in page.text
    assert "javascript:" not in "".join(link["href"] for answer in pages for link in page_of(answer).all("a"))
    # What nobody sees in a text does not come through either.
    bidi = post(client, TOLD | {"title": "Klub\u202e aroines\u200b"}, "check")
    assert "\u202e" not in bidi.text
    assert "\u200b" not in bidi.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"need": "a" * 100_000},
        {"partners.name": ["x"] * 900},
        {"themes": ["seniors"] * 900},
        {"themes": ["kosmos"], "voivodeship": "kosmos", "reach": "kosmos"},
        {"partners.sector": ["kosmos"], "partners.name": ["x"], "partners.role": ["kosmos"]},
        {"place_choice": "' OR 1=1", "place": "Dąbrowa"},
        {"step": "x" * 1000},
        {"need": "\x00\ud7ff\ufffe"},
    ],
)
def test_odd_forms_are_refused_with_a_page(client: TestClient, fields: dict[str, Any]) -> None:
    answer = client.post("/dodaj", data={"started": LONG_AGO} | fields, headers=BROWSER)

    assert answer.status_code == 422
    page_of(answer)


def test_a_form_with_too_many_fields_or_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/dodaj", data={"themes": ["x"] * 2000}, headers=BROWSER).status_code == 422
    assert client.post("/dodaj", data={"need": "a" * 1_100_000}, headers=BROWSER).status_code == 413


def test_a_file_in_place_of_a_text_is_no_text(client: TestClient) -> None:
    answer = client.post("/dodaj", data=TOLD | {"need": ""}, files={"need": ("x.txt", b"plik")}, headers=BROWSER)

    assert answer.status_code == 422
    assert "Napisz, jaka była potrzeba" in answer.text


def test_the_form_speaks_english_and_goes_on_in_it(client: TestClient) -> None:
    english = client.get("/dodaj?lang=en", headers=BROWSER)
    assert "What was the need?" in english.text
    assert 'action="/dodaj?lang=en"' in english.text

    answer = client.post("/dodaj?lang=en", data=TOLD | {"step": "send"}, headers=BROWSER, follow_redirects=False)

    assert answer.headers["location"].endswith("?lang=en")
    assert "Thank you for the description" in client.get(answer.headers["location"], headers=BROWSER).text


def test_only_four_fields_are_required_and_the_enter_key_goes_on(client: TestClient) -> None:
    page = page_of(client.get("/dodaj", headers=BROWSER))

    required = [item["name"] for tag, item in page.tags if item.get("aria-required") == "true"]
    assert required == ["need", "actions", "place", "title"]
    first = page.all("button")[[item.get("name") for item in page.all("button")].index("step")]
    assert first["value"] == "check"
    # A person who has typed nothing keeps nothing in the browser; the page says what it keeps, and offers to forget it.
    assert "zapamiętuje ta przeglądarka" in page.text


def test_a_description_is_neither_shown_nor_stored_when_it_cannot_be_masked(data_dir: Path) -> None:
    class Broken:
        def mask_all(self, texts: Sequence[str], record: Record) -> list[Masked]:
            raise MaskingFailed

    app = app_with(FakeEngine(), data_dir)
    app.dependency_overrides[masking_of] = lambda: Broken()
    with TestClient(app) as client:
        for step in ("check", "send"):
            answer = post(client, TOLD, step)

            assert answer.status_code == 503
            text = page_of(answer).text
            assert "Nie udało się teraz sprawdzić, czy w opisie są dane osobowe" in text
            assert filled(answer.text)["title"] == ["Czwartkowy klub seniora"]
    assert waiting(data_dir) == ()


def test_the_models_that_mask_stay_out_of_the_server(data_dir: Path) -> None:
    # In a process of its own: that of the tests has loaded them long ago.
    script = f"""
import sys
from fastapi.testclient import TestClient
from pathlib import Path
from search_api.app import create_app
from search_api.settings import Settings
with TestClient(create_app(Settings(data_dir=Path({str(data_dir)!r})))) as client:
    answer = client.post("/dodaj", data={TOLD | {"need": "Prosiła o to Anna Kowalska."}!r} | {{"step": "check"}})
assert answer.status_code == 200, answer.text
assert "[imię i nazwisko usunięte]" in answer.text
print("spacy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

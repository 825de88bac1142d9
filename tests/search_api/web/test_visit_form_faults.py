"""The form of the study visit refused: what is asked again, what is told at which field, what is never a crash."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.visiting import fields_of, sent, state_of, told_at, typed


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
        yield running


@pytest.mark.parametrize(
    ("given", "field", "says"),
    [
        ({"temat": ["", "", ""]}, "temat-1", "Wpisz choć jeden temat"),
        ({"temat": ["???"]}, "temat-1", "Opisz temat słowami"),
        ({"temat": ["seniorzy " * 90]}, "temat-1", "za długi"),
        ({"waga": ["dużo", "", ""]}, "waga-1", "Waga to liczba"),
        ({"start": ""}, "start", "z którego wyruszacie"),
        ({"start": "Nigdzieborze"}, "start", "Nie ma gminy ani powiatu o nazwie „Nigdzieborze”"),
        ({"start": "Dąbrowa"}, "start", "pasuje do kilku miejsc"),
        ({"nasza": "Dąbrowa"}, "nasza", "pasuje do kilku miejsc"),
        ({"start": "Śląsk"}, "start", "„Śląsk” to region. Wpisz miasto, gminę albo powiat, na przykład „Katowice”."),
        ({"start": "województwo podlaskie"}, "start", "to region"),
        ({"nasza": "na Podhalu"}, "nasza", "„na Podhalu” to region"),
        ({"start": "Rybnki"}, "start", "albo wybierz z listy podobną nazwę"),
        ({"start": "Bemowo"}, "start", "to miejscowość, a nie gmina"),
        ({"start": "opolski"}, "start", "pasuje do kilku miejsc"),
        ({"dni": "0"}, "dni", "od 1 do 5"),
        ({"dni": "dwa"}, "dni", "od 1 do 5"),
        ({"dni": "2,5"}, "dni", "od 1 do 5"),
        ({"godziny": "3"}, "godziny", "od 4 do 14"),
        ({"spotkania": "7"}, "spotkania", "od 1 do 6"),
        ({"spotkania": "4", "najmniej": "5"}, "najmniej", "nie może być większa"),
        ({"minuty": "10"}, "minuty", "od 30 do 240"),
        ({"osoby": "100"}, "osoby", "od 1 do 60"),
        ({"odleglosc": "0"}, "odleglosc", "kilometrów"),
        ({"odleglosc": "daleko"}, "odleglosc", "kilometrów"),
        ({"wyjazd": "13:00"}, "wyjazd", "od 4:00 do 12:00"),
        ({"wyjazd": "rano"}, "wyjazd", "od 4:00 do 12:00"),
        ({"do": "25:00"}, "do", "od 13:00 do 21:00"),
        ({"dzien": "2020-01-01"}, "dzien", "jeszcze nie minęła"),
        ({"dzien": "31.02.2027"}, "dzien", "jeszcze nie minęła"),
        ({"dopisz": ["Nigdzieborze"], "dopisz_jak": ["must"]}, "dopisz-1", "Nie znamy miejsca ani praktyki"),
        ({"dopisz": ["http://x/praktyki/nie-ma"], "dopisz_jak": ["must"]}, "dopisz-1", "Nie znamy"),
        ({"dopisz": ["Dąbrowa"], "dopisz_jak": ["must"]}, "dopisz-1", "pasuje do kilku"),
        ({"dopisz": ["Kaszuby"], "dopisz_jak": ["must"]}, "dopisz-1", "„Kaszuby” to region"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field_and_above(
    client: TestClient, given: dict[str, str | list[str]], field: str, says: str
) -> None:
    answer = sent(client, typed(client, **given))

    assert says in told_at(answer, field)
    box = answer.text[answer.text.index('id="bledy"') :]
    assert re.search(rf'href="#{field}', box[: box.index("</div>")])
    # What was typed stands there still
    again = fields_of(answer)
    name = {"temat-1": "temat", "waga-1": "waga", "dopisz-1": "dopisz"}.get(field, field)
    value = given[name]
    expected = value if isinstance(value, list) else [value]
    assert [text.strip() for text in again[name][: len(expected)]] == [text.strip() for text in expected]


def test_all_that_is_wrong_is_told_at_once_and_its_fold_is_open(client: TestClient) -> None:
    answer = sent(client, typed(client, start="Nigdzieborze", dni="9", dopisz=["xyzzy"], dopisz_jak=["must"]))

    assert {name for name in ("start", "dni", "dopisz-1") if f'id="{name}-wrong"' in answer.text} == {
        "start",
        "dni",
        "dopisz-1",
    }
    assert '<details class="visit-conditions" id="warunki" open>' in answer.text
    assert '<details class="visit-conditions" id="zyczenia" open>' in answer.text


def test_a_start_of_several_places_is_chosen_from_a_list(client: TestClient) -> None:
    asked = sent(client, typed(client, start="Dąbrowa"))
    codes = re.findall(r'name="start_kod" value="(teryt:\d+)"', asked.text)
    assert len(codes) > 1

    chosen = fields_of(asked) | {"start_kod": [codes[1]]}
    assert state_of(sent(client, chosen)).start == codes[1]

    # Another name makes the choice void
    other = fields_of(asked) | {"start_kod": [codes[1]], "start": ["Rybnik"]}
    assert state_of(sent(client, other)).start == "teryt:2473011"


@pytest.mark.parametrize("start", ["Dąbrowa", "Rybnki", "Bemowo", "powiat bielski"])
def test_no_code_is_shown_where_a_name_tells_the_place(client: TestClient, start: str) -> None:
    asked = sent(client, typed(client, start=start))

    assert 'name="start_kod" value="teryt:' in asked.text
    assert "teryt:" not in re.sub(r"<[^>]*>", " ", asked.text)


def test_a_clear_start_is_not_asked_about(client: TestClient) -> None:
    assert state_of(sent(client, typed(client, start="rybnik"))).start == "teryt:2473011"


def test_a_place_to_see_of_several_is_chosen_from_a_list(client: TestClient) -> None:
    asked = sent(client, typed(client, dopisz=["Dąbrowa"], dopisz_jak=["must"]))
    codes = re.findall(r'name="dopisz_kod.0" value="(teryt:\d+)"', asked.text)

    done = sent(client, fields_of(asked) | {"dopisz_kod.0": [codes[0]]})

    assert state_of(done).must_places == (codes[0],)


@pytest.mark.parametrize("address", ["/wizyta?w=1.zepsute", "/wizyta/wynik?w=1.zepsute", "/wizyta/wynik"])
def test_a_damaged_link_leads_to_the_form_and_says_so(client: TestClient, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 422
    assert answer.url.path == "/wizyta"
    assert 'id="bledy"' in answer.text


def test_hostile_words_are_shown_as_text(client: TestClient) -> None:
    answer = sent(
        client,
        typed(client, start=HOSTILE, temat=[HOSTILE], dopisz=[f"{HOSTILE}\u202e"], dopisz_jak=["must"], dni=HOSTILE),
    )

    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "\u202e" not in answer.text


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    answer = client.post("/wizyta", data=typed(client), headers={"Origin": "https://example.org"})

    assert answer.status_code == 403


def test_nothing_typed_is_a_crash(client: TestClient) -> None:
    for form in (
        {},
        {"temat": "a"},
        {"zyczenie": "must"},
        {"dopisz": ["a", "b"]},
        {"start_kod": "teryt:1"},
        {"step": "more"},
    ):
        assert client.post("/wizyta", data=form).status_code in (200, 422)

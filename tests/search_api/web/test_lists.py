"""The reader's own list: kept by the browser, ordered by hand, sent as a link, compared side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.practice import Funding, Place
from search_api.web import compare_view, plan_link, plan_showing, short_list, texts
from tests.search_api.conftest import app_with
from tests.search_api.fakes import ATTACK, BARE, HOSTILE, INVITATION, RECORDS, SENIORS, YOUTH, FakeEngine, practice
from tests.search_api.web.test_pages import BROWSER, Page

PL = texts.load("pl")
HOST = "https://praktyki.example.org"
AS_SCRIPT = {"Accept": "application/json", "Accept-Language": "pl"}
SEVERAL = (SENIORS.id, YOUTH.id, BARE.id)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[TestClient]:
    """A browser of its own: it keeps cookies between requests."""
    with TestClient(app_with(FakeEngine(), tmp_path), headers=BROWSER) as running:
        yield running


def shown(client: TestClient, address: str = "/lista") -> Page:
    response = client.get(address)
    assert response.status_code == 200
    page = Page()
    page.feed(response.text)
    page.close()
    return page


def put(client: TestClient, *ids: str) -> None:
    client.post("/lista/dodaj", data={"id": list(ids)}, follow_redirects=False)


def listed(client: TestClient) -> tuple[str, ...]:
    return short_list.read(client.cookies.get(short_list.COOKIE) or "")


def titles(page: Page) -> list[str]:
    return [
        link["href"].rpartition("/")[2].partition("?")[0]
        for link in page.all("a")
        if link["href"].startswith(("/praktyki/", "/dokumenty/"))
    ]


class TestAddingAndTakingOff:
    def test_an_added_practice_is_on_the_list_with_place_years_evidence_and_cost(self, reader: TestClient) -> None:
        answer = reader.post(
            "/lista/dodaj",
            data={"id": SENIORS.id, "here": "/szukaj?q=seniorzy#lista-lucien-klub-seniora"},
            follow_redirects=False,
        )

        assert answer.status_code == 303
        assert answer.headers["location"] == "/szukaj?q=seniorzy#lista-lucien-klub-seniora"
        page = shown(reader)
        for told in (
            "1 opis",
            "Klub seniora w Lucieniu",
            "powiat gostyniński",
            "2014–2015",
            "E3",
            "koszt: 12 500,50 zł",
        ):
            assert told in page.text.replace("\u202f", " ").replace("\xa0", " ")
        assert "Moja lista (1)" in page.text

    def test_what_is_not_known_is_said(self, reader: TestClient) -> None:
        put(reader, BARE.id)

        page = shown(reader)

        assert "lata nieznane" in page.text
        assert "koszt nieznany" in page.text

    def test_adding_twice_changes_nothing(self, reader: TestClient) -> None:
        put(reader, SENIORS.id)
        put(reader, SENIORS.id, YOUTH.id)

        assert listed(reader) == (SENIORS.id, YOUTH.id)

    def test_taken_off_the_list_it_can_be_put_back_where_it_was(self, reader: TestClient) -> None:
        put(reader, *SEVERAL)

        answer = reader.post("/lista/usun", data={"id": YOUTH.id}, follow_redirects=False)

        assert listed(reader) == (SENIORS.id, BARE.id)
        page = shown(reader, answer.headers["location"])
        assert "Usunięto z listy 1 opis." in page.text
        reader.post("/lista/ustaw", data={"id": hidden_ids(page, "/lista/ustaw")})
        assert listed(reader) == SEVERAL

    def test_a_cleared_list_is_forgotten_and_can_be_had_back(self, reader: TestClient) -> None:
        put(reader, *SEVERAL)

        answer = reader.post("/lista/wyczysc", follow_redirects=False)

        assert listed(reader) == ()
        page = shown(reader, answer.headers["location"])
        assert "Usunięto z listy 3 opisy." in page.text
        assert "Twoja lista jest pusta." in page.text
        reader.post("/lista/ustaw", data={"id": hidden_ids(page, "/lista/ustaw")})
        assert listed(reader) == SEVERAL

    def test_nothing_to_undo_is_offered_once_it_was_undone(self, reader: TestClient) -> None:
        put(reader, SENIORS.id)

        assert "Cofnij" not in shown(reader, f"/lista?cofnij={SENIORS.id}").text

    def test_moving_stops_at_the_ends(self, reader: TestClient) -> None:
        put(reader, *SEVERAL)

        answer = reader.post("/lista/przesun", data={"down": SENIORS.id}, follow_redirects=False)
        assert answer.headers["location"] == f"/lista#opis-{SENIORS.id}"
        assert listed(reader) == (YOUTH.id, SENIORS.id, BARE.id)
        reader.post("/lista/przesun", data={"up": YOUTH.id})
        assert listed(reader) == (YOUTH.id, SENIORS.id, BARE.id)
        page = shown(reader)
        assert titles(page) == [YOUTH.id, SENIORS.id, BARE.id]
        still = [button for button in page.all("button") if "disabled" in button]
        assert [(button["name"], button["value"]) for button in still] == [("up", YOUTH.id), ("down", BARE.id)]

    def test_a_full_list_says_so_instead_of_forgetting_something(self, reader: TestClient) -> None:
        many = [record.id for record in RECORDS][: short_list.MOST_IDS]
        put(reader, *many)

        answer = reader.post("/lista/dodaj", data={"id": "jeszcze-jedna"}, follow_redirects=False)

        assert listed(reader) == tuple(many)
        assert "Lista jest pełna" in shown(reader, answer.headers["location"]).text
        told = reader.post("/lista/dodaj", data={"id": "jeszcze-jedna"}, headers=AS_SCRIPT)
        assert told.status_code == 409
        assert told.json()["said"].startswith("Lista jest pełna.")

    def test_another_site_cannot_change_the_list(self, reader: TestClient) -> None:
        answer = reader.post("/lista/dodaj", data={"id": SENIORS.id}, headers={"Origin": "https://zly.example"})

        assert answer.status_code == 403
        assert listed(reader) == ()

    @pytest.mark.parametrize("here", ["https://zly.example/", "//zly.example", "/\\zly.example", "javascript:alert(1)"])
    def test_the_way_back_stays_on_this_site(self, reader: TestClient, here: str) -> None:
        answer = reader.post("/lista/dodaj", data={"id": SENIORS.id, "here": here}, follow_redirects=False)

        assert answer.headers["location"] == "/lista"

    def test_a_form_without_anything_is_no_error(self, reader: TestClient) -> None:
        for action in ("dodaj", "usun", "przesun", "ustaw", "wyczysc"):
            assert reader.post(f"/lista/{action}").status_code == 200


class TestWhatANewcomerNeeds:
    def test_one_practice_is_told_what_a_comparison_takes_and_has_nothing_to_move(self, reader: TestClient) -> None:
        put(reader, SENIORS.id)

        page = shown(reader)

        assert "Dodaj do listy jeszcze jedną praktykę, a porównasz je obok siebie." in page.text
        assert {button.get("name") for button in page.all("button")}.isdisjoint({"up", "down"})

    def test_a_short_list_comes_ticked_for_comparing(self, reader: TestClient) -> None:
        put(reader, SENIORS.id, YOUTH.id)

        boxes = [box for box in shown(reader).all("input") if box.get("type") == "checkbox"]

        assert [box["value"] for box in boxes if "checked" in box] == [SENIORS.id, YOUTH.id]

    def test_a_letter_holds_the_link_and_no_addressee_and_a_long_list_has_none(self, reader: TestClient) -> None:
        put(reader, SENIORS.id, YOUTH.id)
        (letter,) = [link["href"] for link in shown(reader).all("a") if link["href"].startswith("mailto:")]
        body = parse_qs(urlsplit(letter).query)["body"]
        long = "&".join(f"id={'a' * 70}-{number}" for number in range(30))

        assert letter.startswith("mailto:?")
        assert body == [f"http://testserver/lista?id={SENIORS.id}&id={YOUTH.id}"]
        assert "mailto:" not in reader.get(f"/lista?{long}&id={SENIORS.id}").text


class TestTheCookie:
    def test_is_for_the_server_only_and_for_this_site_only(self, reader: TestClient) -> None:
        header = reader.post("/lista/dodaj", data={"id": SENIORS.id}, follow_redirects=False).headers["set-cookie"]

        assert header.startswith("lista=lucien-klub-seniora;")
        for part in ("HttpOnly", "Path=/", "SameSite=lax", "Max-Age=15552000"):
            assert part in header
        assert "Domain" not in header

    def test_travels_encrypted_only_where_the_site_does(self, tmp_path: Path) -> None:
        with TestClient(app_with(FakeEngine(), tmp_path), base_url=HOST, headers=BROWSER) as running:
            header = running.post("/lista/dodaj", data={"id": SENIORS.id}, follow_redirects=False).headers["set-cookie"]

        assert "Secure" in header

    @given(st.text(alphabet=st.characters(codec="latin-1", exclude_characters=";, \t\r\n\x00")))
    def test_whatever_stands_in_it_only_ids_are_read(self, text: str) -> None:
        found = short_list.read(text)

        assert len(found) <= short_list.MOST_IDS
        assert short_list.read(short_list.written(found)) == found

    def test_a_made_up_value_is_shown_as_an_empty_list(self, reader: TestClient) -> None:
        reader.cookies.set(short_list.COOKIE, "<script>alert(1)</script>.%22..ZLE")

        assert "Twoja lista jest pusta." in shown(reader).text

    def test_the_longest_list_fits_into_a_cookie(self) -> None:
        ids = [f"{number:02d}{'a' * (short_list.LONGEST_ID - 2)}" for number in range(short_list.MOST_IDS)]

        kept = short_list.checked(ids)

        assert len(kept) == short_list.MOST_IDS
        assert len(f"{short_list.COOKIE}={short_list.written(kept)}") < 4096

    @given(st.lists(st.sampled_from(list("abcdef")), unique=True), st.sampled_from(list("abcdefg")), st.integers(-3, 3))
    def test_moving_keeps_everything_and_the_order_of_the_others(self, ids: list[str], one: str, steps: int) -> None:
        after = short_list.moved(tuple(ids), one, steps)

        assert sorted(after) == sorted(ids)
        assert [other for other in after if other != one] == [other for other in ids if other != one]


class TestScripts:
    def test_get_the_list_and_words_to_say(self, reader: TestClient) -> None:
        put(reader, SENIORS.id)

        answer = reader.post("/lista/dodaj", data={"id": YOUTH.id}, headers=AS_SCRIPT)

        assert answer.json() == {
            "ids": [SENIORS.id, YOUTH.id],
            "count": 2,
            "said": "Dodano do mojej listy. Na liście są 2 opisy.",
        }
        assert listed(reader) == (SENIORS.id, YOUTH.id)

    def test_hear_where_a_moved_record_stands(self, reader: TestClient) -> None:
        put(reader, *SEVERAL)

        answer = reader.post("/lista/przesun", data={"up": BARE.id}, headers=AS_SCRIPT)

        assert answer.json()["said"].startswith("Przesunięto na miejsce 2 z 3.")

    def test_get_english_when_the_page_is_english(self, reader: TestClient) -> None:
        answer = reader.post("/lista/usun?lang=en", data={"id": SENIORS.id}, headers=AS_SCRIPT)

        assert answer.json()["said"].startswith("Removed from my list.")


class TestTheButton:
    @pytest.mark.parametrize("address", [f"/praktyki/{SENIORS.id}", "/szukaj?q=samotni+seniorzy"])
    def test_says_whether_the_practice_is_on_the_list(self, reader: TestClient, address: str) -> None:
        assert button(shown(reader, address), SENIORS.id) == ("/lista/dodaj", "false")
        put(reader, SENIORS.id)
        assert button(shown(reader, address), SENIORS.id) == ("/lista/usun", "true")

    def test_leads_back_to_where_it_stood_in_the_language_of_the_page(self, reader: TestClient) -> None:
        page = shown(reader, f"/praktyki/{SENIORS.id}?lang=en")

        back = [field["value"] for field in page.all("input") if field.get("name") == "here"]
        assert f"/praktyki/{SENIORS.id}?lang=en#lista-{SENIORS.id}" in back
        assert button(page, SENIORS.id)[0] == "/lista/dodaj?lang=en"


class TestASharedList:
    LINK = f"/lista?id={YOUTH.id}&id={SENIORS.id}&id={INVITATION.id}"

    def test_shows_the_records_of_the_link_in_its_order_and_leaves_the_own_list_alone(self, reader: TestClient) -> None:
        put(reader, BARE.id)

        page = shown(reader, self.LINK)

        assert titles(page) == [YOUTH.id, SENIORS.id, INVITATION.id]
        assert "Twoja własna lista się nie zmieniła." in page.text
        assert listed(reader) == (BARE.id,)

    def test_can_be_taken_over(self, reader: TestClient) -> None:
        put(reader, SENIORS.id)
        page = shown(reader, self.LINK)

        reader.post("/lista/dodaj", data={"id": hidden_ids(page, "/lista/dodaj")})

        assert listed(reader) == (SENIORS.id, YOUTH.id, INVITATION.id)
        assert "Wszystkie te opisy są już na twojej liście." in shown(reader, self.LINK).text

    def test_says_when_not_all_of_it_fits(self, reader: TestClient) -> None:
        put(reader, *[f"cokolwiek-{number}" for number in range(29)])

        assert "Nie wszystkie z tych się zmieszczą." in shown(reader, self.LINK).text

    def test_names_records_that_are_gone_and_shows_the_rest(self, reader: TestClient) -> None:
        page = shown(reader, f"/lista?id=dawno-usunieta&id={SENIORS.id}&id=%3Cscript%3E")

        assert "Jednego opisu nie ma już w bazie: dawno-usunieta" in page.text
        assert titles(page) == [SENIORS.id]

    def test_with_nothing_in_it_says_so(self, reader: TestClient) -> None:
        assert "nie ma żadnego opisu" in shown(reader, "/lista?id=%3Cb%3E").text

    def test_shows_no_more_than_a_list_holds_and_says_so(self, reader: TestClient) -> None:
        page = shown(reader, "/lista?" + "&".join(f"id={record.id}" for record in RECORDS))

        assert len(titles(page)) == short_list.MOST_IDS
        assert "Pokazujemy pierwsze 30." in page.text

    def test_the_link_of_the_own_list_shows_the_same_list(self, reader: TestClient) -> None:
        put(reader, *SEVERAL)

        link = linked(shown(reader))

        assert link.startswith("http://testserver/lista?id=")
        assert titles(shown(reader, link.removeprefix("http://testserver"))) == list(SEVERAL)

    def test_own_records_that_are_gone_can_be_taken_off(self, reader: TestClient) -> None:
        put(reader, "dawno-usunieta", SENIORS.id)
        page = shown(reader)

        reader.post("/lista/usun", data={"id": hidden_ids(page, "/lista/usun")})

        assert listed(reader) == (SENIORS.id,)

    def test_hostile_text_is_shown_as_text(self, reader: TestClient) -> None:
        page = shown(reader, f"/lista?id={ATTACK.id}")

        assert HOSTILE in page.text
        assert all("src" in script for script in page.all("script"))


class TestComparing:
    def test_puts_the_answers_of_several_practices_side_by_side(self, reader: TestClient) -> None:
        page = shown(reader, f"/porownanie?id={SENIORS.id}&id={YOUTH.id}")

        assert len([head for head in page.all("th") if head["scope"] == "col"]) == 3
        rows = [head for head in page.all("th") if head["scope"] == "row"]
        assert len(page.all("td")) == 2 * len(rows)
        assert titles(page)[:2] == [SENIORS.id, YOUTH.id]
        assert "brak danych w źródle" in page.text

    def test_marks_what_all_share_and_where_nothing_differs(self) -> None:
        rows = {row.name: row for row in compare_view.rows([SENIORS, BARE], PL)}

        assert not rows["themes"].same
        partners = rows["partners"]
        assert partners.same
        assert all(item.shared for cell in partners.cells for item in cell)
        assert not any(item.shared for cell in rows["themes"].cells for item in cell)
        assert rows["years"].cells == ((compare_view.Item("2014–2015"),), ())

    def test_two_empty_answers_are_the_same(self) -> None:
        rows = {row.name: row for row in compare_view.rows([YOUTH, BARE], PL)}

        assert rows["funding"].same
        assert rows["lessons"].cells == ((), ())

    def test_only_differences_can_be_shown(self, reader: TestClient) -> None:
        address = f"/porownanie?id={SENIORS.id}&id={BARE.id}"
        page = shown(reader, address)
        assert "Kto z kim (tak samo)" in page.text

        fewer = shown(reader, f"{address}&roznice=1")

        assert "Kto z kim" not in fewer.text
        assert "Gdzie" in fewer.text
        assert address in [link["href"] for link in fewer.all("a")]

    def test_shows_four_and_names_those_left_out(self, reader: TestClient) -> None:
        ids = [record.id for record in RECORDS if record.kind == "practice"][:6]

        page = shown(reader, "/porownanie?" + "&".join(f"id={one}" for one in ids))

        assert len([head for head in page.all("th") if head["scope"] == "col"]) == 5
        assert "Naraz można porównać 4 praktyki." in page.text

    @pytest.mark.parametrize("query", ["", f"?id={SENIORS.id}", f"?id={SENIORS.id}&id={SENIORS.id}", "?id=%00&id=.."])
    def test_fewer_than_two_are_told_what_to_do(self, reader: TestClient, query: str) -> None:
        page = shown(reader, f"/porownanie{query}")

        assert "co najmniej dwie praktyki" in page.text
        assert page.all("table") == []

    def test_a_document_cannot_be_compared_and_is_named(self, reader: TestClient) -> None:
        page = shown(reader, f"/porownanie?id={SENIORS.id}&id={YOUTH.id}&id={INVITATION.id}")

        assert f"nie ma takiej praktyki w bazie: {INVITATION.id}" in page.text

    def test_hostile_text_is_shown_as_text(self, reader: TestClient) -> None:
        page = shown(reader, f"/porownanie?id={ATTACK.id}&id={SENIORS.id}")

        assert HOSTILE in page.text
        assert page.all("script") == [] or all("src" in script for script in page.all("script"))

    def test_money_and_places_are_said_as_on_the_page_of_a_practice(self) -> None:
        rich = practice(
            "bogata",
            "Bogata",
            "P",
            place=Place(locality="Wola", voivodeship="śląskie"),
            funding=(Funding(source="Budżet gminy", amount_pln=12_000), Funding(source="Składki")),
        )

        rows = {row.name: row for row in compare_view.rows([rich, SENIORS], PL)}

        assert [item.text for item in rows["funding"].cells[0]][:2] == [
            "Budżet gminy: 12\u202f000\xa0zł",
            "Składki: brak kwoty w źródle",
        ]


@pytest.mark.parametrize(
    "address", ["/lista", f"/lista?id={SENIORS.id}&id={YOUTH.id}", f"/porownanie?id={SENIORS.id}&id={YOUTH.id}"]
)
def test_the_pages_are_well_formed_with_one_h1_and_ids_that_are_found(reader: TestClient, address: str) -> None:
    put(reader, *SEVERAL, INVITATION.id)

    page = shown(reader, address)

    assert (page.faults, page.open) == ([], [])
    assert len(page.all("h1")) == 1
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("for", "form", "aria-labelledby", "aria-describedby"):
            assert attributes.get(name, ids[0]) in ids
        assert "style" not in attributes


def test_files_of_the_list_are_offered_and_come(reader: TestClient) -> None:
    put(reader, SENIORS.id, YOUTH.id)

    files = [link["href"] for link in shown(reader).all("a") if link["href"].startswith("/api/v1/exports/")]

    assert len(files) == 6
    for address in files:
        assert reader.get(address).status_code == 200


def button(page: Page, record_id: str) -> tuple[str, str]:
    place = next(
        index for index, (_, attributes) in enumerate(page.tags) if attributes.get("id") == f"lista-{record_id}"
    )
    pressed = next(attributes for tag, attributes in page.tags[place:] if tag == "button")
    return page.tags[place][1]["action"], pressed["aria-pressed"]


def hidden_ids(page: Page, action: str) -> list[str]:
    place = next(
        index
        for index, (tag, attributes) in enumerate(page.tags)
        if tag == "form" and attributes["action"].startswith(action)
    )
    found = []
    for tag, attributes in page.tags[place + 1 :]:
        if tag != "input":
            break
        found.append(attributes["value"])
    return found


def linked(page: Page) -> str:
    text = page.text
    start = text.index("http://testserver/lista?")
    return text[start:].split()[0]


def test_a_list_leads_into_a_plan_of_the_needs_that_its_practices_answer(reader: TestClient) -> None:
    # Given a list of two practices and a document
    page = shown(reader, f"/lista?id={SENIORS.id}&id={YOUTH.id}&id={INVITATION.id}")

    # When its way to a plan is taken
    (way,) = [link["href"] for link in page.all("a") if link["href"].startswith("/plan/potrzeby?")]
    state = plan_link.unpack(parse_qs(urlsplit(way).query)[plan_showing.LINK][0])

    # Then the page of needs opens with their needs, each with its practice chosen
    assert [row.keep for row in state.needs] == [(SENIORS.id,), (YOUTH.id,)]
    needs = shown(reader, way)
    for row in state.needs:
        assert row.text in " ".join([needs.text, *(field.get("value", "") for field in needs.all("input"))])


def test_a_list_without_a_practice_has_no_way_to_a_plan(reader: TestClient) -> None:
    page = shown(reader, f"/lista?id={INVITATION.id}")

    assert not [link for link in page.all("a") if link["href"].startswith("/plan/potrzeby?")]

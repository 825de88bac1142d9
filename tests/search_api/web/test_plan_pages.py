"""The way from needs to a plan without JavaScript: every step is a form, and everything travels in it."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.planning.need_limits import LONGEST_NEED
from search_api.web import plan_link
from search_api.web.plan_conditions import amount_of
from search_api.web.plan_state import PlanState, Row
from search_api.web.plan_weights import weight_of
from tests.ingest import office_files
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.web.filling import Filled, filled
from tests.search_api.web.pressing import pressed

LIST = "1. Samotni seniorzy na wsi (12 głosów)\n2. Młodzież nie ma się gdzie spotkać (8 głosów)\n3. Kwantowa teleportacja (1 głos)"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
        yield running


def started(client: TestClient, text: str = LIST, **fields: str) -> Response:
    return client.post("/plan/potrzeby", data={"widok": "start", "lista": text, "step": "read", **fields})


def sent(client: TestClient, name: str, content: bytes, **fields: str) -> Response:
    data = {"widok": "start", "lista": "", "step": "read", **fields}
    return client.post("/plan/potrzeby", data=data, files={"plik": (name, content)})


def rows_of(response: Response) -> Filled:
    return filled(response.text, ("id", "potrzeby"))


def pressing(client: TestClient, response: Response, step: str, address: str = "/plan/potrzeby") -> Response:
    """Presses a button of the list of needs as it stands on the page."""
    return client.post(address, data=rows_of(response) | {"step": [step]})


def planned(client: TestClient, text: str = LIST) -> Response:
    return pressing(client, started(client, text), "plan", "/plan/wynik")


def words(response: Response) -> str:
    """The page as text."""
    bare = re.sub(r"<(script|head)\b.*?</\1>|<[^>]*>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def test_the_first_page_tells_what_happens_to_a_text(client: TestClient) -> None:
    page = words(client.get("/plan"))

    assert "Niczego nie zapisujemy na serwerze" in page
    assert "Najwyżej 20 MB" in page


def test_a_pasted_list_becomes_rows_with_weights(client: TestClient) -> None:
    fields = rows_of(started(client))

    assert fields["potrzeba"] == [
        "Samotni seniorzy na wsi",
        "Młodzież nie ma się gdzie spotkać",
        "Kwantowa teleportacja",
    ]
    assert fields["waga"] == ["12", "8", "1"]
    assert fields["zostaje"] == ["0", "1", "2"]


@pytest.mark.parametrize("text", ["", "  \n ", "???"])
def test_without_needs_the_first_page_comes_back_and_says_what_to_do(client: TestClient, text: str) -> None:
    response = started(client, text)

    assert response.status_code == 422
    assert 'id="bledy"' in response.text
    assert 'href="#lista"' in response.text


def test_needs_can_be_typed_one_by_one(client: TestClient) -> None:
    page = started(client, "", step="blank")
    fields = rows_of(page)
    assert fields["potrzeba"] == [""] * 5
    fields["potrzeba"][0], fields["potrzeba"][2] = "Klub seniora", "Bus do lekarza"
    fields["waga"][2] = "2,5"

    again = rows_of(client.post("/plan/potrzeby", data=fields | {"step": ["more"]}))

    assert [text for text in again["potrzeba"] if text] == ["Klub seniora", "Bus do lekarza"]
    assert again["waga"][:2] == ["", "2,5"]
    assert len(again["potrzeba"]) == 6


def test_a_row_moves_joins_and_is_dropped(client: TestClient) -> None:
    page = started(client)

    up = pressing(client, page, "up:2")
    assert rows_of(up)["potrzeba"][1] == "Kwantowa teleportacja"
    down = pressing(client, up, "down:1")
    assert rows_of(down)["potrzeba"] == rows_of(page)["potrzeba"]
    joined = rows_of(pressing(client, down, "merge:1"))
    assert joined["potrzeba"] == ["Samotni seniorzy na wsi; Młodzież nie ma się gdzie spotkać", "Kwantowa teleportacja"]
    assert joined["waga"] == ["20", "1"]

    emptied = rows_of(page)
    emptied["potrzeba"][0] = " "
    assert rows_of(client.post("/plan/potrzeby", data=emptied | {"step": ["save"]}))["potrzeba"][0].startswith(
        "Młodzież"
    )
    assert "zostaje" not in rows_of(pressing(client, page, "none"))
    assert len(rows_of(pressing(client, pressing(client, page, "none"), "all"))["zostaje"]) == 3


def test_two_needs_that_nobody_weighed_join_to_one_that_nobody_weighed(client: TestClient) -> None:
    joined = pressing(client, started(client, "- klub seniora\n- bus do lekarza\n- świetlica"), "merge:1")

    assert rows_of(joined)["waga"] == ["1", "1"]


def test_joining_beyond_the_longest_need_is_refused_and_nothing_is_lost(client: TestClient) -> None:
    fields = rows_of(started(client, "", step="blank"))
    fields["potrzeba"][:2] = ["a " * 150, "b " * 150]
    page = client.post("/plan/potrzeby", data=fields | {"step": ["save"]})

    joined = pressing(client, page, "merge:1")

    assert joined.status_code == 422
    assert f"więcej niż {LONGEST_NEED} znaków" in words(joined)
    assert len(rows_of(joined)["potrzeba"]) == 2


@pytest.mark.parametrize("weight", ["0", "-1", "dużo", "1e9", "NaN", "9999999999"])
def test_a_wrong_weight_is_told_at_its_field_and_stays_there(client: TestClient, weight: str) -> None:
    fields = rows_of(started(client))
    fields["waga"][1] = weight

    response = client.post("/plan/potrzeby", data=fields | {"step": ["next"]})

    assert response.status_code == 422
    assert rows_of(response)["waga"][1] == weight
    assert 'aria-describedby="waga-hint waga-2-wrong"' in response.text
    assert 'href="#waga-2"' in response.text


def test_a_need_that_is_too_long_is_told_and_kept(client: TestClient) -> None:
    fields = rows_of(started(client))
    fields["potrzeba"][0] = "seniorzy " * 60

    response = client.post("/plan/potrzeby", data=fields | {"step": ["save"]})

    assert response.status_code == 422
    assert f"Skróć ją do {LONGEST_NEED} znaków" in words(response)
    assert rows_of(response)["potrzeba"][0] == fields["potrzeba"][0].strip()


def test_a_plan_needs_at_least_one_need(client: TestClient) -> None:
    nothing = pressing(client, pressing(client, started(client), "none"), "plan", "/plan/wynik")

    assert nothing.status_code == 422
    assert "Zaznacz choć jedną potrzebę" in words(nothing)


def test_hostile_needs_are_shown_as_text(client: TestClient) -> None:
    page = started(client, f"- {HOSTILE} seniorzy\n- klub \u202eseniora")

    assert "<script>alert" not in page.text
    assert "\u202e" not in page.text
    plan = pressing(client, page, "plan", "/plan/wynik")
    assert "<script>alert" not in plan.text


def test_five_hundred_needs_come_in_pages_that_keep_each_others_changes(client: TestClient) -> None:
    page = started(client, "\n".join(f"- w sołectwie {number} brakuje klubu seniora" for number in range(1, 501)))
    fields = rows_of(page)
    assert len(fields["potrzeba"]) == 50
    assert len(page.content) < 200_000
    fields["potrzeba"][0] = "zmieniona"

    second = client.post("/plan/potrzeby", data=fields | {"step": ["page:2"]})
    assert rows_of(second)["potrzeba"][0].startswith("w sołectwie 51 ")
    first = pressing(client, second, "up:50")
    assert rows_of(first)["potrzeba"][0] == "zmieniona"
    assert rows_of(first)["potrzeba"][49].startswith("w sołectwie 51 ")


class TestConditions:
    """The short form between the needs and the plan."""

    def next_page(self, client: TestClient) -> Response:
        return pressing(client, started(client), "next", "/plan/warunki")

    def fields(self, client: TestClient) -> Filled:
        return filled(self.next_page(client).text, ("action", "/plan/wynik"))

    def test_the_own_gmina_is_already_there(self, client: TestClient) -> None:
        client.cookies.set("moje_miejsce", "teryt:2412042")
        try:
            fields = self.fields(client)
        finally:
            client.cookies.clear()

        assert fields["gmina"] == ["Lyski"]
        assert fields["inny_podregion"] == ["tak"]

    def test_a_name_of_several_places_is_asked_about(self, client: TestClient) -> None:
        fields = self.fields(client)
        fields["gmina"] = ["Dąbrowa"]

        asked = client.post("/plan/wynik", data=fields | {"step": ["plan"]})
        assert asked.status_code == 422
        codes = re.findall(r'name="gmina_kod" value="(teryt:\d+)"', asked.text)
        assert len(codes) > 1
        done = client.post("/plan/wynik", data=fields | {"step": ["plan"], "gmina_kod": [codes[0]]})

        assert done.status_code == 200
        assert "Dąbrowa" in words(done)

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ("Dąbrowa", "pasuje do kilku miejsc"),
            ("Górny Śląsk", "„Górny Śląsk” to region. Wpisz miasto, gminę albo powiat, na przykład „Katowice”."),
            ("podkarpackie", "„podkarpackie” to region"),
            ("Rybnki", "wybierz z listy podobną nazwę"),
            ("Bemowo", "to miejscowość, a nie gmina"),
        ],
    )
    def test_a_name_that_is_no_one_place_is_told_for_what_it_is(
        self, client: TestClient, typed: str, says: str
    ) -> None:
        asked = client.post("/plan/wynik", data=self.fields(client) | {"gmina": [typed], "step": ["plan"]})

        assert asked.status_code == 422
        assert says in words(asked)
        assert says == "pasuje do kilku miejsc" or "kilku miejsc" not in words(asked)
        assert "teryt:" not in words(asked)

    @pytest.mark.parametrize(("field", "typed"), [("gmina", "Nigdzieborze"), ("kwota", "dużo"), ("kwota", "-5")])
    def test_what_cannot_be_read_is_told(self, client: TestClient, field: str, typed: str) -> None:
        answer = client.post("/plan/wynik", data=self.fields(client) | {field: [typed], "step": ["plan"]})

        assert answer.status_code == 422
        assert filled(answer.text, ("action", "/plan/wynik"))[field] == [typed]
        assert f'href="#{field}' in answer.text

    def test_conditions_are_told_in_the_plan_and_come_back_in_the_form(self, client: TestClient) -> None:
        fields = self.fields(client) | {"kwota": ["50 tys. zł"], "rodzaj": ["rural"], "forma": ["local_initiative"]}

        done = client.post("/plan/wynik", data=fields | {"step": ["plan"]})
        assert "50\u202f000\u00a0zł" in done.text
        assert "inicjatywa lokalna" in words(done)
        form = pressed(done.text, "wybor", "step", "next")
        back = filled(client.post("/plan/warunki", data=dict(form)).text, ("action", "/plan/wynik"))
        assert back["kwota"] == ["50000"]
        assert back["rodzaj"] == ["rural"]


class TestPlan:
    """The plan itself, its choices, its address and its files."""

    def test_every_need_says_what_was_found(self, client: TestClient) -> None:
        page = words(planned(client))

        assert "Potrzeba 1: Samotni seniorzy na wsi" in page
        assert "Są dobre dopasowania" in page
        assert "Nie ma dopasowania" in page
        assert "Klub seniora w Lucieniu" in page or "seniora" in page

    def test_every_number_of_a_source_leads_to_one(self, client: TestClient) -> None:
        body = planned(client).text

        cited = set(re.findall(r'href="#(zrodlo-\d+)"', body))
        assert cited
        assert cited == set(re.findall(r'id="(zrodlo-\d+)"', body))

    def test_the_address_opens_the_same_plan(self, client: TestClient) -> None:
        plan = planned(client)
        assert plan.url.path == "/plan/wynik"

        again = client.get(str(plan.url))

        assert words(again) == words(plan)
        assert again.headers["x-robots-tag"] == "noindex"

    def test_a_damaged_address_leads_to_the_beginning_and_says_so(self, client: TestClient) -> None:
        address = str(planned(client).url)[:-9]

        for page in (address, address.replace("wynik", "potrzeby"), address.replace("wynik", "warunki"), "/plan/wynik"):
            answer = client.get(page)
            assert answer.url.path == "/plan"
            assert 'id="bledy"' in answer.text

    def test_a_choice_changes_the_plan_and_can_be_taken_back(self, client: TestClient) -> None:
        plan = planned(client)
        pairs = pressed(plan.text, "wybor", "step", "recount")
        (offered,) = [value for name, value in pairs if name == "byly.1"]
        (first, *_) = [value for name, value in pairs if name == "wybor.1"]
        assert first in offered.split()

        only_one = [(name, value) for name, value in pairs if name != "wybor.1"] + [("wybor.1", first)]
        changed = client.post("/plan/wynik", data=as_form(only_one))
        state = plan_link.unpack(changed.url.params["p"])
        assert state.needs[0].keep == (first,) or len([n for n, _ in pairs if n == "wybor.1"]) == 1
        none = client.post("/plan/wynik", data=as_form([pair for pair in pairs if pair[0] != "wybor.1"]))
        assert first in plan_link.unpack(none.url.params["p"]).needs[0].drop
        again = [*pressed(none.text, "wybor", "step", "recount"), ("step", "again:1")]
        restored = client.post("/plan/wynik", data=as_form(again))
        assert plan_link.unpack(restored.url.params["p"]).needs[0] == plan_link.unpack(plan.url.params["p"]).needs[0]

    def test_only_what_was_offered_can_be_chosen(self, client: TestClient) -> None:
        pairs = [*pressed(planned(client).text, "wybor", "step", "recount"), ("wybor.1", "../../etc")]

        changed = client.post("/plan/wynik", data=as_form(pairs))

        assert "../../etc" not in plan_link.unpack(changed.url.params["p"]).model_dump_json()

    def test_the_document_cites_a_source_for_every_claim(self, client: TestClient) -> None:
        pairs = pressed(planned(client).text, "wybor", "step", "recount")

        answer = client.post("/plan/plik.docx", data=as_form(pairs))

        assert re.search(r'filename="plan-dzialan-\d{4}-\d\d-\d\d\.docx"', answer.headers["content-disposition"])
        paragraphs = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
        quotes = [text for text in paragraphs if text.startswith("„")]
        assert quotes
        assert all(re.search(r"\[\d+(?:,\s\d+)*\]$", text) for text in quotes)

    def test_the_workbook_and_the_data_hold_the_same_needs(self, client: TestClient) -> None:
        pairs = as_form(pressed(planned(client).text, "wybor", "step", "recount"))

        book = openpyxl.load_workbook(io.BytesIO(client.post("/plan/plik.xlsx", data=pairs).content))
        data = client.post("/plan/plik.json", data=pairs).json()

        assert "Samotni seniorzy na wsi" in {cell.value for row in book["Potrzeby"] for cell in row}
        assert len(data["needs"]) == 3
        assert client.post("/plan/plik.exe", data=pairs).status_code in (404, 422)

    def test_a_saved_plan_is_read_again(self, client: TestClient) -> None:
        plan = planned(client)
        saved = client.post("/plan/zapis", data=as_form(pressed(plan.text, "wybor", "step", "recount")))

        back = sent(client, "plan-do-wczytania.json", saved.content)

        assert rows_of(back)["waga"] == ["12", "8", "1"]
        assert pressing(client, back, "plan", "/plan/wynik").url == plan.url

    def test_a_plan_too_long_for_an_address_says_so_and_offers_a_file(self, client: TestClient) -> None:
        rows = tuple(Row(text=f"seniorzy {sha256(bytes([number])).hexdigest()}") for number in range(200))
        form = {"widok": "wynik", "stan": plan_link.pack(PlanState(needs=rows)), "step": "recount"}
        page = client.post("/plan/wynik", data=form)

        assert page.status_code == 200
        assert "Ten plan jest za długi na odnośnik" in words(page)
        saved = client.post("/plan/zapis", data=as_form(pressed(page.text, "wybor", "step", "recount")))
        assert len(plan_link.read_file(saved.content).needs) == 200
        later = client.post("/plan/wynik", data=as_form(pressed(page.text, "wybor", "step", "page:2")))
        assert "Potrzeba 13" in words(later)

    def test_a_plan_from_a_document_stays_where_it_is_and_its_link_leaves_the_document_out(
        self, client: TestClient
    ) -> None:
        text = "Diagnoza\n\nMieszkańcy wsi nie mają dojazdu do lekarza. Samotni seniorzy nie mają dokąd wyjść z domu.\n"
        page = sent(client, "diagnoza.txt", text.encode())
        plan = pressing(client, page, "plan", "/plan/wynik")

        assert not plan.url.query
        assert "Skąd ta potrzeba" in words(plan)
        found = re.search(r'<textarea id="odnosnik"[^>]*>([^<]*)</textarea>', plan.text)
        assert found
        opened = client.get(html.unescape(found[1]))
        assert opened.status_code == 200
        assert "Skąd ta potrzeba" not in words(opened)


class TestFiles:
    """What people have in their folders."""

    def test_a_table_gives_needs_with_weights(self, client: TestClient) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (("Potrzeba", "Liczba głosów"), ("Klub dla seniorów", 45), ("Dojazd do przychodni", 31)):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)

        fields = rows_of(sent(client, "ankieta.xlsx", stream.getvalue()))

        assert fields["potrzeba"] == ["Klub dla seniorów", "Dojazd do przychodni"]
        assert fields["waga"] == ["45", "31"]

    def test_a_document_tells_where_each_need_stands(self, client: TestClient) -> None:
        body = "".join(
            office_files.paragraph(text)
            for text in (
                "Zadania priorytetowe",
                "Mieszkańcom wsi brakuje dojazdu do lekarza.",
                "Potrzebny jest klub seniora.",
            )
        )

        page = sent(client, "strategia.docx", office_files.docx(body))

        assert "Wczytano: strategia.docx" in words(page)
        assert "<blockquote" in page.text

    def test_a_programme_of_cooperation_is_checked_at_once(self, client: TestClient) -> None:
        page = sent(client, "program.txt", PROGRAMME_TEXT.encode())

        assert "To dokument" in words(page) or "Ten dokument to program współpracy" in words(page)

    @pytest.mark.parametrize(
        ("name", "content", "advice"),
        [
            ("pusty.txt", b"", "Plik jest pusty"),
            ("diagnosis.txt", b"The inhabitants of the village need better transport to the doctor. " * 30, "polsk"),
            ("zepsuty.pdf", b"%PDF-1.7 nothing", ""),
            ("plan.json", b"{}", "To nie jest plik zapisanego planu"),
        ],
    )
    def test_what_cannot_be_used_is_told_with_what_to_do(
        self, client: TestClient, name: str, content: bytes, advice: str
    ) -> None:
        page = sent(client, name, content)

        assert page.status_code == 422
        assert 'href="#plik"' in page.text
        assert advice in words(page)

    def test_a_file_over_the_limit_is_refused(self, client: TestClient) -> None:
        assert sent(client, "wielki.txt", b"a" * (22 * 2**20)).status_code == 413

    def test_forms_without_files_keep_the_small_limit(self, client: TestClient) -> None:
        answer = client.post("/plan/potrzeby", data={"widok": "potrzeby", "stan": "1." + "a" * 1_100_000})

        assert answer.status_code == 413


class TestProgramme:
    """The check of a programme by itself."""

    def test_missing_elements_are_named_with_examples(self, client: TestClient) -> None:
        page = client.post("/plan/program", data={"tekst": PROGRAMME_TEXT})

        told = words(page)
        assert "art. 5a ust. 4 pkt 1" in told
        assert "× brak" in told or "brak" in told
        assert "Dz.U. 2024 poz. 1491" in told
        assert "30.11" in told or "30 listopada" in told

    def test_another_document_is_said_to_be_another(self, client: TestClient) -> None:
        page = client.post(
            "/plan/program", data={"tekst": "Strategia rozwoju gminy\n\nW gminie mieszka 5000 osób i jest szkoła."}
        )

        assert "To nie jest program współpracy" in words(page)

    def test_nothing_sent_is_told(self, client: TestClient) -> None:
        page = client.post("/plan/program", data={"tekst": " "})

        assert page.status_code == 422
        assert "Wybierz plik albo wklej treść programu" in words(page)


def test_nothing_is_kept_on_the_server(tmp_path: Path) -> None:
    with TestClient(app_with(FakeEngine(), tmp_path), headers={"Accept-Language": "pl"}) as client:
        before = sorted(path for path in tmp_path.rglob("*"))
        sent(client, "diagnoza.txt", "Mieszkańcy wsi nie mają dojazdu do lekarza. Brakuje klubu seniora.".encode())
        planned(client)

        assert sorted(path for path in tmp_path.rglob("*")) == before


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    for address in ("/plan/potrzeby", "/plan/wynik", "/plan/plik.docx", "/plan/zapis", "/plan/program"):
        assert client.post(address, data={}, headers={"Origin": "https://zly.example"}).status_code == 403


def test_the_way_is_there_in_english_too(client: TestClient) -> None:
    page = client.post("/plan/potrzeby?lang=en", data={"widok": "start", "lista": LIST, "step": "read"})
    plan = client.post("/plan/wynik?lang=en", data=rows_of(page) | {"step": ["plan"]})

    assert plan.url.params["lang"] == "en"
    assert "Activity plan" in words(plan)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50 000", 50_000),
        ("50\u00a0000 zł", 50_000),
        ("12,5 tys. zł", 12_500),
        ("1 mln", 1_000_000),
        ("100zł", 100),
        ("0", None),
        ("-5", None),
        ("1e9", None),
        ("dużo", None),
        ("9" * 30, None),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: float | None) -> None:
    assert amount_of(typed) == amount


@pytest.mark.parametrize(("typed", "weight"), [("", 1), ("3", 3), ("2,5", 2.5), ("40 %", 40), ("0", None), ("x", None)])
def test_a_weight_is_read_as_people_write_it(typed: str, weight: float | None) -> None:
    assert weight_of(typed) == weight


def test_choices_belong_to_the_words_they_were_made_for(client: TestClient) -> None:
    state = PlanState(needs=(Row(text="Samotni seniorzy na wsi", keep=("lucien-klub-seniora",)),))
    page = client.get(f"/plan/potrzeby?p={plan_link.link(state)}")
    kept = plan_link.unpack(rows_of(pressing(client, page, "save"))["stan"][0])
    assert kept.needs[0].keep == ("lucien-klub-seniora",)

    fields = rows_of(page)
    fields["potrzeba"][0] = "Dojazd do lekarza"
    changed = client.post("/plan/potrzeby", data=fields | {"step": ["save"]})

    assert plan_link.unpack(rows_of(changed)["stan"][0]).needs[0].keep == ()


def as_form(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


PROGRAMME_TEXT = """Program współpracy Gminy Lipowo z organizacjami pozarządowymi na rok 2026

Cel główny i cele szczegółowe

Celem głównym programu jest rozwój współpracy Gminy z organizacjami. Celami szczegółowymi są: wzmocnienie organizacji oraz
aktywizacja mieszkańców.

Zasady współpracy

Współpraca opiera się na zasadach pomocniczości, suwerenności stron, partnerstwa, efektywności, uczciwej konkurencji i jawności.

Priorytetowe zadania publiczne

1) prowadzenie klubu seniora,
2) organizacja zajęć sportowych dla dzieci.

Okres realizacji programu

Program realizowany jest od 1 stycznia 2026 r. do 31 grudnia 2026 r.

Wysokość środków

Na realizację programu planuje się 120 000 zł.
"""


@pytest.mark.parametrize(
    ("lines", "told", "counted"),
    [
        (("seniorzy (12 głosów)", "młodzież (9 głosów)", "drogi"), "1 potrzeba nie ma podanej wagi", "9"),
        (("seniorzy (30 %)", "młodzież", "drogi"), "Dzielą po równo to, co zostaje do 100 %", "35"),
        (("seniorzy (90 %)", "młodzież (80 %)", "drogi"), "razem jest więcej niż 100 %", "80"),
    ],
)
def test_a_weight_that_nobody_gave_is_told_above_the_list_and_beside_the_need(
    client: TestClient, lines: tuple[str, ...], told: str, counted: str
) -> None:
    page = started(client, "\n".join(f"- {line}" for line in lines))

    visible = re.sub(r"<details.*?</details>", "", page.text, flags=re.DOTALL)
    assert told in visible.partition('name="potrzeba"')[0]
    assert "Co pominięto" not in page.text
    assert rows_of(page)["waga"][-1] == ""
    assert f"bez wagi, liczona jako {counted}<" in visible
    result = html.unescape(pressing(client, page, "plan", "/plan/wynik").text)
    assert f"Waga: {counted}, przyjęta<" in result
    assert "Przy ni" in result


def test_a_weight_that_is_typed_is_no_longer_assumed(client: TestClient) -> None:
    page = started(client, "- seniorzy (12 głosów)\n- młodzież (9 głosów)\n- drogi")
    fields = rows_of(page) | {"step": ["save"]}
    fields["waga"] = ["12", "", "4"]
    saved = client.post("/plan/potrzeby", data=fields)

    assert rows_of(saved)["waga"] == ["12", "", "4"]
    assert "1 potrzeba nie ma podanej wagi" in saved.text
    assert "bez wagi, liczona jako 4<" in saved.text


def test_what_percentages_leave_is_shared_out_anew_after_a_change(client: TestClient) -> None:
    page = started(client, "- seniorzy (30 %)\n- młodzież\n- drogi")
    fields = rows_of(page) | {"step": ["save"]}
    fields["waga"] = ["40", "", "50"]
    saved = client.post("/plan/potrzeby", data=fields)

    assert rows_of(saved)["waga"] == ["40", "", "50"]
    assert "bez wagi, liczona jako 10<" in saved.text
    merged = pressing(client, saved, "merge:1")
    assert rows_of(merged)["waga"] == ["40", "50"]
    assert "podanego procentu" not in merged.text


def test_without_the_last_given_weight_all_are_equal(client: TestClient) -> None:
    page = started(client, "- seniorzy (12 głosów)\n- młodzież (9 głosów)\n- drogi")
    saved = client.post("/plan/potrzeby", data=rows_of(page) | {"step": ["save"], "waga": ["", "", ""]})

    assert rows_of(saved)["waga"] == ["1", "1", "1"]
    assert "podanej wagi" not in saved.text


def test_without_weights_nothing_is_said_of_them(client: TestClient) -> None:
    page = started(client, "- seniorzy\n- młodzież")

    assert "podanej wagi" not in page.text
    assert rows_of(page)["waga"] == ["1", "1"]
    assert "przyjęta" not in pressing(client, page, "plan", "/plan/wynik").text


def test_chosen_practices_lead_to_their_pages_and_one_need_is_told_in_the_singular(client: TestClient) -> None:
    result = planned(client)

    chosen = re.findall(r'name="wybor\.1" value="([^"]+)" checked', result.text)
    assert chosen
    assert all(f'<a href="/praktyki/{one}" aria-describedby="w1-' in result.text for one in chosen)
    text = html.unescape(result.text)
    assert not re.search(r"potrzeby nr \d+[).]", text)
    one_each = "Żadna praktyka nie odpowiada na więcej niż jedną potrzebę." in text
    assert one_each != ("są na początku." in text) or not re.search(r'class="matrix"', text)

"""The page of a practice: everything that the record has, in the order in which a person asks, and what it lacks once."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from corpus.practice import Area, Funding, Partner, Place, Quote, Role, Sector, Source, Submitted, Years
from search_api.web import practice_view, texts
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FROM_A_DOCUMENT as FROM_A_DOCUMENT_RECORD
from tests.search_api.fakes import HOSTILE, SENIORS, FakeEngine, practice
from tests.search_api.web.test_pages import BROWSER, read

FULL = "/praktyki/lucien-klub-seniora"
BARE = "/praktyki/wola-swietlica"
FROM_A_DOCUMENT = "/praktyki/lyski-klub-z-dokumentu"
T = texts.load("pl")


def sections(address: str, client: TestClient) -> dict[str, str]:
    """The text of each section by its heading."""
    body = client.get(address, headers=BROWSER).text
    found = {}
    for part in re.split(r"<section", body)[1:]:
        inner = part.split("</section>")[0].split(">", 1)[1]
        heading = re.search(r"<h2[^>]*>(.*?)</h2>", inner)
        assert heading is not None
        found[heading[1]] = " ".join(re.sub(r"<[^>]+>", " ", inner).split())
    return found


class TestOrder:
    def test_a_practice_answers_the_questions_of_a_reader_in_order(self, client: TestClient) -> None:
        assert list(sections(FULL, client)) == [
            T(f"practice.sections.{name}")
            for name in practice_view.ANCHORS
            if name not in ("quotes", "elsewhere", "lessons")
        ]

    def test_the_table_of_contents_leads_to_every_section_that_is_there(self, client: TestClient) -> None:
        for address in (FULL, BARE, FROM_A_DOCUMENT, "/praktyki/atak-w-opisie"):
            page = read(client, address)

            steps = [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")][1:]
            headings = [
                tag["id"] for tag in page.all("h2") if "id" in tag and tag["id"] in practice_view.ANCHORS.values()
            ]
            assert [step for step in steps if step in headings][: len(headings)] == headings

    def test_the_glance_says_where_when_who_how_much_and_how_proven(self, client: TestClient) -> None:
        page = read(client, FULL)

        told = (
            "Gdzie Lucień, gmina Gostynin, powiat gostyniński, podregion płocki, woj. mazowieckie",
            "Kiedy 2014–2015",
            "Samorząd i instytucje publiczne: Gmina Gostynin",
            "Organizacje, mieszkańcy, kościoły: Stowarzyszenie Sąsiedzi",
            "Ile kosztowało 12",
            "Czy to sprawdzone E3 wyniki w liczbach albo ewaluacja",
        )
        places = [page.text.index(one) for one in told]
        assert places == sorted(places)


class TestPartners:
    def test_both_sides_are_told_also_where_the_source_names_nobody_there(self) -> None:
        found = practice_view.sides((Partner(name="Fundacja", sector="ngo", role="lead"),))

        assert [(side.code, len(side.partners)) for side in found] == [("public", 0), ("community", 1)]

    def test_leaders_stand_first_and_firms_beside_the_two_sides(self) -> None:
        found = practice_view.sides(
            (
                Partner(name="Województwo", sector="public", role="funder"),
                Partner(name="Bank", sector="business", role="partner"),
                Partner(name="Gmina", sector="public", role="lead"),
            )
        )

        assert [(side.code, [partner.name for partner in side.partners]) for side in found] == [
            ("public", ["Gmina", "Województwo"]),
            ("community", []),
            ("others", ["Bank"]),
        ]

    def test_who_is_asked_is_who_leads_and_then_every_office_and_organisation(self) -> None:
        found = practice_view.hosts(
            (
                Partner(name="Województwo", sector="public", role="funder"),
                Partner(name="Gmina", sector="public", role="partner"),
                Partner(name="Wolontariusze", sector="informal", role="partner"),
                Partner(name="Powiat", sector="public", role="partner"),
                Partner(name="Fundacja", sector="ngo", role="lead"),
                Partner(name="Bank", sector="business", role="partner"),
            )
        )

        assert [partner.name for partner in found] == ["Fundacja", "Gmina", "Powiat", "Bank", "Województwo"]

    @pytest.mark.parametrize(
        ("role", "sector", "asked"),
        [("lead", "informal", ["Młodzieżowa rada", "Gmina"]), ("partner", "informal", ["Gmina"])],
    )
    def test_a_group_of_residents_is_asked_where_it_leads(self, role: Role, sector: Sector, asked: list[str]) -> None:
        found = practice_view.hosts(
            (
                Partner(name="Gmina", sector="public", role="partner"),
                Partner(name="Młodzieżowa rada", sector=sector, role=role),
            )
        )

        assert [partner.name for partner in found] == asked

    def test_a_masked_name_is_nobody_to_ask(self) -> None:
        found = practice_view.hosts(
            (
                Partner(name="[imię i nazwisko usunięte] z Wrocławia", sector="ngo", role="lead"),
                Partner(name="Wolontariusze", sector="informal", role="partner"),
            )
        )

        assert [partner.name for partner in found] == ["Wolontariusze"]

    def test_the_pages_of_the_sources_are_where_to_begin(self) -> None:
        def source(url: str, title: str) -> Source:
            return Source(url=url, title=title)

        found = practice_view.source_links(
            (
                source("https://www.ops.wolka.pl/klub", "Klub"),
                source("https://gmina.pl/a", "Raport"),
                source("https://gmina.pl/b", "Nagroda"),
            )
        )

        assert [(link.site, link.title) for link in found] == [
            ("ops.wolka.pl", None),
            ("gmina.pl", "Raport"),
            ("gmina.pl", "Nagroda"),
        ]

    def test_the_page_names_institutions_to_ask_and_says_that_it_names_no_people(self, client: TestClient) -> None:
        asked = sections(FULL, client)["Kogo zapytać"]

        assert "Gmina Gostynin lider, urząd lub instytucja" in asked
        assert "nigdy osoby prywatne" in asked

    def test_the_section_links_the_sources(self, client: TestClient) -> None:
        body = client.get(FULL, headers=BROWSER).text
        section = body.split('id="kogo-zapytac"')[1].split("</section>")[0]

        assert [urlsplit(address).hostname for address in re.findall(r'href="(http[^"]+)"', section)] == [
            urlsplit(source.url or "").hostname for source in SENIORS.sources
        ]


class TestMoney:
    @pytest.mark.parametrize(
        ("amounts", "known", "at_least"),
        [
            ((), None, False),
            ((None,), None, False),
            ((100.0, 50.5), 150.5, False),
            ((100.0, None), 100.0, True),
            ((0.0,), 0.0, False),
        ],
    )
    def test_the_known_amounts_are_added_and_unknown_ones_make_it_the_least(
        self, amounts: tuple[float | None, ...], known: float | None, at_least: bool
    ) -> None:
        money = practice_view.money(tuple(Funding(source="x", amount_pln=amount) for amount in amounts))

        assert (money.known, money.at_least) == (known, at_least)

    def test_each_source_stands_with_its_amount_and_the_sum_below(self, client: TestClient) -> None:
        costs = sections(FULL, client)["Ile kosztowało i kto płacił"].replace("\u202f", " ").replace("\xa0", " ")

        assert "Budżet gminy 12 000 zł Składki 500,50 zł" in costs
        assert "Razem kwoty znane ze źródła: 12 500,50 zł." in costs
        assert "nie musi być cały koszt" not in costs

    def test_a_sum_without_every_amount_is_said_not_to_be_the_whole(self, tmp_path: Path) -> None:
        record = practice(
            "wola", "Tytuł", "Potrzeba.", funding=(Funding(source="Gmina", amount_pln=900), Funding(source="Bank"))
        )
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            page = read(client, "/praktyki/wola")

        assert "co najmniej 900" in page.text
        assert "Bank kwoty brak w źródle" in page.text
        assert "To nie musi być cały koszt" in page.text
        assert "Ile dołożyli pozostali?" in page.text


class TestEvidence:
    def test_the_level_comes_in_words_with_what_it_means_and_why(self, client: TestClient) -> None:
        results = sections(FULL, client)["Co z tego wyszło"]

        assert "Z klubu korzysta 40 osób." in results
        assert "E3 wyniki w liczbach albo ewaluacja. Źródło podaje wyniki w liczbach" in results
        assert "Dlaczego taki stopień: Źródło podaje wyniki w liczbach." in results

    def test_a_mere_announcement_is_said_at_the_top(self, client: TestClient) -> None:
        page = read(client, BARE)

        assert page.text.index("To dopiero zapowiedź") < page.text.index("Gdzie Wola")
        assert "Czy to doszło do skutku?" in page.text
        assert "To dopiero zapowiedź" not in read(client, FULL).text


class TestWhatIsMissing:
    def test_what_the_source_does_not_say_stands_once_at_the_end_with_questions(self, client: TestClient) -> None:
        found = sections(BARE, client)

        names = list(found)
        assert names.index("Źródła") < names.index("Czego źródło nie mówi") < names.index("Kogo zapytać")
        for question in (
            "Ile to kosztowało i kto zapłacił?",
            "Kiedy zaczęliście",
            "Kto z tego korzystał?",
            "Co się nie udało?",
        ):
            assert question in found["Czego źródło nie mówi"]
        assert "Ile kosztowało i kto płacił" not in found
        assert read(client, BARE).text.count("brak danych w źródle") == 2  # years and costs at a glance

    def test_a_practice_whose_source_says_all_has_no_such_section(self, tmp_path: Path) -> None:
        record = SENIORS.model_copy(update={"lessons": "Trzeba zacząć od rozmów."})
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            found = sections(FULL, client)

        assert "Czego źródło nie mówi" not in found
        assert found["Co warto wiedzieć przed powtórzeniem"].endswith("Trzeba zacząć od rozmów.")

    def test_one_that_may_still_run_is_asked_whether_it_does(self, client: TestClient) -> None:
        assert "Czy robicie to do dziś?" in sections("/praktyki/rybnik-klub-mlodziezy", client)["Czego źródło nie mówi"]


class TestSources:
    def test_a_source_stands_with_publisher_date_and_licence(self, tmp_path: Path) -> None:
        record = practice(
            "wola",
            "Tytuł",
            "Potrzeba.",
            sources=(
                Source(
                    url="https://example.org/a",
                    title="Sprawozdanie",
                    publisher="Gmina Wola",
                    published="2015",
                    licence="CC0",
                ),
            ),
        )
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            page = read(client, "/praktyki/wola")

        assert "Sprawozdanie Gmina Wola, 2015, CC0" in page.text
        assert "Licencja opisu: EUPL 1.2" in page.text

    def test_a_practice_from_a_document_shows_its_quotes_with_links_to_their_pages(self, client: TestClient) -> None:
        page = read(client, FROM_A_DOCUMENT)
        quotes = sections(FROM_A_DOCUMENT, client)["Cytaty z dokumentu"]

        assert "Miejsce" in quotes
        assert "/dokumenty/doc-0123456789abcdef?strona=2#strona-2" in [link["href"] for link in page.all("a")]
        assert "człowiek sprawdził i przyjął 30 maja 2026" in page.text
        assert "Dopisał lub poprawił człowiek: Zasięg, Miejsce." in page.text

    def test_quotes_stand_by_field_each_once(self) -> None:
        first, second = Quote(field="need", quote="a", page=1), Quote(field="place", quote="b")

        found = practice_view.field_quotes((first, second, Quote(field="need", quote="c"), first))

        assert [(group.field, [quote.quote for quote in group.quotes]) for group in found] == [
            ("need", ["a", "c"]),
            ("place", ["b"]),
        ]

    def test_a_practice_told_in_the_form_names_the_institution_and_that_a_person_checked_it(
        self, tmp_path: Path
    ) -> None:
        told = Submitted(
            submission_id="zgloszenie-20260102-abcd",
            sent="2026-01-02",
            institution=f"Gmina {HOSTILE}",
            role="pełnomocnik",
            accepted="2026-01-05",
        )
        record = practice("wola", "Tytuł", "Potrzeba.", sources=(), submitted=told)
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            page = read(client, "/praktyki/wola")

        assert "podali 2 stycznia 2026 ci, którzy znają praktykę" in page.text
        assert f"Kto podał: Gmina {HOSTILE}, pełnomocnik." in page.text

    def test_the_legal_basis_is_said_to_be_derived_and_as_of_when(self, client: TestClient) -> None:
        legal = sections(FULL, client)["Podstawa prawna współpracy"]

        assert "art. 4 ust. 1 pkt 10" in legal
        assert "Wyprowadzona z tematów i form współpracy, nie podana przez źródło." in legal
        assert "Dz.U. 2024 poz. 1491" in legal

    def test_no_legal_basis_is_said_too(self, tmp_path: Path) -> None:
        record = practice(
            "wola", "Tytuł", "Potrzeba.", themes=("transport_mobility",), cooperation_forms=("village_fund",)
        )
        with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
            assert "nie da się wprost przypisać" in sections("/praktyki/wola", client)["Podstawa prawna współpracy"]


def area(name: str, lat: float, **given: object) -> Area:
    fields = {
        "level": "gmina",
        "name": name,
        "voivodeship": "śląskie",
        "lat": lat,
        "lon": 19.0,
        "coordinates_of": "gmina",
    }
    return Area.model_validate(fields | given)


class TestAround:
    @pytest.fixture
    def near(self, tmp_path: Path) -> FakeEngine:
        """A practice with one some 11 km away, one 111 km away, one of a whole voivodeship, one nowhere, one of the same words."""
        text = " ".join(f"słowo{number}" for number in range(40))
        given = (
            ("a-tutaj", text, (area("A", 50.0, powiat_code="teryt:2412"),)),
            ("b-blisko", "Inna potrzeba.", (area("B", 50.1),)),
            ("c-dalej", "Trzecia potrzeba.", (area("C", 51.0),)),
            ("d-wojewodztwo", "Czwarta.", (area("śląskie", 50.01, level="voivodeship", coordinates_of="voivodeship"),)),
            ("e-nigdzie", "Piąta.", ()),
            ("f-kopia", text, (area("F", 50.5),)),
        )
        return FakeEngine([practice(name, f"Tytuł {name}", need, areas=areas) for name, need, areas in given])

    def test_the_nearest_stand_by_distance_without_those_that_have_no_point(
        self, near: FakeEngine, tmp_path: Path
    ) -> None:
        with TestClient(app_with(near, tmp_path)) as client:
            place = sections("/praktyki/a-tutaj", client)["Gdzie to jest i co jest w pobliżu"]
            page = read(client, "/praktyki/a-tutaj")

        assert re.findall(r"Tytuł (\S+)", place) == ["b-blisko", "f-kopia", "c-dalej"]
        assert "11 km stąd" in place.replace("\xa0", " ")
        assert "/szukaj?sort=nearest&near=teryt%3A2412" in [link["href"] for link in page.all("a")]

    def test_a_practice_of_a_whole_voivodeship_has_no_point_and_nothing_near(
        self, near: FakeEngine, tmp_path: Path
    ) -> None:
        with TestClient(app_with(near, tmp_path)) as client:
            place = sections("/praktyki/d-wojewodztwo", client)["Gdzie to jest i co jest w pobliżu"]

        assert "nie pokazujemy punktu na mapie" in place
        assert "km stąd" not in place

    def test_one_told_in_the_same_words_stands_apart_from_similar_ones(self, near: FakeEngine, tmp_path: Path) -> None:
        with TestClient(app_with(near, tmp_path)) as client:
            found = sections("/praktyki/a-tutaj", client)

        assert "Tytuł f-kopia" in found["Ten sam opis gdzie indziej"]
        assert "Tytuł f-kopia" not in found["Podobne praktyki"]
        assert "Tytuł b-blisko" in found["Podobne praktyki"]

    def test_documents_that_share_text_with_the_document_of_origin_are_named(self, client: TestClient) -> None:
        assert "wspólne 46% słów" in sections(FROM_A_DOCUMENT, client)["Ten sam opis gdzie indziej"]

    def test_a_base_of_one_practice_says_that_there_is_no_other(self, tmp_path: Path) -> None:
        with TestClient(app_with(FakeEngine([SENIORS]), tmp_path)) as client:
            page = read(client, FULL)

        assert "W bazie nie ma podobnej praktyki." in page.text
        assert "W bazie nie ma innej praktyki, której położenie znamy." in page.text


class TestOwnGmina:
    def test_without_a_chosen_gmina_the_page_invites_to_choose_one(self, client: TestClient) -> None:
        page = read(client, FULL)

        assert "/moja-gmina" in [form["action"] for form in page.all("form")]

    def test_with_a_chosen_gmina_it_says_what_is_alike_what_differs_and_what_is_not_known(
        self, client: TestClient
    ) -> None:
        response = client.get(FULL, headers=BROWSER | {"Cookie": "moje_miejsce=teryt:2412042"})

        assert [response.text.count(f"fit__group--{verdict}") for verdict in ("alike", "different", "unknown")] == [
            1,
            1,
            1,
        ]


class TestPassingOn:
    def test_quotes_in_a_title_are_inner_quotes_in_the_citation(self, tmp_path: Path) -> None:
        quoting = SENIORS.model_copy(update={"title": "Klub „Czwartek” w Lucieniu"})
        with TestClient(app_with(FakeEngine([quoting]), tmp_path)) as client:
            page = read(client, FULL)

        assert "„Klub «Czwartek» w Lucieniu”, Lucień" in page.text

    def test_the_citation_holds_title_place_base_address_and_day(self, client: TestClient) -> None:
        page = read(client, FULL)

        cited = re.search(
            r"„Klub seniora w Lucieniu”, Lucień, .*?woj\. mazowieckie\. W: Dobre Praktyki, .*?, "
            r"http://testserver/praktyki/lucien-klub-seniora \[dostęp: \d{1,2} \w+ \d{4}\]",
            page.text,
        )
        assert cited is not None

    def test_the_mail_link_carries_title_and_address_and_no_addressee(self, client: TestClient) -> None:
        (mail,) = [
            link["href"]
            for link in read(client, "/praktyki/atak-w-opisie").all("a")
            if link["href"].startswith("mailto:")
        ]

        parts = urlsplit(mail)
        assert parts.path == ""
        assert parse_qs(parts.query)["subject"] == [f"Tytuł {HOSTILE}"]
        assert parse_qs(parts.query)["body"][0].endswith("http://testserver/praktyki/atak-w-opisie")

    def test_what_needs_a_script_waits_hidden(self, client: TestClient) -> None:
        buttons = [button for button in read(client, FULL).all("button") if button.get("type") == "button"]

        assert len(buttons) == 4
        assert all("hidden" in button for button in buttons)

    def test_the_head_names_itself_its_data_and_what_it_is_about(self, client: TestClient) -> None:
        page = read(client, FULL)

        links = {(link["rel"], link.get("type")): link["href"] for link in page.all("link")}
        assert links["canonical", None] == FULL
        assert links["alternate", "application/ld+json"] == "/api/v1/practices/lucien-klub-seniora/jsonld"
        assert links["alternate", "application/json"] == "/api/v1/practices/lucien-klub-seniora"
        (description,) = [meta["content"] for meta in page.all("meta") if meta.get("name") == "description"]
        assert description == "Samotni seniorzy na wsi nie mieli gdzie się spotkać."

    def test_the_address_of_the_english_page_is_its_own(self, client: TestClient) -> None:
        links = {link["rel"]: link["href"] for link in read(client, f"{FULL}?lang=en").all("link")}

        assert links["canonical"] == f"{FULL}?lang=en"

    @pytest.mark.parametrize("host", ["[zly", 'a"><script>', "evil.example/@"])
    def test_a_host_that_is_no_name_is_not_repeated(self, client: TestClient, host: str) -> None:
        response = client.get(FULL, headers=BROWSER | {"Host": host})

        assert response.status_code == 200
        assert host not in response.text

    def test_a_long_need_is_shortened_at_a_word_for_those_who_show_links(self) -> None:
        assert practice_view.shortened("krótko") == "krótko"
        short = practice_view.shortened("słowo " * 60)
        assert len(short) <= practice_view.LONGEST_DESCRIPTION
        assert short.endswith("słowo…")
        assert len(practice_view.shortened("a" * 400)) <= practice_view.LONGEST_DESCRIPTION


class TestTexts:
    def test_every_section_question_level_and_sector_has_its_words(self) -> None:
        for language in ("pl", "en"):
            t = texts.load(language)
            assert set(_keys(t, "practice.sections")) == set(practice_view.ANCHORS)
            assert set(_keys(t, "practice.sides")) == set(practice_view.SIDES)
            assert set(_keys(t, "practice.evidence")) == {"E0", "E1", "E2", "E3", "E4"}
            assert set(_keys(t, "practice.ask")) == {
                sector for sectors in practice_view.SIDES.values() for sector in sectors
            }

    def test_record_texts_are_marked_as_polish_on_the_english_page(self, client: TestClient) -> None:
        body = client.get(f"{FULL}?lang=en", headers=BROWSER).text

        for text in (
            "Samotni seniorzy na wsi nie mieli gdzie się spotkać.",
            "Z klubu korzysta 40 osób.",
            "Gmina Gostynin",
        ):
            assert re.search(rf'lang="pl">{re.escape(text)}<', body), text


def test_hostile_text_everywhere_shows_as_text(client: TestClient) -> None:
    for address in ("/praktyki/atak-w-opisie", FROM_A_DOCUMENT):
        body = client.get(address, headers=BROWSER).text
        assert "<script>alert" not in body
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_many_quotes_are_cut_to_what_a_page_can_hold(tmp_path: Path) -> None:
    origin = FROM_A_DOCUMENT_RECORD.origin
    assert origin is not None
    quotes = tuple(Quote(field="need", quote=f"{number} " + "słowo " * 2000) for number in range(300))
    record = FROM_A_DOCUMENT_RECORD.model_copy(update={"origin": origin.model_copy(update={"quotes": quotes})})
    with TestClient(app_with(FakeEngine([record]), tmp_path)) as client:
        response = client.get(FROM_A_DOCUMENT, headers=BROWSER)

    assert len(response.content) < 200_000
    assert f"Dalszych cytatów: {300 - practice_view.MOST_QUOTES}." in response.text


def test_a_page_stays_small_whatever_the_record_holds(tmp_path: Path) -> None:
    long = practice(
        "dluga",
        "Tytuł " + "t" * 190,
        "słowo " * 1000,
        actions="słowo " * 1000,
        results="słowo " * 1000,
        lessons="słowo " * 1000,
        partners=tuple(
            Partner(name=f"Partner {number} " + "n" * 200, sector="ngo", role="partner") for number in range(100)
        ),
        place=Place(voivodeship="śląskie"),
        years=Years(),
    )
    with TestClient(app_with(FakeEngine([long]), tmp_path)) as client:
        response = client.get("/praktyki/dluga", headers=BROWSER)

    assert response.status_code == 200
    assert len(response.content) < 200_000


def _keys(t: texts.Texts, path: str) -> list[str]:
    tree = t.tree(path)
    assert isinstance(tree, dict)
    return list(tree)

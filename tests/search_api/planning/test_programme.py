"""The check of a programme: which elements of art. 5a are there, which are weak or missing, and what the document is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import vocabulary
from corpus.document import Block, Document
from search_api.pasted import document_of_text
from search_api.planning.measure_programme import Case, Tally, main, measure, read_cases
from search_api.planning.programme import check, filters_for, query_for
from search_api.planning.programme_elements import elements
from search_api.planning.programme_result import DutyCheck, ElementCheck, Passage, ProgrammeCheck
from search_api.programmes import words as programme_words
from search_api.settings import Language
from search_api.web import texts

CASES = Path(__file__).parent / "programme_cases"
DEVELOPMENT = tuple(read_cases(CASES / "development"))
ASIDE = tuple(read_cases(CASES / "aside"))
TITLE = "Program współpracy Gminy Lipowo z organizacjami pozarządowymi na rok 2026"


def checked(*paragraphs: str) -> ProgrammeCheck:
    """The check of a programme of 2026 with these paragraphs."""
    return check(document_of_text("\n\n".join((TITLE, *paragraphs))))


def of(found: ProgrammeCheck, code: str) -> ElementCheck:
    return next(one for one in found.elements if one.code == code)


def lacks(found: ProgrammeCheck, code: str) -> list[str]:
    return [one.code for one in of(found, code).lacking]


def duty(found: ProgrammeCheck, name: str) -> DutyCheck:
    return next(one for one in found.duties if one.duty == name)


def passages(found: ProgrammeCheck) -> list[Passage]:
    by_element = [one for element in found.elements for one in (*element.passages, *element.mentions)]
    return [*found.passages, *by_element, *(one for duty in found.duties for one in duty.passages)]


def test_the_development_programmes_are_checked_as_they_are_marked() -> None:
    measured = measure(DEVELOPMENT)

    assert measured.faults == []
    assert measured.cases >= 14


@pytest.mark.parametrize("case", [*DEVELOPMENT, *ASIDE], ids=lambda case: case.name)
def test_every_quote_stands_word_for_word_in_its_block(case: Case) -> None:
    for passage in passages(check(case.document)):
        block = case.document.blocks[passage.block]
        assert passage.quote
        assert passage.quote in block.text
        assert passage.page == block.page


@pytest.mark.parametrize("case", [*DEVELOPMENT, *ASIDE], ids=lambda case: case.name)
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_finding_has_sentences_without_holes(case: Case, language: Language) -> None:
    t, found = texts.load(language), check(case.document)

    said = [*programme_words.summary(found, t), programme_words.small_print(found, t)]
    said += [sentence for one in found.elements for sentence in programme_words.sentences(one, t)]
    said += [sentence for one in found.duties for sentence in programme_words.duty_sentences(one, t)]
    for sentence in said:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not {"{", "}"} & set(sentence)
        assert ": ." not in sentence


def test_a_heading_without_an_amount_is_weak_and_says_so() -> None:
    found = checked("Wysokość środków", "Środki określi uchwała budżetowa.")

    assert of(found, "money").status == "weak"
    assert programme_words.sentences(of(found, "money"), texts.load("pl")) == ("Nie podano kwoty.",)


@pytest.mark.parametrize(
    "amount", ["185 000,00 zł", "185.000 zł", "185 tys. zł", "1,2 mln zł", "185 000 PLN", "dwieście tysięcy złotych"]
)
def test_an_amount_may_be_written_in_many_ways(amount: str) -> None:
    found = checked("Wysokość środków", f"Na realizację programu planuje się kwotę {amount}.")

    assert of(found, "money").status == "present"


@pytest.mark.parametrize(
    "sentence",
    [
        "W roku 2025 na zadania organizacji wydatkowano 120 000 zł.",
        "Wysokość dotacji na zadanie nie może przekroczyć 10 000 zł.",
        "Planuje się kwotę 0,00 zł.",
        "Planuje się kwotę ………… zł.",
    ],
)
def test_money_that_is_not_planned_is_no_amount(sentence: str) -> None:
    assert of(checked("Wysokość środków", sentence), "money").status == "weak"


@pytest.mark.parametrize("filler", ["do uzupełnienia", "[wpisać]", "(uzupełnić po konsultacjach)", "xxx", "........"])
def test_a_place_to_be_filled_in_is_weak(filler: str) -> None:
    document = document_of_text(TITLE)
    blocks = (Block(text=TITLE), Block(text="§ 5. Formy współpracy", kind="heading", level=2), Block(text=filler))

    found = check(document.model_copy(update={"blocks": blocks}))

    assert (of(found, "forms").status, lacks(found, "forms")) == ("weak", ["placeholder"])


@pytest.mark.parametrize("mark", ["", "§ 4. ", "Rozdział 4. ", "4. ", "IV. ", "§ 4.\n", "- "])
@pytest.mark.parametrize("between", [": ", " – ", " - "])
@pytest.mark.parametrize(
    ("code", "name", "content", "status"),
    [
        ("goals", "Cel główny", "silne stowarzyszenia w każdym sołectwie.", "weak"),
        ("goals", "Cele", "silne stowarzyszenia", "weak"),
        ("scope", "Zakres przedmiotowy", "kultura i sport", "present"),
        ("forms", "Formy współpracy", "zlecanie zadań, wymiana informacji", "present"),
        ("priorities", "Zadania priorytetowe", "sport.", "present"),
        ("period", "Okres realizacji", "rok 2026", "present"),
        ("manner", "Sposób realizacji", "otwarte konkursy ofert", "present"),
        ("money", "Wysokość środków", "80 000 zł", "present"),
        ("money", "Wysokość środków na rok 2026", "80 000 zł", "present"),
        ("evaluation", "Ocena realizacji programu", "wskaźniki i ankieta", "present"),
    ],
)
def test_text_on_the_line_of_its_heading_is_content(
    mark: str, between: str, code: str, name: str, content: str, status: str
) -> None:
    found = of(checked(f"{mark}{name}{between}{content}", "Wójt zaprasza do współpracy."), code)

    assert found.status == status
    assert "content" not in [one.code for one in found.lacking]
    assert any(content.rstrip(".") in one.quote for one in found.passages)


def test_a_heading_that_only_names_its_element_twice_stays_a_heading() -> None:
    headings = (
        "§ 1. Cele: cel główny i cele szczegółowe",
        "Okres realizacji na lata 2026 - 2027",
        "Wysokość środków",
        "9 000 zł",
    )
    found = checked(*headings)

    assert [lacks(found, code)[0] for code in ("goals", "period")] == ["content", "content"]


def test_a_paragraph_without_a_title_does_not_belong_to_the_one_before() -> None:
    found = checked("§ 4. Formy współpracy: zlecanie zadań.", "§ 5. Gmina konsultuje nazwy ulic.")

    assert lacks(found, "forms") == ["forms"]


@pytest.mark.parametrize("reference", ["§ 7 ust. 1 programu.", "§ 12 niniejszego programu.", "§ 3 pkt 2 uchwały."])
@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "forms",
            (
                "§ 4. Formy współpracy",
                "1. Zlecanie zadań, o których mowa w",
                "{}",
                "2. Konsultowanie projektów aktów prawa miejscowego.",
                "3. Wzajemne informowanie się o planach.",
            ),
        ),
        (
            "money",
            (
                "§ 9. Wysokość środków",
                "1. Na zadania, o których mowa w",
                "{}",
                "2. Gmina planuje na nie w budżecie na 2026 rok 120 000 zł.",
            ),
        ),
        (
            "evaluation",
            (
                "§ 11. Sposób oceny realizacji programu",
                "1. Ocenę prowadzi zespół, o którym mowa w",
                "{}",
                "2. Wskaźniki to liczba umów, liczba ofert i kwota dotacji. Sprawozdanie trafia do rady do 31 maja.",
            ),
        ),
    ],
)
def test_a_wrapped_line_that_begins_with_a_reference_does_not_end_its_part(
    code: str, lines: tuple[str, ...], reference: str
) -> None:
    wrapped = of(checked("\n".join(lines).format(reference)), code)
    whole = of(checked("\n".join(lines).format(reference).replace(f"w\n{reference}", f"w {reference}")), code)

    assert wrapped.status == whole.status == "present"
    assert wrapped.lacking == whole.lacking


@pytest.mark.parametrize(
    "listed",
    [
        "zlecanie zadań, konsultacje",
        "konsultacje oraz zlecenia",
        "konkursy ofert i małe granty, przepływ informacji",
        "konsultowanie, rada działalności pożytku",
        "MRDPP, dotacje",
        "zespoły wspólne; lokalne partnerstwa",
        "opiniowanie uchwał, lokalna inicjatywa",
        "powierzanie zadań, informowanie się",
    ],
)
@pytest.mark.parametrize(
    "opening", ["Formy współpracy: {}.", "§ 4. Formy – {}", "Współpraca odbywa się w formach: {}."]
)
def test_forms_may_be_named_in_short(opening: str, listed: str) -> None:
    assert of(checked(opening.format(listed)), "forms").status == "present"


@pytest.mark.parametrize(
    "one",
    [
        "konsultacje",
        "zlecanie zadań w konkursie ofert",
        "konsultowanie z radą pożytku",
        "konsultacje z gminną radą pożytku",
    ],
)
def test_one_form_is_one_form_and_the_others_are_told_in_words(one: str) -> None:
    found = of(checked(f"Formy współpracy: {one}."), "forms")

    (lack,) = found.lacking
    assert (found.status, lack.code, len(lack.values)) == ("weak", "forms", 6)
    for language in ("pl", "en"):
        (sentence,) = programme_words.sentences(found, texts.load(language))
        assert not any(code in sentence for code in vocabulary.load("legal_forms").codes)
        assert all(vocabulary.load("legal_forms").label(code, language) in sentence for code in lack.values)


def test_short_words_are_no_forms_where_none_are_listed() -> None:
    found = checked(
        "Okres realizacji: rok 2026.",
        "Konsultacje projektu odbyły się w maju. Zasadą jest partnerstwo. Odbędzie się konkurs ofert.",
    )

    assert of(found, "forms").status == "missing"


def test_a_heading_with_nothing_below_is_its_own_passage() -> None:
    document = document_of_text(TITLE)
    blocks = (
        Block(text=TITLE, page=1),
        Block(text="Zasady współpracy", kind="heading", level=2, page=1),
        Block(text="Okres realizacji", kind="heading", level=2, page=2),
        Block(text="Program obowiązuje w 2026 r.", page=2),
    )

    found = check(document.model_copy(update={"blocks": blocks, "pages": 2}))

    assert lacks(found, "principles") == ["content"]
    assert of(found, "principles").passages == (Passage(1, 1, (), "Zasady współpracy"),)
    assert of(found, "period").passages == (Passage(3, 2, ("Okres realizacji",), "Program obowiązuje w 2026 r."),)


def test_the_title_alone_is_no_period() -> None:
    assert of(checked("Celem głównym programu jest partnerstwo."), "period").status == "missing"


def test_contents_definitions_and_lists_of_elements_are_no_presence() -> None:
    found = checked(
        "Program określa: cele, zasady współpracy, formy współpracy, priorytetowe zadania publiczne i wysokość środków.",
        "Ilekroć mowa o komisji konkursowej, należy przez to rozumieć komisję powołaną przez Wójta.",
        "Okres realizacji: rok 2026.",
    )

    assert [one.code for one in found.of("present")] == ["period"]
    assert of(found, "forms").status == "missing"
    assert of(found, "forms").mentions[0].quote.startswith("Program określa")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Oferty opiniuje komisja konkursowa.", "missing"),
        ("Komisję konkursową powołuje Wójt.", "weak"),
        ("Komisję konkursową powołuje Wójt. Komisja obraduje na posiedzeniach i głosuje jawnie.", "present"),
    ],
)
def test_committees_ask_for_appointment_and_rules(sentence: str, status: str) -> None:
    assert of(checked("Okres realizacji: rok 2026.", sentence), "committees").status == status


def test_four_principles_are_enough_and_the_others_are_named_as_advice() -> None:
    found = checked("Zasady współpracy", "Kierujemy się pomocniczością, partnerstwem, efektywnością i jawnością.")

    assert of(found, "principles").status == "present"
    assert programme_words.sentences(of(found, "principles"), texts.load("pl")) == (
        "Warto dopisać zasady: suwerenność stron, uczciwa konkurencja.",
    )


def test_what_only_the_justification_tells_is_weak() -> None:
    found = check(
        document_of_text(
            "UCHWAŁA NR 1/2025\n\nRady Gminy Lipowo z dnia 2 grudnia 2025 r.\n\nRada uchwala, co następuje:\n\n"
            f"§ 1. Przyjmuje się program, który stanowi załącznik.\n\nZałącznik do uchwały\n\n{TITLE}\n\n"
            "Okres realizacji\n\nProgram obowiązuje w 2026 r.\n\nUZASADNIENIE\n\n"
            "Projekt programu konsultowano w dniach 1-14 października 2025 r., wpłynęły dwie uwagi."
        )
    )

    assert lacks(found, "creation") == ["outside_programme"]
    adoption = duty(found, "adoption")
    assert (adoption.due, adoption.told, adoption.kept) == ((date(2025, 11, 30),), (date(2025, 12, 2),), "late")


@pytest.mark.parametrize(
    ("title", "kind", "years"),
    [
        ("Roczny program współpracy Gminy Lipowo na 2026 r.", "yearly", (2026,)),
        ("Wieloletni program współpracy Gminy Lipowo na lata 2026–2030", "multi_annual", (2026, 2030)),
        ("Program współpracy Gminy Lipowo w latach 2026 - 2027", "multi_annual", (2026, 2027)),
        (
            "PROGRAM WSPÓŁPRACY GMINY LIPOWO Z PODMIOTAMI Z ART. 3 UST. 3 USTAWY Z DNIA 24 KWIETNIA 2003 R. NA ROK 2026",
            "yearly",
            (2026,),
        ),
    ],
)
def test_the_title_tells_the_kind_and_the_years(title: str, kind: str, years: tuple[int, ...]) -> None:
    found = check(document_of_text(f"{title}\n\nCele\n\nCelem głównym jest partnerstwo."))

    assert (found.kind, found.shown, found.years) == (kind, "title", years)
    assert title in [one.quote for one in found.passages]


def test_without_years_in_the_title_the_period_tells() -> None:
    found = check(
        document_of_text("Program współpracy Gminy Lipowo\n\nOkres realizacji\n\nOd 1.01.2026 do 31.12.2028.")
    )

    assert (found.kind, found.shown, found.years) == ("multi_annual", "period", (2026, 2028))


def test_without_any_year_it_is_taken_for_a_yearly_one() -> None:
    found = check(document_of_text("Program współpracy Gminy Lipowo\n\nCele\n\nCelem głównym jest partnerstwo."))

    assert (found.kind, found.shown, found.years) == ("yearly", "assumed", ())
    assert duty(found, "adoption").due == ()


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Wójt złoży sprawozdanie z realizacji programu do 31 maja 2027 r.", "kept"),
        ("Wójt złoży sprawozdanie z realizacji programu do dnia 31 maja roku następnego.", "kept"),
        ("Wójt złoży sprawozdanie z realizacji programu do 30 kwietnia 2027 r.", "earlier"),
        ("Wójt złoży sprawozdanie z realizacji programu do 30 czerwca 2027 r.", "late"),
        ("Wójt złoży sprawozdanie z realizacji programu.", "not_told"),
    ],
)
def test_the_day_of_the_report_is_held_against_the_act(sentence: str, kept: str) -> None:
    report = duty(checked("Okres realizacji: rok 2026.", sentence), "report")

    assert (report.due, report.kept) == ((date(2027, 5, 31),), kept)


def test_a_multi_annual_programme_has_five_elements_and_no_day_of_adoption() -> None:
    found = check(
        document_of_text("Wieloletni program współpracy Gminy Lipowo na lata 2026-2028\n\nCele\n\nCel główny: sieć.")
    )

    assert [one.code for one in found.elements] == ["goals", "scope", "period", "manner", "money"]
    assert {one.article for one in found.elements} == {"art. 5a"}
    assert duty(found, "adoption").kept == "no_duty"
    assert [day.year for day in duty(found, "report").due] == [2027, 2028, 2029]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("   ", "empty"),
        (
            "The programme of cooperation with organisations sets out aims, principles and forms of cooperation for the "
            "municipality and its partners, the funds that the council plans and the way in which it will be evaluated.",
            "not_polish",
        ),
        (
            "Protokół z warsztatu o programie współpracy\n\nUczestnicy mówili o celach programu i o komisjach.",
            "minutes",
        ),
        (f"{TITLE}\n\nProgram został wczoraj uchwalony przez radę i czeka na ogłoszenie.", "title_only"),
        ("Regulamin świetlicy\n\nŚwietlica jest otwarta od poniedziałku do piątku.", "other"),
    ],
)
def test_what_is_no_programme_is_told_with_a_reason(text: str, reason: str) -> None:
    found = check(document_of_text(text))

    assert (found.kind, found.reason, found.elements) == ("none", reason, ())
    assert programme_words.summary(found, texts.load("pl"))[1].startswith("To nie jest program współpracy")


def test_a_long_document_of_many_pages_is_checked() -> None:
    blocks = [
        Block(text=TITLE, page=1),
        Block(text="Okres realizacji", page=1),
        Block(text="Rok 2026 i nic więcej.", page=1),
    ]
    blocks += [
        Block(text="Gmina dba o świetlice, boiska i drogi. " * 20, page=1 + number // 20) for number in range(4000)
    ]
    document = document_of_text(TITLE).model_copy(update={"blocks": tuple(blocks), "pages": 200})

    assert of(check(document), "period").status == "present"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12), st.sampled_from(DEVELOPMENT))
def test_no_text_breaks_the_check_and_nothing_is_said_without_a_passage(noise: list[str], case: Case) -> None:
    kept = case.document.blocks[:: max(1, len(noise))]
    blocks = (*kept, *(Block(text=text) for text in noise if text))
    document: Document = case.document.model_copy(update={"blocks": blocks})

    found = check(document)

    assert all(one.quote in blocks[one.block].text for one in passages(found))
    assert all(bool(one.passages) != (one.status == "missing") for one in found.elements)


@pytest.mark.parametrize("status", ["present", "weak"])
def test_a_status_without_a_passage_cannot_be_made(status: str) -> None:
    with pytest.raises(ValueError, match="goals"):
        ElementCheck("goals", "art. 5a", status)  # type: ignore[arg-type]


def test_every_element_has_a_question_and_filters_of_the_vocabulary() -> None:
    known = vocabulary.load("cooperation_forms")

    for one in elements():
        assert query_for(one.code)
        assert all(form in known for form in filters_for(one.code).cooperation_forms)
    assert len({query_for(one.code) for one in elements()}) == len(elements())
    with pytest.raises(KeyError):
        query_for("nieznany")


def test_a_tally_counts_precision_and_recall() -> None:
    tally = Tally()
    for found, marked in ((True, True), (True, False), (False, True), (True, True)):
        tally.add(found, marked)

    assert (tally.right, tally.wrong, tally.missed) == (2, 1, 1)
    assert tally.precision == tally.recall == pytest.approx(2 / 3)


def test_the_measuring_prints_its_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(CASES / "development")]) == 0

    printed = capsys.readouterr().out
    assert "kind, reason and years right" in printed
    assert "missing, all" in printed

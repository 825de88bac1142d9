"""Names of private persons and home addresses are masked; institutions, patrons, streets and officers in office stay."""

from __future__ import annotations

import pytest

from ingest.personal.kinds import MASKS
from ingest.privacy import mask, mask_all, mask_file_name, told, total

NAME = MASKS["name"]
HOME = MASKS["address"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Warsztaty prowadziła Anna Nowak.", f"Warsztaty prowadziła {NAME}."),
        ("rozmowa z Janem Kowalskim i p. Annie Nowak-Zielińskiej", f"rozmowa z {NAME} i p. {NAME}"),
        ("Dziękujemy Marii Wójcik oraz Piotrowi Lisowi.", f"Dziękujemy {NAME} oraz {NAME}."),
        ("Anna Maria Wesołowska-Kowal i Jan M. Nowak", f"{NAME} i {NAME}"),
        ("JAN KOWALSKI, Anna NOWAK, KOWALSKI Piotr", f"{NAME}, {NAME}, {NAME}"),
        ("zapisy prowadzi J. Kowalski, także A.M. Nowak", f"zapisy prowadzi {NAME}, także {NAME}"),
        ("lista: Kowalska A., Nowak Jan, Lis Piotr", f"lista: {NAME}, {NAME}, {NAME}"),
        ("Nowak, Anna: O wolontariacie. Rybnik 2014", f"{NAME}: O wolontariacie. Rybnik 2014"),
        ("Opracowała: Maria Wójcik", f"Opracowała: {NAME}"),
        ("Kontakt: Kovalenko Oksana", f"Kontakt: {NAME}"),
        ("Osoba do kontaktu: Stempniak", f"Osoba do kontaktu: {NAME}"),
        ("zachęca Marcin Stempniak, kierownik projektu", f"zachęca {NAME}, kierownik projektu"),
        ("prezes Fundacji Anna Nowak i trener Jan Lis", f"prezes Fundacji {NAME} i trener {NAME}"),
        ("Imię | Nazwisko | Wiek\nJan | Kowalski | 12", f"Imię | Nazwisko | Wiek\n{NAME} | 12"),
        ("spotkanie z Anną\nNowak w świetlicy", f"spotkanie z {NAME} w świetlicy"),
        ("spotkanie z Anną Kowal-\nską w świetlicy", f"spotkanie z {NAME} w świetlicy"),
        ("Anna i Jan Kowalscy", f"{NAME} i {NAME}"),
        ("pisze anna stempniak", f"pisze {NAME}"),
        ("profil @jan.kowalski, facebook.com/anna.nowak.5", f"profil @{NAME}, facebook.com/{NAME}"),
        ("autor zdjęć: j_stempniak", f"autor zdjęć: {NAME}"),
        ("dr n. med. Anna Lis-Kowalska", f"dr n. med. {NAME}"),
        ("asystentka burmistrza Anna Lis", f"asystentka burmistrza {NAME}"),
        ("żona wójta Anna Kowalska", f"żona wójta {NAME}"),
        ("były wójt Adam Lis", f"były wójt {NAME}"),
        ("kandydat na burmistrza Jan Kowalski", f"kandydat na burmistrza {NAME}"),
        ("wójt gminy zaprosił Jana Kowalskiego", f"wójt gminy zaprosił {NAME}"),
        ("Biblioteka, ul. Kościuszki, Anna Nowak", f"Biblioteka, ul. Kościuszki, {NAME}"),
        (
            "Radni Anna Nowak i Piotr Lis oraz Ewa Kot, prezes klubu",
            f"Radni Anna Nowak i Piotr Lis oraz {NAME}, prezes klubu",
        ),
        ("na rynku Anna Nowak sprzedaje miód", f"na rynku {NAME} sprzedaje miód"),
        ("prezes Fundacji Anny Nowak", f"prezes Fundacji {NAME}"),
        ("koordynator Jan Kowalski (2010–2014)", f"koordynator {NAME} (2010–2014)"),
        ("Klub założyli Dominika Plant i Nicholas Gontarczyk", f"Klub założyli {NAME} i {NAME}"),
    ],
)
def test_names_of_private_persons_are_masked(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "Zespół Szkół im. Jana Pawła II w Rybniku",
        "Fundacja im. Stefana Batorego i Szkoła Podstawowa nr 3 im. gen. Stanisława Maczka",
        "Stowarzyszenie im. Sługi Bożej Stanisławy Leszczyńskiej, Fundacja Anny Dymnej",
        "Urząd Miasta, ul. Józefa Piłsudskiego 3, 44-200 Rybnik",
        "przy ulicach Kościuszki, Bema i Jana Kochanowskiego, na rondzie Marii Skłodowskiej-Curie",
        "aleja Jana Pawła II, plac Adama Mickiewicza, os. Stefana Batorego, park im. Henryka Sienkiewicza",
        "parafia św. Jana Bosko, kościół pw. św. Anny",
        "IV Memoriał Jana Kowalskiego i Puchar Kazimierza Górskiego",
        "Józef Piłsudski (1867–1935) był tu w 1922 roku",
        "król Jan III Sobieski i hetman Stefan Czarniecki",
        "Wójt Gminy Lipka Jan Kowalski otworzył klub. Kowalski podziękował mieszkańcom.",
        "z Anną Nowak, burmistrzem Rybnika, rozmawiali seniorzy",
        "burmistrz Annie Nowak wręczono kwiaty",
        "Starosta Rybnicki Jan Kowalski, Marszałek Województwa Śląskiego Anna Nowak",
        "Radni: Anna Nowak, Piotr Lis i Jan Kowalski",
        "Przewodnicząca Rady Gminy Maria Wójcik",
        "dyrektor Gminnego Ośrodka Kultury Anna Nowak; Jan Kowalski, kierownik GOPS",
        "Dyrektor Szkoły Podstawowej nr 2\nAnna Nowak",
        "Minister Rodziny i Polityki Społecznej Anna Nowak",
        "WÓJT GMINY\n/-/ Jan Kowalski",
        "Referent: Piotr Nowak – Zastępca Prezydenta Miasta; ANNA NOWAK – Radna Klubu Dolina, Jan Lis, Z-ca Burmistrza",
        "Gmina Aleksandrów Kujawski, Wodzisław Śląski, Janów Lubelski, Kazimierza Wielka",
        "Rudzka Kuźnica i Wielopole Skrzyńskie, Gazeta Sołecka",
        "akcja „Masz Głos”, stowarzyszenie „Arka Nadziei”, UKS Piątka",
        "Szkolny budżet i Miejski Dom Kultury. Termin: marzec. Ważna jest rola rodziców.",
        "Pan Wójt i Pani Prezes podpisali umowę",
    ],
)
def test_other_names_stay(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("zamieszkały przy ul. Długiej 5/7, 44-200 Rybnik", f"zamieszkały przy {HOME}"),
        ("zam. w Rybniku przy ul. Piłsudskiego 12 m. 4", f"zam. w {HOME}"),
        ("Adres zamieszkania: Zebrzydowice 12A, 44-217 Rybnik", f"Adres zamieszkania: {HOME}"),
        ("adres do korespondencji: os. Nowe 4/12, Rybnik.", f"adres do korespondencji: {HOME}"),
        ("Anna Nowak, ul. Długa 5, 44-200 Rybnik", f"{NAME}, {HOME}"),
        ("Anna Nowak\nul. Leśna 3\n44-200 Rybnik", f"{NAME}\n{HOME}"),
        ("1 | Anna Nowak | 2014 | ul. Leśna 3, Wisła | tak", f"1 | {NAME} | 2014 | {HOME} | tak"),
    ],
)
def test_home_addresses_are_masked(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "Stowarzyszenie „Razem”, ul. Piłsudskiego 3 m. 4, 44-200 Rybnik",
        "Biblioteka, 44-200 Rybnik, ul. Szafranka 7",
        "W gminie mieszka 120 rodzin, w Rybniku mieszka od 2014 roku 40 osób",
        "mieszkańcy Wisły 12 maja",
    ],
)
def test_seats_of_institutions_stay(text: str) -> None:
    assert mask(text).text == text


def test_a_surname_alone_goes_when_the_document_names_the_person_elsewhere() -> None:
    earlier, full, later = mask_all(
        ["Lis zaprasza.", "Klub założyła Anna Lis.", "O klubie Lis mówi chętnie, Anny nie ma."]
    )

    assert full.text == f"Klub założyła {NAME}."
    assert later.text == f"O klubie {NAME} mówi chętnie, {NAME} nie ma."
    assert "Lis" not in earlier.text


def test_an_officer_and_a_private_person_of_the_same_surname_are_told_apart() -> None:
    officer, private, alone = mask_all(
        ["Wójt Jan Nowak otworzył klub.", "Klub prowadzi Ewa Nowak.", "Pan Nowak dziękuje."]
    )

    assert officer.text == "Wójt Jan Nowak otworzył klub."
    assert private.text == f"Klub prowadzi {NAME}."
    assert alone.text == f"Pan {NAME} dziękuje."


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("2014/Jan_Kowalski_CV.pdf", f"2014/{NAME}_CV.pdf"),
        ("KOWALSKI_JAN.pdf", f"{NAME}.pdf"),
        ("anna-nowak-umowa.odt", f"{NAME}-umowa.odt"),
        ("stempniak.docx", f"{NAME}.docx"),
        ("program_wspolpracy_Rybnik_2014.pdf", "program_wspolpracy_Rybnik_2014.pdf"),
        ("raport.pdf", "raport.pdf"),
    ],
)
def test_names_of_files_are_masked(name: str, masked: str) -> None:
    assert mask_file_name(name) == masked


def test_the_outcome_tells_what_was_taken_out() -> None:
    counts = total([mask("tel. 600 100 200, 32 422 24 46"), mask("klub@gmina.example, Anna Nowak"), mask("nic")])

    assert counts == {"email": 1, "name": 1, "phone": 2}
    told_counts = "adresy e-mail: 1, numery telefonów: 2, imiona i nazwiska: 1"
    assert told(counts) == f"Usunięto dane kontaktowe i osobowe ({told_counts})."
    assert told({}) is None

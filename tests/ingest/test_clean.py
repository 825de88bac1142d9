"""From the lines of a file to text with structure, on our own documents in the manner of real ones."""

from __future__ import annotations

from pathlib import Path

from corpus.document import Block
from ingest.clean import Cleaned, clean
from ingest.loader import Draft
from ingest.loaders.html import HtmlLoader
from ingest.loaders.pdf import PdfLoader
from ingest.loaders.text import TextLoader
from ingest.words import Dictionary
from tests.ingest.pdf_writer import SCAN, pdf


def from_text(text: str, dictionary: Dictionary) -> Cleaned:
    return clean(TextLoader().load(text.encode(), "plik.txt"), dictionary)


def outline(cleaned: Cleaned) -> list[tuple[int | None, str]]:
    return [(block.level, block.text) for block in cleaned.blocks if block.kind == "heading"]


def items(cleaned: Cleaned) -> list[str]:
    return [block.text for block in cleaned.blocks if block.kind == "list_item"]


def test_an_announcement_loses_the_site_and_its_repeated_title(documents: Path, dictionary: Dictionary) -> None:
    cleaned = from_text((documents / "ogloszenie.txt").read_text(encoding="utf-8"), dictionary)

    assert cleaned.title == "Ruszają zapisy do Klubu Sąsiada"
    texts = [block.text for block in cleaned.blocks]
    assert texts[:2] == ["Ruszają zapisy do Klubu Sąsiada", "Dodano: 14.02.2019"]
    assert len(texts) == 6
    assert "roku życia. Zajęcia odbędą się" in texts[2]


def test_a_leaflet_gets_its_words_and_bullets_back(documents: Path, dictionary: Dictionary) -> None:
    cleaned = from_text((documents / "ulotka.txt").read_text(encoding="utf-8"), dictionary)

    assert outline(cleaned) == [
        (1, "Kawiarenka naprawcza"),
        (2, "Co robimy:"),
        (2, "Kto prowadzi"),
        (2, "Liczby z roku 2018"),
    ]
    assert items(cleaned) == [
        "Naprawiamy sprzęty domowe z mieszkańcami osiedla, w każdą pierwszą sobotę miesiąca.",
        "Uczymy szycia, lutowania i ostrzenia noży.",
        "Oddajemy niepotrzebne rzeczy do biblioteki przedmiotów.",
        "48 spotkań, w tym 12 w szkołach,",
        "1 130 naprawionych rzeczy,",
        "9 ton odpadów mniej – według ważenia przy wyjściu.",
    ]
    assert any(
        "Miasto finansuje prąd i narzędzia, fundacja szkoli oficjalnych opiekunów" in b.text for b in cleaned.blocks
    )


def test_a_programme_keeps_its_paragraphs_points_and_names(documents: Path, dictionary: Dictionary) -> None:
    cleaned = from_text((documents / "program.txt").read_text(encoding="utf-8"), dictionary)

    assert cleaned.title == "Roczny program współpracy Gminy Lipowa Góra z organizacjami pozarządowymi na rok 2024"
    assert [text for level, text in outline(cleaned) if level == 2] == [
        "§ 1. Cel główny",
        "§ 2. Priorytetowe zadania publiczne",
        "§ 3. Wysokość środków",
        "§ 4. Wizyta studyjna",
    ]
    assert len(items(cleaned)) == 3
    text = " ".join(block.text for block in cleaned.blocks)
    for kept in (
        "samorządem",
        "prawno-społecznych",
        "społeczno-kulturalnych",
        "Czerwionka-Leszczyny",
        "JST-NGO",
        "Dz.U. 2024 poz. 1491",
    ):
        assert kept in text


HEAD = "Gmina Wierzbno – sprawozdanie 2022"
REPORT = [
    (
        HEAD,
        "Sprawozdanie z programu „Sąsiedzi”",
        "1. Opis działań",
        "Gminny Ośrodek Pomocy Społecznej i Stowarzyszenie Nasza Dolina",
        "prowadziły przez cały rok dowóz posiłków dla samotnych miesz-",
        "kańców. W akcji wzięło udział 34 wolontariuszy, a posiłki goto-",
        "wano w szkole podstawowej.",
        "•",
        "dowożono obiady pięć razy w tygodniu, także w czasie ferii zi-",
        "mowych i świąt,",
        "• sprawdzano, czy domy są ogrzane.",
        "Wolontariusze odwiedzali także osoby, które nie zgłosiły potrze-",
        "- 1 -",
    ),
    (HEAD, "by same. O takich osobach mówili sołtysi.", "2. Rezultaty", "Z pomocy skorzystało 61 osób.", "- 2 -"),
    (HEAD, "3. Wnioski", "Dowóz potrzebuje dwóch kierowców na zmianę.", "- 3 -"),
    SCAN,
]


def test_a_report_reads_across_its_pages(dictionary: Dictionary) -> None:
    cleaned = clean(PdfLoader().load(pdf(REPORT, title="Microsoft Word - spr.doc"), "spr.pdf"), dictionary)

    assert outline(cleaned) == [
        (1, "Sprawozdanie z programu „Sąsiedzi”"),
        (2, "1. Opis działań"),
        (2, "2. Rezultaty"),
        (2, "3. Wnioski"),
    ]
    texts = [block.text for block in cleaned.blocks]
    assert not any(HEAD in text or "- 1 -" in text for text in texts)
    assert items(cleaned)[0] == "dowożono obiady pięć razy w tygodniu, także w czasie ferii zimowych i świąt,"
    across = next(block for block in cleaned.blocks if block.text.startswith("Wolontariusze odwiedzali"))
    assert across.text.endswith("nie zgłosiły potrzeby same. O takich osobach mówili sołtysi.")
    assert across.page == 1
    assert next(block for block in cleaned.blocks if block.text == "2. Rezultaty").page == 2


def test_a_web_page_is_titled_by_its_heading(documents: Path, dictionary: Dictionary) -> None:
    cleaned = clean(HtmlLoader().load((documents / "relacja.html").read_bytes(), "relacja.html"), dictionary)

    assert cleaned.title == "Ogród za remizą"
    assert outline(cleaned) == [(1, "Ogród za remizą"), (2, "Kto co zrobił"), (2, "Koszty")]


def test_the_name_of_the_site_is_no_part_of_the_title(dictionary: Dictionary) -> None:
    draft = Draft(layout="blocks", blocks=(Block(text="Treść strony."),), title="Klub Sąsiada - Gmina Olszynka")

    assert clean(draft, dictionary).title == "Klub Sąsiada"


def test_double_spaced_lines_are_one_paragraph(dictionary: Dictionary) -> None:
    text = (
        "Plan warsztatów\n\n1. Diagnoza problemów:\n\n  spotkania przedstawicieli sektora publicznego i niepu-\n\nblicznego, \n\n"
        "  opracowanie standardów współpracy w zakresie polityk\n\n"
        "publicznych oraz scenariuszy zmiany w dziedzinie\n\nedukacji.\n\n \n\n"
        "2. Wizyta studyjna:\n\n  wyjazd przedstawicieli organizacji i gmin do innego\n\nsubregionu.\n"
    )

    cleaned = from_text(text, dictionary)

    assert outline(cleaned) == [(1, "Plan warsztatów"), (2, "1. Diagnoza problemów:"), (2, "2. Wizyta studyjna:")]
    assert items(cleaned) == [
        "spotkania przedstawicieli sektora publicznego i niepublicznego,",
        "opracowanie standardów współpracy w zakresie polityk publicznych oraz scenariuszy zmiany w dziedzinie edukacji.",
    ]
    assert cleaned.blocks[-1].text == "wyjazd przedstawicieli organizacji i gmin do innego subregionu."


def test_a_list_of_names_is_not_taken_for_a_wrapped_paragraph(dictionary: Dictionary) -> None:
    names = [
        "Ochotnicza Straż Pożarna w Brzozowcu",
        "Koło Gospodyń Wiejskich w Brzozowcu",
        "Gminna Biblioteka Publiczna",
    ]

    cleaned = from_text("Partnerzy:\n" + "\n".join(names), dictionary)

    assert [block.text for block in cleaned.blocks][-3:] == names


def test_numbered_lines_one_after_another_are_a_list(dictionary: Dictionary) -> None:
    cleaned = from_text("Zadania gminy\n\n1. Pomoc sąsiedzka\n2. Zajęcia dla dzieci\n3. Ochrona źródeł\n", dictionary)

    assert items(cleaned) == ["1. Pomoc sąsiedzka", "2. Zajęcia dla dzieci", "3. Ochrona źródeł"]


def test_an_agenda_is_a_list(dictionary: Dictionary) -> None:
    agenda = ["9.00 – 9.30 – powitanie", "9:30-10:15 – diagnoza potrzeb w powiecie", "10.15 – 11.00 – warsztat"]

    cleaned = from_text("Spotkanie sieciujące\n\nPlan spotkania:\n" + "\n".join(agenda), dictionary)

    assert outline(cleaned)[-1] == (2, "Plan spotkania:")
    assert items(cleaned) == agenda


def test_a_table_of_contents_is_dropped(dictionary: Dictionary) -> None:
    cleaned = from_text("Raport\n\nWstęp .......... 3\n\nTo jest pierwsze zdanie wstępu do raportu.\n", dictionary)

    assert [block.text for block in cleaned.blocks] == ["Raport", "To jest pierwsze zdanie wstępu do raportu."]

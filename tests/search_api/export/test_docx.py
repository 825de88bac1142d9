"""The Word document as python-docx reads it: what a person asks, in that order, with sources and links."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.export import docx, docx_parts
from search_api.export.about import Record
from search_api.export.cells import clean
from search_api.web import texts
from tests.search_api.export.samples import ABOUT
from tests.search_api.fakes import ATTACK, BARE, FROM_A_DOCUMENT, HOSTILE, INVITATION, SENIORS, practice

PL = texts.load("pl")
EN = texts.load("en")
RECORDS: tuple[Record, ...] = (SENIORS, BARE, ATTACK, FROM_A_DOCUMENT, INVITATION)


def opened(content: bytes) -> Word:
    return Document(io.BytesIO(content))


def headings(word: Word, level: int) -> list[str]:
    return [one.text for one in word.paragraphs if one.style is not None and one.style.name == f"Heading {level}"]


@pytest.fixture(scope="module")
def word() -> Word:
    return opened(docx.report(RECORDS, ABOUT, PL))


def test_each_record_is_a_numbered_section_and_the_last_says_what_the_file_is(word: Word) -> None:
    assert headings(word, 1) == [
        *(f"{number}. {clean(record.title)}" for number, record in enumerate(RECORDS, start=1)),
        "O tym pliku",
    ]


def test_a_section_answers_in_the_order_in_which_a_person_asks(word: Word) -> None:
    asked = headings(word, 2)[:8]

    assert asked == [
        *("Potrzeba", "Co zrobiono", "Kto z kim", "Źródła pieniędzy"),
        *("Rezultaty", "Wnioski", "Podstawa prawna", "Źródła"),
    ]


def test_the_table_of_facts_has_place_years_evidence_cost_licence_and_address(word: Word) -> None:
    facts = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}

    assert facts["Miejsce"].startswith("Lucień, gmina Gostynin")
    assert facts["Lata"] == "2014–2015"
    assert facts["Stopień sprawdzenia"] == "E3: wyniki w liczbach albo ewaluacja"
    assert facts["Znane koszty (zł)"] == "12 500,50 zł"
    assert facts["Licencja opisu"] == "CC BY 4.0"
    assert facts["Adres strony"] == "https://praktyki.example.org/praktyki/lucien-klub-seniora"


def test_what_the_source_does_not_say_is_said_to_be_missing(word: Word) -> None:
    facts = {row.cells[0].text: row.cells[1].text for row in word.tables[1].rows}

    assert facts["Lata"] == "brak danych w źródle"
    assert [one.text for one in word.paragraphs].count("brak danych w źródle") > 4


def test_addresses_of_sources_are_links_and_stay_readable_on_paper(word: Word) -> None:
    source = next(one for one in word.paragraphs if one.text.startswith("Opis, https://example.org"))

    (link,) = source.hyperlinks
    assert link.address == "https://example.org/opis"
    assert "licencja: nie podano" in source.text


def test_it_is_an_a4_document_in_polish_with_page_numbers(word: Word) -> None:
    assert word.core_properties.language == "pl-PL"
    assert word.core_properties.author == "Dobre Praktyki"
    assert word.core_properties.title == "Dobre praktyki współpracy"
    section = word.sections[0]
    assert (round(section.page_width.cm), round(section.page_height.cm)) == (21, 30)  # type: ignore[union-attr]
    assert "PAGE" in section.footer._element.xml
    assert "NUMPAGES" in section.footer._element.xml
    assert 'w:lang w:val="pl-PL"' in word.styles.element.xml


def test_the_contents_are_a_field_filled_with_links_to_every_section(word: Word) -> None:
    body = word.element.body
    assert [one for one in body.iter(qn("w:instrText")) if one.text.strip().startswith("TOC")]
    aims = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert aims == marks
    assert len(marks) == len(RECORDS) + 1
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_hostile_text_stands_there_as_text(word: Word) -> None:
    assert HOSTILE in [one.text for one in word.paragraphs]


def test_what_is_left_out_is_said_on_the_first_page() -> None:
    word = opened(docx.report([SENIORS], replace(ABOUT, total=7, held=1), PL))

    assert "Plik zawiera pierwsze 1 z 7 opisów." in word.paragraphs[1].text


def test_an_empty_selection_still_makes_a_document() -> None:
    assert headings(opened(docx.report([], replace(ABOUT, total=0, held=0), PL)), 1) == ["O tym pliku"]


def test_words_around_are_english_when_asked() -> None:
    assert headings(opened(docx.report([SENIORS], ABOUT, EN)), 2)[0] == "Need"


def test_an_address_of_another_scheme_is_no_link() -> None:
    word = Document()
    paragraph = word.add_paragraph()

    docx_parts.linked(paragraph, "javascript:alert(1) i file:///etc/passwd")

    assert not paragraph.hyperlinks


@given(st.text(max_size=80))
@settings(max_examples=20, deadline=None)
def test_any_text_survives(text: str) -> None:
    need = f"Potrzeba {text}"
    record = practice("a", "Tytuł", need)

    word = opened(docx.report([record], ABOUT, PL))

    told = [one.text for one in word.paragraphs]
    begin, end = told.index("Potrzeba") + 1, told.index("Co zrobiono")
    assert "\n\n".join(told[begin:end]) == record.need

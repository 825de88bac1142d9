"""PDF: text by page, and a clear word about those without text."""

from __future__ import annotations

import io
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from ingest import limits
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loaders.pdf import PdfLoader, page_list
from tests.ingest.pdf_writer import SCAN, pdf

LETTERS = "Zażółć gęślą jaźń – „ŁĄKA” § 1"


def test_polish_letters_and_page_numbers_come_through() -> None:
    draft = PdfLoader().load(pdf([(LETTERS,), (), ("Druga strona z tekstem",)]), "raport.pdf")

    assert draft.pages == 3
    assert [(block.page, block.text.strip()) for block in draft.blocks] == [(1, LETTERS), (3, "Druga strona z tekstem")]
    assert draft.notes == ()


def test_pages_that_only_show_an_image_are_named() -> None:
    draft = PdfLoader().load(pdf([SCAN, ("Tekst",), SCAN, SCAN, ()]), "raport.pdf")

    assert draft.notes == ("Bez tekstu, wymaga OCR: strony 1, 3–4.",)


def test_a_scan_needs_ocr_and_an_empty_file_does_not() -> None:
    with pytest.raises(Unreadable, match="wymaga OCR: strony 1–2 ") as scan:
        PdfLoader().load(pdf([SCAN, SCAN]), "skan.pdf")
    with pytest.raises(Unreadable, match="puste strony") as blank:
        PdfLoader().load(pdf([()]), "pusty.pdf")

    assert (scan.value.status, blank.value.status) == ("empty", "empty")


def encrypted(user_password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([("Tajne",)]))))
    writer.encrypt(user_password, owner_password="wlasciciel", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_a_pdf_with_a_password_is_rejected_and_one_that_only_forbids_printing_is_read() -> None:
    with pytest.raises(Unreadable, match="zaszyfrowany"):
        PdfLoader().load(encrypted("haslo"), "tajne.pdf")

    assert PdfLoader().load(encrypted(""), "otwarte.pdf").blocks[0].text.strip() == "Tajne"


def test_a_file_that_is_no_pdf_says_so() -> None:
    with pytest.raises(Unreadable, match="nie jest plikiem PDF"):
        PdfLoader().load(b"zwykly tekst", "udawany.pdf")


@given(cut=st.integers(min_value=5, max_value=1500))
def test_a_cut_file_is_read_or_rejected_without_a_word_in_the_log(cut: int) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        PdfLoader().load(pdf([("Tekst strony",)])[:cut], "uciety.pdf")
    except Unreadable:
        pass
    finally:
        logging.getLogger().removeHandler(handler)

    assert log.getvalue() == ""


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES", Limit(2, "liczba stron", "stron", "Podziel dokument na części."))

    with pytest.raises(Unreadable, match="najwyżej 2 stron"):
        PdfLoader().load(pdf([("a",), ("b",), ("c",)]), "gruby.pdf")


def test_page_numbers_are_told_briefly() -> None:
    assert page_list([4]) == "strona 4"
    assert page_list([1, 2, 3, 7]) == "strony 1–3, 7"
    assert page_list(list(range(1, 60, 2))).endswith("23 i dalsze")

"""Scans: the programs are asked for page by page, and their absence costs nothing but the text."""

from __future__ import annotations

import difflib
import subprocess
from pathlib import Path

import pytest

from corpus.document import Block
from ingest import limits, ocr
from ingest.documents import read_document
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loaders.pdf import PdfLoader
from tests.ingest import make_pdfs
from tests.ingest.pdf_writer import SCAN, pdf


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"pol"}))
    monkeypatch.delenv(ocr.VARIABLE, raising=False)


def read_as(text: str, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Makes OCR give this text for every page; returns the list of files that it is given."""
    given: list[bytes] = []

    def read(data: bytes, seconds: float) -> str:
        given.append(data)
        return text

    monkeypatch.setattr(ocr, "_read", read)
    return given


def test_pages_without_text_are_read_and_marked(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    given = read_as("Uchwała rady\ngminy Lipowa", monkeypatch)

    draft = PdfLoader().load(pdf([("Tekst w pliku",), SCAN]), "mieszany.pdf")

    assert [(block.page, block.ocr, block.text.rstrip()) for block in draft.blocks] == [
        (1, False, "Tekst w pliku"),
        (2, True, "Uchwała rady \ngminy Lipowa"),
    ]
    assert draft.notes == ("Tekst rozpoznany z obrazu (OCR), może mieć błędy: strona 2.",)
    assert len(given) == 1


def test_the_mark_stays_on_the_blocks_of_the_document(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as("Uchwała rady gminy Lipowa Dolina.\n\nDrugi akapit uchwały.", monkeypatch)

    document = read_document(pdf([SCAN]), "skan.pdf", PdfLoader()).document

    assert [block.ocr for block in document.blocks] == [True, True]


def test_a_page_on_which_nothing_is_found_still_needs_ocr(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    read_as(" \n\f", monkeypatch)

    with pytest.raises(Unreadable, match="wymaga OCR: strona 1 "):
        PdfLoader().load(pdf([SCAN]), "zdjecie.pdf")


def test_too_many_scanned_pages_are_left_alone(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    given = read_as("tekst", monkeypatch)
    monkeypatch.setattr(limits, "OCR_PAGES", Limit(2, "liczba stron", "stron", "Rozpoznaj tekst."))

    draft = PdfLoader().load(pdf([("Tekst",), SCAN, SCAN, SCAN]), "gruby.pdf")

    assert given == []
    assert draft.notes == (limits.OCR_PAGES.message, "Bez tekstu, wymaga OCR: strony 2–4.")


def test_pages_whose_turn_does_not_come_in_time_are_named(installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(data: bytes, seconds: float) -> str:
        raise subprocess.TimeoutExpired("ocrmypdf", seconds)

    monkeypatch.setattr(ocr, "_read", late)

    draft = PdfLoader().load(pdf([("Tekst",), SCAN, SCAN]), "wolny.pdf")

    assert draft.notes == (limits.OCR_SECONDS.message, "Bez tekstu, wymaga OCR: strony 2–3.")
    assert ocr.recognise([2, 3], lambda number: b"", seconds=0).late == (2, 3)


def test_the_setting_switches_it_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: frozenset({"pol", "osd"}))

    assert ocr.available()
    monkeypatch.setenv(ocr.VARIABLE, ocr.OFF)
    assert not ocr.available()


def test_without_the_programs_there_is_no_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.languages.cache_clear()
    try:
        assert ocr.languages() == frozenset()
    finally:
        ocr.languages.cache_clear()


def test_lines_of_a_paragraph_flow_and_list_signs_are_put_right() -> None:
    assert (
        ocr.flowed("Wójt powołał\nzespół.\n\n+ namioty,\n» stoły\n")
        == "Wójt powołał \nzespół.\n\n• namioty, \n• stoły\n"
    )


def test_a_stored_block_without_the_mark_still_loads_and_keeps_its_text() -> None:
    stored = {"text": "Dawny akapit", "kind": "paragraph", "level": None, "page": 1}

    assert Block.model_validate(stored).model_dump(mode="json") == stored


def test_a_real_scan_is_read() -> None:
    if not ocr.available():
        pytest.skip("OCRmyPDF and Tesseract with Polish are not installed")

    document = read_document(make_pdfs.SCAN.read_bytes(), "skan.pdf", PdfLoader()).document

    found = " ".join(block.text for block in document.blocks).split()
    meant = " ".join(make_pdfs.SCANNED).split()
    matched = sum(run.size for run in difflib.SequenceMatcher(None, meant, found, autojunk=False).get_matching_blocks())
    assert matched >= 0.9 * len(meant)

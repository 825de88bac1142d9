"""Which loader gets a file, and what a user hears about formats that are not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.formats import HEAD_BYTES, card_reader, document_loader, readable_suffixes
from ingest.loader import Draft
from tests.ingest.pdf_writer import SCAN, pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
OFFICE_ZIP = b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "raport.pdf", "application/pdf"),
        (b"%PDF-1.7\n", "raport.txt", "application/pdf"),
        (b"\n <!DOCTYPE html><html>", "strona.htm", "text/html"),
        (b"<!-- kopia --><html lang='pl'>", "strona.pdf", "text/html"),
        (b"<p>Sam fragment</p>", "fragment.html", "text/html"),
        ("Zwykły tekst".encode(), "notatka.TXT", "text/plain"),
        (b"# Program", "program.md", "text/plain"),
    ],
)
def test_the_content_decides_before_the_suffix(head: bytes, name: str, media_type: str) -> None:
    assert document_loader(head, name).media_type == media_type


@pytest.mark.parametrize(
    ("head", "name", "advice"),
    [
        (OLE, "pismo.doc", "zapisz jako .docx lub pdf"),
        (OLE, "budzet.xls", "zapisz jako .xlsx lub pdf"),
        (OLE, "pismo.txt", "zapisz jako .docx lub pdf"),
        (OFFICE_ZIP, "pismo.docx", "tego formatu jeszcze nie czytamy"),
        (OFFICE_ZIP, "misnamed.pdf", "zapisz go jako pdf albo txt"),
        (b"PK\x03\x04" + bytes(40), "paczka.zip", "rozpakuj"),
        (b"{\\rtf1\\ansi", "pismo.rtf", "tego formatu jeszcze nie czytamy"),
        (b"nazwa;gmina\n", "lista.csv", "tego formatu jeszcze nie czytamy"),
        (b"\x89PNG\r\n\x1a\n\0", "skan.png", "ocr"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "skan.pdf", "ocr"),
        (b"cokolwiek", "dane.xyz", "nie znamy formatu „.xyz”"),
        (b"cokolwiek", "README", "bez rozszerzenia"),
    ],
)
def test_a_format_that_is_not_read_is_refused_with_the_way_out(head: bytes, name: str, advice: str) -> None:
    with pytest.raises(Unreadable) as caught:
        document_loader(head, name)

    assert advice in caught.value.reason.lower()
    assert caught.value.status == "rejected"


def test_an_empty_file_is_empty_not_wrong() -> None:
    with pytest.raises(Unreadable) as caught:
        document_loader(b"", "pusty.txt")

    assert caught.value.status == "empty"


@pytest.mark.parametrize("name", ["karta.yaml", "karta.YML", "karty.json", "karty.jsonl", "karty.ndjson"])
def test_cards_are_known_by_their_suffix(name: str) -> None:
    reader = card_reader(b"id: rybnik", name)

    assert reader is not None
    assert any(name.lower().endswith(suffix) for suffix in reader.suffixes)


def test_a_binary_file_is_no_card_whatever_its_name() -> None:
    assert card_reader(OLE, "karty.json") is None
    assert card_reader(b"tekst", "notatka.txt") is None


@pytest.mark.parametrize("name", ["raport.pdf", "relacja.html", "ulotka.txt"])
def test_a_draft_survives_the_way_to_another_process(name: str, documents: Path) -> None:
    data = pdf([("Raport z gminy", "Łąka – „żółć”"), SCAN]) if name == "raport.pdf" else (documents / name).read_bytes()

    draft = document_loader(data[:HEAD_BYTES], name).load(data, name)

    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = readable_suffixes()

    assert len(suffixes) == len(set(suffixes))

"""Which loader gets a file, and what a user hears about formats that are not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import libreoffice
from ingest.errors import Unreadable
from ingest.formats import card_reader, document_loader, readable_suffixes, table_cards
from ingest.loader import Draft
from tests.ingest.loaders.test_tables import HEADERS, ROW, as_csv, as_ods, as_xlsx
from tests.ingest.office_files import compound, docx, odt, paragraph, zipped
from tests.ingest.pdf_writer import SCAN, pdf

DOCX = docx(paragraph("Klub Seniora w Łęgu") + paragraph("Gmina i OSP prowadzą klub."))
ODT = odt("<text:p>Klub Seniora w Łęgu</text:p><text:p>Gmina i OSP prowadzą klub.</text:p>")
RTF = rb"{\rtf1\ansi\ansicpg1250 Klub Seniora w \u321?\u281?gu\par Gmina i OSP prowadz\'b9 klub.}"
XLSX = as_xlsx({"Budżet": [["Dział", "Kwota"], ["851", "8 000 zł"]]})
ODS = as_ods(["Dział", "Kwota"], ["851", "8 000 zł"])


def other_office(content_type: str) -> bytes:
    """An Office Open XML archive whose main part has this content type."""
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/a.xml" ContentType="{content_type}"/></Types>'
        }
    )


PPTX = other_office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")
XLSB = other_office("application/vnd.ms-excel.sheet.binary.macroEnabled.main")


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "raport.pdf", "application/pdf"),
        (b"%PDF-1.7\n", "raport.txt", "application/pdf"),
        (b"\n <!DOCTYPE html><html>", "strona.htm", "text/html"),
        (b"<!-- kopia --><html lang='pl'>", "strona.pdf", "text/html"),
        (b"<html><table>", "zestawienie.xls", "text/html"),
        (b"<p>Sam fragment</p>", "fragment.html", "text/html"),
        ("Zwykły tekst".encode(), "notatka.TXT", "text/plain"),
        (b"# Program", "program.md", "text/plain"),
        (DOCX, "pismo.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (DOCX, "pismo.pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (DOCX, "pismo", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (ODT, "pismo.doc", "application/vnd.oasis.opendocument.text"),
        (RTF, "pismo.rtf", "application/rtf"),
        (RTF, "pismo.doc", "application/rtf"),
        (XLSX, "budzet.csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (ODS, "budzet.ods", "application/vnd.oasis.opendocument.spreadsheet"),
        (b"nazwa;gmina\n", "lista.csv", "text/csv"),
        (b"nazwa\tgmina\n", "lista.xls", "text/csv"),
        (b"Zwykly tekst listu", "list.doc", "text/plain"),
        (compound("WordDocument"), "pismo.doc", "application/msword"),
        (compound("WordDocument"), "pismo.txt", "application/msword"),
        (compound("Workbook"), "budzet", "application/vnd.ms-excel"),
        (compound("PowerPoint Document"), "a.ppt", "application/vnd.ms-powerpoint"),
        (XLSB, "budzet.xlsb", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
        (PPTX, "wyniki.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ],
)
def test_the_content_decides_before_the_suffix(data: bytes, name: str, media_type: str) -> None:
    assert document_loader(data, name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (compound("EncryptedPackage"), "tajne.docx", "zapisz kopię bez hasła"),
        (compound("__properties_version1.0"), "list.msg", "wiadomość e-mail"),
        (compound("Contents"), "stary.doc", "zapisz jako pdf"),
        (compound("Contents"), "rysunek.vsd", "zapisz jako pdf"),
        (zipped({"a.txt": "tekst"}), "paczka.zip", "rozpakuj"),
        (zipped({"a.txt": "tekst"}), "paczka.docx", "rozpakuj"),
        (zipped({}), "pusta.zip", "rozpakuj"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "rysunek.odg", "zapisz jako pdf"),
        (DOCX[:-100], "urwany.docx", "uszkodzony albo niepełny"),
        (b"PK\x03\x04" + bytes(40), "paczka.zip", "uszkodzony albo niepełny"),
        (b"\x00\x01\x02\x03" * 50, "pismo.docx", "ma rozszerzenie .docx, ale inną zawartość"),
        (b"\x89PNG\r\n\x1a\n\0", "skan.png", "ocr"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "skan.pdf", "ocr"),
        (b"\0\0\0\x18ftypmp42", "nagranie.mp4", "nagranie"),
        (b"7z\xbc\xaf\x27\x1c\0", "dane.7z", "rozpakuj"),
        (b"cokolwiek", "dane.xyz", "nie znamy formatu „.xyz”"),
        (b"cokolwiek", "README", "bez rozszerzenia"),
    ],
)
def test_a_format_that_is_not_read_is_refused_with_the_way_out(data: bytes, name: str, advice: str) -> None:
    with pytest.raises(Unreadable) as caught:
        document_loader(data, name)

    assert advice in caught.value.reason.lower()
    assert caught.value.status == "rejected"


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (compound("WordDocument"), "pismo.doc", "zapisz jako .docx lub pdf"),
        (compound("Workbook"), "budzet.xls", "zapisz jako .xlsx lub pdf"),
        (compound("PowerPoint Document"), "wyniki.ppt", "zapisz jako pdf"),
        (PPTX, "wyniki.pptx", "zapisz jako pdf"),
        (XLSB, "budzet.xlsb", "zapisz jako .xlsx lub pdf"),
    ],
)
def test_without_libreoffice_old_formats_are_refused_with_the_way_out(
    data: bytes, name: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "installed", lambda: None)

    with pytest.raises(Unreadable) as caught:
        document_loader(data, name).load(data, name)

    assert advice in caught.value.reason.lower()
    assert "LibreOffice" in caught.value.reason


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
    assert card_reader(compound("WordDocument"), "karty.json") is None
    assert card_reader(b"tekst", "notatka.txt") is None


def test_a_table_of_practices_has_cards_and_any_other_document_has_none() -> None:
    practices, budget = as_csv(HEADERS, ROW), as_csv(["Dział", "Kwota"], ["851", "8 000 zł"])

    assert table_cards(document_loader(practices, "a.csv"), practices) is not None
    assert table_cards(document_loader(budget, "a.csv"), budget) is None
    assert table_cards(document_loader(DOCX, "a.docx"), DOCX) is None


@pytest.mark.parametrize(
    "name", ["raport.pdf", "relacja.html", "ulotka.txt", "a.docx", "a.odt", "a.rtf", "a.xlsx", "a.ods", "a.csv"]
)
def test_a_draft_survives_the_way_to_another_process(name: str, documents: Path) -> None:
    made = {"raport.pdf": pdf([("Raport z gminy", "Łąka – „żółć”"), SCAN]), "a.docx": DOCX, "a.odt": ODT, "a.rtf": RTF}
    made |= {"a.xlsx": XLSX, "a.ods": ODS, "a.csv": as_csv(["Dział", "Kwota"], ["851", "8 000 zł"])}
    data = made[name] if name in made else (documents / name).read_bytes()

    draft = document_loader(data, name).load(data, name)

    assert Draft.model_validate_json(draft.model_dump_json()) == draft


def test_the_same_text_reads_the_same_in_every_format_of_word_processors() -> None:
    drafts = [document_loader(data, "a").load(data, "a") for data in (DOCX, ODT, RTF)]

    assert drafts[0].blocks == drafts[1].blocks == drafts[2].blocks


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = readable_suffixes()

    assert len(suffixes) == len(set(suffixes))

"""Uploaded files and pasted documents, read by the confined child."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook

from ingest.limits import READING_OUTPUT_BYTES
from search_api import uploads
from search_api.planning.needs import of_table, read_listed_or_told
from search_api.uploads import UPLOAD_BYTES, UploadRefused, read_pasted, read_upload

DIAGNOSIS = """Diagnoza gminy Borek

1. Zdrowie

W gminie działa jedna przychodnia. Brakuje w niej lekarza pediatry. Uwagi zbiera Jan Kowalski, tel. 600 700 800.
"""


def test_a_document_comes_with_its_needs_and_without_personal_data() -> None:
    upload = read_pasted(DIAGNOSIS)
    assert upload.document is not None
    assert [need.text for need in read_listed_or_told(upload.document).needs] == ["Brakuje w niej lekarza pediatry"]
    text = " ".join(block.text for block in upload.document.blocks)
    assert "600" not in text
    assert "Kowalski" not in text


def test_a_sheet_comes_as_rows_even_where_its_columns_are_those_of_a_practice() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Potrzeba", "Liczba głosów"], ["Transport do lekarza", 12], ["Klub dla młodzieży", 30]):
        sheet.append(row)
    data = BytesIO()
    book.save(data)
    upload = read_upload(data.getvalue(), "ankieta.xlsx")
    assert upload.rows is not None
    assert [(need.text, need.weight) for need in of_table(upload.rows)] == [
        ("Transport do lekarza", 12.0),
        ("Klub dla młodzieży", 30.0),
    ]


def test_cells_lose_personal_data_too() -> None:
    upload = read_upload("Potrzeba;Głosy\nTransport (tel. 600 700 800);12\n".encode(), "glosy.csv")
    assert upload.rows == (("Potrzeba", "Głosy"), ("Transport (tel. [numer telefonu usunięty])", "12"))


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"", "pusty.pdf", "Plik jest pusty"),
        (b" \n \n", "pusty.txt", "nie zawiera tekstu"),
        (b"\x89PNG\r\n\x1a\n\0\0", "zdjecie.png", "to jest obraz"),
        (b"%PDF-1.4 to nie jest PDF", "program.pdf", "PDF jest uszkodzony"),
        (b"title: Praktyka", "karta.yaml", "kartami praktyk"),
        (b"tekst", "../../etc/passwd.exe", "Nie znamy formatu"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, name: str, told: str) -> None:
    with pytest.raises(UploadRefused, match=told):
        read_upload(data, name)


def test_too_large_a_file_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "UPLOAD_BYTES", replace(UPLOAD_BYTES, value=10))
    with pytest.raises(UploadRefused, match="rozmiar przesłanego pliku to najwyżej 10 bajtów"):
        read_upload(b"x" * 11, "duzy.txt", command=("/nie/ma/takiego/programu",))


def test_a_file_over_a_limit_of_the_child_is_given_up() -> None:
    bounds = replace(uploads.UPLOAD_BOUNDS, output=replace(READING_OUTPUT_BYTES, value=1_000))
    with pytest.raises(UploadRefused, match="rozmiar odczytanego tekstu"):
        read_upload(DIAGNOSIS.encode() * 20, "diagnoza.txt", bounds=bounds)


def test_one_upload_too_many_is_asked_to_come_back() -> None:
    taken = [uploads._turns.acquire(blocking=False) for _ in range(uploads.AT_ONCE)]
    try:
        with pytest.raises(UploadRefused, match="Spróbuj ponownie za chwilę") as refused:
            read_upload(b"tekst", "a.txt", command=(sys.executable,), patience=0)
        assert refused.value.busy
    finally:
        for _ in filter(None, taken):
            uploads._turns.release()

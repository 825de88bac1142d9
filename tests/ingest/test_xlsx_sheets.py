"""Excel workbooks: values as a Polish reader sees them, hidden sheets left out, merged cells told in each of their rows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from openpyxl import Workbook as Writer

from ingest import limits
from ingest.errors import Unreadable
from ingest.sheets import Workbook
from ingest.xlsx_sheets import read_xlsx
from tests.ingest.office_files import zipped


def workbook(fill: Callable[[Any], None]) -> bytes:
    """A workbook whose sheets `fill` writes."""
    book = Writer()
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(fill: Callable[[Any], None]) -> Workbook:
    return read_xlsx(workbook(fill))


def members_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_values_are_written_as_a_reader_sees_them() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append(
            ["tekst", 12500, 12500.5, True, date(2014, 5, 30), datetime(2014, 5, 30, 17, 30), time(9, 0), None]
        )
        sheet.append([0.25, 8000, 1e-7, 0.1 + 0.2, 10**15])
        sheet["A2"].number_format = "0%"
        sheet["B2"].number_format = '#,##0.00\\ "zł"'

    (sheet,) = read(fill).sheets

    assert sheet.rows[0].cells == ("tekst", "12500", "12500,5", "tak", "2014-05-30", "2014-05-30 17:30", "09:00")
    assert sheet.rows[1].cells == ("25%", "8000 zł", "0,0000001", "0,3", "1000000000000000")


def test_empty_rows_are_left_out_and_numbers_stay_those_of_the_sheet() -> None:
    def fill(book: Any) -> None:
        book.active["B2"] = "Nazwa"
        book.active["B5"] = "Klub"

    (sheet,) = read(fill).sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("", "Nazwa")), (5, ("", "Klub"))]


def test_a_merged_cell_is_told_in_each_of_its_rows_but_not_across_columns() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        for row in (["Gmina", "Praktyka"], ["Łęg", "Klub"], [None, "Ogród"], [None, None], ["Śrem", "Tor"]):
            sheet.append(row)
        sheet.merge_cells("A2:A4")
        sheet["C1"] = "Szeroki nagłówek"
        sheet.merge_cells("C1:E1")

    (sheet,) = read(fill).sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("Gmina", "Praktyka", "Szeroki nagłówek")),
        (2, ("Łęg", "Klub")),
        (3, ("Łęg", "Ogród")),
        (5, ("Śrem", "Tor")),
    ]


def test_formulas_give_what_was_computed() -> None:
    data = workbook(lambda book: book.active.append(["=1+1", "x"]))
    members = members_of(data)
    sheet = str(members["xl/worksheets/sheet1.xml"], "utf-8")  # type: ignore[arg-type]
    members["xl/worksheets/sheet1.xml"] = sheet.replace("<v></v>", "<v>2</v>").replace("<v/>", "<v>2</v>")

    assert read_xlsx(zipped(members)).sheets[0].rows[0].cells == ("2", "x")


def test_hidden_sheets_are_left_out_and_named() -> None:
    def fill(book: Any) -> None:
        book.active.append(["a", "b"])
        book.active.title = "Dane"
        book.create_sheet("Listy").sheet_state = "hidden"

    read_book = read(fill)

    assert [sheet.name for sheet in read_book.sheets] == ["Dane"]
    assert read_book.notes == ("Pominięto ukryte arkusze: „Listy”.",)


def test_what_a_sheet_says_about_its_size_is_not_trusted() -> None:
    members = members_of(workbook(lambda book: book.active.append(["a", "b"])))
    sheet = str(members["xl/worksheets/sheet1.xml"], "utf-8")  # type: ignore[arg-type]
    assert 'ref="A1:B1"' in sheet
    members["xl/worksheets/sheet1.xml"] = sheet.replace('ref="A1:B1"', 'ref="A1:XFD1048576"')

    assert [row.cells for row in read_xlsx(zipped(members)).sheets[0].rows] == [("a", "b")]


def test_a_cell_far_away_costs_no_memory_and_far_columns_are_refused() -> None:
    def far_down(book: Any) -> None:
        book.active["A1048576"] = "koniec"

    assert [row.number for row in read(far_down).sheets[0].rows] == [1_048_576]
    with pytest.raises(Unreadable, match="liczba kolumn"):
        read(lambda book: book.active.cell(1, limits.TABLE_COLUMNS.value + 1, "x"))


def test_a_bomb_of_entities_is_refused() -> None:
    members = members_of(workbook(lambda book: book.active.append(["a"])))
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        changed = {**members, name: b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>' + bytes(members[name])}  # type: ignore[arg-type]
        with pytest.raises(Unreadable, match="definicje XML"):
            read_xlsx(zipped(changed))


@pytest.mark.parametrize(
    "missing", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"]
)
def test_a_workbook_without_a_part_is_damaged(missing: str) -> None:
    members = members_of(workbook(lambda book: book.active.append(["a"])))
    del members[missing]

    with pytest.raises(Unreadable, match="uszkodzony"):
        read_xlsx(zipped(members))


def test_a_workbook_that_was_cut_off_is_damaged() -> None:
    data = workbook(lambda book: book.active.append(["a"]))

    with pytest.raises(Unreadable, match="uszkodzony"):
        read_xlsx(data[: len(data) // 2])

"""OpenDocument sheets: values as a Polish reader sees them, repeats and merged cells told as often as they stand."""

from __future__ import annotations

import pytest

from ingest import limits
from ingest.errors import Unreadable
from ingest.ods_sheets import read_ods
from tests.ingest.office_files import odt


def rows(body: str, styles: str = "") -> list[tuple[int, tuple[str, ...]]]:
    book = read_ods(odt(body, styles=styles, kind="spreadsheet"))
    return [(row.number, row.cells) for sheet in book.sheets for row in sheet.rows]


def cell(text: str, **attributes: str) -> str:
    told = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell{told}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def test_values_are_written_as_a_reader_sees_them() -> None:
    body = "<table:table>{}</table:table>".format(
        row(
            cell("tekst", office__value_type="string"),
            cell("12 500,00 zł", office__value_type="currency", office__value="12500", office__currency="PLN"),
            cell("25%", office__value_type="percentage", office__value="0.25"),
            cell("30.05.14", office__value_type="date", office__date_value="2014-05-30"),
            cell("?", office__value_type="float", office__value="12.5"),
        )
    )

    assert rows(body) == [(1, ("tekst", "12500 zł", "25%", "2014-05-30", "12,5"))]


def test_repeats_are_counted_and_empty_ones_cost_nothing() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    body = "<table:table>{}{}{}{}</table:table>".format(
        row(cell("a", table__number_columns_repeated="2"), empty),
        row(empty, repeated=1_000_000),
        row(cell("b"), repeated=2),
        row(empty, repeated=2**30),
    )

    assert rows(body) == [(1, ("a", "a")), (1_000_002, ("b",)), (1_000_003, ("b",))]


def test_a_merged_cell_is_told_in_each_of_its_rows() -> None:
    body = "<table:table>{}{}{}</table:table>".format(
        row(cell("Łęg", table__number_rows_spanned="2"), cell("Klub")),
        row("<table:covered-table-cell/>", cell("Ogród")),
        row("<table:table-cell/>", cell("Tor")),
    )

    assert rows(body) == [(1, ("Łęg", "Klub")), (2, ("Łęg", "Ogród")), (3, ("", "Tor"))]


def test_hidden_sheets_are_left_out_and_named() -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    body = (
        f'<table:table table:name="Dane">{row(cell("a"))}</table:table>'
        f'<table:table table:name="Listy" table:style-name="ta2">{row(cell("b"))}</table:table>'
    )

    book = read_ods(odt(body, styles=styles, kind="spreadsheet"))

    assert [sheet.name for sheet in book.sheets] == ["Dane"]
    assert book.notes == ("Pominięto ukryte arkusze: „Listy”.",)


def test_a_filled_row_repeated_without_end_is_refused() -> None:
    with pytest.raises(Unreadable, match="liczba wierszy"):
        rows(f"<table:table>{row(cell('x'), repeated=limits.TABLE_ROWS.value + 1)}</table:table>")
    with pytest.raises(Unreadable, match="liczba kolumn"):
        rows(f"<table:table>{row(cell('x', table__number_columns_repeated='1000000000'))}</table:table>")

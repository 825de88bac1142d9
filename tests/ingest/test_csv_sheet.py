"""Tables in text files: delimiter, quoting and encoding from the content."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.csv_sheet import delimiter_of, read_csv
from ingest.errors import Unreadable

TABLE = 'Nazwa;Gmina;Opis\n"Klub; „Senior”";Łęg;"Zajęcia, obiady\ni dowóz"\nOgród;Śrem;"Gmina dała ""ziemię"""\n'


def cells(data: bytes) -> list[tuple[str, ...]]:
    (sheet,) = read_csv(data).sheets
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_a_table_of_a_polish_spreadsheet_reads_the_same_in_any_encoding(encoding: str) -> None:
    assert cells(TABLE.encode(encoding)) == [
        ("Nazwa", "Gmina", "Opis"),
        ("Klub; „Senior”", "Łęg", "Zajęcia, obiady\ni dowóz"),
        ("Ogród", "Śrem", 'Gmina dała "ziemię"'),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_rows_of_equal_width(delimiter: str) -> None:
    rows = [
        ["Nazwa", "Gmina", "Kwota"],
        ["Klub seniora, klub młodzieży", "Łęg; Śrem", "1 200,50"],
        ["Ogród", "Śrem", "10|5"],
    ]
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)

    assert delimiter_of(stream.getvalue()) == delimiter
    assert cells(stream.getvalue().encode()) == [tuple(row) for row in rows]


def test_a_declared_delimiter_counts_and_its_line_is_numbered() -> None:
    (sheet,) = read_csv(b"sep=,\na,b\n1,2\n").sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("a", "b")), (3, ("1", "2"))]


def test_empty_rows_are_left_out_and_numbers_stay_those_of_the_rows() -> None:
    (sheet,) = read_csv(b"a;b\n;;\n\n1;2;;\n").sheets

    assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("a", "b")), (4, ("1", "2"))]


@given(st.lists(st.lists(st.text(alphabet='aąż ;,"\n12', max_size=8), min_size=2, max_size=2), min_size=4, max_size=12))
def test_whatever_a_spreadsheet_writes_comes_back(body: list[list[str]]) -> None:
    rows = [["Nazwa praktyki", "Gmina"], *([first + "x", second + "x"] for first, second in body)]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)

    assert cells(stream.getvalue().encode()) == [tuple(row) for row in rows]


def test_a_file_without_text_is_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        read_csv(b" \n\n")

    assert caught.value.status == "empty"


def test_a_quotation_mark_that_never_closes_is_told() -> None:
    with pytest.raises(Unreadable, match="cudzysłowy"):
        read_csv(b'a;b\n"' + b"x" * 200_000)


def test_rows_and_columns_are_limited() -> None:
    with pytest.raises(Unreadable, match="liczba kolumn"):
        read_csv(b"x;" * limits.TABLE_COLUMNS.value + b"x")
    with pytest.raises(Unreadable, match="liczba wierszy"):
        read_csv(b"x;y\n" * (limits.TABLE_ROWS.value + 1))

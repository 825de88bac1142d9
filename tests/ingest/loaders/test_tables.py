"""Tables: rows as practice cards where the columns are fields, else rows as the text of a document."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook as Writer

from corpus.practice import Practice
from ingest.errors import Unreadable
from ingest.loader import BrokenCard, Card
from ingest.loaders.tables import CSV, ODS, XLSX, TableLoader
from ingest.mojibake import MENDED
from ingest.practice_cards import CardRejected, read_card
from tests.ingest.office_files import odt

HEADERS = (
    *("Lp.", "Nazwa praktyki", "Gmina", "Województwo", "Lata realizacji", "Lider", "Partnerzy", "Obszar tematyczny"),
    "Grupa docelowa",
    *("Formy współpracy", "Źródło finansowania", "Koszt (zł)", "Potrzeba", "Opis działań", "Rezultaty", "Link", "Telefon"),
)  # fmt: skip
ROW = (
    *("1", "Kawiarenka naprawcza", "Rybnik", "śląskie", "2018-2020", "Fundacja „Druga Śruba”"),
    "Miasto Rybnik (publiczny, finansujący)\nKoło Gospodyń Wiejskich w Łęgu",
    *("środowisko; kultura", "mieszkańcy", "małe granty", "tryb 19a", "12 500 zł", "Mieszkańcy wyrzucali sprzęty."),
    *("Fundacja prowadziła warsztat, miasto dało lokal.", "Naprawiono 1130 rzeczy.", "www.rybnik.eu/kawiarenka", "601 234 567"),
)  # fmt: skip


def row(**changes: str) -> tuple[str, ...]:
    """`ROW` with cells replaced, named by the first word of their header in lower case."""
    names = [header.split()[0].lower() for header in HEADERS]
    assert set(changes) <= set(names)
    return tuple(changes.get(name, cell) for name, cell in zip(names, ROW, strict=True))


def as_csv(*rows: Sequence[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def as_xlsx(sheets: dict[str, Sequence[Sequence[Any]]]) -> bytes:
    book = Writer()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_ods(*rows: Sequence[str]) -> bytes:
    body = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell><text:p>{'</text:p><text:p>'.join(cell.split(chr(10)))}</text:p></table:table-cell>"
            for cell in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    return odt(f"<table:table>{body}</table:table>", kind="spreadsheet")


def entries(data: bytes, loader: TableLoader = CSV) -> list[Card | BrokenCard]:
    reader = loader.cards(data)
    assert reader is not None
    return list(reader.read(io.BytesIO(data)))


def only_card(data: bytes, loader: TableLoader = CSV) -> Card:
    (entry,) = entries(data, loader)
    assert isinstance(entry, Card), entry
    return entry


def practice(*rows: Sequence[str]) -> Practice:
    return read_card(only_card(as_csv(*rows))).practice


def test_a_row_becomes_a_practice_with_all_that_its_cells_say() -> None:
    found = practice(HEADERS, ROW)

    assert found.id == "rybnik-kawiarenka-naprawcza"
    assert (found.place.gmina, found.place.voivodeship, found.reach) == ("Rybnik", "śląskie", "local")
    assert (found.years.start, found.years.end) == (2018, 2020)
    assert [(partner.name, partner.sector, partner.role) for partner in found.partners] == [
        ("Fundacja „Druga Śruba”", "ngo", "lead"),
        ("Miasto Rybnik", "public", "funder"),
        ("Koło Gospodyń Wiejskich w Łęgu", "ngo", "partner"),
    ]
    assert found.themes == ("environment", "culture_heritage")
    assert found.cooperation_forms == ("small_grant",)
    assert [(one.source, one.amount_pln) for one in found.funding] == [("tryb 19a", 12500)]
    assert found.results == "Naprawiono 1130 rzeczy."
    assert [(source.url, source.title) for source in found.sources] == [
        ("https://www.rybnik.eu/kawiarenka", "www.rybnik.eu")
    ]
    assert found.areas[0].subregion == "nuts:PL227"


def test_the_same_row_gives_the_same_card_in_every_format() -> None:
    cards = [
        only_card(as_csv(HEADERS, ROW), CSV),
        only_card(as_xlsx({"": [HEADERS, ROW]}), XLSX),
        only_card(as_ods(HEADERS, ROW), ODS),
    ]

    assert cards[0].content == cards[1].content == cards[2].content


def test_the_first_card_tells_how_the_columns_were_read_and_a_telephone_is_no_part_of_it() -> None:
    first, second = entries(as_csv(HEADERS, ROW, row(nazwa="Ogród")))

    assert isinstance(first, Card)
    assert isinstance(second, Card)
    assert first.note is not None
    assert first.note.startswith("Kolumny odczytano tak: „Nazwa praktyki” → tytuł; „Gmina” → gmina;")
    assert first.note.endswith("Kolumny nieużyte: „Lp.”, „Telefon”.")
    assert second.note is None
    assert "601" not in str(first.content)
    assert read_card(first).note == first.note


def test_rows_are_numbered_like_in_the_spreadsheet_and_a_bad_one_stands_alone() -> None:
    found = entries(as_csv(["Wykaz praktyk"], [], HEADERS, ROW, row(obszar="kosmos"), row(nazwa="Ogród")))

    assert [(entry.item, type(entry)) for entry in found] == [(4, Card), (5, BrokenCard), (6, Card)]
    bad = found[1]
    assert isinstance(bad, BrokenCard)
    assert bad.field == "themes"
    assert bad.reason.startswith("Nieznana wartość „kosmos”.")


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"nazwa": ""}, "title", "kolumnie „Nazwa praktyki”"),
        ({"potrzeba": "-"}, "need", "kolumnie „Potrzeba”"),
        ({"link": "strona gminy"}, "sources", "kolumnie „Link”"),
        ({"województwo": "rybnickie"}, "place", "rybnickie"),
        ({"lata": "dawno"}, "years", "Nie znaleziono roku"),
        ({"koszt": "sporo"}, "funding", "Nie odczytano kwoty"),
        ({"lider": "Centrum Aktywności"}, "partners", "Dopisz go w nawiasie"),
    ],
)
def test_a_cell_that_is_not_understood_is_named_not_guessed(changes: dict[str, str], field: str, told: str) -> None:
    (entry,) = entries(as_csv(HEADERS, row(**changes)))

    assert isinstance(entry, BrokenCard)
    assert entry.field == field
    assert told in entry.reason


def test_a_wrong_row_that_only_the_record_refuses_is_refused_there() -> None:
    card = only_card(as_csv(HEADERS, row(nazwa="x" * 300)))

    with pytest.raises(CardRejected, match="za długi"):
        read_card(card)


def test_a_gmina_whose_name_is_one_place_gives_the_voivodeship() -> None:
    assert practice(HEADERS, row(województwo="")).place.voivodeship == "śląskie"
    (entry,) = entries(as_csv(HEADERS, row(województwo="", gmina="Dąbrowa")))
    assert isinstance(entry, BrokenCard)
    assert "Wpisz je w kolumnie „Województwo”" in entry.reason


def test_several_sheets_count_on_and_name_themselves() -> None:
    found = entries(
        as_xlsx({"2020": [HEADERS, ROW], "Uwagi": [["Tylko tekst"]], "2021": [HEADERS, row(nazwa="Ogród")]}), XLSX
    )

    assert [entry.item for entry in found] == [2, 4]
    notes = [entry.note or "" for entry in found if isinstance(entry, Card)]
    assert [note.partition(".")[0] for note in notes] == ["Arkusz „2020”", "Arkusz „2021”"]


def test_real_values_of_a_spreadsheet_are_read_like_written_ones() -> None:
    cells = [12500.0 if cell == "12 500 zł" else 2018 if cell == "2018-2020" else cell for cell in ROW]
    found = read_card(only_card(as_xlsx({"Dane": [HEADERS, cells]}), XLSX)).practice

    assert found.funding[0].amount_pln == 12500
    assert (found.years.start, found.years.end) == (2018, 2018)


def test_broken_letters_are_mended_before_the_columns_are_read() -> None:
    broken = "".join(chr(byte) for byte in as_csv(HEADERS, ROW)).encode()

    card = only_card(broken)

    assert card.content == only_card(as_csv(HEADERS, ROW)).content
    assert card.note is not None
    assert card.note.startswith(MENDED)


def test_an_id_holds_no_telephone_number() -> None:
    card = only_card(as_csv(HEADERS, row(nazwa="Klub, tel. 601 234 567")))

    assert "601" not in read_card(card).practice.id


def test_an_id_of_its_own_is_kept() -> None:
    found = practice(("ID", *HEADERS), ("nasz-klub-7", *ROW))

    assert found.id == "nasz-klub-7"


def test_a_table_without_the_columns_is_a_document_that_says_which_are_missing() -> None:
    data = as_csv(["Nazwa", "Gmina", "Kwota"], ["Klub", "Łęg", "8 000 zł"])

    assert CSV.cards(data) is None
    draft = CSV.load(data, "tabela.csv")

    assert [(block.kind, block.text) for block in draft.blocks] == [
        ("table", "Nazwa | Gmina | Kwota"),
        ("table", "Klub | Łęg | 8 000 zł"),
    ]
    assert draft.notes == (
        "Tabelę odczytano jako dokument. Aby jej wiersze stały się praktykami, dodaj kolumny: tematy, potrzeba, działania, "
        "adres źródła.",
    )


def test_a_document_of_several_sheets_has_their_names_as_headings() -> None:
    draft = XLSX.load(as_xlsx({"Dochody": [["Dział", 851]], "Wydatki": [["Dział", 852]], "Pusty": []}), "budzet.xlsx")

    assert [(block.kind, block.level, block.text) for block in draft.blocks] == [
        ("heading", 2, "Dochody"),
        ("table", None, "Dział | 851"),
        ("heading", 2, "Wydatki"),
        ("table", None, "Dział | 852"),
    ]


def test_a_header_alone_is_no_practice() -> None:
    assert CSV.cards(as_csv(HEADERS)) is None


def test_an_empty_workbook_is_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        XLSX.load(as_xlsx({"Arkusz1": []}), "pusty.xlsx")

    assert caught.value.status == "empty"

"""All limits of ingestion on one page. docs/ingest.md holds the same table for people; a test compares the two.

A limit guards one run against one source: what goes over it is rejected whole, never cut, so that a stored record is
always complete. Only pages for OCR over their limits are left out, with a note on the document.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cards import MAX_CARD_BYTES, MAX_CARD_DEPTH
from ingest.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Limit:
    """The largest allowed `value` of what `what` names, in `unit`; `advice` tells the user the way out. Texts Polish."""

    value: int
    what: str
    unit: str
    advice: str

    def check(self, found: int) -> None:
        """Raises `Unreadable` when `found` is over the limit."""
        if found > self.value:
            raise Unreadable(self.message)

    @property
    def message(self) -> str:
        return f"Przekroczony limit: {self.what} to najwyżej {grouped(self.value)} {self.unit}. {self.advice}"


def grouped(number: int) -> str:
    """Digits in threes, the Polish way: 50000 -> "50 000"."""
    return f"{number:,}".replace(",", " ")


DOCUMENT_BYTES = Limit(64 * 2**20, "rozmiar dokumentu", "bajtów", "Podziel dokument albo zmniejsz w nim obrazy.")
JSON_BYTES = Limit(64 * 2**20, "rozmiar pliku JSON z kartami", "bajtów", "Zapisz karty jako JSON Lines (.jsonl).")
JSON_LINES_BYTES = Limit(2**30, "rozmiar pliku JSON Lines z kartami", "bajtów", "Podziel plik na mniejsze.")
YAML_BYTES = Limit(
    MAX_CARD_BYTES,
    "rozmiar pliku YAML z kartami",
    "bajtów",
    "Skróć opisy, a wiele kart zapisz w osobnych plikach albo jako JSON Lines (.jsonl).",
)
RECORD_BYTES = Limit(MAX_CARD_BYTES, "rozmiar karty praktyki", "bajtów", "Skróć opisy w tej karcie.")
PAGES = Limit(2_000, "liczba stron", "stron", "Podziel dokument na części.")
CHARACTERS = Limit(5_000_000, "długość tekstu", "znaków", "Podziel dokument na części.")
BLOCKS = Limit(50_000, "liczba akapitów", "akapitów", "Podziel dokument na części.")
LINE_CHARACTERS = Limit(100_000, "długość wiersza", "znaków", "Podziel tekst na akapity.")
PDF_OPERATORS = Limit(
    5_000_000, "liczba poleceń rysowania na stronie PDF", "poleceń", "Wydrukuj dokument ponownie do pliku PDF."
)
PDF_FORMS = Limit(
    20_000, "liczba części, z których złożono stronę PDF", "części", "Wydrukuj dokument ponownie do pliku PDF."
)
DEPTH = Limit(MAX_CARD_DEPTH, "zagnieżdżenie danych w karcie", "poziomów", "Zapisz kartę według wzoru z dokumentacji.")
DIGITS = Limit(18, "długość liczby w karcie", "cyfr", "Popraw liczbę.")
# Office documents are zip archives of XML. Sizes are those that the archive declares, and no more is ever unpacked.
ARCHIVE_BYTES = Limit(
    256 * 2**20, "rozmiar dokumentu po rozpakowaniu", "bajtów", "Podziel dokument albo usuń z niego obrazy."
)
ARCHIVE_MEMBERS = Limit(10_000, "liczba plików w dokumencie pakietu biurowego", "plików", "Zapisz dokument jako PDF.")
ARCHIVE_RATIO = Limit(
    200, "powiększenie dokumentu przy rozpakowaniu", "razy", "Zapisz dokument ponownie albo jako PDF."
)
XML_BYTES = Limit(64 * 2**20, "rozmiar tekstu dokumentu w XML", "bajtów", "Podziel dokument na części.")
XML_ELEMENTS = Limit(1_000_000, "liczba elementów XML w dokumencie", "elementów", "Podziel dokument na części.")
XML_DEPTH = Limit(200, "zagnieżdżenie elementów dokumentu", "poziomów", "Zapisz dokument jako PDF.")
RTF_DEPTH = Limit(1_000, "zagnieżdżenie grup w pliku RTF", "poziomów", "Zapisz dokument jako .docx albo PDF.")
TABLE_ROWS = Limit(100_000, "liczba wierszy w tabeli", "wierszy", "Podziel tabelę na mniejsze pliki.")
TABLE_COLUMNS = Limit(500, "liczba kolumn w tabeli", "kolumn", "Usuń z tabeli zbędne kolumny.")
FETCHED_BYTES = Limit(
    32 * 2**20, "rozmiar pliku spod adresu", "bajtów", "Pobierz plik w przeglądarce i podaj jego ścieżkę."
)
FETCH_SECONDS = Limit(60, "czas pobierania spod adresu", "sekund", "Pobierz plik w przeglądarce i podaj jego ścieżkę.")
REDIRECTS = Limit(5, "liczba przekierowań adresu", "przekierowań", "Podaj adres, do którego prowadzą przekierowania.")
CONVERSION_SECONDS = Limit(
    120, "czas zamiany pliku w LibreOffice", "sekund", "Otwórz plik w programie biurowym i zapisz jako PDF."
)
OCR_PAGES = Limit(
    100, "liczba stron do rozpoznania (OCR)", "stron", "Rozpoznaj tekst w programie do OCR i dodaj nowy plik."
)
OCR_SECONDS = Limit(
    480, "czas rozpoznawania tekstu (OCR)", "sekund", "Rozpoznaj tekst w programie do OCR i dodaj nowy plik."
)
# What the process that reads one file may use (ingest/confinement.py, ingest/worker.py); any program that it starts counts too.
READING_SECONDS = Limit(
    600, "czas czytania jednego pliku", "sekund", "Podziel plik na mniejsze albo zapisz go ponownie."
)
READING_CPU_SECONDS = Limit(
    300, "czas pracy procesora nad jednym plikiem", "sekund", "Podziel plik na mniejsze albo zapisz go ponownie."
)
READING_MEMORY = Limit(576 * 2**20, "pamięć na odczytanie jednego pliku", "bajtów", "Podziel plik na mniejsze.")
READING_TEMPORARY_BYTES = Limit(
    512 * 2**20, "rozmiar pliku tymczasowego przy czytaniu", "bajtów", "Podziel plik na mniejsze."
)
READING_OUTPUT_BYTES = Limit(64 * 2**20, "rozmiar odczytanego tekstu", "bajtów", "Podziel dokument na części.")
RUN_MEMORY = Limit(1536 * 2**20, "pamięć całego wczytywania", "bajtów", "Zmniejsz liczbę procesów opcją --workers.")

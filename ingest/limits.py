"""All limits of ingestion on one page. docs/ingest.md holds the same table for people; a test compares the two.

A limit guards one run against one source: what goes over it is rejected whole, never cut, so that a stored record is
always complete.
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
DEPTH = Limit(MAX_CARD_DEPTH, "zagnieżdżenie danych w karcie", "poziomów", "Zapisz kartę według wzoru z dokumentacji.")
DIGITS = Limit(18, "długość liczby w karcie", "cyfr", "Popraw liczbę.")

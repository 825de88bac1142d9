"""Bytes of Polish text to characters: UTF-8 when it is valid, else the better of Windows-1250 and ISO 8859-2.

The two single-byte encodings agree on most Polish letters and differ on ą, ś, ź. Read wrongly, these become signs that
stand in no Polish text (`±`, `¶`, `Ľ`, or invisible control characters), so the reading with the larger share of
plausible characters among those outside ASCII is right.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from corpus.language import DIACRITICS
from ingest.errors import Unreadable

# Letters of neighbours' names and the signs that Polish typists use.
_PLAUSIBLE = DIACRITICS | frozenset("äöüßéèáíýčďěňřšťůžőűâîçÄÖÜÉÁČŠŘŽ–—„”“‚’…§°«»•·½×®©€²³\xa0\xad")
_ENOUGH = 0.8
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A UTF-8 text may carry a few damaged bytes; more than one in so many sequences means another encoding.
_DAMAGE = 10
_PAIRS_WITH_ZERO = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` with its line ends as "\\n"; `damaged` counts characters that could not be read (U+FFFD in the text)."""

    text: str
    encoding: str
    damaged: int = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """A Polish sentence about damage, for the outcome."""
        return (f"Nie odczytano znaków: {self.damaged}. Plik jest uszkodzony.",) if self.damaged else ()


def decode(data: bytes) -> Decoded:
    """Characters of a text file. Raises `Unreadable` when no known encoding gives Polish text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _finished(data.decode(encoding, errors="replace"), encoding)
    if b"\0" in data:
        if (encoding_of_pairs := _unmarked_utf16(data)) is not None:
            return _finished(data.decode(encoding_of_pairs, errors="replace"), encoding_of_pairs)
        raise Unreadable("To nie jest plik tekstowy. Zapisz dokument jako PDF albo TXT (UTF-8).")
    try:
        return _finished(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    sequences = sum(character > "\x7f" for character in lenient) - broken
    if sequences > broken * _DAMAGE:
        return _finished(lenient, "utf-8")
    candidates = [(data.decode(encoding, errors="replace"), encoding) for encoding in ("cp1250", "iso8859-2")]
    text, encoding = max(candidates, key=lambda candidate: plausibility(candidate[0]))
    if plausibility(text) < _ENOUGH:
        raise Unreadable("Nie rozpoznano kodowania polskich liter. Zapisz plik w kodowaniu UTF-8.")
    return _finished(text, encoding)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in Latin text most pairs hold a zero, always on the same side."""
    if len(data) % 2:
        return None
    pairs = len(data) // 2
    first, second = data[::2].count(0), data[1::2].count(0)
    if min(first, second) > 0 or max(first, second) < pairs * _PAIRS_WITH_ZERO:
        return None
    return "utf-16-be" if first else "utf-16-le"


def plausibility(text: str) -> float:
    """Share of plausible characters among those outside ASCII, from 0 to 1; 1 when there are none."""
    outside = [character for character in text if character > "\x7f"]
    return sum(character in _PLAUSIBLE for character in outside) / len(outside) if outside else 1.0


def _finished(text: str, encoding: str) -> Decoded:
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(unified, encoding, unified.count("\ufffd"))

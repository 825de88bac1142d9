"""Polish word forms with their frequencies, and which of them are spelled almost like a given word.

The forms (`corpus/lexicon/forms.tsv.gz`, built by `corpus.build_lexicon`) are compared without diacritics. A form is near
when few letters and few pairs of neighbouring letters differ. Both are kept as 64 bits, so one pass over all forms with
exclusive or and a count of bits leaves a handful to be compared letter by letter.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.language import fold
from corpus.lemmas import FOLDER
from corpus.once import once

FORMS = FOLDER / "forms.tsv.gz"
# Longer words are rare and long enough to be read anyway.
LONGEST = 28
# The level of a word that is not to be corrected, and that no other word is corrected to.
KNOWN_ONLY = 0
# Letters in a row that are looked up together.
RUN = 4
# Stands before and after a word; the character before "a".
EDGE = "`"
_EDGE_CODE = ord(EDGE)
# Two steps of the scale double the count.
_STEPS = 2
_LETTERS = 26
# An edit changes the counts of at most two letters and two pairs of neighbours for two others. A swap changes three pairs, and
# no count.
_LETTER_BITS = 2
_PAIR_BITS = 4
_SWAP_BITS = 6
# Latin-2 has every Polish letter in one byte, and bytes are folded at once.
_ONE_BYTE = "iso8859-2"
_FOLDED = bytes.maketrans("ąćęłńóśźż".encode(_ONE_BYTE), b"acelnoszz")
_BITS = np.uint64(64)
_PAIR_FACTOR = np.uint64(29)

Bits = NDArray[np.uint64]


def level(count: float) -> int:
    """A count on the scale of the file: round(2 log2(1 + count))."""
    return round(_STEPS * math.log2(1 + count))


class WordForms:
    """Forms sorted by their spelling without diacritics. Read-only, safe to share between threads."""

    def __init__(self, forms: Sequence[str], levels: Sequence[int]) -> None:
        """`forms` are lower case, of Polish and Latin letters, at most LONGEST of them; `levels` are on the scale of `level`."""
        written = "\n".join(forms).encode(_ONE_BYTE)
        folded = np.array(written.translate(_FOLDED).split(b"\n"), dtype=f"S{LONGEST}")
        order = np.argsort(folded, kind="stable")
        self._forms = np.array(written.split(b"\n"), dtype=f"S{LONGEST}")[order]
        self._levels = np.asarray(levels, dtype=np.int8)[order]
        self._folded = folded[order]
        self._lengths = np.char.str_len(self._folded).astype(np.int8)
        self._letters, self._pairs = _signatures(self._folded)
        self._runs = _runs(self._folded)

    def __len__(self) -> int:
        return len(self._forms)

    def form(self, number: int) -> str:
        """The form as it is rightly spelled."""
        return bytes(self._forms[number]).decode(_ONE_BYTE)

    def level(self, number: int) -> int:
        return int(self._levels[number])

    def frequency(self, number: int) -> float:
        """Natural logarithm of 1 + the count of the form, to 0.2; 0.0 for a word that is never meant."""
        return self.level(number) * math.log(2) / _STEPS

    def spelled(self, folded: str) -> range:
        """Numbers of the forms spelled so without diacritics."""
        if not _is_plain(folded):
            return range(0)
        word = np.bytes_(folded.encode("ascii"))
        return range(
            int(np.searchsorted(self._folded, word, side="left")),
            int(np.searchsorted(self._folded, word, side="right")),
        )

    def has(self, form: str) -> bool:
        """True for a form of the list, in lower case and with its diacritics."""
        return any(self.form(number) == form for number in self.spelled(fold(form)))

    def near(self, folded: str, edits: int) -> list[int]:
        """Numbers of all forms within so many edits (a letter more, less, other, or two swapped), and of a few others."""
        if not _is_plain(folded):
            return []
        letters, pairs = _signatures(np.array([folded.encode("ascii")], dtype=f"S{LONGEST}"))
        differing = np.bitwise_count(self._letters ^ letters)
        near = differing <= _LETTER_BITS * edits
        near &= np.abs(self._lengths - np.int8(len(folded))) <= edits
        near &= self._levels > KNOWN_ONLY
        numbers = np.flatnonzero(near)
        # What changed the letters was no swap.
        others = (differing[numbers] + 1) // _LETTER_BITS
        limits = _SWAP_BITS * edits - (_SWAP_BITS - _PAIR_BITS) * others
        alike = np.bitwise_count(self._pairs[numbers] ^ pairs) <= limits
        return [int(number) for number in numbers[alike]]

    def has_runs(self, folded: str) -> bool:
        """True when every run of RUN letters of the text is in a form of the list; EDGE stands for the end of a word."""
        codes = [ord(letter) - _EDGE_CODE for letter in folded]
        runs = zip(*(codes[start:] for start in range(RUN)), strict=False)
        return all(self._runs[run] for run in runs)


def _runs(folded: NDArray[np.bytes_]) -> NDArray[np.bool_]:
    """RUN times 27: which runs of letters there are; 0 is the edge of a word, 1 is "a"."""
    codes = folded.view(np.uint8).reshape(len(folded), LONGEST).T
    found = np.zeros((_LETTERS + 1,) * RUN, dtype=bool)
    # Beyond the end of a word there are edges only, which no word could have.
    nothing = np.full(len(folded), _EDGE_CODE, dtype=np.uint8)
    columns = np.maximum(np.vstack([nothing, codes, nothing]), _EDGE_CODE) - np.uint8(_EDGE_CODE)
    for first in range(len(columns) - RUN + 1):
        found[tuple(columns[first : first + RUN])] = True
    return found


def _is_plain(folded: str) -> bool:
    return 0 < len(folded) <= LONGEST and folded.isascii() and folded.isalpha() and folded.islower()


def _signatures(words: NDArray[np.bytes_]) -> tuple[Bits, Bits]:
    """Two times 64 bits a word: letters that it has (once, twice), and hashed pairs of neighbouring letters."""
    codes = np.ascontiguousarray(words.view(np.uint8).reshape(len(words), LONGEST).T)
    letters = np.zeros(len(words), dtype=np.uint64)
    pairs = np.zeros(len(words), dtype=np.uint64)
    one, width = np.uint64(1), np.uint64(_LETTERS)
    last = np.zeros(len(words), dtype=np.uint64)
    for column in codes:
        rows = np.flatnonzero(column)
        letter = (column[rows] - np.uint8(_EDGE_CODE + 1)).astype(np.uint64)
        bit = one << letter
        before = letters[rows]
        letters[rows] = before | bit | ((before & bit) << width)
        pairs[rows] |= one << ((last[rows] * _PAIR_FACTOR + letter) % _BITS)
        last[rows] = letter + one
    return letters, pairs


def read_forms(path: Path) -> WordForms:
    """Reads a file of rows "form, level"."""
    cells = gzip.decompress(path.read_bytes()).decode().split()
    return WordForms(cells[0::2], [int(cell) for cell in cells[1::2]])


@once
def word_forms() -> WordForms:
    """The shipped forms, read on first use."""
    return read_forms(FORMS)

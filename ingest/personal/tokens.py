"""Words of a text with what stands between them: the view from which names of persons are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.personal.forms import ABBREVIATED, Form, form_of

# A hyphen joins two surnames, also when a line ends after it or spaces stray around it.
_JOINED = r"(?:[-\u2010\u2011](?:[ \t]*\r?\n[ \t]*)?|\u00ad\r?\n?)"
_WORD = re.compile(rf"[Zz]-c[aąęy](?![^\W\d_])|[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?:{_JOINED}[^\W\d_]+)*")
_DIVIDED = re.compile(r"[-\u2010\u2011][ \t]*\r?\n[ \t]*(?=[a-ząćęłńóśźż])|\u00ad\r?\n?")
_PIECE = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_MASK = re.compile(r"\[[^\[\]\n]{3,40}(?:usunięty|usunięte)\]")


@dataclass(frozen=True)
class Token:
    """A word at [start, end) of the text; `gap` is all that stands between the word before and this one.

    `first` is True for the first word of a sentence, of a line or of a text.
    """

    text: str
    start: int
    end: int
    gap: str
    first: bool

    @cached_property
    def form(self) -> Form:
        return form_of(self.text)

    @cached_property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @cached_property
    def is_upper(self) -> bool:
        """True for a word in capitals of two letters or more."""
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def may_be_name(self) -> bool:
        """True for a word that can be part of somebody's name."""
        if not self.is_capital or self.text.casefold() in _ABBREVIATIONS:
            return False
        if self.is_initial:
            return True
        if not self.form.known:
            return len(self.text) >= _SHORTEST and not self.is_upper
        return self.form.is_given or self.form.is_surname

    @cached_property
    def looks_like_surname(self) -> bool:
        """True for a surname of the dictionary, and for a word that it lacks with the ending of a surname."""
        return self.form.is_surname or (not self.form.known and _SURNAME_END.search(self.text.casefold()) is not None)

    @cached_property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()


# Endings of surnames in all cases: Kowalskiego, Sienkiewiczem, Kovalenki, Romaniukowi.
_SURNAME_END = re.compile(
    r"(?:(?:[sc]k|dzk)(?:i|a|iego|iej|iemu|im|ą|iemi|ich)|(?:wicz|czyk|czuk|chuk|iuk|yuk|szyn|enk|ijk)(?:a|owi|iem|em|u|o|i|ie|y|ą|ę|ów|om|ami|ach)?)$"
)
_ABBREVIATIONS = frozenset("art ust poz pkt par lit".split())
_SHORTEST = 3
# What a sentence, a line, a cell or an item of a list can begin after; bullets of odd fonts are among it.
_BEGINNING = re.compile(r"""[^\w\s,/()„”"'«»\u2018\u2019\u2010-\u2015-]|\n""")


def tokens(text: str) -> list[Token]:
    """The words in reading order. Masks of earlier steps are no words: they stand in the gaps."""
    masks = [match.span() for match in _MASK.finditer(text)]
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if any(left <= start < right for left, right in masks):
            continue
        for word, place, stop in _parts(match.group(), start):
            gap = text[end:place]
            end = stop
            found.append(Token(word, place, end, gap, not found or _BEGINNING.search(gap) is not None))
    return found


def _parts(written: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Words with their start and end: a compound in one piece when its parts are written alike ("Nowak-Zielińska"), else
    each part ("NOWAK-Radny"). A word that a line end divides is put together."""
    word = _DIVIDED.sub("", written)
    if word.casefold() in ABBREVIATED:
        yield word, start, start + len(written)
        return
    pieces = [(piece.group(), piece.start(), piece.end()) for piece in _PIECE.finditer(word)]
    styles = {(piece.isupper(), piece[0].isupper()) for piece, _, _ in pieces}
    if word != written or (len(styles) == 1 and all(len(piece) > 1 for piece, _, _ in pieces)):
        yield re.sub(r"\s", "", word), start, start + len(written)
    else:
        yield from ((piece, start + first, start + last) for piece, first, last in pieces)

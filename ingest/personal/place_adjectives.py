"""Adjectives of places that the dictionary knows as surnames only: "Konarski senior w kuchni" of the village of Konary.

Such a word is one when the record names the place and a noun follows in the same case. Without the place it is a surname:
"Konarski senior" is the father of Konarski junior as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.language import fold
from ingest.personal.forms import Agreement
from ingest.personal.person import Person
from ingest.personal.tokens import Token

_ADJECTIVE = re.compile(r"(.{2,})(dzk|sk|ck)[ia]")
_VOWELS = "aeiouy"
_SHORTEST = 3
# What a place may end in before the ending of its adjective takes it up: Rybnik, rybnicki; Praga, praski; Łódź, łódzki.
_TAKEN_UP = {"ck": ("cz", "c", "k", "t"), "sk": ("sz", "s", "z", "g", "h", "c", "k"), "dzk": ("dz", "d")}
_BETWEEN = ("", "ow", "ew", "in", "yn", "en", "an")


def is_of_a_place(words: Sequence[Token], person: Person, places: Iterable[str]) -> bool:
    """True for a word found as a surname that says of which of the places the next one is."""
    following = person.last + 1
    if person.first != person.last or person.sign not in {"surname", "entity"} or following >= len(words):
        return False
    word, noun = words[person.first], words[following]
    if noun.is_capital or not noun.gap.isspace() or "\n" in noun.gap:
        return False
    if not _without_men(word.form.surname or _nominative(word)) & _without_men(noun.form.nouns):
        return False
    stems = {match.groups() for lemma in word.form.lemmas if (match := _ADJECTIVE.fullmatch(fold(lemma)))}
    return any(stem in set(_stems(part, ending)) for stem, ending in stems for name in places for part in name.split())


def _stems(place: str, ending: str) -> Iterator[str]:
    """What can stand before the ending in an adjective of the place."""
    base = fold(place).rstrip(_VOWELS)
    if len(base) < _SHORTEST:
        return
    if ending == "sk":
        yield from (base + between for between in _BETWEEN)
    yield from (base.removesuffix(end) for end in _TAKEN_UP[ending] if base.endswith(end))


def _nominative(word: Token) -> frozenset[Agreement]:
    """How a word that the dictionary lacks agrees by its ending."""
    return frozenset({("sg", "nom", {"i": "m", "a": "f"}.get(word.text[-1].casefold(), ""))})


def _without_men(agreements: Iterable[Agreement]) -> frozenset[Agreement]:
    """The agreements with one masculine gender: the dictionary's surname is a man's, its adjective may go with a thing."""
    return frozenset((number, case, "m" if gender.startswith("m") else gender) for number, case, gender in agreements)

"""Names of persons in a text, by the dictionary's given names and surnames and by the words around them.

A given name with a surname in the same case ("Janem Kowalskim"), a surname before a given name ("Kowalski Jan", "Nowak,
Anna"), initials ("J. Kowalski", "Kowalska A."), a name after a title ("p. Stempniak") or a label ("Opracowała: ..."), and a
surname alone that can be nothing else. Capitals, table cells and a line end within the name make no difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.personal.cued_names import cued
from ingest.personal.full_names import foreign_first, given_first, initials_first, surname_first
from ingest.personal.organisations import is_member
from ingest.personal.person import Person, Sign, person_of
from ingest.personal.titles import TITLES
from ingest.personal.tokens import Token


def persons(text: str, words: Sequence[Token]) -> list[Person]:
    """The names in order, without overlap. A given name alone is among them (`sign` "given"): it may turn out to be harmless."""
    found: list[Person] = []
    place = 0
    while place < len(words):
        person = _at(text, words, place)
        if person is None:
            place += 1
        else:
            found.append(person)
            place = person.last + 1
    return found


def _at(text: str, words: Sequence[Token], place: int) -> Person | None:
    """The name that begins at a word, the surest kind first."""
    word = words[place]
    for begin in (given_first, initials_first, surname_first, foreign_first):
        last = begin(words, place)
        if last is not None:
            sign: Sign = "initial" if word.is_initial or words[last].is_initial else "pair"
            return person_of(words, place, last, sign)
    told = cued(text, words, place)
    if told is None and is_member(words, place):
        return person_of(words, place, place, "surname")
    return told or _alone(words, place)


def _alone(words: Sequence[Token], place: int) -> Person | None:
    """A surname that can be nothing else, or a given name."""
    word = words[place]
    if not word.is_capital or word.is_initial or word.text.casefold() in TITLES:
        return None
    if word.form.is_given:
        return person_of(words, place, place, "given")
    return person_of(words, place, place, "surname") if word.form.is_only_personal else None

"""Public officers in office: whose names stay readable, because they act for the public.

An officer is somebody named right beside the office, in the same case: "wójt gminy Jan Kowalski", "z Anną Nowak,
burmistrzem Rybnika", "Radna: Anna Nowak". Heads of units ("dyrektor", "kierownik") count when the unit is a public one.
Those who held an office once or stand for one, and those beside an officer ("żona wójta", "asystentka burmistrza"), do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.personal.forms import cases
from ingest.personal.person import Person
from ingest.personal.titles import (
    ALSO_ELSEWHERE,
    BETWEEN,
    NEVER_BESIDE,
    NOT_IN_OFFICE,
    NOT_PUBLIC,
    OFFICES,
    POSTS,
    PUBLIC,
    PUBLIC_ABBREVIATIONS,
    SKIPPED_AFTER,
    SMALL,
)
from ingest.personal.tokens import Token

_PUBLIC = re.compile(rf"(?:{'|'.join(PUBLIC.split())})\w*|(?:{'|'.join(PUBLIC_ABBREVIATIONS.split())})", re.IGNORECASE)
_NOT_PUBLIC = re.compile(rf"(?:{'|'.join(NOT_PUBLIC.split())})\w*", re.IGNORECASE)
_SOFT_GAP = re.compile(r"[\s_]*|\.[\s_]*|[\s]*[\"„”»«][\s]*|\.?\s\d{1,3}\s")
_BESIDE_GAP = re.compile(r"(?:\.?\s\d{1,3})?[\s_]*(?:[:–—|-]|\(-\)|/-/|,|\(|\.)?[\s_]*(?:\(-\)|/-/)?[\s_]*")
_AFTER_GAP = re.compile(r"[\s_]*[,(–—|-]?[\s_]*")
_DASHED = re.compile(r"[\s_]*[–—-][\s_]*")
_COMMA_OR_SPACE = re.compile(r"[\s_]*,?[\s_]*")
_FARTHEST = 9
_FARTHEST_SKIP = 3


def holds_office(words: Sequence[Token], person: Person, others: Sequence[Person]) -> bool:
    """True when the person is named with a public office that they hold. `others` are all names of the text, in order."""
    return _office_before(words, person, others) or _office_after(words, person, others)


def is_plural_office_before(words: Sequence[Token], person: Person) -> bool:
    """True for the first name of a list of officers: "radni: Anna Nowak, Piotr Lis"."""
    for place in range(person.first - 1, max(-1, person.first - _FARTHEST), -1):
        if not _BESIDE_GAP.fullmatch(words[place + 1].gap):
            return False
        form = words[place].form
        if form.lemmas & OFFICES and any(number == "pl" for number, _, _ in form.nouns):
            return not (place and words[place - 1].text.casefold() in NOT_IN_OFFICE)
    return False


def _office_before(words: Sequence[Token], person: Person, others: Sequence[Person]) -> bool:
    taken = {
        place
        for other in others
        if other is not person
        for place in range(other.first, other.last + 1)
        if other.sign != "given"
    }
    between: list[Token] = []
    for place in range(person.first - 1, max(-1, person.first - 1 - _FARTHEST), -1):
        word, gap = words[place], words[place + 1].gap
        beside = place == person.first - 1
        is_enumeration = gap == ", " and word.form.lemmas & BETWEEN
        if not is_enumeration and not (_BESIDE_GAP if beside else _SOFT_GAP).fullmatch(gap):
            return False
        if beside and word.text.casefold() in NEVER_BESIDE:
            return False
        if word.form.lemmas & (OFFICES | POSTS) and _is_held(words, place, person, between):
            return True
        if place in taken or not _is_part_of_title(word):
            return False
        between.insert(0, word)
    return False


def _is_held(words: Sequence[Token], place: int, person: Person, rest: Sequence[Token]) -> bool:
    """True when the word at `place` is an office, with the `rest` of its title, that this person holds."""
    word = words[place]
    earlier = {words[number].text.casefold() for number in range(max(0, place - 2), place)}
    if earlier & NOT_IN_OFFICE or not _agrees(words, place, person):
        return False
    return _is_public(word, rest)


def _is_public(office: Token, rest: Sequence[Token]) -> bool:
    if office.form.lemmas & OFFICES - ALSO_ELSEWHERE:
        return True
    if any(_NOT_PUBLIC.fullmatch(word.text) for word in rest):
        return False
    return bool(office.form.lemmas & ALSO_ELSEWHERE) or any(_PUBLIC.fullmatch(word.text) for word in rest)


def _agrees(words: Sequence[Token], place: int, person: Person) -> bool:
    """True when office and name can stand in the same case. A woman's office may keep its first form: "burmistrz Annie Nowak"."""
    office = words[place].form.nouns | words[place].form.adjectives
    if not person.agreements or not office:
        return True
    if cases(office) & cases(person.agreements):
        return True
    # "Radnym Annie Nowak i Piotrowi Lisowi": several people hold it.
    if {case for number, case, _ in office if number == "pl"} & {case for _, case, _ in person.agreements}:
        return True
    is_woman = all(gender == "f" for _, _, gender in person.agreements)
    return is_woman and any(case == "nom" and number == "sg" for number, case, _ in office)


def _is_part_of_title(word: Token) -> bool:
    """True for a word that may stand between an office and its holder."""
    return word.is_capital or word.text.casefold() in SMALL or bool(word.form.lemmas & (BETWEEN | POSTS))


def _office_after(words: Sequence[Token], person: Person, others: Sequence[Person]) -> bool:
    place = person.last + 1
    skipped = 0
    while place < len(words) and skipped <= _FARTHEST_SKIP:
        word = words[place]
        gap = _AFTER_GAP if not skipped else _COMMA_OR_SPACE
        if not gap.fullmatch(word.gap):
            return False
        if word.text.casefold() in SKIPPED_AFTER:
            place, skipped = place + 1, skipped + 1
            continue
        if not word.form.lemmas & (OFFICES | POSTS):
            return False
        rest, holder = _rest_of_title(words, place, others)
        # After a dash the office is that of the name before it, whoever is named next.
        if holder and not _DASHED.fullmatch(word.gap):
            return False
        return _agrees(words, place, person) and _is_public(word, rest)
    return False


def _rest_of_title(words: Sequence[Token], office: int, others: Sequence[Person]) -> tuple[list[Token], bool]:
    """The words of the title after the office, and True when another name follows it, whose office it is then."""
    begins = {other.first for other in others if other.sign != "given"}
    rest: list[Token] = []
    for place in range(office + 1, min(len(words), office + 1 + _FARTHEST)):
        if not _SOFT_GAP.fullmatch(words[place].gap):
            return rest, place in begins and bool(re.fullmatch(r"[\s]*[:–-][\s]*", words[place].gap))
        if place in begins:
            return rest, True
        rest.append(words[place])
    return rest, False

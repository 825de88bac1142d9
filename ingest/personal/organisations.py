"""Organisations whose names look like those of persons: "Semper Avanti", "Homo Faber", a club called "Piątka".

A document names an organisation where a word like "Stowarzyszenie" or "UKS" stands before the name, a record also where it
lists a partner. What is named so stays wherever the document names it again, unless the name can be that of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.personal.forms import agree
from ingest.personal.person import Person
from ingest.personal.record import Record
from ingest.personal.titles import OFFICES, POSTS, TITLES
from ingest.personal.tokens import Token, tokens

Name = tuple[Token, ...]

_KINDS = "stowarzyszeni fundacj towarzystw federacj spółdzieln kooperatyw organizacj klub kolektyw".split()
_KIND = re.compile(rf"(?:{'|'.join(_KINDS)})\w*", re.IGNORECASE)
# Sports clubs ("UKS", "KKS", "MLKS") and other kinds that are rarely written out.
SHORT_KINDS = "[A-ZŁŚŻ]{0,3}KS ULKS AZS ROD LZS OSP KGW LGD LGR LOT TKKF ZHP ZHR KSM PTTK NGO".split()
_SHORT_KIND = re.compile("|".join(SHORT_KINDS))
_SPORTS_CLUB = re.compile("[A-ZŁŚŻ]{0,3}KS|AZS|LZS|TKKF")
# Who may be named by a post and a surname: "Prezes Nowak", "Siostra Lis".
_PERSONS = frozenset(
    """
    prezes prezeska wiceprezes wiceprezeska koordynator koordynatorka trener trenerka lider liderka animator animatorka
    siostra matka proboszcz wikary biskup pastor brat ojciec profesor doktor rektor dziekan założyciel założycielka
    wolontariusz wolontariuszka artysta artystka nauczyciel nauczycielka ekspert ekspertka instruktor instruktorka
    """.split()
)
_SPACES = re.compile(r"[ \t\u00a0]+")
_OPENING = re.compile(r"[ \t\u00a0]+[\"„”«»]")
_LONGEST = 5
_ALL_CASES = 7
# Signs that a person is meant whatever else has that name: "pan Lis", "Kontakt: Lis", "J. Lis".
_SURELY_PERSON = frozenset({"title", "label", "initial"})


def organisations(words: Sequence[Sequence[Token]], record: Record) -> tuple[Name, ...]:
    """The names of organisations that the texts and their record introduce, without those that can be persons."""
    found: list[Name] = []
    listed = [tokens(name) for name in record.organisations]
    for name in filter(None, listed):
        found += _names(name, 0, is_sure=True)
    for text in (*words, *listed):
        for place in range(1, len(text)):
            found += _introduced(text, place)
    return tuple({tuple(word.text.casefold() for word in name): name for name in found}.values())


def is_organisation(words: Sequence[Token], person: Person, names: Iterable[Name]) -> bool:
    """True when what was found as a person stands for one of the organisations."""
    if person.sign in _SURELY_PERSON:
        return False
    for name in names:
        for first in range(max(0, person.last - len(name) + 1), person.first + 1):
            if _is_named(words[first : first + len(name)], name) and (len(name) > 1 or _stands_alone(words, person)):
                return True
    return False


def _introduced(words: Sequence[Token], place: int) -> Iterator[Name]:
    before, word = words[place - 1], words[place]
    is_short = _SHORT_KIND.fullmatch(before.text) is not None
    if word.is_capital and (is_short or _KIND.fullmatch(before.text)):
        is_quoted = _OPENING.fullmatch(word.gap) is not None
        if is_quoted or _SPACES.fullmatch(word.gap):
            is_of_a_club = _SPORTS_CLUB.fullmatch(before.text) is not None and not (
                place > 1 and _is_persons(words[place - 2])
            )
            yield from _names(words, place, is_sure=is_of_a_club or is_quoted)


def _names(words: Sequence[Token], first: int, *, is_sure: bool) -> Iterator[Name]:
    """The capitalised words from `first` on, if an organisation can be called so. `is_sure`: one word is enough."""
    last = first
    while last + 1 < len(words) and last - first < _LONGEST and words[last + 1].is_capital:
        if not _SPACES.fullmatch(words[last + 1].gap):
            break
        last += 1
    name = tuple(words[first : last + 1])
    if (_can_be_called(name) if len(name) > 1 else is_sure and _is_no_mere_surname(name[0])) and name[0].is_capital:
        yield name


def _is_no_mere_surname(word: Token) -> bool:
    form = word.form
    if form.is_given:
        return False
    if not form.is_surname:
        return form.known or not word.looks_like_surname
    # "Piątka" is a thing, "Nowak" and "Kowalski" are men whatever else they may be.
    return form.other and not any(gender == "m1" for _, _, gender in form.nouns)


def _can_be_called(name: Name) -> bool:
    """True when no person is called so: no given name, no post, and a surname at the end only after a common word."""
    if any(word.form.is_given or word.is_initial or _is_post(word) for word in name):
        return False
    if not any(word.form.known for word in name):
        return False
    *earlier, last = name
    return not last.looks_like_surname or all(_is_common(word, last) for word in earlier)


def _is_persons(word: Token) -> bool:
    return _is_post(word) or any(number == "sg" and gender == "m1" for number, _, gender in word.form.nouns)


def _is_post(word: Token) -> bool:
    return bool(word.form.lemmas & (OFFICES | POSTS | _PERSONS)) or word.text.casefold() in TITLES


def _is_common(word: Token, surname: Token) -> bool:
    """True for a word that is itself before a surname: "Homo" in "Homo Faber", not "Sąsiad" in "Sąsiad Nowak"."""
    is_foreign = len({case for _, case, _ in word.form.nouns}) == _ALL_CASES
    return word.form.other and (is_foreign or surname.form.other) and not _is_apposed(word, surname)


def _is_apposed(word: Token, surname: Token) -> bool:
    """True for a noun that says who somebody of this surname is: "sąsiad Nowak", "sąsiadka Nowacka"."""
    nouns = word.form.nouns
    if len({case for _, case, _ in nouns}) == _ALL_CASES:
        # A foreign word that is not declined.
        return False
    persons = frozenset(one for one in nouns if one[2] in {"m1", "f"})
    return agree(persons, surname.form.surname)


def _is_named(words: Sequence[Token], name: Name) -> bool:
    """True when the words are those of the name, in any case."""
    if len(words) != len(name) or not all(word.is_capital for word in words):
        return False
    return all(_is_same(word, named) for word, named in zip(words, name, strict=True))


def _is_same(word: Token, named: Token) -> bool:
    return word.text.casefold() == named.text.casefold() or bool(word.form.lemmas & named.form.lemmas)


def _stands_alone(words: Sequence[Token], person: Person) -> bool:
    """True when the word before is none that a surname follows: a given name, "pani", "trener"."""
    if person.first != person.last:
        return False
    word = words[person.first]
    before = words[person.first - 1] if person.first else None
    if before is None or not _SPACES.fullmatch(word.gap):
        return True
    # The dictionary lacks the first case of many surnames ("sąsiad Piątka"), so a man beside one is enough.
    is_man = any(number == "sg" and gender == "m1" for number, _, gender in before.form.nouns)
    return not (before.may_be_name or _is_post(before) or is_man or _is_apposed(before, word))

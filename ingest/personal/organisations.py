"""Organisations whose names look like those of persons: "Semper Avanti", "Homo Faber", a club called "Piątka".

A document names an organisation where a word like "Stowarzyszenie" or "UKS" stands before the name, a record also where it
lists a partner. What is named so stays wherever the document names it again, unless the name can be that of a person: a
word that is somebody's surname in its first case ("LKS Sikora") stays after the abbreviation only, as lookalikes.py tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.lemmas import lemmatiser
from ingest.personal.forms import agree, cases
from ingest.personal.person import Person
from ingest.personal.record import Record
from ingest.personal.titles import OFFICES, POSTS, TITLES
from ingest.personal.tokens import Token, tokens

Name = tuple[Token, ...]

_KINDS = "stowarzyszeni fundacj towarzystw federacj spółdzieln kooperatyw organizacj klub kolektyw".split()
_KIND = re.compile(rf"(?:{'|'.join(_KINDS)})\w*", re.IGNORECASE)
# Sports clubs ("UKS", "KKS", "MLKS") and other kinds that are rarely written out.
_SHORT_KIND = re.compile("[A-ZŁŚŻ]{0,3}KS|ULKS|AZS|ROD|LZS|OSP|KGW|LGD|LGR|LOT|TKKF|ZHP|ZHR|KSM|PTTK|NGO")
_SPORTS_CLUB = re.compile("[A-ZŁŚŻ]{0,3}KS|AZS|LZS|TKKF")
# Who may be named by a post and a surname: "Prezes Nowak", "Siostra Lis".
_PERSONS = frozenset(
    """
    prezes prezeska wiceprezes wiceprezeska koordynator koordynatorka trener trenerka lider liderka animator animatorka
    siostra matka proboszcz wikary biskup pastor brat ojciec profesor doktor rektor dziekan założyciel założycielka
    podopieczny podopieczna mieszkanka uczennica pacjentka klientka beneficjentka seniorka druhna działaczka skarbniczka
    wolontariusz wolontariuszka artysta artystka nauczyciel nauczycielka ekspert ekspertka instruktor instruktorka
    """.split()
)
_SPACES = re.compile(r"[ \t\u00a0]+")
_OPENING = re.compile(r"[ \t\u00a0]+[\"„”«»]")
_LONGEST = 5
_ALL_CASES = 7
_MIDDLE = 2
_FAMILIES = frozenset({"rodzeństwo", "małżeństwo", "potomstwo"})
_MANS_VERB = "praet:sg:m"
# Signs that a person is meant whatever else has that name: "pan Lis", "Kontakt: Lis", "J. Lis".
_SURELY_PERSON = frozenset({"title", "label", "initial"})


def organisations(words: Sequence[Sequence[Token]], record: Record) -> tuple[Name, ...]:
    """The names of organisations that the texts and their record introduce, without those that can be persons."""
    found: list[Name] = []
    listed = [tokens(name) for name in record.organisations]
    for name in filter(None, listed):
        # "Piątka" is a club, "Piątka i inni" are people: one word is enough where it is all that the record says.
        found += _names(name, 0, is_sure=len(name) == 1)
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
                place > 1 and is_somebody(words[place - 2])
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
    # "Piątka" is a thing and Mr Piątek in another case; "Sikora", "Wilk", "Nowak" are people whatever else they may be.
    is_first_case = ("sg", "nom") in cases(form.surname)
    return form.other and not is_first_case and not any(gender == "m1" for _, _, gender in form.nouns)


def _can_be_called(name: Name) -> bool:
    """True when no person is called so: no given name, no post, and a surname at the end only after foreign words."""
    if any(word.form.is_given or word.is_initial or _is_post(word) for word in name):
        return False
    if not any(word.form.known for word in name):
        return False
    *earlier, last = name
    return not last.looks_like_surname or all(word.form.other and _is_foreign(word) for word in earlier)


def is_body(word: Token) -> bool:
    """True for the abbreviation of a kind that is called by its place ("OSP Rybnik"); sports clubs have names of their own."""
    return _SHORT_KIND.fullmatch(word.text) is not None and _SPORTS_CLUB.fullmatch(word.text) is None


def is_member(words: Sequence[Token], place: int) -> bool:
    """True for the surname of the one told before a body: "prezes OSP Nowak", "podopieczny Fundacji Przystań Kaczmarek"."""
    word = words[place]
    first = place - 1
    while place - first <= _MIDDLE and first > 0 and _heads_a_name(words, first, word):
        first -= 1
    if first < 1 or not word.is_capital or any(each.gap != " " for each in words[first : place + 1]):
        return False
    who, body = words[first - 1], words[first]
    is_kind = is_body(body) if first == place - 1 else _KIND.fullmatch(body.text) is not None
    return is_kind and is_somebody(who) and bool(cases(who.form.nouns) & cases(word.form.surname))


def _heads_a_name(words: Sequence[Token], place: int, last: Token) -> bool:
    """True for a noun that is a name by itself: "Przystań" in "Fundacji Przystań Nowak", not "Homo" or "Sportowego"."""
    form = words[place].form
    is_noun = ("sg", "nom") in cases(form.nouns) and not form.adjectives and not _is_foreign(words[place])
    return words[place].is_capital and is_noun and _KIND.fullmatch(words[place].text) is None and last.form.is_surname


def is_somebody(word: Token) -> bool:
    """True for a word that says who a person is: a post, a title, a man ("prezes", "strażak")."""
    return _is_post(word) or any(number == "sg" and gender == "m1" for number, _, gender in word.form.nouns)


def _is_post(word: Token) -> bool:
    return bool(word.form.lemmas & (OFFICES | POSTS | _PERSONS)) or word.text.casefold() in TITLES


def _is_foreign(word: Token) -> bool:
    """True for a noun that is not declined: "Homo" in "Homo Faber", not "Przystań" in "Przystań Nowak"."""
    return len({case for _, case, _ in word.form.nouns}) == _ALL_CASES


def _is_named(words: Sequence[Token], name: Name) -> bool:
    """True when the words are those of the name, in any case."""
    if len(words) != len(name) or not all(word.is_capital for word in words):
        return False
    return all(_is_same(word, named) for word, named in zip(words, name, strict=True))


def _is_same(word: Token, named: Token) -> bool:
    return word.text.casefold() == named.text.casefold() or bool(word.form.lemmas & named.form.lemmas)


def _stands_alone(words: Sequence[Token], person: Person) -> bool:
    """True when nothing beside the word speaks for a person: no "sąsiad", "rodzina", "chory" before it, no man's verb after it."""
    if person.first != person.last or _is_mans(words, person.last):
        return False
    word = words[person.first]
    before = words[person.first - 1] if person.first else None
    if before is None or not _SPACES.fullmatch(word.gap):
        return True
    return not (before.may_be_name or _is_post(before) or _is_apposed(before, word))


def _is_apposed(before: Token, word: Token) -> bool:
    """True for a word that can say who somebody is: "sąsiad Piątka", "rodzina Piątka", "bracia Piątka", "chory Piątka"."""
    form = before.form
    if form.lemmas & _FAMILIES or any(gender == "m1" for _, _, gender in form.nouns):
        return True
    women = frozenset(one for one in form.nouns if one[2] == "f")
    if cases(women) & (cases(word.form.nouns) | cases(word.form.surname)):
        return not _is_foreign(before)
    return bool(form.adjectives) and not form.nouns and not agree(form.adjectives, word.form.nouns)


def _is_mans(words: Sequence[Token], place: int) -> bool:
    """True for "Piątka dostał": what a man did, and the noun is none of a man's gender."""
    nouns = words[place].form.nouns
    if place + 1 >= len(words) or any(gender.startswith("m") for _, _, gender in nouns):
        return False
    tags = [analysis.tag for analysis in lemmatiser().analyses(words[place + 1].text.casefold())]
    return bool(tags) and all(tag.startswith(_MANS_VERB) for tag in tags)

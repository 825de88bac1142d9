"""Names of other things that look like names of persons: towns ("Wodzisław Śląski"), clubs ("KS Santana"), newspapers,
programmes, adjectives at the head of a sentence ("Szkolny budżet")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language import fold
from corpus.lemmas import lemmatiser
from corpus.places import gazetteer
from ingest.entities import Entity, Label
from ingest.personal.forms import agree, cases
from ingest.personal.organisations import is_body, is_member, is_somebody
from ingest.personal.person import Person
from ingest.personal.tokens import Token

PERSON = "persName"
NOT_PERSONS = frozenset({"placeName", "geogName", "orgName"})
# By the rules alone these are as sure as they get.
_SURE = frozenset({"title", "label", "initial"})
_BEFORE_A_PLACE = frozenset(
    """
    w we z ze do od na koło pod przy dla sołectwo sołectwa wieś wsi gmina gminy gminie miasto miejscowość
    miejscowości osada osady powiat dzielnica dzielnicy przystanek przystanku metro osiedle osiedlu
    """.split()
)
# "Na" and "przy" with a surname in the genitive: a street without the word.
_BEFORE_A_STREET = frozenset({"na", "przy"})
# Abbreviations, and beginnings of words, after which the name of a thing stands. After others ("AZS", "NGO") people do.
_CLUBS = "[UMLGCZ]{0,3}KS ULKS ROD LZS OSP KGW LGD LGR LOT TKKF ZHP KSM"
_THINGS = """
    projek program telewizj radi gazet portal tygodnik firm hotel zajazd zespó zespo klub akcj kampani fundacj
    stowarzyszeni spółdzieln schronisk drużyn staw jezior fort
"""
_CLUB = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(_CLUBS.split())})\s+[\"„”«»]?$")
_THING = re.compile(rf"(?<![^\W\d_])(?i:{'|'.join(_THINGS.split())})\w*\s+[\"„”«»]?$")
_QUOTED = re.compile(r"[\"„”«“]$")
# God and saints, and those that illnesses are named after.
_NOBODY = frozenset("jezus chrystus bóg maryja boży alzheimer parkinson down".split())
_LOOK_BACK = 40
_AROUND = 3


def is_something_else(text: str, words: Sequence[Token], person: Person, entities: Sequence[Entity]) -> bool:
    """True when a name found is rather that of a place, a club or a thing, or no name at all."""
    inside = words[person.first : person.last + 1]
    if any(word.form.lemmas & _NOBODY for word in inside[-1:]):
        return True
    if person.sign in _SURE:
        return person.sign == "title" and not person.surname and _is_book(text, words[person.first - 1])
    if not any(word.form.is_only_personal for word in inside[:1]) and _is_town(text, person, inside):
        return True
    labels = {entity.label for entity in entities if entity.start < person.end and person.start < entity.end}
    if len(inside) > 1:
        has_given = any(word.form.is_given for word in inside)
        is_certain = has_given or inside[-1].form.is_only_personal
        if not is_certain and PERSON in labels and not all(word.looks_like_surname for word in inside):
            return any(word.form.known for word in inside) or _is_in_foreign_text(words, person)
        return _is_pair_of_common_words(text, person, inside, labels)
    return _is_lone_lookalike(text, words, person, labels)


def _is_pair_of_common_words(text: str, person: Person, inside: Sequence[Token], labels: set[Label]) -> bool:
    """True for "Arka Nadziei", "Super Głos": both words are common, or quoted, and no entity speaks for a person."""
    if all(word.form.other and not _is_mainly_given(word) for word in inside):
        return PERSON not in labels or not any(word.form.is_given for word in inside)
    if _QUOTED.search(text[max(0, person.start - 1) : person.start]):
        is_common = all(word.form.other or word.form.adjectives or not word.form.known for word in inside)
        return is_common or (PERSON not in labels and not inside[-1].form.is_surname)
    if _names_a_thing(text, person):
        return PERSON not in labels and all(word.form.is_doubtful or not word.form.known for word in inside)
    return all(word.form.is_doubtful and not word.form.is_given for word in inside)


def _is_in_foreign_text(words: Sequence[Token], person: Person) -> bool:
    """True for a name of unknown words among unknown words: "Social Enterprise in the Baltic Sea Region"."""
    around = [
        *words[max(0, person.first - _AROUND) : person.first],
        *words[person.last + 1 : person.last + 1 + _AROUND],
    ]
    return any(not word.form.known for word in around)


def _is_mainly_given(word: Token) -> bool:
    """True when the likeliest reading of the word is a given name: "Jan", "Róża", but not "Arka" (of Arek)."""
    return fold(lemmatiser().lemma(word.text)) in word.form.given_keys


def _is_lone_lookalike(text: str, words: Sequence[Token], person: Person, labels: set[Label]) -> bool:
    word = words[person.first]
    form = word.form
    is_told = _is_told(text, words, person)
    if not is_told and (labels & NOT_PERSONS or _names_a_thing(text, person)):
        return True
    if form.is_given:
        return False
    if word.is_upper or not word.may_be_name or not word.looks_like_surname:
        return True
    if person.first and not is_told and goes_with(text, words[person.first - 1], word):
        return True
    if form.place and (_is_known_place(word.text) or not any(number == "sg" for number, _, _ in form.surname)):
        return True
    if form.adjectives and _is_attribute(words, person.first):
        return True
    return word.first and form.other and lemmatiser().lemma(word.text) in form.common


def goes_with(text: str, before: Token, word: Token) -> bool:
    """True when the word before says that this one is no person: "z Pustelnika", "przy Sobieskiego", "Wielopole Skrzyńskie"."""
    preposition = before.text.casefold()
    if word.form.place and preposition in _BEFORE_A_PLACE:
        return True
    named = cases(word.form.surname)
    if preposition in _BEFORE_A_STREET and ("sg", "gen") in named and ("sg", "loc") not in named:
        return True
    adjective = before.form.adjectives
    if adjective and not before.form.nouns and word.gap == " " and not agree(adjective, word.form.surname):
        # "Na ełckiej Słowackiego": the street of that name.
        return not before.is_capital
    if before.is_capital and word.gap == "/":
        return _is_known_place(before.text)
    if not before.is_capital or not re.fullmatch(r"\s+", word.gap):
        return False
    if not before.form.known:
        return not word.form.is_only_personal
    return _is_known_place(text[before.start : word.end])


def _is_attribute(words: Sequence[Token], place: int) -> bool:
    """True for an adjective with its noun: "Szkolny budżet", "Gazeta Sołecka", "Wielopole Skrzyńskie"."""
    word = words[place]
    if place + 1 < len(words):
        following = words[place + 1]
        if re.fullmatch(r"\s+", following.gap) and agree(word.form.adjectives, following.form.nouns):
            return True
    if not place or not re.fullmatch(r"\s+\(?", word.gap):
        return False
    earlier = words[place - 1]
    if not earlier.is_capital:
        return False
    shared = word.form.adjectives & earlier.form.nouns
    # "Ogródek Jordanowski" is no person whatever; "Sąsiadka Kowalska" may be one where a sentence begins.
    is_thing = any(gender not in {"m1", "f"} for _, _, gender in shared)
    return is_thing or (bool(shared) and (not earlier.first or len(words) == 2))


def _is_book(text: str, title: Token) -> bool:
    """True for „Pan Tadeusz”."""
    return title.start > 0 and _QUOTED.search(text[title.start - 1]) is not None


def _is_town(text: str, person: Person, inside: Sequence[Token]) -> bool:
    if not all(word.form.is_doubtful or not word.form.known for word in inside):
        return False
    return len(inside) > 1 and _is_known_place(text[person.start : person.end])


def _is_known_place(name: str) -> bool:
    return gazetteer().resolve(name).status != "unknown"


def _names_a_thing(text: str, person: Person) -> bool:
    """True for a name in quotation marks, or after a word like "klub", "projekt", "OSP"."""
    before = text[max(0, person.start - _LOOK_BACK) : person.start]
    return any(pattern.search(before) for pattern in (_QUOTED, _CLUB, _THING))


def _is_told(text: str, words: Sequence[Token], person: Person) -> bool:
    """True after a club for the one named before it ("prezes OSP Nowak"), and for a name that is nothing else ("OSP Nowacki")."""
    before = text[max(0, person.start - _LOOK_BACK) : person.start]
    is_after = bool(person.first and is_body(words[person.first - 1])) or _CLUB.search(before) is not None
    if is_member(words, person.first) or (is_after and words[person.first].form.is_only_personal):
        return True
    is_somebodys = person.first > 1 and words[person.first - 1].gap == " " and is_somebody(words[person.first - 2])
    return is_somebodys and (is_after or _THING.search(before) is not None)

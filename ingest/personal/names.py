"""Which names of a document belong to private persons, and where each of them stands.

All texts of a document are read together: a surname alone is masked wherever it belongs to somebody whom the document names
in full elsewhere, and an officer introduced once stays readable. In doubt a name is masked.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.language import sentences
from corpus.lemmas import lemmatiser
from ingest.entities import Entity
from ingest.personal.forms import COMMON
from ingest.personal.handles import handles_of_persons
from ingest.personal.lookalikes import NOT_PERSONS, PERSON, goes_with, is_something_else
from ingest.personal.offices import holds_office, is_plural_office_before
from ingest.personal.organisations import Name, is_organisation, organisations
from ingest.personal.patrons import goes_on_list, stands_for_one_more, stands_for_something
from ingest.personal.person import INITIAL, Person, is_next, person_of
from ingest.personal.persons import persons
from ingest.personal.place_adjectives import is_of_a_place
from ingest.personal.record import NOTHING_TOLD, Record
from ingest.personal.titles import OFFICES, POSTS, TITLES
from ingest.personal.tokens import Token, tokens

# Texts to the entities of each.
Recogniser = Callable[[Sequence[str]], Sequence[Sequence[Entity]]]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a text that name a private person."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with its names: `private` ones go; `officers` stay wherever they are named, `others` where they stand."""

    text: str
    words: Sequence[Token]
    entities: Sequence[Entity]
    private: tuple[Person, ...]
    officers: tuple[Person, ...]
    others: tuple[Person, ...]


def private_names(texts: Sequence[str], recognise: Recogniser, record: Record = NOTHING_TOLD) -> list[list[Span]]:
    """The places to mask in each text, in order and without overlap.

    `recognise` finds the entities of texts; it is asked about those sentences only that hold a word which can be a name.
    """
    words = [tokens(text) for text in texts]
    entities = _recognised(texts, words, recognise)
    named = organisations(words, record)
    read = [_sorted(*one, named, record.places) for one in zip(texts, words, entities, strict=True)]
    officers = [person for one in read for person in one.officers if person.surname]
    private = [person for one in read for person in one.private if person.surname and not _is_same(person, officers)]
    known = _Known(
        surnames=_marks(person.surname for person in private if person.given),
        given=_marks(person.given for person in private),
        officers=tuple(officers),
    )
    return [_spans(one, known) for one in read]


def _recognised(texts: Sequence[str], words: Sequence[Sequence[Token]], recognise: Recogniser) -> list[list[Entity]]:
    """The entities of each text, of the sentences that matter."""
    asked: list[tuple[int, int, str]] = []
    for number, (text, found) in enumerate(zip(texts, words, strict=True)):
        candidates = [word.start for word in found if _is_candidate(word)]
        position = 0
        for sentence in sentences(text) if candidates else ():
            start = text.index(sentence, position)
            position = start + len(sentence)
            first = bisect.bisect_left(candidates, start)
            if first < len(candidates) and candidates[first] < position:
                asked.append((number, start, sentence))
    entities: list[list[Entity]] = [[] for _ in texts]
    told = recognise([sentence for _, _, sentence in asked]) if asked else ()
    for (number, start, _), found_in in zip(asked, told, strict=True):
        entities[number].extend(replace(one, start=start + one.start, end=start + one.end) for one in found_in)
    return entities


def _is_candidate(word: Token) -> bool:
    """True for a word that can be a name, not for a common one that begins a sentence."""
    return word.may_be_name and not (word.first and word.form.other and lemmatiser().frequency(word.text) > COMMON)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole document tells: marks of the surnames and given names of private persons, and the officers."""

    surnames: frozenset[str]
    given: frozenset[str]
    officers: tuple[Person, ...]

    def is_private(self, person: Person) -> bool:
        if not person.surname:
            is_name = person.last > person.first or person.sign in {"title", "label"}
            return is_name or bool(person.given & self.given)
        if person.given:
            return not _is_same(person, self.officers)
        if person.surname & self.surnames:
            return True
        return not any(person.surname & other.surname for other in self.officers)


def _sorted(
    text: str, words: Sequence[Token], entities: Sequence[Entity], named: Sequence[Name], places: Sequence[str]
) -> _Read:
    found = [
        person
        for person in _united(text, words, entities)
        if not is_organisation(words, person, named) and not is_of_a_place(words, person, places)
    ]
    private: list[Person] = []
    officers: list[Person] = []
    others: list[Person] = []
    # The name before, when the next one may go on its list: "radni: Anna Nowak, Piotr Lis", "im. Marii i Jana Nowaków".
    listed: Person | None = None
    for person in found:
        one_more = listed is not None and listed in others and stands_for_one_more(text, listed, person)
        if one_more or stands_for_something(text, person):
            others.append(person)
            listed = person
        elif holds_office(words, person, found):
            officers.append(person)
            listed = person if is_plural_office_before(words, person) else None
        elif listed is not None and listed in officers and goes_on_list(text, listed, person):
            officers.append(person)
            listed = person
        else:
            private.append(person)
            listed = None
    return _Read(text, words, entities, tuple(private), tuple(officers), tuple(others))


def _united(text: str, words: Sequence[Token], entities: Sequence[Entity]) -> list[Person]:
    """The names by the rules and those by the entities, in order; where they meet, the longer one."""
    people = [entity for entity in entities if entity.label == PERSON]
    ends = [word.end for word in words]
    named = [person for entity in people if (person := _by_entity(words, ends, entity)) is not None]
    ruled = [person for person in persons(text, words) if not is_something_else(text, words, person, entities)]
    for person in named:
        met = [other for other in ruled if other.first <= person.last and person.first <= other.last]
        first = min([person.first, *(other.first for other in met)])
        last = max([person.last, *(other.last for other in met)])
        sign = next((other.sign for other in met if other.sign not in {"given", "surname"}), person.sign)
        united = person_of(words, first, last, sign)
        if met or not is_something_else(text, words, united, entities):
            ruled = [*(other for other in ruled if other not in met), united]
    return sorted(ruled, key=lambda person: person.first)


def _by_entity(words: Sequence[Token], ends: Sequence[int], entity: Entity) -> Person | None:
    """The name in an entity, without titles and offices at its edges; None when no word of it can be a name."""
    places: list[int] = []
    for place in range(bisect.bisect_right(ends, entity.start), len(words)):
        if words[place].start >= entity.end:
            break
        places.append(place)
    while places and (not words[places[0]].may_be_name or words[places[0]].text.casefold() in TITLES):
        places.pop(0)
    while places and not _ends_name(words, places):
        places.pop()
    if not places:
        return None
    first, last = places[0], places[-1]
    return person_of(words, first, last, "given" if first == last and words[first].form.is_given else "entity")


def _ends_name(words: Sequence[Token], places: Sequence[int]) -> bool:
    """True when the last of the words can be one of the name; after a given name that may be any noun: "Albert Rabin"."""
    first, last = words[places[0]], words[places[-1]]
    if last.may_be_name:
        return True
    return len(places) > 1 and first.form.is_given and last.is_capital and not last.form.lemmas & (OFFICES | POSTS)


def _is_same(person: Person, others: Iterable[Person]) -> bool:
    """True when one of the others has the same surname and the same given name, or its initial."""
    return any(person.surname & other.surname and _given_meet(person.given, other.given) for other in others)


def _given_meet(left: frozenset[str], right: frozenset[str]) -> bool:
    if left & right:
        return True
    initials = {mark[0] for mark in left | right if mark.endswith(INITIAL)}
    return any(mark[0] in initials for mark in left ^ right if not mark.endswith(INITIAL))


def _spans(read: _Read, known: _Known) -> list[Span]:
    private = [person for person in read.private if known.is_private(person)]
    # A given name beside a name that goes is part of it: "Nowak Jan".
    private += [
        person
        for person in read.private
        if not known.is_private(person) and any(_is_part_of(read, person, other) for other in private)
    ]
    taken = {
        place for person in (*private, *read.officers, *read.others) for place in range(person.first, person.last + 1)
    }
    further = [
        person_of(read.words, place, place, "surname")
        for place, word in enumerate(read.words)
        if place not in taken and word.form.marks & known.surnames and _names_again(read, place)
    ]
    found = [Span(person.start, _after_stop(person, read.text)) for person in (*private, *further)]
    found += [Span(*place) for place in handles_of_persons(read.text, known.surnames)]
    return _merged(found, read.text)


def _is_part_of(read: _Read, given: Person, name: Person) -> bool:
    """True for the given name in "Nowak Jan", and for the first one in "Anna i Jan Nowakowie"."""
    if is_next(read.words, given, name) or is_next(read.words, name, given):
        return True
    return bool(name.surname) and re.fullmatch(r"\s+(?:i|oraz)\s+", read.text[given.end : name.start]) is not None


def _names_again(read: _Read, place: int) -> bool:
    """True for a word like the surname of a private person, unless it stands for the common word or the place of that name."""
    word = read.words[place]
    if not word.is_capital:
        return word.form.is_only_personal
    if word.form.is_only_personal or not word.form.known:
        return True
    around = [entity for entity in read.entities if entity.start < word.end and word.start < entity.end]
    if any(entity.label == PERSON for entity in around):
        return True
    if word.first and word.form.other and lemmatiser().frequency(word.text) > COMMON:
        return False
    if place and goes_with(read.text, read.words[place - 1], word):
        return False
    return not any(entity.label in NOT_PERSONS and entity.end - entity.start > len(word.text) for entity in around)


def _merged(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order; those that meet, or have nothing but spaces between them, become one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        between = text[merged[-1].end : span.start] if merged else ""
        if merged and not between.strip() and "\n" not in between:
            merged[-1] = replace(merged[-1], end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _after_stop(person: Person, text: str) -> int:
    """The end of the name with the full stop of an initial at its end: "Kowalska A."."""
    ends_with_initial = re.search(r"[\s_]\w$", text[person.start : person.end]) is not None
    return person.end + (ends_with_initial and text[person.end : person.end + 1] == ".")


def _marks(groups: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*groups)

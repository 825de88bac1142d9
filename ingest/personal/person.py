"""The name of a person as it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.personal.forms import Agreement
from ingest.personal.tokens import Token

Sign = Literal["pair", "initial", "title", "label", "entity", "surname", "given"]

SPACE = r"[ \t\u00a0\u2007\u2009\u202f_]"
# Between the words of one name: spaces, one line end, the border of two table cells.
GAP = re.compile(rf"{SPACE}{{1,3}}|{SPACE}*\r?\n{SPACE}*|{SPACE}*[|;\t]{SPACE}*")
PARTICLES = frozenset("van von der den de da di del la le el al bin ibn dos zu".split())
# Ends the mark of an initial among those of given names: "j." of "J. Kowalski".
INITIAL = "."


@dataclass(frozen=True, slots=True)
class Person:
    """A name from token `first` to token `last` inclusive, at [start, end) of the text.

    `given` and `surname` hold marks that all forms of the name share; `surname` is empty for a given name alone.
    `agreements`: the cases that the name can stand in, empty when they are not known. `sign` says by what it was found.
    """

    first: int
    last: int
    start: int
    end: int
    given: frozenset[str]
    surname: frozenset[str]
    agreements: frozenset[Agreement]
    sign: Sign


def person_of(words: Sequence[Token], first: int, last: int, sign: Sign) -> Person:
    """The words `first` to `last` taken as one name, whatever they are."""
    inside = words[first : last + 1]
    given = [word for word in inside if word.form.is_given]
    # Of "Anna Maria" the last is the surname only when it can be one.
    surnames = [
        word for word in inside if word not in given and not word.is_initial and word.text.casefold() not in PARTICLES
    ]
    if not surnames and len(given) > 1 and given[-1].form.is_surname:
        surnames, given = [given[-1]], given[:-1]
    given_marks = frozenset[str]().union(*(word.form.given_keys for word in given))
    if not given and len(surnames) > 1 and not surnames[0].form.known:
        # "Nicholas Gontarczyk": the dictionary has no such given name.
        given_marks, surnames = surnames[0].form.keys, surnames[1:]
    return Person(
        first=first,
        last=last,
        start=inside[0].start,
        end=inside[-1].end,
        given=given_marks.union(word.text.casefold() + INITIAL for word in inside if word.is_initial),
        surname=frozenset().union(*(word.form.marks for word in surnames)),
        agreements=_agreements(given, surnames),
        sign=sign,
    )


def _agreements(given: Sequence[Token], surnames: Sequence[Token]) -> frozenset[Agreement]:
    """The cases that all words of the name can stand in: "Józefa" is a woman or says whose, "Józefa Nowaka" says whose."""
    first = given[0].form.given if given else frozenset()
    last = surnames[0].form.surname if surnames else frozenset()
    return (first & last) or first or last


def is_next(words: Sequence[Token], left: Person, right: Person) -> bool:
    """True when one name begins right after the other ends."""
    return left.last + 1 == right.first and GAP.fullmatch(words[right.first].gap) is not None


def follows(words: Sequence[Token], place: int, *, any_case: bool = False) -> bool:
    """True when the word at `place` can go on the name before it."""
    if place >= len(words) or not GAP.fullmatch(words[place].gap):
        return False
    return (any_case or words[place].is_capital) and not words[place].is_initial

"""What the dictionary says of one word form as a name of a person: given name or surname, in which cases, whose it may be.

The dictionary is that of morfeusz2, which marks given names and surnames; forms that it lacks count as possible surnames.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.language import fold
from corpus.lemmas import Analysis, lemmatiser

GIVEN, SURNAME = "imię", frozenset({"nazwisko", "nazwisko_(odmężowskie)", "nazwisko_(odojcowskie)"})
_PERSONAL = SURNAME | {GIVEN, "człon_nazwiska"}
_PLACE = frozenset({"nazwa_geograficzna", "człon_nazwy_geograficznej"})
_COMMON_NAMES = frozenset({"nazwa_pospolita", "nazwa pospolita", "pospolita"})
_UNKNOWN = "ign"
# An unknown form; abbreviations, for which the dictionary has "Jan" (the Gospel).
_NO_WORD = frozenset({_UNKNOWN, "brev:pun", "brev:npun"})
_NOUN = "subst"
_ADJECTIVE = "adj:"
_HYPHEN = re.compile(r"\s*[-\u2010-\u2014]\s*")
# Endings that cases put on a surname which the dictionary lacks; the longest goes first.
_ENDINGS = sorted(
    "a ą ę e i o u y em iem ie owi owie ów ami om ach ego iego emu iemu ej iej im ym ich ych".split(),
    key=len,
    reverse=True,
)
_SHORTEST_STEM = 3
# Posts that are rarely written out.
ABBREVIATED = {"z-ca": "zastępca", "z-cy": "zastępcy", "z-cę": "zastępcę", "z-cą": "zastępcą", "dyr": "dyrektor"}
# A word met more often than this in civic Polish is rather itself ("Rada"), a rarer one may be a surname ("Lis").
COMMON = 1000


# Number, case and gender of one reading: ("sg", "inst", "m1").
Agreement = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """`given`, `surname`, `nouns`, `adjectives`: number, case and gender of the readings as such; `nouns` without names.

    `given_keys` and `keys`: marks that the forms of one given name, and of one surname, have in common. `lemmas` of all
    readings, and the `common` ones of readings that are no names. `other`: it can be another word, adjectives apart;
    `place`: it can name a place; `known`: the dictionary has it.
    """

    given: frozenset[Agreement]
    surname: frozenset[Agreement]
    nouns: frozenset[Agreement]
    adjectives: frozenset[Agreement]
    given_keys: frozenset[str]
    keys: frozenset[str]
    lemmas: frozenset[str]
    common: frozenset[str]
    other: bool
    place: bool
    known: bool

    @property
    def marks(self) -> frozenset[str]:
        """`keys`, and for a word that is no surname by the dictionary those of the word: "Plant" in "Dominika Plant"."""
        return self.keys or frozenset(fold(_base(lemma)) for lemma in self.lemmas)

    @property
    def is_given(self) -> bool:
        return bool(self.given)

    @property
    def is_surname(self) -> bool:
        """True for a surname of the dictionary."""
        return bool(self.surname)

    @property
    def may_be_surname(self) -> bool:
        """True also for a word that the dictionary lacks."""
        return self.is_surname or not self.known

    @property
    def is_only_personal(self) -> bool:
        """True when the dictionary knows it as the name of a person and as nothing else."""
        return self.known and (self.is_given or self.is_surname) and not (self.other or self.place or self.adjectives)

    @property
    def is_doubtful(self) -> bool:
        """True when it is as well another word or a place."""
        return self.other or self.place or bool(self.adjectives)


@lru_cache(maxsize=50_000)
def form_of(word: str) -> Form:
    """The form of a word in any case; of a compound ("Nowak-Zielińska", "Anna-Maria") what its parts are together."""
    word = ABBREVIATED.get(word.casefold(), word)
    parts = [part for part in _HYPHEN.split(word.casefold()) if part]
    if not parts:
        return _simple(word.casefold())
    simple = [_simple(part) for part in parts]
    if len(simple) == 1:
        return simple[0]
    # A given name is one in all its parts, a surname in any of them: "Nowak-Zielińska", "Kovalenko-Lis".
    is_surname = any(part.is_surname for part in simple) or not any(part.known for part in simple)
    surname = frozenset[Agreement]().union(*(part.surname for part in simple)) if is_surname else frozenset()
    given = frozenset.intersection(*(part.given for part in simple))
    return Form(
        given=given,
        surname=surname,
        nouns=frozenset(),
        adjectives=frozenset(),
        given_keys=frozenset().union(*(part.given_keys for part in simple)),
        keys=frozenset().union(*(part.keys for part in simple)) if is_surname else frozenset(),
        lemmas=frozenset(),
        common=frozenset(),
        other=any(part.other for part in simple),
        place=all(part.place for part in simple),
        known=not is_surname or any(part.surname for part in simple),
    )


def _simple(word: str) -> Form:
    analyses = lemmatiser().analyses(word)
    known = any(analysis.tag != _UNKNOWN for analysis in analyses)
    surnames = [analysis for analysis in analyses if SURNAME.intersection(analysis.names)]
    givens = [analysis for analysis in analyses if GIVEN in analysis.names]
    nouns = [
        analysis
        for analysis in analyses
        if analysis.tag.startswith(_NOUN) and not _PERSONAL.intersection(analysis.names)
    ]
    adjectives = [analysis for analysis in analyses if analysis.tag.startswith(_ADJECTIVE)]
    others = [
        analysis
        for analysis in analyses
        if analysis.tag not in _NO_WORD and analysis not in adjectives and _COMMON_NAMES.issuperset(analysis.names)
    ]
    return Form(
        # Given names in the plural ("Masz", of Masza) are far rarer than the words that look like them.
        given=frozenset(agreement for agreement in _agreements(givens) if agreement[0] == "sg"),
        surname=_agreements(surnames),
        nouns=_agreements(nouns),
        adjectives=_agreements(adjectives),
        given_keys=frozenset(fold(analysis.lemma) for analysis in givens),
        keys=frozenset(fold(_base(analysis.lemma)) for analysis in surnames) | (frozenset() if known else _stems(word)),
        lemmas=frozenset(analysis.lemma for analysis in analyses),
        common=frozenset(analysis.lemma for analysis in others),
        other=bool(others),
        place=any(_PLACE.intersection(analysis.names) for analysis in analyses),
        known=known,
    )


def agree(left: frozenset[Agreement], right: frozenset[Agreement]) -> bool:
    """True when both can stand in one case, number and gender."""
    return not left.isdisjoint(right)


def cases(agreements: frozenset[Agreement]) -> frozenset[tuple[str, str]]:
    """Number and case without the gender: an office has the man's gender and a woman may hold it ("burmistrz Anna")."""
    return frozenset((number, case) for number, case, _ in agreements)


def _agreements(analyses: list[Analysis]) -> frozenset[Agreement]:
    found: set[Agreement] = set()
    for analysis in analyses:
        pieces = analysis.tag.split(":")
        if len(pieces) >= 4:
            numbers, cases_, genders = (piece.split(".") for piece in pieces[1:4])
            found.update(itertools.product(numbers, cases_, genders))
    return frozenset(found)


def _base(lemma: str) -> str:
    """One lemma for the surnames of a man and of a woman: "kowalska" -> "kowalsk", "nowak" -> "nowak"."""
    return re.sub(r"(?<=[a-ząćęłńóśźż]{3})[aiy]$", "", lemma)


def _stems(word: str) -> frozenset[str]:
    """The word, folded, with and without each ending that it can have."""
    plain = fold(word)
    ends = (ending for ending in map(fold, _ENDINGS) if plain.endswith(ending))
    return frozenset({plain, *(plain[: -len(end)] for end in ends if len(plain) - len(end) >= _SHORTEST_STEM)})

"""Proper names and titles: what a record is called, and which names a query asks for.

Vectors lose names, so names are matched as phrases of folded lemmas and put first. A name is asked for when the query is
nothing but that name, or when it holds a distinctive part of it: at least one word that is no common noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.language import fold, tokens
from corpus.lemmas import lemmas, lemmatiser
from corpus.practice import Practice

MAX_NAME_WORDS = 16
_MIN_DISTINCTIVE_LETTERS = 4
# "w Staszowie" asks for Staszów.
_PREPOSITIONS = frozenset("w we z ze na do od dla o przy koło".split())
_PUNCTUATION = ".,;:!?…()[]\"'„”»«–—-"
_ENDS = ".,;:!?…)"


@dataclass(frozen=True, slots=True)
class NameQuery:
    """Folded lemmas to look for; `whole` asks for a name that is just these words, `places` also among place names."""

    words: tuple[str, ...]
    whole: bool
    places: bool


def name_words(name: str) -> tuple[str, ...]:
    """A name as folded lemmas: "Stowarzyszenia Gineka" and "stowarzyszenie gineka" are the same."""
    return tuple(fold(lemma) for lemma in lemmas(name))


def _readings(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Each name as written and as typed without diacritics, where that reads otherwise ("ze" could be "że", too)."""
    return list(dict.fromkeys(name_words(spelling) for name in names for spelling in (name, fold(name))))


def record_names(record: Practice | Document) -> list[tuple[str, ...]]:
    """The title and the names of partners."""
    names = [record.title]
    if isinstance(record, Practice):
        names += [partner.name for partner in record.partners]
    return _readings(names)


def place_names(record: Practice | Document) -> list[tuple[str, ...]]:
    """Names of localities, gminas and powiats of the record's areas."""
    if not isinstance(record, Practice):
        return []
    names = {name for area in record.areas for name in (area.locality, area.gmina, area.powiat) if name is not None}
    return _readings(sorted(names))


def asked_names(query: str) -> tuple[NameQuery, ...]:
    """The names that the query asks for, each once."""
    whole = name_words(query)
    asked: list[NameQuery] = []
    if 0 < len(whole) <= MAX_NAME_WORDS:
        asked.append(NameQuery(whole, whole=True, places=True))
        first = tokens(query)[0]
        if len(whole) > 1 and first.text.casefold() in _PREPOSITIONS:
            asked.append(NameQuery(name_words(query[first.end :]), whole=True, places=True))
        if is_distinctive(query):
            asked.append(NameQuery(whole, whole=False, places=False))
    for span in _spans(query):
        asked += [NameQuery(name_words(span), whole=whole_name, places=False) for whole_name in (True, False)]
    return tuple(dict.fromkeys(asked))


def _spans(query: str) -> Iterator[str]:
    """Runs of two or more capitalised words that hold a distinctive one. The first word of a sentence may be no part of it."""
    run: list[str] = []
    opening = True
    for written in [*query.split(), ""]:
        word = written.strip(_PUNCTUATION)
        if word[:1].isupper():
            run.append(word)
        if not word[:1].isupper() or written[-1:] in _ENDS:
            for name in (run, run[1:]) if opening else (run,):
                if 2 <= len(name) <= MAX_NAME_WORDS and is_distinctive(" ".join(name)):
                    yield " ".join(name)
            run = []
            opening = False


def is_distinctive(name: str) -> bool:
    """True when a word of the name is in no dictionary, or is there only as a name."""
    return any(_is_proper(token.text) for token in tokens(name))


def _is_proper(word: str) -> bool:
    if len(word) < _MIN_DISTINCTIVE_LETTERS or not word.isalpha():
        return False
    analyser = lemmatiser()
    # "swietlica" is "świetlica" typed in a hurry, not the name of something.
    form = analyser.restore(word, plain_text=False)
    named = all(reading.names and "nazwa_pospolita" not in reading.names for reading in analyser.readings(form))
    return named or not analyser.is_known(form)

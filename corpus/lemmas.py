"""Polish word forms to lemmas: morfeusz2 analyses, a frequency lexicon chooses, missing diacritics are put back.

The lexicon (`corpus/lexicon/`, built by `corpus.build_lexicon`) holds how often each (lemma, part of speech) occurs in
civic Polish, and for words typed without diacritics the form most probably meant. Documents and queries go through the
same functions, so a word meets itself whatever its case, number or spelling.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import morfeusz2

from corpus.language import fold, has_diacritics, normalise, tokens
from corpus.once import once

FOLDER = Path(__file__).parent / "lexicon"
FREQUENCIES = FOLDER / "lemma_frequencies.tsv.gz"
RESTORATIONS = FOLDER / "restorations.tsv.gz"

GERUND = "ger"
ACRONYM = "acronym"
UNKNOWN = "ign"
# Characters. morfeusz2 calls itself once for each sign of a row such as "-----": a few thousand are more than its stack holds
# and end the whole process. No Polish word is nearly as long.
LONGEST_FORM = 200
# Goes into the fingerprint: raise it when a rule of this module or of `corpus.language` changes lemmas.
RULES = 3
# Parts of speech that carry no topic.
FUNCTION_PARTS = frozenset("prep conj comp part qub interj ppron12 ppron3 siebie pred num adv aglt bedzie brev".split())
# Hardly any text holds the interjections that look like forms of other words ("gazu").
_WORD_PARTS = FUNCTION_PARTS - {"interj"}
# Auxiliary verbs, and pronouns and the like that the dictionary calls nouns or adjectives.
_EMPTY_WORDS = frozenset(
    "być mieć móc chcieć musieć zostać ten tenże ów który jaki jaka jakiś jak taki taka kto ktokolwiek co cokolwiek to czyj swój "
    "nasz mój twój wasz inny każdy niektóry sam nikt nic żaden wszystek wszystko jeden razem".split()
)
# Tags that are rare forms of another part of speech. Verbs keep their tags: the imperative "lub" must not borrow the
# frequency of "lubię", or it would win over the conjunction.
_PARTS = {**dict.fromkeys("adja adjc adjp".split(), "adj"), "depr": "subst"}
_CACHE_LIMIT = 100_000
# A text this long without a single diacritic was typed without them; shorter ones may just happen to need none.
_PLAIN_TEXT_TOKENS = 3
_SPELLINGS = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó", "s": "sś", "z": "zźż"}
_MAX_SPELLINGS = 256
# Only the first words of a text are tried in all spellings: a page of nonsense must not hold up a server.
_MAX_RESPELLED = 100
_LONGEST_WORD = 64


class Reading(NamedTuple):
    """One way to read a form: lower-case lemma, part of speech (a tag's first piece, forms of one grouped), kinds of name."""

    lemma: str
    part_of_speech: str
    names: tuple[str, ...]


class Analysis(NamedTuple):
    """One reading with all that the dictionary says: lemma, the whole tag ("subst:sg:inst.loc:m1"), kinds of name."""

    lemma: str
    tag: str
    names: tuple[str, ...]


class LemmaToken(NamedTuple):
    """A lemma with the offsets of its form in the text."""

    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Restoration:
    """What a form typed without diacritics stands for; `certain` when nothing else is spelled so."""

    form: str
    certain: bool


class Lemmatiser:
    """Lemmas by morfeusz2 and the lexicon. Safe to share between threads: the cache only ever repeats itself."""

    def __init__(self, frequencies: dict[tuple[str, str], int], restorations: dict[str, Restoration]) -> None:
        self._morfeusz = morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE, generate=False)
        self._frequencies = frequencies
        self._restorations = restorations
        self._totals: Counter[str] = Counter()
        for (lemma, _), count in frequencies.items():
            self._totals[lemma] += count
        self._cache: dict[tuple[str, bool, bool], str] = {}

    def readings(self, form: str) -> tuple[Reading, ...]:
        """All readings of a form, the word itself as "ign" when it is unknown. Attached endings ("-śmy") are dropped."""
        return tuple(
            dict.fromkeys(Reading(lemma, _part_of_speech(tag), names) for lemma, tag, names in self.analyses(form))
        )

    def analyses(self, form: str) -> tuple[Analysis, ...]:
        """The same readings with their whole tags, for case, number and gender."""
        if len(form) > LONGEST_FORM:
            return (Analysis(form.casefold(), UNKNOWN, ()),)
        low = self._morfeusz._morfeusz_obj
        edges = _items(low.analyse(form.casefold()))
        return tuple(
            Analysis(_bare(edge.lemma), edge.getTag(low), tuple(edge.getName(low)))
            for edge in edges
            if edge.startNode == 0
        )

    def is_known(self, form: str) -> bool:
        """True when the dictionary has the form, in any case."""
        return any(reading.part_of_speech != UNKNOWN for reading in self.readings(form))

    def is_acronym(self, form: str) -> bool:
        """True when the lexicon knows the form as an acronym, for example "kgw"."""
        return (form.casefold(), ACRONYM) in self._frequencies

    def lemma(self, form: str) -> str:
        """The likeliest lemma of one form, lower case. An unknown form is its own lemma."""
        form = form.casefold()
        readings = [*self.readings(form), Reading(form, ACRONYM, ())]
        return min(readings, key=self._preference).lemma

    def is_function_word(self, lemma: str) -> bool:
        """True for a lemma that carries no topic: a preposition, a pronoun, an auxiliary verb, a single letter."""
        if lemma in _EMPTY_WORDS or len(lemma) == 1:
            return True
        parts = {reading.part_of_speech for reading in self.readings(lemma) if reading.lemma == lemma}
        likeliest = max(parts, key=lambda part: (self._frequencies.get((lemma, part), 0), part), default=UNKNOWN)
        return likeliest in FUNCTION_PARTS or self._shares_with_function_word(lemma, lemma)

    def is_function_form(self, form: str, lemma: str) -> bool:
        """True for a form that carries no topic where `lemma` was chosen for it: "po", and "albo" although its lemma is "alba"."""
        form = form.casefold()
        return form in _EMPTY_WORDS or self.is_function_word(lemma) or self._shares_with_function_word(form, lemma)

    def _shares_with_function_word(self, form: str, lemma: str) -> bool:
        """The lexicon shares the count of a form out equally among its readings. A word with a topic that has little more than
        such a share, twice that of a word without one at most, is hardly ever met but in this form: then the other is meant."""
        readings = self.readings(form)
        empty = self._most(one for one in readings if one.lemma == form and one.part_of_speech in _WORD_PARTS)
        full = self._most(one for one in readings if one.lemma == lemma and one.part_of_speech not in FUNCTION_PARTS)
        return full < 2 * empty

    def _most(self, readings: Iterable[Reading]) -> int:
        return max((self._frequencies.get((one.lemma, one.part_of_speech), 0) for one in readings), default=0)

    def restore(self, form: str, plain_text: bool, respell: bool = True) -> str:
        """The form with its diacritics. Without `plain_text` only forms that are no word as they stand are touched; with
        `respell` a form that the lexicon lacks is tried in all spellings, which takes up to ten milliseconds."""
        found = self._restorations.get(form.casefold())
        if found is not None:
            return found.form if plain_text or found.certain else form
        return self._respelled(form) if respell and not has_diacritics(form) and not self.is_known(form) else form

    def _respelled(self, form: str) -> str:
        """The commonest known form among the spellings with diacritics of an unknown one, else the form itself."""
        choices = [_SPELLINGS.get(character, character) for character in form.casefold()]
        if math.prod(map(len, choices)) > _MAX_SPELLINGS:
            return form
        spellings = ["".join(letters) for letters in itertools.product(*choices)]
        known = [spelling for spelling in spellings if self.is_known(spelling)]
        return max(known, key=lambda spelling: (self.frequency(spelling), spelling), default=form)

    def frequency(self, form: str) -> int:
        """Occurrences of the commonest reading of the form in civic Polish, 0 for an unknown form."""
        return max(self._frequencies.get((reading.lemma, reading.part_of_speech), 0) for reading in self.readings(form))

    def lemmatise(self, text: str) -> list[LemmaToken]:
        """Lemmas of the text in reading order, with the offsets of their forms."""
        words = tokens(text)
        plain = is_typed_plainly(text)
        return [
            LemmaToken(self._lemma_as_typed(word.casefold(), plain, number < _MAX_RESPELLED), start, end)
            for number, (word, start, end) in enumerate(words)
        ]

    def _lemma_as_typed(self, form: str, plain_text: bool, respell: bool) -> str:
        if len(form) > _LONGEST_WORD:
            return form
        key = (form, plain_text, respell)
        lemma = self._cache.get(key)
        if lemma is None:
            lemma = self.lemma(self.restore(form, plain_text, respell))
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[key] = lemma
        return lemma

    def _preference(self, reading: Reading) -> tuple[bool, int, bool, int, str]:
        """Smallest for the likeliest reading. Readings that only ever meet in one form have equal shares of its count: then
        the word without a topic goes first ("tylko" beside "tylka"), and the lemma that is commoner in all its forms."""
        frequency = self._frequencies.get((reading.lemma, reading.part_of_speech), 0)
        last = reading.part_of_speech == GERUND or (reading.part_of_speech == ACRONYM and not frequency)
        content = reading.part_of_speech not in FUNCTION_PARTS
        return (last, -frequency, content, -self._totals[reading.lemma], reading.lemma)


@once
def _generator() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz(analyse=False, generate=True)


def inflections(form: str) -> tuple[str, ...]:
    """All forms of the noun or adjective that `form` is likeliest to be, sorted; empty for other words.

    Forms of comparison and of negation are left out: they are other words to a reader.
    """
    analyser = lemmatiser()
    lemma = analyser.lemma(form)
    parts = {reading.part_of_speech for reading in analyser.readings(form) if reading.lemma == lemma}
    part = next((part for part in ("subst", "adj") if part in parts), None)
    if part is None:
        return ()
    low = _generator()._morfeusz_obj
    generated = [item for name in (lemma, lemma.capitalize()) for item in _items(low.generate(name, None))]
    tags = [(item.orth, item.getTag(low)) for item in generated]
    forms = {orth for orth, tag in tags if tag.startswith(f"{part}:") and not tag.endswith((":com", ":sup"))}
    return tuple(sorted(forms))


def is_typed_plainly(text: str) -> bool:
    """True for a text typed without diacritics, so that its words are read with those that they lack."""
    return not has_diacritics(text) and len(tokens(text)) >= _PLAIN_TEXT_TOKENS


def _items(interpretations: Any) -> list[Any]:
    """The interpretations by index. Iterating goes through a class that morfeusz2 and faiss both register under one name
    (both are made with SWIG): the later import takes over the iterators of the other one, which then crash."""
    return [interpretations[number] for number in range(interpretations.size())]


def _part_of_speech(tag: str) -> str:
    piece = tag.partition(":")[0]
    return _PARTS.get(piece, piece)


def _bare(lemma: str) -> str:
    return (lemma.partition(":")[0] or lemma).casefold()


@once
def lemmatiser() -> Lemmatiser:
    """The shared lemmatiser over the shipped lexicon, read on first use."""
    with gzip.open(FREQUENCIES, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        frequencies = {(lemma, part): int(count) for lemma, part, count in rows}
    with gzip.open(RESTORATIONS, "rt", encoding="utf-8") as lines:
        forms = (line.rstrip("\n").split("\t") for line in lines)
        restorations = {fold(form): Restoration(form, mark == "certain") for form, mark in forms}
    return Lemmatiser(frequencies, restorations)


def lemmas(text: str) -> list[str]:
    """Lemmas of a text after `normalise`, in reading order."""
    return [token.lemma for token in lemmatiser().lemmatise(normalise(text))]


def is_known(word: str) -> bool:
    """True when the word is a Polish form of the dictionary."""
    return lemmatiser().is_known(word)


def frequency(word: str) -> int:
    """How often the likeliest reading of the word (lemma and part of speech) occurs in civic Polish, 0 for an unknown one."""
    return lemmatiser().frequency(word)


@once
def fingerprint() -> str:
    """Identifies the analyser: 16 hex digits over its rules, the version of the dictionary and the lexicon files."""
    digest = hashlib.sha256(f"{RULES} {morfeusz2.__version__} {lemmatiser()._morfeusz.dict_id()}".encode())
    for path in (FREQUENCIES, RESTORATIONS):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

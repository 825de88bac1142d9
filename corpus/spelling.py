"""Typing errors in a query: a wrong, missing or extra letter, swapped letters, glued words.

Only a word is corrected that nothing knows: not the dictionary (with its diacritics put back), not the list of forms, not the
indexed text, no acronym, no number, no place, nothing that looks like a name. It becomes the form that was most probably
meant: the logarithm of its frequency less the cost of the error (`corpus.misspelling`), a noisy channel as in M. Kernighan,
K. Church, W. Gale, "A spelling correction program based on a noisy channel model", 1990. A word that is near to none stays.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.edits import edited
from corpus.language import Token, fold, tokens
from corpus.lemmas import Lemmatiser, is_typed_plainly, lemmatiser
from corpus.misspelling import cost
from corpus.once import once
from corpus.places import gazetteer
from corpus.word_forms import EDGE, LONGEST, WordForms, word_forms

MIN_LETTERS = 4
# From this length on two letters may be wrong.
LONG_WORD = 8
# A pasted page is searched by what is right in it.
MAX_LOOKUPS = 32

# Fitted on random typing errors in the development needs and in the starter practices: logarithm of frequency that one unit
# of cost is worth, and that a word of the indexed text has in advance, since it is likelier to be asked for.
_COST_WEIGHT = 8.0
_INDEXED_BONUS = 3.0
_INDEXED_CHECKED = 8
_MAX_COST = 1.25
_MAX_COST_LONG = 2.0
# The least score by length. Short words are near to many others, and an unknown one is often a name or a foreign word: only a
# common form is meant. In a long one with two errors, too.
_MIN_SCORES = {4: -2.0, 5: -3.0, 6: -4.0, 7: -5.0}
_MIN_SCORE_LONG = -8.0
# What a form that no text had is rarer than its lemma.
_UNSEEN_PENALTY = 3.0
# Logarithm of the words counted: what two words have less than one.
_TOTAL = 16.5
_GLUED_COST = 0.8
_MIN_HALF = 2
_MIN_GLUED = 5
_MIN_HALF_FREQUENCY = 2.0
_MIN_SHORT_FREQUENCY = 6.0
# Two words of some length hardly stand side by side by chance; a short one does ("italiana" is not "Italia na").
_MIN_SCORE_GLUED = -16.0
_MIN_SCORE_GLUED_SHORT = -7.5
# A half this short is one of these, or a common word of three letters.
_SHORT_HALVES = frozenset(
    "we ze na do od po za ku ni no bo co do dla bez nad pod przy przez oraz albo lub czy nie".split()
)
_SHORT_HALF = 3

_MARKED = "ąćęłńóśźż"
# At most two of the longest words in one.
_POLISH_WORD = re.compile(rf"[a-z{_MARKED}]{{{MIN_LETTERS},{2 * LONGEST}}}")
_GLUE = frozenset("-@._#'’&+")
_SENTENCE_END = re.compile(r"[.!?:;…•\n–—]")
# Texts are full of Roman numerals; nobody means one by a word that is near to it.
_NUMERAL = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
# "robiom" for "robią": two letters for one, where the letter may stand.
_NASAL = re.compile(r"o[mn](?=$|[^aeiouy])")
_ACRONYM_LENGTH = 6
# "teleopieka" is a word as "opieka" is one.
_COMBINING = tuple(
    """agro anty arcy audio auto bio cyber cztero de eko ekstra elektro euro foto geo hiper inter kontr krypto makro mega
    meta mikro mini moto multi nano neo neuro nie nisko około para pięcio pod ponad post pół prze pro proto pseudo psycho quasi re
    retro samo socjo sub super tele termo trans tri trzy ultra video wideo wielo współ wysoko""".split()
)
_MIN_COMPOUND_REST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """`written` at [start, end) of the text, in characters, stands for `meant`: one word, or two when they were glued."""

    start: int
    end: int
    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The text as it is to be read, and what was changed in it, in reading order."""

    text: str
    changes: tuple[Change, ...]


def _knows_nothing(_: str) -> bool:
    return False


class Speller:
    """Corrects by a list of forms. Without a state of its own, safe to share between threads."""

    def __init__(self, forms: WordForms, analyser: Lemmatiser, is_place: Callable[[str], bool]) -> None:
        self._forms = forms
        self._analyser = analyser
        self._is_place = is_place

    def correct(self, text: str, keep: Callable[[str], bool] = _knows_nothing) -> Correction:
        """Corrects a text after `normalise`. `keep` says whether the indexed text has a word: such words stay, and are
        preferred among those that may be meant.

        When something is changed in a text typed without diacritics, those of the other words are put back as the lemmatiser
        would: it takes a text with any diacritic for one with all of them. At most MAX_LOOKUPS unknown words are looked up.
        """
        words = tokens(text)
        plain = is_typed_plainly(text)
        changes = list(self._changes(text, words, plain, keep))
        if not changes:
            return Correction(text, ())
        meant = {change.start: change.meant for change in changes}
        pieces: list[str] = []
        end = 0
        for word in words:
            restored = self._restored(word.text) if plain else word.text
            pieces += [text[end : word.start], meant.get(word.start, restored)]
            end = word.end
        return Correction("".join([*pieces, text[end:]]), tuple(changes))

    def _changes(self, text: str, words: list[Token], plain: bool, keep: Callable[[str], bool]) -> Iterator[Change]:
        shouted = not any(character.islower() for character in text)
        lookups = 0
        for number, word in enumerate(words):
            end_before = words[number - 1].end if number else 0
            begins = not number or _SENTENCE_END.search(text, end_before, word.start) is not None
            form = word.text.casefold()
            if not _is_candidate(text, word, begins, shouted) or self._is_known(form) or keep(form):
                continue
            lookups += 1
            if lookups > MAX_LOOKUPS:
                return
            if self._is_explained(word.text, plain):
                continue
            meant = self._meant(form, keep)
            if meant is not None:
                yield Change(word.start, word.end, word.text, _in_case_of(word.text, meant))

    def _is_known(self, form: str) -> bool:
        return self._analyser.is_known(form) or self._analyser.is_acronym(form) or self._forms.has(form)

    def _is_explained(self, word: str, plain: bool) -> bool:
        """True for a word without its diacritics, a compound, or a place."""
        form = word.casefold()
        # To try all spellings takes milliseconds. A run of letters that no word has is in none of them.
        respell = self._forms.has_runs(EDGE + fold(form) + EDGE)
        return (
            self._analyser.is_known(self._analyser.restore(form, plain, respell))
            or self._is_compound(form)
            or self._is_place(word)
        )

    def _is_compound(self, form: str) -> bool:
        """True for "teleopieka" and for "kulturalno" of "kulturalno – oświatowy"."""
        if form.endswith("o") and any(self._analyser.is_known(form[:-1] + ending) for ending in ("y", "i")):
            return True
        rests = (form.removeprefix(prefix) for prefix in _COMBINING if form.startswith(prefix))
        return any(len(rest) >= _MIN_COMPOUND_REST and self._analyser.is_known(rest) for rest in rests)

    def _meant(self, form: str, keep: Callable[[str], bool]) -> str | None:
        """The likeliest word or pair of words, None when nothing is likely enough."""
        scored = self._single(form) + self._glued(form)
        best = sorted(scored, key=lambda found: (-found[0], found[1]))[:_INDEXED_CHECKED]
        indexed = [(score + _INDEXED_BONUS * all(map(keep, meant.split())), meant) for score, meant in best]
        likely = [(score, meant) for score, meant in indexed if score >= _least_score(form, meant)]
        return max(likely, default=(0.0, None))[1]

    def _single(self, form: str) -> list[tuple[float, str]]:
        folded = fold(form)
        nasal = _NASAL.sub("a", folded)
        found = self._scored(form, [*self._forms.near(folded, 1), *self._forms.spelled(nasal)], _MAX_COST)
        if len(form) >= LONG_WORD and all(score < _MIN_SCORE_LONG for score, _ in found):
            found += self._unseen(form) or self._scored(form, self._forms.near(folded, 2), _MAX_COST_LONG)
        return found

    def _scored(self, form: str, numbers: Iterable[int], limit: float) -> list[tuple[float, str]]:
        """Scores of the forms within the limit of cost, the commonest compared first, until no rarer one could win."""
        found: list[tuple[float, str]] = []
        least = -math.inf
        for frequency, number in sorted(
            ((self._forms.frequency(number), number) for number in set(numbers)), reverse=True
        ):
            if frequency < least:
                break
            meant = self._forms.form(number)
            if _NUMERAL.fullmatch(meant):
                continue
            if (error := cost(form, meant)) <= limit:
                found.append((frequency - _COST_WEIGHT * error, meant))
                least = max(least, found[-1][0] - _INDEXED_BONUS)
        return found

    def _glued(self, form: str) -> list[tuple[float, str]]:
        folded = fold(form)
        cuts = range(_MIN_HALF, len(form) - _MIN_HALF + 1) if len(form) >= _MIN_GLUED else ()
        halves = [(self._half(form[:cut], folded[:cut]), self._half(form[cut:], folded[cut:])) for cut in cuts]
        penalty = _TOTAL + _COST_WEIGHT * _GLUED_COST
        return [(one[0] + other[0] - penalty, f"{one[1]} {other[1]}") for one, other in halves if one and other]

    def _half(self, form: str, folded: str) -> tuple[float, str] | None:
        """The commonest form spelled like half of a glued word."""
        options = ((self._forms.frequency(number), self._forms.form(number)) for number in self._forms.spelled(folded))
        best = max(options, default=None)
        if best is None or best[1] in _SHORT_HALVES:
            return best
        least = _MIN_HALF_FREQUENCY if len(form) > _SHORT_HALF else _MIN_SHORT_FREQUENCY
        return best if best[0] >= least and len(form) >= _SHORT_HALF else None

    def _unseen(self, form: str) -> list[tuple[float, str]]:
        """Inflected forms that no text had, of lemmas that some text had: one letter less, more, other, or two swapped."""
        counts = ((self._analyser.frequency(meant), meant) for meant in edited(form, self._forms))
        return [
            (math.log1p(count) - _UNSEEN_PENALTY - _COST_WEIGHT * cost(form, meant), meant)
            for count, meant in counts
            if count
        ]

    def _restored(self, word: str) -> str:
        restored = self._analyser.restore(word, plain_text=True, respell=False)
        return word if restored == word else _in_case_of(word, restored)


def _least_score(form: str, meant: str) -> float:
    if " " not in meant:
        return _MIN_SCORES.get(len(form), _MIN_SCORE_LONG)
    return _MIN_SCORE_GLUED if min(map(len, meant.split())) > _SHORT_HALF else _MIN_SCORE_GLUED_SHORT


def _is_candidate(text: str, word: Token, begins: bool, shouted: bool) -> bool:
    """False for what is short, holds a digit, belongs to an address or a compound, or is written like a name."""
    if _POLISH_WORD.fullmatch(word.text.casefold()) is None:
        return False
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 2]
    if (before and before in _GLUE) or (after[:1] in _GLUE and after[1:].isalnum()):
        return False
    if shouted:
        return len(word.text) > _ACRONYM_LENGTH or text.count(" ") > 0
    small = word.text[1:].islower()
    return small and (begins or word.text[0].islower())


def _in_case_of(written: str, meant: str) -> str:
    if written.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if written[:1].isupper() else meant


@once
def speller() -> Speller:
    """The shared speller over the shipped forms; the gazetteer is read with the first unknown word."""
    return Speller(word_forms(), lemmatiser(), lambda word: gazetteer().resolve(word).status != "unknown")

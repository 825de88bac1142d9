"""Whether a text is Polish at all: needs are found by Polish words only."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.language import fold, tokens
from corpus.lemmas import is_known, lemmatiser
from search_api.planning.need_limits import NoNeeds

LEAST_KNOWN = 0.55  # share of words that a Polish dictionary has; 0.9 and more in Polish texts, below 0.4 in others
_WORDS_LOOKED_AT = 400
_LEAST_WORDS = 12  # a shorter text cannot be judged
_LEAST_LETTERS = 3

EMPTY = "Tekst jest pusty. Wklej listę potrzeb albo wybierz plik z tekstem."
OTHER_LANGUAGE = (
    "Ten tekst nie wygląda na polski. Potrzeby umiemy znaleźć tylko w tekście po polsku: wklej polską wersję dokumentu."
)


def check_polish(texts: Iterable[str]) -> None:
    """Raises NoNeeds for a text without letters, or one whose words are mostly not Polish.

    Words from the whole text are looked at, evenly: a Polish document may open with a page in English.
    """
    words = [token.text for text in texts for token in tokens(text) if token.text.isalpha()]
    if not words:
        raise NoNeeds(EMPTY)
    words = [word for word in words if len(word) >= _LEAST_LETTERS]
    if len(words) < _LEAST_WORDS:
        return
    seen = words[:: max(1, len(words) // _WORDS_LOOKED_AT)]
    if sum(_is_polish(word) for word in seen) < LEAST_KNOWN * len(seen):
        raise NoNeeds(OTHER_LANGUAGE)


def _is_polish(word: str) -> bool:
    if is_known(word):
        return True
    # Typed without diacritics: "potrzebujacych". Only what the lexicon of such forms has, which takes no time.
    restored = lemmatiser().restore(word, plain_text=True, respell=False)
    return fold(restored) == fold(word) and restored != word

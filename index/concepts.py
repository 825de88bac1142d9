"""Concepts in a text: themes, target groups and forms of cooperation recognised by their labels and synonyms.

A phrase is compared by lemmas, the longest first, so "kół gospodyń wiejskich" is found whatever its case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from corpus import vocabulary
from corpus.lemmas import lemmas
from corpus.phrases import PhraseMatcher

VOCABULARIES = ("themes", "target_groups", "cooperation_forms")


class ConceptMatcher:
    """Finds the codes of phrases in a sequence of lemmas."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """`phrases` are pairs of a Polish phrase and a code."""
        self._phrases = PhraseMatcher((tuple(lemmas(phrase)), code) for phrase, code in phrases)

    def codes(self, words: Sequence[str]) -> tuple[str, ...]:
        """Codes in order of first appearance. A phrase inside a longer one that is found does not count."""
        found = (sorted(match.values) for match in self._phrases.longest(words))
        return tuple(dict.fromkeys(code for codes in found for code in codes))


@cache
def _matchers() -> tuple[ConceptMatcher, ...]:
    vocabularies = [vocabulary.load(name) for name in VOCABULARIES]
    return tuple(
        ConceptMatcher((phrase, term.code) for term in terms.terms for phrase in (term.pl, *term.synonyms))
        for terms in vocabularies
    )


def concept_codes(words: Sequence[str]) -> frozenset[str]:
    """Codes of the themes, target groups and forms that the lemmas name; one phrase may name one of each."""
    return frozenset(code for matcher in _matchers() for code in matcher.codes(words))

"""What the dictionary says of each token, as features of the own entity pipeline: its lemma, parts of speech, kinds of name.

A pipeline of this size sees few names in training; that "Stempniakiem" is a form of a surname, and "Wiśle" of a place, it
knows from the dictionary of morfeusz2. Importing this module imports spaCy and registers the component.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc

from corpus.lemmas import Lemmatiser, lemmatiser

NAME = "name_features"
_CACHE_LIMIT = 50_000
_LONGEST = 64


class NameFeatures:
    """Sets the lemma and the tag of each token. The tag holds all parts of speech and kinds of name that its form can have,
    and whether it begins with a capital."""

    def __init__(self, words: Lemmatiser, strings: StringStore) -> None:
        self._words = words
        self._strings = strings
        self._cache: dict[str, tuple[int, int]] = {}

    def __call__(self, document: Doc) -> Doc:
        for token in document:
            token.lemma, token.tag = self._features(token.text)
        return document

    def _features(self, form: str) -> tuple[int, int]:
        """Hashes of the lemma and of the tag."""
        found = self._cache.get(form)
        if found is None:
            key = form[:_LONGEST].casefold()
            readings = self._words.readings(key)
            parts = ",".join(sorted({reading.part_of_speech for reading in readings}))
            names = ",".join(sorted({name for reading in readings for name in reading.names}))
            capital = "^" if form[0].isupper() else ""
            found = (self._strings.add(self._words.lemma(key)), self._strings.add(f"{capital}{parts}|{names}"))
            if len(self._cache) < _CACHE_LIMIT:
                self._cache[form] = found
        return found


@Language.factory(NAME, assigns=["token.lemma", "token.tag"])
def name_features(nlp: Language, name: str) -> NameFeatures:  # noqa: ARG001 (the signature that spaCy calls)
    """The component for the vocabulary of `nlp`."""
    return NameFeatures(lemmatiser(), nlp.vocab.strings)

"""A query as the channels need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.language import normalise
from corpus.lemmas import lemmatiser
from index.concepts import concept_codes
from index.names import NameQuery, asked_names

# A pasted page has hundreds of different words; the rarest ones carry its topic.
MAX_SCORED_LEMMAS = 64


@dataclass(frozen=True, slots=True)
class Query:
    """`lemmas` are distinct and in order of first appearance; `topic` are those that carry meaning."""

    text: str
    lemmas: tuple[str, ...]
    topic: frozenset[str]
    concepts: frozenset[str]
    names: tuple[NameQuery, ...]


def read_query(raw: str, document_frequency: Callable[[str], int]) -> Query:
    """Cleans and analyses what a person typed. Of a long text the lemmas rarest in the index are kept."""
    text = normalise(raw)
    analyser = lemmatiser()
    sequence = [token.lemma for token in analyser.lemmatise(text)]
    distinct = list(dict.fromkeys(sequence))
    if len(distinct) > MAX_SCORED_LEMMAS:
        frequencies = {lemma: document_frequency(lemma) for lemma in distinct}
        found = sorted(
            (lemma for lemma in distinct if frequencies[lemma]), key=lambda lemma: (frequencies[lemma], lemma)
        )
        # A text of which the index holds no word stays a question: only one without a word asks for nothing.
        kept = set(found[:MAX_SCORED_LEMMAS] or distinct[:MAX_SCORED_LEMMAS])
        distinct = [lemma for lemma in distinct if lemma in kept]
    topic = frozenset(lemma for lemma in distinct if not analyser.is_function_word(lemma))
    return Query(text, tuple(distinct), topic, concept_codes(sequence), asked_names(text))

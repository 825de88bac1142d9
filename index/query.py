"""A query as the channels need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.language import normalise
from corpus.lemmas import lemmatiser
from corpus.spelling import speller
from index.concepts import concept_codes
from index.names import NameQuery, asked_names

# A pasted page has hundreds of different words; the rarest ones carry its topic.
MAX_SCORED_LEMMAS = 64
MAX_SEQUENCE = 1_000


@dataclass(frozen=True, slots=True)
class Query:
    """`text` is what was typed, cleaned and without its typing errors; `corrections` are pairs (written, meant).

    `sequence` holds all lemmas in reading order, `lemmas` the distinct ones; `topic` are those that carry meaning. `names`
    are asked for as they were typed, too: what looks like an error may be a name.
    """

    text: str
    sequence: tuple[str, ...]
    lemmas: tuple[str, ...]
    topic: frozenset[str]
    concepts: frozenset[str]
    names: tuple[NameQuery, ...]
    corrections: tuple[tuple[str, str], ...]


def read_query(raw: str, document_frequency: Callable[[str], int]) -> Query:
    """Cleans, corrects and analyses what a person typed. Of a long text the lemmas rarest in the index are kept."""
    written = normalise(raw)
    analyser = lemmatiser()
    correction = speller().correct(written, lambda word: document_frequency(analyser.lemma(word)) > 0)
    text = correction.text
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
    return Query(
        text=text,
        sequence=tuple(sequence[:MAX_SEQUENCE]),
        lemmas=tuple(distinct),
        topic=topic,
        concepts=concept_codes(sequence),
        names=tuple(dict.fromkeys((*asked_names(written), *asked_names(text)))),
        corrections=tuple((change.written, change.meant) for change in correction.changes),
    )

"""What helps a person on when a search finds nothing, or when filters are to be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from corpus.lemmas import lemmatiser
from index.filters import FacetCount
from index.query import Query
from index.thesaurus import ConceptIndex

MAX_WORDS = 8
MAX_RELATED = 6


@dataclass(frozen=True, slots=True)
class Tally:
    """How many results a search has under some filters, near copies once, and their facets; see `index.answer.Answer`."""

    total: int
    facets: dict[str, tuple[FacetCount, ...]]


@dataclass(frozen=True, slots=True)
class Hints:
    """`unknown` are words of the query, as read, that no record holds in any form; `related` names concepts of the thesaurus
    beside those that the query names and for which a search finds something, the nearest first."""

    unknown: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


def hints(
    query: Query,
    document_frequency: Callable[[str], int],
    concepts: ConceptIndex,
    finds: Callable[[str], bool],
) -> Hints:
    """The first MAX_WORDS unknown words and MAX_RELATED concepts for whose name a search `finds` something. Words without a
    meaning of their own are not looked at."""
    unknown = (
        query.text[token.start : token.end]
        for token in lemmatiser().lemmatise(query.text)
        if token.lemma in query.topic and not document_frequency(token.lemma)
    )
    related = islice(filter(finds, concepts.beside(query.sequence)[: 2 * MAX_RELATED]), MAX_RELATED)
    return Hints(tuple(dict.fromkeys(unknown))[:MAX_WORDS], tuple(related))

"""Why a record is in the answer: shared words, shared concepts, and the passage that speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.language import sentences
from corpus.lemmas import LemmaToken, lemmas, lemmatiser
from corpus.practice import Practice
from index.answer import QuotedPassage, SharedConcept, Why
from index.passages import CONTENT_FIELDS, HEADING_SEPARATOR, Passage, field_text
from index.query import Query
from index.static_encoder import own_encoder

MAX_TERMS = 8
MAX_SYNONYMS = 3
# How much a sentence near in meaning counts beside one that shares the query's words.
_MEANING_SHARE = 0.5
_MAX_SENTENCES = 40
_LONGEST_QUOTE = 320


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    field: str
    tokens: list[LemmaToken]


def explain(
    query: Query,
    record: Practice | Document,
    passage: Passage,
    weight: Callable[[str], float],
    shared_concepts: Callable[[Sequence[str], Sequence[str]], tuple[SharedConcept, ...]],
) -> Why:
    """Reasons for one hit. `passage` is its best one; `weight` is the inverse document frequency of a lemma;
    `shared_concepts` finds what two texts, as lemmas, say in different words.

    The own encoder finds the sentence whatever encoder serves: a transformer would take seconds for a page of hits.
    """
    options = list(_sentences(record, passage))[:_MAX_SENTENCES]
    title = [token.lemma for token in lemmatiser().lemmatise(passage.title)]
    present = {token.lemma for option in options for token in option.tokens} | set(title)
    shared = sorted(query.topic & present, key=lambda lemma: (-weight(lemma), lemma))
    quoted = _with_text_below(_speaking(query, options, weight), options, passage)
    return Why(
        terms=tuple(shared[:MAX_TERMS]),
        concepts=tuple(sorted(query.concepts & _codes(record))),
        synonyms=shared_concepts(query.sequence, lemmas(passage.scored_text))[:MAX_SYNONYMS],
        passage=None if quoted is None else _quote(query, quoted, record, passage),
    )


def _codes(record: Practice | Document) -> frozenset[str]:
    if isinstance(record, Document):
        return frozenset()
    return frozenset((*record.themes, *record.target_groups, *record.cooperation_forms))


def _sentences(record: Practice | Document, passage: Passage) -> Iterator[_Sentence]:
    if isinstance(record, Document):
        pieces: Iterable[tuple[str, str]] = (("text", line) for line in passage.text.splitlines())
    else:
        pieces = ((field, piece) for field in CONTENT_FIELDS for piece in sentences(field_text(record, field)))
    for field, piece in pieces:
        yield _Sentence(piece, field, lemmatiser().lemmatise(piece))


def _speaking(query: Query, options: list[_Sentence], weight: Callable[[str], float]) -> _Sentence | None:
    if not options:
        return None
    vectors = own_encoder().encode_lemmas(
        [query.lemmas, *([token.lemma for token in option.tokens] for option in options)]
    )
    nearness = vectors[1:] @ vectors[0]
    asked = sum(weight(lemma) for lemma in query.topic) or 1.0
    overlaps = [
        sum(weight(lemma) for lemma in {t.lemma for t in option.tokens} & query.topic) / asked for option in options
    ]
    best = max(range(len(options)), key=lambda n: (overlaps[n] + _MEANING_SHARE * float(nearness[n]), -n))
    return options[best]


def _with_text_below(quoted: _Sentence | None, options: list[_Sentence], passage: Passage) -> _Sentence | None:
    """A heading says little alone: it is quoted with the lines below it, as many as fit."""
    if quoted is None or passage.heading is None or quoted.text != passage.heading.split(HEADING_SEPARATOR)[-1]:
        return quoted
    text = quoted.text
    for line in options[1:]:
        if len(text) + len(line.text) >= _LONGEST_QUOTE:
            break
        text = f"{text} {line.text}"
    return _Sentence(text, quoted.field, lemmatiser().lemmatise(text))


def _quote(query: Query, quoted: _Sentence, record: Practice | Document, passage: Passage) -> QuotedPassage:
    highlights = tuple((token.start, token.end) for token in quoted.tokens if token.lemma in query.topic)
    document_id = record.id if isinstance(record, Document) else None
    return QuotedPassage(quoted.text, highlights, quoted.field, passage.heading, document_id, passage.page)

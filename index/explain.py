"""Why a record is in the answer: shared words, shared concepts, and the passage that speaks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from corpus.document import Document
from corpus.language import sentences
from corpus.lemmas import LemmaToken, lemmas, lemmatiser
from corpus.practice import Practice
from index.answer import MarkedText, Opening, QuotedPassage, SharedConcept, Why
from index.encoder import Vectors
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What is marked in a sentence: words of the query, and phrases that say the same in other words."""

    words: frozenset[str]
    phrases: frozenset[tuple[str, ...]]

    def spans(self, tokens: list[LemmaToken]) -> tuple[tuple[int, int], ...]:
        """[start, end) offsets in reading order, none inside another."""
        found = [(token.start, token.end) for token in tokens if token.lemma in self.words]
        sequence = tuple(token.lemma for token in tokens)
        for phrase in self.phrases:
            for start in range(len(sequence) - len(phrase) + 1):
                if sequence[start : start + len(phrase)] == phrase:
                    found.append((tokens[start].start, tokens[start + len(phrase) - 1].end))
        spans: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage of a record taken apart once for all queries: its sentences with their vectors [sentences, dim], the lemmas of its
    title and of all that is scored."""

    passage: Passage
    sentences: tuple[_Sentence, ...]
    vectors: Vectors
    title: frozenset[str]
    words: tuple[str, ...]


def analysed(record: Practice | Document, passage: Passage) -> Analysed:
    """The passage as `explain` needs it. The own encoder compares sentences whatever encoder serves: a transformer would take
    seconds for a page of hits."""
    found = tuple(islice(_sentences(record, passage), _MAX_SENTENCES))
    return Analysed(
        passage=passage,
        sentences=found,
        vectors=own_encoder().encode_lemmas([[token.lemma for token in sentence.tokens] for sentence in found]),
        title=frozenset(lemmas(passage.title)),
        words=tuple(lemmas(passage.scored_text)),
    )


def explain(
    query: Query,
    record: Practice | Document,
    read: Analysed,
    weight: Callable[[str], float],
    shared_concepts: Callable[[Sequence[str], Sequence[str]], tuple[SharedConcept, ...]],
) -> Why:
    """Reasons for one hit. `read` is its best passage; `weight` is the inverse document frequency of a lemma;
    `shared_concepts` finds what two texts, as lemmas, say in different words."""
    passage = read.passage
    present = {token.lemma for sentence in read.sentences for token in sentence.tokens} | read.title
    shared = sorted(query.topic & present, key=lambda lemma: (-weight(lemma), lemma))
    ranked = _by_telling(query, read, weight)
    quoted = _with_text_below(ranked[0] if ranked else None, read.sentences, passage)
    synonyms = _told_apart(shared_concepts(query.sequence, read.words))[:MAX_SYNONYMS]
    told = _Told(query.topic, frozenset(phrase for pair in synonyms for phrase in pair.phrases))
    return Why(
        terms=tuple(shared[:MAX_TERMS]),
        concepts=tuple(sorted(query.concepts & _codes(record))),
        synonyms=synonyms,
        passage=None if quoted is None else _quote(told, quoted, record, passage),
        need=_of_field("need", record, read.sentences, ranked, told),
        actions=_of_field("actions", record, read.sentences, ranked, told),
    )


def untold(record: Practice | Document) -> Why:
    """For a record that nobody asked for: the first sentences of a practice, and no reason."""
    nothing = _Told(frozenset(), frozenset())
    return Why(
        (),
        (),
        None,
        need=_of_field("need", record, (), (), nothing),
        actions=_of_field("actions", record, (), (), nothing),
    )


def _told_apart(shared: Iterable[SharedConcept]) -> tuple[SharedConcept, ...]:
    """Of concepts that read the same to the user the first, with the phrases of all of them."""
    found: dict[tuple[str, str], SharedConcept] = {}
    for one in shared:
        shown = (one.in_query.casefold(), one.in_record.casefold())
        kept = found.setdefault(shown, one)
        if kept is not one:
            found[shown] = replace(kept, phrases=(*kept.phrases, *one.phrases))
    return tuple(found.values())


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


def _by_telling(query: Query, read: Analysed, weight: Callable[[str], float]) -> list[_Sentence]:
    """The sentences, the one that says most about the query first."""
    options = read.sentences
    if not options:
        return []
    nearness = read.vectors @ own_encoder().encode_lemmas([query.lemmas])[0]
    asked = sum(weight(lemma) for lemma in query.topic) or 1.0
    overlaps = [
        sum(weight(lemma) for lemma in {t.lemma for t in option.tokens} & query.topic) / asked for option in options
    ]
    order = sorted(range(len(options)), key=lambda n: (-overlaps[n] - _MEANING_SHARE * float(nearness[n]), n))
    return [options[number] for number in order]


def _of_field(
    field: Literal["need", "actions"],
    record: Practice | Document,
    read: Sequence[_Sentence],
    ranked: Sequence[_Sentence],
    told: _Told,
) -> MarkedText | None:
    """The sentence of the field that stands first in `ranked`, with the one that opens the field; else the first of the field."""
    if isinstance(record, Document):
        return None
    best = next((option for option in ranked if option.field == field), None)
    if best is None:
        first = next(iter(sentences(field_text(record, field))), None)
        return None if first is None else MarkedText(first)
    own = [option for option in read if option.field == field]
    place = own.index(best)
    opening = Opening(own[0].text, told.spans(own[0].tokens), place > 1) if place else None
    return MarkedText(best.text, told.spans(best.tokens), opening)


def _with_text_below(quoted: _Sentence | None, options: Sequence[_Sentence], passage: Passage) -> _Sentence | None:
    """A heading says little alone: it is quoted with the lines below it, as many as fit."""
    if quoted is None or passage.heading is None or quoted.text != passage.heading.split(HEADING_SEPARATOR)[-1]:
        return quoted
    text = quoted.text
    for line in options[1:]:
        if len(text) + len(line.text) >= _LONGEST_QUOTE:
            break
        text = f"{text} {line.text}"
    return _Sentence(text, quoted.field, lemmatiser().lemmatise(text))


def _quote(told: _Told, quoted: _Sentence, record: Practice | Document, passage: Passage) -> QuotedPassage:
    document_id = record.id if isinstance(record, Document) else None
    return QuotedPassage(
        quoted.text, told.spans(quoted.tokens), quoted.field, passage.heading, document_id, passage.page
    )

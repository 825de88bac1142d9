"""BM25 over lemmas and phrases over names. The only module that imports tantivy.

The text is lemmatised before it comes here; tantivy cuts it at white space only, so no syntax of a query language is
ever parsed. BM25 with k1 = 1.2 and b = 0.75 (fixed in tantivy), each field scored on its own and added with its boost.
"""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import tantivy
from numpy.typing import NDArray

# Boost of each scored field; `body` holds the title too.
BOOSTS = {"body": 1.0, "title": 0.5}
# Begins and ends every name, so that a phrase can ask for a whole one.
NAME_START, NAME_END = "<", ">"

_ANALYSER = "whitespace"
_HEAP_BYTES = 128_000_000


@dataclass(frozen=True, slots=True)
class LexicalPassage:
    """Lemmas of the title and of the text (title included), names as lists of folded lemmas."""

    title: Sequence[str]
    body: Sequence[str]
    names: Sequence[Sequence[str]]
    places: Sequence[Sequence[str]]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("body", "title", "names", "places"):
        builder.add_text_field(field, tokenizer_name=_ANALYSER)
    builder.add_unsigned_field("passage", fast=True)
    return builder.build()


def _ready(index: tantivy.Index) -> tantivy.Index:
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_ANALYSER, analyser)
    return index


def write_lexical(folder: Path, passages: Iterable[LexicalPassage]) -> None:
    """Writes an index of the passages, numbered from 0, into an empty folder."""
    folder.mkdir()
    index = _ready(tantivy.Index(_schema(), path=str(folder)))
    # One thread: the same passages in the same order give the same segments.
    writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)
    for number, passage in enumerate(passages):
        document = tantivy.Document()
        document.add_unsigned("passage", number)
        document.add_text("title", " ".join(passage.title))
        document.add_text("body", " ".join(passage.body))
        document.add_text("names", _bracketed(passage.names))
        document.add_text("places", _bracketed(passage.places))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _bracketed(names: Iterable[Sequence[str]]) -> str:
    return " ".join(" ".join((NAME_START, *name, NAME_END)) for name in names if name)


def inverse_document_frequency(frequency: int, passages: int) -> float:
    """log(1 + (N - n + 0.5) / (n + 0.5)), the idf of BM25 (Robertson and Zaragoza 2009, in the form that is never negative)."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


class LexicalIndex:
    """Searches a folder that `write_lexical` made."""

    def __init__(self, folder: Path) -> None:
        # tantivy takes a lock in the folder that it reads; where nothing may be written it reads a copy.
        self._copy: TemporaryDirectory[str] | None = None
        if not os.access(folder, os.W_OK):
            self._copy = TemporaryDirectory(prefix="praktyki-")
            folder = Path(shutil.copytree(folder, Path(self._copy.name) / folder.name))
        self._index = _ready(tantivy.Index.open(str(folder)))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def document_frequency(self, lemma: str) -> int:
        """In how many passages the lemma stands."""
        return self._searcher.doc_freq("body", lemma)

    def search(self, lemmas: Sequence[str], limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Passage numbers and BM25 scores of the best `limit` passages that hold any of the lemmas."""
        clauses = [
            (
                tantivy.Occur.Should,
                tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, field, lemma), boost),
            )
            for lemma in lemmas
            for field, boost in BOOSTS.items()
        ]
        return self._run(clauses, limit)

    def named(self, words: Sequence[str], *, whole: bool, fields: Sequence[str], limit: int) -> NDArray[np.int64]:
        """Passages with a name in one of `fields` that holds the words as a phrase, or is just them when `whole`."""
        if not words:
            return np.empty(0, dtype=np.int64)
        phrase = [NAME_START, *words, NAME_END] if whole else list(words)
        clauses = [(tantivy.Occur.Should, self._phrase(field, phrase)) for field in fields]
        passages, _ = self._run(clauses, limit)
        return passages

    def _phrase(self, field: str, words: list[str]) -> tantivy.Query:
        if len(words) == 1:
            return tantivy.Query.term_query(self._schema, field, words[0])
        return tantivy.Query.phrase_query(self._schema, field, list(words))

    def _run(
        self, clauses: list[tuple[tantivy.Occur, tantivy.Query]], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        limit = min(limit, self._searcher.num_docs)
        if not clauses or not limit:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits
        numbers = self._searcher.fast_field_values("passage", [address for _, address in hits])
        scores = [score for score, _ in hits]
        return np.array(numbers, dtype=np.int64), np.array(scores, dtype=np.float32)

"""Answers queries from one snapshot: analyse, score by words and by meaning, fuse, cut off, group, explain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.document import Document
from corpus.kinship import Lineage
from corpus.practice import Practice
from index import snapshot
from index.answer import Answer, Confidence, Hit
from index.base_words import BaseWords, read_lemmas
from index.contents import Contents
from index.dense import DenseIndex
from index.encoder import Encoder
from index.encoders import load_encoder
from index.explain import Analysed, analysed, explain, untold
from index.facets import FacetTable, Mask
from index.fallback import open_newest
from index.filters import FacetCount, Filters
from index.finding import Finder, Group
from index.fitness import check_fit
from index.fitted import Fitted, Levels, read_fitted
from index.fusion import Numbers, ranked
from index.gaps import GapNearness
from index.hints import Hints, Tally, hints
from index.lexical import LexicalIndex, inverse_document_frequency
from index.naming import Naming
from index.near_duplicates import Groups
from index.order import RELEVANCE, Order
from index.passages import Passage
from index.piece_nearness import PieceNearness
from index.query import Query, read_query
from index.reranker import Reranker, SecondLook
from index.scoring import Channels, ScoredBy, Scorer
from index.static_encoder import OWN, own_encoder
from index.thesaurus import ConceptIndex
from index.word_nearness import WordNearness

NEAREST = 3
ANALYSED_KEPT = 256  # passages with their sentences and vectors, some 30 kB each

# Two records are nearer than a need and a record: of pairs from .65 on 99 % share a theme, from .5 on 97 %.
SIMILAR = Levels(high=0.65, medium=0.5, share=0.0)


class Searcher:
    """One open snapshot. Reading only, safe to share between threads."""

    def __init__(
        self, folder: Path, encoder: Encoder, second_look: SecondLook | None = None, fitted: Fitted | None = None
    ) -> None:
        """Opens and verifies the snapshot. Raises SnapshotDamaged or EncoderMismatch."""
        self.damage: str | None = None
        self.manifest = snapshot.read_manifest(folder)
        check_fit(self.manifest, encoder)
        snapshot.verify(folder, self.manifest)
        self._second_look = second_look
        self._facets = FacetTable(folder / snapshot.FACETS)
        self._groups = Groups(np.load(folder / snapshot.GROUPS, allow_pickle=False))
        dense = DenseIndex(folder / snapshot.VECTORS)
        self._contents = Contents(folder, dense)
        self._lexical = LexicalIndex(folder / snapshot.LEXICAL)
        self._concepts = ConceptIndex(folder / snapshot.CONCEPTS)
        self._fitted = fitted or read_fitted()
        words = BaseWords(read_lemmas(folder / snapshot.WORDS), own_encoder())
        channels = ScoredBy(
            self._lexical,
            dense,
            WordNearness(folder / snapshot.WORD_POSTINGS, words),
            PieceNearness(folder / snapshot.PIECES, words),
            self._concepts,
            GapNearness(folder / snapshot.GAPS, own_encoder()),
            Naming(folder / snapshot.NAMES, words),
        )
        # A query with several hits of several passages is encoded once for all of them.
        self._vector_of = lru_cache(maxsize=64)(lambda text: encoder.encode_queries([text])[0])
        self.scorer = Scorer(self._contents.passage_records, channels, self._vector_of, self._fitted)
        self._analysed = lru_cache(maxsize=ANALYSED_KEPT)(self._read_passage)
        self._finder = Finder(
            self.scorer, self._contents, self._facets, self._groups, self._fitted, second_look, self._passage
        )
        self._ids = self._contents.ids()
        self._numbers = {record_id: number for number, record_id in enumerate(self._ids)}

    @classmethod
    def open(
        cls,
        data_dir: Path,
        encoder: Encoder | None = None,
        second_look: SecondLook | None = None,
        fitted: Fitted | None = None,
    ) -> Self:
        """Opens the current snapshot with this encoder, the own one by default. Raises SnapshotError.

        When the current one is damaged, the newest intact one serves, and `damage` says so.
        """
        serving = encoder or load_encoder(OWN)
        searcher, damage = open_newest(data_dir, lambda folder: cls(folder, serving, second_look, fitted))
        searcher.damage = damage
        return searcher

    def search(
        self,
        query: str,
        filters: Filters,
        limit: int,
        offset: int,
        *,
        diversity: float = 0.0,
        order: Order = RELEVANCE,
    ) -> Answer:
        """The page [offset, offset + limit) of the records that answer the query and pass the filters.

        A filter changes no score and no order. A query without a letter or digit returns all that passes the filters.
        `diversity`, in [0, 1], moves unlike records up among the best of those (index.diversity); scores stay. `order` places
        what was found otherwise than by score.
        """
        allowed = self._facets.allowed(filters)
        read = self.read_query(query)
        if not read.lemmas:
            return self._browse(query, allowed, limit, offset, order)
        found = self._finder.find(read, allowed, diversity, order)
        nearest: list[tuple[int, ...]] = []
        if not found.groups:
            weak = ranked(found.channels.fused, np.flatnonzero((found.channels.fused > 0) & allowed))
            nearest = self._groups.grouped(weak)[:NEAREST]
        together = sum(map(len, found.groups)) > len(found.groups)
        return Answer(
            query=query,
            total=len(found.groups),
            good_match=bool(found.groups),
            hits=tuple(
                self._hit(read, group, found.channels, order) for group in found.groups[offset : offset + limit]
            ),
            nearest=tuple(self._hit(read, group, found.channels, order, "low") for group in nearest),
            facets=self._facets.counts(self._mask(found.groups), self._groups.leaders if together else None),
            snapshot=self.manifest.snapshot,
            corrections=read.corrections,
            places=read.places,
        )

    def found(self, query: str, filters: Filters, order: Order = RELEVANCE) -> tuple[str, ...]:
        """Ids of all that `search` finds, in its order, near copies after the record that names them; no reasons are looked for."""
        allowed = self._facets.allowed(filters)
        read = self.read_query(query)
        groups = (
            self._finder.find(read, allowed, 0.0, order).groups if read.lemmas else self._finder.all_of(allowed, order)
        )
        return tuple(self._ids[number] for group in groups for number in group)

    def tallies(self, query: str, options: Sequence[Filters]) -> tuple[Tally, ...]:
        """How many records `search` finds under each of several filters, and their facets. The query is scored once."""
        read = self.read_query(query)
        answering = self._finder.answering(read) if read.lemmas else np.arange(len(self._ids))
        return tuple(
            self._tally(answering[self._facets.allowed(filters)[answering]], bool(read.lemmas)) for filters in options
        )

    def hints(self, query: str) -> Hints:
        """What may help when `search` finds nothing."""
        return hints(self.read_query(query), self._lexical.document_frequency, self._concepts, self._finds)

    def read_query(self, query: str) -> Query:
        """The query as the channels need it."""
        return read_query(query, self._lexical.document_frequency)

    def similar(self, record_id: str, limit: int) -> tuple[Hit, ...]:
        """The records nearest in meaning to this one, without it. Raises KeyError when there is no such record."""
        own = self._numbers[record_id]
        channels = self.scorer.near(self._contents.first_vector(own), without=own)
        query = self.read_query(self._contents.record(own).title)
        order = ranked(channels.fused, np.flatnonzero(channels.fused > 0))[:limit]
        return tuple(
            self._hit(query, (int(number),), channels, confidence=SIMILAR.confidence(float(channels.fused[number])))
            for number in order
        )

    def record(self, record_id: str) -> Practice | Document | None:
        """The record with this id, None when the snapshot has none."""
        number = self._numbers.get(record_id)
        return None if number is None else self._contents.record(number)

    def lineage(self, record_id: str) -> Lineage:
        """Which documents share passages with this one. Raises KeyError when there is no such record."""
        return self._contents.lineage(self._numbers[record_id])

    def facets(self, filters: Filters) -> dict[str, tuple[FacetCount, ...]]:
        """Facet counts over all records that pass the filters."""
        return self._facets.counts(self._facets.allowed(filters))

    def allowed_ids(self, filters: Filters) -> tuple[str, ...]:
        """Ids of all records that pass the filters, sorted."""
        return tuple(self._ids[number] for number in np.flatnonzero(self._facets.allowed(filters)))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all records, by record number."""
        return self._ids

    @property
    def reranker(self) -> Reranker | None:
        """What looks at the best hits a second time, None when nothing does."""
        return None if self._second_look is None else self._second_look.reranker

    def close(self) -> None:
        """Closes the files and lets go of index, vectors and caches. A second call does nothing."""
        contents: Contents | None = self.__dict__.get("_contents")
        if contents is not None:
            contents.close()
        # Some of them refer to this object, so they would stay until the garbage collector comes by: 50 MB for every snapshot.
        self.__dict__ = {"manifest": self.manifest, "damage": self.damage}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _browse(self, query: str, allowed: Mask, limit: int, offset: int, order: Order) -> Answer:
        groups = self._finder.all_of(allowed, order)
        hits = tuple(self._unasked(number, order) for (number,) in groups[offset : offset + limit])
        return Answer(query, len(groups), bool(groups), hits, (), self._facets.counts(allowed), self.manifest.snapshot)

    def _unasked(self, number: int, order: Order) -> Hit:
        record = self._contents.record(number)
        distance = self._distance(number, order)
        return Hit(record.id, record.kind, 0.0, "low", False, untold(record), distance_km=distance)

    def _distance(self, number: int, order: Order) -> float | None:
        return None if order.near is None else self._facets.distance(number, *order.near)

    def _finds(self, query: str) -> bool:
        return bool(len(self._finder.answering(self.read_query(query))))

    def _mask(self, groups: list[tuple[int, ...]]) -> Mask:
        mask = np.zeros(len(self._ids), dtype=bool)
        mask[[number for group in groups for number in group]] = True
        return mask

    def _tally(self, numbers: Numbers, grouped: bool) -> Tally:
        groups: list[Group] = self._groups.grouped(numbers) if grouped else [(int(number),) for number in numbers]
        together = len(groups) < len(numbers)
        return Tally(len(groups), self._facets.counts(self._mask(groups), self._groups.leaders if together else None))

    def _hit(
        self,
        query: Query,
        group: tuple[int, ...],
        channels: Channels,
        order: Order = RELEVANCE,
        confidence: Confidence | None = None,
    ) -> Hit:
        """The first record of a group, which names the others."""
        number = group[0]
        record = self._contents.record(number)
        score = float(channels.fused[number])
        passage = self._analysed(number, self._nearest(query, number))
        return Hit(
            record_id=record.id,
            kind=record.kind,
            score=score,
            confidence=confidence or self._fitted.levels.confidence(score),
            exact_name=bool(np.isin(number, channels.named.all)),
            why=explain(query, record, passage, self._weight, self._concepts.shared),
            also_in=tuple(self._ids[other] for other in group[1:]),
            distance_km=self._distance(number, order),
        )

    def _passage(self, query: Query, number: int) -> Passage:
        """The passage of the record that speaks for it."""
        return self._contents.passage(self._nearest(query, number))

    def _nearest(self, query: Query, number: int) -> int:
        return self._contents.nearest_passage(number, lambda: self._vector_of(query.text))

    def _read_passage(self, number: int, passage: int) -> Analysed:
        return analysed(self._contents.record(number), self._contents.passage(passage))

    def _weight(self, lemma: str) -> float:
        return inverse_document_frequency(self._lexical.document_frequency(lemma), self._contents.passage_count)

"""Answers queries from one snapshot: analyse, score by words and by meaning, fuse, cut off, explain."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.lemmas import fingerprint as analyser_fingerprint
from corpus.practice import Practice
from index import snapshot
from index.answer import Answer, Confidence, Hit, Why
from index.dense import DenseIndex
from index.encoder import Encoder
from index.encoders import load_encoder
from index.explain import explain
from index.facets import FacetTable, Mask
from index.filters import FacetCount, Filters
from index.fusion import Numbers, ranked
from index.lexical import LexicalIndex, inverse_document_frequency
from index.lines import LineFile
from index.passages import Passage
from index.query import Query, read_query
from index.scoring import Channels, Scorer
from index.static_encoder import OWN
from index.thesaurus import ConceptIndex

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`high` and `medium` are the scores from which a hit has that confidence. A query is answered when a name matches, or when
    its best record has at least medium confidence; `share` is the part of the best score that a record then needs to be
    listed. Fitted on the development needs: see docs/quality.md."""

    high: float = 0.47
    medium: float = 0.33
    share: float = 0.45


# Two records are nearer than a need and a record: of pairs from .65 on 98 % share a theme, from .5 on 95 %.
SIMILAR = Thresholds(high=0.65, medium=0.5)


class Searcher:
    """One open snapshot. Reading only, safe to share between threads."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Opens and verifies the snapshot. Raises SnapshotDamaged or EncoderMismatch."""
        self.damage: str | None = None
        self.manifest = snapshot.read_manifest(folder)
        _check_fit(self.manifest, encoder)
        snapshot.verify(folder, self.manifest)
        self._encoder = encoder
        self._records = LineFile(folder / snapshot.RECORDS)
        self._passages = LineFile(folder / snapshot.PASSAGES)
        self._passage_records: NDArray[np.int32] = np.load(folder / snapshot.PASSAGE_RECORDS, allow_pickle=False)
        self._facets = FacetTable(folder / snapshot.FACETS)
        self._dense = DenseIndex(folder / snapshot.VECTORS)
        self._lexical = LexicalIndex(folder / snapshot.LEXICAL)
        self._concepts = ConceptIndex(folder / snapshot.CONCEPTS)
        self._scorer = Scorer(self._passage_records, self._lexical, self._dense, self._concepts, encoder)
        heads = (json.loads(self._records[number]) for number in range(len(self._records)))
        self._ids = [head["id"] for head in heads]
        self._numbers = {record_id: number for number, record_id in enumerate(self._ids)}
        self._thresholds = Thresholds()
        self._record_at = lru_cache(maxsize=2_000)(self._read_record)

    @classmethod
    def open(cls, data_dir: Path, encoder: Encoder | None = None) -> Self:
        """Opens the current snapshot with this encoder, the own one by default. Raises SnapshotError.

        When the current one is damaged, the newest intact one serves, and `damage` says so.
        """
        folder = snapshot.current(data_dir)
        if folder is None:
            raise snapshot.NoSnapshot(f"W folderze „{data_dir}” nie ma jeszcze indeksu. Zbuduj go: praktyki build.")
        serving = encoder or load_encoder(OWN)
        try:
            return cls(folder, serving)
        except snapshot.SnapshotDamaged as damage:
            earlier = cls._earlier(data_dir, folder, serving)
            if earlier is None:
                raise
            earlier.damage = f"{damage} Do tego czasu działa poprzedni indeks."
            return earlier

    @classmethod
    def _earlier(cls, data_dir: Path, damaged: Path, encoder: Encoder) -> Self | None:
        for folder in snapshot.published(data_dir):
            if folder != damaged:
                try:
                    return cls(folder, encoder)
                except snapshot.SnapshotError:
                    continue
        return None

    def search(self, query: str, filters: Filters, limit: int, offset: int) -> Answer:
        """The page [offset, offset + limit) of the records that answer the query and pass the filters.

        A filter changes no score and no order. A query without a letter or digit returns all that passes the filters.
        """
        allowed = self._facets.allowed(filters)
        read = self.read_query(query)
        if not read.lemmas:
            return self._browse(query, allowed, limit, offset)
        channels = self.channels(read)
        listed = self._listed(channels, read)
        hits = [int(number) for number in listed[allowed[listed]]]
        nearest: list[int] = []
        if not hits:
            weak = ranked(channels.fused, np.flatnonzero((channels.fused > 0) & allowed))
            nearest = [int(number) for number in weak[:NEAREST]]
        mask = np.zeros(len(self._ids), dtype=bool)
        mask[hits] = True
        return Answer(
            query=query,
            total=len(hits),
            good_match=bool(hits),
            hits=tuple(self._hit(read, number, channels) for number in hits[offset : offset + limit]),
            nearest=tuple(self._hit(read, number, channels, "low") for number in nearest),
            facets=self._facets.counts(mask),
            snapshot=self.manifest.snapshot,
            corrections=read.corrections,
        )

    def channels(self, query: Query) -> Channels:
        """Scores of all records by each channel."""
        return self._scorer.channels(query)

    def read_query(self, query: str) -> Query:
        """The query as the channels need it."""
        return read_query(query, self._lexical.document_frequency)

    def similar(self, record_id: str, limit: int) -> tuple[Hit, ...]:
        """The records nearest in meaning to this one, without it. Raises KeyError when there is no such record."""
        own = self._numbers[record_id]
        passage = self._first_passage(own)
        channels = self._scorer.near(self._dense.vector(passage), without=own)
        query = self.read_query(self._passage(passage).title)
        order = ranked(channels.fused, np.flatnonzero(channels.fused > 0))[:limit]
        return tuple(
            self._hit(query, int(number), channels, _confidence(float(channels.fused[number]), SIMILAR))
            for number in order
        )

    def record(self, record_id: str) -> Practice | Document | None:
        """The record with this id, None when the snapshot has none."""
        number = self._numbers.get(record_id)
        return None if number is None else self._record_at(number)

    def facets(self, filters: Filters) -> dict[str, tuple[FacetCount, ...]]:
        """Facet counts over all records that pass the filters."""
        return self._facets.counts(self._facets.allowed(filters))

    def allowed_ids(self, filters: Filters) -> tuple[str, ...]:
        """Ids of all records that pass the filters, sorted."""
        return tuple(self._ids[number] for number in np.flatnonzero(self._facets.allowed(filters)))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all records, by record number."""
        return tuple(self._ids)

    def close(self) -> None:
        self._records.close()
        self._passages.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _browse(self, query: str, allowed: Mask, limit: int, offset: int) -> Answer:
        numbers = np.flatnonzero(allowed)
        hits = tuple(self._unasked(int(number)) for number in numbers[offset : offset + limit])
        return Answer(
            query, len(numbers), bool(len(numbers)), hits, (), self._facets.counts(allowed), self.manifest.snapshot
        )

    def _unasked(self, number: int) -> Hit:
        record = self._record_at(number)
        return Hit(record.id, record.kind, 0.0, "low", False, Why((), (), None))

    def _listed(self, channels: Channels, query: Query) -> Numbers:
        """Record numbers above the cut-off, best first. Empty when nothing comes near enough to be called an answer."""
        listed = np.zeros(len(self._ids), dtype=bool)
        listed[channels.named.all] = True
        unnamed = np.where(listed, 0.0, channels.fused)
        # Words without a topic ("dla nas") ask for nothing.
        best = unnamed.max(initial=0.0) if query.topic else 0.0
        if best >= self._thresholds.medium:
            listed |= unnamed >= self._thresholds.share * best
        return ranked(channels.fused, np.flatnonzero(listed))

    def _hit(self, query: Query, number: int, channels: Channels, confidence: Confidence | None = None) -> Hit:
        record = self._record_at(number)
        score = float(channels.fused[number])
        passage = self._passage(self._best_passage(query, number))
        return Hit(
            record_id=record.id,
            kind=record.kind,
            score=score,
            confidence=confidence or _confidence(score, self._thresholds),
            exact_name=bool(np.isin(number, channels.named.all)),
            why=explain(query, record, passage, self._weight, self._concepts.shared),
        )

    def _best_passage(self, query: Query, number: int) -> int:
        """The passage of the record nearest to the query in meaning; the first of equals."""
        first = self._first_passage(number)
        last = int(np.searchsorted(self._passage_records, number, side="right"))
        if last - first == 1:
            return first
        vector = self._encoder.encode_queries([query.text])[0]
        return max(range(first, last), key=lambda passage: (float(self._dense.vector(passage) @ vector), -passage))

    def _first_passage(self, number: int) -> int:
        return int(np.searchsorted(self._passage_records, number, side="left"))

    def _passage(self, number: int) -> Passage:
        return Passage(**json.loads(self._passages[number]))

    def _read_record(self, number: int) -> Practice | Document:
        line = self._records[number]
        if json.loads(line)["kind"] == "document":
            return Document.model_validate_json(line)
        return Practice.model_validate_json(line)

    def _weight(self, lemma: str) -> float:
        return inverse_document_frequency(self._lexical.document_frequency(lemma), len(self._passages))


def _confidence(score: float, thresholds: Thresholds) -> Confidence:
    if score >= thresholds.high:
        return "high"
    return "medium" if score >= thresholds.medium else "low"


def _check_fit(manifest: snapshot.Manifest, encoder: Encoder) -> None:
    if manifest.encoder_fingerprint != encoder.fingerprint:
        raise snapshot.EncoderMismatch(
            f"Indeks zbudowano koderem „{manifest.encoder}”, a ustawiony jest „{encoder.name}” (lub jego inna wersja). "
            "Zbuduj indeks od nowa: praktyki build."
        )
    if manifest.analyser_fingerprint != analyser_fingerprint():
        raise snapshot.EncoderMismatch(
            "Indeks zbudowano z inną wersją słownika odmiany wyrazów. Zbuduj indeks od nowa: praktyki build."
        )

"""Builds a snapshot from the records of the store and publishes it."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Never

import numpy as np
from tqdm import tqdm

from corpus.document import Document
from corpus.kinship import Lineage
from corpus.lemmas import fingerprint as analyser_fingerprint
from corpus.lemmas import lemmas
from corpus.practice import Practice
from corpus.store import Store
from corpus.traces import lineages
from index import snapshot
from index.arrays import save_array
from index.asked import asked_of, starter_gaps
from index.base_words import BaseWords, write_lemmas
from index.dense import write_vectors
from index.encoder import Encoder, Vectors
from index.facets import write_facets
from index.gaps import open_gaps, write_gaps
from index.keeping import Keeping, collect
from index.lexical import LexicalPassage, write_lexical
from index.lines import write_lines
from index.names import place_names, record_names
from index.naming import Matter, write_names
from index.near_duplicates import leaders
from index.passages import Passage, document_passages, practice_passages
from index.piece_nearness import Kind, asked_pieces, pieces_of, write_pieces
from index.static_encoder import own_encoder
from index.thesaurus import write_concepts
from index.word_nearness import write_word_postings

# A step of the progress bar; a transformer takes its time for each passage.
_ENCODED_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class BuildReport:
    """`records` by kind; `seconds` of wall time."""

    snapshot: str
    records: dict[str, int]
    passages: int
    seconds: float


def build(
    store: Store, data_dir: Path, *, encoder: Encoder, progress: bool = False, keeping: Keeping | None = None
) -> BuildReport:
    """Indexes every record of the store, makes the new snapshot current, and removes those that `keeping` lets go.

    Raises BuildRunning when another process builds here. Whatever stops the build, the earlier snapshot stays current.
    """
    start = time.perf_counter()
    with snapshot.building(data_dir):
        view = _view(store, progress)
        now = datetime.now(UTC)
        name = f"{now:%Y%m%dT%H%M%S%f}-{view.fingerprint[:8]}"
        with snapshot.staging(data_dir, name) as staged:
            records = view.records
            passages = [(number, passage) for number, record in enumerate(records) for passage in _passages(record)]
            write_lines(
                staged / snapshot.LINEAGE,
                (view.lineages.get(record.id, Lineage()).model_dump_json() for record in records),
            )
            _write(staged, records, passages, encoder, progress)
            counts = {kind: sum(record.kind == kind for record in records) for kind in ("practice", "document")}
            manifest = snapshot.Manifest(
                format=snapshot.FORMAT,
                snapshot=name,
                created=now.isoformat(),
                counts={**counts, "passages": len(passages)},
                encoder=encoder.name,
                encoder_fingerprint=encoder.fingerprint,
                words_fingerprint=own_encoder().fingerprint,
                analyser_fingerprint=analyser_fingerprint(),
                store_fingerprint=view.fingerprint,
                dimensions=encoder.dim,
                versions={
                    "python": platform.python_version(),
                    **{
                        package: version(package)
                        for package in ("dobre-praktyki", "tantivy", "faiss-cpu", "numpy", "morfeusz2")
                    },
                },
                files=snapshot.checksums(staged),
            )
            snapshot.publish(staged, manifest)
        collect(data_dir, keeping or Keeping())
    return BuildReport(name, counts, len(passages), time.perf_counter() - start)


@dataclass(frozen=True, slots=True)
class _View:
    """What the store held at one moment: an ingest may go on meanwhile."""

    fingerprint: str
    records: list[Practice | Document]
    lineages: dict[str, Lineage]


def _view(store: Store, progress: bool) -> _View:
    with store.reading() as connection:
        return _View(
            store.fingerprint(),
            sorted([*store.practices(), *store.documents()], key=lambda record: record.id),
            lineages(
                connection,
                store.document,
                lambda ids: tqdm(ids, desc="wspólne fragmenty", unit="dok.", disable=not progress),
            ),
        )


def _passages(record: Practice | Document) -> list[Passage]:
    return practice_passages(record) if isinstance(record, Practice) else document_passages(record)


def _write(
    folder: Path,
    records: Sequence[Practice | Document],
    passages: Sequence[tuple[int, Passage]],
    encoder: Encoder,
    progress: bool,
) -> None:
    write_lines(folder / snapshot.RECORDS, (record.model_dump_json() for record in records))
    lines = (json.dumps(asdict(passage), ensure_ascii=False) for _, passage in passages)
    write_lines(folder / snapshot.PASSAGES, lines)
    save_array(folder / snapshot.PASSAGE_RECORDS, np.array([number for number, _ in passages], dtype=np.int32))
    write_facets(folder / snapshot.FACETS, records)
    save_array(folder / snapshot.GROUPS, leaders(records))
    bar = tqdm(total=2 * len(passages), desc="budowanie indeksu", unit="fragm.", disable=not progress)
    with bar:
        bodies = [lemmas(passage.scored_text) for _, passage in passages]
        write_lexical(folder / snapshot.LEXICAL, _lexical(records, passages, bodies, bar))
        write_concepts(folder / snapshot.CONCEPTS, bodies)
        _write_words(folder, records, passages)
        write_vectors(folder / snapshot.VECTORS, _encoded(passages, encoder, bar))


def _write_words(folder: Path, records: Sequence[Practice | Document], passages: Sequence[tuple[int, Passage]]) -> None:
    """What the own encoder needs to compare word by word and piece by piece, whatever encoder serves."""
    texts = [lemmas(passage.meaning_text) for _, passage in passages]
    asked = [asked_of(record) for record in records]
    pieces = [
        piece
        for place, (number, passage) in enumerate(passages)
        for piece in pieces_of(place, passage, records[number])
    ]
    matters = []
    for number, place in _first_passages(passages).items():
        if (known := asked[number]) is not None:
            asking = asked_pieces(place, known)
            pieces += asking
            written = tuple(piece.lemmas for piece in asking if piece.kind is not Kind.JUDGED)
            matters.append(Matter(place, True, written))
    others = [text for text, (number, _) in zip(texts, passages, strict=True) if asked[number] is None]
    gaps = open_gaps(starter_gaps(), others, own_encoder())
    matters += [Matter(number, False, gap.ways) for number, gap in enumerate(gaps)]
    spoken = (*texts, *(piece.lemmas for piece in pieces), *(way for gap in gaps for way in gap.ways))
    base = sorted({lemma for text in spoken for lemma in text})
    words = BaseWords(base, own_encoder())
    write_lemmas(folder / snapshot.WORDS, base)
    write_word_postings(folder / snapshot.WORD_POSTINGS, words, texts)
    write_pieces(folder / snapshot.PIECES, words, pieces, len(passages))
    write_gaps(folder / snapshot.GAPS, gaps, own_encoder())
    write_names(folder / snapshot.NAMES, words, matters, len(passages))


def _first_passages(passages: Sequence[tuple[int, Passage]]) -> dict[int, int]:
    """The number of the first passage by record number."""
    first: dict[int, int] = {}
    for place, (number, _) in enumerate(passages):
        first.setdefault(number, place)
    return first


def _lexical(
    records: Sequence[Practice | Document],
    passages: Sequence[tuple[int, Passage]],
    bodies: Sequence[Sequence[str]],
    bar: tqdm[Never],
) -> Iterator[LexicalPassage]:
    for (number, passage), body in zip(passages, bodies, strict=True):
        record = records[number]
        yield LexicalPassage(lemmas(passage.title), body, record_names(record), place_names(record))
        bar.update()


def _encoded(passages: Sequence[tuple[int, Passage]], encoder: Encoder, bar: tqdm[Never]) -> Vectors:
    vectors = np.zeros((len(passages), encoder.dim), dtype=np.float32)
    for start in range(0, len(passages), _ENCODED_AT_ONCE):
        group = passages[start : start + _ENCODED_AT_ONCE]
        vectors[start : start + len(group)] = encoder.encode_passages([passage.meaning_text for _, passage in group])
        bar.update(len(group))
    return vectors

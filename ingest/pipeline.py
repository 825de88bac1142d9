"""Sources to outcomes: every file and every card gets exactly one, and a bad one never stops the run.

Files are read and cleaned outside the store; what came of them is written in batches, each one transaction that holds the
records together with their outcomes. A run that is killed has stored whole batches; the next run finds those unchanged.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from tqdm import tqdm

from corpus.canonical import canonical_json, checksum
from corpus.document import Document
from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store import Store, Writer
from ingest import limits
from ingest.documents import read_document, stored_name
from ingest.errors import Unreadable
from ingest.formats import HEAD_BYTES, card_reader, document_loader
from ingest.loader import BrokenCard, CardReader, Loader
from ingest.practice_cards import CardRejected, read_card
from ingest.sources import UNREADABLE, SourceFile, check_present, files_of

BATCH = 200

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The run as the store names it, and the outcomes in the order of the sources."""

    run: str
    outcomes: tuple[Outcome, ...]

    def counts(self) -> dict[str, int]:
        """Number of outcomes by status, statuses without one left out."""
        return dict(sorted(Counter(outcome.status for outcome in self.outcomes).items()))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A record that may be stored, with what its outcome will say."""

    record: Practice | Document
    path: str
    item: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _First:
    """Where a practice stood first, and the checksum of its body."""

    path: str
    place: str
    checksum: str


@dataclass(slots=True)
class _Seen:
    """What this run has accepted so far: where each id, and each content, stood first."""

    practices: dict[str, _First] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)


def ingest(sources: Sequence[Path], store: Store, *, progress: bool = False) -> IngestReport:
    """Reads files and folders into the store. A second run over the same sources changes nothing.

    Raises SourceMissing before anything is read, and the errors of the store (StoreBusy, StoreFull); all other faults
    become outcomes. `progress` shows a bar in bytes.
    """
    check_present(sources)
    run = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    plan = [(source, list(files_of(source))) for source in sources]
    total = sum(file.size for _, files in plan for file in files)
    outcomes: list[Outcome] = []
    seen = _Seen()
    with tqdm(total=total, desc="Wczytywanie", unit="B", unit_scale=True, disable=not progress) as bar:
        for source, files in plan:
            for batch in _batches(files, seen, bar):
                outcomes.extend(_store(batch, store, run, str(source)))
    return IngestReport(run, tuple(outcomes))


def _batches(files: Sequence[SourceFile], seen: _Seen, bar: tqdm[Any]) -> Iterator[list[_Ready | Outcome]]:
    batch: list[_Ready | Outcome] = []
    for file in files:
        for result in _guarded(file, seen, bar):
            batch.append(result)
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _store(batch: Sequence[_Ready | Outcome], store: Store, run: str, source: str) -> list[Outcome]:
    with store.writer() as writer:
        outcomes = [result if isinstance(result, Outcome) else _settled(result, store, writer) for result in batch]
        writer.record_outcomes(run, source, outcomes)
    return outcomes


def _settled(ready: _Ready, store: Store, writer: Writer) -> Outcome:
    record = ready.record
    if isinstance(record, Practice):
        status = writer.put_practice(record)
    else:
        earlier = store.document(record.id)
        if earlier is not None:
            if PurePosixPath(earlier.file_name).name != PurePosixPath(record.file_name).name:
                return _duplicate(ready.path, earlier.file_name, record.id)
            # The same file reached by another way, alone or within a folder, keeps the name of the first time.
            record = record.model_copy(update={"file_name": earlier.file_name})
        status = writer.put_document(record)
    return Outcome(path=ready.path, status=status, item=ready.item, record_id=record.id, reason=ready.reason)


def _guarded(file: SourceFile, seen: _Seen, bar: tqdm[Any]) -> Iterator[_Ready | Outcome]:
    """What a file holds; whatever goes wrong with it becomes an outcome."""
    done = bar.n
    try:
        yield from _read(file, seen, bar)
    except Unreadable as error:
        yield Outcome(path=file.shown, status=error.status, reason=error.reason)
    except OSError:
        yield Outcome(path=file.shown, status="rejected", reason=UNREADABLE)
    except Exception as error:  # noqa: BLE001 (the one place that keeps a run going)
        # A fault of our own on one file must not cost the user the rest of the folder; the log keeps the trace.
        _log.exception("fault on %s", file.shown)
        reason = f"Błąd programu przy tym pliku ({type(error).__name__}). Zgłoś go razem z plikiem."
        yield Outcome(path=file.shown, status="rejected", reason=reason)
    finally:
        bar.update(done + file.size - bar.n)


def _read(file: SourceFile, seen: _Seen, bar: tqdm[Any]) -> Iterator[_Ready | Outcome]:
    if file.fault is not None:
        raise Unreadable(file.fault)
    with file.path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        stream.seek(0)
        reader = card_reader(head, file.name)
        if reader is not None:
            reader.size.check(file.size)
            yield from _cards(reader, stream, file, seen, bar)
        else:
            loader = document_loader(head, file.name)
            limits.DOCUMENT_BYTES.check(file.size)
            yield _document(loader, stream.read(limits.DOCUMENT_BYTES.value + 1), file, seen)


def _document(loader: Loader, data: bytes, file: SourceFile, seen: _Seen) -> _Ready | Outcome:
    limits.DOCUMENT_BYTES.check(len(data))
    digest = hashlib.sha256(data).hexdigest()
    if (first := seen.documents.get(digest)) is not None:
        return _duplicate(file.shown, first, f"doc-{digest[:16]}")
    read = read_document(data, file.name, loader)
    seen.documents[digest] = stored_name(file.name)
    return _Ready(read.document, file.shown, reason=" ".join(read.notes) or None)


def _duplicate(path: str, first: str, record_id: str) -> Outcome:
    reason = f"Ten sam plik co „{first}”. Nie dodano go drugi raz."
    return Outcome(path=path, status="duplicate", record_id=record_id, reason=reason)


def _cards(
    reader: CardReader, stream: BinaryIO, file: SourceFile, seen: _Seen, bar: tqdm[Any]
) -> Iterator[_Ready | Outcome]:
    start = bar.n
    for entry in reader.read(stream):
        if isinstance(entry, BrokenCard):
            yield Outcome(path=file.shown, status="rejected", item=entry.item, field=entry.field, reason=entry.reason)
            continue
        try:
            read = read_card(entry)
        except CardRejected as error:
            yield Outcome(path=file.shown, status="rejected", item=entry.item, field=error.field, reason=error.reason)
        else:
            place = f"{reader.item_name} {entry.item}"
            again = _again(read.practice, file.shown, place, entry.item, seen)
            yield again or _Ready(read.practice, file.shown, entry.item, read.note)
        bar.update(start + stream.tell() - bar.n)


def _again(practice: Practice, path: str, place: str, item: int, seen: _Seen) -> Outcome | None:
    """The outcome of a card whose id this run has met already, None for a new one."""
    this = _First(path, place, checksum(canonical_json(practice)))
    first = seen.practices.setdefault(practice.id, this)
    if first is this:
        return None
    where = first.place if first.path == path else f"{first.path}, {first.place}"
    if first.path != path and first.checksum == this.checksum:
        reason = f"Ta sama karta co: {where}. Nie dodano jej drugi raz."
        return Outcome(path=path, status="duplicate", item=item, record_id=practice.id, reason=reason)
    reason = f"Identyfikator „{practice.id}” ma już karta: {where}. Zmień go albo usuń jedną z kart."
    return Outcome(path=path, status="rejected", item=item, record_id=practice.id, field="id", reason=reason)

"""Sources to outcomes: every file and every card gets exactly one, and a bad one never stops the run.

Files are read by confined children (ingest/sandbox.py), those that have not changed since an earlier run are not read at all
(ingest/ledger.py). What came of them is written in batches, each one transaction that holds the records together with their
outcomes and with how the finished files looked. A run that is killed has stored whole batches; the next one goes on from
there.
"""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tqdm import tqdm

from corpus.outcome import Outcome
from corpus.store import Store
from ingest import entities, limits
from ingest.fingerprint import reading_fingerprint
from ingest.ledger import Ledger, Vanished
from ingest.protocol import DocumentRead, Fault, Frame, Opened, PracticeRead, Progress, Refused
from ingest.sandbox import Sandbox
from ingest.scratch import Scratch
from ingest.settling import Copy, End, FileRun, Item, Replay, Settling
from ingest.sources import Address, Source, SourceFile, check_present, files_of
from ingest.web_sources import Fetch, fetched, fetcher
from ingest.worker import CHILD, CRASHED, Bounds

BATCH = 200
BATCH_BYTES = 8 * 2**20
BATCH_SECONDS = 5.0
# To start one more child takes as long as to read about so much text.
WORKER_BYTES = 2**18
# Of the memory of a run the parent needs about so much, whatever the number of children.
_PARENT_BYTES = 384 * 2**20

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The run as the store names it, the outcomes in the order of the sources, and the files that are gone."""

    run: str
    outcomes: tuple[Outcome, ...]
    vanished: tuple[Vanished, ...] = ()

    def counts(self) -> dict[str, int]:
        """Number of outcomes by status, statuses without one left out."""
        return dict(sorted(Counter(outcome.status for outcome in self.outcomes).items()))


def default_workers() -> int:
    """As many children as there are cores for us, but no more than fit into `limits.RUN_MEMORY` at their largest."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    room = (limits.RUN_MEMORY.value - _PARENT_BYTES) // limits.READING_MEMORY.value
    return max(1, min(cores, room))


def ingest(
    sources: Sequence[Source],
    store: Store,
    *,
    progress: bool = False,
    workers: int | None = None,
    again: bool = False,
    restore_removed: bool = False,
    bounds: Bounds | None = None,
    child: Sequence[str] = CHILD,
    fetch: Fetch | None = None,
) -> IngestReport:
    """Reads files, folders and web addresses into the store. A second run over the same sources reads only what has changed.

    `workers` children read at a time, `again` reads unchanged files too, `restore_removed` lets records come back that
    were removed. `progress` shows a bar in bytes. `bounds` and `child` are what a child may use and how it is started,
    `fetch` asks the web.

    Raises SourceMissing and PipelineMissing before anything is read, ChildBroken when no child can be started, and the
    errors of the store (StoreBusy, StoreFull); all other faults become outcomes.
    """
    check_present(sources)
    entities.check()
    run = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    ledger = Ledger(store, reading_fingerprint(), again=again)
    settling = Settling(store, ledger, restore_removed=restore_removed)
    outcomes: list[Outcome] = []
    with ExitStack() as stack:
        plan = _planned(sources, fetch, stack)
        for source, files in plan:
            ledger.look(source, files)
        listed = [file for _, files in plan for file in files]
        total = sum(file.size for file in listed)
        to_read = [file for file in listed if ledger.unchanged(file) is None]
        sandbox = Sandbox(
            to_read,
            ledger.wanted,
            workers=workers or min(default_workers(), 1 + sum(file.size for file in to_read) // WORKER_BYTES),
            bounds=bounds or Bounds(),
            command=child,
        )
        bar = tqdm(total=total, desc="Wczytywanie", unit="B", unit_scale=True, disable=not progress)
        stack.enter_context(bar)
        stack.enter_context(sandbox)
        for source, files in plan:
            for batch in _batches(_entries(files, sandbox, ledger, bar)):
                with store.writer() as writer:
                    outcomes.extend(settling.settle(batch, writer, run, str(source)))
    return IngestReport(run, tuple(outcomes), ledger.vanished())


def _planned(sources: Sequence[Source], fetch: Fetch | None, stack: ExitStack) -> list[tuple[Source, list[SourceFile]]]:
    """The files of each source. What is fetched lies in a folder that goes when `stack` does."""
    folder: Path | None = None
    plan: list[tuple[Source, list[SourceFile]]] = []
    for number, source in enumerate(sources):
        if isinstance(source, Address):
            folder = folder or stack.enter_context(Scratch()).folder
            fetch = fetch or fetcher()
            plan.append((source, [fetched(source, fetch, folder / f"{number}")]))
        else:
            plan.append((source, list(files_of(source))))
    return plan


@dataclass(frozen=True, slots=True)
class _Entry:
    """What came of a file, or a part of that, and how much room it takes, in bytes."""

    file: FileRun
    item: Item
    size: int = 0


def _batches(entries: Iterator[_Entry]) -> Iterator[list[tuple[FileRun, Item]]]:
    batch: list[tuple[FileRun, Item]] = []
    records = size = 0
    began = time.monotonic()
    for entry in entries:
        batch.append((entry.file, entry.item))
        records += not isinstance(entry.item, End)
        size += entry.size
        # The end of a document comes right after it and is stored with it; a file of many cards is cut anywhere.
        card = isinstance(entry.item, PracticeRead | Refused) and entry.item.item is not None
        whole = card or isinstance(entry.item, End)
        if whole and (records >= BATCH or size >= BATCH_BYTES or time.monotonic() - began >= BATCH_SECONDS):
            yield batch
            batch, records, size, began = [], 0, 0, time.monotonic()
    if batch:
        yield batch


def _entries(files: Sequence[SourceFile], sandbox: Sandbox, ledger: Ledger, bar: tqdm[Any]) -> Iterator[_Entry]:
    for file in files:
        start = bar.n
        if (known := ledger.unchanged(file)) is not None:
            of_file = FileRun(file, known.note.name)
            yield _Entry(of_file, Replay(known))
        else:
            taken = sandbox.take()
            of_file = _file_run(file, taken.opened, ledger)
            if taken.opened is not None and not taken.wanted:
                yield _Entry(of_file, _not_read(file, taken.opened, ledger))
            for piece in taken.pieces:
                if isinstance(piece.frame, Progress):
                    bar.update(start + piece.frame.done - bar.n)
                else:
                    yield _Entry(of_file, _item(file, piece.frame), piece.size)
        yield _Entry(of_file, End())
        bar.update(start + file.size - bar.n)


def _file_run(file: SourceFile, opened: Opened | None, ledger: Ledger) -> FileRun:
    if opened is None:
        return FileRun(file, "", lasting=False)
    return FileRun(file, opened.name, opened.sha256, ledger.note(file, opened))


def _not_read(file: SourceFile, opened: Opened, ledger: Ledger) -> Replay | Copy:
    known = ledger.with_same_bytes(file, opened.sha256 or "")
    return Copy() if known is None else Replay(known)


def _item(file: SourceFile, frame: Frame) -> Item:
    match frame:
        case DocumentRead() | PracticeRead() | Refused():
            return frame
        case Fault():
            # A fault of our own on one file must not cost the user the rest of the folder; the log keeps the trace.
            _log.error("fault on %s\n%s", file.shown, frame.trace)
            reason = f"Błąd programu przy tym pliku ({frame.error}). Zgłoś go razem z plikiem."
            return Refused(status="rejected", reason=reason, lasting=False)
    return Refused(status="rejected", reason=CRASHED, lasting=False)

"""Personal data masked in a confined child, for a server: the models stay out of its memory, a fault costs one request.

The child is kept for a while after its last texts, since who looks at a preview sends it soon after; then it ends, and its
memory goes back to the system.
"""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import asdict, replace

from corpus.store_sources import as_bytes
from ingest.errors import ChildBroken
from ingest.limits import READING_CPU_SECONDS, READING_SECONDS
from ingest.personal.record import NOTHING_TOLD, Record
from ingest.privacy import Masked
from ingest.protocol import Garbled, Order, TextsMasked, frame_of
from ingest.scratch import Scratch
from ingest.worker import Bounds, Worker, WorkerLost

CHILD = (sys.executable, "-P", "-m", "ingest.masking_child")
BOUNDS = Bounds(seconds=replace(READING_SECONDS, value=60), cpu_seconds=replace(READING_CPU_SECONDS, value=60))
IDLE_SECONDS = 300.0
PATIENCE_SECONDS = 90.0  # for the turn, the start of a child and the work
_WATCH_SECONDS = 0.05

Mask = Callable[[Sequence[str], Record], list[Masked]]
_Job = tuple[tuple[str, ...], Record]


class MaskingFailed(Exception):
    """The texts could not be masked, so they must not be stored. They may be tried again."""


class Masking:
    """`mask_all` of ingest/privacy.py, by one child that serves one request at a time. Usable from several threads."""

    def __init__(
        self,
        *,
        idle_seconds: float = IDLE_SECONDS,
        patience_seconds: float = PATIENCE_SECONDS,
        bounds: Bounds = BOUNDS,
        command: Sequence[str] = CHILD,
    ) -> None:
        self._idle = idle_seconds
        self._patience = patience_seconds
        self._bounds = bounds
        self._command = command
        self._jobs: queue.SimpleQueue[tuple[_Job, Future[list[Masked]]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._worker: Worker | None = None

    def mask_all(self, texts: Sequence[str], record: Record = NOTHING_TOLD) -> list[Masked]:
        """The texts without personal data, read together. Raises MaskingFailed."""
        if not texts:
            return []
        answer: Future[list[Masked]] = Future()
        with self._lock:
            if self._thread is None:
                # A child ends with the thread that started it, so one thread has it for all its life.
                self._thread = threading.Thread(target=self._serve, name="masking", daemon=True)
                self._thread.start()
            self._jobs.put(((tuple(texts), record), answer))
        try:
            return self._watched(answer)
        except FutureTimeout as error:
            answer.cancel()
            raise MaskingFailed from error

    def close(self) -> None:
        """Ends the child. A later call starts another."""
        with self._lock:
            thread = self._thread
            if thread is not None:
                self._jobs.put(None)
            if self._worker is not None:
                self._worker.kill()
        if thread is not None:
            thread.join(self._patience)

    def _watched(self, answer: Future[list[Masked]]) -> list[Masked]:
        for _ in range(int(self._patience / _WATCH_SECONDS)):
            try:
                return answer.result(_WATCH_SECONDS)
            except FutureTimeout:
                worker = self._worker
                if worker is not None:
                    worker.check()
        raise FutureTimeout

    def _serve(self) -> None:
        with Scratch() as scratch:
            while True:
                try:
                    job = self._jobs.get(timeout=self._idle)
                except queue.Empty:
                    job = None
                with self._lock:
                    if job is None and self._jobs.empty():
                        self._thread = None
                        self._end()
                        return
                if job is not None and job[1].set_running_or_notify_cancel():
                    self._answer(scratch, *job)

    def _answer(self, scratch: Scratch, job: _Job, answer: Future[list[Masked]]) -> None:
        try:
            if self._worker is None:
                self._worker = Worker(scratch.folder / "maskowanie", self._bounds, self._command)
            answer.set_result(_asked(self._worker, *job))
            if self._worker.worn:
                self._end()
        except Exception as error:  # noqa: BLE001 (whoever waits is told, whatever it is)
            self._end()
            known = isinstance(error, WorkerLost | ChildBroken | Garbled | OSError)
            failed = MaskingFailed() if known else error
            failed.__cause__ = error if known else None
            answer.set_exception(failed)

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


def _asked(worker: Worker, texts: tuple[str, ...], record: Record) -> list[Masked]:
    worker.folder.mkdir(exist_ok=True)
    path = worker.folder / "teksty.json"
    content = json.dumps({"texts": texts, "record": asdict(record)}, ensure_ascii=False).encode("utf-8", "replace")
    path.write_bytes(content)
    order = Order(
        path=as_bytes(path).hex(),
        name="teksty",
        size=len(content),
        fault=None,
        cpu_seconds=worker.bounds.cpu_seconds.value,
    )
    frames = [frame_of(line) for line in worker.read(order, lambda _: True)]
    found = [frame for frame in frames if isinstance(frame, TextsMasked)]
    if len(found) != 1 or len(found[0].texts) != len(texts):
        raise Garbled
    return [Masked(one.text, one.counts) for one in found[0].texts]

"""Many files read by a few confined children at once, the results in the order of the files.

A thread stands beside each child. Children run ahead of the one who takes the results, but not far: what waits is bounded,
and the file whose turn it is always gets through.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from corpus.store_sources import as_bytes
from ingest.libreoffice import remove_left_sockets
from ingest.protocol import Frame, Garbled, Guard, Opened, Order, Refused, frame_of
from ingest.scratch import Scratch
from ingest.sources import SourceFile
from ingest.worker import CHILD, CRASHED, Bounds, Worker, WorkerLost

AHEAD_FILES = 200
AHEAD_BYTES = 32 * 2**20
_WATCH_SECONDS = 0.05
_STOPPING_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """One frame of a file, with its size as it came, in bytes."""

    frame: Frame
    size: int


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: `opened` is None when the child was lost before; `wanted` says whether it was read on.

    All `pieces` must be taken before the next file.
    """

    opened: Opened | None
    wanted: bool
    pieces: Iterator[Piece]


@dataclass(slots=True)
class _Job:
    """One file: `lines` have come and are not taken yet, `ended` when no more will come."""

    number: int
    file: SourceFile
    opened: Opened | None = None
    wanted: bool = True
    lines: deque[bytes] = field(default_factory=deque)
    lost: WorkerLost | None = None
    ended: bool = False


class _Closed(Exception):
    """The sandbox is closed while a child is at work."""


class Sandbox:
    """Reads `files` with at most `workers` children. Use as a context manager: no child outlives it.

    `wanted(file, opened)` decides, once the checksum of a file is known, whether it is read on; it is called from several
    threads. `plain` is that of `Order`.
    """

    def __init__(
        self,
        files: Sequence[SourceFile],
        wanted: Callable[[SourceFile, Opened], bool],
        *,
        workers: int,
        bounds: Bounds,
        command: Sequence[str] = CHILD,
        plain: bool = False,
    ) -> None:
        self._plain = plain
        self._jobs = [_Job(number, file) for number, file in enumerate(files)]
        self._wanted = wanted
        self._bounds = bounds
        self._command = command
        self._changed = threading.Condition()
        self._next = self._turn = self._held = 0
        self._closed = threading.Event()
        self._failure: BaseException | None = None
        self._workers: dict[int, Worker] = {}
        self._scratch = Scratch() if self._jobs else None
        count = min(workers, len(self._jobs))
        self._threads = [threading.Thread(target=self._serve, args=(slot,), daemon=True) for slot in range(count)]
        self._watching = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        self._watching.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kills what is still at work and removes what it wrote. A second call does nothing."""
        self._closed.set()
        with self._changed:
            for worker in self._workers.values():
                worker.kill()
            self._changed.notify_all()
        for thread in (*self._threads, self._watching):
            if thread.is_alive():
                thread.join(_STOPPING_SECONDS)
        if self._scratch is not None:
            self._scratch.close()
            remove_left_sockets()

    def take(self) -> Taken:
        """The next file in order. Raises ChildBroken when no child can be started."""
        job = self._jobs[self._turn]
        self._wait(lambda: job.opened is not None or job.ended)
        return Taken(job.opened, job.wanted, self._pieces(job))

    def _pieces(self, job: _Job) -> Iterator[Piece]:
        while True:
            self._wait(lambda: bool(job.lines) or job.ended)
            if not job.lines:
                break
            with self._changed:
                line = job.lines.popleft()
                self._held -= len(line)
                self._changed.notify_all()
            yield _piece(line)
        with self._changed:
            self._turn += 1
            self._changed.notify_all()
        if job.lost is not None:
            refused = Refused(status="rejected", reason=job.lost.reason, lasting=job.lost.lasting)
            yield Piece(refused, 0)

    def _wait(self, ready: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(lambda: ready() or self._failure is not None)
            if self._failure is not None:
                raise self._failure

    def _serve(self, slot: int) -> None:
        """Reads one file after another; runs in a thread of its own, which the child must not outlive."""
        worker: Worker | None = None
        try:
            while (job := self._assigned()) is not None:
                worker = worker or self._started(slot)
                worker = self._read(job, worker, slot)
        except _Closed:
            pass
        except BaseException as error:  # noqa: BLE001 (raised again in the thread that waits for results)
            with self._changed:
                self._failure = self._failure or error
                self._changed.notify_all()
        finally:
            if worker is not None:
                self._end(slot, worker)

    def _assigned(self) -> _Job | None:
        """The next file to read, None when there is none left or the sandbox is closed."""

        def may_go_on() -> bool:
            near = self._next - self._turn < AHEAD_FILES and self._held < AHEAD_BYTES
            return self._closed.is_set() or self._next == len(self._jobs) or near or self._next == self._turn

        with self._changed:
            self._changed.wait_for(may_go_on)
            if self._closed.is_set() or self._next == len(self._jobs):
                return None
            self._next += 1
            return self._jobs[self._next - 1]

    def _started(self, slot: int) -> Worker:
        assert self._scratch is not None
        worker = Worker(self._scratch.folder / f"{slot}", self._bounds, self._command)
        with self._changed:
            self._workers[slot] = worker
            if self._closed.is_set():
                worker.kill()
        return worker

    def _read(self, job: _Job, worker: Worker, slot: int) -> Worker | None:
        """Reads one file. Returns the child when it can read another one."""
        usable = True
        try:
            for line in worker.read(self._order(job.file), lambda opened: self._asked(job, opened)):
                self._deliver(job, line)
        except WorkerLost as lost:
            job.lost, usable = lost, False
        if not usable or worker.worn:
            self._end(slot, worker)
            usable = False
        with self._changed:
            job.ended = True
            self._changed.notify_all()
        return worker if usable else None

    def _asked(self, job: _Job, opened: Opened) -> bool:
        wanted = self._wanted(job.file, opened)
        with self._changed:
            job.opened, job.wanted = opened, wanted
            self._changed.notify_all()
        return wanted

    def _deliver(self, job: _Job, line: bytes) -> None:
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._closed.is_set()
                    or self._held + len(line) <= AHEAD_BYTES
                    or (job.number == self._turn and not job.lines)
                )
            )
            if self._closed.is_set():
                raise _Closed
            job.lines.append(line)
            self._held += len(line)
            self._changed.notify_all()

    def _end(self, slot: int, worker: Worker) -> None:
        with self._changed:
            self._workers.pop(slot, None)
        worker.close()

    def _watch(self) -> None:
        while not self._closed.wait(_WATCH_SECONDS):
            with self._changed:
                running = tuple(self._workers.values())
            for worker in running:
                worker.check()

    def _order(self, file: SourceFile) -> Order:
        return Order(
            path=as_bytes(file.path).hex(),
            name=file.name,
            size=file.size,
            fault=file.fault,
            cpu_seconds=self._bounds.cpu_seconds.value,
            plain=self._plain,
        )


def _piece(line: bytes) -> Piece:
    try:
        return Piece(frame_of(line), len(line))
    except Garbled:
        return Piece(Refused(status="rejected", reason=CRASHED, lasting=False), len(line))


def held_guards() -> frozenset[Guard]:
    """Starts a child and ends it. What this system keeps a child from. Raises ChildBroken."""
    with Scratch() as scratch:
        worker = Worker(scratch.folder / "proba", Bounds())
        worker.close()
    return frozenset(worker.guards)

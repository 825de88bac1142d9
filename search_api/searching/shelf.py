"""The open searcher of a running server: leased to requests, replaced when a new snapshot is published."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from corpus.language import normalise
from index.encoder import ModelMissing
from index.snapshot import MANIFEST, SnapshotError
from search_api.searching.engine import Engine

FAILED = "Nie udało się otworzyć indeksu. Powód jest w dzienniku serwera. Uruchom „praktyki doctor”."


_log = logging.getLogger(__name__)


class NotReady(Exception):
    """There is no snapshot to serve. The message is Polish and says what to do."""


@dataclass(frozen=True, slots=True)
class _Published:
    """A published snapshot as it lies there: one that a restore put in the place of a damaged one of the same name is another."""

    path: Path
    made: tuple[int, int] | None

    @classmethod
    def at(cls, path: Path) -> Self:
        try:
            found = (path / MANIFEST).stat()
        except OSError:
            return cls(path, None)
        return cls(path, (found.st_ino, found.st_mtime_ns))


@dataclass
class _Opened:
    engine: Engine
    published: _Published
    leases: int = 0
    retired: bool = False


class Shelf:
    """Holds one open searcher. A replaced one closes when the last request that uses it ends.

    `current` names the published snapshot, `open_engine` opens it and raises SnapshotError when it cannot.
    """

    def __init__(self, current: Callable[[], Path | None], open_engine: Callable[[], Engine]) -> None:
        self._current = current
        self._open_engine = open_engine
        self._lock = threading.Lock()
        self._looking = threading.Lock()  # one opens at a time
        self._closed = False
        self._opened: _Opened | None = None
        self._refused: _Published | None = None
        self._told: str | None = None
        self.reason: str | None = None
        self.opened_count = 0

    def refresh(self) -> None:
        """Opens the published snapshot when it is another one than that which is open.

        A snapshot that cannot be opened leaves the earlier one serving, with the reason in `reason`; it is not tried
        again until another is published. Raises nothing: any other failure is told on stderr once, leaves its reason,
        and the next call tries again.
        """
        try:
            with self._looking:
                self._follow()
        except Exception as error:  # noqa: BLE001 (a running server outlives whatever befalls its data folder)
            told = f"{type(error).__name__}: {normalise(str(error))}"
            if told != self._told:
                _log.error("nie udało się otworzyć indeksu: %s", told)
            self._told = told
            self.reason = str(error) if isinstance(error, ModelMissing) else FAILED
        else:
            self._told = None

    def _follow(self) -> None:
        path = self._current()
        if path is None and self._opened is None:
            self.reason = "Nie ma jeszcze indeksu. Uruchom „praktyki serve --prepare” albo „praktyki build”."
            return
        if path is None:
            return
        published = _Published.at(path)
        if published == self._refused:
            return
        if self._opened is not None and published == self._opened.published:
            self.reason = self._opened.engine.damage
            return
        try:
            engine = self._open_engine()
        except SnapshotError as error:
            self._refused, self.reason = published, str(error)
            _log.error("%s", normalise(str(error)))
            return
        self._refused, self.reason = None, engine.damage
        if engine.damage:
            _log.error("%s", normalise(engine.damage))
        self.opened_count += 1
        self._replace(_Opened(engine, published))

    @contextmanager
    def lease(self) -> Iterator[Engine]:
        """The open searcher, kept open for the length of the block. Raises NotReady when there is none."""
        with self._lock:
            opened = self._opened
            if opened is None:
                raise NotReady(self.reason or "Serwer jeszcze się uruchamia. Spróbuj za chwilę.")
            opened.leases += 1
        try:
            yield opened.engine
        finally:
            with self._lock:
                opened.leases -= 1
                last = opened.retired and opened.leases == 0
            if last:
                opened.engine.close()

    def close(self) -> None:
        """Closes what is open as soon as nobody uses it, and what a refresh that still runs will open."""
        with self._lock:
            self._closed = True
        self._replace(None)

    def _replace(self, new: _Opened | None) -> None:
        with self._lock:
            old: _Opened | None
            if self._closed and new is not None:
                old = new
            else:
                old, self._opened = self._opened, new
            if old is None:
                return
            old.retired = True
            unused = old.leases == 0
        if unused:
            old.engine.close()

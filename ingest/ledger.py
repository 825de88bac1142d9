"""What earlier runs know about the files of this one: which are unchanged, which moved, which are gone."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from corpus.store import Store
from corpus.store_sources import KnownSource, SourceNote
from ingest.formats import card_reader
from ingest.protocol import Opened
from ingest.sources import Source, SourceFile, key_of, readable

# A file that changed less than this before it was read may change again within the same tick of the clock of its disk.
FRESH_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Vanished:
    """A file of an earlier run that is not there any more. `path` as text; its records stay in the store."""

    path: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds as far as reading goes: its bytes, and the suffix, on which the reader may depend."""

    sha256: str
    suffix: str

    @classmethod
    def of(cls, name: str, sha256: str) -> Content:
        return cls(sha256, PurePath(name).suffix.lower())


class Ledger:
    """Memory of earlier runs and of this one. `wanted` may be called from any thread once all sources are looked at, all else in
    the thread of the store."""

    def __init__(self, store: Store, reader: str, *, again: bool) -> None:
        self._store = store
        self._reader = reader
        self._again = again
        self._now_ns = time.time_ns()
        self._known: dict[bytes, KnownSource] = {}
        self._earlier: dict[bytes, KnownSource] = {}
        self._by_content: dict[Content, KnownSource] = {}
        self._gone: dict[bytes, KnownSource] = {}
        self._order: dict[bytes, int] = {}
        self._first: dict[Content, int] = {}
        self._lock = threading.Lock()

    def look(self, source: Source, files: Iterable[SourceFile]) -> None:
        """Takes in one source with the files that are there now."""
        present = set()
        for file in files:
            present.add(file.key)
            self._order.setdefault(file.key, len(self._order))
        for known in self._store.sources(key_of(source)):
            if isinstance(source, Path) and known.note.path not in present and _is_gone(known.note.path):
                self._gone[known.note.path] = known
                continue
            self._earlier[known.note.path] = known
            if known.note.reader == self._reader and not self._again:
                self._known[known.note.path] = known
                name = os.fsdecode(known.note.path)
                self._by_content.setdefault(Content.of(name, known.note.sha256), known)

    def unchanged(self, file: SourceFile) -> KnownSource | None:
        """What is known of a file that looks as it did when it was last read, None for a file that must be opened."""
        known = self._known.get(file.key)
        if known is None or file.fault is not None or file.modified_ns is None:
            return None
        same = (known.note.size, known.note.modified_ns) == (file.size, file.modified_ns)
        return known if same else None

    def with_same_bytes(self, file: SourceFile, sha256: str) -> KnownSource | None:
        """What is known of a file whose time has changed and whose bytes have not."""
        known = self._known.get(file.key)
        return known if known is not None and known.note.sha256 == sha256 else None

    def elsewhere(self, content: Content) -> KnownSource | None:
        """What is known of another file with this content that is still there."""
        return self._by_content.get(content)

    def records_before(self, file: SourceFile) -> frozenset[str]:
        """Ids of the records that came of the file when it was last read, whatever its bytes were then."""
        known = self._earlier.get(file.key)
        outcomes = None if known is None else self._store.outcomes_of(known)
        return frozenset(one.record_id for one in outcomes or () if one.record_id is not None)

    def wanted(self, file: SourceFile, opened: Opened) -> bool:
        """False when nothing new can come of reading the file on: its bytes are known, or read in this run."""
        if opened.sha256 is None:
            return True
        if self.with_same_bytes(file, opened.sha256) is not None:
            return False
        if card_reader(b"", file.name) is not None:
            return True  # each card of a copy gets its own outcome
        number, content = self._order[file.key], Content.of(file.name, opened.sha256)
        with self._lock:
            first = self._first.get(content, number)
            self._first[content] = min(first, number)
        return first >= number and self.elsewhere(content) is None

    def note(self, file: SourceFile, opened: Opened) -> SourceNote | None:
        """How the file looked when it was read in this run; None when its bytes were not read."""
        if opened.sha256 is None:
            return None
        settled = file.modified_ns is not None and self._now_ns - file.modified_ns > FRESH_NS
        modified_ns = file.modified_ns if settled else None
        return SourceNote(file.key, file.size, modified_ns, opened.sha256, self._reader, opened.name)

    def moved(self, sha256: str) -> KnownSource | None:
        """A file that is gone and had these bytes: the one that has them now is the same, moved or renamed."""
        if any(known.note.sha256 == sha256 for known in self._known.values()):
            return None
        return next((known for known in self._gone.values() if known.note.sha256 == sha256), None)

    def found_again(self, known: KnownSource) -> None:
        """A file that was gone has turned up elsewhere."""
        self._gone.pop(known.note.path, None)

    def vanished(self) -> tuple[Vanished, ...]:
        """Files that are gone, in the order of their paths, with the records that came of them."""
        return tuple(
            Vanished(
                readable(os.fsdecode(path)),
                tuple(sorted({one.record_id for one in self._store.outcomes_of(known) or () if one.record_id})),
            )
            for path, known in sorted(self._gone.items())
        )


def _is_gone(path: bytes) -> bool:
    """True when nothing stands there; False when that cannot be told, as in a folder without access."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False

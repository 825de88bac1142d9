"""A file that somebody uploads, or a text that they paste, as a document or as rows of a table. Nothing of it is stored.

A confined child reads it as it reads files for the store (ingest/sandbox.py): without network, within limits of time and
memory, and with personal data masked. The bytes lie in a folder of their own until the child is done.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from corpus.document import Document
from ingest.limits import READING_CPU_SECONDS, READING_SECONDS, Limit
from ingest.protocol import DocumentRead, Fault, Refused, TableRead
from ingest.sandbox import Sandbox
from ingest.scratch import Scratch
from ingest.sources import SourceFile, readable
from ingest.worker import CHILD, Bounds

UPLOAD_BYTES = Limit(20 * 2**20, "rozmiar przesłanego pliku", "bajtów", "Podziel plik albo zmniejsz w nim obrazy.")
UPLOAD_SECONDS = replace(READING_SECONDS, value=120)
UPLOAD_CPU_SECONDS = replace(READING_CPU_SECONDS, value=90)
AT_ONCE = 2  # children that read uploads, each of which may take `ingest.limits.READING_MEMORY`; see `take`
PATIENCE_SECONDS = 30  # how long an upload waits for its turn

BUSY = "Serwer czyta teraz inne pliki. Spróbuj ponownie za chwilę."
FAILED = "Nie udało się przeczytać tego pliku z powodu błędu programu. Zapisz go jako PDF albo TXT i spróbuj ponownie."
NOTHING = "Plik jest pusty (0 bajtów). Sprawdź, czy zapisał się do końca."
PASTED = "wklejony tekst.txt"

_log = logging.getLogger(__name__)
_turns = threading.BoundedSemaphore(AT_ONCE)


def take(most_bytes: int, at_once: int) -> None:
    """Sets how large a file this process takes and how many it reads at a time; called when the application is made."""
    global UPLOAD_BYTES, _turns
    UPLOAD_BYTES = replace(UPLOAD_BYTES, value=most_bytes)
    _turns = threading.BoundedSemaphore(at_once)


class UploadRefused(Exception):
    """The upload cannot be read. The message is a Polish sentence that says what to do; `busy`: it may be tried again as it is."""

    def __init__(self, message: str, *, busy: bool = False) -> None:
        super().__init__(message)
        self.busy = busy


@dataclass(frozen=True, slots=True)
class Upload:
    """Either `document` or `rows` is set. `notes` are Polish sentences: what could not be read, what was masked."""

    name: str
    document: Document | None = None
    rows: tuple[tuple[str, ...], ...] | None = None
    notes: tuple[str, ...] = ()


UPLOAD_BOUNDS = Bounds(seconds=UPLOAD_SECONDS, cpu_seconds=UPLOAD_CPU_SECONDS)


def read_upload(
    data: bytes,
    name: str,
    *,
    bounds: Bounds = UPLOAD_BOUNDS,
    command: Sequence[str] = CHILD,
    patience: float = PATIENCE_SECONDS,
) -> Upload:
    """Reads an uploaded file. Takes seconds, so it is called from a thread of its own.

    `name` is what the browser calls the file: only its last part is looked at. Raises UploadRefused, ChildBroken.
    """
    if not data:
        raise UploadRefused(NOTHING)
    if len(data) > UPLOAD_BYTES.value:
        raise UploadRefused(UPLOAD_BYTES.message)
    turns = _turns
    if not turns.acquire(timeout=patience):
        raise UploadRefused(BUSY, busy=True)
    try:
        return _read(data, _bare_name(name), bounds, command)
    finally:
        turns.release()


def read_pasted(text: str, *, bounds: Bounds = UPLOAD_BOUNDS) -> Upload:
    """Reads a pasted document as a text file is read: its lines are joined, its headings found, its personal data masked."""
    return read_upload(text.encode("utf-8", errors="replace"), PASTED, bounds=bounds)


def _bare_name(name: str) -> str:
    last = readable(PurePath(name.replace("\\", "/")).name).replace("\0", "")
    return last[-200:] or "plik"


def _read(data: bytes, name: str, bounds: Bounds, command: Sequence[str]) -> Upload:
    with Scratch() as scratch:
        # The name of the upload stays out of the file system.
        path = scratch.folder / "upload"
        path.write_bytes(data)
        source = SourceFile(path, name, len(data))
        with Sandbox([source], lambda *_: True, workers=1, bounds=bounds, command=command, plain=True) as sandbox:
            taken = sandbox.take()
            frames = [piece.frame for piece in taken.pieces]
    shown = taken.opened.name if taken.opened is not None else name
    for frame in frames:
        match frame:
            case DocumentRead():
                return Upload(shown, document=frame.document, notes=frame.notes)
            case TableRead():
                return Upload(shown, rows=frame.rows, notes=frame.notes)
            case Refused():
                raise UploadRefused(frame.reason)
            case Fault():
                _log.error("fault on an upload\n%s", frame.trace)
    raise UploadRefused(FAILED)

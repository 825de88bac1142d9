"""What one file holds, as frames of the protocol. This is what runs in the child; it needs no store and no network."""

from __future__ import annotations

import errno
import hashlib
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.bare_trace import bare_trace
from corpus.description import Description
from ingest import limits
from ingest.documents import ReadDocument, read_document, stored_name
from ingest.errors import Unreadable
from ingest.formats import HEAD_BYTES, card_reader, document_loader, table_cards
from ingest.lineage import trace
from ingest.loader import BrokenCard, CardReader
from ingest.loaders.tables import TableLoader
from ingest.plain_rows import plain_rows
from ingest.practice_cards import CardRejected, read_card
from ingest.protocol import DocumentRead, Fault, Frame, Opened, Order, PracticeRead, Progress, Refused, TableRead
from ingest.sources import UNREADABLE

PROGRESS_BYTES = 2**20
_NO_SPACE = "Brak miejsca na dysku na pliki tymczasowe. Zwolnij miejsce i wczytaj plik ponownie."


def read_file(order: Order, goes_on: Callable[[], bool]) -> Iterator[Frame]:
    """First `Opened`; then, when `goes_on` says so, everything in the file, or why there is nothing.

    Raises nothing: what goes wrong becomes a frame.
    """
    opened, name = False, ""
    try:
        name = stored_name(order.name)
        if order.fault is not None:
            yield Opened(name=name, sha256=None)
            opened = True
            if goes_on():
                yield Refused(status="rejected", reason=order.fault, lasting=False)
            return
        with Path(os.fsdecode(bytes.fromhex(order.path))).open("rb") as stream:
            reader, sha256 = _identified(order, stream)
            yield Opened(name=name, sha256=sha256)
            opened = True
            if not goes_on():
                return
            stream.seek(0)
            if order.plain:
                yield _plain(order, stream, reader)
            else:
                yield from _document(order, stream) if reader is None else _cards(reader, stream)
    except Exception as error:  # noqa: BLE001 (one file must not end the child; the parent logs the trace)
        if not opened:
            yield Opened(name=name, sha256=None)
            goes_on()
        yield _told(error)


def _told(error: Exception) -> Refused | Fault:
    match error:
        case Unreadable():
            return Refused(status=error.status, reason=error.reason)
        case OSError(errno=errno.EFBIG):
            return Refused(status="rejected", reason=limits.READING_TEMPORARY_BYTES.message)
        case OSError(errno=errno.ENOSPC):
            return Refused(status="rejected", reason=_NO_SPACE, lasting=False)
        case OSError():
            return Refused(status="rejected", reason=UNREADABLE, lasting=False)
        case MemoryError():
            return Refused(status="rejected", reason=limits.READING_MEMORY.message)
    return Fault(error=type(error).__name__, trace="\n".join(bare_trace(error)))


def _identified(order: Order, stream: BinaryIO) -> tuple[CardReader | None, str]:
    """The reader of cards, None for a document, and the checksum. Raises `Unreadable` for a file over its size."""
    reader = card_reader(stream.read(HEAD_BYTES), order.name)
    size = limits.DOCUMENT_BYTES if reader is None else reader.size
    size.check(order.size)
    stream.seek(0)
    digest = hashlib.sha256()
    left = size.value + 1
    while left and (piece := stream.read(min(left, PROGRESS_BYTES))):
        digest.update(piece)
        left -= len(piece)
    if not left:
        size.check(size.value + 1)
    return reader, digest.hexdigest()


def _document(order: Order, stream: BinaryIO) -> Iterator[Frame]:
    # The file may have grown since it was measured.
    data = stream.read(limits.DOCUMENT_BYTES.value + 1)
    limits.DOCUMENT_BYTES.check(len(data))
    loader = document_loader(data, order.name)
    if (table := table_cards(loader, data)) is not None:
        yield from _cards(table, stream)
        return
    read = read_document(data, order.name, loader)
    descriptions, notes = _described(read)
    yield DocumentRead(document=read.document, notes=notes, trace=trace(read.document), descriptions=descriptions)


def _plain(order: Order, stream: BinaryIO, reader: CardReader | None) -> Frame:
    """The text of a document or the rows of a table, masked, and nothing more."""
    if reader is not None:
        raise Unreadable("To plik z kartami praktyk, a nie dokument. Wybierz plik PDF, DOCX, ODT, TXT, CSV albo XLSX.")
    data = stream.read(limits.DOCUMENT_BYTES.value + 1)
    limits.DOCUMENT_BYTES.check(len(data))
    loader = document_loader(data, order.name)
    if isinstance(loader, TableLoader):
        read = plain_rows(loader.read(data))
        return TableRead(rows=read.rows, notes=read.notes)
    document = read_document(data, order.name, loader)
    return DocumentRead(
        document=document.document, notes=document.notes, trace=trace(document.document), descriptions=None
    )


def _described(read: ReadDocument) -> tuple[tuple[Description, ...] | None, tuple[str, ...]]:
    """The descriptions of a document, and its notes. A fault in describing is told and does not cost the document."""
    from ingest.describe.describe import describe

    document = read.document
    try:
        found = describe(document)
        for finding in (finding for one in found for finding in one.findings):
            if finding.quote not in document.blocks[finding.block].text:
                raise ValueError(f"quote of {finding.field} ({finding.method}) is not in block {finding.block}")
    except Exception as error:  # noqa: BLE001 (the text is worth keeping without its description)
        traceback.print_exception(error)
        told = f"Nie odczytano opisu praktyk: błąd programu ({type(error).__name__}). Zgłoś go razem z plikiem."
        return None, (*read.notes, told)
    return found, read.notes


def _cards(reader: CardReader, stream: BinaryIO) -> Iterator[Frame]:
    told = 0
    for entry in reader.read(stream):
        if isinstance(entry, BrokenCard):
            yield Refused(status="rejected", reason=entry.reason, item=entry.item, field=entry.field)
            continue
        try:
            read = read_card(entry)
        except CardRejected as error:
            yield Refused(status="rejected", reason=error.reason, item=entry.item, field=error.field)
        else:
            place = f"{reader.item_name} {entry.item}"
            yield PracticeRead(item=entry.item, place=place, practice=read.practice, note=read.note)
        if (done := stream.tell()) - told >= PROGRESS_BYTES:
            told = done
            yield Progress(done=done)

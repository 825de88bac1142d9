"""What was read meets what is stored: the one place where a record is accepted, told to be a duplicate, or refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from corpus import review, traces
from corpus.canonical import canonical_json, checksum
from corpus.document import Document, document_id
from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store import Store, Writer
from corpus.store_sources import KnownSource, SourceNote
from ingest.formats import card_reader
from ingest.ledger import Content, Ledger
from ingest.protocol import DocumentRead, PracticeRead, Refused
from ingest.sources import SourceFile

_ACCEPTED = frozenset({"added", "updated", "unchanged"})
_CHANGED_MEANWHILE = "Plik zmienił się w trakcie czytania. Wczytaj go jeszcze raz."
_SAME_TEXT = "Plik zapisano na nowo, jego tekst jest ten sam."
_FORGOTTEN = "Wpis o tym pliku zniknął z bazy w trakcie wczytywania. Wczytaj go jeszcze raz."


@dataclass(slots=True)
class FileRun:
    """One file in this run. `name` is without personal data; `note` is how it looked, None when it is not to be remembered.

    `lasting` is False when its outcomes rest on more than its bytes, so that it must be read again next time.
    """

    file: SourceFile
    name: str
    sha256: str | None = None
    note: SourceNote | None = None
    lasting: bool = True
    numbers: list[int] = field(default_factory=list)

    def outcome(self, **fields: object) -> Outcome:
        return Outcome.model_validate({"path": self.file.shown, "name": self.name or None, **fields})


@dataclass(frozen=True, slots=True)
class Replay:
    """The file was read before and has not changed."""

    known: KnownSource


@dataclass(frozen=True, slots=True)
class Copy:
    """The file has the bytes of another one and was not read on."""


@dataclass(frozen=True, slots=True)
class End:
    """Nothing more comes of the file."""


Item = DocumentRead | PracticeRead | Refused | Replay | Copy | End


@dataclass(frozen=True, slots=True)
class _First:
    """Where a practice stood first in this run; `checksum` of its body, None when it was not read anew."""

    path: str
    name: str
    place: str
    checksum: str | None


class Settling:
    """Turns what was read into outcomes, in order, inside open transactions of the store."""

    def __init__(self, store: Store, ledger: Ledger, *, restore_removed: bool) -> None:
        self._store = store
        self._ledger = ledger
        self._restore_removed = restore_removed
        self._removed = {removal.record_id: removal.removed_on for removal in store.removals()}
        self._practices: dict[str, _First] = {}
        self._documents: dict[str, str] = {}
        self._same_text: dict[str, tuple[str, str]] = {}
        self._refusals: dict[Content, Refused] = {}
        self._tables: dict[Content, str] = {}
        self._changed: set[str] = set()

    def settle(self, entries: Sequence[tuple[FileRun, Item]], writer: Writer, run: str, source: str) -> list[Outcome]:
        """Stores one batch with its outcomes and returns these."""
        outcomes: list[Outcome] = []
        owners: list[FileRun] = []
        for file, item in entries:
            found = self._outcomes(file, item, writer)
            if file.sha256 is not None and any(one.item is not None for one in found):
                self._tables.setdefault(Content.of(file.file.name, file.sha256), file.name)
            outcomes.extend(found)
            owners.extend([file] * len(found))
        first = writer.record_outcomes(run, source, outcomes)
        for number, owner in enumerate(owners, start=first):
            owner.numbers.append(number)
        for file, item in entries:
            if isinstance(item, End):
                _remember(file, writer)
        return outcomes

    def _outcomes(self, file: FileRun, item: Item, writer: Writer) -> list[Outcome]:
        match item:
            case DocumentRead():
                return [self._document(file, item, writer)]
            case PracticeRead():
                return [self._practice(file, item, writer)]
            case Refused():
                return [self._refused(file, item)]
            case Replay():
                return self._replayed(file, item.known)
            case Copy():
                return [self._copy(file)]
            case End():
                return []

    def _document(self, file: FileRun, read: DocumentRead, writer: Writer) -> Outcome:
        record = read.document.model_copy(update={"source_url": file.file.url})
        if record.sha256 != file.sha256:
            return self._refused(file, Refused(status="rejected", reason=_CHANGED_MEANWHILE, lasting=False))
        if (first := self._documents.get(record.sha256)) is not None:
            return _duplicate(file, first, record.id)
        if (same := self._same_text.get(record.sha256)) is not None:
            return _same_text(file, *same)
        earlier = self._store.document(record.id)
        if (refusal := self._removed_before(record.id, writer, is_there=earlier is not None)) is not None:
            return self._refused(file, refusal, record.id)
        if earlier is None and (same := traces.with_same_text(writer.connection, read.trace)) is not None:
            if same[0] in self._ledger.records_before(file.file):
                # Web pages change in every detail but the text, and programs when they save.
                return file.outcome(status="unchanged", record_id=same[0], reason=_SAME_TEXT)
            self._same_text[record.sha256] = same
            return _same_text(file, *same)
        reason = " ".join((*self._told_of_earlier_bytes(file, record.id), *read.notes)) or None
        if earlier is not None and earlier.file_name != record.file_name:
            if (moved := self._ledger.moved(record.sha256)) is not None:
                reason = " ".join(filter(None, (f"Plik przeniesiono; wcześniej: „{earlier.file_name}”.", reason)))
                self._ledger.found_again(moved)
                writer.forget_source(moved.note.path)
            elif PurePosixPath(earlier.file_name).name != PurePosixPath(record.file_name).name:
                return _duplicate(file, earlier.file_name, record.id)
            else:
                # The same file reached by another way, alone or within a folder, keeps the name of the first time.
                record = record.model_copy(update={"file_name": earlier.file_name})
        self._documents[record.sha256] = record.file_name
        status = self._put(record, writer)
        traces.put(writer.connection, read.trace)
        if read.descriptions is not None:
            review.put_descriptions(writer.connection, record, read.descriptions)
        return file.outcome(status=status, record_id=record.id, reason=reason)

    def _told_of_earlier_bytes(self, file: FileRun, record_id: str) -> tuple[str, ...]:
        """A changed document is a new record; what the file held before stays, and the operator should know."""
        before = sorted(self._ledger.records_before(file.file) - {record_id})
        left = [one for one in before if self._store.document(one) is not None]
        return (f"Plik się zmienił. Rekord jego poprzedniej treści został w bazie: {', '.join(left)}.",) if left else ()

    def _practice(self, file: FileRun, read: PracticeRead, writer: Writer) -> Outcome:
        practice = read.practice
        this = _First(file.file.shown, file.name, read.place, checksum(canonical_json(practice)))
        first = self._practices.setdefault(practice.id, this)
        if first is not this:
            same = first.path != this.path and self._checksum(practice.id, first) == this.checksum
            return _met_before(file, first, practice.id, read.item, same=same)
        held = self._store.practice(practice.id)
        if held is None or checksum(canonical_json(held)) != this.checksum:
            refusal = self._removed_before(practice.id, writer, is_there=held is not None)
            if refusal is not None:
                return self._refused(file, refusal.model_copy(update={"item": read.item}), practice.id)
        status = self._put(practice, writer)
        return file.outcome(status=status, item=read.item, record_id=practice.id, reason=read.note)

    def _put(self, record: Practice | Document, writer: Writer) -> str:
        change = writer.put_practice(record) if isinstance(record, Practice) else writer.put_document(record)
        if change != "unchanged":
            self._changed.add(record.id)
        return change

    def _checksum(self, record_id: str, first: _First) -> str | None:
        if first.checksum is not None:
            return first.checksum
        held = self._store.practice(record_id)
        return None if held is None else checksum(canonical_json(held))

    def _removed_before(self, record_id: str, writer: Writer, *, is_there: bool) -> Refused | None:
        """`is_there`: the record stands, but a text was taken out of it that its file may still hold."""
        day = self._removed.get(record_id)
        if day is None:
            return None
        if self._restore_removed:
            writer.allow_again(record_id)
            del self._removed[record_id]
            return None
        what = "Z rekordu „{}” usunięto tekst" if is_there else "Rekord „{}” usunięto z bazy"
        then = "więc plik go nie zmienia" if is_there else "więc nie wraca"
        reason = (
            f"{what.format(record_id)} na prośbę dnia {day}, {then}. "
            "Aby wczytać go mimo to, dodaj opcję --restore-removed."
        )
        return Refused(status="rejected", reason=reason, lasting=False)

    def _refused(self, file: FileRun, refusal: Refused, record_id: str | None = None) -> Outcome:
        file.lasting = file.lasting and refusal.lasting
        if refusal.item is None and file.sha256 is not None:
            self._refusals.setdefault(Content.of(file.file.name, file.sha256), refusal)
        return file.outcome(
            status=refusal.status, item=refusal.item, record_id=record_id, field=refusal.field, reason=refusal.reason
        )

    def _copy(self, file: FileRun) -> Outcome:
        """The outcome of a file whose bytes another one has: a duplicate, or the same refusal."""
        sha256 = file.sha256 or ""
        content = Content.of(file.file.name, sha256)
        if (first := self._documents.get(sha256)) is not None:
            return _duplicate(file, first, document_id(sha256))
        if (same := self._same_text.get(sha256)) is not None:
            return _same_text(file, *same)
        if (refusal := self._refusals.get(content)) is not None:
            return self._refused(file, refusal)
        if (first := self._tables.get(content)) is not None:
            return _duplicate(file, first, None)
        known = self._ledger.elsewhere(content)
        outcomes = None if known is None else self._store.outcomes_of(known)
        if known is None or not outcomes:
            return self._refused(file, Refused(status="rejected", reason=_FORGOTTEN, lasting=False))
        (*_, last) = outcomes
        if last.item is not None:
            return _duplicate(file, known.note.name, None)
        if last.record_id is not None:
            return _duplicate(file, known.note.name, last.record_id)
        file.lasting = False
        return file.outcome(status=last.status, reason=last.reason)

    def _replayed(self, file: FileRun, known: KnownSource) -> list[Outcome]:
        outcomes = self._store.outcomes_of(known)
        if outcomes is None:
            return [self._refused(file, Refused(status="rejected", reason=_FORGOTTEN, lasting=False))]
        return [self._again(file, one, known) for one in outcomes]

    def _again(self, file: FileRun, one: Outcome, known: KnownSource) -> Outcome:
        if one.record_id is None or one.status not in _ACCEPTED:
            return one.model_copy(update={"path": file.file.shown})
        if one.item is None:
            self._documents.setdefault(known.note.sha256, file.name)
        else:
            reader = card_reader(b"", file.file.name)
            place = f"{reader.item_name} {one.item}" if reader is not None else f"wiersz {one.item}"
            this = _First(file.file.shown, file.name, place, None)
            first = self._practices.setdefault(one.record_id, this)
            if first is not this:
                return _met_before(file, first, one.record_id, one.item, same=one.record_id not in self._changed)
        return one.model_copy(update={"path": file.file.shown, "status": "unchanged"})


def _remember(file: FileRun, writer: Writer) -> None:
    if file.note is not None and file.lasting and file.numbers:
        writer.remember_source(file.note, file.numbers[0], file.numbers[-1], len(file.numbers))
    elif file.note is not None or not file.lasting:
        writer.forget_source(file.file.key)


def _duplicate(file: FileRun, first: str, record_id: str | None) -> Outcome:
    file.lasting = False
    reason = f"Ten sam plik co „{first}”. Nie dodano go drugi raz."
    return file.outcome(status="duplicate", record_id=record_id, reason=reason)


def _same_text(file: FileRun, record_id: str, first: str) -> Outcome:
    # Remembered, unlike a copy of the same bytes: it would have to be read again to be known again. When the first one is
    # removed, its outcomes and what is remembered with them go too.
    reason = f"Ten sam tekst co „{first}”, w innym formacie albo układzie. Nie dodano go drugi raz."
    return file.outcome(status="duplicate", record_id=record_id, reason=reason)


def _met_before(file: FileRun, first: _First, record_id: str, item: int, *, same: bool) -> Outcome:
    """The outcome of a card whose id this run has met already; `same`: in another file, with the same content."""
    where = first.place
    if first.path != file.file.shown:
        file.lasting = False
        where = f"{first.name}, {first.place}"
    if same:
        reason = f"Ta sama karta co: {where}. Nie dodano jej drugi raz."
        return file.outcome(status="duplicate", item=item, record_id=record_id, reason=reason)
    reason = f"Identyfikator „{record_id}” ma już karta: {where}. Zmień go albo usuń jedną z kart."
    return file.outcome(status="rejected", item=item, record_id=record_id, field="id", reason=reason)

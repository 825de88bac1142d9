"""The whole store as JSON Lines: portable, readable, byte-stable.

The first line is a header with the format version and the number of lines of each kind; then records by id, revisions,
runs, outcomes, removals, drafts, submissions and the decisions about them, each line in canonical JSON. Dumping a
restored dump gives the same bytes. Traces of documents and what is known of files are not dumped: they follow from the
documents and from one machine's disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from pydantic import ValidationError

from corpus.canonical import canonical_json, canonical_line, checksum
from corpus.description import Description
from corpus.document import Document
from corpus.dump_lines import (
    ANY_LINE,
    VERSION,
    Counts,
    DecisionLine,
    DraftLine,
    Header,
    Line,
    OutcomeLine,
    RecordLine,
    RemovalLine,
    RevisionLine,
    RunLine,
    SubmissionDecisionLine,
    SubmissionLine,
)
from corpus.messages import problems
from corpus.practice import Practice
from corpus.store import Store
from corpus.store_errors import RECOVER, StoreDamaged, StoreError
from corpus.submission import Submission

MAX_LINE_CHARACTERS = 64 * 1024 * 1024

_Model = Practice | Document | Description | Submission


class StoreNotEmpty(StoreError):
    """A dump is restored into an empty store only."""


class DumpDamaged(StoreError):
    """A dump cannot be restored. The message is Polish and names the line; nothing was stored."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the lines of one kind come from and go to; columns bear the names of the model's fields."""

    model: type[Line]
    name: str
    order: str

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for name in self.model.model_fields if name != "line")


# In an order in which every line finds the one that it refers to. Counted "number"s of runs and outcomes are not dumped:
# the order of the lines gives them back.
_TABLES = (
    _Table(RecordLine, "records", "id"),
    _Table(RevisionLine, "revisions", "record_id, number"),
    _Table(RunLine, "runs", "number"),
    _Table(OutcomeLine, "outcomes", "number"),
    _Table(RemovalLine, "removals", "record_id"),
    _Table(DraftLine, "drafts", "id"),
    _Table(DecisionLine, "decisions", "draft_id, number"),
    _Table(SubmissionLine, "submissions", "id"),
    _Table(SubmissionDecisionLine, "submission_decisions", "submission_id, number"),
)


def dump(store: Store, stream: TextIO) -> Counts:
    """Writes the store to a text stream (UTF-8, newline "\\n") and returns the numbers of lines after the header.

    The store may be written to meanwhile: the dump is of one moment. Raises StoreDamaged for a broken record.
    """
    with store.reading() as connection:
        counts = Counts.model_validate(
            {
                _kind(table.model): connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]  # noqa: S608
                for table in _TABLES
            }
        )
        stream.write(canonical_json(Header(counts=counts)) + "\n")
        for table in _TABLES:
            for line in _read(connection, table):
                stream.write(canonical_json(line) + "\n")
    return counts


def restore(store: Store, stream: TextIO) -> Counts:
    """Fills an empty store from a dump: all of it or nothing.

    Raises StoreNotEmpty when the store holds anything, DumpDamaged naming the first line that cannot be used.
    """
    with store.writer() as writer:
        connection = writer.connection
        if any(connection.execute(f"SELECT 1 FROM {table.name} LIMIT 1").fetchone() for table in _TABLES):  # noqa: S608
            raise StoreNotEmpty(f"Baza {store.path} nie jest pusta. Wskaż nową ścieżkę albo usuń starą bazę.")
        seen: Counter[str] = Counter()
        promised: Counts | None = None
        for number, line in _lines(stream):
            if isinstance(line, Header) is (promised is not None):
                raise DumpDamaged(_at(number, "nagłówek musi stać w pierwszym wierszu i tylko tam."))
            if isinstance(line, Header):
                if line.version > VERSION:
                    raise DumpDamaged(_at(number, f"nieznana wersja zapisu {line.version}. Zaktualizuj program."))
                promised = line.counts
                continue
            _insert(connection, number, line)
            seen[line.line] += 1
        if promised is None:
            raise DumpDamaged("Plik jest pusty. Wskaż plik zapisany poleceniem „praktyki dump”.")
        for kind, count in promised.model_dump().items():
            if seen[kind] != count:
                raise DumpDamaged(
                    f"Plik jest niepełny: wierszy „{kind}” jest {seen[kind]}, a nagłówek podaje {count}. Użyj innej kopii."
                )
    return promised


def _kind(model: type[Line]) -> str:
    return str(model.model_fields["line"].default)


def _read(connection: sqlite3.Connection, table: _Table) -> Iterator[Line]:
    columns = table.columns
    for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {table.order}"):  # noqa: S608
        values = dict(zip(columns, row, strict=True))
        if "body" in values:
            if checksum(values["body"]) != values["checksum"]:
                raise StoreDamaged(f"Rekord „{row[0]}” jest uszkodzony. {RECOVER}")
            values["body"] = json.loads(values["body"])
        yield table.model.model_validate(values)


def _lines(stream: TextIO) -> Iterator[tuple[int, Header | Line]]:
    number = 0
    while True:
        number += 1
        try:
            text = stream.readline(MAX_LINE_CHARACTERS + 1)
        except UnicodeDecodeError as error:
            raise DumpDamaged(
                _at(number, "wiersz albo jeden z następnych nie jest w UTF-8. Użyj innej kopii.")
            ) from error
        if not text:
            return
        if len(text) > MAX_LINE_CHARACTERS:
            raise DumpDamaged(_at(number, "wiersz jest za długi. Użyj innej kopii."))
        try:
            yield number, ANY_LINE.validate_json(text)
        except ValidationError as error:
            raise DumpDamaged(_at(number, _told(error))) from error


def _insert(connection: sqlite3.Connection, number: int, line: Line) -> None:
    table = next(table for table in _TABLES if isinstance(line, table.model))
    values = line.model_dump(exclude={"line"})
    if isinstance(line, RecordLine | RevisionLine | DraftLine | DecisionLine | SubmissionLine):
        values["body"] = canonical_line(line.body)
        if checksum(values["body"]) != line.checksum:
            raise DumpDamaged(_at(number, "suma kontrolna się nie zgadza: wiersz jest uszkodzony. Użyj innej kopii."))
    if isinstance(line, RecordLine):
        _check(number, line.id, Practice if line.kind == "practice" else Document, line.body)
    elif isinstance(line, DraftLine | DecisionLine):
        _check(number, line.id if isinstance(line, DraftLine) else line.draft_id, Description, line.body)
    elif isinstance(line, SubmissionLine):
        _check(number, line.id, Submission, line.body)
    places = ", ".join("?" for _ in table.columns)
    try:
        connection.execute(
            f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})",  # noqa: S608
            [values[column] for column in table.columns],
        )
    except (sqlite3.IntegrityError, OverflowError) as error:
        raise DumpDamaged(
            _at(number, "wpis stoi dwa razy, jest poza zakresem albo brak wpisu, do którego należy. Użyj innej kopii.")
        ) from error


def _check(number: int, expected: str, model: type[_Model], body: dict[str, Any]) -> None:
    try:
        found = model.model_validate(body)
    except ValidationError as error:
        raise DumpDamaged(_at(number, _told(error))) from error
    if found.id != expected:
        raise DumpDamaged(_at(number, f"identyfikatory się różnią: „{expected}” i „{found.id}”. Użyj innej kopii."))


def _told(error: ValidationError) -> str:
    first = problems(error)[0]
    return f"{first.field}: {first.message}" if first.field else first.message


def _at(number: int, fault: str) -> str:
    return f"Wiersz {number}: {fault}"

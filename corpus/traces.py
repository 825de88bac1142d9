"""The traces of documents in the store, and what they tell: the same text stored before, and the kin of a document.

A trace is a key of the whole text and some marks: hashes of SHINGLE words in a row with their positions. Two documents with
the same mark share those words. Everything here is a function of the documents that the store holds, in whatever order
they came; a removed document takes its trace along.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import Field, StringConstraints

from corpus.document import Document
from corpus.kinship import Kin, Lineage, Seed, WordedDocument, families, kin
from corpus.practice import Record

# Words that stand in more documents are common wording, such as a legal clause or an empty form: they link nothing.
MOST_DOCUMENTS = 50
# A row of a table may stand a thousand times in a document: more places of the same mark tell nothing more.
MOST_REPEATS = 4
_KEPT_WORDED = 128  # documents with their words at hand while many are compared

Mark = tuple[int, int]  # hash of 63 bits, position of its first word
Reader = Callable[[str], Document | None]
Watch = Callable[[Sequence[str]], Iterable[str]]


class Trace(Record):
    """What is kept of one document. `method` names how it was made: traces of different methods are not compared.

    `text_key` is the SHA-256 of its words with their diacritics, without capitals and punctuation; `words` their number.
    """

    document_id: str
    method: str
    text_key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    words: Annotated[int, Field(ge=0)]
    marks: tuple[Mark, ...]


def put(connection: sqlite3.Connection, trace: Trace) -> None:
    """Stores the trace of a stored document in place of an earlier one. Inside the transaction of a writer."""
    head = (trace.document_id, trace.method, trace.text_key, trace.words)
    held = connection.execute(
        "SELECT number FROM traces WHERE document_id = ? AND method = ? AND text_key = ? AND words = ?", head
    ).fetchone()
    if held is not None:
        return  # the same words by the same method have the same marks
    connection.execute("DELETE FROM traces WHERE document_id = ?", (trace.document_id,))
    number = connection.execute(
        "INSERT INTO traces (document_id, method, text_key, words) VALUES (?, ?, ?, ?)", head
    ).lastrowid
    connection.executemany(
        "INSERT INTO marks (hash, trace, position) VALUES (?, ?, ?)",
        ((digest, number, position) for digest, position in trace.marks),
    )


def with_same_text(connection: sqlite3.Connection, trace: Trace) -> tuple[str, str] | None:
    """Id and file name of the document stored first with these very words; None when there is none but itself."""
    row = connection.execute(
        "SELECT document_id, json_extract(body, '$.file_name') FROM traces JOIN records ON records.id = document_id"
        " WHERE text_key = ? AND method = ? AND document_id != ? AND words > 0 ORDER BY traces.number LIMIT 1",
        (trace.text_key, trace.method, trace.document_id),
    ).fetchone()
    return None if row is None else (str(row[0]), str(row[1]))


def untraced(connection: sqlite3.Connection, method: str) -> tuple[str, ...]:
    """Ids of the documents without a trace of this method, in order of ids."""
    rows = connection.execute(
        "SELECT id FROM records WHERE kind = 'document'"
        " AND id NOT IN (SELECT document_id FROM traces WHERE method = ?) ORDER BY id",
        (method,),
    )
    return tuple(record_id for (record_id,) in rows.fetchall())


def lineage_of(connection: sqlite3.Connection, document_id: str, read: Reader) -> Lineage:
    """The lineage of one document. Reads the documents of its family too."""
    worded = _worded(read)
    also_in = _kin_of(connection, document_id, worded)
    near: dict[str, set[str]] = {document_id: _near(also_in)}
    waiting = sorted(near[document_id])
    while waiting:
        record_id = waiting.pop()
        if record_id not in near:
            near[record_id] = _near(_kin_of(connection, record_id, worded))
            waiting.extend(sorted(near[record_id] - near.keys()))
    return Lineage(also_in=also_in, family=families(near)[document_id])


def lineages(connection: sqlite3.Connection, read: Reader, watch: Watch = iter) -> dict[str, Lineage]:
    """The lineages of all documents that have one, by id. `watch` may show how far the work is: it passes the ids on."""
    worded = _worded(read)
    ids = [row[0] for row in connection.execute("SELECT document_id FROM traces ORDER BY document_id").fetchall()]
    found = {record_id: _kin_of(connection, record_id, worded) for record_id in watch(ids)}
    family = families({record_id: _near(also_in) for record_id, also_in in found.items()})
    return {
        record_id: Lineage(also_in=also_in, family=family[record_id]) for record_id, also_in in found.items() if also_in
    }


_Worded = Callable[[str], WordedDocument | None]


def _worded(read: Reader) -> _Worded:
    @lru_cache(maxsize=_KEPT_WORDED)
    def worded(document_id: str) -> WordedDocument | None:
        document = read(document_id)
        return None if document is None else WordedDocument(document)

    return worded


def _kin_of(connection: sqlite3.Connection, document_id: str, worded: _Worded) -> tuple[Kin, ...]:
    found: list[Kin] = []
    for other_id, seeds in _seeds(connection, document_id):
        one, other = worded(document_id), worded(other_id)
        if one is not None and other is not None and (related := kin(one, other, seeds)):
            found.append(related)
    return tuple(sorted(found, key=lambda one: (-sum(passage.words for passage in one.passages), one.document_id)))


def _seeds(connection: sqlite3.Connection, document_id: str) -> Iterator[tuple[str, list[Seed]]]:
    """For every document with a mark of this one: its id and the pairs of positions."""
    row = connection.execute("SELECT number, method FROM traces WHERE document_id = ?", (document_id,)).fetchone()
    if row is None:
        return
    number, method = row
    pairs: defaultdict[int, list[Seed]] = defaultdict(list)
    own = connection.execute("SELECT hash, position FROM marks WHERE trace = ?", (number,)).fetchall()
    for digest, positions in _by_hash(own):
        # A wording that stands in ten thousand documents must not cost ten thousand rows for each of them.
        others = connection.execute(
            "SELECT trace, position FROM marks WHERE hash = ? LIMIT ?", (digest, MOST_DOCUMENTS * MOST_REPEATS + 1)
        ).fetchall()
        if len({trace for trace, _ in others}) <= MOST_DOCUMENTS:
            for trace, there in others:
                if trace != number:
                    pairs[trace].extend((here, there) for here in positions)
    for trace, seeds in sorted(pairs.items()):
        other = connection.execute("SELECT document_id FROM traces WHERE number = ? AND method = ?", (trace, method))
        if (named := other.fetchone()) is not None:
            yield named[0], seeds


def _by_hash(marks: Iterable[Mark]) -> Iterator[tuple[int, list[int]]]:
    grouped: defaultdict[int, list[int]] = defaultdict(list)
    for digest, position in marks:
        grouped[digest].append(position)
    return iter(grouped.items())


def _near(also_in: Iterable[Kin]) -> set[str]:
    return {one.document_id for one in also_in if one.near_duplicate}

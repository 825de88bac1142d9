"""The trace of a document: the key of its text and the marks by which others with the same words are found.

Marks are hashes of SHINGLE words in a row, thinned by winnowing (Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms
for Document Fingerprinting, SIGMOD 2003): of every WINDOW hashes in a row the smallest is kept, so that any
SHINGLE + WINDOW - 1 words that two documents share give both at least one mark, whatever stands around them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus import traces
from corpus.document import Document
from corpus.kinship import SHINGLE, folded_word
from corpus.language import tokens
from corpus.store import Store
from corpus.traces import MOST_REPEATS, Mark, Trace

WINDOW = 6
METHOD = f"words-1/{SHINGLE}/{WINDOW}/{MOST_REPEATS}"

_BATCH = 50  # documents traced in one transaction


def trace(document: Document) -> Trace:
    """The trace of a document. Equal words give equal marks, whatever the format, the wrapping and the punctuation."""
    words = [token.text for block in document.blocks for token in tokens(block.text)]
    text = " ".join(word.casefold() for word in words)
    return Trace(
        document_id=document.id,
        method=METHOD,
        text_key=hashlib.sha256(text.encode()).hexdigest(),
        words=len(words),
        marks=tuple(_marks([folded_word(word) for word in words])),
    )


def catch_up(store: Store) -> int:
    """Traces the documents that have no trace yet, or one of an earlier method. Returns how many.

    After a restore, and after an update of the program. Raises the errors of a writer.
    """
    with store.reading() as connection:
        waiting = traces.untraced(connection, METHOD)
    for start in range(0, len(waiting), _BATCH):
        documents = [store.document(record_id) for record_id in waiting[start : start + _BATCH]]
        made = [trace(document) for document in documents if document is not None]
        with store.writer() as writer:
            # Under the lock of the writer nobody can remove a document any more; one may be gone since it was read.
            for one in (one for one in made if store.document(one.document_id) is not None):
                traces.put(writer.connection, one)
    return len(waiting)


def _marks(words: Sequence[str]) -> Iterator[Mark]:
    hashes = [_hash(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
    seen: Counter[int] = Counter()
    last = -1
    for start in range(max(1, len(hashes) - WINDOW + 1)):
        window = hashes[start : start + WINDOW]
        if not window:
            return
        smallest = min(window)
        # The last one of equals, as in the paper: a row of the same words gives fewer marks.
        position = start + max(index for index, digest in enumerate(window) if digest == smallest)
        if position != last:
            last = position
            seen[smallest] += 1
            if seen[smallest] <= MOST_REPEATS:
                yield smallest, position


def _hash(words: Sequence[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1  # 63 bits: SQLite's numbers have a sign

"""Speed of reading PDF files, for each extractor that is installed: the extractor alone, one whole document, a whole run."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from corpus.practice import Practice
from corpus.store import Store
from ingest.bench_pdf import PAGE_LINES, text_pdf
from ingest.documents import read_document
from ingest.loaders import pdf
from ingest.loaders.pdf import Extractor, PdfLoader
from ingest.pipeline import default_workers, ingest

FILES, PAGES = 8, 25

METHOD = (
    f"{FILES} PDF files of {PAGES} pages, about 3,000 characters a page, made from texts of the starter practices the way "
    "office programs write them. `read`: the loader alone; `document`: with cleaning and masking; both one file in one process, "
    "after a warm-up. `run`: `praktyki ingest` of all files, with as many reading processes as the machine gets, from the "
    "start of the processes to the last record in the store."
)


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """One extractor; speeds in pages per second. `workers`: reading processes of the run."""

    extractor: str
    pages: int
    workers: int
    read: float
    document: float
    run: float


def sample_files(practices: Sequence[Practice], files: int = FILES, pages: int = PAGES) -> list[bytes]:
    """PDF files with different texts of the practices, told again where there are too few."""
    texts = [
        text
        for practice in practices
        for text in (practice.title, practice.need, practice.actions, practice.results)
        if text is not None
    ]
    turns = (texts[start:] + texts[:start] for start in range(0, len(texts), max(1, len(texts) // files)))
    return [text_pdf(list(islice(cycle(turn), pages * PAGE_LINES)), pages) for turn in islice(turns, files)]


def measure(extractor: Extractor, samples: Sequence[bytes], pages: int = PAGES) -> IngestFigures:
    """Reads the samples three times. Raises any error of the extractor."""
    loader = PdfLoader(extractor)
    read_document(samples[0], "rozgrzewka.pdf", loader)
    start = time.perf_counter()
    loader.load(samples[0], "plik.pdf")
    read = time.perf_counter() - start
    start = time.perf_counter()
    read_document(samples[0], "plik.pdf", loader)
    document = time.perf_counter() - start
    return IngestFigures(
        extractor=extractor,
        pages=pages * len(samples),
        workers=min(default_workers(), len(samples)),
        read=pages / read,
        document=pages / document,
        run=pages * len(samples) / _run_seconds(extractor, samples),
    )


def _run_seconds(extractor: Extractor, samples: Sequence[bytes]) -> float:
    with tempfile.TemporaryDirectory(prefix="praktyki-bench-") as name, _set(pdf.VARIABLE, extractor):
        source = Path(name, "pliki")
        source.mkdir()
        for number, sample in enumerate(samples):
            (source / f"{number}.pdf").write_bytes(sample)
        with Store.open(Path(name, "store.sqlite3")) as store:
            start = time.perf_counter()
            ingest([source], store)
            return time.perf_counter() - start


@contextmanager
def _set(variable: str, value: str) -> Iterator[None]:
    """A variable of the environment, which the reading processes inherit; as before afterwards."""
    before = os.environ.get(variable)
    os.environ[variable] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[variable]
        else:
            os.environ[variable] = before

"""PDF files: the lines of each page, from its text layer or, where that is missing, by OCR when it is installed."""

from __future__ import annotations

import importlib.util
import itertools
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Literal

from corpus.document import Block
from ingest import limits, ocr
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.loaders.pdf_breaks import written
from ingest.loaders.pdf_headings import heading_levels
from ingest.loaders.pdf_layout import PageLine, page_lines
from ingest.loaders.pdf_spans import PdfEncrypted, PdfFile, Span
from ingest.quiet import quiet

Extractor = Literal["pypdf", "pdfium"]
# Read where it is used: the reading child inherits nothing but the environment.
VARIABLE = "PRAKTYKI_PDF_EXTRACTOR"
DEFAULT: Extractor = "pypdf"

_SIGNATURE_WITHIN = 1024
_SHOWN_NUMBERS = 12
# Characters that no font table explains, above this share: the page can be seen and not read.
_UNEXPLAINED_SHARE = 0.3
_UNEXPLAINED = "\ufffd"
_PRIVATE_USE = range(0xE000, 0xF900)

_DAMAGED = (
    "PDF jest uszkodzony. Otwórz go w przeglądarce, zapisz ponownie (Drukuj > Zapisz jako PDF) i dodaj nową kopię."
)
_ENCRYPTED = "PDF jest zaszyfrowany i otwiera się tylko hasłem. Zapisz kopię bez hasła i dodaj ją ponownie."
_NOT_PDF = "Plik ma rozszerzenie .pdf, ale nie jest plikiem PDF. Zapisz dokument ponownie jako PDF."
_NOT_INSTALLED = (
    f"Ustawienie {VARIABLE}=pdfium wymaga pakietu pypdfium2. Zainstaluj go (pip install pypdfium2) albo usuń "
    "to ustawienie, żeby czytał pypdf."
)
_NO_PAGES = "PDF nie ma żadnej strony albo jest urwany. Zapisz go ponownie i dodaj nową kopię."
_BLANK = "PDF ma tylko puste strony. Sprawdź, czy to właściwy plik."


def chosen() -> Extractor:
    """The extractor that the setting names. Raises ValueError for one that does not exist."""
    name = os.environ.get(VARIABLE, "").strip() or DEFAULT
    for known in _OPENERS:
        if name == known:
            return known
    raise ValueError(f"{VARIABLE}={name}: {', '.join(_OPENERS)}")


def _open_with_pypdf(data: bytes) -> PdfFile:
    from ingest.loaders.pdf_pypdf import PypdfFile

    return PypdfFile(data)


def _open_with_pdfium(data: bytes) -> PdfFile:
    from ingest.loaders.pdf_pdfium import PdfiumFile

    return PdfiumFile(data)


_OPENERS: Mapping[Extractor, Callable[[bytes], PdfFile]] = {"pypdf": _open_with_pypdf, "pdfium": _open_with_pdfium}
_PACKAGES: Mapping[Extractor, str] = {"pypdf": "pypdf", "pdfium": "pypdfium2"}


def installed() -> tuple[Extractor, ...]:
    """Extractors whose package is here, the default first."""
    return tuple(name for name, package in _PACKAGES.items() if importlib.util.find_spec(package) is not None)


@dataclass(frozen=True, slots=True)
class PdfLoader:
    """PDF through one extractor, None for the one that the setting names.

    Log and warnings of the libraries about crooked files stay inside.
    """

    extractor: Extractor | None = None

    media_type = "application/pdf"
    suffixes = (".pdf",)

    def recognises(self, head: bytes) -> bool:
        return b"%PDF-" in head[:_SIGNATURE_WITHIN]

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """Blocks of lines, none over two pages. Raises `Unreadable`: encrypted, damaged, or "empty" without text."""
        if not self.recognises(data):
            raise Unreadable(_NOT_PDF)
        extractor = self.extractor or chosen()
        if extractor not in installed():
            raise Unreadable(_NOT_INSTALLED)
        with quiet("pypdf"):
            try:
                with closing(_OPENERS[extractor](data)) as file:
                    return _draft(file)
            except (Unreadable, MemoryError):
                raise
            except PdfEncrypted as error:
                raise Unreadable(_ENCRYPTED) from error
            except Exception as error:
                # The libraries meet damage with exceptions of every kind: KeyError, RecursionError, zlib.error...
                raise Unreadable(_DAMAGED) from error


@dataclass(slots=True)
class _Reading:
    """What came of the pages so far: lines by page, pages without readable text, damaged pages."""

    pages: list[list[PageLine]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)


def _draft(file: PdfFile) -> Draft:
    limits.PAGES.check(file.page_count)
    if not file.page_count:
        raise Unreadable(_NO_PAGES)
    reading = _Reading()
    for number in range(1, file.page_count + 1):
        _read_page(file, number, reading)
    if len(reading.damaged) == file.page_count:
        raise Unreadable(_DAMAGED)
    recognised, notes = _recognised(file, reading.unread)
    unread = [number for number in reading.unread if number not in recognised]
    blocks = tuple(_blocks(reading.pages, recognised))
    if not blocks:
        raise _without_text(unread, notes, damaged=file.repaired or bool(reading.damaged))
    if unread:
        notes.append(f"Bez tekstu, wymaga OCR: {page_list(unread)}.")
    if file.repaired:
        notes.append("PDF jest uszkodzony. Odczytano to, co się zachowało; sprawdź, czy nic nie zginęło.")
    if reading.damaged:
        notes.append(f"Nie odczytano z powodu uszkodzenia: {page_list(reading.damaged)}.")
    return Draft(layout="flowed", blocks=blocks, title=file.title, pages=file.page_count, notes=tuple(notes))


def _read_page(file: PdfFile, number: int, reading: _Reading) -> None:
    try:
        page = file.page(number)
        lines = page_lines(_without_artifacts(page.spans()))
        if (not lines and page.paints()) or _is_unreadable(lines):
            reading.unread.append(number)
            lines = []
    except (Unreadable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 (one damaged page does not cost the others)
        reading.damaged.append(number)
        lines = []
    reading.pages.append(lines)


def _recognised(file: PdfFile, unread: Sequence[int]) -> tuple[Mapping[int, str], list[str]]:
    """What OCR makes of the pages without text, and what to tell about it."""
    if not unread or not ocr.available():
        return {}, []
    if len(unread) > limits.OCR_PAGES.value:
        return {}, [limits.OCR_PAGES.message]
    found = ocr.recognise(unread, file.single_page)
    notes = [limits.OCR_SECONDS.message] if found.late else []
    if found.texts:
        notes.append(f"Tekst rozpoznany z obrazu (OCR), może mieć błędy: {page_list(sorted(found.texts))}.")
    return found.texts, notes


def _blocks(pages: Sequence[Sequence[PageLine]], recognised: Mapping[int, str]) -> Iterator[Block]:
    """Blocks of lines: a heading, the text between two headings, the text of a page from OCR each make one."""
    characters = 0
    for number, (lines, levels) in enumerate(zip(pages, heading_levels(pages), strict=True), start=1):
        if number in recognised:
            yield Block(text=ocr.flowed(recognised[number]), page=number, ocr=True)
        for level, run in itertools.groupby(zip(levels, written(lines), strict=True), key=itemgetter(0)):
            text = "\n".join(row for _, row in run)
            characters += len(text)
            limits.CHARACTERS.check(characters)
            yield Block(text=text, kind="heading" if level else "paragraph", level=level, page=number)


def _without_artifacts(spans: Sequence[Span]) -> Sequence[Span]:
    """Text without what the file itself marks as running heads, unless it marks nearly everything so."""
    kept = [span for span in spans if not span.artifact]
    return kept if 2 * sum(len(span.text) for span in kept) >= sum(len(span.text) for span in spans) else spans


def _is_unreadable(lines: Sequence[PageLine]) -> bool:
    text = "".join(line.text for line in lines)
    unexplained = sum(letter == _UNEXPLAINED or ord(letter) in _PRIVATE_USE for letter in text)
    return unexplained > _UNEXPLAINED_SHARE * len(text)


def _without_text(unread: list[int], notes: Sequence[str], *, damaged: bool) -> Unreadable:
    if not unread:
        return Unreadable(_DAMAGED) if damaged else Unreadable(_BLANK, "empty")
    needed = f"PDF wymaga OCR: {page_list(unread)} bez czytelnego tekstu. Rozpoznaj tekst i dodaj nowy plik."
    return Unreadable(" ".join((needed, *notes)), "empty")


def page_list(numbers: list[int]) -> str:
    """Page numbers for a message: [1, 2, 3, 7] -> "strony 1–3, 7"."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_SHOWN_NUMBERS])
    more = " i dalsze" if len(ranges) > _SHOWN_NUMBERS else ""
    return f"{'strona' if len(numbers) == 1 else 'strony'} {shown}{more}"

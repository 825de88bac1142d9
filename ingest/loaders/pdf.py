"""PDF files with a text layer: the lines of each page. A page that only shows an image is named, not guessed."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from corpus.document import Block
from ingest import limits
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.quiet import quiet

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SIGNATURE_WITHIN = 1024
# Operators that paint (PDF 32000-1, tables 57, 59, 60, 77, 87, 92): a page without one is blank.
_PAINTS = re.compile(rb"(?<![^\s\])>])(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|EI|Tj|TJ|'|\")(?=[\s\[(<]|$)")
_SHOWN_NUMBERS = 12

_DAMAGED = (
    "PDF jest uszkodzony. Otwórz go w przeglądarce, zapisz ponownie (Drukuj > Zapisz jako PDF) i dodaj nową kopię."
)
_ENCRYPTED = "PDF jest zaszyfrowany. Zapisz kopię bez hasła i dodaj ją ponownie."
_NOT_PDF = "Plik ma rozszerzenie .pdf, ale nie jest plikiem PDF. Zapisz dokument ponownie jako PDF."


class PdfLoader:
    """PDF through pypdf, whose log and warnings about crooked files stay inside."""

    media_type = "application/pdf"
    suffixes = (".pdf",)

    def recognises(self, head: bytes) -> bool:
        return b"%PDF-" in head[:_SIGNATURE_WITHIN]

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """One block of lines per page with text. Raises `Unreadable`: encrypted, damaged, or "empty" without text."""
        if not self.recognises(data):
            raise Unreadable(_NOT_PDF)
        with quiet("pypdf"):
            try:
                return _draft(data)
            except Unreadable:
                raise
            except Exception as error:
                # pypdf meets damage with exceptions of every kind: KeyError, RecursionError, zlib.error...
                raise Unreadable(_ENCRYPTED if _is_encryption(error) else _DAMAGED) from error


def _draft(data: bytes) -> Draft:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_ENCRYPTED)
    limits.PAGES.check(len(reader.pages))
    if not reader.pages:
        raise Unreadable("PDF nie ma żadnej strony. Zapisz go ponownie i dodaj nową kopię.", "empty")
    blocks: list[Block] = []
    unread: list[int] = []
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        text = _paired(page.extract_text())
        characters += len(text)
        limits.CHARACTERS.check(characters)
        if text.strip():
            blocks.append(Block(text=text, page=number))
        elif _paints(page):
            unread.append(number)
    if not blocks:
        raise Unreadable(_without_text(unread), "empty")
    notes = (f"Bez tekstu, wymaga OCR: {page_list(unread)}.",) if unread else ()
    return Draft(layout="lines", blocks=tuple(blocks), title=_title(reader), pages=len(reader.pages), notes=notes)


def _paired(text: str) -> str:
    """Halves of surrogate pairs, which a damaged font table gives, joined where they fit and replaced where not."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_text(unread: list[int]) -> str:
    if not unread:
        return "PDF ma tylko puste strony. Sprawdź, czy to właściwy plik."
    return f"PDF wymaga OCR: {page_list(unread)} bez tekstu, tylko obraz. Rozpoznaj tekst i dodaj nowy plik."


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


def _paints(page: PageObject) -> bool:
    content = page.get_contents()
    return content is not None and _PAINTS.search(content.get_data()) is not None


def _title(reader: PdfReader) -> str | None:
    information = reader.metadata
    title = information.title if information is not None else None
    return str(title) if title else None


def _is_encryption(error: Exception) -> bool:
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    return isinstance(error, DependencyError | FileNotDecryptedError | WrongPasswordError)

"""Formats that LibreOffice turns into one that is read here: old .doc, .xls, .ppt, presentations, binary sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ingest import libreoffice
from ingest.errors import Unreadable
from ingest.loader import Draft, Loader
from ingest.loaders.docx import DocxLoader
from ingest.loaders.pdf import PdfLoader
from ingest.loaders.tables import XLSX, TableCards, TableLoader

_CONVERTED = "Plik zamieniono na {} w LibreOffice."
_OR_INSTALL = "Możesz też zainstalować LibreOffice: program użyje go sam."
_OR_ADD = "Możesz też doinstalować LibreOffice {}: jest tu LibreOffice bez niego, a to on czyta takie pliki."


@dataclass(frozen=True, slots=True)
class ConvertedLoader:
    """One such format. `advice` says what it is and how to save it; `target` is the format that `reads` reads. `part` is what
    LibreOffice reads it with. `source_filter` is the name of the format in LibreOffice, where its own guess would not do.

    It is recognised by what a whole file holds (`ingest.formats`), not by its head.
    """

    media_type: str
    suffixes: tuple[str, ...]
    target: str
    reads: Loader
    part: str
    advice: str
    source_filter: str | None = None

    def recognises(self, head: bytes) -> bool:  # noqa: ARG002 - compound files and archives look alike at their head
        return False

    def load(self, data: bytes, name: str) -> Draft:
        """The draft of the converted file. Raises `Unreadable` with the way out where LibreOffice is not there or fails."""
        draft = self.reads.load(self._converted(data), name)
        return draft.model_copy(update={"notes": (*draft.notes, _CONVERTED.format(f".{self.target}"))})

    def cards(self, data: bytes) -> TableCards | None:
        """The reader of rows that are practices, None for a document. Raises `Unreadable`."""
        return self.reads.cards(self._converted(data)) if isinstance(self.reads, TableLoader) else None

    def _converted(self, data: bytes) -> bytes:
        program = libreoffice.installed()
        if program is None:
            raise Unreadable(f"Nie odczytano pliku: {self.advice} {_OR_INSTALL}")
        if self.part not in libreoffice.parts(program):
            raise Unreadable(f"Nie odczytano pliku: {self.advice} {_OR_ADD.format(self.part)}")
        return _convert(data, self.suffixes[0], self.target, program, self.source_filter)


@lru_cache(maxsize=1)
def _convert(data: bytes, suffix: str, target: str, program: Path, source_filter: str | None) -> bytes:
    """A table is asked for its cards first and then for its text: one conversion serves both."""
    return libreoffice.convert(data, suffix, target, program, source_filter=source_filter)


DOC = ConvertedLoader(
    "application/msword",
    (".doc", ".dot"),
    "docx",
    DocxLoader(),
    libreoffice.WRITER,
    "to jest stary dokument Worda (.doc). Zapisz jako .docx lub PDF.",
)
XLS = ConvertedLoader(
    "application/vnd.ms-excel",
    (".xls", ".xlt"),
    "xlsx",
    XLSX,
    libreoffice.CALC,
    "to jest stary arkusz Excela (.xls). Zapisz jako .xlsx lub PDF.",
    "MS Excel 97",
)
XLS95 = replace(XLS, source_filter="MS Excel 95")
XLSB = ConvertedLoader(
    "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    (".xlsb",),
    "xlsx",
    XLSX,
    libreoffice.CALC,
    "to jest arkusz Excela w zapisie binarnym (.xlsb). Zapisz jako .xlsx lub PDF.",
)
PPT = ConvertedLoader(
    "application/vnd.ms-powerpoint",
    (".ppt", ".pps", ".pot"),
    "pdf",
    PdfLoader(),
    libreoffice.IMPRESS,
    "to jest stara prezentacja PowerPoint (.ppt). Zapisz jako PDF.",
)
PPTX = ConvertedLoader(
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    (".pptx", ".ppsx", ".pptm", ".potx"),
    "pdf",
    PdfLoader(),
    libreoffice.IMPRESS,
    "to jest prezentacja PowerPoint (.pptx). Zapisz jako PDF.",
)
ODP = ConvertedLoader(
    "application/vnd.oasis.opendocument.presentation",
    (".odp", ".otp"),
    "pdf",
    PdfLoader(),
    libreoffice.IMPRESS,
    "to jest prezentacja (.odp). Zapisz jako PDF.",
)

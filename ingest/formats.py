"""Which loader reads a file: by its content, then by the suffix of its name. A wrong suffix never decides over the content."""

from __future__ import annotations

from pathlib import PurePath

from ingest import ole
from ingest.archive import ENCRYPTED, ZIP_SIGNATURE, Archive
from ingest.errors import Unreadable
from ingest.loader import CardReader, Loader
from ingest.loaders.converted import DOC, ODP, PPT, PPTX, XLS, XLS95, XLSB, ConvertedLoader
from ingest.loaders.docx import DocxLoader
from ingest.loaders.html import HtmlLoader
from ingest.loaders.json_cards import JsonCards, JsonLinesCards
from ingest.loaders.odt import OdtLoader
from ingest.loaders.pdf import PdfLoader
from ingest.loaders.rtf import RtfLoader
from ingest.loaders.tables import CSV, ODS, XLSX, TableLoader
from ingest.loaders.text import TextLoader
from ingest.loaders.yaml_cards import YamlCards
from ingest.office import OfficeKind, package_of
from ingest.ole import OleKind

HEAD_BYTES = 4096

LOADERS: tuple[Loader, ...] = (
    PdfLoader(),
    DocxLoader(),
    OdtLoader(),
    RtfLoader(),
    XLSX,
    ODS,
    CSV,
    HtmlLoader(),
    TextLoader(),
    *(DOC, XLS, XLSB, PPT, PPTX, ODP),
)
CARD_READERS: tuple[CardReader, ...] = (YamlCards(), JsonCards(), JsonLinesCards())

_IN_ARCHIVE: dict[OfficeKind, Loader] = {
    "docx": DocxLoader(),
    "odt": OdtLoader(),
    "xlsx": XLSX,
    "ods": ODS,
    "xlsb": XLSB,
    "pptx": PPTX,
    "odp": ODP,
}
_IN_COMPOUND: dict[OleKind, Loader] = {"doc": DOC, "xls": XLS, "xls95": XLS95, "ppt": PPT}

_IMAGE = "to jest obraz. Zamień go na PDF z rozpoznanym tekstem (OCR)."
_ARCHIVE = "to jest archiwum. Rozpakuj je i wskaż folder z plikami."
_MESSAGE = "to jest wiadomość e-mail (.msg). Zapisz jej treść jako PDF albo TXT."
_RECORDING = "to jest nagranie. Dodaj jego opis albo zapis rozmowy jako tekst."
_UNKNOWN_OFFICE = (
    "to plik pakietu biurowego, którego nie czytamy. Otwórz go w programie, w którym powstał, i zapisz jako PDF."
)
_CUT = (
    "Plik jest uszkodzony albo niepełny: ma rozszerzenie {}, ale inną zawartość. Zapisz go ponownie i dodaj nową kopię."
)

# Formats that are known and not read: what they are called and the way out.
_ADVICE_BY_SUFFIX = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic", ".svg"), _IMAGE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar", ".bz2", ".xz"), _ARCHIVE),
    **dict.fromkeys((".mp3", ".mp4", ".avi", ".mov", ".wav", ".mkv", ".m4a", ".wmv"), _RECORDING),
    ".msg": _MESSAGE,
}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_EMPTY_ZIP = b"PK\x05\x06"
# Without a signature of their own, or with a message of their own when it is absent.
_READ_BY_NAME = (TextLoader, HtmlLoader, PdfLoader)


def readable_suffixes() -> tuple[str, ...]:
    """Suffixes of all formats that can be read, in a fixed order."""
    of_documents = (suffix for loader in LOADERS for suffix in loader.suffixes)
    of_cards = (suffix for reader in CARD_READERS for suffix in reader.suffixes)
    return (*of_documents, *of_cards)


def card_reader(head: bytes, name: str) -> CardReader | None:
    """The reader for a file of practice cards, None for any other file. `head` holds its first `HEAD_BYTES` bytes.

    Cards are plain text without a signature: the suffix decides, unless the content cannot be text.
    """
    suffix = PurePath(name).suffix.lower()
    found = (reader for reader in CARD_READERS if suffix in reader.suffixes)
    return None if _is_binary(head) else next(found, None)


def document_loader(data: bytes, name: str) -> Loader:
    """The loader for a document, from all of its bytes and its name.

    Raises `Unreadable` with the way out for a format that is not read or a damaged archive, and "empty" without a byte.
    """
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise Unreadable("Plik jest pusty (0 bajtów). Sprawdź, czy zapisał się do końca.", "empty")
    if data.startswith((ZIP_SIGNATURE, _EMPTY_ZIP)):
        return _in_archive(data)
    if data.startswith(ole.SIGNATURE):
        return _in_compound(data)
    head = data[:HEAD_BYTES]
    for loader in LOADERS:
        if loader.recognises(head):
            return loader
    advice = _foreign_signature(head) or _ADVICE_BY_SUFFIX.get(suffix)
    if advice is not None:
        raise Unreadable(f"Nie odczytano pliku: {advice}")
    named_so = next((loader for loader in LOADERS if suffix in loader.suffixes), None)
    if named_so is not None:
        return named_so if isinstance(named_so, _READ_BY_NAME) else _as_text(named_so, head, suffix)
    known = ", ".join(readable_suffixes())
    named = f"„{suffix}”" if suffix else "bez rozszerzenia"
    raise Unreadable(f"Nie znamy formatu {named}. Zapisz go jako PDF albo TXT. Czytamy: {known}.")


def _as_text(named_so: Loader, head: bytes, suffix: str) -> Loader:
    """Programs of offices save plain text under names of office files: a table as .xls, a letter as .doc."""
    if _is_binary(head):
        raise Unreadable(_CUT.format(suffix))
    is_table = isinstance(named_so, TableLoader) or (
        isinstance(named_so, ConvertedLoader) and isinstance(named_so.reads, TableLoader)
    )
    return CSV if is_table else TextLoader()


def table_cards(loader: Loader, data: bytes) -> CardReader | None:
    """The reader of a table whose rows are practices, None for every other document. Raises `Unreadable`."""
    return loader.cards(data) if isinstance(loader, TableLoader | ConvertedLoader) else None


def _in_archive(data: bytes) -> Loader:
    with Archive(data) as archive:
        package = package_of(archive)
        office = not {"mimetype", "[Content_Types].xml"}.isdisjoint(archive.names)
    if package is not None:
        return _IN_ARCHIVE[package.kind]
    raise Unreadable(f"Nie odczytano pliku: {_UNKNOWN_OFFICE if office else _ARCHIVE}")


def _in_compound(data: bytes) -> Loader:
    kind = ole.kind_of(data)
    if kind == "encrypted":
        raise Unreadable(ENCRYPTED)
    if kind == "message":
        raise Unreadable(f"Nie odczytano pliku: {_MESSAGE}")
    if kind is None:
        raise Unreadable(f"Nie odczytano pliku: {_UNKNOWN_OFFICE}")
    return _IN_COMPOUND[kind]


def _foreign_signature(head: bytes) -> str | None:
    """Advice for content that is certainly none of the formats read here, whatever the file is called."""
    if head.startswith(_ARCHIVES):
        return _ARCHIVE
    if head.startswith(_IMAGES) and _is_binary(head):
        return _IMAGE
    return None


def _is_binary(head: bytes) -> bool:
    """A zero byte stands in no text, except in UTF-16, which starts with a byte order mark."""
    return b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))

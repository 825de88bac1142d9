"""Which loader reads a file: by the signature in its first bytes, then by the suffix of its name."""

from __future__ import annotations

from pathlib import PurePath

from ingest.errors import Unreadable
from ingest.loader import CardReader, Loader
from ingest.loaders.html import HtmlLoader
from ingest.loaders.json_cards import JsonCards, JsonLinesCards
from ingest.loaders.pdf import PdfLoader
from ingest.loaders.text import TextLoader
from ingest.loaders.yaml_cards import YamlCards

HEAD_BYTES = 4096

LOADERS: tuple[Loader, ...] = (PdfLoader(), HtmlLoader(), TextLoader())
CARD_READERS: tuple[CardReader, ...] = (YamlCards(), JsonCards(), JsonLinesCards())

_PDF_OR_TEXT = "Zapisz go jako PDF albo TXT."
_NOT_YET = "tego formatu jeszcze nie czytamy. Otwórz plik w programie, w którym powstał, i zapisz go jako PDF albo TXT."
_IMAGE = "to jest obraz. Zamień go na PDF z rozpoznanym tekstem (OCR)."
_ARCHIVE = "to jest archiwum. Rozpakuj je i wskaż folder z plikami."

# Formats that are known and not read: what they are called and the way out.
_ADVICE_BY_SUFFIX = {
    ".doc": "to jest stary dokument Worda (.doc). Zapisz jako .docx lub PDF.",
    ".xls": "to jest stary arkusz Excela (.xls). Zapisz jako .xlsx lub PDF.",
    ".ppt": "to jest stara prezentacja PowerPoint (.ppt). Zapisz jako PDF.",
    ".docx": f".docx: {_NOT_YET}",
    ".odt": f".odt: {_NOT_YET}",
    ".rtf": f".rtf: {_NOT_YET}",
    ".csv": f".csv: {_NOT_YET}",
    ".xlsx": f".xlsx: {_NOT_YET}",
    ".ods": f".ods: {_NOT_YET}",
    ".pptx": f".pptx: {_NOT_YET}",
    ".odp": f".odp: {_NOT_YET}",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp"), _IMAGE),
    **dict.fromkeys((".zip", ".7z", ".rar", ".gz", ".tar"), _ARCHIVE),
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_RTF = b"{\\rtf"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b")
_OLD_OFFICE = (".doc", ".xls", ".ppt")
_ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


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


def document_loader(head: bytes, name: str) -> Loader:
    """The loader for a document, from its first `HEAD_BYTES` bytes and its name.

    Raises `Unreadable` with the way out for a format that is not read, and "empty" for a file without a byte.
    """
    suffix = PurePath(name).suffix.lower()
    if not head:
        raise Unreadable("Plik jest pusty (0 bajtów). Sprawdź, czy zapisał się do końca.", "empty")
    for loader in LOADERS:
        if loader.recognises(head):
            return loader
    advice = _foreign_signature(head, suffix) or _ADVICE_BY_SUFFIX.get(suffix)
    if advice is not None:
        raise Unreadable(f"Nie odczytano pliku: {advice}")
    for loader in LOADERS:
        if suffix in loader.suffixes:
            return loader
    known = ", ".join(readable_suffixes())
    named = f"„{suffix}”" if suffix else "bez rozszerzenia"
    raise Unreadable(f"Nie znamy formatu {named}. {_PDF_OR_TEXT} Czytamy: {known}.")


def _foreign_signature(head: bytes, suffix: str) -> str | None:
    """Advice for content that is certainly none of the formats read here, whatever the file is called."""
    if head.startswith(_OLE):
        return _ADVICE_BY_SUFFIX[suffix if suffix in _OLD_OFFICE else ".doc"]
    if head.startswith(_ZIP):
        if suffix in _ZIPPED:
            return _ADVICE_BY_SUFFIX[suffix]
        packed = b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis" in head
        return f"to jest dokument pakietu biurowego, {_NOT_YET}" if packed else _ARCHIVE
    if head.startswith(_RTF):
        return _ADVICE_BY_SUFFIX[".rtf"]
    if head.startswith(_ARCHIVES):
        return _ARCHIVE
    if head.startswith(_IMAGES) and _is_binary(head):
        return _IMAGE
    return None


def _is_binary(head: bytes) -> bool:
    """A zero byte stands in no text, except in UTF-16, which starts with a byte order mark."""
    return b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))

"""What an office archive holds: the kind of document, and where its parts lie, by what it declares about itself.

Office Open XML (ECMA-376) declares the content type of every part in `[Content_Types].xml`; OpenDocument (OASIS ODF 1.3)
its own in a member called `mimetype`. No relationship is followed, so nothing outside the file is ever asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ingest.archive import ENCRYPTED, Archive
from ingest.errors import Unreadable
from ingest.xml_tree import parse, walk

OfficeKind = Literal["docx", "xlsx", "pptx", "xlsb", "odt", "ods", "odp"]

_TYPES = {"http://schemas.openxmlformats.org/package/2006/content-types": "t"}
_MANIFEST = {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "m"}
# What stands before ".main" in the content type of the main part; templates and files with macros hold the same text.
_OOXML: Mapping[str, OfficeKind] = {
    "wordprocessingml.document": "docx",
    "wordprocessingml.template": "docx",
    "ms-word.document.macroenabled": "docx",
    "ms-word.template.macroenabledtemplate": "docx",
    "spreadsheetml.sheet": "xlsx",
    "spreadsheetml.template": "xlsx",
    "ms-excel.sheet.macroenabled": "xlsx",
    "ms-excel.template.macroenabled": "xlsx",
    "ms-excel.sheet.binary.macroenabled": "xlsb",
    "presentationml.presentation": "pptx",
    "presentationml.slideshow": "pptx",
    "presentationml.template": "pptx",
    "ms-powerpoint.presentation.macroenabled": "pptx",
    "ms-powerpoint.slideshow.macroenabled": "pptx",
}
_ODF: Mapping[str, OfficeKind] = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
_MACRO_PROJECT = "application/vnd.ms-office.vbaproject"


@dataclass(frozen=True, slots=True)
class Package:
    """`parts` maps the last piece of a content type ("styles", "footnotes") to the member that has it, for Office Open XML;
    `main` is the member with the text. `macros`: a macro project lies in the file (it is never read)."""

    kind: OfficeKind
    main: str
    parts: Mapping[str, str]
    macros: bool = False


def package_of(archive: Archive) -> Package | None:
    """What the archive is, None when it is no office document. Raises `Unreadable` when it is encrypted or damaged."""
    declared = archive.read("mimetype")
    if declared is not None:
        kind = _ODF.get(declared.decode("ascii", "replace").strip().removesuffix("-template"))
        if kind is None:
            return None
        _check_open(archive)
        return Package(kind, "content.xml", {})
    types = archive.read("[Content_Types].xml")
    return _ooxml(types) if types is not None else None


def _ooxml(types: bytes) -> Package | None:
    main: tuple[OfficeKind, str] | None = None
    parts: dict[str, str] = {}
    macros = False
    for entry in walk(parse(types, _TYPES)):
        content_type, name = entry.get("ContentType", "").lower(), entry.get("PartName", "").removeprefix("/")
        macros = macros or content_type == _MACRO_PROJECT
        if entry.tag != "t.Override":
            continue
        piece = content_type.removesuffix("+xml")
        kind = next((kind for ending, kind in _OOXML.items() if piece.endswith(f"{ending}.main")), None)
        if kind is not None:
            main = main or (kind, name)
        else:
            parts.setdefault(piece.rpartition(".")[2], name)
    return Package(main[0], main[1], parts, macros) if main is not None else None


def _check_open(archive: Archive) -> None:
    manifest = archive.read("META-INF/manifest.xml")
    if manifest is not None and any(entry.tag == "m.encryption-data" for entry in walk(parse(manifest, _MANIFEST))):
        raise Unreadable(ENCRYPTED)

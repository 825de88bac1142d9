"""Office files for tests, made from the XML that matters: small, exact, and as broken or hostile as a test needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of the members, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return stream.getvalue()


def docx(body: str, *, namespace: str = W, main: str = f"{_WORD}.document.main+xml", **parts: str) -> bytes:
    """A .docx with `body` inside w:body; `parts` are styles, footnotes, header… as the XML inside their root element."""
    roots = {"footnotes": "footnotes", "styles": "styles", "header": "hdr", "comments": "comments"}
    names = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{part}+xml"/>' for part in parts if part in roots
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{names}</Types>',
        "word/document.xml": f'<w:document xmlns:w="{namespace}" {_OTHERS}><w:body>{body}</w:body></w:document>',
    }
    for part, content in parts.items():
        root = roots[part]
        members[f"word/{part}.xml"] = f'<w:{root} xmlns:w="{namespace}" {_OTHERS}>{content}</w:{root}>'
    return zipped(members)


_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def paragraph(text: str, style: str = "", run: str = "") -> str:
    """A w:p with one run; `run` is what stands in its w:rPr."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt(body: str, *, styles: str = "", meta: str = "", kind: str = "text", manifest: str = "") -> bytes:
    """An OpenDocument file with `body` inside office:text (or office:spreadsheet, by `kind`)."""
    spaces = " ".join(
        f'xmlns:{prefix}="{_ODF}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    types = {"text": "text", "spreadsheet": "spreadsheet"}
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{types[kind]}",
        "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
    }
    if meta:
        members["meta.xml"] = (
            f'<office:document-meta {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>{meta}</office:meta>'
            "</office:document-meta>"
        )
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return zipped(members)


def compound(stream: str) -> bytes:
    """The beginning of a compound file (old Office) with one directory entry of this name."""
    name = f"{stream}\0".encode("utf-16-le")
    entry = name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + entry + bytes(512)

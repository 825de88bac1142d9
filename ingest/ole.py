"""Old office files: what a compound file ([MS-CFB]) holds, by the names of its streams."""

from __future__ import annotations

from typing import Literal

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

OleKind = Literal["doc", "xls", "xls95", "ppt", "encrypted", "message"]

# Names of streams: [MS-DOC] 2.1, [MS-XLS] 2.1, [MS-PPT] 2.1, [MS-OFFCRYPTO] 1.3.2, [MS-OXMSG] 2.1
_STREAMS: tuple[tuple[str, OleKind], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "message"),
    ("Book", "xls95"),
)
_ENTRY_BYTES = 128
_NAME_BYTES = 64


def kind_of(data: bytes) -> OleKind | None:
    """The kind of document, None for any other compound file."""
    return next((kind for name, kind in _STREAMS if _holds(data, name)), None)


def _holds(data: bytes, name: str) -> bool:
    """True when an entry of a directory has the name: UTF-16, filled up with zeros, its length in bytes behind it."""
    encoded = f"{name}\0".encode("utf-16-le")
    place = data.find(encoded.ljust(_NAME_BYTES, b"\0") + len(encoded).to_bytes(2, "little"))
    return place >= 0 and place % _ENTRY_BYTES == 0

"""What the headers of an answer say about the file: its media type, its character set, and a name to read it by."""

from __future__ import annotations

import codecs
import re
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote

from corpus.language import normalise
from ingest.web_address import WebAddress

# The suffix that stands for a media type; names that end otherwise get it.
_SUFFIXES = {
    "text/html": (".html", ".htm", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "application/pdf": (".pdf",),
    "text/plain": (".txt", ".text", ".md", ".csv"),
    "text/markdown": (".md",),
    "text/csv": (".csv",),
    "application/rtf": (".rtf",),
    "text/rtf": (".rtf",),
    "application/msword": (".doc", ".dot"),
    "application/vnd.ms-excel": (".xls", ".xlt", ".csv"),
    "application/vnd.ms-powerpoint": (".ppt", ".pps"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "application/vnd.oasis.opendocument.presentation": (".odp",),
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')
_LONGEST = 150


def media_type_of(headers: Message) -> str | None:
    """The media type in lower case, None when the server tells none."""
    return headers.get_content_type() if headers.get("Content-Type") else None


def charset_of(headers: Message) -> str:
    """The declared character set when Python knows it, else UTF-8."""
    declared = headers.get_content_charset() or "utf-8"
    try:
        return codecs.lookup(declared).name
    except LookupError:
        return "utf-8"


def file_name(address: WebAddress, headers: Message, media_type: str | None) -> str:
    """The name that the server gives, else the end of the path, else the host, with a suffix of the media type."""
    given = headers.get_filename() if headers.get("Content-Disposition") else None
    last = unquote(address.target.partition("?")[0].rstrip("/").rpartition("/")[2])
    name = _NOT_IN_NAMES.sub(" ", normalise(PurePosixPath((given or last).replace("\\", "/")).name)).strip(" .")
    suffixes = _SUFFIXES.get(media_type or "")
    path = PurePosixPath(name or address.host)
    if suffixes is None or (name and path.suffix.lower() in suffixes):
        return path.name[-_LONGEST:]
    return f"{path.name[:_LONGEST]}{suffixes[0]}"

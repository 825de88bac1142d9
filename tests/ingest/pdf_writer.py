"""The smallest PDF that shows Polish text: Helvetica with the Polish letters named in its encoding, one line per row.

A page is a tuple of lines; an empty tuple is a blank page; `SCAN` stands for a page that only shows an image.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Page = tuple[str, ...]
SCAN: Page = ("\0scan",)

_NAMES = {
    "ą": "aogonek", "ć": "cacute", "ę": "eogonek", "ł": "lslash", "ń": "nacute", "ó": "oacute", "ś": "sacute",
    "ź": "zacute", "ż": "zdotaccent", "Ą": "Aogonek", "Ć": "Cacute", "Ę": "Eogonek", "Ł": "Lslash", "Ń": "Nacute",
    "Ó": "Oacute", "Ś": "Sacute", "Ź": "Zacute", "Ż": "Zdotaccent", "„": "quotedblbase", "”": "quotedblright",
    "–": "endash", "•": "bullet", "§": "section",
}  # fmt: skip
_FIRST_CODE = 128
_CODES = {letter: _FIRST_CODE + place for place, letter in enumerate(_NAMES)}
_LEADING = 14


def pdf(pages: Sequence[Page], title: str | None = None) -> bytes:
    """The bytes of a PDF with these pages."""
    differences = " ".join(f"/{name}" for name in _NAMES.values())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
        f" << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{_FIRST_CODE} {differences}] >> >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n\x80\nendstream",
        f"<< /Title ({title}) >>" if title else "<< >>",
    ]
    for number, page in enumerate(pages):
        resources = "<< /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {7 + 2 * number} 0 R >>"
        )
        content = _content(page)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _file(objects)


def picture_pdf(rows: bytes, width: int, height: int, dots_per_inch: int) -> bytes:
    """A page filled by one image: `rows` from the top, one bit a dot, 1 for white, each row a whole number of bytes."""
    packed = zlib.compress(rows, 9).decode("latin-1")
    wide, high = 72 * width / dots_per_inch, 72 * height / dots_per_inch
    content = f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /I Do Q"
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide:.2f} {high:.2f}]"
            " /Resources << /XObject << /I 4 0 R >> >> /Contents 6 0 R >>",
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 1"
            f" /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed}\nendstream",
            "<< >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    )


def _content(page: Page) -> str:
    if page == SCAN:
        return "q 595 0 0 842 0 0 cm /I Do Q"
    rows = "".join(f"({_escaped(line)}) Tj T* " for line in page)
    return f"BT /F 11 Tf {_LEADING} TL 60 780 Td {rows}ET" if page else ""


def _escaped(line: str) -> str:
    coded = "".join(chr(_CODES.get(letter, ord(letter))) for letter in line)
    return coded.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[str]) -> bytes:
    written = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}{trailer}".encode("latin-1")

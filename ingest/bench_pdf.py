"""A PDF made from plain text for measuring: A4, one column, composite font, every line a TJ array with kerning inside words,
which is how office programs write. No program is needed to make it, and nobody needs to look at it.
"""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

LINE_CHARACTERS, PAGE_LINES = 82, 40
_LEADING, _SIZE, _LEFT, _TOP = 16.5, 12, 62, 770
_KERNED = 3
_ADVANCE = 480


def text_pdf(paragraphs: Sequence[str], pages: int) -> bytes:
    """A PDF with at most so many full pages of the paragraphs, about 3,000 characters a page."""
    letters = sorted({letter for paragraph in paragraphs for letter in paragraph})
    codes = {letter: place for place, letter in enumerate(letters, start=1)}
    contents = [_content(page, codes) for page in islice(_pages(paragraphs), pages)]
    first = 7
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW {_ADVANCE} /FontDescriptor 6 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode(),
        _stream(_to_unicode(codes)),
        b"<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    for place, content in enumerate(contents):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
            + f" /Contents {first + 1 + 2 * place} 0 R >>".encode()
        )
        objects.append(_stream(content))
    return _file(objects)


def _pages(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    lines = [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, LINE_CHARACTERS)]
    for start in range(0, len(lines), PAGE_LINES):
        yield lines[start : start + PAGE_LINES]


def _content(lines: Sequence[str], codes: dict[str, int]) -> bytes:
    shown = [
        f"BT {_LEFT} {_TOP - _LEADING * row:.1f} Td /F {_SIZE} Tf[{_kerned(line, codes)}]TJ ET"
        for row, line in enumerate(lines)
    ]
    return "\n".join(shown).encode()


def _kerned(line: str, codes: dict[str, int]) -> str:
    pieces = (line[start : start + _KERNED] for start in range(0, len(line), _KERNED))
    return "-2".join("<" + "".join(f"{codes[letter]:04X}" for letter in piece) + ">" for piece in pieces)


def _to_unicode(codes: dict[str, int]) -> bytes:
    rows = [f"<{code:04X}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = (rows[start : start + 100] for start in range(0, len(rows), 100))
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{listed}\nendcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    written = bytearray(b"%PDF-1.5\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    written += (
        f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    ).encode()
    return bytes(written)

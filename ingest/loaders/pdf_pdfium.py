"""PDF files through PDFium (package pypdfium2, an extra): compiled, several times faster than pypdf.

PDFium gives characters with line ends and spaces of its own between them. Calls are dear, so only the first and last
character of each piece between line ends and wide gaps is asked for its place.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest import limits
from ingest.loaders.pdf_matrix import direction_of
from ingest.loaders.pdf_spans import OBLIQUE, PdfEncrypted, Span, is_bold

# What PDFium puts in place of a hyphen at a line end, where it leaves the line end out.
_DIVISIONS = (0x02, 0xFFFE)
_LINE_ENDS = (0x0A, 0x0D)
_BLANKS = (0x20, 0xA0)
# A wider gap than this part of an em ends a piece; as in `pdf_runs`.
_APART = 1.0
_LONGEST_NAME = 256


class PdfiumFile:
    """Raises `PdfEncrypted` for a file that the empty password does not open, `PdfiumError` for a damaged one.

    PDFium mends what it can and does not tell, so `repaired` is never true.
    """

    repaired = False

    def __init__(self, data: bytes) -> None:
        try:
            self._file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
                raise PdfEncrypted from error
            raise

    @property
    def title(self) -> str | None:
        return self._file.get_metadata_value("Title") or None

    @property
    def page_count(self) -> int:
        return len(self._file)

    def page(self, number: int) -> PdfiumPage:
        return PdfiumPage(self._file, number)

    def single_page(self, number: int) -> bytes | None:
        target, stream = pypdfium2.PdfDocument.new(), io.BytesIO()
        try:
            target.import_pages(self._file, [number - 1])
            target.save(stream)
        except pypdfium2.PdfiumError:
            return None
        finally:
            target.close()
        return stream.getvalue()

    def close(self) -> None:
        self._file.close()


class PdfiumPage:
    def __init__(self, file: pypdfium2.PdfDocument, number: int) -> None:
        self._page = file[number - 1]
        # Values of form fields and typed notes become part of the page, which then has to be opened anew.
        if pdfium.FPDFPage_Flatten(self._page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            self._page.close()
            self._page = file[number - 1]

    def spans(self) -> Sequence[Span]:
        text = self._page.get_textpage()
        try:
            return list(_Pieces(text).spans())
        finally:
            text.close()

    def paints(self) -> bool:
        return next(iter(self._page.get_objects(max_depth=1)), None) is not None


class _Pieces:
    """The characters of one page, cut into pieces."""

    def __init__(self, text: pypdfium2.PdfTextPage) -> None:
        self._text = text
        self._count = pdfium.FPDFText_CountChars(text)
        limits.CHARACTERS.check(self._count)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()

    def spans(self) -> Iterator[Span]:
        first, letters = 0, list[str]()
        for place, code in enumerate(self._codes()):
            if code in _LINE_ENDS or code in _DIVISIONS:
                if code in _DIVISIONS:
                    letters.append("-")
                yield from self._span(first, letters)
                first, letters = place + 1, []
            elif code in _BLANKS and letters and self._is_wide_gap(place):
                yield from self._span(first, letters)
                first, letters = place + 1, []
            else:
                letters.append(chr(code) if code else "\ufffd")
        yield from self._span(first, letters)

    def _codes(self) -> Sequence[int]:
        """The character codes. All at once where each place holds one character, one by one where PDFium leaves any out."""
        buffer = (ctypes.c_ushort * (self._count + 1))()
        if pdfium.FPDFText_GetText(self._text, 0, self._count, buffer) == self._count + 1:
            return list(buffer[: self._count])
        return [pdfium.FPDFText_GetUnicode(self._text, place) for place in range(self._count)]

    def _is_wide_gap(self, place: int) -> bool:
        if place + 1 >= self._count or not pdfium.FPDFText_IsGenerated(self._text, place):
            return False
        before, after = self._place_of(place - 1), self._place_of(place + 1)
        along = math.hypot(after[0] - before[0], after[1] - before[1])
        return along - (before[2] - before[0]) > _APART * self._size(place - 1)

    def _span(self, first: int, letters: Sequence[str]) -> Iterator[Span]:
        """The piece that starts at the character `first`; blanks at both ends do not count."""
        text = "".join(letters)
        bare = text.strip()
        if not bare:
            return
        first += len(text) - len(text.lstrip())
        last = first + len(bare) - 1
        a, b, _, _ = self._matrix_of(first)
        direction = direction_of(a, b)
        x, y, _ = self._place_of(first)
        end_x, end_y, right = self._place_of(last)
        size = self._size(first)
        start, down = ((x, -y), (y, x), (-x, y), (-y, -x))[direction // 90 if direction != OBLIQUE else 0]
        length = (right - x) if direction == 0 else math.hypot(end_x - x, end_y - y) + size / 2
        yield Span(bare, start, start + max(0.0, length), down, size, direction, self._is_bold(first))

    def _place_of(self, place: int) -> tuple[float, float, float]:
        """Origin of a character (x, y) and its right edge."""
        pdfium.FPDFText_GetCharOrigin(self._text, place, self._x, self._y)
        pdfium.FPDFText_GetLooseCharBox(self._text, place, self._box)
        return self._x.value, self._y.value, self._box.right

    def _matrix_of(self, place: int) -> tuple[float, float, float, float]:
        found = pdfium.FPDFText_GetMatrix(self._text, place, self._matrix)
        return (self._matrix.a, self._matrix.b, self._matrix.c, self._matrix.d) if found else (1.0, 0.0, 0.0, 1.0)

    def _is_bold(self, place: int) -> bool:
        length = pdfium.FPDFText_GetFontInfo(self._text, place, self._name, len(self._name), self._flags)
        return (
            is_bold(self._name.raw[: max(0, length - 1)].decode("utf-8", "replace"))
            if length <= len(self._name)
            else False
        )

    def _size(self, place: int) -> float:
        _, _, c, d = self._matrix_of(place)
        return float(pdfium.FPDFText_GetFontSize(self._text, place)) * math.hypot(c, d)

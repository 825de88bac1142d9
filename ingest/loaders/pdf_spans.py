"""What a PDF program shows on a page: runs of text with their places. Both extractors give these, the layout reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

_BOLD = re.compile(r"bold|black|heavy|demi(?!ng)", re.IGNORECASE)
# The direction of text that stands askew: stamps and watermarks.
OBLIQUE = 45


class Span(NamedTuple):
    """Text that was shown in one go.

    Lengths are in points, in the direction in which the text runs: `start` and `end` grow along the line, `y` (the
    baseline) grows from line to line. `size` is that of the letters. `direction` is the angle of the line on the page, 0,
    90, 180 or 270 degrees, or OBLIQUE. `bold`: the name of the font says so. `artifact`: the file itself marks the text as
    furniture of the page (ISO 32000-1, 14.8.2.2).
    """

    text: str
    start: float
    end: float
    y: float
    size: float
    direction: int = 0
    bold: bool = False
    artifact: bool = False


def is_bold(font_name: str) -> bool:
    """True for "ABCDEF+Calibri-Bold"."""
    return _BOLD.search(font_name) is not None


class PdfPage(Protocol):
    """One page of an open file."""

    def spans(self) -> Sequence[Span]:
        """Text in the order in which the file shows it. Raises any error of its library when the page is damaged."""
        ...

    def paints(self) -> bool:
        """True when anything is drawn on the page."""
        ...


class PdfFile(Protocol):
    """An open PDF."""

    @property
    def title(self) -> str | None: ...

    @property
    def repaired(self) -> bool:
        """True when the file is damaged and parts of it may be missing."""
        ...

    @property
    def page_count(self) -> int: ...

    def page(self, number: int) -> PdfPage:
        """The page with this number, from 1."""
        ...

    def single_page(self, number: int) -> bytes | None:
        """A file with just that page, None when it cannot be taken out."""
        ...

    def close(self) -> None: ...


class PdfEncrypted(Exception):
    """The file opens only with a password."""

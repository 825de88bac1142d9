"""Codes of a PDF font to text and width, from the tables of pypdf, which are no public interface: this is their only door."""

from __future__ import annotations

from collections.abc import Iterable

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject
from pypdf.generic._font import Font

from ingest.loaders.pdf_objects import numbers_of, resolved
from ingest.loaders.pdf_runs import Face, Glyph
from ingest.loaders.pdf_spans import is_bold

# What a font leaves empty, and the third glyph of common fonts, are used for spaces.
_BLANKS, _BLANK = ("/.notdef", "/g3"), " "
# Control characters are ligatures and marks of TeX (encodings OT1 and T1).
_OF_TEX = dict(
    zip(
        map(chr, (*range(0x0B, 0x17), *range(0x1B, 0x20))),
        "ff fi fl ffi ffl “ ” „ « » – — ff fi fl ffi ffl".split(),
        strict=True,
    )
)
_UNKNOWN = "\ufffd"
_SOFT_HYPHEN = "\u00ad"
_DEFAULT_ADVANCE = 500


class Fonts:
    """The fonts of one file. Pages share them, and to read one takes longer than to read a page."""

    def __init__(self) -> None:
        self._faces: dict[object, Face | None] = {}

    def face(self, reference: PdfObject | None) -> Face | None:
        """None for what is no font, and for a font that pypdf cannot read."""
        key = (reference.idnum, reference.generation) if isinstance(reference, IndirectObject) else id(reference)
        if key not in self._faces:
            self._faces[key] = _face(reference)
        return self._faces[key]


def _face(reference: PdfObject | None) -> Face | None:
    try:
        font = resolved(reference)
        return PypdfFace(Font.from_font_resource(font), font) if isinstance(font, DictionaryObject) else None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (pypdf meets damage with exceptions of every kind)
        return UnknownFace()


class UnknownFace:
    """A font that cannot be read: its text is there and nobody knows what it says."""

    bold = False

    def glyphs(self, shown: bytes) -> Iterable[Glyph]:
        return [Glyph(_UNKNOWN, _DEFAULT_ADVANCE / 1000)] * len(shown)


class PypdfFace:
    """Codes of one font to glyphs; each is looked up once."""

    def __init__(self, font: Font, resource: DictionaryObject) -> None:
        self._font = font
        self.bold = is_bold(font.name)
        self._scale = _glyph_scale(resource)
        # Codes that number the glyphs of the font say nothing about letters when no table explains them.
        numbered = resource.get("/Encoding") in ("/Identity-H", "/Identity-V")
        # Instead of a table the file may say that the numbers are those of Unicode.
        self._numbers_glyphs = numbered and not isinstance(resolved(resource.get("/ToUnicode")), NameObject)
        self._codec = font.encoding if isinstance(font.encoding, str) else None
        self._glyphs: dict[int, Glyph] = {}

    def glyphs(self, shown: bytes) -> Iterable[Glyph]:
        """One glyph for each code: one byte, or two in a composite font; a national codec finds its own."""
        if self._codec is None:
            codes: Iterable[int] = shown
        elif self._codec == "utf-16-be":
            codes = [first << 8 | second for first, second in zip(shown[::2], shown[1::2], strict=False)]
        else:
            codes = map(ord, shown.decode(self._codec, "replace"))
        known = self._glyphs
        return [known.get(code) or self._looked_up(code) for code in codes]

    def _looked_up(self, code: int) -> Glyph:
        font = self._font
        raw = chr(code)
        shown = font.encoding.get(code, raw) if isinstance(font.encoding, dict) else raw
        text = font.character_map.get(shown)
        if text is None:
            # An unexplained glyph keeps its name, "/g12".
            named = len(shown) > 1 and shown.startswith("/")
            text = _UNKNOWN if named or self._numbers_glyphs else shown
        text = _BLANK if shown in _BLANKS else _OF_TEX.get(text, text)
        widths = font.character_widths
        advance = widths.get(raw, widths.get("default", _DEFAULT_ADVANCE))
        width = float(advance) * self._scale if isinstance(advance, int | float) else 0.0
        if text == _SOFT_HYPHEN and width:
            # What can be seen is a hyphen; typst writes both alike, as it draws both with one glyph.
            text = "-"
        glyph = self._glyphs[code] = Glyph(str(text), width, code == 32 and self._codec is None)
        return glyph


def _glyph_scale(resource: DictionaryObject) -> float:
    """Glyph space to ems: a thousandth, but in a Type 3 font what its matrix says (9.6.5)."""
    matrix = resolved(resource.get("/FontMatrix"))
    if resource.get("/Subtype") != "/Type3" or not isinstance(matrix, ArrayObject) or not matrix:
        return 0.001
    numbers = numbers_of(matrix)
    return abs(numbers[0]) if numbers else 0.001

"""What the control words of Rich Text Format 1.9.1 mean: which groups hold text, which code page a font has, which style is
a heading."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from corpus.language import fold

# Groups that hold no text of the document. A group marked with \* is passed over too, unless it is known here.
PASSED_OVER = frozenset(
    """colortbl pict objdata objclass header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn
    aftnsep aftnsepc aftncn xe tc tcn rxe fldinst nonshppict themedata colorschememapping datastore listtable filetbl
    listoverridetable revtbl rsidtbl pgptbl latentstyles annotation atnid atnauthor atnref atndate atntime atnicn sp
    shprslt bkmkstart bkmkend pnseclvl pn mmathPr xmlnstbl""".split()
)
ENTERED = frozenset("shpinst shptxt footnote do dptxbxtext".split())
LIST_SIGNS = frozenset({"listtext", "pntext"})
ASIDE = frozenset({"footnote", "shptxt", "dptxbxtext"})
SIGNS = {
    "tab": " ", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "nestcell": " ", "endash": "–", "emdash": "—", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
SYMBOLS = {"~": " ", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
# RTF 1.9.1, "Font Table": \fcharset to Windows code pages. 0 and 1 mean that of the document.
CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
DOCUMENT_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_HEADING = re.compile(r"(?:heading|naglowek) ?([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents|spis tresci) ?\d")
_TITLES = frozenset({"title", "tytul"})
BODY_TEXT = 9


@dataclass(frozen=True, slots=True)
class Style:
    """`level` as in `ingest.outline.Piece`; `contents`: an entry of a table of contents."""

    level: int | None = None
    contents: bool = False


def style_of(name: str, level: int | None) -> Style:
    """The style called `name`; `level` is the one that its own words give."""
    folded = fold(name)
    if folded in _TITLES:
        return Style(0)
    found = _HEADING.fullmatch(folded)
    return Style(int(found[1]) if found else level, _CONTENTS.fullmatch(folded) is not None)


def known_page(name: str) -> str | None:
    """The name of a code page as Python has it, None for an unknown one."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if name == "cp65001" else None

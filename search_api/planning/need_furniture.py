"""Lines of a document that can state no need whatever their words are: its own title below the heading, captions of tables and
figures, sources, and the label above what one table of a workshop wrote."""

from __future__ import annotations

import re

from corpus.document import BlockKind

_CAPTION = re.compile(
    r"(?:Tabela|Tab\.|Wykres|Rysunek|Rys\.|Rycina|Ryc\.|Mapa|Schemat|Fot\.|Zdjęcie)\s*(?:nr\s*)?\d[\d.]*\b"
)
_SOURCE = re.compile(r"Źródł[oa](?:\s+danych)?:\s|Źródł[oa]\s+[–—-]\s")
_TITLE = re.compile(
    r"(?i)(?:diagnoza|strategia|program|raport|sprawozdanie|protokół|notatka|wyniki|ankieta|analiza|plan|podsumowanie|badanie|opracowanie)\b"
)
_OPENING_LINES, _LONGEST_TITLE_WORDS = 6, 30
_LABEL = re.compile(
    r"(?:Stolik|Stół|Grupa|Podgrupa|Zespół|Runda)\s+(?:nr\s*)?[\w„”\"]+\s*"
    r"(?:\([^()]{3,80}\)|[–—-]\s[^.:;]{3,80})?[.:]?"
)
_LONGEST_LABEL_WORDS = 10


def is_furniture(text: str, kind: BlockKind, place: int) -> bool:
    """True for a caption, a source, and for a title among the first lines; `place` is the number of the line from 0."""
    if _CAPTION.match(text) or _SOURCE.match(text):
        return True
    titled = place < _OPENING_LINES and kind == "paragraph" and _TITLE.match(text) is not None
    return titled and len(text.split()) <= _LONGEST_TITLE_WORDS and not text.endswith((".", ":", "!", "?"))


def labels_table(text: str) -> bool:
    """True for "Stolik żółty (mieszkania i podwórka)." alone in its line."""
    return len(text.split()) <= _LONGEST_LABEL_WORDS and _LABEL.fullmatch(text) is not None

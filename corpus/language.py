"""Polish text as strings: normalise, fold, sentences, tokens. Lemmas are in `corpus/lemmas.py`."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

DIACRITICS = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")

_STROKE = str.maketrans({"ł": "l", "đ": "d", "ø": "o"})
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")

# A full stop after these does not end a sentence. Lower case, without the last stop.
_ABBREVIATIONS = frozenset(
    """abp al art b bp bł cd cz dn doc dot dr dz e-mail egz ew fot gen gm godz ha hab hm im in inż itp jw kard kl km kom ks
    lic lit lok łac m m.in max mgr mies min mjr mkw n np nr nt nw o ob ok op os p par pkt pl płk pn por pow poz pp ppłk ppoż
    prof prok przyp pt q r.ż red rozdz ryc rys s soł sp str sygn szt św t tab tel tj tyg tys tzn tzw u ul ur ust v vs w wew
    wg woj współprac ws ww wyd z zał zam zm zob zw ś.p dz.u m.st p.o o.o b.r""".split()
)
# These may end a sentence: they do when a capital letter follows.
_FINAL_ABBREVIATIONS = frozenset("r br bm ub itd itp zł gr mln mld in pm wiek".split())
# Tried at the first sign of a row only: a row of signs of any length is read once.
_CANDIDATE = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]]*\s+(?=[\"„‘'(\[–—-]*\s?[\w•])")
_LAST_WORD = re.compile(r"[\w.-]+$")
# Characters around a stop that decide whether it ends a sentence.
_CONTEXT = 40
# "W 2015 r." is too short for a sentence: it opens one.
_OPENING_WORDS = 3


class Token(NamedTuple):
    """A word or number; `start` and `end` are character offsets into the text it came from."""

    text: str
    start: int
    end: int


def normalise(text: str) -> str:
    """One clean line: NFC, no control, zero-width, bidirectional or private-use characters, single spaces."""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if _visible(c))
    # Composed last: an invisible character may stand between a letter and its accent.
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cf", "Cs", "Co", "Cn"}


def fold(text: str) -> str:
    """Lower case without diacritics, "Łódź" -> "lodz". Unicode does not decompose ł, so it is mapped explicitly."""
    if text.isascii():
        return text.casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # Decomposed once more: lower case of a few letters is two characters.
    return unicodedata.normalize("NFKD", bare.casefold()).translate(_STROKE)


def has_diacritics(text: str) -> bool:
    """True when any Polish letter with a diacritic stands in the text."""
    return not DIACRITICS.isdisjoint(text)


def tokens(text: str) -> list[Token]:
    """Runs of letters and digits in reading order; hyphens, dots and underscores separate."""
    return [Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]


def raw_words(text: str) -> list[str]:
    """The tokens in lower case, as they are written: for comparing texts word by word without lemmas."""
    return [token.text.casefold() for token in tokens(text)]


def sentences(text: str) -> list[str]:
    """Sentences of one paragraph. Stops after Polish abbreviations, initials and ordinals do not end a sentence."""
    parts: list[str] = []
    start = 0
    for match in _CANDIDATE.finditer(text):
        before = text[max(start, match.start() - _CONTEXT) : match.start()]
        if _ends_sentence(before, match.group(), text[match.end() : match.end() + _CONTEXT]):
            parts.append(text[start : match.end()].strip())
            start = match.end()
    rest = text[start:].strip()
    if rest:
        parts.append(rest)
    return parts


def _numbers_an_item(before: str) -> bool:
    """ "1." and "4.2." before a point of a list belong to it."""
    return before.strip().replace(".", "").isdigit()


def _ends_sentence(before: str, stop: str, after: str) -> bool:
    following = after.lstrip("\"„‘'([–—- ")[:1]
    if not stop.startswith("."):
        return not following.islower()
    if following.islower() or _numbers_an_item(before):
        return False
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    lowered = word.casefold()
    if lowered in _FINAL_ABBREVIATIONS:
        return following.isupper() and len(before.split()) > _OPENING_WORDS
    if lowered in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    return not (word.isdigit() and not following.isupper())

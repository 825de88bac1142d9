"""Word repairs that need a dictionary: halves of a word divided at a line end, and words that lost the space between.

A doubtful place stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Polish word forms: whether one exists, and how often it is met (0: never). See `corpus.lemmas`."""

    known: Callable[[str], bool]
    frequency: Callable[[str], int]


# Adjectives of degree, measure and position make one word with what follows (ogólnopolski, wielkomiejski), while two
# adjectives of equal rank take a hyphen (społeczno-kulturalny).
_SOLID = frozenset(
    """ogólno wielko mało drobno dużo nowo staro dolno górno środkowo zachodnio wschodnio północno południowo wysoko nisko
    średnio długo krótko szybko wolno równo różno pełno cało jasno ciemno głęboko daleko blisko prosto lekko ciężko łatwo
    trudno wczesno późno ostro pierwszo drugo samo jedno tylno przednio prawo lewo zimno ciepło zdrowo grubo cienko młodo
    """.split()
)
_POINTS = ("wschodni", "zachodni", "północn", "południow")
_ADJECTIVE = re.compile(r"(?:y|i|a|e|ą|ego|iego|emu|iemu|ej|iej|ym|im|ych|ich|ymi|imi)$")
_SHORTEST_HALF, _SHORTEST_CAPITALS = 3, 5
# Shorter halves than this are no adjectives: "podaro-wali", "po-trawy".
_SHORTEST_ADJECTIVE = 5
# Met so often in civic Polish, a form is a word of its own ("rowerowej"), whatever its halves look like.
_OWN_WORD = 15

# Beginnings that form words of their own (międzysektorowy), which a dictionary need not list.
_PREFIXES = frozenset(
    """między ponad poza około przed przeciw nade przy przez prze wielo multi mikro makro maxi mega super hiper ultra anty
    kontr pseudo post agro auto cyber elektro foto hydro info kino moto narko para porno psycho radio retro seks tele termo
    trans turbo video wideo współ wice wewnątrz zewnątrz cztery cztero jedno pięcio część inter intra extra ekstra cało
    gender wielu kilku""".split()
)
_SHORTEST_PART, _LONGEST_GLUED = 4, 40
# Both words must be common in civic Polish. Measured on 1.4 million words of debates: below this number divisions such as
# "utyli|metry" begin, above it all are right but for the forms of "ów", which look like endings: "slajd|owej".
_COMMON = 150
_LIKE_ENDINGS = frozenset("owa owe owego owej owemu owym owych owymi".split())
_GLUED_WORD = re.compile(rf"(?<![\w@/.-])[a-ząćęłńóśźż]{{{2 * _SHORTEST_PART},{_LONGEST_GLUED}}}(?![\w@/-]|\.\w)")
_GLUED_SENTENCE = re.compile(
    r"(?<![\w@/.-])([^\W\d_]{3,}[)\"”]*)([.!?])([„\"(]?)([A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,})(?![\w@/]|\.\w)"
)
_GLUED_COMMA = re.compile(r"(?<![\w@/.-])([^\W\d_]{3,}[)\"”]*)([,;])([a-ząćęłńóśźż]{3,})(?![\w@/-])")
_SPLIT_COMPOUND = re.compile(r"(?<![\w-])([^\W\d_]{3,})- ([a-ząćęłńóśźż]{2,})(?!\w)")
# A dash between words has a space on both sides or on none; a full stop is one or three.
_DASH_AFTER = re.compile(r"(?<=[\w)])[–—](?=\s)")
_DASH_BEFORE = re.compile(r"(?<=\s)[–—](?=[^\W\d])")
_DOUBLE_STOP = re.compile(r"(?<=[^\W\d_])\.\.(?!\.)")
# "pod- i nadziemny": the hyphen stands for a part that comes later.
_HANGING = frozenset("i oraz lub albo a czy bądź do".split())


def join_halves(left: str, right: str, dictionary: Dictionary, soft: bool = False) -> str:
    """The word whose halves a line end divided; `left` without its hyphen. `soft`: the mark can only be a division."""
    if soft:
        return left + right
    kept = f"{left}-{right}"
    if left.isupper() and right.isupper() and len(left + right) >= _SHORTEST_CAPITALS:
        # "ŚWIĘ-TO" in a heading; "JST-NGO" makes no word.
        return left + right if dictionary.known(left + right) else kept
    if not left[-1:].isalpha() or not right[:1].islower() or left.isupper() or len(left) == 1:
        return kept
    if (
        left not in _PREFIXES
        and dictionary.frequency(left + right) < _OWN_WORD
        and _equal_rank(left, right, dictionary)
    ):
        return kept
    if dictionary.known(left + right) or left[0].isupper() or left in _PREFIXES:
        # The second half of a double name has a capital of its own: "Bielsko-Biała".
        return left + right
    both = min(dictionary.frequency(left), dictionary.frequency(right)) >= _OWN_WORD
    return kept if both and min(len(left), len(right)) >= _SHORTEST_HALF else left + right


def _equal_rank(left: str, right: str, dictionary: Dictionary) -> bool:
    """True for two adjectives side by side, "prawno" + "społecznej"."""
    first = left.casefold()
    if not first.endswith("o") or (first in _SOLID and not right.startswith(_POINTS)):
        return False
    base = first[:-1]
    return (
        min(len(left), len(right)) >= _SHORTEST_ADJECTIVE
        and _ADJECTIVE.search(right) is not None
        and dictionary.known(right)
        and any(dictionary.known(base + end) for end in ("y", "i", ""))
    )


def repair_words(text: str, dictionary: Dictionary) -> str:
    """Puts back lost spaces and closes divided words inside one line, where there is no doubt."""
    text = _DOUBLE_STOP.sub(".", _DASH_BEFORE.sub("– ", _DASH_AFTER.sub(" –", text)))
    text = _SPLIT_COMPOUND.sub(lambda match: _closed(match, dictionary), text)
    text = _GLUED_SENTENCE.sub(lambda match: _spaced(match, dictionary), text)
    text = _GLUED_COMMA.sub(lambda match: _spaced(match, dictionary), text)
    return _GLUED_WORD.sub(lambda match: split_glued(match.group(), dictionary), text)


def _closed(match: re.Match[str], dictionary: Dictionary) -> str:
    left, right = match.groups()
    if right in _HANGING:
        return match.group()
    return join_halves(left, right, dictionary)


def _spaced(match: re.Match[str], dictionary: Dictionary) -> str:
    before, after = match.group(1).rstrip(')"”'), match.groups()[-1]
    if not (dictionary.known(before) and dictionary.known(after)):
        return match.group()
    mark_end = match.end(2) - match.start()
    whole = match.group()
    return f"{whole[:mark_end]} {whole[mark_end:]}"


def split_glued(word: str, dictionary: Dictionary) -> str:
    """Two common words without the space between, apart; the word itself when it is known or there is any doubt."""
    if dictionary.known(word):
        return word
    divisions = [
        (word[:place], word[place:])
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        if dictionary.known(word[:place]) and dictionary.known(word[place:])
    ]
    if len(divisions) != 1:
        return word
    left, right = divisions[0]
    formed = left in _PREFIXES or left.endswith("o") or right in _LIKE_ENDINGS
    common = min(dictionary.frequency(left), dictionary.frequency(right)) >= _COMMON
    return f"{left} {right}" if common and not formed else word

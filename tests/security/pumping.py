"""Whether a regular expression can be made slow: attack texts from its own parse tree, and how its time grows with them.

An attack on backtracking has the form `start + pump * n + end` (Weideman et al., "Turning evil regexes harmless", 2017): the pump
is what some repetition repeats, the end is what cannot match. All pumps are tried that the parse tree offers, with a few of
general use. Time is never compared with a clock: the measure is what a known quadratic pattern takes on this very machine on
a text as long.
"""

from __future__ import annotations

import re
import re._compiler as compiler  # type: ignore[import-not-found]
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.security.own_patterns import OwnPattern

# Characters of an attack. Small steps first: what grows exponentially is over the measure long before it would not end.
LENGTHS = (16, 22, 27, 32, 38, 46, 60, 100, 250, 800)
LONGEST = LENGTHS[-1]
# The cube of 800 is eight hundred times its square: quadratic patterns stay far below, cubic ones far above.
TIMES = 15
ENDS = ("\0", "\n\0")
GENERAL = ("a", "A ", "0", " ", ".", "-", ", ", "\n")
_QUADRATIC = re.compile("(?:ab?)+c")
_SAMPLES = "aA0 .,-_:;/\\'\"()[]@%+*=#&<>|!?\n\tąŁ–„”zZ9xX1"
_MOST_PUMPS = 30
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Slow:
    """An attack under which a pattern is slow, and the length at which it went over the measure."""

    pattern: OwnPattern
    start: str
    pump: str
    end: str
    length: int


def samples(pattern: str, flags: int) -> tuple[list[str], list[str]]:
    """Texts before and within the repetitions of a pattern: (starts, pumps)."""
    tree = parser.parse(pattern, flags)
    starts: dict[str, None] = {"": None}
    pumps: dict[str, None] = {}
    _walk(tree, "", starts, pumps)
    return list(starts)[:8], [pump for pump in pumps if pump][:_MOST_PUMPS]


def _walk(nodes: Any, before: str, starts: dict[str, None], pumps: dict[str, None]) -> str:
    """Notes the pumps of a sequence; the shortest text that it matches."""
    for operator, argument in nodes:
        before += _one(operator, argument, before, starts, pumps)
    return before


def _one(operator: Any, argument: Any, before: str, starts: dict[str, None], pumps: dict[str, None]) -> str:
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = argument
        if most == sre.MAXREPEAT or most > 20:
            starts.setdefault(before)
            for text in _texts(body):
                pumps.setdefault(text)
        text = next(iter(_texts(body)), "")
        _walk(body, before, starts, pumps)
        repeated: str = text * min(least, 50)
        return repeated
    if operator is sre.SUBPATTERN:
        walked_once: str = _walk(argument[3], before, starts, pumps)
        return walked_once[len(before) :]
    if operator is sre.ATOMIC_GROUP:
        return _walk(argument, before, starts, pumps)[len(before) :]
    if operator is sre.BRANCH:
        walked: list[str] = [_walk(branch, before, starts, pumps) for branch in argument[1]]
        return walked[0][len(before) :]
    if operator in (sre.ASSERT, sre.ASSERT_NOT):
        _walk(argument[1], before, starts, pumps)
        return ""
    return next(iter(_texts([(operator, argument)])), "")


def _texts(nodes: Any) -> list[str]:
    """A few texts that a sequence matches, branches and optional parts both ways."""
    found = [""]
    for operator, argument in nodes:
        options = _options(operator, argument)[:6] or [""]
        found = [text + option for text in found for option in options][:24]
    return found


def _options(operator: Any, argument: Any) -> list[str]:
    if operator is sre.LITERAL:
        return [chr(argument)]
    if operator in (sre.NOT_LITERAL, sre.ANY, sre.IN, sre.CATEGORY):
        return _signs(operator, argument)
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = argument
        inner = _texts(body)
        counts = {least, min(most, least + 1)} if most != sre.MAXREPEAT else {least, least + 1}
        return [text * count for count in sorted(counts) for text in inner[:4]]
    if operator is sre.SUBPATTERN:
        return _texts(argument[3])
    if operator is sre.ATOMIC_GROUP:
        return _texts(argument)
    if operator is sre.BRANCH:
        return [text for branch in argument[1] for text in _texts(branch)[:2]]
    return [""]


_known: dict[str, list[str]] = {}


def _signs(operator: Any, argument: Any) -> list[str]:
    """A few signs that a class of characters takes."""
    name = repr((operator, argument))
    if name not in _known:
        one = compiler.compile(parser.SubPattern(parser.State(), [(operator, argument)]), 0)
        _known[name] = [sign for sign in _SAMPLES if one.fullmatch(sign)][:4] or _first_of(argument)
    return _known[name]


def _first_of(argument: Any) -> list[str]:
    if isinstance(argument, list):
        for kind, value in argument:
            if kind is sre.LITERAL:
                return [chr(value)]
            if kind is sre.RANGE:
                return [chr(value[0])]
    return []


def attacks(pattern: OwnPattern) -> Iterator[tuple[str, str, str]]:
    """Start, pump and end of each attack."""
    starts, pumps = samples(pattern.pattern, pattern.flags)
    for pump in dict.fromkeys((*pumps, *GENERAL)):
        for start in dict.fromkeys(("", starts[-1])):
            for end in ENDS:
                yield start, pump, end


def quadratic_measure() -> float:
    """What a known quadratic pattern takes on LONGEST characters, seconds of processor time, on this machine now."""
    return min(_seconds(_QUADRATIC, "a" * LONGEST, anchored=False) for _ in range(_TRIES))


def slow_attack(pattern: OwnPattern, measure: float) -> Slow | None:
    """The first attack under which the pattern takes more than TIMES the measure; None when there is none."""
    compiled = re.compile(pattern.pattern, pattern.flags)
    for start, pump, end in attacks(pattern):
        for length in LENGTHS:
            text = start + pump * max(1, length // len(pump)) + end
            if _is_over(compiled, text, pattern.anchored, measure * TIMES):
                return Slow(pattern, start, pump, end, len(text))
    return None


def _is_over(compiled: re.Pattern[str], text: str, anchored: bool, limit: float) -> bool:
    # A scheduler may take the processor away once; it does not do so each time.
    return all(_seconds(compiled, text, anchored) > limit for _ in range(_TRIES))


def _seconds(compiled: re.Pattern[str], text: str, anchored: bool) -> float:
    before = time.process_time()
    if anchored:
        compiled.match(text)
        compiled.fullmatch(text)
    else:
        for _ in compiled.finditer(text):
            pass
    return time.process_time() - before

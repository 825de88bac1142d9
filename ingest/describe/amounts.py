"""Amounts in złoty as Polish documents write them: "12 500,00 zł", "1,2 mln zł", "85 tys. złotych", "pół miliona złotych"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = "[ \u00a0\u2009\u202f]"
_FIGURE = rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:[,.]\d{{1,2}}(?!\d)|,{_GAP}\d{{2}}(?={_GAP}?zł))?(?:,-)?"
_SCALES = {"tys": 1e3, "mln": 1e6, "mil": 1e6, "mld": 1e9}
_SCALE = r"(?P<scale>tys\.?|tysi(?:ąc|ące|ęcy|ąca|ącom|ącami|ącach)|mln\.?|milion(?:a|y|ów|ach|om|ami)?|mld\.?)"
_CURRENCY = r"(?:zł(?:ot(?:ych|e|y|ego|ówek))?\b\.?|PLN\b)"
_AMOUNT = re.compile(
    rf"(?<![\w,.])(?:(?P<currency>PLN){_GAP}(?P<after>{_FIGURE})(?!\d)"
    rf"|(?P<figure>{_FIGURE})\s?(?:{_SCALE}\s?)?(?:{_CURRENCY}))",
    re.IGNORECASE,
)
_WORDS = {
    "pół": 0.5, "ćwierć": 0.25, "półtora": 1.5, "jeden": 1, "dwa": 2, "trzy": 3, "cztery": 4, "pięć": 5, "sześć": 6, "siedem": 7,
    "osiem": 8, "dziewięć": 9, "dziesięć": 10, "dwanaście": 12, "piętnaście": 15, "dwadzieścia": 20, "trzydzieści": 30,
    "czterdzieści": 40, "pięćdziesiąt": 50, "sto": 100, "dwieście": 200, "trzysta": 300, "czterysta": 400, "pięćset": 500,
}  # fmt: skip
_IN_WORDS = re.compile(
    rf"\b(?P<word>{'|'.join(_WORDS)})\s(?P<scale>tysi(?:ąc|ące|ęcy|ąca)|milion(?:a|y|ów)?)\s{_CURRENCY}|\b(?P<one>tysiąc|milion)\s{_CURRENCY}",
    re.IGNORECASE,
)
# The lower end of a range: "od 9 do 14 tys. zł", "5–10 tys. zł". Neither end is an amount that was paid.
_RANGE_BEFORE = re.compile(
    rf"(?:\bod\s+|\bmiędzy\s+)?{_FIGURE}\s?(?:tys\.|mln)?\s?(?:zł)?\s?(?:-|–|—|\bdo\b|\ba\b)\s?$", re.IGNORECASE
)
_TOO_MUCH = 1e12
# Letters that a pattern without regard to case takes for s and i.
_ALIKE = str.maketrans("ſıİ", "sii")


# "106 tys. zł, a gmina dołożyła jeszcze 26 tys.": the currency is not said again.
_ELLIPTIC = re.compile(
    rf"(?<![\w,.])(?P<figure>{_FIGURE})\s?(?P<scale>tys\.|mln)(?=\s*(?:$|[,;)]|\s[A-ZŁŚŻ]|\s(?:z|ze|pochodz\w+|stanowi\w*|dał\w*|dołoży\w*)\b))"
)
_SAME_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Amount:
    """`pln` at [start, end) of a text."""

    start: int
    end: int
    pln: float


def amounts(text: str) -> Iterator[Amount]:
    """The amounts of a text in reading order; ranges ("od 9 do 14 tys. zł") are left out."""
    found = [*_in_figures(text), *_in_words(text)]
    found += _elliptic(text, found)
    yield from sorted(found, key=lambda item: item.start)


def figure(text: str) -> float | None:
    """A bare figure as it stands in a column of amounts, "18 350" or "9 800,00"; None when the text is anything else."""
    match = re.fullmatch(rf"{_FIGURE}(?:\s?{_CURRENCY})?", text.strip(), re.IGNORECASE)
    return _value(re.sub(rf"\s?{_CURRENCY}$", "", text.strip(), flags=re.IGNORECASE)) if match else None


def _in_figures(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        if _RANGE_BEFORE.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        value = _value(match["figure"] or match["after"])
        if match["scale"]:
            value *= _SCALES[_plain(match["scale"])[:3]]
        if 0 < value < _TOO_MUCH:
            yield Amount(match.start(), match.end(), round(value, 2))


def _elliptic(text: str, found: list[Amount]) -> Iterator[Amount]:
    if not found:
        return
    ends = sorted(item.end for item in found)
    for match in _ELLIPTIC.finditer(text):
        at = bisect.bisect_left(ends, match.start()) - 1
        if at < 0 or match.start() - ends[at] >= _SAME_SENTENCE:
            continue
        if "." not in text[ends[at] : match.start()].replace("tys.", ""):
            yield Amount(match.start(), match.end(), round(_value(match["figure"]) * _SCALES[match["scale"][:3]], 2))


def _in_words(text: str) -> Iterator[Amount]:
    for match in _IN_WORDS.finditer(text):
        factor = _WORDS[_plain(match["word"])] if match["word"] else 1
        scale = _plain(match["scale"] or match["one"])
        yield Amount(match.start(), match.end(), factor * (1e3 if scale.startswith("tysi") else 1e6))


def _plain(written: str) -> str:
    return written.translate(_ALIKE).lower()


def _value(written: str) -> float:
    """A stop between groups of three digits divides thousands; one before one or two last digits divides groszy."""
    bare = re.sub(rf"{_GAP}", "", written.removesuffix(",-"))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    return float(bare.replace(",", "."))

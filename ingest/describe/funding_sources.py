"""Sources of money named in a text, by the phrases of `words/funding_sources.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import yaml

from ingest.describe.heads import WORDS
from ingest.describe.wording import any_of

# "gmina przeznacza", "sfinansowała gmina": who pays is the source, who gets the money is not.
_PAYS = any_of(
    "da | daje | dał* | przeznacz* | przekaz* | zapewni* | doł[oó]ż* | sfinans* | dofinans* | kupi* | przyzna* | wyłoż* | wyda*"
)
_PAID = any_of(
    "sfinansowa* | dofinansowa* | zapłaci* | kosztuj* | kosztowa* | przeznaczy* | wyda* | dała | dało | dał | dołoży*"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source at [start, end) of a text. `named`: the words mean it also where no amount stands by."""

    name: str
    start: int
    end: int
    named: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    named: bool
    pattern: re.Pattern[str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    content = yaml.load((WORDS / "funding_sources.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    kinds = []
    for entry in content["sources"]:
        pattern = any_of("|".join(entry["phrases"]))
        if payer := entry.get("payer"):
            who = any_of("|".join(payer))
            pattern += rf"|{who}\s(?:\w+\s){{0,2}}?{_PAYS}|{_PAID}\s(?:\w+\s)?{who}"
        kinds.append(
            _Kind(entry["name"], entry.get("named", True), re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE))
        )
    return tuple(kinds)


def sources(text: str, first: int, last: int) -> Iterator[Source]:
    """Sources named between two characters; each stretch of text counts once."""
    taken: list[tuple[int, int]] = []
    for kind in _kinds():
        for match in kind.pattern.finditer(text, first, last):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield Source(kind.name, match.start(), match.end(), kind.named)

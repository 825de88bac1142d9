"""What a card of a hit says in few words: the partners by sector, a distance, a sentence cut to fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import vocabulary
from corpus.practice import Partner

SHOWN_PARTNERS = 2  # names of one sector
SHOWN_TERMS = 8
LONGEST_WORD = 40  # characters of a word that is shown as a reason; somebody may search for one of ten thousand
LONGEST_SENTENCE = 360  # characters
BEFORE_FIRST_MARK = 120
ELLIPSIS = "…"
_ROLES = ("lead", "partner", "funder")


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """The first names of one sector, leaders before partners before funders, and how many more there are."""

    sector: str
    names: tuple[str, ...]
    more: int


def partner_groups(partners: Sequence[Partner]) -> tuple[PartnerGroup, ...]:
    """The partners by sector, in the order of the vocabulary. One name more is not worth a count: it is shown."""
    groups = []
    for sector in vocabulary.load("sectors").codes:
        found = [partner for partner in partners if partner.sector == sector]
        names = [partner.name for partner in sorted(found, key=lambda partner: _ROLES.index(partner.role))]
        shown = names if len(names) <= SHOWN_PARTNERS + 1 else names[:SHOWN_PARTNERS]
        if names:
            groups.append(PartnerGroup(sector, tuple(shown), len(names) - len(shown)))
    return tuple(groups)


def kilometres(distance: float) -> str:
    """A distance as people say it: "3,4 km", "27 km", under a hundred metres "0,1 km"."""
    number = f"{max(distance, 0.1):.1f}".replace(".", ",") if distance < 10 else f"{distance:.0f}"
    return f"{number}\N{NO-BREAK SPACE}km"


def words_list(words: Sequence[str]) -> list[str]:
    """The first words, each cut where no reader would read on."""
    return [word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + ELLIPSIS for word in words[:SHOWN_TERMS]]


def excerpt(text: str, highlights: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A sentence that is too long for a card as the part around its first mark, cut between words, with its marks."""
    if len(text) <= LONGEST_SENTENCE:
        return text, tuple(highlights)
    first = min((start for start, _ in highlights), default=0)
    start = max(0, min(first - BEFORE_FIRST_MARK, len(text) - LONGEST_SENTENCE))
    end = start + LONGEST_SENTENCE
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", first, end)) > first:
        end = space
    before, after = ELLIPSIS if start else "", ELLIPSIS if end < len(text) else ""
    moved = ((max(mark, start), min(stop, end)) for mark, stop in highlights)
    shift = len(before) - start
    return f"{before}{text[start:end]}{after}", tuple(
        (mark + shift, stop + shift) for mark, stop in moved if mark < stop
    )


def as_written(query: str, word: str) -> str:
    """The query with a word in quotation marks, so that it is searched as it stands."""
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f"„{word}”", query, count=1, flags=re.IGNORECASE)

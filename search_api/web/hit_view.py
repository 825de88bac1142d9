"""What a card of a hit says in few words: the partners by sector, a distance, a sentence cut to fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import vocabulary
from corpus.practice import Partner
from search_api.contract.reasons import MarkedOut

SHOWN_PARTNERS = 2  # names of one sector
SHOWN_TERMS = 8
LONGEST_WORD = 40  # characters of a word that is shown as a reason; somebody may search for one of ten thousand
LONGEST_SENTENCE = 360  # characters
BEFORE_FIRST_MARK = 120
ELLIPSIS = "…"
_LEFT_OUT = f" {ELLIPSIS} "
_ROLES = ("lead", "partner", "funder")

Marks = tuple[tuple[int, int], ...]


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
    """The first words, each cut where no reader would read on, and each once as it is shown."""
    shown = (word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + ELLIPSIS for word in words)
    return list(dict.fromkeys(shown))[:SHOWN_TERMS]


def told(sentence: MarkedOut) -> tuple[str, Marks]:
    """What a card quotes of a field, with its marks: the sentence that opens it, then the one that speaks to the query."""
    opening = sentence.opening
    if opening is None:
        return excerpt(sentence.text, sentence.highlights)
    room = LONGEST_SENTENCE - len(_LEFT_OUT)
    text, marks = excerpt(sentence.text, sentence.highlights, max(room - len(opening.text), room // 2))
    first, first_marks = excerpt(opening.text, opening.highlights, max(room - len(text), room // 2), whence=0)
    if first.endswith(ELLIPSIS) and text.startswith(ELLIPSIS):
        first = first.removesuffix(ELLIPSIS)
    is_told = not opening.apart or first.endswith(ELLIPSIS) or text.startswith(ELLIPSIS)
    before = f"{first}{' ' if is_told else _LEFT_OUT}"
    return before + text, (*first_marks, *((start + len(before), end + len(before)) for start, end in marks))


def excerpt(
    text: str, highlights: Sequence[tuple[int, int]], longest: int = LONGEST_SENTENCE, whence: int | None = None
) -> tuple[str, Marks]:
    """A sentence that is too long for a card as the part around `whence`, by default its first mark, cut between words, with its
    marks."""
    if len(text) <= longest:
        return text, tuple(highlights)
    first = min((start for start, _ in highlights), default=0) if whence is None else whence
    start = max(0, min(first - min(BEFORE_FIRST_MARK, longest // 3), len(text) - longest))
    end = start + longest
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

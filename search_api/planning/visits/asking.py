"""What to ask the hosts: codes of what the record of a practice does not tell, the most telling first. Never sentences.

The words of the codes stand in the catalogue (visit_words). A question is put only where the record is silent; those on each form
of cooperation, on who does what and on documents to copy are put for what no record of the base holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from corpus import vocabulary
from search_api.planning.visits.result import Candidate

# In an hour and a half, of which half is seeing and being shown round, a group gets through about so many.
MOST = 8
MOST_FORMS = 2
# What could be asked anywhere: two of them at a stop, those that were asked least so far.
IN_TURN, MOST_IN_TURN = ("documents", "roles", "beginning"), 2
GENERAL = (
    "hosts",
    "outcome",
    "results",
    "results_figures",
    "still_running",
    "what_remained",
    "lessons",
    "funding",
    "amount",
    "keeping",
    "beginning",
    "years",
    "partners",
    "roles",
    "documents",
)
CODES: tuple[str, ...] = (*GENERAL, *(f"form_{code}" for code in vocabulary.load("cooperation_forms").codes))


def asks_in_turn(stops: Iterable[Candidate], year: int) -> dict[str, tuple[str, ...]]:
    """Ids of the practices of a visit in their order: to the questions to their hosts. What no record tells is asked in turn, so
    that the group does not put the same questions at every table."""
    asked = Counter[str]()
    found: dict[str, tuple[str, ...]] = {}
    for stop in stops:
        found[stop.practice.id] = asks_of(stop, year, asked)
        asked.update(found[stop.practice.id])
    return found


def asks_of(one: Candidate, year: int, asked: Mapping[str, int] = MappingProxyType({})) -> tuple[str, ...]:
    """Codes of the questions to the hosts of a candidate in the year of the visit, at most MOST, each once. `asked`: how often the
    hosts before them were asked."""
    found = list(dict.fromkeys((*_silent(one, year), *_always(one, asked))))
    return tuple(found[:MOST])


def _silent(one: Candidate, year: int) -> Iterator[str]:
    """What this record leaves out, in the order in which it decides about taking a practice over."""
    practice = one.practice
    if not one.authorities or not one.organisations:
        yield "hosts"
    if practice.evidence_level == "E0":
        yield "outcome"
    elif practice.results is None or practice.evidence_level == "E1":
        yield "results"
    elif practice.evidence_level == "E2":
        yield "results_figures"
    ended = practice.years.end is not None and practice.years.end < year
    yield "what_remained" if ended else "still_running"
    if practice.lessons is None:
        yield "lessons"
    if not practice.funding:
        yield "funding"
    elif practice.budget_pln is None:
        yield "amount"
    if practice.years.start is None:
        yield "years"
    if not practice.partners:
        yield "partners"


def _always(one: Candidate, asked: Mapping[str, int]) -> Iterator[str]:
    """What no record tells: how this form works here, who pays after the grant, who does what, what to copy, how it began."""
    forms = sorted(one.practice.cooperation_forms, key=lambda code: asked.get(f"form_{code}", 0))
    yield from (f"form_{code}" for code in forms[:MOST_FORMS])
    if any(partner.role == "funder" for partner in one.practice.partners) or one.practice.funding:
        yield "keeping"
    yield from sorted(IN_TURN, key=lambda code: asked.get(code, 0))[:MOST_IN_TURN]

"""What a practice is worth as a stop beside its topic: a factor for each thing that an organiser looks at, and why.

All numbers are our own judgement, told in docs/visits.md; their product is between 0.1 and about 1.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import prod
from types import MappingProxyType

from corpus.practice import EvidenceLevel, Practice
from search_api.planning.context_fit import kind_and_size
from search_api.planning.own import OwnPlace
from search_api.planning.visits.hosts import Hosts
from search_api.planning.visits.result import Spot

# Visitors learn from what came of a practice. An announcement may show nothing yet; a practice that others confirmed or took
# over is worth a little more than one that tells its own figures.
EVIDENCE: Mapping[EvidenceLevel, float] = MappingProxyType({"E0": 0.4, "E1": 0.7, "E2": 0.85, "E3": 1.0, "E4": 1.1})
# A visit is about how an office and an organisation work together: with one of them half the story is told.
BOTH_SIDES, ONE_SIDE, NO_SIDE = 1.0, 0.8, 0.5
# Alike or different for each of kind and number of inhabitants; what is not known moves nothing.
ALIKE, DIFFERENT = 0.1, -0.05
# Years since a told end, up to and with: most of what ended long ago can only be told about, not seen.
AGE: tuple[tuple[int, float], ...] = ((2, 1.0), (5, 0.9), (10, 0.75))
LONG_AGO = 0.6
# A place told only by its powiat: the drive is a guess, and somebody must first find out where to go.
APPROXIMATE = 0.9


def factors(practice: Practice, hosts: Hosts, home: OwnPlace, year: int) -> Mapping[str, float]:
    """The factors of a practice wherever it is visited: "evidence", "hosts", "context", "age". `year` is that of the visit."""
    sides = bool(hosts.authorities) + bool(hosts.organisations)
    return {
        "evidence": EVIDENCE[practice.evidence_level or "E1"],
        "hosts": (NO_SIDE, ONE_SIDE, BOTH_SIDES)[sides],
        "context": _context(practice, home),
        "age": _age(practice, year),
    }


def at(spot: Spot, parts: Mapping[str, float]) -> Mapping[str, float]:
    """With the factor "precision" of the spot."""
    return {**parts, "precision": APPROXIMATE if spot.precision == "powiat" else 1.0}


def product(parts: Mapping[str, float]) -> float:
    """The factor of a candidate."""
    return round(prod(parts.values()), 4)


def year_of(first_day: date | None, created: str) -> int:
    """The year of the visit: of its first day, else that of the snapshot, so that the same input gives the same plan."""
    return first_day.year if first_day is not None else int(created[:4])


def _context(practice: Practice, home: OwnPlace) -> float:
    verdicts: dict[str, set[str]] = {"kind": set(), "size": set()}
    for statement in kind_and_size(practice, home):
        verdicts[statement.aspect].add(statement.verdict)
    shares = (ALIKE if "alike" in told else DIFFERENT if "different" in told else 0.0 for told in verdicts.values())
    return 1.0 + sum(shares)


def _age(practice: Practice, year: int) -> float:
    if practice.years.end is None:
        return 1.0
    gone = year - practice.years.end
    return next((factor for most, factor in AGE if gone <= most), LONG_AGO)

"""How much of what a reader needs is in a practice: a share and the list of what is missing.

Need, actions and sources are demanded of every record, so they say nothing here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.practice import Practice

# In hundredths, sum 100. Our own judgement of the questions in DOMAIN.md: what came of it weighs most, then what others
# can learn, then when and where, with whom, and for how much.
RESULTS_WEIGHT = 25
LESSONS_WEIGHT = 15
YEARS_WEIGHT = 15
PLACE_WEIGHT = 15
PARTNERS_WEIGHT = 10
FUNDING_WEIGHT = 10
AMOUNT_WEIGHT = 10

# A practice of this reach works in a whole voivodeship or country: no smaller place is missing.
_WIDE = ("regional", "national")


@dataclass(frozen=True, slots=True)
class Completeness:
    """`share` from 0 to 1; `missing` holds codes of the vocabulary "completeness", the heaviest first."""

    share: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    code: str
    weight: int
    present: Callable[[Practice], bool]


def _has_place(practice: Practice) -> bool:
    place = practice.place
    return practice.reach in _WIDE or any((place.gmina, place.powiat, place.locality))


def _has_both_sides(practice: Practice) -> bool:
    sectors = {partner.sector for partner in practice.partners}
    return "public" in sectors and len(sectors) > 1


_PARTS = (
    _Part("results", RESULTS_WEIGHT, lambda practice: practice.results is not None),
    _Part("lessons", LESSONS_WEIGHT, lambda practice: practice.lessons is not None),
    _Part("years", YEARS_WEIGHT, lambda practice: practice.years.start is not None),
    _Part("place", PLACE_WEIGHT, _has_place),
    _Part("partners", PARTNERS_WEIGHT, _has_both_sides),
    _Part("funding", FUNDING_WEIGHT, lambda practice: bool(practice.funding)),
    _Part("amount", AMOUNT_WEIGHT, lambda practice: practice.budget_pln is not None),
)


def completeness(practice: Practice) -> Completeness:
    """Weighted share of the parts that are there, and the parts that are not."""
    missing = tuple(part for part in _PARTS if not part.present(practice))
    whole = sum(part.weight for part in _PARTS)
    lacking = sum(part.weight for part in missing)
    return Completeness(share=(whole - lacking) / whole, missing=tuple(part.code for part in missing))

"""Counts over named practices: with whom, in which form, for how much, and what their records leave out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from corpus import vocabulary
from corpus.completeness import completeness
from corpus.legal import legal_bases
from corpus.practice import Practice
from search_api.planning.statements import (
    Amount,
    AmountRange,
    Counted,
    CountedForm,
    CountedSector,
    Lacking,
    NamedPartner,
    PracticeSource,
    Statement,
)

Key = TypeVar("Key", bound=Hashable)
SEVERAL = 3  # from so many partners up numbers are told as "SEVERAL or more"


def sectors(found: Sequence[PracticeSource]) -> tuple[CountedSector, ...]:
    """Sectors in their roles, leaders before partners before funders, the most frequent first, with the partners by name."""
    groups = _grouped(found, lambda practice: {(one.sector, one.role) for one in practice.partners})
    roles = vocabulary.load("roles").codes
    return tuple(
        CountedSector(
            (first, *others),
            (sector, role),
            len(found),
            sector,
            role,
            tuple(
                NamedPartner((source,), partner.name)
                for source in (first, *others)
                for partner in source.practice.partners
                if (partner.sector, partner.role) == (sector, role)
            ),
        )
        for (sector, role), (first, *others) in sorted(groups.items(), key=lambda pair: roles.index(pair[0][1]))
    )


def forms(found: Sequence[PracticeSource]) -> tuple[CountedForm, ...]:
    """Forms of cooperation, the most frequent first, each with its articles."""
    groups = _grouped(found, lambda practice: set(practice.cooperation_forms))
    return tuple(
        CountedForm(
            (first, *others),
            (form,),
            len(found),
            legal_bases(first.practice.model_copy(update={"themes": (), "cooperation_forms": (form,)})),
        )
        for form, (first, *others) in groups.items()
    )


def pairs(found: Sequence[PracticeSource]) -> tuple[Counted, ...]:
    """Pairs of sectors that work together, such as the public sector and organisations, the most frequent first."""
    order = vocabulary.load("sectors").codes

    def of(practice: Practice) -> set[tuple[str, str]]:
        present = sorted({one.sector for one in practice.partners}, key=order.index)
        return set(combinations(present, 2))

    return tuple(Counted((first, *others), pair, len(found)) for pair, (first, *others) in _grouped(found, of).items())


def partner_numbers(found: Sequence[PracticeSource]) -> tuple[Counted, ...]:
    """By the number of partners that are named: "1", "2" and "3" for SEVERAL or more, in this order."""
    groups = _grouped(found, lambda practice: {min(len(practice.partners), SEVERAL)} - {0})
    return tuple(
        Counted((first, *others), (str(number),), len(found)) for number, (first, *others) in sorted(groups.items())
    )


def amounts(found: Iterable[PracticeSource]) -> tuple[Amount, ...]:
    """Every source of money of every practice."""
    return tuple(Amount((one,), item.source, item.amount_pln) for one in found for item in one.practice.funding)


def amount_range(found: Iterable[PracticeSource]) -> AmountRange | None:
    """The least and the most that is known of a practice as a whole; None when nothing is known of any."""
    known = [one for one in found if one.practice.budget_pln is not None]
    if not known:
        return None
    totals = [one.practice.budget_pln or 0.0 for one in known]
    partly = [one for one in known if any(item.amount_pln is None for item in one.practice.funding)]
    return AmountRange(
        (known[0], *known[1:]), min(totals), max(totals), Statement((partly[0], *partly[1:])) if partly else None
    )


def lacking(found: Sequence[PracticeSource]) -> tuple[Lacking, ...]:
    """What a reader needs and the records do not tell, in the order of the vocabulary."""
    groups = _grouped(found, lambda practice: set(completeness(practice).missing))
    order = vocabulary.load("completeness").codes
    return tuple(
        Lacking((first, *others), code)
        for code, (first, *others) in sorted(groups.items(), key=lambda pair: order.index(pair[0]))
    )


def _grouped(
    found: Iterable[PracticeSource], keys_of: Callable[[Practice], set[Key]]
) -> Mapping[Key, list[PracticeSource]]:
    """Practices by what they have, the largest group first, equal ones by the names of their keys."""
    groups: dict[Key, list[PracticeSource]] = {}
    for source in found:
        for key in keys_of(source.practice):
            groups.setdefault(key, []).append(source)
    return dict(sorted(groups.items(), key=lambda pair: (-len(pair[1]), str(pair[0]))))

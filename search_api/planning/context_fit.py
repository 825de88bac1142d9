"""How a practice and a person's own gmina compare: what is alike, what differs, what is not known. No score, no advice.

Every statement rests on named fields of the record and on the register of gminas; nothing is concluded beyond them. The
record does not tell who lives in the own gmina or what it can pay, so partners and money are always for the person to
judge. Two numbers of inhabitants are alike when the larger is at most TWICE the smaller: our own rule, said on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from corpus import legal, vocabulary
from corpus.areas import powiat_label
from corpus.completeness import completeness
from corpus.geometry import distance_km
from corpus.gminas import register
from corpus.places import gazetteer
from corpus.practice import Area, Practice
from corpus.practice_gminas import PracticeGminas, gminas_of
from search_api.planning.own import OwnPlace

TWICE = 2.0
NEAREST_KM = 1.0  # under this, two points are one place
Verdict = Literal["alike", "different", "unknown"]
VERDICTS: tuple[Verdict, ...] = ("alike", "different", "unknown")
Aspect = Literal["place", "kind", "size", "region", "distance", "reach", "partners", "form", "budget", "record"]
REGISTER = "register"
_TOLD_ELSEWHERE = frozenset({"place", "partners", "funding", "amount"})  # by statements of their own


@dataclass(frozen=True, slots=True)
class Sized:
    """A unit under its name with its number of inhabitants."""

    name: str
    population: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name and a code of a vocabulary: a partner with its role."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A source of money with its amount in złoty."""

    name: str
    amount_pln: float


Value = str | int | float | tuple[str, ...] | tuple[Sized, ...] | tuple[Named, ...] | tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that can be said. `reason` is the name of its sentence within the aspect, `values` what fills it.

    `rests_on` names the fields of the record, and "register" where the register of gminas speaks.
    """

    aspect: Aspect
    verdict: Verdict
    reason: str
    rests_on: tuple[str, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """All statements about one practice and one place, in the order in which a person asks."""

    statements: tuple[Statement, ...]
    distance_km: float | None

    def of(self, verdict: Verdict) -> tuple[Statement, ...]:
        """The statements of one verdict, in their order."""
        return tuple(statement for statement in self.statements if statement.verdict == verdict)


def compare(practice: Practice, own: OwnPlace) -> Fit:
    """The comparison of a practice with a place."""
    where = gminas_of(practice)
    distance = _nearest(practice, own)
    statements = (
        *_place(where, own),
        *_kind(where, own),
        *_size(where, own),
        *_region(practice, where, own),
        *_distance(distance, own),
        *_reach(practice, own),
        *_partners(practice),
        *_forms(practice),
        *_budget(practice),
        *_record(practice),
    )
    return Fit(statements, distance[0] if distance else None)


def kind_and_size(practice: Practice, own: OwnPlace) -> tuple[Statement, ...]:
    """The statements on kind and size alone: for comparing many practices with one place."""
    where = gminas_of(practice)
    return (*_kind(where, own), *_size(where, own))


def _place(where: PracticeGminas, own: OwnPlace) -> Iterator[Statement]:
    powiats = {powiat.code for powiat in where.powiats}
    if own.level == "gmina" and own.code in {gmina.code for gmina in where.gminas}:
        yield Statement("place", "alike", "own_gmina", ("areas", REGISTER), {"name": own.name})
    elif own.powiat_code in powiats:
        yield Statement("place", "alike", "own_powiat", ("areas", REGISTER), {"name": own.powiat})


def _kind(where: PracticeGminas, own: OwnPlace) -> Iterator[Statement]:
    if own.kind is None:
        yield Statement("kind", "unknown", "own_is_powiat", (REGISTER,))
        return
    rests_on = ("areas", REGISTER)
    of_kind: dict[str, list[str]] = {}
    for gmina in where.gminas:
        if gmina.code != own.code:
            of_kind.setdefault(gmina.kind, []).append(gmina.name)
    for kind, names in of_kind.items():
        verdict: Verdict = "alike" if kind == own.kind else "different"
        values: Mapping[str, Value] = {"names": tuple(names), "kind": kind, "own_kind": own.kind}
        yield Statement("kind", verdict, verdict, rests_on, values)
    for doubt, units in groupby(sorted(where.doubtful, key=lambda unit: unit.doubt), key=lambda unit: unit.doubt):
        yield Statement("kind", "unknown", doubt, rests_on, {"names": tuple(unit.name for unit in units)})


def _size(where: PracticeGminas, own: OwnPlace) -> Iterator[Statement]:
    """Gminas are compared with a gmina, powiats with a powiat: numbers of unlike units say nothing."""
    units = (
        [(gmina.name, gmina.population) for gmina in where.gminas if gmina.code != own.code]
        if own.level == "gmina"
        else [
            (powiat_label(powiat), register().population_of(powiat.code))
            for powiat in where.powiats
            if powiat.code != own.code
        ]
    )
    rests_on = ("areas", REGISTER)
    if not units:
        if own.level == "powiat" and where.gminas:
            yield Statement("size", "unknown", "unlike_units", rests_on)
        return
    if own.population is None:
        yield Statement("size", "unknown", f"own_{own.level}_not_counted", (REGISTER,))
        return
    groups: dict[str, list[Sized]] = {}
    for name, population in units:
        if population is not None:
            groups.setdefault(_sized_as(population, own.population), []).append(Sized(name, population))
    for reason, found in groups.items():
        verdict: Verdict = "alike" if reason == "alike" else "different"
        yield Statement("size", verdict, reason, rests_on, {"units": tuple(found), "own": own.population})
    if silent := tuple(name for name, population in units if population is None):
        yield Statement("size", "unknown", "not_counted", rests_on, {"names": silent})


def _sized_as(population: int, own: int) -> str:
    if population > TWICE * own:
        return "larger"
    return "smaller" if TWICE * population < own else "alike"


def _region(practice: Practice, where: PracticeGminas, own: OwnPlace) -> Iterator[Statement]:
    """The smallest unit that both share, and the one below it in which they differ. Nothing where the gmina is the same."""
    if any(gmina.code == own.code for gmina in where.gminas):
        return
    areas = practice.areas
    rests_on = ("areas", REGISTER)
    voivodeships = tuple(dict.fromkeys([area.voivodeship for area in areas] or [practice.place.voivodeship]))
    subregions = tuple(dict.fromkeys(area.subregion for area in areas if area.subregion))
    if own.powiat_code in {area.powiat_code for area in areas}:
        yield Statement("region", "alike", "same_powiat", rests_on, {"name": _powiat_name(own)})
    elif own.subregion in subregions:
        yield Statement("region", "alike", "same_subregion", rests_on, {"own": own.subregion})
    elif own.voivodeship in voivodeships:
        yield Statement("region", "alike", "same_voivodeship", rests_on, {"name": own.voivodeship})
        if subregions:
            values: Mapping[str, Value] = {"subregions": subregions, "own": own.subregion}
            yield Statement("region", "different", "other_subregion", rests_on, values)
    else:
        values = {"names": voivodeships, "own": own.voivodeship}
        yield Statement("region", "different", "other_voivodeship", rests_on, values)


def _powiat_name(own: OwnPlace) -> str:
    return powiat_label(gazetteer().powiats[own.powiat_code])


def _nearest(practice: Practice, own: OwnPlace) -> tuple[float, Area] | None:
    """The area of the practice that is nearest, and how far it is in kilometres."""
    found = [
        (distance_km(own.lat, own.lon, area.lat, area.lon), area)
        for area in practice.areas
        if area.lat is not None and area.lon is not None
    ]
    return min(found, key=lambda pair: pair[0], default=None)


def _distance(nearest: tuple[float, Area] | None, own: OwnPlace) -> Iterator[Statement]:
    if nearest is None:
        yield Statement("distance", "unknown", "no_coordinates", ("areas",))
        return
    km, area = nearest
    if km < NEAREST_KM:
        return
    rough = area.coordinates_of == "powiat" or (own.coordinates_of == "powiat" and own.level == "gmina")
    values: Mapping[str, Value] = {
        "km": round(km),
        "there": area.name,
        "here": own.name if own.level == "gmina" else _powiat_name(own),
    }
    yield Statement("distance", "different", "rough" if rough else "straight", ("areas", REGISTER), values)


def _reach(practice: Practice, own: OwnPlace) -> Iterator[Statement]:
    fitting = {"gmina": "local", "powiat": "subregional"}[own.level]
    verdict: Verdict = "alike" if practice.reach == fitting else "different"
    yield Statement("reach", verdict, f"{practice.reach}_{own.level}", ("reach",))


def _forms(practice: Practice) -> Iterator[Statement]:
    """What the act on public benefit gives to every local government is alike; other law is for the person to check."""
    for form in practice.cooperation_forms:
        bases = legal.legal_bases(practice.model_copy(update={"themes": (), "cooperation_forms": (form,)}))
        articles = tuple(basis.article for basis in bases)
        verdict: Verdict = "alike" if articles else "unknown"
        yield Statement(
            "form",
            verdict,
            "in_act" if articles else "other_law",
            ("cooperation_forms",),
            {"form": form, "articles": articles},
        )


def _partners(practice: Practice) -> Iterator[Statement]:
    """Sectors in the order of the vocabulary, each with its partners and their roles."""
    if not practice.partners:
        yield Statement("partners", "unknown", "none", ("partners",))
    for sector in vocabulary.load("sectors").codes:
        named = tuple(Named(one.name, one.role) for one in practice.partners if one.sector == sector)
        if named:
            yield Statement("partners", "unknown", sector, ("partners",), {"partners": named})


def _budget(practice: Practice) -> Iterator[Statement]:
    known = [Amount(item.source, item.amount_pln) for item in practice.funding if item.amount_pln is not None]
    if not known:
        yield Statement("budget", "unknown", "none", ("funding",))
        return
    reason = "all" if len(known) == len(practice.funding) else "some"
    values: Mapping[str, Value] = {"amounts": tuple(known), "sum": sum(item.amount_pln for item in known)}
    yield Statement("budget", "unknown", reason, ("funding",), values)


def _record(practice: Practice) -> Iterator[Statement]:
    missing = _without(completeness(practice).missing, _TOLD_ELSEWHERE)
    if missing:
        yield Statement("record", "unknown", "missing", missing, {"fields": missing})


def _without(codes: Sequence[str], unwanted: Iterable[str]) -> tuple[str, ...]:
    left_out = frozenset(unwanted)
    return tuple(code for code in codes if code not in left_out)

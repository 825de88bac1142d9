"""The form of conditions: from posted fields to the conditions of a plan, with what is wrong by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar, cast, get_args

from starlette.datastructures import FormData

from corpus.gmina_names import How
from corpus.gminas import Kind
from corpus.language import normalise
from corpus.vocabulary import load
from search_api.planning.context import Size
from search_api.planning.own import Choice, OwnPlace, choice_of, of_code
from search_api.web.plan_form import text_of, texts_of
from search_api.web.plan_state import Conditions
from search_api.web.plan_weights import NUMBER, SPACES, plain

MOST_BUDGET = 1e12
Fault = Literal["place_none", "place_many", "place_region", "place_locality", "place_similar", "wrong"]
# What is said of a name that does not tell one place, by how its places were found.
PLACE_FAULTS: Mapping[How, Fault] = {
    "name": "place_many",
    "powiat": "place_many",  # of several powiats, or it would be certain
    "region": "place_region",
    "locality": "place_locality",
    "similar": "place_similar",
    "nothing": "place_none",
}
# What is said of them in every form that asks for a place.
SHARED_TEXTS: Mapping[str, str] = {
    "place_region": "own_place.region",
    "place_locality": "own_place.whys.locality",
    "place_similar": "own_place.whys.similar",
}
_Code = TypeVar("_Code", bound=str)

_CURRENCY = re.compile(r"(?:zł(?:otych)?|pln)\.?$", re.IGNORECASE)
_THOUSANDS = {"tys": 1e3, "mln": 1e6}


@dataclass(frozen=True, slots=True)
class TypedConditions:
    """The form of conditions as it was typed. `candidates` are the places that the name may mean, `town` is one in
    the region that it names."""

    place: str
    code: str
    budget: str
    conditions: Conditions
    candidates: tuple[OwnPlace, ...] = ()
    faults: tuple[tuple[str, Fault], ...] = ()
    town: str = ""


def read_conditions(form: FormData) -> TypedConditions:
    """What the form of conditions holds; with faults its `conditions` are those that could be read."""
    place, code, budget = (text_of(form, name).strip() for name in ("gmina", "gmina_kod", "kwota"))
    place = normalise(place)[:200]
    faults: list[tuple[str, Fault]] = []
    choice = _choice(place, code)
    chosen = choice.certain
    if place and chosen is None:
        faults.append(("gmina", PLACE_FAULTS[choice.why]))
    amount = amount_of(budget) if budget else None
    if budget and amount is None:
        faults.append(("kwota", "wrong"))
    conditions = Conditions(
        own=chosen.code if chosen is not None else None,
        other_subregion=bool(text_of(form, "inny_podregion")),
        kinds=_codes(form, "rodzaj", cast("tuple[Kind, ...]", get_args(Kind))),
        kinds_required=text_of(form, "rodzaj_tylko") == "tak",
        sizes=_codes(form, "wielkosc", cast("tuple[Size, ...]", get_args(Size))),
        sizes_required=text_of(form, "wielkosc_tylko") == "tak",
        max_budget_pln=amount,
        forms=_codes(form, "forma", tuple(load("cooperation_forms").codes)),
    )
    candidates = () if chosen else choice.places
    return TypedConditions(place, code, budget, conditions, candidates, tuple(faults), choice.town)


def typed_conditions(conditions: Conditions, own: OwnPlace | None) -> TypedConditions:
    """The form of conditions as the state has it; the reader's own place where none was chosen for the plan."""
    chosen = of_code(conditions.own) if conditions.own else own
    amount = conditions.max_budget_pln
    return TypedConditions(
        chosen.name if chosen else "", chosen.code if chosen else "", plain(amount) if amount else "", conditions
    )


def amount_of(text: str) -> float | None:
    """ "50 000 zł", "12,5 tys." as a number of złoty; None for anything else."""
    bare = _CURRENCY.sub("", SPACES.sub("", text)).rstrip(".")
    times = next((name for name in _THOUSANDS if bare.lower().endswith(name)), None)
    number = bare[: -len(times)].rstrip(".") if times else bare
    if not NUMBER.fullmatch(number):
        return None
    amount = float(number.replace(",", ".")) * (_THOUSANDS[times] if times else 1.0)
    return amount if 0 < amount <= MOST_BUDGET else None


def _choice(text: str, code: str) -> Choice:
    if not text:
        return Choice(None, (), "nothing")
    found = choice_of(text)
    coded = of_code(code) if code else None
    if coded is not None and (coded.name == text or coded in found.places):
        return Choice(coded, (), "name")
    return found


def _codes(form: FormData, name: str, known: tuple[_Code, ...]) -> tuple[_Code, ...]:
    given = set(texts_of(form, name))
    return tuple(code for code in known if code in given)

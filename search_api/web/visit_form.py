"""The form of a study visit: from posted fields to what was typed, and back from a state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from starlette.datastructures import FormData

from corpus.gmina_names import How
from corpus.language import normalise
from corpus.places import gazetteer
from corpus.vocabulary import load
from search_api.planning.own import OwnPlace, of_code
from search_api.planning.visits.request import MOST_MUST, MOST_TOPICS, Means
from search_api.web.plan_form import text_of, texts_of
from search_api.web.plan_weights import plain
from search_api.web.visit_state import VisitState

FIRST_TOPICS, FIRST_WISHES = 3, 2  # rows to type into at first
LONGEST_LINE, LONGEST_NAME = 40, 300  # characters of a number, and of the name of a place or a practice
Wish = Literal["", "must", "never"]
Kind = Literal["whole", "number", "time", "date"]

# Fields of one line: what the form calls them, and the field of the state. An empty one takes the usual value.
LINES: Mapping[str, tuple[str, Kind]] = {
    "dzien": ("first_day", "date"),
    "dni": ("days", "whole"),
    "godziny": ("hours_per_day", "number"),
    "wyjazd": ("departure", "time"),
    "od": ("hosts_from", "time"),
    "do": ("hosts_until", "time"),
    "spotkania": ("points_per_day", "whole"),
    "najmniej": ("fewest_points", "whole"),
    "minuty": ("minutes_per_point", "whole"),
    "osoby": ("group_size", "whole"),
    "odleglosc": ("max_distance_km", "number"),
}
FIELD_OF = {name: typed for typed, (name, _) in LINES.items()}
# The lines of the short form beside a visit
SHORT = ("dzien", "dni", "godziny", "spotkania", "minuty", "osoby", "odleglosc")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class TypedTopic:
    text: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """A place by its name; `code` is that of the one chosen, `candidates` those that the name may mean.

    `why` and `town` as in `Choice`, where the name alone does not tell the place.
    """

    text: str = ""
    code: str = ""
    candidates: tuple[OwnPlace, ...] = ()
    why: How = "nothing"
    town: str = ""


@dataclass(frozen=True, slots=True)
class TypedWish:
    """A practice or a place that the group must see or must not; `text` is typed, `key` an id or a code."""

    key: str = ""
    wish: Wish = "must"
    place: TypedPlace = field(default_factory=TypedPlace)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field; the name is that of a sentence."""

    field: str
    name: str


@dataclass(frozen=True, slots=True)
class TypedVisit:
    """The form as it was typed. `wishes` are practices and places that are known, `more` those that are being added."""

    topics: tuple[TypedTopic, ...] = ()
    start: TypedPlace = field(default_factory=TypedPlace)
    own: TypedPlace = field(default_factory=TypedPlace)
    lines: Mapping[str, str] = field(default_factory=dict)
    means: Means = "coach"
    own_subregion_allowed: bool = False
    voivodeships: tuple[str, ...] = ()
    subregions: tuple[str, ...] = ()
    not_subregions: tuple[str, ...] = ()
    wishes: tuple[TypedWish, ...] = ()
    more: tuple[TypedWish, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_form(form: FormData) -> TypedVisit:
    """The whole form."""
    return TypedVisit(
        topics=tuple(_topics(form)),
        start=_place(form, "start"),
        own=_place(form, "nasza"),
        lines=_lines(form, LINES),
        means=_means(form),
        own_subregion_allowed=bool(text_of(form, "swoj_podregion")),
        voivodeships=_codes(form, "wojewodztwo", load("voivodeships").codes),
        subregions=_codes(form, "podregion", gazetteer().subregions),
        not_subregions=_codes(form, "bez_podregionu", gazetteer().subregions),
        wishes=tuple(_wishes(form)),
        more=tuple(_more(form)),
    )


def read_short(form: FormData, state: VisitState) -> TypedVisit:
    """The short form beside a visit: what it holds, and the rest as the state has it."""
    typed = typed_of(state)
    return replace(
        typed,
        lines={**typed.lines, **_lines(form, SHORT)},
        means=_means(form),
        own_subregion_allowed=bool(text_of(form, "swoj_podregion")),
    )


def typed_of(state: VisitState) -> TypedVisit:
    """The form as a state fills it."""
    lines = {typed: written(getattr(state, name), kind) for typed, (name, kind) in LINES.items()}
    wishes = [(key, "must") for key in (*state.must, *state.must_places)]
    wishes += [(key, "never") for key in (*state.never, *state.never_places)]
    return TypedVisit(
        topics=tuple(TypedTopic(row.text, plain(row.weight)) for row in state.topics),
        start=place_of(state.start),
        own=place_of(state.own) if state.own else TypedPlace(),
        lines=lines,
        means=state.means,
        own_subregion_allowed=state.own_subregion_allowed,
        voivodeships=state.voivodeships,
        subregions=state.subregions,
        not_subregions=state.not_subregions,
        wishes=tuple(TypedWish(key, _wish(wish)) for key, wish in wishes),
    )


def with_rows(typed: TypedVisit, topics: int = FIRST_TOPICS, wishes: int = FIRST_WISHES) -> TypedVisit:
    """The form with empty rows to type into: so many in all, but one at least, as far as there may be more."""
    lacking = min(max(topics - len(typed.topics), 0), MOST_TOPICS - len(typed.topics))
    empty = max(wishes - len(typed.more), 0)
    return replace(
        typed,
        topics=(*typed.topics, *(TypedTopic(),) * lacking),
        more=(*typed.more, *(TypedWish(),) * empty),
    )


def place_of(code: str) -> TypedPlace:
    """A place that is chosen."""
    place = of_code(code)
    return TypedPlace(place.name, place.code) if place else TypedPlace()


def written(value: object, kind: Kind) -> str:
    """A value of the state as it stands in its field."""
    if value is None:
        return ""
    if kind == "time" and isinstance(value, int):
        return f"{value // 60}:{value % 60:02}"
    if isinstance(value, date):
        return f"{value.day:02}.{value.month:02}.{value.year}"
    return plain(value) if isinstance(value, int | float) else str(value)


def minutes_of(text: str) -> int | None:
    """ "7", "7:30", "07.30" as minutes since midnight; None for anything else."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return hours * 60 + minutes if hours < 24 and minutes < 60 else None


def _topics(form: FormData) -> Iterator[TypedTopic]:
    texts, weights = texts_of(form, "temat"), texts_of(form, "waga", LONGEST_LINE)
    for text, weight in zip(texts[:MOST_TOPICS], [*weights, *[""] * len(texts)], strict=False):
        yield TypedTopic(normalise(text), weight.strip())


def _place(form: FormData, name: str) -> TypedPlace:
    return TypedPlace(normalise(text_of(form, name))[:LONGEST_NAME], text_of(form, f"{name}_kod", LONGEST_LINE).strip())


def _lines(form: FormData, names: Mapping[str, object] | tuple[str, ...]) -> dict[str, str]:
    return {name: text_of(form, name, LONGEST_LINE).strip() for name in names}


def _means(form: FormData) -> Means:
    given = text_of(form, "pojazd")
    return next((means for means in get_args(Means) if means == given), "coach")


def _codes(form: FormData, name: str, known: Mapping[str, object] | tuple[str, ...]) -> tuple[str, ...]:
    given = set(texts_of(form, name, LONGEST_LINE))
    return tuple(code for code in known if code in given)


def _wishes(form: FormData) -> Iterator[TypedWish]:
    keys, wishes = texts_of(form, "kogo", LONGEST_NAME), texts_of(form, "zyczenie", LONGEST_LINE)
    seen: set[str] = set()
    for key, wish in zip(keys, wishes, strict=False):
        if key not in seen and len(seen) < 4 * MOST_MUST:
            seen.add(key)
            yield TypedWish(key, _wish(wish))


def _more(form: FormData) -> Iterator[TypedWish]:
    texts, wishes = texts_of(form, "dopisz", LONGEST_NAME), texts_of(form, "dopisz_jak", LONGEST_LINE)
    for number, (text, wish) in enumerate(zip(texts[:MOST_MUST], wishes, strict=False)):
        code = text_of(form, f"dopisz_kod.{number}", LONGEST_LINE).strip()
        if normalise(text):
            yield TypedWish("", _wish(wish) or "must", TypedPlace(normalise(text), code))


def _wish(text: str) -> Wish:
    return next((wish for wish in get_args(Wish) if wish == text), "")

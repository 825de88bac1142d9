"""From the form of a study visit to a state that can be planned, or to all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from corpus.practice import ID_PATTERN, Practice
from search_api.planning.need_limits import LONGEST_NEED
from search_api.planning.own import OwnPlace, choice_of, of_code
from search_api.planning.visits.request import BOUNDS, FEWEST_POINTS, NotPossible
from search_api.searching.engine import Engine
from search_api.web.plan_conditions import PLACE_FAULTS
from search_api.web.plan_weights import NUMBER, SPACES, weight_of
from search_api.web.visit_form import FIELD_OF, LINES, Fault, Kind, TypedPlace, TypedVisit, TypedWish, minutes_of
from search_api.web.visit_state import LAST_YEAR, MOST_KM, TopicRow, VisitState

Value = int | float | date | None
_WORD = re.compile(r"[^\W_]")
_PAGE = re.compile(r"/praktyki/([^/?#\s]+)")
_DAY = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})")
# Where a contradiction of several fields is told
_TOLD_AT = FIELD_OF | {"topics": "temat", "must": "dopisz", "must_places": "dopisz", "never": "dopisz"}


@dataclass(frozen=True, slots=True)
class Checked:
    """`state` is None when `typed` has faults."""

    typed: TypedVisit
    state: VisitState | None


def checked(typed: TypedVisit, engine: Engine, today: date) -> Checked:
    """What was typed, with the places that its names mean, and the state where nothing is wrong."""
    faults = list(_topic_faults(typed))
    start, own = _settled(typed.start), _settled(typed.own)
    faults += _place_faults("start", start, needed=True)
    faults += _place_faults("nasza", own, needed=False)
    values, wrong = _values(typed, today)
    faults += wrong
    more = tuple(_found(one, engine) for one in typed.more)
    faults += [Fault(f"dopisz-{place}", _wish_fault(one)) for place, one in enumerate(more, start=1) if not one.key]
    settled = replace(typed, start=start, own=own, more=more)
    if faults:
        return Checked(replace(settled, faults=tuple(faults)), None)
    try:
        return Checked(settled, _state(settled, values))
    except ValidationError as error:
        return Checked(replace(settled, faults=tuple(_contradictions(error))), None)


def _state(typed: TypedVisit, values: dict[str, Value]) -> VisitState:
    wished = {
        wish: tuple(dict.fromkeys(one.key for one in (*typed.wishes, *typed.more) if one.wish == wish))
        for wish in ("must", "never")
    }
    given: dict[str, object] = {
        "topics": tuple(
            TopicRow(text=one.text, weight=weight_of(one.weight) or 1.0) for one in typed.topics if one.text
        ),
        "start": typed.start.code,
        "own": typed.own.code or None,
        "means": typed.means,
        "own_subregion_allowed": typed.own_subregion_allowed,
        "voivodeships": typed.voivodeships,
        "subregions": typed.subregions,
        "not_subregions": typed.not_subregions,
    }
    for wish, keys in wished.items():
        given[wish] = tuple(key for key in keys if not _is_place(key))
        given[f"{wish}_places"] = tuple(key for key in keys if _is_place(key))
    return VisitState.model_validate(given | {name: value for name, value in values.items() if value is not None})


def _topic_faults(typed: TypedVisit) -> Iterator[Fault]:
    if not any(topic.text for topic in typed.topics):
        yield Fault("temat-1", "no_topic")
    for number, topic in enumerate(typed.topics, start=1):
        if len(topic.text) > LONGEST_NEED:
            yield Fault(f"temat-{number}", "topic_long")
        elif topic.text and not _WORD.search(topic.text):
            yield Fault(f"temat-{number}", "topic_words")
        if topic.text and weight_of(topic.weight) is None:
            yield Fault(f"waga-{number}", "weight")


def _settled(typed: TypedPlace) -> TypedPlace:
    """The place with its code, or with the places that its name may mean."""
    if not typed.text:
        return TypedPlace()
    choice = choice_of(typed.text)
    coded = of_code(typed.code) if typed.code else None
    if coded is not None and (coded.name == typed.text or coded in choice.places):
        return TypedPlace(typed.text, coded.code, _among(choice.places))
    if choice.certain is not None:
        return TypedPlace(typed.text, choice.certain.code)
    return TypedPlace(typed.text, "", choice.places, choice.why, choice.town)


def _among(places: tuple[OwnPlace, ...]) -> tuple[OwnPlace, ...]:
    return places if len(places) > 1 else ()


def _place_faults(field: str, place: TypedPlace, *, needed: bool) -> Iterator[Fault]:
    if not place.text:
        if needed:
            yield Fault(field, "no_start")
    elif not place.code:
        yield Fault(field, PLACE_FAULTS[place.why])


def _values(typed: TypedVisit, today: date) -> tuple[dict[str, Value], list[Fault]]:
    """The fields of one line as values; those that are empty are left out."""
    values: dict[str, Value] = {}
    faults = []
    for field, (name, kind) in LINES.items():
        text = typed.lines.get(field, "")
        if not text:
            continue
        value = _read(text, kind)
        if value is None or not _within(name, value, today):
            faults.append(Fault(field, name))
        values[name] = value
    most, fewest = values.get("points_per_day"), values.get("fewest_points", FEWEST_POINTS)
    # Whoever wants fewer meetings than the usual least need not say so twice.
    if isinstance(most, int) and fewest == FEWEST_POINTS and most < FEWEST_POINTS:
        values["fewest_points"] = most
    return values, faults


def _read(text: str, kind: Kind) -> Value:
    if kind == "time":
        return minutes_of(text)
    if kind == "date":
        return _date(text)
    bare = SPACES.sub("", text)
    if not NUMBER.fullmatch(bare):
        return None
    number = float(bare.replace(",", "."))
    if kind == "number":
        return number
    return int(number) if number.is_integer() else None


def _date(text: str) -> date | None:
    written = _DAY.fullmatch(text)
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
    except ValueError:
        return None


def _within(name: str, value: Value, today: date) -> bool:
    if isinstance(value, date):
        return today <= value and value.year <= LAST_YEAR
    if value is None or name == "fewest_points":
        return value is not None and value >= 1
    if name == "max_distance_km":
        return 0 < value <= MOST_KM
    least, most = BOUNDS[name]
    return least <= value <= most


def _found(typed: TypedWish, engine: Engine) -> TypedWish:
    """What a typed line means: a practice by its id or the address of its page, else a gmina or powiat."""
    page = _PAGE.search(typed.place.text)
    record_id = page[1] if page else typed.place.text
    if ID_PATTERN.fullmatch(record_id) and isinstance(engine.record(record_id), Practice):
        return replace(typed, key=record_id)
    if page:
        return typed
    place = _settled(typed.place)
    return replace(typed, key=place.code, place=place)


def _wish_fault(wish: TypedWish) -> str:
    return "wish_none" if wish.place.why == "nothing" else PLACE_FAULTS[wish.place.why]


def _is_place(key: str) -> bool:
    return key.startswith("teryt:")


def _contradictions(error: ValidationError) -> Iterator[Fault]:
    for item in error.errors():
        cause = item.get("ctx", {}).get("error")
        name = cause.field if isinstance(cause, NotPossible) else str(item["loc"][0]) if item["loc"] else "form"
        yield Fault(_TOLD_AT.get(name, name), name)

"""What the form of a study visit shows beside what was typed: choices with labels, faults in words, the usual values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from corpus.language import normalise
from corpus.places import gazetteer
from corpus.practice import Practice
from corpus.vocabulary import load
from search_api.labels import subregion_label
from search_api.planning.need_limits import LONGEST_NEED
from search_api.planning.own import of_code, short, shown
from search_api.planning.visits.request import (
    BOUNDS,
    DAYS,
    DEPARTURE,
    FEWEST_POINTS,
    GROUP_SIZE,
    HOSTS_FROM,
    HOSTS_UNTIL,
    HOURS_PER_DAY,
    MINUTES_PER_POINT,
    MOST_MUST,
    MOST_TOPICS,
    POINTS_PER_DAY,
    Means,
)
from search_api.searching.engine import Engine
from search_api.web.collation import polish_order
from search_api.web.form_view import ShownFault
from search_api.web.plan_conditions import SHARED_TEXTS
from search_api.web.texts import Texts
from search_api.web.visit_form import LINES, SHORT, Kind, TypedPlace, TypedVisit, written
from search_api.web.visit_state import MOST_KM

USUAL: dict[str, object] = {
    "days": DAYS,
    "hours_per_day": HOURS_PER_DAY,
    "departure": DEPARTURE,
    "hosts_from": HOSTS_FROM,
    "hosts_until": HOSTS_UNTIL,
    "points_per_day": POINTS_PER_DAY,
    "fewest_points": FEWEST_POINTS,
    "minutes_per_point": MINUTES_PER_POINT,
    "group_size": GROUP_SIZE,
}
# The groups of the form, each with its lines
GROUPS = (
    ("time", ("dzien", "dni", "godziny", "wyjazd", "od", "do")),
    ("meetings", ("spotkania", "najmniej", "minuty")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A field of one line: its id and name, `kind` of what it takes, what it is called and why it matters. `value` is the usual one
    where nothing was typed."""

    id: str
    kind: Kind
    label: str
    hint: str
    value: str


@dataclass(frozen=True, slots=True)
class Wished:
    """A practice or a place for which a wish can be said. `path` leads to the page of a practice that the base has."""

    key: str
    name: str
    path: str | None
    wish: str


def lines(typed: TypedVisit, t: Texts, names: Iterable[str] = tuple(LINES)) -> dict[str, Line]:
    """The fields of one line with their words."""
    found = {}
    for name in names:
        field, kind = LINES[name]
        usual = written(USUAL.get(field), kind)
        least, most = bounds(field)
        words = {"usual": usual, "least": least, "most": most}
        found[name] = Line(
            name,
            kind,
            t(f"visit_pages.lines.{field}.label"),
            t(f"visit_pages.lines.{field}.hint", **words),
            typed.lines.get(name, "") or usual,
        )
    return found


def form_values(typed: TypedVisit, offered: Iterable[str], engine: Engine, t: Texts) -> dict[str, object]:
    """What the form needs. `offered` are ids for which a wish can be said beside those that have one."""
    wrong = messages(typed, t)
    wishes = {one.key: one.wish for one in typed.wishes}
    keys = dict.fromkeys((*wishes, *offered))
    return {
        "typed": typed,
        "wrong": wrong,
        "faults": box(typed, wrong),
        "lines": lines(typed, t),
        "groups": GROUPS,
        "means": get_args(Means),
        "voivodeships": load("voivodeships").codes,
        "regions": _regions(),
        "wished": [_wished(key, wishes.get(key, ""), engine) for key in keys],
        "place_told": shown,
        "most_topics": MOST_TOPICS,
        "open_conditions": _conditions_differ(typed) or not {_group(name) for name in wrong} <= {"topics", "wishes"},
        "open_wishes": bool(wishes) or any(_group(name) == "wishes" for name in wrong),
        "wished_count": len(keys),
    }


def short_values(typed: TypedVisit, t: Texts) -> dict[str, object]:
    """What the short form beside a visit needs."""
    return {"typed": typed, "lines": lines(typed, t, SHORT), "means": get_args(Means)}


def messages(typed: TypedVisit, t: Texts) -> dict[str, str]:
    """What is wrong, by field; the first fault of a field speaks."""
    found: dict[str, str] = {}
    for fault in typed.faults:
        found.setdefault(fault.field, _message(fault.field, fault.name, typed, t))
    return found


def box(typed: TypedVisit, wrong: dict[str, str]) -> list[ShownFault]:
    """The same as lines of the box above the form, each leading to its field."""
    chosen = {"start": typed.start, "nasza": typed.own}
    chosen |= {f"dopisz-{number}": one.place for number, one in enumerate(typed.more, start=1)}
    return [
        ShownFault(f"{field}_kod-1" if field in chosen and chosen[field].candidates else field, None, message)
        for field, message in wrong.items()
    ]


def bounds(field: str) -> tuple[str, str]:
    """From and to what a field may go, as it is written in it; empty where nothing holds it."""
    least, most = {**BOUNDS, "fewest_points": BOUNDS["points_per_day"], "max_distance_km": (1, MOST_KM)}.get(
        field, (0, 0)
    )
    kind: Kind = "time" if field in ("departure", "hosts_from", "hosts_until") else "number"
    return written(int(least), kind), written(int(most), kind)


def _message(field: str, name: str, typed: TypedVisit, t: Texts) -> str:
    least, most = bounds(name)
    values: dict[str, object] = {"least": least, "most": most, "name": "", "town": ""}
    if (place := _typed_place(field, typed)) is not None:
        values |= {"name": short(normalise(place.text)), "town": place.town}
    values |= {"longest": LONGEST_NEED, "most_topics": MOST_TOPICS, "most_must": MOST_MUST}
    return t(SHARED_TEXTS.get(name, f"visit_pages.problems.{name}"), **values)


def _group(field: str) -> str:
    """The part of the form in which a field stands."""
    if field == "start" or field.startswith(("temat", "waga")):
        return "topics"
    return "wishes" if field.startswith("dopisz") else "conditions"


def _conditions_differ(typed: TypedVisit) -> bool:
    """Whether any condition is another than the usual one: then it is shown unfolded."""
    usual = {typed_name: written(USUAL.get(field), kind) for typed_name, (field, kind) in LINES.items()}
    changed = any(value and value != usual[name] for name, value in typed.lines.items())
    chosen = typed.own.text or typed.own_subregion_allowed or typed.means != "coach"
    return bool(changed or chosen or typed.voivodeships or typed.subregions or typed.not_subregions)


def _typed_place(field: str, typed: TypedVisit) -> TypedPlace | None:
    places: dict[str, TypedPlace] = {"start": typed.start, "nasza": typed.own}
    places |= {f"dopisz-{number}": one.place for number, one in enumerate(typed.more, start=1)}
    return places.get(field)


def _wished(key: str, wish: str, engine: Engine) -> Wished:
    place = of_code(key) if key.startswith("teryt:") else None
    if place is not None:
        return Wished(key, shown(place), None, wish)
    record = engine.record(key)
    if isinstance(record, Practice):
        return Wished(key, record.title, f"/praktyki/{key}", wish)
    return Wished(key, key, None, wish)


def _regions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Podregiony by voivodeship: code and label, in Polish alphabetical order."""
    units = sorted(
        ((unit.voivodeship, subregion_label(code), code) for code, unit in gazetteer().subregions.items()),
        key=lambda unit: (polish_order(unit[0]), polish_order(unit[1])),
    )
    return [
        (voivodeship, [(code, label) for _, label, code in group])
        for voivodeship, group in groupby(units, key=lambda unit: unit[0])
    ]

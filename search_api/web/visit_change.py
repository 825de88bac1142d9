"""One thing of a visit changed at a press: a stop that is not to be, a limit that stands in the way."""

from __future__ import annotations

from pydantic import ValidationError

from search_api.planning.visits.result import Check, Value
from search_api.web.visit_state import VisitState

# What a press may do to a practice, and what it may change of the conditions
NEVER, MUST, FREE, LIFT = "never", "must", "free", "lift"
AND = "+"  # between two changes of one button
_OWN = "own_subregion_allowed"
_WISHES = (NEVER, MUST, FREE)
_EMPTIED = frozenset({"voivodeships", "subregions", "not_subregions", "must", "never", "must_places", "never_places"})
_NUMBERS = frozenset(
    {"days", "hours_per_day", "fewest_points", "points_per_day", "minutes_per_point", "group_size"}
    | {"max_distance_km", "departure", "hosts_from", "hosts_until"}
)


def offered(obstacle: Check) -> str | None:
    """The value of the button that takes an obstacle away, None when no change does. The planner tells it in "change" (a field of
    VisitRequest) and "to" (the value that would help; empty: without the limit), a second one in "and_change" and "and_to"."""
    values = obstacle.values
    told = [(values.get(f"{also}change"), values.get(f"{also}to", "")) for also in ("", "and_")]
    steps = [_step(name, value) for name, value in told if name is not None]
    return f"{LIFT}:" + AND.join(step for step in steps if step) if steps and all(steps) else None


def _step(name: Value, value: Value) -> str | None:
    if not isinstance(name, str) or isinstance(value, tuple) or name not in _EMPTIED | _NUMBERS | {_OWN}:
        return None
    return f"{name}:{_written(value)}"


def changed(state: VisitState, step: str) -> VisitState | None:
    """The state after the press of a button, None for a button that is none of these or leads to what cannot be."""
    what, _, about = step.partition(":")
    new: dict[str, object] | None
    if what in _WISHES:
        new = _wished(state, what, about)
    elif what == LIFT:
        new = _all_lifted(about)
    else:
        return None
    if new is None:
        return None
    try:
        return VisitState.model_validate(state.model_dump() | new)
    except ValidationError:
        return None


def _wished(state: VisitState, wish: str, about: str) -> dict[str, object]:
    places = about.startswith("teryt:")
    must, never = ("must_places", "never_places") if places else ("must", "never")
    kept = {name: tuple(one for one in getattr(state, name) if one != about) for name in (must, never)}
    if wish == MUST:
        kept[must] = (*kept[must], about)
    elif wish == NEVER:
        kept[never] = (*kept[never], about)
    return dict(kept)


def _all_lifted(steps: str) -> dict[str, object] | None:
    new: dict[str, object] = {}
    for step in steps.split(AND):
        name, _, value = step.partition(":")
        lifted = _lifted(name, value)
        if lifted is None:
            return None
        new |= lifted
    return new


def _lifted(name: str, value: str) -> dict[str, object] | None:
    if name in _EMPTIED:
        return {name: ()}
    if name == _OWN:
        return {name: True}
    if name not in _NUMBERS:
        return None
    if not value:
        return {name: None}
    try:
        return {name: float(value)}
    except ValueError:
        return None


def _written(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)

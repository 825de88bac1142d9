"""The forms on the way to a plan: from posted fields to the next state, with what is wrong by field."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from starlette.datastructures import FormData

from corpus.language import normalise
from search_api.planning.need_limits import LONGEST_NEED, MOST_NEEDS
from search_api.web.plan_state import MOST_CHOSEN, MOST_DROPPED, Found, PlanState, Row
from search_api.web.plan_weights import Rows, assumed_in, beside_weighed, plain, recounted, weight_of
from search_api.web.state_fields import MOST_WEIGHT

ON_A_PAGE = 50
FIRST_BLANKS, MOST_BLANKS = 5, 50
LONGEST_TYPED, LONGEST_LIST = 20_000, 1_000_000  # characters of a field, and of the one for a list or a document
Fault = Literal["too_long", "weight", "too_many", "merged_too_long"]

_STEP = re.compile(r"(up|down|merge):(n?\d{1,4})")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as it stands in the form. `name` is what the form calls it; `key` the place in the state, none for a new row;
    `counted` the weight that an empty field stands for."""

    name: str
    key: int | None
    text: str
    weight: str
    kept: bool
    kind: Literal["need", "task"] = "need"
    found: Found | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """A page of the list of needs: the rows, the number of the first one (from 1), faults by row and field; `taken` are places
    of the sentences offered apart that were ticked in a form that was refused."""

    state: PlanState
    page: int
    rows: tuple[TypedRow, ...]
    faults: tuple[tuple[int, str, Fault], ...] = ()
    taken: tuple[int, ...] = ()

    @property
    def first(self) -> int:
        """The number of the first row of the page."""
        return (self.page - 1) * ON_A_PAGE + 1

    @property
    def pages(self) -> int:
        return max(1, math.ceil(len(self.state.needs) / ON_A_PAGE))


def texts_of(form: FormData, name: str, longest: int = LONGEST_TYPED) -> list[str]:
    """The texts of that name, each cut to `longest` characters."""
    return [value[:longest] for value in form.getlist(name) if isinstance(value, str)]


def text_of(form: FormData, name: str, longest: int = LONGEST_TYPED) -> str:
    """The last of them, empty when there is none."""
    return next(reversed(texts_of(form, name, longest)), "")


def blanks_of(view: NeedsPage) -> int:
    """How many rows of a form that was sent are empty and new."""
    return min(sum(row.key is None and not row.text for row in view.rows), MOST_BLANKS - 1)


def is_full(view: NeedsPage) -> bool:
    """Whether no row can be added to the page."""
    blank = sum(row.key is None for row in view.rows)
    return blank >= MOST_BLANKS or len(view.state.needs) + blank >= MOST_NEEDS


def needs_page(state: PlanState, page: int, blanks: int = 0) -> NeedsPage:
    """A page of the list as the state has it, with empty rows at its end."""
    pages = max(1, math.ceil(len(state.needs) / ON_A_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * ON_A_PAGE
    rows = [_typed(place, row) for place, row in enumerate(state.needs[start : start + ON_A_PAGE], start=start)]
    room = min(blanks, MOST_NEEDS - len(state.needs))
    return NeedsPage(state, page, (*rows, *(TypedRow(f"n{number}", None, "", "", True) for number in range(room))))


def read_needs(state: PlanState, form: FormData) -> NeedsPage:
    """What the form of needs holds. Without faults its `state` is the new one, in the order of the form."""
    page = _whole(text_of(form, "strona"))
    shown = needs_page(state, page)
    typed = tuple(_rows(form, state))
    faults = tuple(_faults(typed))
    start, end = shown.first - 1, shown.first - 1 + len(shown.rows)
    taken = _taken(form, state)
    written = sum(bool(row.text) for row in typed) + len(taken)
    if len(state.needs) - (end - start) + written > MOST_NEEDS:
        faults = (*faults, (len(typed) - 1, "text", "too_many"))
    if faults:
        return replace(shown, rows=typed, faults=faults, taken=taken)
    weighed = any(row.text and (weight_of(row.weight) or 1.0) != 1.0 for row in typed)
    kept = tuple(_row(row, state, weighed=weighed) for row in typed if row.text)
    listed = (*state.needs[:start], *kept, *state.needs[end:])
    needs = (*listed, *(beside_weighed(state.perhaps[place], listed) for place in taken))
    left = tuple(row for place, row in enumerate(state.perhaps) if place not in taken)
    return NeedsPage(state.model_copy(update={"needs": recounted(needs), "perhaps": left}), shown.page, typed)


@dataclass(frozen=True, slots=True)
class Stepped:
    """The state after a step within the list, and the place of the row that it was about."""

    state: PlanState
    place: int
    fault: Fault | None = None


def stepped(read: NeedsPage, step: str) -> Stepped | None:
    """What a step within the list leads to; None for a step that leads elsewhere. `read` is what `read_needs` gave."""
    state = read.state
    if step in ("all", "none"):
        rows = tuple(row.model_copy(update={"kept": step == "all"}) for row in state.needs)
        return Stepped(state.model_copy(update={"needs": rows}), read.first - 1)
    named = _STEP.fullmatch(step)
    if named is None:
        return None
    filled = [row.name for row in read.rows if row.text]
    if named[2] not in filled:
        return Stepped(state, read.first - 1)
    place = read.first - 1 + filled.index(named[2])
    moved = {"up": _up, "down": _down, "merge": _merge}[named[1]](state.needs, place)
    if moved is None:
        return Stepped(state, place, "merged_too_long")
    last = place + (1 if named[1] == "down" else -1)
    return Stepped(state.model_copy(update={"needs": recounted(moved)}), min(max(0, last), len(moved) - 1))


def read_choices(state: PlanState, form: FormData) -> PlanState:
    """The state with the practices that were ticked, for the needs that the form showed."""
    numbers = [place for place, row in enumerate(state.needs) if row.kept]
    rows = list(state.needs)
    again = text_of(form, "step").removeprefix("again:")
    for number, place in enumerate(numbers, start=1):
        offered = text_of(form, f"byly.{number}").split()
        if str(number) == again:
            rows[place] = rows[place].model_copy(update={"keep": (), "drop": ()})
            continue
        before = set(text_of(form, f"wybrane.{number}").split())
        ticked = [one for one in texts_of(form, f"wybor.{number}") if one in offered]
        if not offered or set(ticked) == before:
            continue
        dropped = () if ticked else tuple(dict.fromkeys((*rows[place].drop, *offered)))
        rows[place] = rows[place].model_copy(
            update={"keep": tuple(ticked[:MOST_CHOSEN]), "drop": dropped[-MOST_DROPPED:]}
        )
    return PlanState.model_validate(state.model_copy(update={"needs": tuple(rows)}).model_dump())


def _rows(form: FormData, state: PlanState) -> Iterator[TypedRow]:
    keys, texts, weights = (texts_of(form, name) for name in ("wiersz", "potrzeba", "waga"))
    kept = set(texts_of(form, "zostaje"))
    seen: set[int] = set()
    for number, (key, text, weight) in enumerate(zip(keys, texts, weights, strict=False)):
        if number >= ON_A_PAGE + MOST_BLANKS:
            return
        place = int(key) if key.isascii() and key.isdecimal() and len(key) < 5 else None
        if place is not None and (place >= len(state.needs) or place in seen):
            place = None
        base = state.needs[place] if place is not None else None
        if place is not None:
            seen.add(place)
        yield TypedRow(
            key[:8] if place is None else str(place),
            place,
            normalise(text),
            weight.strip()[:40],
            key in kept,
            base.kind if base else "need",
            base.found if base else None,
            plain(base.weight) if base and base.assumed else "",
        )


def _taken(form: FormData, state: PlanState) -> tuple[int, ...]:
    """Places of the sentences offered apart that were ticked."""
    ticked = set(texts_of(form, "dopisz"))
    return tuple(place for place in range(len(state.perhaps)) if str(place) in ticked)


def _faults(rows: Sequence[TypedRow]) -> Iterator[tuple[int, str, Fault]]:
    for number, row in enumerate(rows):
        if len(row.text) > LONGEST_NEED:
            yield number, "text", "too_long"
        if row.text and weight_of(row.weight) is None:
            yield number, "weight", "weight"


def _row(typed: TypedRow, state: PlanState, *, weighed: bool) -> Row:
    base = state.needs[typed.key] if typed.key is not None else None
    weight, assumed = weight_of(typed.weight) or 1.0, None
    if not typed.weight and (how := assumed_in(state.needs, base, weighed=weighed)):
        weight, assumed = (base.weight if base else 1.0), how
    changed = {"text": typed.text, "weight": weight, "assumed": assumed, "kept": typed.kept}
    if base is None:
        return Row(**changed)
    if base.text != typed.text:
        changed |= {"keep": (), "drop": ()}  # chosen for other words
    return base.model_copy(update=changed)


def _typed(place: int, row: Row) -> TypedRow:
    weight = plain(row.weight)
    shown, counted = ("", weight) if row.assumed else (weight, "")
    return TypedRow(str(place), place, row.text, shown, row.kept, row.kind, row.found, counted)


def _up(rows: Rows, place: int) -> Rows:
    if place == 0:
        return rows
    return (*rows[: place - 1], rows[place], rows[place - 1], *rows[place + 1 :])


def _down(rows: Rows, place: int) -> Rows:
    return _up(rows, place + 1) if place + 1 < len(rows) else rows


def _merge(rows: Rows, place: int) -> Rows | None:
    """One need of two, None when it would be too long. Weights that were given are added up; two needs that nobody weighed make
    one that nobody weighed."""
    if place == 0:
        return rows
    above, this = rows[place - 1], rows[place]
    text = f"{above.text.rstrip(' .;')}; {this.text}"
    if len(text) > LONGEST_NEED:
        return None
    unweighed = all(row.weight == 1.0 for row in rows)
    given = [row.weight for row in (above, this) if row.assumed is None]
    weight = 1.0 if unweighed else min(sum(given), MOST_WEIGHT) if given else max(above.weight, this.weight)
    assumed = None if given else above.assumed
    changed = {
        "text": text,
        "weight": weight,
        "assumed": assumed,
        "kept": above.kept or this.kept,
        "keep": (),
        "drop": (),
    }
    return (*rows[: place - 1], above.model_copy(update=changed), *rows[place + 1 :])


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 1

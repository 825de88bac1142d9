"""Needs and tasks of a whole document: a diagnosis, a strategy, a programme, results of a survey, minutes.

A unit (sentence, item, cell) is proposed for what its section says (every item under "Zadania priorytetowe" is a task, nothing
under "Komisja konkursowa" is), else for its own words. docs/needs.md tells the rules and how well they do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.language import fold, tokens
from search_api.planning.need import Need, NeedKind, NeedSource
from search_api.planning.need_context import context_of
from search_api.planning.need_language import check_polish
from search_api.planning.need_limits import MOST_CHARACTERS, MOST_NEEDS, NeedsRead, counted, shortened
from search_api.planning.need_merging import alike, key_of
from search_api.planning.need_sections import Section
from search_api.planning.need_sentences import (
    ENOUGH,
    ENOUGH_AMONG_RULES,
    against,
    is_empty_item,
    opens_like_task,
    points_of,
    trimmed,
)
from search_api.planning.need_units import Unit, units_of
from search_api.planning.need_weights import Weighed, bare_number_at_end, weighed, weighed_row

HEADING_JOIN = " › "
# Points that a section lends to its sentences.
_LENT: dict[Section, float] = {"needs": 0.4, "raised": 0.0, "tasks": 0.0, "plain": 0.0, "quiet": -0.6, "scope": 0.0}
_BESIDE = 0.3  # points that a sentence gets for a need in the same paragraph
_NEVER = 3.0  # points against an item that even the opening of a task does not outweigh
_SHORT_ITEM = 4  # words; an item no longer than this is given its lead-in or heading
_LISTED_SHARE = 0.4  # of the items of a list that read like needs: then the others are too
_ENUMERATION = re.compile(r"^(?P<lead>[^:]{5,200}):\s+(?P<rest>\S.*)$")
_OF_RULES = re.compile(r"\bprogram\w* wspolpracy|\bkonkurs\w* ofert|\buchwal|\bzarzadzeni|\bregulamin|\bogloszeni")
_OPENING_BLOCKS, _LONGEST_TITLE = 6, 400
_DUTIES = re.compile(
    r"\bdo (?:\w+ )?(?:zadan|kompetencji|obowiazkow|zakresu)\b|komisj|statut"
    r"|\b(?:odpowiada|zajmuje sie|realizuje|prowadzi|oferuje|swiadczy)\b"
)


@dataclass(frozen=True, slots=True)
class _Found:
    unit: Unit
    text: str
    quote: str
    kind: NeedKind
    points: float
    amount: float | None = None


def read_document(document: Document) -> NeedsRead:
    """The needs and tasks of a document in its order, at most `MOST_NEEDS`: the plainest. Raises NoNeeds for a document in
    another language, or one without text."""
    check_polish(block.text for block in document.blocks)
    length = sum(len(block.text) for block in document.blocks)
    units = units_of(document, MOST_CHARACTERS)
    enough = ENOUGH_AMONG_RULES if _is_of_rules(document) else ENOUGH
    found = _once(_found(units, enough))
    notes: list[str] = []
    if length > MOST_CHARACTERS:
        notes.append(
            f"Dokument jest bardzo długi: przeczytano pierwsze {MOST_CHARACTERS} znaków z {length}. Podziel go na części."
        )
    if len(found) > MOST_NEEDS:
        told = counted(len(found), "potrzebę", "potrzeby", "potrzeb")
        notes.append(f"W dokumencie znaleziono {told}. Zostawiono {MOST_NEEDS} najwyraźniejszych.")
        kept = sorted(range(len(found)), key=lambda place: (-found[place].points, place))[:MOST_NEEDS]
        found = [found[place] for place in sorted(kept)]
    weights = _weights(found)
    needs = tuple(_need(one, weight, document) for one, weight in zip(found, weights, strict=True))
    if not needs:
        notes.append(
            "W dokumencie nie znaleziono zdań, które mówią o potrzebach lub zadaniach. Dopisz potrzeby własnymi słowami."
        )
    return NeedsRead(needs, tuple(notes), alike([need.text for need in needs]))


def _is_of_rules(document: Document) -> bool:
    opening = [block.text for block in document.blocks[:_OPENING_BLOCKS]]
    return any(_OF_RULES.search(fold(text)) for text in (document.title, *opening) if len(text) <= _LONGEST_TITLE)


def _found(units: Sequence[Unit], enough: float) -> list[_Found]:
    has_tasks = any(unit.section == "tasks" and unit.kind in ("item", "goal") for unit in units)
    points = _points(units, enough)
    listed = _needy_lists(units, points, enough)
    tasks = _task_lists(units, points)
    numbered = _lists_with_numbers(units)
    found: list[_Found] = []
    for unit, own in zip(units, points, strict=True):
        section = unit.section
        if section == "scope":
            section = "skip" if has_tasks else "tasks"
        if section in ("skip", "good"):
            continue
        told = _told(unit, unit.group in numbered)
        if is_empty_item(told.text):
            continue
        if unit.group in tasks:
            section = "tasks"
        found.extend(_of_unit(unit, told, section, own, unit.group in listed, enough))
    return found


def _points(units: Sequence[Unit], enough: float) -> list[float]:
    """The points of each unit: its own, those that its section lends, and some where a sentence with a weak sign stands beside
    a plain need of its paragraph."""
    own = [points_of(unit.text) for unit in units]
    points = [one + _LENT.get(unit.section, 0.0) for unit, one in zip(units, own, strict=True)]
    plain = {unit.group for unit, one in zip(units, points, strict=True) if one >= enough}
    return [
        both + _BESIDE if one > 0 and both < enough and unit.group in plain else both
        for unit, one, both in zip(units, own, points, strict=True)
    ]


def _needy_lists(units: Sequence[Unit], points: Sequence[float], enough: float) -> set[int]:
    """Lists in which so many items read like needs that the others are taken for needs too."""
    sizes: Counter[int] = Counter()
    needy: Counter[int] = Counter()
    for unit, own in zip(units, points, strict=True):
        if unit.kind == "item":
            sizes[unit.group] += 1
            needy[unit.group] += own >= enough
    return {group for group, size in sizes.items() if size >= 3 and needy[group] >= max(2, size * _LISTED_SHARE)}


def _task_lists(units: Sequence[Unit], points: Sequence[float]) -> set[int]:
    """Lists under headings that tell nothing, all of whose items open like tasks: but not the duties of an office."""
    items: dict[int, list[bool | None]] = {}  # None for an item that surely is none, such as thanks
    for unit, own in zip(units, points, strict=True):
        if unit.kind == "item" and unit.section in ("plain", "raised"):
            duty = any(_DUTIES.search(fold(heading)) for heading in unit.headings[-2:])
            told = None if own <= -1 and not duty else not duty and opens_like_task(unit.text)
            items.setdefault(unit.group, []).append(told)
    return {
        group
        for group, tasks in items.items()
        if tasks.count(True) > 1 and False not in tasks and tasks.count(None) < tasks.count(True) / 2
    }


def _lists_with_numbers(units: Sequence[Unit]) -> set[int]:
    """Lists most of whose items end in a bare number: "basen – 66"."""
    sizes: Counter[int] = Counter()
    ending: Counter[int] = Counter()
    for unit in units:
        if unit.kind == "item":
            sizes[unit.group] += 1
            ending[unit.group] += bare_number_at_end(unit.text).amount is not None
    return {group for group, size in sizes.items() if size > 1 and ending[group] > size / 2}


def _told(unit: Unit, numbered: bool) -> Weighed:
    """The words of a unit without its votes, and those."""
    if unit.kind == "cell":
        return weighed_row(unit.text)
    if unit.kind != "item":
        return Weighed(unit.text)
    told = weighed(unit.text)
    return bare_number_at_end(unit.text) if told.amount is None and numbered else told


def _of_unit(
    unit: Unit, told: Weighed, section: Section, points: float, in_needy_list: bool, enough: float
) -> Iterable[_Found]:
    counter = against(fold(unit.text))
    if unit.kind == "goal":
        yield from _task(unit, told, points + 2)
    elif unit.kind in ("item", "cell") and section == "tasks":
        if counter < 2 or (counter < _NEVER and opens_like_task(unit.text)):
            yield from _task(unit, told, points + 2)
    elif unit.kind in ("item", "cell") and section == "needs":
        if counter < 1:
            yield from _item(unit, told, "need", points + 2)
    elif points >= enough:
        yield from _item(unit, told, "need", points) if unit.kind == "item" else _sentence(unit, points)
    elif unit.kind == "item" and in_needy_list and counter < 1:
        yield from _item(unit, told, "need", points)
    elif section == "tasks" and unit.kind == "sentence" and counter < 2 and (parts := _enumerated_tasks(unit.text)):
        for part in parts:
            yield _Found(unit, trimmed(part), unit.text, "task", points + 1)
    elif section == "tasks" and unit.kind == "sentence" and counter < 2 and opens_like_task(unit.text):
        yield from _task(unit, told, points + 1)


def _task(unit: Unit, told: Weighed, points: float) -> Iterable[_Found]:
    if parts := _enumerated_tasks(unit.text):
        for part in parts:
            yield _Found(unit, trimmed(part), unit.text, "task", points)
    else:
        yield from _item(unit, told, "task", points)


def _item(unit: Unit, told: Weighed, kind: NeedKind, points: float) -> Iterable[_Found]:
    parts = [part for part in told.text.split(";") if part.strip()] if told.amount is None else [told.text]
    for part in parts:
        if text := trimmed(part):
            yield _Found(unit, text, unit.text, kind, points, told.amount)


def _sentence(unit: Unit, points: float) -> Iterable[_Found]:
    yield _Found(unit, trimmed(unit.text), unit.text, "need", points)


def _enumerated_tasks(text: str) -> list[str]:
    """The parts of "Do zadań priorytetowych należą: wspieranie …, ochrona …" when each opens like a task."""
    found = _ENUMERATION.match(text)
    if found is None:
        return []
    parts = [part.strip() for part in re.split(r";|,(?![^()]*\))", found["rest"]) if part.strip()]
    return parts if len(parts) > 1 and all(opens_like_task(part) for part in parts) else []


def _once(found: Iterable[_Found]) -> list[_Found]:
    """Each need at its first place, with the larger weight when it is told again."""
    kept: dict[str, _Found] = {}
    for one in found:
        if len(tokens(one.text)) == 0:
            continue
        key = key_of(one.text)
        known = kept.get(key)
        if known is None:
            kept[key] = one
        elif (one.amount or 0) > (known.amount or 0):
            kept[key] = replace(known, amount=one.amount)
    return list(kept.values())


def _weights(found: Sequence[_Found]) -> list[float]:
    """Votes of one list beside each other, their mean 1: a vote of one list is not compared with a sentence elsewhere."""
    sums: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for one in found:
        if one.amount is not None:
            sums[one.unit.group] += one.amount  # type: ignore[assignment]
            counts[one.unit.group] += 1
    return [
        1.0
        if one.amount is None or counts[one.unit.group] < 2
        else one.amount * counts[one.unit.group] / sums[one.unit.group]
        for one in found
    ]


def _need(one: _Found, weight: float, document: Document) -> Need:
    headings = one.unit.headings
    text = shortened(one.text)
    if (
        len(tokens(text)) <= _SHORT_ITEM
        and one.unit.kind != "sentence"
        and (context := context_of(headings[1:] if headings[:1] == (document.title,) else headings))
    ):
        text = f"{context}: {text}"
    heading = HEADING_JOIN.join(headings) or None
    return Need(text, round(weight, 4), one.kind, NeedSource(document.title, one.unit.page, heading, one.quote))

"""Needs and tasks of a whole document: a diagnosis, a strategy, a programme, results of a survey, minutes.

Each unit of the document (sentence, item, cell) is proposed or not by the model of need_model.py, which looks at its words and its
place; a second, lower threshold gives what a person may want to look through apart. docs/needs.md tells how well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.language import tokens
from search_api.planning.need import Need, NeedKind, NeedSource
from search_api.planning.need_context import context_of
from search_api.planning.need_language import check_polish
from search_api.planning.need_limits import MOST_CHARACTERS, MOST_NEEDS, MOST_PERHAPS, NeedsRead, counted, shortened
from search_api.planning.need_merging import alike, key_of
from search_api.planning.need_model import NeedModel, shipped
from search_api.planning.need_sentences import is_empty_item, opens_like_task, trimmed
from search_api.planning.need_units import Unit, units_of
from search_api.planning.need_weights import Weighed, bare_number_at_end, weighed, weighed_row

HEADING_JOIN = " › "
_SHORT_ITEM = 4  # words; an item no longer than this is given its lead-in or heading
_ENUMERATION = re.compile(r"^(?P<lead>[^:]{5,200}):\s+(?P<rest>\S.*)$")


@dataclass(frozen=True, slots=True)
class _Found:
    unit: Unit
    text: str
    quote: str
    kind: NeedKind
    probability: float
    amount: float | None = None


def read_document(document: Document, model: NeedModel | None = None) -> NeedsRead:
    """The needs and tasks of a document in its order, at most `MOST_NEEDS`: the likeliest. `model` is the shipped one unless
    another is given. Raises NoNeeds for a document in another language, or one without text."""
    check_polish(block.text for block in document.blocks)
    length = sum(len(block.text) for block in document.blocks)
    model = model or shipped()
    both = _once(_found(document, model))
    found = [one for one in both if one.probability >= model.enough]
    perhaps = [one for one in both if one.probability < model.enough]
    notes: list[str] = []
    if length > MOST_CHARACTERS:
        notes.append(
            f"Dokument jest bardzo długi: przeczytano pierwsze {MOST_CHARACTERS} znaków z {length}. Podziel go na części."
        )
    if len(found) > MOST_NEEDS:
        told = counted(len(found), "potrzebę", "potrzeby", "potrzeb")
        notes.append(f"W dokumencie znaleziono {told}. Zostawiono {MOST_NEEDS} najwyraźniejszych.")
    found = _likeliest(found, MOST_NEEDS)
    perhaps = _likeliest(perhaps, min(MOST_PERHAPS, MOST_NEEDS - len(found)))
    needs = tuple(_need(one, weight, document) for one, weight in zip(found, _weights(found), strict=True))
    if not needs:
        notes.append(
            "W dokumencie nie znaleziono zdań, które mówią o potrzebach lub zadaniach. Dopisz potrzeby własnymi słowami."
        )
    return NeedsRead(
        needs,
        tuple(notes),
        alike([need.text for need in needs]),
        tuple(_need(one, 1.0, document) for one in perhaps),
    )


def _likeliest(found: Sequence[_Found], most: int) -> list[_Found]:
    """The likeliest ones, in the order of the document."""
    kept = sorted(range(len(found)), key=lambda place: (-found[place].probability, place))[:most]
    return [found[place] for place in sorted(kept)]


def _found(document: Document, model: NeedModel) -> Iterable[_Found]:
    units = units_of(document, MOST_CHARACTERS)
    numbered = _lists_with_numbers(units)
    for unit, probability in zip(units, model.probabilities(units, document), strict=True):
        if probability < model.perhaps:
            continue
        told = _told(unit, unit.group in numbered)
        if not is_empty_item(told.text):
            yield from _of_unit(unit, told, probability)


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


def _of_unit(unit: Unit, told: Weighed, probability: float) -> Iterable[_Found]:
    """The parts of a unit that stand for themselves: those that semicolons divide, and the tasks that one sentence lists."""
    parts = [told.text]
    if unit.kind != "sentence" and told.amount is None:
        parts = [part for part in told.text.split(";") if part.strip()]
    if _tells_tasks(unit):
        parts = [task for part in parts for task in _enumerated_tasks(part) or [part]]
    kind: NeedKind = "task" if _tells_tasks(unit) else "need"
    for part in parts:
        if text := trimmed(part):
            yield _Found(unit, text, unit.text, kind, probability, told.amount)


def _tells_tasks(unit: Unit) -> bool:
    if unit.kind == "sentence":
        return unit.section == "tasks"
    return unit.kind == "goal" or unit.section in ("tasks", "scope") or opens_like_task(unit.text)


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

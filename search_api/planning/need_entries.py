"""Entries of a list or table to needs: weights read, the same need merged, limits kept, and each of these told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.language import normalise, tokens
from search_api.planning.need import Assumed, Need
from search_api.planning.need_context import topic_of
from search_api.planning.need_limits import LONGEST_NEED, MOST_NEEDS, NeedsRead, counted, shortened
from search_api.planning.need_merging import alike, key_of
from search_api.planning.need_sentences import is_empty_item, trimmed
from search_api.planning.need_stand_in import LEAST_WEIGHT, stand_in
from search_api.planning.need_weights import Weighed, WeightUnit, bare_number_at_end, weighed

SHORT_WORDS = 4  # a need no longer than this is given its heading: "Seniorzy: transport"
_HOW_COUNTED: dict[Assumed, str] = {
    "least": "Przyjęto najmniejszą wagę z listy.",
    "share": "Podzielono po równo to, co zostaje do 100 %.",
    "full": "Podane procenty nie zostawiają nic do 100 %, więc przyjęto najmniejszą wagę z listy.",
}
_UNITS = {"percent": "procenty", "votes": "głosy", "points": "punkty", "weight": "wagi"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it was given. `bare_number`: a number at its end is its weight. `weight` is that of a column of weights."""

    text: str
    heading: str | None = None
    bare_number: bool = False
    weight: float | None = None
    unit: WeightUnit | None = None


@dataclass(slots=True)
class _Kept:
    text: str
    amount: float | None
    times: int = 1


def read_entries(entries: Iterable[Entry]) -> NeedsRead:
    """The needs of a list in its order.

    The same need told twice is one: votes, percentages and points are added, of two weights the larger counts, and where
    nothing has a weight each mention counts 1. Only one unit counts in a list, the one that most items have. Items without a weight
    share out what percentages leave of 100; else each is given the smallest weight of the list.
    """
    kept: dict[str, _Kept] = {}
    cut = repeated = 0
    read = [one for entry in entries if (one := _read(entry)) is not None]
    unit = _common_unit([told for _, told in read])
    for text, told in read:
        amount = told.amount if told.unit == unit else None
        key = key_of(text)
        known = kept.get(key)
        if known is None:
            cut += len(text) > LONGEST_NEED
            kept[key] = _Kept(shortened(text), amount)
            continue
        repeated += 1
        known.times += 1
        if amount is not None:
            larger = max(known.amount or 0, amount)
            known.amount = larger if unit == "weight" else (known.amount or 0) + amount
    notes = list(_notes(kept, read, unit, repeated, cut))
    unweighed = _stand_in(list(kept.values()), unit)
    needs = tuple(_need(one, unweighed) for one in list(kept.values())[:MOST_NEEDS])
    weighing = tuple(_weighing(kept.values(), unweighed))
    return NeedsRead(needs, tuple(notes), alike([need.text for need in needs]), weighing=weighing)


def _read(entry: Entry) -> tuple[str, Weighed] | None:
    text = normalise(entry.text)
    if entry.weight is not None:
        told = Weighed(text, entry.weight, entry.unit)
    else:
        told = weighed(text)
        if told.amount is None and entry.bare_number:
            told = bare_number_at_end(text)
    bare = trimmed(told.text)
    if not bare or is_empty_item(bare):
        return None
    heading = topic_of(entry.heading) if entry.heading else None
    if heading and len(tokens(bare)) <= SHORT_WORDS and key_of(heading) not in key_of(bare):
        bare = f"{normalise(heading)}: {bare}"
    return bare, replace(told, text=bare)


def _common_unit(told: Sequence[Weighed]) -> WeightUnit | None:
    counts = Counter(one.unit for one in told if one.unit is not None and one.amount is not None)
    return max(counts, key=lambda unit: (counts[unit], unit), default=None)


def _stand_in(kept: Sequence[_Kept], unit: WeightUnit | None) -> tuple[float, Assumed] | None:
    given = [one.amount for one in kept if one.amount is not None]
    return stand_in(given, len(kept) - len(given), percent=unit == "percent") if given else None


def _need(kept: _Kept, unweighed: tuple[float, Assumed] | None) -> Need:
    if kept.amount is None and unweighed is not None:
        weight, assumed = unweighed
        return Need(kept.text, weight, assumed=assumed)
    weight = kept.amount if kept.amount is not None else float(kept.times)
    return Need(kept.text, max(round(weight, 4), LEAST_WEIGHT))


def _weighing(kept: Iterable[_Kept], unweighed: tuple[float, Assumed] | None) -> Iterable[str]:
    without = sum(one.amount is None for one in kept)
    if unweighed is not None and without:
        told = counted(without, "potrzeba nie ma", "potrzeby nie mają", "potrzeb nie ma")
        yield f"{told} wagi. {_HOW_COUNTED[unweighed[1]]}"


def _notes(
    kept: dict[str, _Kept], read: Sequence[tuple[str, Weighed]], unit: WeightUnit | None, repeated: int, cut: int
) -> Iterable[str]:
    if repeated:
        told = counted(repeated, "powtórzenie", "powtórzenia", "powtórzeń")
        yield f"Połączono {told} tej samej potrzeby. {_how_merged(unit)}"
    others = {one.unit for _, one in read if one.unit is not None and one.unit != unit}
    if unit is not None and others:
        left = ", ".join(sorted(_UNITS[other] for other in others if other is not None))
        yield f"Lista ma różne miary ważności. Policzono {_UNITS[unit]}, pominięto: {left}."
    if len(kept) > MOST_NEEDS:
        told = counted(len(kept), "potrzebę", "potrzeby", "potrzeb")
        yield f"Lista ma {told}. Wzięto pierwsze {MOST_NEEDS}, resztę podaj osobno."
    if cut:
        told = counted(cut, "potrzeba jest dłuższa", "potrzeby są dłuższe", "potrzeb jest dłuższych")
        yield f"{told} niż {LONGEST_NEED} znaków i została skrócona do początku."


def _how_merged(unit: WeightUnit | None) -> str:
    if unit is None:
        return "Każda wzmianka liczy się jako 1."
    return "Wzięto większą wagę." if unit == "weight" else "Ich wagi dodano."

"""For each need the practices that answer it: strong ones apart from weak ones, none where there are none.

A match is strong when the searcher is at least moderately sure of it. Weak ones are named as such and nothing is planned with
them unless a person picks them.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.practice import Practice
from index.answer import Confidence, Hit
from index.filters import Filters
from search_api.planning.context import PlanContext, Suitability, Wish, suitability
from search_api.planning.need import Need
from search_api.searching.engine import Engine

PER_NEED, MOST_PER_NEED = 3, 10
WEAK_SHOWN = 3
DOCUMENTS_SHOWN = 3
# How many hits are looked at for a need: more where the context may leave some out or change their order.
LOOKED_AT, LOOKED_AT_IN_CONTEXT = 12, 30
# Among matches that are equally good the second of one place says less than the first of another. More of it brings in hits that
# answer another need: at .2 a list of clubs for seniors turns into one of councils of seniors.
DIVERSITY = 0.1
_SURENESS: Mapping[Confidence, int] = {"high": 0, "medium": 1, "low": 2}

State = Literal["served", "weak", "none", "not_searched"]


class RecordGone(LookupError):
    """A record that the snapshot names is not in it: it is damaged."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided for one need: exactly these practices (`keep`, in this order), and none of those (`drop`)."""

    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A practice beside a need. `hit` holds the reasons; it is None for a practice that a person picked and no search found."""

    practice: Practice
    suitability: Suitability
    hit: Hit | None
    picked: bool = False

    @property
    def strong(self) -> bool:
        """Whether the searcher is at least moderately sure."""
        return self.hit is not None and self.hit.confidence != "low"

    @property
    def confidence(self) -> Confidence | None:
        return self.hit.confidence if self.hit is not None else None


@dataclass(frozen=True, slots=True)
class NeedMatches:
    """What was found for the need of that number (from 1).

    `chosen` are the best strong ones, or those that a person keeps; `others` further strong ones; `weak` up to WEAK_SHOWN that are
    no good match. `left_out` counts the strong ones that a wish of the context kept out; `gone` are ids that a person keeps and the
    base does not hold any more; `documents` are documents of the base about the need.
    """

    number: int
    need: Need
    state: State
    chosen: tuple[Match, ...] = ()
    others: tuple[Match, ...] = ()
    weak: tuple[Match, ...] = ()
    left_out: tuple[tuple[Wish, int], ...] = ()
    gone: tuple[str, ...] = ()
    documents: tuple[Hit, ...] = ()


def match(
    needs: Sequence[Need],
    context: PlanContext,
    engine: Engine,
    *,
    per_need: int = PER_NEED,
    choices: Mapping[int, Choice] | None = None,
    seconds: float | None = None,
    clock: Callable[[], float] = time.monotonic,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[NeedMatches, ...]:
    """The matches of every need, in the order of the needs.

    `choices` are by the number of the need, from 1. After `seconds` no further need is looked up: the rest comes back as
    "not_searched". `progress` is told how many of how many needs are done. Raises ValueError for `per_need` outside 1 to
    MOST_PER_NEED, RecordGone for a damaged snapshot.
    """
    if not 1 <= per_need <= MOST_PER_NEED:
        raise ValueError(f"per_need from 1 to {MOST_PER_NEED}")
    until = None if seconds is None else clock() + seconds
    with_documents = engine.manifest.counts.get("document", 0) > 0
    found: list[NeedMatches] = []
    for number, need in enumerate(needs, start=1):
        if until is not None and clock() >= until:
            found.append(NeedMatches(number, need, "not_searched"))
            continue
        choice = (choices or {}).get(number, Choice())
        one = _matches(number, need, context, engine, per_need, choice)
        found.append(_with_documents(one, engine) if with_documents else one)
        if progress is not None:
            progress(number, len(needs))
    return tuple(found)


def _matches(
    number: int, need: Need, context: PlanContext, engine: Engine, per_need: int, choice: Choice
) -> NeedMatches:
    limit = LOOKED_AT_IN_CONTEXT if context.wishes or context.excluded or choice.drop else LOOKED_AT
    answer = engine.search(need.text, context.filters, limit, 0, diversity=DIVERSITY)
    # A need without a letter finds everything, with a score of nothing.
    hits = [hit for hit in (*answer.hits, *answer.nearest) if hit.score > 0]
    unwanted = frozenset((*context.excluded, *choice.drop))
    looked_at = [_match(hit, context, engine) for hit in hits if hit.record_id not in unwanted]
    fitting = [one for one in looked_at if one.suitability.left_out is None]
    strong = [one for one in fitting if one.strong]
    if context.wishes:
        strong.sort(key=lambda one: (_SURENESS[one.confidence or "low"], -one.suitability.met))
    kept, gone = _kept(choice, looked_at, context, engine)
    chosen = kept if choice.keep else strong[:per_need]
    taken = {one.practice.id for one in chosen}
    weak = tuple(one for one in fitting if not one.strong and one.practice.id not in taken)[:WEAK_SHOWN]
    counted = Counter(one.suitability.left_out for one in looked_at if one.strong and one.suitability.left_out)
    return NeedMatches(
        number,
        need,
        "served" if chosen else "weak" if weak else "none",
        tuple(chosen),
        tuple(one for one in strong if one.practice.id not in taken),
        weak,
        tuple((wish, counted[wish]) for wish in context.wishes if counted[wish]),
        gone,
    )


def _kept(
    choice: Choice, looked_at: Iterable[Match], context: PlanContext, engine: Engine
) -> tuple[list[Match], tuple[str, ...]]:
    """The practices that a person keeps, and the ids of those that are no longer there."""
    hits = {one.practice.id: one.hit for one in looked_at}
    kept: list[Match] = []
    gone: list[str] = []
    for record_id in dict.fromkeys(choice.keep):
        record = engine.record(record_id)
        if isinstance(record, Practice):
            kept.append(Match(record, suitability(record, context), hits.get(record_id), picked=True))
        else:
            gone.append(record_id)
    return kept, tuple(gone)


def _match(hit: Hit, context: PlanContext, engine: Engine) -> Match:
    record = engine.record(hit.record_id)
    if not isinstance(record, Practice):
        raise RecordGone(f"snapshot {engine.manifest.snapshot}: no practice {hit.record_id}")
    return Match(record, suitability(record, context), hit)


def _with_documents(found: NeedMatches, engine: Engine) -> NeedMatches:
    answer = engine.search(found.need.text, Filters(kinds=("document",)), DOCUMENTS_SHOWN, 0)
    documents = tuple(hit for hit in answer.hits if hit.confidence != "low")
    return replace(found, documents=documents)

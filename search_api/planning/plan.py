"""The activity plan: needs on one side, precedents on the other, and nothing in between that has no source.

A plan is made of statements (statements.py): sentences of records, counts over named practices, names, amounts. Only chosen
practices speak in it. A need without any stays empty and is listed among the gaps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.practice import Practice
from index.answer import Hit
from search_api.planning import overview, quoting, reading, tallying
from search_api.planning.context import PlanContext
from search_api.planning.matching import NeedMatches, RecordGone
from search_api.planning.overview import Covering, Gap, Matrix, Partnership
from search_api.planning.statements import (
    Amount,
    AmountRange,
    Contact,
    CountedForm,
    CountedSector,
    DocumentSource,
    Lacking,
    PracticeSource,
    Quoted,
    Source,
    ToRead,
)
from search_api.searching.engine import Engine


@dataclass(frozen=True, slots=True)
class NeedPlan:
    """What the precedents say about one need. `practices` are the chosen ones, `weak` those that are no good match."""

    matches: NeedMatches
    practices: tuple[PracticeSource, ...] = ()
    weak: tuple[PracticeSource, ...] = ()
    answered: tuple[Quoted, ...] = ()
    actions: tuple[Quoted, ...] = ()
    sectors: tuple[CountedSector, ...] = ()
    forms: tuple[CountedForm, ...] = ()
    amounts: tuple[Amount, ...] = ()
    amount_range: AmountRange | None = None
    results: tuple[Quoted, ...] = ()
    lessons: tuple[Quoted, ...] = ()
    contacts: tuple[Contact, ...] = ()
    to_read: tuple[ToRead, ...] = ()
    lacking: tuple[Lacking, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`sources` by their numbers, from 1. `covering` is None when nothing is served."""

    context: PlanContext
    needs: tuple[NeedPlan, ...]
    matrix: Matrix
    covering: Covering | None
    partnership: Partnership
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    snapshot: str

    @property
    def not_searched(self) -> int:
        """How many needs were not looked up for lack of time."""
        return sum(one.matches.state == "not_searched" for one in self.needs)


def plan(matches: Sequence[NeedMatches], context: PlanContext, engine: Engine) -> Plan:
    """The plan for needs and their matches. Raises RecordGone for a damaged snapshot."""
    cited = _Cited()
    needs = tuple(_need_plan(one, cited, engine) for one in matches)
    chosen = {source.practice.id: source for need in needs for source in need.practices}
    smallest = overview.smallest(matches)
    candidates = {one.practice.id: one.practice for found in matches for one in (*found.chosen, *found.others)}
    in_set = smallest.cover.practices if smallest is not None else ()
    in_steps = [record_id for step in smallest.steps for record_id in step.practices] if smallest is not None else []
    shown = chosen | {one: cited.practice(candidates[one]) for one in (*in_set, *in_steps)}
    return Plan(
        context,
        needs,
        overview.matrix(matches, tuple(shown.values())),
        None if smallest is None else overview.covering(smallest, matches, shown),
        overview.partnership(tuple(chosen.values())),
        overview.gaps(matches),
        cited.sources,
        engine.manifest.snapshot,
    )


class _Cited:
    """Numbers for records in the order in which they are first cited."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def practice(self, practice: Practice) -> PracticeSource:
        known = self._sources.get(practice.id)
        if isinstance(known, PracticeSource):
            return known
        source = PracticeSource(len(self._sources) + 1, practice)
        self._sources[practice.id] = source
        return source

    def document(self, document: Document) -> DocumentSource:
        known = self._sources.get(document.id)
        if isinstance(known, DocumentSource):
            return known
        source = DocumentSource(len(self._sources) + 1, document)
        self._sources[document.id] = source
        return source


def _need_plan(found: NeedMatches, cited: _Cited, engine: Engine) -> NeedPlan:
    practices = tuple(cited.practice(one.practice) for one in found.chosen)
    spoken = [(source, one.hit) for source, one in zip(practices, found.chosen, strict=True)]
    weak = tuple(cited.practice(one.practice) for one in found.weak) if not practices else ()
    documents = tuple(reading.of_document(cited.document(_document(hit, engine)), hit) for hit in found.documents)
    return NeedPlan(
        found,
        practices,
        weak,
        tuple(quote for source, hit in spoken for quote in quoting.answered(source, hit)),
        tuple(quote for source, hit in spoken for quote in quoting.actions(source, hit)),
        tallying.sectors(practices),
        tallying.forms(practices),
        tallying.amounts(practices),
        tallying.amount_range(practices),
        tuple(quote for source in practices for quote in quoting.results(source)),
        tuple(quote for source in practices for quote in quoting.lessons(source)),
        tuple(contact for source in practices if (contact := reading.contact(source)) is not None),
        (*(page for source in practices for page in reading.of_practice(source)), *documents),
        tallying.lacking(practices),
    )


def _document(hit: Hit, engine: Engine) -> Document:
    record = engine.record(hit.record_id)
    if not isinstance(record, Document):
        raise RecordGone(f"snapshot {engine.manifest.snapshot}: no document {hit.record_id}")
    return record

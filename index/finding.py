"""Which records answer a query, in groups of near copies and in order: cut off, rerank, group, diversify, place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from index.contents import Contents
from index.diversity import POOL, diversified, likeness
from index.facets import FacetTable, Mask
from index.fitted import Fitted
from index.fusion import Numbers, ranked
from index.near_duplicates import Groups
from index.order import Order, ordered
from index.passages import Passage
from index.query import Query
from index.reranker import SecondLook, reranked
from index.scoring import Channels, Scorer

Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Scores of all records, and the groups of record numbers that answer, in their order; the first of a group names it."""

    channels: Channels
    groups: list[Group]


@dataclass(frozen=True, slots=True)
class Finder:
    """The parts of an open snapshot that find. `passage_of` gives the passage of a record that speaks for it."""

    scorer: Scorer
    contents: Contents
    facets: FacetTable
    groups: Groups
    fitted: Fitted
    second_look: SecondLook | None
    passage_of: Callable[[Query, int], Passage]

    def find(self, query: Query, allowed: Mask, diversity: float, order: Order) -> Found:
        """All records of `allowed` that answer the query."""
        channels = self.scorer.channels(query)
        listed = self._listed(channels, query)
        channels = self._reranked(channels, query, listed)
        listed = ranked(channels.fused, listed)
        groups = self.groups.grouped(listed[allowed[listed]])
        if diversity:
            groups = self._diversified(groups, channels, diversity)
        return Found(channels, self._ordered(groups, order))

    def answering(self, query: Query) -> Numbers:
        """Numbers of all records that answer the query, whatever the filters; without a second look, which finds no other."""
        return self._listed(self.scorer.channels(query), query)

    def all_of(self, allowed: Mask, order: Order) -> list[Group]:
        """Every record of `allowed`, each for itself."""
        return self._ordered([(int(number),) for number in np.flatnonzero(allowed)], order)

    def _ordered(self, groups: list[Group], order: Order) -> list[Group]:
        if order.by == "newest":
            return ordered(groups, self.facets.ages)
        if order.by == "nearest" and order.near:
            return ordered(groups, self.facets.distances(*order.near))
        return groups

    def _listed(self, channels: Channels, query: Query) -> Numbers:
        """Record numbers above the cut-off, best first. Empty when nothing comes near enough to be called an answer."""
        listed = np.zeros(len(self.facets), dtype=bool)
        listed[channels.named.all] = True
        scores = channels.added
        # Words without a topic ("dla nas") ask for nothing.
        if query.topic and self.fitted.answered.holds(channels.figures):
            listed |= (scores > 0) & (scores >= self.fitted.levels.share * scores.max(initial=0.0))
        return ranked(channels.fused, np.flatnonzero(listed))

    def _reranked(self, channels: Channels, query: Query, listed: Numbers) -> Channels:
        """The same with the scores of the best listed records traded by the reranker; a name asked for stays above all."""
        if self.second_look is None:
            return channels
        best = listed[~np.isin(listed, channels.named.all)][: self.second_look.depth]
        texts = [self.passage_of(query, int(number)).scored_text for number in best]
        relevance = self.second_look.reranker.relevance(query.text, texts)
        return replace(channels, fused=reranked(channels.fused, best, relevance))

    def _diversified(self, groups: list[Group], channels: Channels, diversity: float) -> list[Group]:
        """The groups with the best of them in the order of `diversified`; those with a name asked for stay first."""
        named = sum(bool(np.isin(group[0], channels.named.all)) for group in groups)
        pool = [group[0] for group in groups[named : named + POOL]]
        if not pool:
            return groups
        vectors = np.stack([self.contents.record_vector(number) for number in pool])
        alike = likeness(vectors, [self.facets.values_of("subregions", number) for number in pool])
        order = diversified([float(channels.fused[number]) for number in pool], alike, diversity)
        return [*groups[:named], *(groups[named + place] for place in order), *groups[named + POOL :]]

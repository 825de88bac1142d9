"""What the program needs of a searcher. `index.searcher.Searcher` is one; a test brings a small one of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from corpus.document import Document
from corpus.kinship import Lineage
from corpus.practice import Practice
from index.answer import Answer, Hit
from index.filters import FacetCount, Filters
from index.hints import Hints, Tally
from index.order import RELEVANCE, Order
from index.reranker import Reranker
from index.snapshot import Manifest


class Engine(Protocol):
    """An open snapshot. Every method may be called from several threads at once."""

    @property
    def manifest(self) -> Manifest: ...

    @property
    def damage(self) -> str | None:
        """Polish words on a damaged snapshot in whose place an earlier one serves, None when all is well."""
        ...

    @property
    def reranker(self) -> Reranker | None:
        """What looks at the best hits a second time, None when nothing does."""
        ...

    def search(
        self,
        query: str,
        filters: Filters,
        limit: int,
        offset: int,
        *,
        diversity: float = 0.0,
        order: Order = RELEVANCE,
    ) -> Answer: ...

    def found(self, query: str, filters: Filters, order: Order = RELEVANCE) -> tuple[str, ...]:
        """Ids of all that `search` finds, in its order."""
        ...

    def tallies(self, query: str, options: Sequence[Filters]) -> tuple[Tally, ...]:
        """How many records `search` finds under each of several filters, and their facets."""
        ...

    def hints(self, query: str) -> Hints:
        """What may help when `search` finds nothing."""
        ...

    def similar(self, record_id: str, limit: int) -> tuple[Hit, ...]:
        """Raises KeyError when there is no such record."""
        ...

    def record(self, record_id: str) -> Practice | Document | None: ...

    def lineage(self, record_id: str) -> Lineage:
        """Raises KeyError when there is no such record."""
        ...

    def facets(self, filters: Filters) -> Mapping[str, tuple[FacetCount, ...]]: ...

    def close(self) -> None: ...

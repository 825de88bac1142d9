"""What a file says about itself: when it was made, of which search or list, what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.document import Document
from corpus.practice import Practice
from search_api.export.jsonld import PROJECT_LICENCE_NAME
from search_api.searching import presenting

Record = Practice | Document


@dataclass(frozen=True, slots=True)
class About:
    """`base` is the address of this site without a slash at the end, `address` that of the search or list on it.

    `query` is empty and `filters` (in words) are none for a list. `total` counts the records before the cut, `held` those
    in the file; `gone` are ids that were asked for and that no record has.
    """

    made: date
    base: str
    address: str
    snapshot: str
    is_list: bool
    query: str
    filters: tuple[str, ...]
    total: int
    held: int
    gone: tuple[str, ...] = ()

    @property
    def is_cut(self) -> bool:
        """True when the file holds fewer records than were found."""
        return self.held < self.total

    def page_of(self, record: Record) -> str:
        """The whole address of the page of a record."""
        return f"{self.base}{presenting.url_of(record)}"


def licence_of(record: Record) -> str | None:
    """The terms of a description: its own, else those of the project (docs/record.md). None for a document: not known."""
    return (record.licence or PROJECT_LICENCE_NAME) if isinstance(record, Practice) else None

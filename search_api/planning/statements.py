"""What a plan may say: quotes, counts, names, amounts and labels, each with the records that it rests on.

The types refuse a statement without a source, and a quote that does not stand in its record word for word: there is no way to
put a sentence of one's own into a plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.document import Document
from corpus.legal import LegalBasis
from corpus.practice import Practice, Role, Sector

QuotedField = Literal["need", "actions", "results", "lessons"]
# How a sentence on results may be read: with a figure, without one, or as an intention.
Outcome = Literal["measured", "told", "planned"]


class NoSource(ValueError):
    """A statement was made that rests on nothing, or a quote that its source does not hold."""


@dataclass(frozen=True, slots=True)
class PracticeSource:
    """A practice under the number by which a plan cites it, from 1. A practice always has a source of its own (Practice)."""

    number: int
    practice: Practice


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """A document of the base under the number by which a plan cites it."""

    number: int
    document: Document


Source = PracticeSource | DocumentSource


@dataclass(frozen=True, slots=True)
class Statement:
    """Anything that a plan says. Raises NoSource when there is no source."""

    sources: tuple[Source, *tuple[Source, ...]]

    def __post_init__(self) -> None:
        if not self.sources:
            raise NoSource(f"{type(self).__name__} without a source")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its sources."""
        return tuple(source.number for source in self.sources)


@dataclass(frozen=True, slots=True)
class Quoted(Statement):
    """A sentence of one field of one practice. `outcome` is told for sentences on results; `page` where a document has it."""

    text: str
    field: QuotedField
    outcome: Outcome | None = None
    page: int | None = None

    def __post_init__(self) -> None:
        Statement.__post_init__(self)
        (source, *others) = self.sources
        if others or not isinstance(source, PracticeSource):
            raise NoSource("a quote of more than one practice")
        if not self.text or self.text not in (getattr(source.practice, self.field) or ""):
            raise NoSource(f"{source.practice.id}: {self.field} does not hold „{self.text}”")


@dataclass(frozen=True, slots=True)
class Counted(Statement):
    """How many of `of` practices have something in common: the codes of a form, of a pair of sectors, or a number. The practices
    are the sources."""

    codes: tuple[str, ...]
    of: int

    @property
    def count(self) -> int:
        return len(self.sources)


@dataclass(frozen=True, slots=True)
class CountedForm(Counted):
    """A form of cooperation with its legal bases; none where another act than that on public benefit governs it."""

    bases: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedPartner(Statement):
    """A partner of one practice, as its record names it."""

    name: str


@dataclass(frozen=True, slots=True)
class CountedSector(Counted):
    """A sector in a role, with the partners as examples. `sources` are the practices that have such a partner."""

    sector: Sector = "public"
    role: Role = "partner"
    partners: tuple[NamedPartner, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount(Statement):
    """A source of money of one practice; `amount_pln` in złoty, None when the record gives none."""

    name: str
    amount_pln: float | None


@dataclass(frozen=True, slots=True)
class AmountRange(Statement):
    """From the least to the most that is known of a practice as a whole, in złoty. `sources` are the practices with a known
    amount, `partly` those of them that have sources of money without one."""

    least: float
    most: float
    partly: Statement | None


@dataclass(frozen=True, slots=True)
class Lacking(Statement):
    """What the records of these practices do not tell, a code of the vocabulary "completeness"."""

    code: str


@dataclass(frozen=True, slots=True)
class Contact(Statement):
    """Institutions that led one practice: whom to ask first."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToRead(Statement):
    """A page or document to read or copy from. `address` is one on the web or None; `document_id` that of a document of the base;
    `is_model` marks a title that names a document an office adopts. `quote` is the passage found for the need."""

    title: str
    address: str | None = None
    document_id: str | None = None
    page: int | None = None
    quote: str | None = None
    is_model: bool = False


@dataclass(frozen=True, slots=True)
class Serving(Statement):
    """That a practice serves the needs of these numbers."""

    needs: tuple[int, ...]
    chosen_for: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reached(Statement):
    """The share of the weight of all needs that these practices serve together."""

    share: float

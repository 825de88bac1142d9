"""What the check of a programme of cooperation says: plain facts, each with the passages that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Status = Literal["present", "weak", "missing"]
Kind = Literal["yearly", "multi_annual", "none"]
# How it was seen which kind a programme is: by its title, by its period, or not at all (then it is checked as a yearly one).
Shown = Literal["title", "period", "assumed"]
NotOne = Literal[
    "empty",
    "not_polish",
    "report",
    "resolution_only",
    "notice",
    "contest",
    "diagnosis",
    "strategy",
    "minutes",
    "other_programme",
    "title_only",
    "other",
]
Duty = Literal["adoption", "report"]
# "no_duty": the act sets no such day for this programme.
Kept = Literal["kept", "earlier", "late", "not_told", "no_duty"]


@dataclass(frozen=True, slots=True)
class Passage:
    """`quote` stands word for word in block `block` (from 0); `page` from 1, None without pages; `headings`: highest first."""

    block: int
    page: int | None
    headings: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Lack:
    """What is lacking, as a code of the catalogue; `values` name it nearer (principles, forms)."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementCheck:
    """One element. `passages` show it; `lacking` says why it is weak; `advice`: what a present one could still tell.

    `mentions`: places where a missing one is named only in passing. A present or weak element has a passage, a weak one a lack.
    """

    code: str
    article: str
    status: Status
    passages: tuple[Passage, ...] = ()
    lacking: tuple[Lack, ...] = ()
    advice: tuple[Lack, ...] = ()
    mentions: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        if (self.status == "missing") == bool(self.passages) or (self.status == "weak") != bool(self.lacking):
            raise ValueError(f"{self.code}: {self.status} does not rest on what was found")


@dataclass(frozen=True, slots=True)
class DutyCheck:
    """A day that the act sets: `due` days by the years of the programme, `told` the days that the document tells."""

    duty: Duty
    due: tuple[date, ...]
    told: tuple[date, ...]
    kept: Kept
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeCheck:
    """The check of one document. `years`: first and last, empty when none is told. For a document that is no programme `kind` is
    "none", `reason` says what it is instead, and there are no elements and no duties."""

    kind: Kind
    shown: Shown | None
    reason: NotOne | None
    years: tuple[int, ...]
    passages: tuple[Passage, ...]
    legal_state: str
    elements: tuple[ElementCheck, ...] = ()
    duties: tuple[DutyCheck, ...] = field(default=())

    def of(self, status: Status) -> tuple[ElementCheck, ...]:
        """The elements with this status, in the order of the act."""
        return tuple(element for element in self.elements if element.status == status)

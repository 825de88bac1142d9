"""What a review page shows: the queue line by line, one description with its fields, quotes and history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus import review, submissions
from corpus.description import Description, DescriptionStatus, Finding
from corpus.document import Document
from corpus.messages import Problem
from corpus.review import Decision, Draft
from corpus.store import Store
from corpus.submissions import Queued, SubmissionDecision
from ingest import proposal, submission_review
from ingest.typed import Typed
from search_api.labels import label
from search_api.web.texts import Texts
from search_api.web.wording import money

Kind = Literal["submissions", "drafts"]
KINDS: tuple[Kind, ...] = ("submissions", "drafts")
STATUSES: tuple[DescriptionStatus, ...] = ("szkic", "przyjęty", "odrzucony")

_CODED = frozenset({"themes", "target_groups", "cooperation_forms"})
_PLACE = (
    ("locality", None),
    ("gmina", "place.gmina"),
    ("powiat", "place.powiat"),
    ("voivodeship", "place.voivodeship"),
)
# Fields of a card by the fields of the form, where they differ
_TYPED = {
    "place.voivodeship": "voivodeship",
    "years": "year_from",
    "years.start": "year_from",
    "years.end": "year_to",
    "years.year_from": "year_from",
}
_TYPED_NAMES = frozenset(Typed.__slots__)


@dataclass(frozen=True, slots=True)
class Line:
    """One description in the queue. `day` is that of sending, or of the last change of a draft."""

    id: str
    title: str
    status: DescriptionStatus
    day: str
    teller: str | None
    findings: int | None
    masked: int
    practice_id: str | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A finding with what it rests on. `around` is the whole paragraph where it says more than the quote."""

    number: int
    label: str
    value: str | None
    quote: str
    page: int | None
    block: int
    around: str | None
    address: str
    percent: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A description to decide about, whichever kind. `card` is what its chosen findings, or its sender, make of it.

    A draft has the `description` with all its findings, its `document` and the `ceiling`, the highest evidence level that
    the document allows; a submission has `queued`.
    """

    kind: Kind
    id: str
    title: str
    status: DescriptionStatus
    version: int
    practice_id: str | None
    card: dict[str, Any]
    decisions: Sequence[Decision | SubmissionDecision]
    description: Description | None = None
    document: Document | None = None
    ceiling: str | None = None
    queued: Queued | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was read out of the document, in its order; nothing for a submission."""
        return self.description.findings if self.description else ()

    @property
    def every(self) -> tuple[int, ...]:
        """The numbers of all findings, from 1."""
        return tuple(range(1, len(self.findings) + 1))

    def card_with(self, numbers: Iterable[int]) -> dict[str, Any]:
        """The card that only these findings make, numbers that are none left out; a submission has but one card."""
        if self.description is None or self.document is None:
            return self.card
        kept = proposal.chosen(self.description, sorted(set(numbers) & set(self.every)))
        return proposal.card_of(self.description, self.document, kept)


def find(store: Store, wanted: str) -> Shown | None:
    """The draft or submission with this id as the store holds it, None when there is none (or its document is gone)."""
    with store.reading() as connection:
        if submissions.is_id(wanted):
            queued = submissions.submission(connection, wanted)
            history = submissions.decisions(connection, wanted)
        else:
            queued = None
            draft, decisions = review.draft(connection, wanted), review.decisions(connection, wanted)
    if submissions.is_id(wanted):
        return None if queued is None else _of_submission(queued, history)
    document = store.document(draft.description.document_id) if draft else None
    return None if draft is None or document is None else _of_draft(draft, document, decisions)


def _of_submission(queued: Queued, history: Sequence[SubmissionDecision]) -> Shown:
    told = queued.submission
    card = submission_review.card_of(told)
    return Shown(
        "submissions",
        told.id,
        told.title,
        queued.status,
        queued.version,
        queued.practice_id,
        card,
        history,
        queued=queued,
    )


def _of_draft(draft: Draft, document: Document, decisions: Sequence[Decision]) -> Shown:
    told = draft.description
    return Shown(
        "drafts",
        told.id,
        told.title,
        told.status,
        draft.version,
        draft.practice_id,
        proposal.card_of(told, document, told.findings),
        decisions,
        told,
        document,
        proposal.described_level(told.findings) or "E1",
    )


def draft_line(draft: Draft) -> Line:
    """A draft in the queue."""
    told = draft.description
    return Line(told.id, told.title, told.status, draft.saved[:10], None, len(told.findings), 0, draft.practice_id)


def submission_line(queued: Queued) -> Line:
    """A submission in the queue."""
    told = queued.submission
    teller = ", ".join(filter(None, (told.institution, told.role))) or None
    return Line(
        told.id, told.title, queued.status, told.sent, teller, None, sum(told.masked.values()), queued.practice_id
    )


def quotes(shown: Shown, t: Texts) -> dict[str, list[Quoted]]:
    """The findings with their quotes, by the field of the card that they fill; those that fill none under ""."""
    found: dict[str, list[Quoted]] = {}
    for number, finding in enumerate(shown.findings, start=1):
        found.setdefault(proposal.FIELDS.get(finding.field, ""), []).append(_quoted(shown, number, finding, t))
    return found


def at_fields(problems: Iterable[Problem]) -> dict[str, str]:
    """What a refused acceptance says, by the path of the typed field; what has no field of its own under its own name."""
    found: dict[str, str] = {}
    for problem in problems:
        path = _TYPED.get(problem.field, problem.field)
        first, *rest = path.split(".")
        if first in ("partners", "funding", "sources") and len(rest) > 1:
            path = f"{first}.{rest[0]}.{'amount' if rest[1] == 'amount_pln' else rest[1]}"
        elif first in _TYPED_NAMES:
            path = first
        found.setdefault(path, problem.message)
    return found


def is_typed(path: str) -> bool:
    """True for a path that leads to a field of the form."""
    return path.partition(".")[0] in _TYPED_NAMES


def _quoted(shown: Shown, number: int, finding: Finding, t: Texts) -> Quoted:
    document = shown.document
    blocks = document.blocks if document else ()
    around = blocks[finding.block].text if finding.block < len(blocks) else ""
    return Quoted(
        number,
        t(f"reviewing.fields.{finding.field}"),
        # Most texts are quoted as they stand: told once.
        None if finding.value == finding.quote else _value(finding, t),
        finding.quote,
        finding.page,
        finding.block + 1,
        around if around.strip() != finding.quote.strip() else None,
        f"/dokumenty/{document.id if document else ''}?fragment={finding.block}#f{finding.block}",
        round(finding.confidence * 100),
    )


def _value(finding: Finding, t: Texts) -> str:
    value = finding.value
    if isinstance(value, str):
        return label(finding.field, value, t.language) if finding.field in _CODED else value
    if not isinstance(value, Mapping):
        return str(value)
    if finding.field == "years":
        return "–".join(str(value[part]) for part in ("start", "end") if value.get(part) is not None)
    if finding.field == "partners":
        return f"{value.get('name')} ({_label('sectors', value.get('sector'), t)}, {_label('roles', value.get('role'), t)})"
    if finding.field == "funding":
        amount = value.get("amount_pln")
        return (
            f"{value.get('source')}: {money(float(amount))}"
            if isinstance(amount, int | float)
            else str(value.get("source"))
        )
    said = [(value.get(part), key) for part, key in _PLACE]
    return ", ".join(t(key, name=name) if key else str(name) for name, key in said if name)


def _label(facet: str, code: object, t: Texts) -> str:
    return label(facet, code, t.language) if isinstance(code, str) else str(code)

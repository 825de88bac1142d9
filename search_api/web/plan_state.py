"""What a person has put together on the way to a plan: their needs, the conditions, the choices. It travels in the page, in a
link or in a file of the person; the server keeps none of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from corpus.gminas import Kind
from corpus.language import normalise
from corpus.practice import Practice
from corpus.vocabulary import load
from search_api.planning.context import PlanContext, Size
from search_api.planning.matching import MOST_PER_NEED, Choice
from search_api.planning.need import Assumed, Need, NeedKind, NeedSource
from search_api.planning.need_limits import LONGEST_NEED, MOST_NEEDS, MOST_PERHAPS
from search_api.planning.own import of_code
from search_api.web.state_fields import Clean, NeedText, PlaceCode, RecordId, StatePart, Weight

MOST_CHOSEN, MOST_DROPPED = MOST_PER_NEED, 60  # practices that a person keeps for one need, and those they do not want
LONGEST_NAME, LONGEST_QUOTE = 300, 4_000  # characters of the name of a document or a heading, and of a sentence
MOST_NOTES = 60


def _known_form(code: str) -> str:
    if code not in load("cooperation_forms").codes:
        raise ValueError("Nie ma takiej formy współpracy")
    return code


Kept = Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)]
Dropped = Annotated[tuple[RecordId, ...], Field(max_length=MOST_DROPPED)]


class Found(StatePart):
    """Where a need was found: a document of the person, its page, the heading above and the sentence."""

    document: Annotated[str, StringConstraints(max_length=LONGEST_NAME), Clean]
    page: Annotated[int, Field(ge=1)] | None = None
    heading: Annotated[str, StringConstraints(max_length=LONGEST_NAME), Clean] | None = None
    quote: Annotated[str, StringConstraints(max_length=LONGEST_QUOTE), Clean]


class Row(StatePart):
    """One need. Without `kept` it stays in the list and out of the plan. `keep` and `drop` are ids of practices. `assumed`: nobody
    gave the weight, it was counted so."""

    text: NeedText
    weight: Weight = 1.0
    assumed: Assumed | None = None
    kind: NeedKind = "need"
    kept: bool = True
    keep: Kept = ()
    drop: Dropped = ()
    found: Found | None = None


class Conditions(StatePart):
    """What the practices of the plan have to fit. `own` is the code of a gmina or powiat."""

    own: PlaceCode | None = None
    other_subregion: bool = True
    kinds: tuple[Kind, ...] = ()
    kinds_required: bool = False
    sizes: tuple[Size, ...] = ()
    sizes_required: bool = False
    max_budget_pln: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None
    forms: Annotated[tuple[Annotated[str, AfterValidator(_known_form)], ...], Field(max_length=40)] = ()

    def context(self) -> PlanContext:
        """The same for the planner."""
        return PlanContext(
            own=of_code(self.own) if self.own else None,
            other_subregion=self.other_subregion,
            kinds=self.kinds,
            kinds_required=self.kinds_required and bool(self.kinds),
            sizes=self.sizes,
            sizes_required=self.sizes_required and bool(self.sizes),
            max_budget_pln=self.max_budget_pln,
            forms=self.forms,
        )


class PlanState(StatePart):
    """The whole state. `notes` are sentences on what was left out of a list or a document when it was read; `perhaps` are sentences
    of it that may be needs and stand in the list only when the person takes them."""

    format: Literal["dobre-praktyki-plan"] = "dobre-praktyki-plan"
    version: Literal[1] = 1
    needs: Annotated[tuple[Row, ...], Field(max_length=MOST_NEEDS)] = ()
    conditions: Conditions = Conditions()
    notes: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=600), Clean], ...], Field(max_length=MOST_NOTES)
    ] = ()
    perhaps: Annotated[tuple[Row, ...], Field(max_length=MOST_PERHAPS)] = ()

    @property
    def planned(self) -> tuple[Row, ...]:
        """The needs that the plan is made for."""
        return tuple(row for row in self.needs if row.kept)

    def planner_needs(self) -> tuple[Need, ...]:
        """The same as the planner takes them."""
        return tuple(Need(row.text, row.weight, row.kind, _source(row.found), row.assumed) for row in self.planned)

    def choices(self) -> dict[int, Choice]:
        """What the person decided, by the number of the need in the plan."""
        return {
            number: Choice(row.keep, row.drop)
            for number, row in enumerate(self.planned, start=1)
            if row.keep or row.drop
        }

    def without_documents(self) -> PlanState:
        """Without anything of the person's documents but the needs themselves."""
        rows = tuple(row.model_copy(update={"found": None}) for row in self.needs)
        return self.model_copy(update={"needs": rows, "notes": (), "perhaps": ()})


def of_needs(
    needs: tuple[Need, ...], conditions: Conditions, notes: tuple[str, ...] = (), perhaps: tuple[Need, ...] = ()
) -> PlanState:
    """The state with which editing begins."""
    rows = tuple(map(_row, needs[:MOST_NEEDS]))
    others = tuple(map(_row, perhaps[:MOST_PERHAPS]))
    return PlanState(needs=rows, conditions=conditions, notes=notes[:MOST_NOTES], perhaps=others)


def of_practices(practices: Sequence[Practice], own: str | None) -> PlanState:
    """The state with the needs that the practices answer, each with its practice chosen. `own` is the code of a gmina or powiat."""
    rows = tuple(Row(text=normalise(one.need)[:LONGEST_NEED].rstrip(), keep=(one.id,)) for one in practices)
    return PlanState(needs=rows[:MOST_NEEDS], conditions=Conditions(own=own))


def _row(need: Need) -> Row:
    text = normalise(need.text)[:LONGEST_NEED]
    return Row(text=text, weight=need.weight, assumed=need.assumed, kind=need.kind, found=_found(need.source))


def _found(source: NeedSource | None) -> Found | None:
    if source is None:
        return None
    heading = normalise(source.heading)[:LONGEST_NAME] if source.heading else None
    return Found(
        document=normalise(source.document)[:LONGEST_NAME],
        page=source.page,
        heading=heading,
        quote=normalise(source.quote)[:LONGEST_QUOTE],
    )


def _source(found: Found | None) -> NeedSource | None:
    return None if found is None else NeedSource(found.document, found.page, found.heading, found.quote)

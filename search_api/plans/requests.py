"""From what a request for matches or a plan says to needs, context and choices that can be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.language import normalise
from corpus.practice import ID_PATTERN
from search_api.contract.search import SearchFilters
from search_api.planning.context import PlanContext
from search_api.planning.matching import Choice
from search_api.planning.need import Need, NeedSource
from search_api.planning.needs import NeedsRead, NoNeeds, read_list
from search_api.plans.schemas import ChoiceIn, ContextIn, MatchRequest, NeedIn, PlanRequest
from search_api.request_checks import NOT_AN_ID, TextFaults, checked_place, checked_text
from search_api.searching.criteria import filters_of
from search_api.settings import Settings
from search_api.wrong_input import FieldProblem, WrongInput

ONE_OF_TWO = "Podaj albo listę potrzeb („needs”), albo tekst („text”). Jedno z dwojga."
NO_NEEDS = "Podaj co najmniej jedną potrzebę."
TWICE = "Wybór do tej potrzeby stoi dwa razy. Zostaw jeden."
_FAULTS = TextFaults(
    "Potrzeba ma {chars} znaków, a może mieć najwyżej {most}. Skróć ją do jednego albo dwóch zdań.",
    "Opisz potrzebę słowami. Tu nie ma żadnej litery ani cyfry.",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that can be answered. `choices` are by the number of the need, from 1.

    `notes` are Polish sentences on what was cut or merged when the needs were read; `alike` are pairs of numbers of needs that say
    nearly the same."""

    needs: tuple[Need, ...]
    context: PlanContext
    choices: Mapping[int, Choice]
    per_need: int
    notes: tuple[str, ...] = ()
    alike: tuple[tuple[int, int], ...] = ()


def of_match(request: MatchRequest, settings: Settings) -> Asked:
    """What POST /api/v1/match asks. Raises WrongInput naming all that is wrong."""
    if (request.text is None) == (request.needs is None):
        raise WrongInput(FieldProblem("needs", ONE_OF_TWO))
    problems: list[FieldProblem] = []
    if request.text is not None:
        read, field = needs_from(request.text), "text"
    else:
        read, field = NeedsRead(_needs(request.needs or (), settings, problems)), "needs"
    _counted(read.needs, field, settings, problems)
    context = _context(request.context, problems)
    if problems:
        raise WrongInput(*problems)
    alike = tuple((first + 1, second + 1) for first, second in read.alike)
    return Asked(read.needs, context, {}, request.per_need, (*read.weighing, *read.notes), alike)


def of_plan(request: PlanRequest, settings: Settings) -> Asked:
    """What POST /api/v1/plans asks. Raises WrongInput naming all that is wrong."""
    problems: list[FieldProblem] = []
    needs = _needs(request.needs, settings, problems)
    _counted(needs, "needs", settings, problems)
    context = _context(request.context, problems)
    choices = _choices(request.choices, len(needs), problems)
    if problems:
        raise WrongInput(*problems)
    return Asked(needs, context, choices, request.per_need)


def needs_from(text: str) -> NeedsRead:
    """The needs of a pasted text, and what was cut or merged. Raises WrongInput where none can be read."""
    try:
        return read_list(text)
    except NoNeeds as error:
        raise WrongInput(FieldProblem("text", str(error))) from error


def _needs(given: Sequence[NeedIn], settings: Settings, problems: list[FieldProblem]) -> tuple[Need, ...]:
    found: list[Need] = []
    for place, one in enumerate(given):
        text = checked_text(one.text, f"needs.{place}.text", _FAULTS, settings.max_query_chars, problems)
        source = one.source
        found.append(
            Need(
                text,
                one.weight,
                one.kind,
                None
                if source is None
                else NeedSource(
                    normalise(source.document),
                    source.page,
                    normalise(source.heading) if source.heading else None,
                    normalise(source.quote),
                ),
            )
        )
    return tuple(found)


def _counted(needs: Sequence[Need], field: str, settings: Settings, problems: list[FieldProblem]) -> None:
    if not needs:
        problems.append(FieldProblem(field, NO_NEEDS))
    elif len(needs) > settings.max_needs:
        reason = (
            f"Potrzeb jest {len(needs)}, a naraz można podać najwyżej {settings.max_needs}. "
            "Połącz podobne albo podziel listę na części."
        )
        problems.append(FieldProblem(field, reason))


def _context(given: ContextIn, problems: list[FieldProblem]) -> PlanContext:
    own = None if given.own is None else checked_place(given.own, "context.own", problems)
    subregions: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    try:
        wanted = SearchFilters(not_subregions=given.not_subregions, cooperation_forms=given.forms)
        checked = filters_of(wanted, _context_field)
        subregions, forms = checked.not_subregions, checked.cooperation_forms
    except WrongInput as error:
        problems.extend(error.problems)
    _ids(given.excluded, "context.excluded", problems)
    return PlanContext(
        own=own,
        other_subregion=given.other_subregion,
        not_subregions=subregions,
        kinds=tuple(dict.fromkeys(given.kinds_of_gmina)),
        kinds_required=given.kinds_required,
        sizes=tuple(dict.fromkeys(given.sizes)),
        sizes_required=given.sizes_required,
        max_budget_pln=given.max_budget_pln,
        forms=forms,
        excluded=given.excluded,
    )


def _context_field(field: str) -> str:
    return f"context.{'forms' if field == 'cooperation_forms' else field}"


def _choices(given: Sequence[ChoiceIn], needs: int, problems: list[FieldProblem]) -> Mapping[int, Choice]:
    found: dict[int, Choice] = {}
    for place, one in enumerate(given):
        if one.need > needs:
            reason = f"Nie ma potrzeby o numerze {one.need}. Potrzeb jest {needs}, numery są od 1."
            problems.append(FieldProblem(f"choices.{place}.need", reason))
        elif one.need in found:
            problems.append(FieldProblem(f"choices.{place}.need", TWICE))
        _ids((*one.keep, *one.drop), f"choices.{place}", problems)
        found[one.need] = Choice(one.keep, one.drop)
    return found


def _ids(given: Iterable[str], field: str, problems: list[FieldProblem]) -> None:
    # Such an id comes back as the person wrote it, also when no record has it: so it has the form of one.
    if any(ID_PATTERN.fullmatch(one) is None for one in given):
        problems.append(FieldProblem(field, NOT_AN_ID))

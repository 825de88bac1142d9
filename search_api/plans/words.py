"""A plan in the words of the catalogue, in the order in which an official reads it: one tree for the page, Word and Excel.

A line is a quote or a count with the numbers of its sources; a note is a text of the catalogue and has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.practice import Practice
from index.answer import Hit
from search_api.labels import concept_labels, label, subregion_label
from search_api.planning.context import PlanContext
from search_api.planning.matching import Match, NeedMatches, State
from search_api.planning.need import Need
from search_api.planning.plan import NeedPlan, Plan
from search_api.planning.statements import PracticeSource
from search_api.plans.lines import Part, document_parts, need_parts, overview_parts, weight_words
from search_api.searching import presenting
from search_api.web.texts import Texts, plural_form
from search_api.web.wording import money, place_words, years_words

SHOWN_WORDS = 6


@dataclass(frozen=True, slots=True)
class Precedent:
    """A practice beside a need. `why` are sentences on the match, `number` that of its source."""

    number: int
    id: str
    title: str
    place: str
    years: str
    evidence: str
    why: tuple[str, ...]
    wishes: tuple[str, ...]
    picked: bool


@dataclass(frozen=True, slots=True)
class NeedWords:
    """One need. `own` are lines on where the person found it; `notices` tell what was not found or left out."""

    number: int
    heading: str
    text: str
    weight: str
    state: State
    state_label: str
    own: tuple[str, ...]
    notices: tuple[str, ...]
    precedents: tuple[Precedent, ...]
    weak: tuple[Precedent, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class PlanWords:
    """The whole plan. `context` are pairs of a name and a value."""

    needs_told: str
    practices_told: str
    notices: tuple[str, ...]
    context: tuple[tuple[str, str], ...]
    needs: tuple[NeedWords, ...]
    overview: tuple[Part, ...]
    partnership: tuple[Part, ...]
    partnership_note: str
    gaps: Part
    matrix_lead: str


def plan_words(plan: Plan, t: Texts) -> PlanWords:
    """The plan in the language of the catalogue."""
    chosen = {source.practice.id for need in plan.needs for source in need.practices}
    found = overview_parts(plan, t)
    notices = []
    if plan.not_searched:
        done = len(plan.needs) - plan.not_searched
        key = "plan.notices.cut"
        form = plural_form(plan.not_searched, t.language)
        notices.append(t(f"{key}.{form}", done=done, all=len(plan.needs), count=plan.not_searched))
    if unweighed := sum(one.matches.need.assumed is not None for one in plan.needs):
        notices.append(t.count("plan.notices.unweighed", unweighed))
    return PlanWords(
        t.count("plan.needs", len(plan.needs)),
        t.count("plan.practices", len(chosen)),
        tuple(notices),
        context_words(plan.context, t),
        tuple(_need(one, t) for one in plan.needs),
        found.covering,
        found.partnership,
        t("plan.overview.partnership_note", count=len(chosen)),
        found.gaps,
        _matrix_lead(plan, t),
    )


def _matrix_lead(plan: Plan, t: Texts) -> str:
    """How to read the matrix. Its order says something only where practices answer different numbers of needs."""
    numbers = {len(one.needs) for one in plan.matrix.practices}
    if len(plan.needs) == 1 or not numbers or (len(numbers) == 1 and numbers != {1}):
        return t("plan.matrix.lead")
    return t("plan.matrix.lead_one" if numbers == {1} else "plan.matrix.lead_order")


def context_words(context: PlanContext, t: Texts) -> tuple[tuple[str, str], ...]:
    """The conditions that were given, each under its name."""
    told: list[tuple[str, str]] = []

    def tell(name: str, value: str) -> None:
        told.append((t(f"plan.context.{name}"), value))

    if context.own is not None:
        own = context.own
        kind = t(f"own_place.kinds.{own.kind}") if own.kind is not None else t("own_place.kinds.powiat")
        tell("own", f"{own.name} ({kind}, {own.subregion_label})")
    if context.left_out_subregions:
        tell("other_subregion", "; ".join(subregion_label(code) for code in context.left_out_subregions))
    if context.kinds:
        value = ", ".join(t(f"own_place.kinds.{kind}") for kind in context.kinds)
        tell("kinds", t(f"plan.context.{_strength(context.kinds_required)}", value=value))
    if context.sizes:
        value = ", ".join(t(f"plan.context.size_classes.{size}") for size in context.sizes)
        tell("sizes", t(f"plan.context.{_strength(context.sizes_required)}", value=value))
    if context.max_budget_pln is not None:
        tell("budget", t("plan.context.budget_value", amount=money(context.max_budget_pln)))
    if context.forms:
        tell("forms", ", ".join(label("cooperation_forms", form, t.language) for form in context.forms))
    if context.excluded:
        tell("excluded", ", ".join(context.excluded))
    return tuple(told)


def practice_place(practice: Practice, t: Texts) -> str:
    """The place of a practice in words."""
    return place_words(presenting.place_of(practice), t)


def precedent(one: Match, number: int, t: Texts) -> Precedent:
    """A practice beside a need in words."""
    practice = one.practice
    unknown = t("plan.precedents.unknown")
    level = practice.evidence_level
    return Precedent(
        number,
        practice.id,
        practice.title,
        practice_place(practice, t),
        years_words(practice.years.start, practice.years.end, t) or unknown,
        f"{level}: {label('evidence_levels', level, t.language)}" if level else t("plan.precedents.no_level"),
        tuple(_why(one, t)),
        tuple(t(f"plan.wishes.{wish}.{verdict}") for wish, verdict in one.suitability.verdicts),
        one.picked,
    )


def own_words(need: Need, t: Texts) -> tuple[str, ...]:
    """Where a person found the need, in lines; none for one that was typed."""
    source = need.source
    if source is None:
        return ()
    key = "plan.found_in" if source.page is None else "plan.found_in_page"
    lines = [t(key, document=source.document, page=source.page)]
    if source.heading:
        lines.append(t("plan.found_in_heading", heading=source.heading))
    lines.append(t("plan.found_in_quote", quote=source.quote))
    return tuple(lines)


def _need(one: NeedPlan, t: Texts) -> NeedWords:
    matches = one.matches
    need, state = matches.need, matches.state
    return NeedWords(
        matches.number,
        t(f"plan.{need.kind}_heading", number=matches.number, text=need.text),
        need.text,
        weight_words(need.weight, t, assumed=need.assumed is not None),
        state,
        t(f"plan.states.{state}"),
        own_words(need, t),
        tuple(_notices(matches, t)),
        tuple(_precedents(matches.chosen, one.practices, t)),
        tuple(_precedents(matches.weak, one.weak, t)) if one.weak else (),
        need_parts(one, t) if state == "served" else document_parts(one, t),
    )


def _precedents(matches: Sequence[Match], sources: Sequence[PracticeSource], t: Texts) -> Iterable[Precedent]:
    return (precedent(one, source.number, t) for one, source in zip(matches, sources, strict=True))


def _notices(matches: NeedMatches, t: Texts) -> Iterable[str]:
    if matches.state != "served":
        yield t(f"plan.notices.{matches.state}")
    for wish, count in matches.left_out:
        yield t.count(f"plan.left_out.{wish}", count)
    if matches.gone:
        yield t("plan.notices.gone", ids=", ".join(matches.gone))


def _why(one: Match, t: Texts) -> Iterable[str]:
    if one.picked:
        yield t("plan.precedents.picked" if one.strong else "plan.precedents.picked_weak")
    if one.hit is not None:
        yield from hit_reasons(one.hit, t)


def hit_reasons(hit: Hit, t: Texts) -> Iterable[str]:
    """Sentences on why a record was found: how sure, and which words and subjects it shares with the query."""
    yield t("plan.precedents.confidence", confidence=t(f"confidence.{hit.confidence}"))
    why = hit.why
    if why.concepts:
        words = ", ".join(concept_labels(why.concepts, t.language)[:SHOWN_WORDS])
        yield t("plan.precedents.concepts", words=words)
    if why.terms:
        yield t("plan.precedents.terms", words=", ".join(why.terms[:SHOWN_WORDS]))
    if why.synonyms:
        pairs = (
            t("plan.precedents.synonym", query=one.in_query, record=one.in_record)
            if one.in_query != one.in_record
            else one.in_query
            for one in why.synonyms[:SHOWN_WORDS]
        )
        yield t("plan.precedents.synonyms", words="; ".join(pairs))


def _strength(required: bool) -> str:
    return "required" if required else "preferred"

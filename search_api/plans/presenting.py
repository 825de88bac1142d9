"""From matches and plans to the models of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from corpus import vocabulary
from search_api.contract.records import LegalBasisOut
from search_api.labels import label
from search_api.planning.context import PlanContext
from search_api.planning.matching import Match, NeedMatches
from search_api.planning.overview import Covering
from search_api.planning.plan import NeedPlan, Plan
from search_api.planning.statements import (
    Counted,
    CountedForm,
    CountedSector,
    PracticeSource,
    Quoted,
    Serving,
    Statement,
)
from search_api.plans import answers as out
from search_api.plans.lines import label_of_basis
from search_api.plans.references import source_out
from search_api.plans.requests import Asked
from search_api.searching import presenting
from search_api.searching.engine import Engine
from search_api.web.texts import Texts


def match_answer(matches: Sequence[NeedMatches], asked: Asked, engine: Engine) -> out.MatchAnswer:
    """The matches of all needs of a request."""
    return out.MatchAnswer(
        snapshot=engine.manifest.snapshot,
        asked=len(matches),
        searched=sum(one.state != "not_searched" for one in matches),
        context=_context(asked.context),
        notes=list(asked.notes),
        alike=list(asked.alike),
        needs=[
            out.NeedMatchesOut(
                need=_need(one),
                state=one.state,
                matches=_matches(one.chosen, engine),
                weak=_matches(one.weak, engine),
                left_out=dict(one.left_out),
                documents=[presenting.hit_out(hit, engine) for hit in one.documents],
            )
            for one in matches
        ],
    )


def plan_answer(plan: Plan, made: date, base: str, t: Texts) -> out.PlanAnswer:
    """The plan; `base` is the address of this site without a slash at the end."""
    return out.PlanAnswer(
        made=made.isoformat(),
        snapshot=plan.snapshot,
        asked=len(plan.needs),
        searched=len(plan.needs) - plan.not_searched,
        legal_state=vocabulary.load("legal_forms").legal_state or "",
        context=_context(plan.context),
        needs=[_need_plan(one, t) for one in plan.needs],
        matrix=out.MatrixOut(
            practices=[_serving(one) for one in plan.matrix.practices],
            cells=[
                out.CellOut(
                    need=cell.need,
                    practice=cell.practice,
                    score=cell.score,
                    confidence=cell.confidence,
                    chosen=cell.chosen,
                )
                for cell in plan.matrix.cells
            ],
        ),
        covering=None if plan.covering is None else _covering(plan.covering),
        partnership=out.PartnershipOut(
            forms=[_form(one, t) for one in plan.partnership.forms],
            pairs=[_count(one, _pair(one, t)) for one in plan.partnership.pairs],
            partner_numbers=[
                _count(one, t(f"plan.partner_numbers.{one.codes[0]}")) for one in plan.partnership.partner_numbers
            ],
        ),
        gaps=[out.GapOut(need=gap.need, weight=gap.weight, state=gap.state) for gap in plan.gaps],
        sources=[source_out(source, made, base) for source in plan.sources],
    )


def _need(one: NeedMatches) -> out.NeedOut:
    need = one.need
    source = None if need.source is None else out.NeedSourceOut.model_validate(need.source, from_attributes=True)
    return out.NeedOut(
        number=one.number, text=need.text, weight=need.weight, assumed=need.assumed, kind=need.kind, source=source
    )


def _context(context: PlanContext) -> out.ContextOut:
    return out.ContextOut(
        own=context.own.code if context.own is not None else None,
        own_name=context.own.name if context.own is not None else None,
        left_out_subregions=list(context.left_out_subregions),
        kinds_of_gmina=list(context.kinds),
        kinds_required=context.kinds_required,
        sizes=list(context.sizes),
        sizes_required=context.sizes_required,
        max_budget_pln=context.max_budget_pln,
        forms=list(context.forms),
        excluded=list(context.excluded),
    )


def _matches(found: Iterable[Match], engine: Engine) -> list[out.MatchOut]:
    return [
        out.MatchOut(hit=presenting.hit_out(one.hit, engine), wishes=dict(one.suitability.verdicts))
        for one in found
        if one.hit is not None
    ]


def _need_plan(one: NeedPlan, t: Texts) -> out.NeedPlanOut:
    known = one.amount_range
    return out.NeedPlanOut(
        need=_need(one.matches),
        state=one.matches.state,
        practices=_precedents(one.matches.chosen, one.practices),
        weak=_precedents(one.matches.weak, one.weak) if one.weak else [],
        left_out=dict(one.matches.left_out),
        gone=list(one.matches.gone),
        answered=_quotes(one.answered),
        actions=_quotes(one.actions),
        sectors=[_sector(counted, t) for counted in one.sectors],
        forms=[_form(counted, t) for counted in one.forms],
        amounts=[
            out.AmountOut(sources=_numbers(amount), name=amount.name, amount_pln=amount.amount_pln)
            for amount in one.amounts
        ],
        amount_range=None
        if known is None
        else out.AmountRangeOut(
            sources=_numbers(known),
            least_pln=known.least,
            most_pln=known.most,
            partly_known_sources=_numbers(known.partly) if known.partly is not None else [],
        ),
        results=_quotes(one.results),
        lessons=_quotes(one.lessons),
        contacts=[out.ContactOut(sources=_numbers(contact), names=list(contact.names)) for contact in one.contacts],
        to_read=[
            out.ToReadOut(
                sources=_numbers(reading),
                title=reading.title,
                address=reading.address,
                document_id=reading.document_id,
                page=reading.page,
                quote=reading.quote,
                is_model=reading.is_model,
            )
            for reading in one.to_read
        ],
        lacking=[
            out.LackingOut(sources=_numbers(lack), code=lack.code, question=t(f"plan.questions.{lack.code}"))
            for lack in one.lacking
        ],
    )


def _precedents(matches: Sequence[Match], sources: Sequence[PracticeSource]) -> list[out.PrecedentOut]:
    return [
        out.PrecedentOut(
            sources=[source.number],
            id=one.practice.id,
            title=one.practice.title,
            confidence=one.confidence,
            score=None if one.hit is None else one.hit.score,
            picked=one.picked,
            wishes=dict(one.suitability.verdicts),
            why=None if one.hit is None else presenting.why_out(one.hit.why),
        )
        for one, source in zip(matches, sources, strict=True)
    ]


def _quotes(quotes: Iterable[Quoted]) -> list[out.QuoteOut]:
    return [
        out.QuoteOut(sources=_numbers(one), text=one.text, field=one.field, outcome=one.outcome, page=one.page)
        for one in quotes
    ]


def _count(one: Counted, named: str) -> out.CountOut:
    return out.CountOut(sources=_numbers(one), codes=list(one.codes), label=named, count=one.count, of=one.of)


def _form(one: CountedForm, t: Texts) -> out.FormOut:
    (form,) = one.codes
    return out.FormOut(
        **dict(_count(one, label("cooperation_forms", form, t.language))),
        legal_bases=[
            LegalBasisOut(
                code=basis.code,
                label=label_of_basis(basis.code, t),
                article=basis.article,
                derived=basis.derived,
                legal_state=basis.legal_state,
            )
            for basis in one.bases
        ],
    )


def _sector(one: CountedSector, t: Texts) -> out.SectorOut:
    return out.SectorOut(
        **dict(_count(one, label("sectors", one.sector, t.language))),
        sector=one.sector,
        role=one.role,
        partners=[out.PartnerOut(sources=_numbers(partner), name=partner.name) for partner in one.partners],
    )


def _pair(one: Counted, t: Texts) -> str:
    first, second = (label("sectors", code, t.language) for code in one.codes)
    return t("plan.pair", first=first, second=second)


def _serving(one: Serving) -> out.ServingOut:
    return out.ServingOut(sources=_numbers(one), needs=list(one.needs), chosen_for=list(one.chosen_for))


def _covering(found: Covering) -> out.CoveringOut:
    return out.CoveringOut(
        practices=[_serving(one) for one in found.practices],
        steps=[
            out.ReachedOut(sources=_numbers(step), size=len(step.sources), share=round(step.share, 4))
            for step in found.steps
        ],
        unserved=list(found.unserved),
        gap=round(found.gap, 4),
    )


def _numbers(one: Statement) -> list[int]:
    return list(one.numbers)

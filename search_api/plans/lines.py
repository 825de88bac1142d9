"""The statements of a plan as lines: each quote, count and amount with the numbers of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import vocabulary
from search_api.labels import label
from search_api.planning.overview import Covering
from search_api.planning.plan import NeedPlan, Plan
from search_api.planning.statements import (
    Counted,
    CountedForm,
    PracticeSource,
    Quoted,
    Statement,
    ToRead,
)
from search_api.web.texts import Texts, plural_form
from search_api.web.wording import money

OMITTED = "[…]"


@dataclass(frozen=True, slots=True)
class Line:
    """A text and the numbers of what it rests on. `items` are parts of the line with numbers of their own."""

    text: str
    sources: tuple[int, ...]
    items: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section. `notes` are texts of the catalogue, told after the lines."""

    key: str
    heading: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OverviewParts:
    """What is said of all needs together."""

    covering: tuple[Part, ...]
    partnership: tuple[Part, ...]
    gaps: Part


def need_parts(one: NeedPlan, t: Texts) -> tuple[Part, ...]:
    """The sections of a need that has practices, in the order in which a person asks."""
    return (
        _part("answered", [_quote(quote, t) for quote in one.answered], t),
        _part("actions", list(together(one.actions, t)), t),
        _part("sectors", list(_sectors(one, t)), t),
        _part("forms", [_form(form, t) for form in one.forms], t, *_legal_note(one.forms, t)),
        _part("amounts", list(_money(one, t)), t),
        _part("results", list(_results(one, t)), t),
        _part("lessons", list(together(one.lessons, t)), t),
        _part("steps", list(_steps(one, t)), t),
        _part("lacking", [_line(t(f"plan.questions.{lack.code}"), lack) for lack in one.lacking], t),
    )


def document_parts(one: NeedPlan, t: Texts) -> tuple[Part, ...]:
    """What a need without practices has: documents of the base about it, where there are any."""
    return (_part("steps", list(_steps(one, t)), t),) if one.to_read else ()


def overview_parts(plan: Plan, t: Texts) -> OverviewParts:
    """The smallest set, the partnership that is favoured, the gaps."""
    partnership = plan.partnership
    return OverviewParts(
        (_covering(plan.covering, t), _steps_reached(plan.covering, t)),
        (
            _overview("pairs", [_pair(one, t) for one in partnership.pairs], t),
            _overview("partner_numbers", [_partner_number(one, t) for one in partnership.partner_numbers], t),
            _overview("forms", [_form(one, t) for one in partnership.forms], t, *_legal_note(partnership.forms, t)),
        ),
        _gaps(plan, t),
    )


def numbers_words(numbers: Iterable[int]) -> str:
    """ "1, 4, 7"."""
    return ", ".join(str(number) for number in numbers)


def weight_words(weight: float, t: Texts, *, assumed: bool) -> str:
    """A weight as people write it: "1", "2,5"; with a word when nobody gave it."""
    written = f"{weight:g}".replace(".", ",")
    return t("plan.weight_assumed", weight=written) if assumed else written


def share_words(share: float) -> str:
    """A share in per cent: "67%"."""
    return f"{100 * share:.0f}%"


def reading_words(one: ToRead, t: Texts) -> str:
    """A page or document to read, with its address, page and passage where they are known."""
    kind = "copy" if one.is_model else "read"
    if one.address is not None:
        line = t(f"plan.steps.{kind}", title=one.title, address=one.address)
    else:
        line = t(f"plan.steps.{kind}_without_address", title=one.title)
    if one.page is not None:
        line = t("plan.steps.page", line=line, page=one.page)
    return t("plan.steps.passage", line=line, quote=one.quote) if one.quote else line


def _part(key: str, lines: Sequence[Line], t: Texts, *notes: str) -> Part:
    return _titled(f"plan.parts.{key}", key, lines, t, notes)


def _overview(key: str, lines: Sequence[Line], t: Texts, *notes: str) -> Part:
    return _titled(f"plan.overview.{key}", key, lines, t, notes)


def _titled(path: str, key: str, lines: Sequence[Line], t: Texts, notes: Sequence[str]) -> Part:
    return Part(key, t(f"{path}.heading"), tuple(lines), tuple(notes) if lines else (t(f"{path}.none"),))


def _line(text: str, statement: Statement, items: Iterable[Line] = ()) -> Line:
    return Line(text, statement.numbers, tuple(items))


def _quote(quote: Quoted, t: Texts) -> Line:
    return _line(_quoted(quote, t), quote)


def together(quotes: Sequence[Quoted], t: Texts) -> Iterable[Line]:
    """The sentences of one practice as one quote, "[…]" where the record says more between them."""
    for (_numbers, field), group in groupby(quotes, key=lambda quote: (quote.numbers, quote.field)):
        first, *others = group
        source = first.sources[0]
        whole = getattr(source.practice, field) if isinstance(source, PracticeSource) else ""
        text = first.text
        end = whole.find(first.text) + len(first.text)
        for quote in others:
            start = whole.find(quote.text, end)
            between = whole[end:start] if start >= 0 else OMITTED
            text = f"{text} {quote.text}" if not between.strip() else f"{text} {OMITTED} {quote.text}"
            end = start + len(quote.text) if start >= 0 else end
        key = "plan.quote" if first.page is None else "plan.quote_page"
        yield _line(t(key, text=text, page=first.page), first)


def _quoted(quote: Quoted, t: Texts) -> str:
    return t("plan.quote" if quote.page is None else "plan.quote_page", text=quote.text, page=quote.page)


def _sectors(one: NeedPlan, t: Texts) -> Iterable[Line]:
    for counted in one.sectors:
        role, sector = label("roles", counted.role, t.language), label("sectors", counted.sector, t.language)
        text = t(
            "plan.sectors.line",
            role=role[:1].upper() + role[1:],
            sector=sector,
            count=counted.count,
            of=counted.of,
        )
        yield _line(text, counted, (_line(partner.name, partner) for partner in counted.partners))


def _form(counted: CountedForm, t: Texts) -> Line:
    (form,) = counted.codes
    named = label("cooperation_forms", form, t.language)
    named = named[:1].upper() + named[1:]
    if counted.bases:
        articles = "; ".join(
            t("plan.forms.article", article=basis.article, label=label_of_basis(basis.code, t))
            for basis in counted.bases
        )
        text = t("plan.forms.in_act", form=named, count=counted.count, of=counted.of, articles=articles)
    else:
        law = t(f"fit.law.{form}")
        law = law[:1].upper() + law[1:]
        text = t("plan.forms.other_law", form=named, count=counted.count, of=counted.of, law=law)
    return _line(text, counted)


def label_of_basis(code: str, t: Texts) -> str:
    """The label of an article of the act in the language of the reader."""
    return vocabulary.load("legal_forms").label(code, t.language)


def _legal_note(forms: Sequence[CountedForm], t: Texts) -> tuple[str, ...]:
    state = next((basis.legal_state for form in forms for basis in form.bases), None)
    return () if state is None else (t("plan.forms.note", state=state),)


def _money(one: NeedPlan, t: Texts) -> Iterable[Line]:
    known = one.amount_range
    if known is not None:
        key = "plan.amounts.single" if known.least == known.most else "plan.amounts.range"
        yield _line(t(key, least=money(known.least), most=money(known.most)), known)
        if known.partly is not None:
            yield _line(t.count("plan.amounts.partly", len(known.partly.sources)), known.partly)
    for amount in one.amounts:
        key = "plan.amounts.unknown" if amount.amount_pln is None else "plan.amounts.known"
        yield _line(t(key, name=amount.name, amount=money(amount.amount_pln or 0.0)), amount)
    for lack in one.lacking if one.amounts else ():
        if lack.code == "amount":
            yield _line(t.count("plan.amounts.not_known", len(lack.sources)), lack)


def _results(one: NeedPlan, t: Texts) -> Iterable[Line]:
    for quote in one.results:
        source = quote.sources[0]
        level = source.practice.evidence_level if isinstance(source, PracticeSource) else None
        text = t(f"plan.results.{quote.outcome}", quote=_quoted(quote, t), level=level or t("plan.precedents.no_level"))
        yield _line(text, quote)
    for lack in one.lacking if one.results else ():
        if lack.code == "results":
            yield _line(t.count("plan.results.missing", len(lack.sources)), lack)


def _steps(one: NeedPlan, t: Texts) -> Iterable[Line]:
    for contact in one.contacts:
        yield _line(t("plan.steps.contact", names="; ".join(contact.names)), contact)
    # Documents to model on stand before pages to read.
    for reading in sorted(one.to_read, key=lambda found: not found.is_model):
        yield _line(reading_words(reading, t), reading)


def _covering(found: Covering | None, t: Texts) -> Part:
    if found is None:
        return _overview("covering", (), t)
    count = len(found.practices)
    exact = t("plan.covering.exact", count=count)
    notes = [exact if found.gap == 0.0 else t("plan.covering.gap", count=count, share=share_words(found.gap))]
    if found.unserved:
        notes.append(_numbered("unserved", found.unserved, t))
    lines = [_line(_numbered("serves", one.needs, t, title=title_of(one)), one) for one in found.practices]
    return _overview("covering", lines, t, *notes)


def _numbered(key: str, needs: Sequence[int], t: Texts, **values: str) -> str:
    form = plural_form(len(needs), t.language)
    return t(f"plan.covering.{key}.{form}", needs=numbers_words(needs), **values)


def title_of(one: Statement) -> str:
    """The titles of the practices of a statement."""
    return "; ".join(source.practice.title for source in one.sources if isinstance(source, PracticeSource))


def _steps_reached(found: Covering | None, t: Texts) -> Part:
    lines = [
        _line(
            t(
                f"plan.covering.step.{plural_form(len(step.sources), t.language)}",
                count=len(step.sources),
                share=share_words(step.share),
            ),
            step,
        )
        for step in (found.steps if found is not None else ())
    ]
    return _overview("steps", lines, t)


def _pair(one: Counted, t: Texts) -> Line:
    first, second = (label("sectors", code, t.language) for code in one.codes)
    return _counted(t("plan.pair", first=first, second=second), one, t)


def _partner_number(one: Counted, t: Texts) -> Line:
    (number,) = one.codes
    return _counted(t(f"plan.partner_numbers.{number}"), one, t)


def _counted(what: str, one: Counted, t: Texts) -> Line:
    return _line(t("plan.counted", what=what[:1].upper() + what[1:], count=one.count, of=one.of), one)


def _gaps(plan: Plan, t: Texts) -> Part:
    """Needs are the person's own words, so these lines have no source: they stand as notes."""
    by_number = {one.matches.number: one.matches for one in plan.needs}
    notes = [
        t(
            "plan.gap",
            number=gap.need,
            text=by_number[gap.need].need.text,
            weight=weight_words(gap.weight, t, assumed=by_number[gap.need].need.assumed is not None),
            state=t(f"plan.states.{gap.state}"),
        )
        for gap in plan.gaps
    ]
    path = "plan.overview.gaps"
    return Part("gaps", t(f"{path}.heading"), (), tuple(notes) or (t(f"{path}.none"),))

"""When an element of a programme is present, weak or missing: one rule for each.

Under a heading of its own an element asks for its content; what lacks makes it weak. Elsewhere more is asked, because the same
words are said in passing. The words stand in `programme_elements.yaml`. Rules see only the body of a programme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from search_api.planning.programme_elements import element
from search_api.planning.programme_headings import label_of
from search_api.planning.programme_pieces import Outline, Piece
from search_api.planning.programme_result import Lack
from search_api.planning.programme_view import MISSING, Verdict, View

PRINCIPLES = ("pomocniczość", "suwerenność stron", "partnerstwo", "efektywność", "uczciwa konkurencja", "jawność")
FORMS = tuple(f"art5.2.{number}" for number in range(1, 8))
LEAST_PRINCIPLES = 4  # of six: fewer read like an example, not like the principles of the act
LEAST_FORMS = 2
LEAST_FORMS_UNNAMED = 3  # in one paragraph that does not call them forms
LEAST_WORDS = 3  # fewer are no sentence
# Parts in which "konsultacje" and "partnerstwo" are said of something else than a form.
_NOT_LISTING_FORMS = frozenset({"creation", "principles"})
_YEAR = re.compile(r"(?<![\d,/])20\d\d(?!\d)")
_AMOUNT = re.compile(
    r"(?<![\d,.])(?P<figure>\d{1,3}(?:[ .]\d{3})+|\d+)(?:,\d{1,2}|,-)?\s?(?:(?:tys|mln|mld|milion)\w*\.?)?\s?"
    r"(?:zl\b|zlot\w+|pln\b)|\b(?:tysi\w+|milion\w*)\s+zlot\w+"
)
_CELL = re.compile(r"\|\s*(?P<figure>\d{1,3}(?:[ .]\d{3})+)(?:,\d\d)?\s*(?:\||$)")
_LISTING = re.compile(r":\s*\S|\b(?:sa|naleza|nalezy|obejmuja)\b")


def judge(outline: Outline, code: str, first_year: int | None) -> Verdict:
    """The verdict about one element of a programme that begins in `first_year`, None when that is not told."""
    view = View(outline, code, first_year)
    elsewhere = _RULES[code](view)
    if elsewhere.status == "present":
        return elsewhere
    return view.unwritten(_NOT_WRITTEN.get(code, ())) or elsewhere


def _said(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces that are long enough to say something. Behind a heading on its own line a word is enough: "Zakres: kultura"."""
    return tuple(one for one in pieces if not one.folded.endswith(":") and (_is_long(one) or _beside_heading(one)))


def _is_long(piece: Piece) -> bool:
    return len(piece.folded.split()) >= LEAST_WORDS


def _beside_heading(piece: Piece) -> bool:
    return bool(piece.path) and piece.path[-1].block == piece.block


def _goals(view: View) -> Verdict:
    main_words, specific_words = view.element.words["main"], view.element.words["specific"]
    main = (
        view.says("main", view.under)
        or view.titled_by(main_words, but=specific_words)
        or view.says("main", view.elsewhere)
    )
    specific = view.says("specific", view.under) or view.titled_by(specific_words, but=main_words)
    specific = specific or view.says("specific", view.elsewhere)
    both = view.titled_by(main_words, also=specific_words)
    items = tuple(one for one in both if one.listed)
    if len(items) > 1 and len(items) < len(both):
        main, specific = main or both, specific or items
    if main and specific:
        return view.present(main, specific)
    if main or specific or view.under:
        lacking = [lack for lack, found in ((Lack("main_goal"), main), (Lack("specific_goals"), specific)) if not found]
        return view.weak(lacking, main, specific, () if main or specific else view.under)
    return MISSING


def _principles(view: View) -> Verdict:
    best: tuple[tuple[str, ...], tuple[Piece, ...]] = ((), ())
    groups = [view.under, *(group for group in view.groups(view.elsewhere) if view.says("principle", group))]
    for group in groups:
        named = tuple(name for name in PRINCIPLES if view.says(name, group))
        if len(named) > len(best[0]):
            best = (
                named,
                tuple(one for one in group if any(view.element.words[name].search(one.folded) for name in named)),
            )
    named, pieces = best
    unnamed = tuple(name for name in PRINCIPLES if name not in named)
    if len(named) >= LEAST_PRINCIPLES:
        return view.present(pieces, advice=[Lack("principles", unnamed)] if unnamed else [])
    reference = view.says("reference", view.under or view.elsewhere)
    if view.under or reference or len(named) > 1:
        return view.weak([Lack("principles", unnamed)], pieces if len(named) > 1 else (), reference or view.under)
    return MISSING


def _scope(view: View) -> Verdict:
    under = view.says("spheres", _said(view.under))
    said = under or view.says("spheres", view.says("said", _said(view.elsewhere)))
    if said:
        return view.present(said)
    return view.weak([Lack("spheres")], view.under) if view.under else MISSING


def _forms(view: View) -> Verdict:
    best: tuple[tuple[str, ...], tuple[Piece, ...]] = ((), ())
    called = False
    for group in [view.under, *view.groups(view.elsewhere)]:
        cue = group is view.under or bool(view.says("said", group))
        naming = {form: _naming(view, form, group, short=cue) for form in FORMS}
        named = tuple(form for form in FORMS if naming[form])
        if len(named) > len(best[0]) and (cue or len(named) >= LEAST_FORMS_UNNAMED):
            shown = {piece for form in named for piece in naming[form]}
            best = named, tuple(one for one in group if one in shown)
            called = True
    named, pieces = best
    unnamed = tuple(form for form in FORMS if form not in named)
    if len(named) >= LEAST_FORMS:
        return view.present(pieces)
    if view.under or called:
        return view.weak([Lack("forms", unnamed if named else ())], pieces or view.under)
    return MISSING


def _naming(view: View, form: str, group: Iterable[Piece], *, short: bool) -> tuple[Piece, ...]:
    """The pieces that name a form; with `short` also in the short words that say it only where forms are listed."""
    words, in_short = view.element.words[form], view.element.words.get(f"{form} short")
    return tuple(
        one
        for one in group
        if words.search(one.folded)
        or (short and in_short is not None and not one.under & _NOT_LISTING_FORMS and in_short.search(one.folded))
    )


def _priorities(view: View) -> Verdict:
    under = _said(view.under)
    later = set(view.says("later", under))
    tasks = tuple(one for one in under if one not in later and (not view.says("said", [one]) or _lists(one)))
    if tasks:
        return view.present(tasks)
    for group in view.groups(view.elsewhere):
        opening = [one for one in view.says("said", group) if not view.says("later", [one])]
        if opening and (len(group) > 1 or any(_LISTING.search(one.folded) for one in opening)):
            return view.present(opening, group)
    return view.weak([Lack("tasks")], view.under) if view.under else MISSING


def _lists(piece: Piece) -> bool:
    return _LISTING.search(piece.folded) is not None or bool(label_of(piece.folded))


def _period(view: View) -> Verdict:
    dated = tuple(one for one in view.under if _YEAR.search(one.folded))
    said = dated or tuple(one for one in view.says("said", view.elsewhere) if _YEAR.search(one.folded))
    if said:
        return view.present(said)
    return view.weak([Lack("dates")], view.under) if view.under else MISSING


def _manner(view: View) -> Verdict:
    shared = view.element.words["how"]
    under = tuple(one for one in _said(view.under) if shared.search(one.folded) and not _tells_only_when(one))
    said = under or view.says("said", _said(view.elsewhere))
    said = tuple(one for one in said if not _tells_only_when(one))
    if said:
        return view.present(said)
    return view.weak([Lack("who_and_how")], view.under) if view.under else MISSING


def _tells_only_when(piece: Piece) -> bool:
    """ "Program jest realizowany od 1 stycznia do 31 grudnia": that is the period."""
    return element("period").words["said"].search(piece.folded) is not None and not re.search(
        r"\b(?:przez|poprzez|wojt\w*|burmistrz\w*|prezydent\w*|zarzad\w*|w drodze|za posrednictwem|konkurs\w*|departament\w*)\b",
        piece.folded,
    )


def _money(view: View) -> Verdict:
    def planned(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
        found = tuple(one for one in pieces if _has_amount(one.folded))
        past, limits = set(view.says("past", found)), set(view.says("limit", found))
        return tuple(one for one in found if one not in past and one not in limits and not _of_years_before(one, view))

    under = planned(view.under)
    said = under or view.says("for_it", view.says("planned", planned(view.elsewhere)))
    if said:
        return view.present(said)
    return view.weak([Lack("amount")], view.under) if view.under else MISSING


def _of_years_before(piece: Piece, view: View) -> bool:
    years = [int(found.group()) for found in _YEAR.finditer(piece.folded)]
    return bool(years) and view.first_year is not None and max(years) < view.first_year


def _has_amount(folded: str) -> bool:
    found = [*_AMOUNT.finditer(folded), *_CELL.finditer(folded)]
    return any(match["figure"] is None or match["figure"].strip("0 .") for match in found)


def _evaluation(view: View) -> Verdict:
    indicators, method = view.says("indicators", view.under), view.says("method", view.under)
    if indicators:
        return view.present(indicators, method)
    for group in view.groups(view.elsewhere):
        said, measured = view.says("said", group), view.says("indicators", group)
        if said and measured:
            return view.present(said, measured)
    if view.under:
        return view.weak([Lack("indicators")], method or view.under)
    said = view.says("said", view.elsewhere)
    return view.weak([Lack("indicators")], said) if said else MISSING


def _creation(view: View) -> Verdict:
    under = view.under
    course, made = view.says("course", under), view.says("made", under)
    consulted = view.says("consulted", under)
    if under and consulted and course:
        return view.present(course, consulted, advice=[] if made else [Lack("authors")])
    for group in view.groups(view.elsewhere):
        if view.says("own", group) and view.says("consulted", group) and view.says("course", group):
            found = view.says("own", group), view.says("course", group)
            return view.present(*found, advice=[] if view.says("made", group) else [Lack("authors")])
    if under:
        return view.weak([Lack("consultations")], consulted or made or under)
    own = [one for one in view.says("own", view.elsewhere) if view.says("consulted", [one]) or view.says("made", [one])]
    return view.weak([Lack("consultations")], own) if own else MISSING


def _committees(view: View) -> Verdict:
    appointment, rules = view.says("appointment", view.under), view.says("rules", view.under)
    if not appointment or not rules:
        named = view.says("named", view.elsewhere)
        near = {one.path for one in named}
        about = view.says("it", [one for one in view.elsewhere if one.path in near]) if named else ()
        appointment = appointment or view.says("appointment", about)
        rules = rules or view.says("rules", about)
    if appointment and rules:
        return view.present(appointment, rules)
    if appointment or rules or view.under:
        lacking = [lack for lack, found in ((Lack("appointment"), appointment), (Lack("rules"), rules)) if not found]
        return view.weak(lacking, appointment, rules, () if appointment or rules else view.under)
    return MISSING


# What a place to be filled in leaves out, where it can be named.
_NOT_WRITTEN: dict[str, tuple[Lack, ...]] = {"money": (Lack("amount"),), "period": (Lack("dates"),)}
_RULES: dict[str, Callable[[View], Verdict]] = {
    "goals": _goals,
    "principles": _principles,
    "scope": _scope,
    "forms": _forms,
    "priorities": _priorities,
    "period": _period,
    "manner": _manner,
    "money": _money,
    "evaluation": _evaluation,
    "creation": _creation,
    "committees": _committees,
}

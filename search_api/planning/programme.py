"""The check of a programme of cooperation against art. 5a of the act on public benefit and volunteering.

Everything said rests on passages of the document or on their lack; nothing is judged beyond whether it is told. A yearly
programme is held against the eleven elements of art. 5a ust. 4, a multi-annual one against its five.
"""

from __future__ import annotations

from corpus.document import Document
from index.filters import Filters
from search_api.planning.programme_dates import duties
from search_api.planning.programme_elements import ARTICLE, Element, element, elements, legal_state
from search_api.planning.programme_kind import Identity, identify
from search_api.planning.programme_pieces import Heading, Outline, Piece, outline
from search_api.planning.programme_result import ElementCheck, Lack, Passage, ProgrammeCheck
from search_api.planning.programme_rules import judge
from search_api.planning.programme_view import Verdict

OUTSIDE = Lack("outside_programme")
MOST_MENTIONS = 2


def check(document: Document) -> ProgrammeCheck:
    """What kind of programme the document is, its elements with their passages, and the two days of the act."""
    whole = outline(document)
    found = identify(document, whole)
    if found.kind == "none":
        return ProgrammeCheck("none", None, found.reason, (), found.passages, legal_state())
    wanted = [one for one in elements() if one.multi_annual or found.kind == "yearly"]
    checked = tuple(_checked(one, found) for one in wanted)
    if all(one.status == "missing" for one in checked):
        return ProgrammeCheck("none", None, "title_only", (), found.passages, legal_state())
    return ProgrammeCheck(
        kind=found.kind,
        shown=found.shown,
        reason=None,
        years=found.years,
        passages=found.passages,
        legal_state=legal_state(),
        elements=checked,
        duties=duties(document, found.body, found.beside, found.kind, found.years),
    )


def query_for(code: str) -> str:
    """What to ask the search for to see how others did a weak or missing element. Raises KeyError for an unknown code."""
    return element(code).query


def filters_for(code: str) -> Filters:
    """The filters that go with `query_for`. Documents pass them by nothing, so ask for documents without them."""
    return element(code).filters


def _checked(one: Element, found: Identity) -> ElementCheck:
    article = one.article if found.kind == "yearly" else ARTICLE
    first_year = found.years[0] if found.years else None
    verdict = judge(found.body, one.code, first_year)
    if verdict.status == "missing" and found.beside.pieces:
        around = judge(found.beside, one.code, first_year)
        if around.status == "present":
            return ElementCheck(one.code, article, "weak", _passages(around), (OUTSIDE,))
    mentions = tuple(_passage(piece) for piece in _mentions(one, found.body)) if verdict.status == "missing" else ()
    return ElementCheck(
        one.code, article, verdict.status, _passages(verdict), verdict.lacking, verdict.advice, mentions
    )


def _mentions(one: Element, body: Outline) -> list[Piece]:
    """Where a missing element is named all the same."""
    return [piece for piece in body.pieces if one.headings.search(piece.folded)][:MOST_MENTIONS]


def _passages(verdict: Verdict) -> tuple[Passage, ...]:
    return (*(_of_heading(one) for one in verdict.headings), *(_passage(one) for one in verdict.pieces))


def _passage(piece: Piece) -> Passage:
    return Passage(piece.block, piece.page, tuple(heading.text for heading in piece.path), piece.text)


def _of_heading(heading: Heading) -> Passage:
    return Passage(heading.block, heading.page, (), heading.text)

"""POST /api/v1/programmes/check: a programme of cooperation held against art. 5a."""

from __future__ import annotations

from fastapi import APIRouter

from corpus.document import Document
from search_api.dependencies import LabelLanguage, ShelfNeeded
from search_api.openapi import problem_responses
from search_api.pasted import document_of_text
from search_api.planning.programme import check, filters_for, query_for
from search_api.planning.programme_result import DutyCheck, ElementCheck, Lack, Passage
from search_api.problems import NOT_FOUND, NOT_READY, ProblemError
from search_api.programmes.schemas import (
    DutyOut,
    ElementOut,
    LackOut,
    ProgrammeAnswer,
    ProgrammePassageOut,
    ProgrammeRequest,
)
from search_api.programmes.words import duty_sentences, element_label, sentences, small_print, summary
from search_api.searching.shelf import NotReady, Shelf
from search_api.web import texts
from search_api.web.texts import Texts
from search_api.wrong_input import FieldProblem, WrongInput

MISSING = "Nie ma dokumentu o tym identyfikatorze. Sprawdź go w wynikach wyszukiwania."

router = APIRouter(tags=["planowanie"], responses=problem_responses(404, 413, 415, 422, 503))


@router.post("/programmes/check", summary="Sprawdź program współpracy", name="check_programme")
def check_programme(given: ProgrammeRequest, shelf: ShelfNeeded, language: LabelLanguage) -> ProgrammeAnswer:
    """Które elementy z art. 5a ustawy o pożytku są, które są niepełne, których brak, z cytatami, i co dokument mówi o terminach."""
    t = texts.load(language)
    found = check(_document(given, shelf))
    return ProgrammeAnswer(
        kind=found.kind,
        shown=found.shown,
        reason=found.reason,
        years=list(found.years),
        summary=list(summary(found, t)),
        passages=_passages(found.passages),
        elements=[_element(one, t) for one in found.elements],
        duties=[_duty(one, t) for one in found.duties],
        legal_state=found.legal_state,
        note=small_print(found, t),
    )


def _document(given: ProgrammeRequest, shelf: Shelf) -> Document:
    """The pasted text, or a document of the base. Only the latter asks for an open index."""
    if given.text is not None:
        from ingest.errors import Unreadable

        try:
            return document_of_text(given.text)
        except Unreadable as error:
            raise WrongInput(FieldProblem("text", error.reason)) from error
    try:
        with shelf.lease() as engine:
            record = engine.record(given.document_id or "")
    except NotReady as error:
        raise ProblemError(NOT_READY, str(error)) from error
    if not isinstance(record, Document):
        raise ProblemError(NOT_FOUND, MISSING)
    return record


def _element(one: ElementCheck, t: Texts) -> ElementOut:
    return ElementOut(
        code=one.code,
        label=element_label(one.code, t.language),
        article=one.article,
        status=one.status,
        sentences=list(sentences(one, t)),
        passages=_passages(one.passages),
        lacking=_lacks(one.lacking),
        advice=_lacks(one.advice),
        mentions=_passages(one.mentions),
        query=query_for(one.code),
        cooperation_forms=list(filters_for(one.code).cooperation_forms),
    )


def _duty(one: DutyCheck, t: Texts) -> DutyOut:
    return DutyOut(
        duty=one.duty,
        due=list(one.due),
        told=list(one.told),
        kept=one.kept,
        sentences=list(duty_sentences(one, t)),
        passages=_passages(one.passages),
    )


def _passages(found: tuple[Passage, ...]) -> list[ProgrammePassageOut]:
    return [
        ProgrammePassageOut(block=one.block, page=one.page, headings=list(one.headings), quote=one.quote)
        for one in found
    ]


def _lacks(found: tuple[Lack, ...]) -> list[LackOut]:
    return [LackOut(code=one.code, values=list(one.values)) for one in found]

"""GET /api/v1/drafts, GET /api/v1/drafts/{id}, POST …/accept and …/reject."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from corpus import review
from corpus.language import normalise
from search_api.access.guard import MayReview, record_decision
from search_api.contract import reviews
from search_api.contract.records import PracticeAnswer
from search_api.contract.reviews import AcceptRequest, DraftAnswer, DraftsAnswer, RejectRequest
from search_api.dependencies import SettingsNeeded
from search_api.numbers import Limit, Offset
from search_api.openapi import problem_responses
from search_api.problems import CONFLICT, NOT_FOUND, ProblemError
from search_api.routes.ids import RecordId
from search_api.searching import presenting
from search_api.store_access import open_store
from search_api.wrong_input import FieldProblem, WrongInput

MISSING = "Nie ma szkicu o tym identyfikatorze. Listę podaje /api/v1/drafts."
# What nobody has checked should be neither kept nor found by others.
_UNCHECKED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_READING = (401, 403, 422, 429, 503)
_DECISION = problem_responses(*_READING, 404, 409, 413, 415)

router = APIRouter(tags=["szkice"])


@router.get(
    "/drafts", summary="Szkice, które czekają na decyzję", name="drafts", responses=problem_responses(*_READING)
)
def drafts(
    settings: SettingsNeeded,
    response: Response,
    _: MayReview,
    status: Annotated[
        Literal["szkic", "przyjęty", "odrzucony", "wszystkie"], Query(description="Które pokazać.")
    ] = "szkic",
    document_id: Annotated[str | None, Query(max_length=200, description="Tylko szkice tego dokumentu.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> DraftsAnswer:
    """Opisy odczytane z dokumentów przez program. Nikt ich jeszcze nie sprawdził i nie ma ich w wyszukiwarce."""
    response.headers.update(_UNCHECKED)
    if limit > settings.max_limit:
        raise WrongInput(FieldProblem("limit", f"Naraz można pobrać od 1 do {settings.max_limit} szkiców."))
    wanted = None if status == "wszystkie" else status
    with open_store(settings) as store:
        if store is None:
            return DraftsAnswer(notice=reviews.NOTICE, total=0, results=[])
        with store.reading() as connection:
            total = review.count(connection, status=wanted, document_id=document_id)
            found = review.drafts(connection, status=wanted, document_id=document_id, limit=limit, offset=offset)
    return DraftsAnswer(notice=reviews.NOTICE, total=total, results=[reviews.summary(one) for one in found])


@router.get("/drafts/{id}", summary="Jeden szkic z cytatami", name="draft", responses=problem_responses(*_READING, 404))
def draft(draft_id: RecordId, settings: SettingsNeeded, response: Response, _: MayReview) -> DraftAnswer:
    """Ustalenia programu, każde z cytatem i stroną dokumentu, oraz wcześniejsze decyzje o tym szkicu."""
    response.headers.update(_UNCHECKED)
    return _draft(draft_id, settings)


@router.post("/drafts/{id}/accept", summary="Przyjmij szkic jako praktykę", name="accept_draft", responses=_DECISION)
def accept_draft(
    draft_id: RecordId, given: AcceptRequest, request: Request, settings: SettingsNeeded, reviewer: MayReview
) -> PracticeAnswer:
    """Z wybranych ustaleń i poprawek powstaje praktyka. W wyszukiwarce jest od następnego „praktyki build”."""
    from ingest.review import accept

    with _decision(), open_store(settings) as store:
        if store is None:
            raise ProblemError(NOT_FOUND, MISSING)
        accepted = accept(
            store,
            draft_id,
            findings=given.findings,
            corrections=given.corrections,
            version=given.version,
            key=reviewer.key_name,
        )
    record_decision(request, reviewer, "draft_accepted", draft_id)
    return presenting.practice_answer(accepted.practice)


@router.post("/drafts/{id}/reject", summary="Odrzuć szkic", name="reject_draft", responses=_DECISION)
def reject_draft(
    draft_id: RecordId, given: RejectRequest, request: Request, settings: SettingsNeeded, reviewer: MayReview
) -> DraftAnswer:
    """Szkic wypada z kolejki. Powód zostaje w historii, bez danych osobowych."""
    from ingest.review import reject

    with _decision(), open_store(settings) as store:
        if store is None:
            raise ProblemError(NOT_FOUND, MISSING)
        reject(store, draft_id, given.reason, version=given.version, key=reviewer.key_name)
    record_decision(request, reviewer, "draft_rejected", draft_id)
    return _draft(draft_id, settings)


def _draft(draft_id: str, settings: SettingsNeeded) -> DraftAnswer:
    with open_store(settings) as store:
        if store is None:
            raise ProblemError(NOT_FOUND, MISSING)
        with store.reading() as connection:
            found = review.draft(connection, draft_id)
            history = review.decisions(connection, draft_id)
    if found is None:
        raise ProblemError(NOT_FOUND, MISSING)
    return reviews.whole(found, history)


@contextmanager
def _decision() -> Iterator[None]:
    """Turns what stands against a decision into problems of the API."""
    from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused

    try:
        yield
    except DraftMissing as error:
        raise ProblemError(NOT_FOUND, MISSING) from error
    except DraftConflict as error:
        raise ProblemError(CONFLICT, str(error)) from error
    except DraftRefused as error:
        found = [FieldProblem(normalise(one.field), normalise(one.message)) for one in error.problems]
        raise WrongInput(*found) from error

"""The queue of what waits for a person, and the page on which that person accepts, corrects or rejects one description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from corpus import review, submissions
from corpus.description import DescriptionStatus
from corpus.store import Store
from index.filters import Filters
from ingest import correcting
from ingest.typed import Typed, typed_of
from ingest.typed_card import read_typed
from ingest.typed_place import PlaceOption
from search_api.access.guard import CsrfChecked, MayReview, record_decision
from search_api.contract.search import HitOut
from search_api.dependencies import SettingsNeeded, ShelfNeeded
from search_api.problems import NOT_FOUND, STORE_AWAY, ProblemError
from search_api.routes.ids import RecordId
from search_api.searching import presenting
from search_api.searching.shelf import NotReady, Shelf
from search_api.settings import Settings
from search_api.store_access import open_store
from search_api.web import form_view, pages, review_view, texts, typed_form
from search_api.web.form_view import ShownFault
from search_api.web.review_view import KINDS, STATUSES, Kind, Line, Shown
from search_api.web.typed_form import PostedForm

ADDRESS = "/przeglad"
PAGE_SIZE = 25
SIMILAR_SHOWN = 5
LONGEST_SIMILAR_QUERY = 2000  # characters
LONGEST_TYPED_REASON = 3000  # characters; what is stored may be shorter, and then that is said
MISSING = "Nie ma takiego szkicu ani zgłoszenia. Mogło zniknąć razem z dokumentem albo na prośbę."
_UNCHECKED = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_MORE = {f"more-{name}": name for name in typed_form.FIRST_ROWS}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Work:
    """What the person has before them: the description as it was shown, the quotes taken, the typed fields."""

    shown: Shown
    typed: Typed
    taken: frozenset[int]
    reason: str = ""
    wrong: Mapping[str, str] = field(default_factory=dict)
    options: tuple[PlaceOption, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    conflict: str | None = None
    away: bool = False


@router.get(ADDRESS, name="review_page")
def queue(
    request: Request,
    settings: SettingsNeeded,
    _: MayReview,
    kind: Annotated[str | None, Query(max_length=20)] = None,
    status: Annotated[str, Query(max_length=20)] = "szkic",
    document_id: Annotated[str | None, Query(max_length=200)] = None,
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """What waits, by where it comes from and how it was decided."""
    chosen = next((one for one in STATUSES if one == status), STATUSES[0])
    with open_store(settings) as store:
        counts = {one: _counts(store, one, document_id) for one in KINDS}
        waiting = next((one for one in KINDS if counts[one]["szkic"]), KINDS[0])
        of_kind = next((one for one in KINDS if one == kind), "drafts" if document_id else waiting)
        lines = _lines(store, of_kind, chosen, document_id, (page - 1) * PAGE_SIZE)
        document = store.document(document_id) if store and document_id else None
    values = {
        "kind": of_kind,
        "status": chosen,
        "kinds": KINDS,
        "statuses": STATUSES,
        "counts": counts,
        "lines": lines,
        "page": page,
        "first": (page - 1) * PAGE_SIZE + 1,
        "total": counts[of_kind][chosen],
        "size": PAGE_SIZE,
        "document": document,
        "no_store": store is None,
    }
    return _unchecked(pages.render(request, "reviewing/queue.html", values))


@router.get(ADDRESS + "/{id}", name="review_one")
def one(request: Request, draft_id: RecordId, settings: SettingsNeeded, shelf: ShelfNeeded, _: MayReview) -> Response:
    """One description: its fields beside the quotes that they rest on."""
    shown = _shown(draft_id, settings)
    work = Work(shown, typed_of(shown.card), frozenset(shown.every))
    return _page(request, work, shelf)


@router.post(ADDRESS + "/{id}", name="review_decide")
def decide(
    request: Request,
    draft_id: RecordId,
    form: PostedForm,
    settings: SettingsNeeded,
    shelf: ShelfNeeded,
    reviewer: MayReview,
    _: CsrfChecked,
) -> Response:
    """One step: fields filled anew, more rows, acceptance or rejection."""
    from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused

    step = typed_form.one(form, "step")
    work = _work(form, _shown(draft_id, settings))
    if step not in ("accept", "reject"):
        return _page(request, _moved(work, form, step), shelf)
    t = texts.load(pages.language_of(request))
    found = read_typed(work.typed, this_year=datetime.now(UTC).year)
    base = work.shown.card_with(_numbers(typed_form.one(form, "shown").split(",")))
    if step == "accept" and (faults := correcting.faults(base, work.typed, found)):
        refused = replace(work, wrong=form_view.messages(faults, t), options=found.options)
        return _page(request, refused, shelf, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with open_store(settings) as store:
            if store is None:
                raise ProblemError(NOT_FOUND, MISSING)
            if step == "accept":
                _accept(store, work, correcting.corrections(base, work.typed, found), form, reviewer.key_name)
            else:
                _reject(store, work, form, reviewer.key_name)
    except DraftMissing as error:
        raise ProblemError(NOT_FOUND, MISSING) from error
    except DraftConflict as error:
        now = _shown(draft_id, settings)
        conflict = replace(work, shown=now, taken=frozenset(now.every), conflict=str(error))
        return _page(request, conflict, shelf, HTTPStatus.CONFLICT)
    except DraftRefused as error:
        refused = replace(work, wrong=review_view.at_fields(error.problems))
        return _page(request, refused, shelf, HTTPStatus.UNPROCESSABLE_ENTITY)
    except ProblemError as error:
        if error.kind is not STORE_AWAY:
            raise
        return _page(request, replace(work, away=True), shelf, HTTPStatus.SERVICE_UNAVAILABLE)
    record_decision(request, reviewer, "draft_accepted" if step == "accept" else "draft_rejected", draft_id)
    chosen = pages.chosen_language(request)
    return RedirectResponse(f"{ADDRESS}/{draft_id}{f'?lang={chosen}' if chosen else ''}", HTTPStatus.SEE_OTHER)


def _accept(store: Store, work: Work, patch: dict[str, Any], form: FormData, key: str | None) -> None:
    from ingest import submission_review
    from ingest.review import accept

    shown, version = work.shown, _version(form)
    if shown.kind == "submissions":
        submission_review.accept(store, shown.id, corrections=patch, version=version, key=key)
        return
    taken = sorted(work.taken & set(shown.every))
    accept(store, shown.id, findings=taken, corrections=patch, version=version, status=_status(form), key=key)


def _reject(store: Store, work: Work, form: FormData, key: str | None) -> None:
    from ingest import submission_review
    from ingest.review import reject

    shown, version = work.shown, _version(form)
    if shown.kind == "submissions":
        submission_review.reject(store, shown.id, work.reason, version=version, key=key)
    else:
        reject(store, shown.id, work.reason, version=version, status=_status(form), key=key)


def _work(form: FormData, shown: Shown) -> Work:
    taken = frozenset(_numbers(str(value) for value in form.getlist("take")))
    reason = typed_form.one(form, "reason")[:LONGEST_TYPED_REASON]
    return Work(shown, typed_form.read(form), taken, reason, rows=typed_form.rows_in(form))


def _moved(work: Work, form: FormData, step: str) -> Work:
    """The work with its untouched fields filled from the quotes that are now taken."""
    before = work.shown.card_with(_numbers(typed_form.one(form, "shown").split(",")))
    typed = correcting.moved(work.typed, before, work.shown.card_with(work.taken))
    return replace(work, typed=typed, rows=typed_form.rows_in(form, _MORE.get(step)))


def _page(request: Request, work: Work, shelf: Shelf, status: int = HTTPStatus.OK) -> Response:
    shown, t = work.shown, texts.load(pages.language_of(request))
    card = shown.card_with(work.taken)
    gaps = correcting.faults(card, work.typed, read_typed(work.typed, this_year=datetime.now(UTC).year))
    similar, ready = _similar(work.typed, shown.practice_id, shelf)
    values = {
        "shown": shown,
        "typed": typed_form.with_rows(work.typed, work.rows),
        "blank": typed_form.with_rows(Typed()),
        "taken": work.taken,
        "quotes": review_view.quotes(shown, t),
        "reason": work.reason,
        "wrong": work.wrong,
        "faults": _box(work.wrong, t),
        "gaps": form_view.box(form_view.messages(gaps, t), t),
        "options": form_view.place_options(work.options, t),
        "choices": form_view.choices(t, short=True),
        "conflict": work.conflict,
        "away": work.away,
        "similar": similar,
        "search_ready": ready,
        "in_search": shown.practice_id is not None and _is_found(shown.practice_id, shelf),
        "decidable": shown.status != "przyjęty",
    }
    return _unchecked(pages.render(request, "reviewing/one.html", values, status))


def _box(wrong: Mapping[str, str], t: texts.Texts) -> list[ShownFault]:
    at_fields = {path: text for path, text in wrong.items() if review_view.is_typed(path) and path != "reason"}
    others = [
        ShownFault("reason" if path == "reason" else None, None, text)
        for path, text in wrong.items()
        if path not in at_fields
    ]
    return [*form_view.box(at_fields, t), *others]


def _similar(typed: Typed, own: str | None, shelf: Shelf) -> tuple[list[HitOut], bool]:
    """Practices like this one, without the one that came of it; and whether the search was there to say."""
    try:
        with shelf.lease() as engine:
            query = f"{typed.title} {typed.need}"[:LONGEST_SIMILAR_QUERY].strip()
            found = engine.search(query, Filters(kinds=("practice",)), SIMILAR_SHOWN + 1, 0)
            hits = [presenting.hit_out(hit, engine) for hit in found.hits if hit.record_id != own]
    except NotReady:
        return [], False
    return (hits[:SIMILAR_SHOWN] if query else []), True


def _is_found(practice_id: str, shelf: Shelf) -> bool:
    try:
        with shelf.lease() as engine:
            return engine.record(practice_id) is not None
    except NotReady:
        return False


def _shown(wanted: str, settings: Settings) -> Shown:
    with open_store(settings) as store:
        found = review_view.find(store, wanted) if store else None
    if found is None:
        raise ProblemError(NOT_FOUND, MISSING)
    return found


def _counts(store: Store | None, kind: Kind, document_id: str | None) -> dict[DescriptionStatus, int]:
    if store is None or (document_id and kind == "submissions"):
        return dict.fromkeys(STATUSES, 0)
    with store.reading() as connection:
        if kind == "submissions":
            return {status: submissions.count(connection, status=status) for status in STATUSES}
        return {status: review.count(connection, status=status, document_id=document_id) for status in STATUSES}


def _lines(
    store: Store | None, kind: Kind, status: DescriptionStatus, document_id: str | None, offset: int
) -> list[Line]:
    if store is None:
        return []
    with store.reading() as connection:
        if kind == "submissions":
            queued = submissions.submissions(connection, status=status, limit=PAGE_SIZE, offset=offset)
            return [review_view.submission_line(item) for item in queued]
        drafts = review.drafts(connection, status=status, document_id=document_id, limit=PAGE_SIZE, offset=offset)
        return [review_view.draft_line(item) for item in drafts]


def _numbers(given: Iterable[str]) -> list[int]:
    return [int(text) for text in given if text.isascii() and text.isdecimal() and len(text) <= 6]


def _version(form: FormData) -> int | None:
    return next(iter(_numbers([typed_form.one(form, "version")])), None)


def _status(form: FormData) -> DescriptionStatus | None:
    return next((status for status in STATUSES if status == typed_form.one(form, "status")), None)


def _unchecked(answer: Response) -> Response:
    answer.headers.update(_UNCHECKED)
    return answer

"""The form by which anybody proposes a practice: fields, a look at what will be stored, the receipt."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError
from starlette.datastructures import FormData

from corpus.messages import problems
from ingest.masking import Masking, MaskingFailed
from ingest.typed import Typed
from ingest.typed_card import ReadCard, read_typed
from ingest.typed_place import ReadPlace, areas_of
from search_api.access.limiter import Limiter, RetryAfter
from search_api.client_address import limited_as
from search_api.dependencies import SettingsNeeded
from search_api.problems import STORE_AWAY, ProblemError
from search_api.settings import Settings
from search_api.store_access import open_store
from search_api.web import form_view, pages, texts, typed_form
from search_api.web.form_view import ShownFault
from search_api.web.posting import FromOwnSite
from search_api.web.typed_form import PostedForm

ADDRESS = "/dodaj"
NOT_MASKED = "the child that masks personal data failed"  # for the log
HOUR_S = 3600.0
# Looking at what was understood costs more than reading a page and stores nothing.
CHECKS_A_SUBMISSION = 10
# A person who only wants to look has not even read the first question by then.
FASTEST_S = 3
RECEIPT = re.compile(r"[A-Za-z0-9_-]{22}")
_MORE = re.compile(r"more-(partners|funding|sources)")
# Somebody's own words, seen by nobody else yet: no cache keeps them, no search engine finds them.
OWN = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

router = APIRouter()
_log = logging.getLogger(__name__)


class SubmissionLimits:
    """How often one client may look at what was understood, and send."""

    def __init__(self, an_hour: int) -> None:
        self.checks = Limiter(an_hour * CHECKS_A_SUBMISSION, HOUR_S)
        self.sends = Limiter(an_hour, HOUR_S)


def limits_of(request: Request, settings: SettingsNeeded) -> SubmissionLimits:
    """The counts of this application, made with its first form."""
    state = request.app.state
    if not hasattr(state, "submission_limits"):
        state.submission_limits = SubmissionLimits(settings.submissions_per_hour)
    found: SubmissionLimits = state.submission_limits
    return found


def masking_of(request: Request) -> Masking:
    """The child of this application that masks what is told."""
    found: Masking = request.app.state.masking
    return found


MaskingNeeded = Annotated[Masking, Depends(masking_of)]
LimitsNeeded = Annotated[SubmissionLimits, Depends(limits_of)]


@router.get(ADDRESS, name="propose_page")
def empty(request: Request) -> Response:
    """The empty form."""
    return _form(request, Typed(), started=_now())


@router.post(ADDRESS, name="propose")
def propose(
    request: Request,
    form: PostedForm,
    settings: SettingsNeeded,
    limits: LimitsNeeded,
    masking: MaskingNeeded,
    _: FromOwnSite,
) -> Response:
    """One step with the form: more rows, a look at what will be stored, back to the fields, a copy, or sending."""
    typed, step = typed_form.read(form), typed_form.one(form, "step")
    started = _started(form)
    if more := _MORE.fullmatch(step):
        return _form(request, typed, started=started, rows=typed_form.rows_in(form, more[1]))
    if step == "edit":
        return _form(request, typed, started=started)
    if step == "copy":
        return _copy(typed)
    t = texts.load(pages.language_of(request))
    if suspect := _suspect(form, started):
        return _refused(request, typed, started, ShownFault(None, None, t(f"adding.problems.{suspect}")))
    found = read_typed(typed, this_year=datetime.now(UTC).year)
    if found.faults:
        rows, status = typed_form.rows_in(form), HTTPStatus.UNPROCESSABLE_ENTITY
        return _form(request, typed, started=started, found=found, rows=rows, status=status)
    if step == "send":
        return _sent(request, typed, found, form, settings, limits, masking)
    if wait := limits.checks.allow(limited_as(request)):
        return _too_often(request, typed, started, wait)
    return _preview(request, typed, found, started, masking)


def _preview(request: Request, typed: Typed, found: ReadCard, started: int, masking: Masking) -> Response:
    from ingest.submitting import cleaned

    try:
        clean = cleaned(found.card, masking.mask_all)
    except MaskingFailed:
        return _masking_away(request, typed, started)
    areas = areas_of(ReadPlace(found.card["place"], tuple(found.card.get("areas") or ())))
    t = texts.load(pages.language_of(request))
    values = {
        "card": _whole(clean.card),
        "masked": clean.masked,
        "place": form_view.areas_words(areas, t),
        "place_notes": [t("adding.preview.unlisted")] if any(area.status != "resolved" for area in areas) else [],
        "hidden": list(typed_form.fields(typed)),
        "started": started,
        "receipt": secrets.token_urlsafe(16),
    }
    return own(pages.render(request, "adding/preview.html", values))


def _sent(
    request: Request,
    typed: Typed,
    found: ReadCard,
    form: FormData,
    settings: Settings,
    limits: SubmissionLimits,
    masking: Masking,
) -> Response:
    from ingest.submitting import QueueFull, submit

    started = _started(form)
    t = texts.load(pages.language_of(request))
    given = typed_form.one(form, "receipt")
    receipt = given if RECEIPT.fullmatch(given) else secrets.token_urlsafe(16)
    if wait := limits.sends.allow(limited_as(request)):
        return _too_often(request, typed, started, wait)
    try:
        with open_store(settings) as store:
            if store is None:
                raise ProblemError(STORE_AWAY, STORE_AWAY.advice)
            card = {name: value for name, value in found.card.items() if name not in _REVIEWERS}
            submit(store, card, receipt, masking.mask_all)
    except MaskingFailed:
        limits.sends.forgive(limited_as(request))
        return _masking_away(request, typed, started)
    except (ProblemError, QueueFull) as error:
        limits.sends.forgive(limited_as(request))
        code = "queue_full" if isinstance(error, QueueFull) else "store_away"
        fault = ShownFault(None, None, t(f"adding.problems.{code}"))
        return _refused(request, typed, started, fault, HTTPStatus.SERVICE_UNAVAILABLE)
    except ValidationError as error:
        limits.sends.forgive(limited_as(request))
        reason = "; ".join(f"{one.field}: {one.message}" for one in problems(error))
        return _refused(request, typed, started, ShownFault(None, None, t("adding.problems.refused", reason=reason)))
    chosen = pages.chosen_language(request)
    suffix = f"?lang={chosen}" if chosen else ""
    return RedirectResponse(f"{ADDRESS}/zgloszenie/{receipt}{suffix}", HTTPStatus.SEE_OTHER)


_REVIEWERS = frozenset({"reach", "evidence_level", "evidence_reason"})


def _form(
    request: Request,
    typed: Typed,
    *,
    started: int,
    rows: Mapping[str, int] | None = None,
    found: ReadCard | None = None,
    faults: tuple[ShownFault, ...] = (),
    status: int = HTTPStatus.OK,
) -> Response:
    t = texts.load(pages.language_of(request))
    wrong = form_view.messages(found.faults, t) if found else {}
    options = found.options if found else ()
    chosen = any((typed.themes, typed.target_groups, typed.cooperation_forms))
    values = {
        "typed": typed_form.with_rows(typed, rows),
        "typed_any": typed != Typed(),
        "blank": typed_form.with_rows(Typed()),
        "wrong": wrong,
        "faults": [*faults, *form_view.box(wrong, t)],
        "options": form_view.place_options(options, t),
        "choices": form_view.choices(t),
        "open_subjects": chosen or any(name in wrong for name in ("themes", "target_groups", "cooperation_forms")),
        "started": started,
    }
    answer = pages.render(request, "adding/form.html", values, status)
    return answer if request.method == "GET" else own(answer)


def _refused(
    request: Request,
    typed: Typed,
    started: int,
    fault: ShownFault,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> Response:
    return _form(request, typed, started=started, faults=(fault,), status=status)


def _masking_away(request: Request, typed: Typed, started: int) -> Response:
    _log.error(NOT_MASKED)
    text = texts.load(pages.language_of(request))("adding.problems.masking_away")
    return _refused(request, typed, started, ShownFault(None, None, text), HTTPStatus.SERVICE_UNAVAILABLE)


def _too_often(request: Request, typed: Typed, started: int, wait: RetryAfter) -> Response:
    t = texts.load(pages.language_of(request))
    text = t("adding.problems.too_often", minutes=-(-wait.seconds // 60))
    answer = _refused(request, typed, started, ShownFault(None, None, text), HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(wait.seconds)
    return answer


def _suspect(form: FormData, started: int) -> str | None:
    if typed_form.one(form, "website"):
        return "trap"
    return "too_fast" if _now() - started < FASTEST_S else None


def _now() -> int:
    return int(time.time())


def _started(form: FormData) -> int:
    """When the form was opened, in seconds; now when it does not say or says what cannot be."""
    given = typed_form.one(form, "started")
    found = int(given) if given.isascii() and given.isdecimal() and len(given) <= 12 else _now()
    return min(found, _now())


def _whole(card: dict[str, object]) -> dict[str, object]:
    absent = ("years", "results", "lessons", "institution", "role")
    return {name: card.get(name) for name in absent} | card


def _copy(typed: Typed) -> Response:
    return download(asdict(typed), "opis-praktyki")


def download(content: object, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"', **OWN}
    return Response(json.dumps(content, ensure_ascii=False, indent=2), media_type="application/json", headers=headers)


def own(answer: Response) -> Response:
    answer.headers.update(OWN)
    return answer

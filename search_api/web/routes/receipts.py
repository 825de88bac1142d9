"""The receipt of a proposal: what was stored and what became of it, for whoever has its address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from corpus import submissions
from corpus.submissions import Queued
from ingest.typed_place import ReadPlace, areas_of
from search_api import public_address
from search_api.dependencies import SettingsNeeded, ShelfNeeded
from search_api.problems import NOT_FOUND, ProblemError
from search_api.searching.shelf import NotReady, Shelf
from search_api.settings import Settings
from search_api.store_access import open_store
from search_api.web import form_view, pages, texts
from search_api.web.routes.proposing import ADDRESS, RECEIPT, download, own

NO_RECEIPT = "Pod tym adresem nie ma zgłoszenia. Sprawdź, czy adres jest cały."

router = APIRouter()

Receipt = Annotated[str, Path(max_length=100)]


@router.get(ADDRESS + "/zgloszenie/{receipt}", name="receipt_page")
def receipt(request: Request, receipt: Receipt, settings: SettingsNeeded, shelf: ShelfNeeded) -> Response:
    """What was stored and what became of it, for whoever has the address."""
    queued, reason = _found(receipt, settings)
    told = queued.submission
    t = texts.load(pages.language_of(request))
    values = {
        "queued": queued,
        "reason": reason,
        "receipt": receipt,
        "own_address": f"{public_address.of_request(request, settings)}{request.url.path}",
        "in_search": _in_search(queued, shelf),
        "card": told.model_dump(mode="json"),
        "place": form_view.areas_words(told.areas or areas_of(ReadPlace(told.place.model_dump())), t),
    }
    return own(pages.render(request, "adding/receipt.html", values))


@router.get(ADDRESS + "/zgloszenie/{receipt}/kopia", name="receipt_copy")
def receipt_copy(receipt: Receipt, settings: SettingsNeeded) -> Response:
    """What was stored, as a JSON file."""
    queued, _ = _found(receipt, settings)
    return download(queued.submission.model_dump(mode="json", exclude={"areas"}), queued.submission.id)


def _found(receipt: str, settings: Settings) -> tuple[Queued, str | None]:
    with open_store(settings) as store:
        if store is None or not RECEIPT.fullmatch(receipt):
            raise ProblemError(NOT_FOUND, NO_RECEIPT)
        with store.reading() as connection:
            queued = submissions.by_receipt(connection, receipt)
            decided = submissions.decisions(connection, queued.submission.id) if queued else ()
    if queued is None:
        raise ProblemError(NOT_FOUND, NO_RECEIPT)
    return queued, decided[-1].reason if decided else None


def _in_search(queued: Queued, shelf: Shelf) -> bool:
    if queued.practice_id is None:
        return False
    try:
        with shelf.lease() as engine:
            return engine.record(queued.practice_id) is not None
    except NotReady:
        return False

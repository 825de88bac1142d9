"""The pages of a practice and of a document."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from search_api import public_address
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.export import jsonld
from search_api.fit.words import fit_words
from search_api.routes.documents import document
from search_api.routes.ids import RecordId
from search_api.routes.practices import practice
from search_api.web import document_view, own_place, pages, practice_view, texts

MOST_KIN = 20  # documents with shared text on one page
MOST_PASSAGES = 3  # of each of them
LAST_NUMBER = 1_000_000  # of a page or part that an address may ask for

Number = Annotated[int | None, Query(ge=1, le=LAST_NUMBER)]
BlockNumber = Annotated[int | None, Query(ge=0, le=LAST_NUMBER)]

router = APIRouter()


@router.get("/praktyki/{id}", name="practice_page")
def practice_page(request: Request, record_id: RecordId, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """One practice, in the order in which a person asks."""
    found = practice(record_id, engine)
    base = public_address.of_request(request, settings)
    own = own_place.of_request(request)
    return pages.render(
        request,
        "practice.html",
        {
            "practice": found,
            "view": practice_view.view(found, engine),
            "anchors": practice_view.ANCHORS,
            "own": own,
            "fit": fit_words(found, own, texts.load(pages.language_of(request))),
            "own_address": f"{base}{found.url}",
            "today": date.today(),  # of the place where the server stands
            "day_of": date.fromisoformat,
            "quote_words": practice_view.quote_words,
            "jsonld": jsonld.script(jsonld.practice(found, base, whole=False)),
        },
    )


@router.get("/dokumenty/{id}", name="document_page")
def document_page(
    request: Request,
    record_id: RecordId,
    engine: EngineNeeded,
    strona: Number = None,
    czesc: Number = None,
    fragment: BlockNumber = None,
) -> Response:
    """One document, block by block; a long one in parts.

    `strona` shows the part in which that page of the source begins, `fragment` the part with that block, `czesc` a part by
    its number.
    """
    found = document(record_id, engine)
    cut = document_view.parts(found.title, found.blocks)
    asked = document_view.Asked(strona, fragment, czesc)
    part = document_view.wanted(cut, asked)
    chosen = pages.chosen_language(request)

    def address_of(one: document_view.Part, anchor: str = "") -> str:
        parameters = [one.parameter] if len(cut) > 1 and one.number > 1 else []
        query = "&".join([*parameters, *([f"lang={chosen}"] if chosen else [])])
        return f"{found.url}{'?' if query else ''}{query}{anchor}"

    return pages.render(
        request,
        "document.html",
        {
            "document": found,
            "parts": cut,
            "part": part or cut[0],
            "not_there": None if part else asked.words,
            "address_of": address_of,
            "runs": document_view.runs(part or cut[0]),
            "contents": document_view.contents(cut),
            "kin": document_view.kin(found.also_in[:MOST_KIN], cut, MOST_PASSAGES),
            "more_kin": max(0, len(found.also_in) - MOST_KIN),
        },
    )

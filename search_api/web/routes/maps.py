"""The page of the map, and the outlines that its script draws."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from corpus import outlines
from corpus.practice import Practice
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.searching import criteria
from search_api.searching.answering import found_records, is_empty
from search_api.searching.map_points import spots
from search_api.web import forms, map_view, pages, search_view, texts
from search_api.web.assets import FOREVER
from search_api.web.links import link_of

OPEN_UP_TO = 40  # practices that are listed at once, without folds

router = APIRouter()


@router.get("/mapa", name="map_page")
def map_page(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The practices of a search on a map, and the same as a list by place."""
    t = texts.load(pages.language_of(request))
    parameters = forms.read(request.query_params)
    wanted = criteria.of_parameters(parameters, settings)
    found = found_records(wanted, engine)
    practices = [record for record in found if isinstance(record, Practice)]
    groups = map_view.listed(practices)
    link = link_of(wanted, parameters.near, pages.chosen_language(request))
    return pages.render(
        request,
        "map.html",
        {
            "query": wanted.query,
            "link": link,
            "chips": search_view.chips(wanted.filters, link, t),
            "empty_base": is_empty(engine),
            "found": len(practices),
            "documents": len(found) - len(practices),
            "unplaced": sum(not spots(practice) for practice in practices),
            "counts": map_view.counts_of(practices),
            "groups": groups,
            "is_cut": any(group.is_cut for voivodeship in groups for group in voivodeship.subregions),
            "unfolded": len(practices) <= OPEN_UP_TO,
        },
    )


@router.get(map_view.OUTLINES, name="outlines")
def outlines_file() -> Response:
    """Podregiony, voivodeships and cities as TopoJSON 1.0."""
    return FileResponse(outlines.FILE, media_type="application/json", headers={"Cache-Control": FOREVER})

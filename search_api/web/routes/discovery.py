"""What search engines ask for: robots.txt, and maps of the site with the addresses of all pages and records."""

from __future__ import annotations

from html import escape
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from index.filters import Filters
from search_api import public_address
from search_api.dependencies import EngineNeeded, SettingsNeeded
from search_api.problems import NOT_FOUND, ProblemError
from search_api.searching.engine import Engine
from search_api.searching.presenting import record_of, url_of
from search_api.web.frame import ABOUT

# A search has more filters than anybody could follow; the rest is one reader's own, or behind a key.
NOT_FOR_ROBOTS = ("/szukaj?", "/lista", "/porownanie", "/przeglad", "/logowanie", "/wizyta?", "/wizyta/", "/api/v1/")
PAGES = ("/", "/szukaj", "/mapa", "/obszary", "/wizyta", "/dodaj", *(address for address, _ in ABOUT))
SITEMAP_SIZE = 40_000  # addresses in one file; the protocol allows 50,000 (sitemaps.org)
XML = "application/xml"

router = APIRouter()


@router.get("/robots.txt", name="robots")
def robots(request: Request, settings: SettingsNeeded) -> Response:
    """What robots are asked to leave alone, and where the map is."""
    site = public_address.of_request(request, settings)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), "", f"Sitemap: {site}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", media_type="text/plain")


@router.get("/sitemap.xml", name="sitemaps")
def sitemaps(request: Request, engine: EngineNeeded, settings: SettingsNeeded) -> Response:
    """The list of maps."""
    site = public_address.of_request(request, settings)
    parts = ceil(len(_addresses(engine)) / SITEMAP_SIZE)
    return _xml("sitemapindex", "sitemap", [f"{site}/sitemap-{number}.xml" for number in range(1, parts + 1)])


@router.get("/sitemap-{number}.xml", name="sitemap")
def sitemap(
    request: Request, engine: EngineNeeded, settings: SettingsNeeded, number: Annotated[int, Path(ge=1, le=10_000)]
) -> Response:
    """One map: the addresses of its part of the pages and records."""
    site = public_address.of_request(request, settings)
    part = _addresses(engine)[(number - 1) * SITEMAP_SIZE : number * SITEMAP_SIZE]
    if not part:
        raise ProblemError(NOT_FOUND, NOT_FOUND.advice)
    return _xml("urlset", "url", [site + address for address in part])


def _addresses(engine: Engine) -> list[str]:
    return [*PAGES, *(url_of(record_of(item, engine)) for item in sorted(engine.found("", Filters())))]


def _xml(root: str, item: str, addresses: list[str]) -> Response:
    lines = [f"<{item}><loc>{escape(address)}</loc></{item}>" for address in addresses]
    opening = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return Response("\n".join([opening, *lines, f"</{root}>", ""]), media_type=XML)

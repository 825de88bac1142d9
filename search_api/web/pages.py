"""Pages from templates. Everything a template prints is escaped; a name that it lacks is an error, not an empty string."""

from __future__ import annotations

import threading
from collections.abc import Mapping, MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from corpus.once import once
from search_api.labels import concept_labels, label
from search_api.languages import LANGUAGES, of_header
from search_api.settings import Language, Settings
from search_api.web import display, frame, hit_view, links, map_view, texts, wording
from search_api.web.assets import asset
from search_api.web.days import day_words, published_words
from search_api.web.marking import marked
from search_api.wrong_input import FieldProblem

TEMPLATES = Path(__file__).parent / "templates"
# A page shows what its reader chose, so no cache between may give it to another.
HEADERS = {"Vary": "Accept-Language, Cookie", "Cache-Control": "private, no-cache"}


class _Environment(jinja2.Environment):
    """Compiles a template once: without the lock every visitor of a fresh server would compile it, at 0.1 s and more each."""

    _lock = threading.RLock()

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        with self._lock:
            return super().get_template(name, parent, globals)


@once
def environment() -> jinja2.Environment:
    """The template environment: always escaping, strict about names."""
    found = _Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    found.globals |= {
        "asset": asset,
        "display_choices": display.CHOICES,
        "menu": frame.MENU,
        "footer": frame.FOOTER,
        "marked": marked,
        "shortened": wording.shortened,
        "buttons": False,  # a page whose address is too long to repeat sets it
        "label": label,
        "concept_labels": concept_labels,
        "place_words": wording.place_words,
        "partner_groups": hit_view.partner_groups,
        "kilometres": hit_view.kilometres,
        "excerpt": hit_view.excerpt,
        "told": hit_view.told,
        "as_written": hit_view.as_written,
        "words_list": hit_view.words_list,
        "years_words": wording.years_words,
        "money": wording.money,
        "day_words": day_words,
        "published_words": published_words,
        "safe_address": wording.safe_address,
        "section_words": wording.section_words,
        "field_words": wording.field_words,
        "coverage_map": map_view.coverage,
        "locator_map": map_view.locator,
        "outlines_address": map_view.outlines_address,
    }
    return found


def chosen_language(request: Request) -> Language | None:
    """The language of `?lang=`, the first when there are several, None when there is none or it is unknown."""
    asked = request.query_params.getlist("lang")[:1]
    return next((language for language in LANGUAGES if language in asked), None)


def language_of(request: Request) -> Language:
    """The language of a page: `?lang=`, else what the browser prefers, else the setting."""
    settings = cast(Settings, request.app.state.settings)
    return chosen_language(request) or of_header(request.headers.get("accept-language", "")) or settings.language


def render(request: Request, template: str, values: Mapping[str, object], status: int = HTTPStatus.OK) -> HTMLResponse:
    """The page as a response, with its language in the headers. `values` go before what every page gets."""
    language = language_of(request)
    chosen = chosen_language(request)
    pairs = request.query_params.multi_items()
    shared = frame.of_request(request) | {
        "t": texts.load(language),
        "lang": language,
        # A language chosen by hand goes along with every link; one that the browser prefers need not.
        "suffix": f"?lang={chosen}" if chosen else "",
        "language_links": [(other, links.with_language(request.url.path, pairs, other)) for other in LANGUAGES],
    }
    content = environment().get_template(template).render(shared | dict(values))
    return HTMLResponse(content, status, HEADERS | {"Content-Language": language})


def error_page(
    request: Request,
    status: int,
    code: str,
    detail: str,
    problems: tuple[FieldProblem, ...],
    headers: Mapping[str, str] | None,
) -> HTMLResponse:
    """The page of an error. The heading and advice come from the catalogue, the reasons are Polish."""
    values: dict[str, object] = {"status": status, "code": code, "detail": detail, "problems": problems}
    if request.method != "GET":
        values |= {"here": "/", "address": "/"}  # the address of a form that was refused may have no page
    response = render(request, "error.html", values, status)
    response.headers.update(headers or {})
    return response

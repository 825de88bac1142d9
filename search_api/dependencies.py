"""What routes ask for, wired in one place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Query, Request

from search_api.languages import of_header
from search_api.operation.stopping import Stopping
from search_api.problems import NOT_READY, ProblemError
from search_api.searching.engine import Engine
from search_api.searching.shelf import NotReady, Shelf
from search_api.settings import Language, Settings


def settings_of(request: Request) -> Settings:
    """The settings with which the application was made."""
    return cast(Settings, request.app.state.settings)


def shelf_of(request: Request) -> Shelf:
    """The holder of the open searcher."""
    return cast(Shelf, request.app.state.shelf)


def stopping_of(request: Request) -> Stopping:
    """Whether the server is about to stop."""
    return cast(Stopping, request.app.state.stopping)


async def engine_of(shelf: Annotated[Shelf, Depends(shelf_of)]) -> AsyncIterator[Engine]:
    """The open searcher for the length of one request; a 503 problem when there is none."""
    try:
        with shelf.lease() as engine:
            yield engine
    except NotReady as error:
        raise ProblemError(NOT_READY, str(error)) from error


def language_of(
    request: Request,
    settings: Annotated[Settings, Depends(settings_of)],
) -> Language:
    """The language that the request prefers by its Accept-Language header, else that of the settings."""
    return of_header(request.headers.get("accept-language", "")) or settings.language


def label_language_of(
    preferred: Annotated[Language, Depends(language_of)],
    lang: Annotated[Language | None, Query(description="Język etykiet.")] = None,
) -> Language:
    """The language of labels: `?lang=` before the header."""
    return lang or preferred


SettingsNeeded = Annotated[Settings, Depends(settings_of)]
ShelfNeeded = Annotated[Shelf, Depends(shelf_of)]
StoppingNeeded = Annotated[Stopping, Depends(stopping_of)]
EngineNeeded = Annotated[Engine, Depends(engine_of)]
PreferredLanguage = Annotated[Language, Depends(language_of)]
LabelLanguage = Annotated[Language, Depends(label_language_of)]

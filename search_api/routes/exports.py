"""GET /api/v1/exports/practices.{csv,xlsx,docx,json,geojson,jsonld}."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from search_api import public_address
from search_api.contract.exports import ExportAnswer, ExportParameters
from search_api.dependencies import EngineNeeded, PreferredLanguage, SettingsNeeded
from search_api.export.selecting import Selection, select
from search_api.openapi import problem_responses
from search_api.problems import BUSY, ProblemError
from search_api.web import texts
from search_api.web.texts import Texts

FileFormat = Literal["csv", "xlsx", "docx", "json", "geojson", "jsonld"]

# A file takes a second or two of one core: the rest of the server goes on meanwhile.
MADE_AT_ONCE = 2
# Those who wait hold a thread each, of the forty that answer all requests. Fifty people at once, as of a training, stay below it.
MOST_WAITING = 16
LONGEST_WAIT_SECONDS = 20.0
TOO_MANY = "Wiele osób pobiera teraz pliki. Spróbuj jeszcze raz za minutę."

_turns = threading.BoundedSemaphore(MADE_AT_ONCE)
_places = threading.BoundedSemaphore(MADE_AT_ONCE + MOST_WAITING)

_MEDIA: dict[FileFormat, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
}
_FILES: dict[str, Any] = {
    media: {"schema": {"type": "string", "format": "binary"}} for media in _MEDIA.values() if "json" not in media
} | {media: {"schema": {"type": "object"}} for media in (_MEDIA["geojson"], _MEDIA["jsonld"])}

router = APIRouter(tags=["rekordy"], responses=problem_responses(422, 503))


@router.get(
    "/exports/practices.{format}",
    summary="Lista albo wyniki wyszukiwania jako plik",
    name="export",
    response_model=ExportAnswer,
    responses={200: {"description": "Plik.", "content": _FILES}},
)
def export(
    request: Request,
    file_format: Annotated[FileFormat, Path(alias="format", description="Rodzaj pliku.")],
    parameters: Annotated[ExportParameters, Query()],
    engine: EngineNeeded,
    settings: SettingsNeeded,
    preferred: PreferredLanguage,
) -> Response:
    """Każdy rekord ma w pliku źródło, licencję i adres strony. Plik, w którym coś pominięto, mówi o tym."""
    t = texts.load(parameters.lang or preferred)
    with turn():
        chosen = select(parameters, engine, settings, public_address.of_request(request, settings), t)
        if file_format == "docx":
            from search_api.export import docx

            chosen = chosen.first(docx.MOST_RECORDS)
        content, media_type = _made(file_format, chosen, t)
    name = _file_name(file_format, chosen, t)
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@contextmanager
def turn() -> Iterator[None]:
    """One of the turns to make a file. Raises a 503 problem when too many wait, or when it takes too long."""
    if not _places.acquire(blocking=False):
        raise ProblemError(BUSY, TOO_MANY)
    try:
        if not _turns.acquire(timeout=LONGEST_WAIT_SECONDS):
            raise ProblemError(BUSY, TOO_MANY)
        try:
            yield
        finally:
            _turns.release()
    finally:
        _places.release()


def _made(file_format: FileFormat, chosen: Selection, t: Texts) -> tuple[bytes, str]:
    """The file and its media type. Each writer is imported when it is first asked for."""
    records, about = chosen.records, chosen.about
    if file_format == "csv":
        from search_api.export import csv

        return csv.table(records, about, t), csv.MEDIA_TYPE
    if file_format == "xlsx":
        from search_api.export import xlsx

        return xlsx.workbook(records, about, t), xlsx.MEDIA_TYPE
    if file_format == "docx":
        from search_api.export import docx

        return docx.report(records, about, t), docx.MEDIA_TYPE
    if file_format == "geojson":
        from search_api.export import geojson

        return geojson.collection(records, about), geojson.MEDIA_TYPE
    if file_format == "jsonld":
        from corpus.practice import Practice
        from search_api.export import jsonld

        practices = [record for record in records if isinstance(record, Practice)]
        return jsonld.text(jsonld.graph(practices, about.base)).encode(), jsonld.MEDIA_TYPE
    from search_api.export import plain_json

    return plain_json.answer(records, about), plain_json.MEDIA_TYPE


def _file_name(file_format: FileFormat, chosen: Selection, t: Texts) -> str:
    """ASCII without spaces: "dobre-praktyki-lista-2026-01-02.csv"; what is left out stands in it, as CSV has no room."""
    about = chosen.about
    parts = [t("export.file_of_list") if about.is_list else t("export.file_of_search"), about.made.isoformat()]
    if about.is_cut:
        parts.append(t("export.file_cut", held=about.held, total=about.total))
    return f"{'-'.join(parts)}.{file_format}"

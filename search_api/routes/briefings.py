"""GET /api/v1/briefings/{area}: what the base knows about an area, as JSON, Word or Excel."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from corpus.language import fold
from search_api import public_address
from search_api.briefings.answer import briefing_answer
from search_api.briefings.schemas import BriefingAnswer
from search_api.briefings.service import briefing_of
from search_api.dependencies import EngineNeeded, LabelLanguage, SettingsNeeded
from search_api.export.briefings.about import BriefingAbout
from search_api.export.briefings.docx import MEDIA_TYPE as DOCX
from search_api.export.xlsx import MEDIA_TYPE as XLSX
from search_api.openapi import problem_responses
from search_api.planning.briefing import Briefing
from search_api.planning.briefing_areas import BriefedArea, NoSuchArea, SeveralAreas, area_named
from search_api.problems import NOT_FOUND, ProblemError
from search_api.routes.exports import turn
from search_api.web import texts
from search_api.web.texts import Texts
from search_api.wrong_input import FieldProblem, WrongInput

Format = Literal["json", "docx", "xlsx"]
_FILES: dict[str, Any] = {media: {"schema": {"type": "string", "format": "binary"}} for media in (DOCX, XLSX)}

router = APIRouter(tags=["planowanie"], responses=problem_responses(404, 422, 503))


@router.get(
    "/briefings/{area:path}",
    summary="Co baza wie o powiecie, podregionie albo województwie",
    name="briefing",
    response_model=BriefingAnswer,
    responses={200: {"description": "Zestawienie.", "content": _FILES}},
)
def briefing(
    request: Request,
    area: Annotated[
        str,
        Path(
            max_length=200,
            description="Kod („nuts:PL227”, „teryt:2412”, „teryt:24”, „śląskie/zachodni”) albo nazwa („powiat rybnicki”).",
        ),
    ],
    engine: EngineNeeded,
    settings: SettingsNeeded,
    language: LabelLanguage,
    file_format: Annotated[Format, Query(alias="format", description="Rodzaj pliku.")] = "json",
) -> Response:
    """Praktyki stąd i od sąsiadów, tematy i białe plamy, formy, pieniądze, lata, na tle województwa i kraju.
    Każda liczba ma identyfikatory praktyk albo parametry wyszukiwania, które je dają."""
    wanted = _area(area)
    vary = {"Vary": "Accept-Language"}
    if file_format == "json":
        found = briefing_answer(briefing_of(wanted, engine), engine.manifest.snapshot, language)
        return Response(found.model_dump_json(), media_type="application/json", headers=vary)
    t = texts.load(language)
    about = BriefingAbout(date.today(), public_address.of_request(request, settings), engine.manifest.snapshot)
    with turn():
        content, media_type = _file(briefing_of(wanted, engine), file_format, about, t)
    name = f"{t('briefing.file_name')}-{_ascii(wanted.code)}-{about.made.isoformat()}.{file_format}"
    return Response(
        content, media_type=media_type, headers=vary | {"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _area(name: str) -> BriefedArea:
    try:
        return area_named(name)
    except NoSuchArea as error:
        raise ProblemError(NOT_FOUND, str(error)) from error
    except SeveralAreas as error:
        raise WrongInput(FieldProblem("area", str(error))) from error


def _file(found: Briefing, file_format: Format, about: BriefingAbout, t: Texts) -> tuple[bytes, str]:
    """The file and its media type. Each writer is imported when it is first asked for."""
    if file_format == "xlsx":
        from search_api.export.briefings import xlsx

        return xlsx.workbook(found, about, t), XLSX
    from search_api.export.briefings import docx

    return docx.report(found, about, t), DOCX


def _ascii(code: str) -> str:
    """ "nuts:PL227" -> "nuts-pl227", "śląskie/zachodni" -> "slaskie-zachodni"."""
    return fold(code).replace(":", "-").replace("/", "-")

"""GET /api/v1/practices/{id}/fit: a practice beside a gmina or powiat."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from corpus import vocabulary
from corpus.gminas import register
from search_api.dependencies import EngineNeeded, LabelLanguage
from search_api.fit.schemas import FitAnswer, OwnPlaceOut, StatementOut
from search_api.fit.words import sentence
from search_api.openapi import problem_responses
from search_api.planning.context_fit import Fit, Verdict, compare
from search_api.planning.own import place_named
from search_api.routes.ids import RecordId
from search_api.routes.practices import practice
from search_api.settings import Language
from search_api.web import texts
from search_api.wrong_input import FieldProblem, WrongInput

Place = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        description="Gmina albo powiat: kod z rejestru TERYT („teryt:2412042”) albo nazwa („Lyski”, „powiat rybnicki”).",
    ),
]

router = APIRouter(tags=["rekordy"], responses=problem_responses(404, 422, 503))


@router.get("/practices/{id}/fit", summary="Praktyka obok podanej gminy", name="fit")
def fit(record_id: RecordId, engine: EngineNeeded, language: LabelLanguage, place: Place) -> FitAnswer:
    """Co podobne, co inne, czego nie wiemy. Każde stwierdzenie wynika z pola opisu albo z rejestru gmin."""
    found = practice(record_id, engine)
    try:
        own = place_named(place)
    except LookupError as error:
        raise WrongInput(FieldProblem("place", str(error.args[0]))) from error
    compared = compare(found, own)
    return FitAnswer(
        id=record_id,
        place=OwnPlaceOut.model_validate(own, from_attributes=True),
        distance_km=None if compared.distance_km is None else round(compared.distance_km, 1),
        alike=_out(compared, "alike", language),
        different=_out(compared, "different", language),
        unknown=_out(compared, "unknown", language),
        listed=register().listed,
        counted=register().counted,
        legal_state=vocabulary.load("legal_forms").legal_state,
    )


def _out(compared: Fit, verdict: Verdict, language: Language) -> list[StatementOut]:
    t = texts.load(language)
    return [
        StatementOut(
            aspect=one.aspect,
            verdict=one.verdict,
            reason=one.reason,
            text=sentence(one, t),
            rests_on=list(one.rests_on),
        )
        for one in compared.of(verdict)
    ]

"""The comparison of a practice with a place as models of the contract."""

from __future__ import annotations

from datetime import date

from corpus.gminas import CoordinatesOf, Kind
from search_api.contract.reasons import AnswerModel
from search_api.planning.context_fit import Aspect, Verdict
from search_api.planning.own import Level


class OwnPlaceOut(AnswerModel):
    """Gmina albo powiat z rejestru TERYT. Współrzędne miejscowości o nazwie gminy albo siedziby powiatu."""

    code: str
    name: str
    level: Level
    kind: Kind | None
    population: int | None
    powiat: str
    subregion: str
    subregion_label: str
    voivodeship: str
    lat: float
    lon: float
    coordinates_of: CoordinatesOf


class StatementOut(AnswerModel):
    """Jedno stwierdzenie. „rests_on” to pola opisu, z których wynika, i „register”, gdy mówi rejestr gmin."""

    aspect: Aspect
    verdict: Verdict
    reason: str
    text: str
    rests_on: list[str]


class FitAnswer(AnswerModel):
    """Co podobne („alike”), co inne („different”), czego nie wiemy („unknown”). Bez oceny, czy praktyka się uda."""

    id: str
    place: OwnPlaceOut
    distance_km: float | None
    alike: list[StatementOut]
    different: list[StatementOut]
    unknown: list[StatementOut]
    listed: date
    counted: date
    legal_state: str | None

"""What GET /api/v1/map answers."""

from __future__ import annotations

from corpus.practice import AreaLevel, EvidenceLevel
from search_api.contract.reasons import AnswerModel


class MapPoint(AnswerModel):
    """Jedno miejsce praktyki (WGS 84, stopnie). „coordinates_of” mówi, czego środkiem są współrzędne."""

    id: str
    title: str
    url: str
    place: str
    lat: float
    lon: float
    coordinates_of: AreaLevel
    evidence_level: EvidenceLevel | None


class MapAnswer(AnswerModel):
    """Miejsca znalezionych praktyk. Praktyka z kilku miejsc ma kilka punktów.

    „total” to wszystkie znalezione rekordy. „shown” to praktyki z punktami, „without_coordinates” praktyki bez współrzędnych,
    „documents” dokumenty (nie mają miejsca), „left_out” praktyki ponad limit punktów.
    """

    query: str
    total: int
    shown: int
    without_coordinates: int
    documents: int
    left_out: int
    points: list[MapPoint]
    snapshot: str

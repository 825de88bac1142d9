"""What an answer about ingest runs holds."""

from __future__ import annotations

from corpus.outcome import OutcomeStatus
from search_api.contract.reasons import AnswerModel


class OutcomeOut(AnswerModel):
    """Co stało się z plikiem albo z jego kartą numer „item”. „name” to ścieżka od wskazanego folderu w dół."""

    name: str | None
    item: int | None
    status: OutcomeStatus
    record_id: str | None
    field: str | None
    reason: str | None


class RunOut(AnswerModel):
    """Jedno wczytywanie: kiedy się zaczęło (UTC) i ile wyników ma każdego rodzaju."""

    run: str
    started: str
    counts: dict[str, int]


class OutcomesAnswer(AnswerModel):
    """Strona wyników jednego wczytywania; „runs” wymienia ostatnie, od najnowszego."""

    run: str | None
    total: int
    counts: dict[str, int]
    results: list[OutcomeOut]
    runs: list[RunOut]

"""The state of the server as a model of the contract."""

from __future__ import annotations

from search_api.contract.reasons import AnswerModel


class HealthAnswer(AnswerModel):
    """„live”: program działa. „ready”: można szukać. „reason” mówi, czego brakuje i co zrobić."""

    live: bool
    ready: bool
    reason: str | None
    snapshot: str | None
    counts: dict[str, int]
    encoder: str | None
    encoder_fingerprint: str | None
    reranker: str | None
    reranker_fingerprint: str | None
    version: str


class LiveAnswer(AnswerModel):
    """„live”: program działa i odpowiada."""

    live: bool


class ReadyAnswer(AnswerModel):
    """„ready”: można szukać; „snapshot” mówi, w którym indeksie."""

    ready: bool
    snapshot: str

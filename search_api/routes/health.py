"""GET /api/v1/health, and its two halves for programs that start, stop and route: live and ready."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.contract.health import HealthAnswer, LiveAnswer, ReadyAnswer
from search_api.dependencies import ShelfNeeded, StoppingNeeded
from search_api.openapi import problem_responses
from search_api.problems import NOT_READY, ProblemError
from search_api.searching.shelf import NotReady
from search_api.version import version

STOPPING = "Serwer kończy pracę i nie przyjmuje już nowych zadań."

router = APIRouter(tags=["stan"])


@router.get("/health", summary="Stan serwera", name="health")
def health(shelf: ShelfNeeded, stopping: StoppingNeeded) -> HealthAnswer:
    """Odpowiada zawsze 200. Czy można szukać, mówi pole „ready”; czego brakuje, mówi „reason”."""
    try:
        with shelf.lease() as engine:
            manifest, reranker = engine.manifest, engine.reranker
    except NotReady as error:
        return HealthAnswer(
            live=True,
            ready=False,
            reason=str(error),
            snapshot=None,
            counts={},
            encoder=None,
            encoder_fingerprint=None,
            reranker=None,
            reranker_fingerprint=None,
            version=version(),
        )
    return HealthAnswer(
        live=True,
        ready=not stopping.begun,
        reason=STOPPING if stopping.begun else shelf.reason,
        snapshot=manifest.snapshot,
        counts=dict(manifest.counts),
        encoder=manifest.encoder,
        encoder_fingerprint=manifest.encoder_fingerprint,
        reranker=reranker.name if reranker else None,
        reranker_fingerprint=reranker.fingerprint if reranker else None,
        version=version(),
    )


# Both are coroutines: they answer also while every thread is at work.
@router.get("/health/live", summary="Czy program działa", name="live")
async def live() -> LiveAnswer:
    """Odpowiada 200, dopóki program działa, także bez indeksu. Brak odpowiedzi jest powodem, żeby uruchomić go ponownie."""
    return LiveAnswer(live=True)


@router.get("/health/ready", summary="Czy można kierować tu żądania", name="ready", responses=problem_responses(503))
async def ready(shelf: ShelfNeeded, stopping: StoppingNeeded) -> ReadyAnswer:
    """Odpowiada 200, gdy można szukać, a 503, gdy nie ma indeksu albo serwer kończy pracę."""
    if stopping.begun:
        raise ProblemError(NOT_READY, STOPPING)
    try:
        with shelf.lease() as engine:
            return ReadyAnswer(ready=True, snapshot=engine.manifest.snapshot)
    except NotReady as error:
        raise ProblemError(NOT_READY, str(error)) from error

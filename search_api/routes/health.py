"""GET /api/v1/health."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.dependencies import ShelfNeeded
from search_api.health_schemas import HealthAnswer
from search_api.shelf import NotReady
from search_api.version import version

router = APIRouter(tags=["stan"])


@router.get("/health", summary="Stan serwera", name="health")
def health(shelf: ShelfNeeded) -> HealthAnswer:
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
        ready=True,
        reason=shelf.reason,
        snapshot=manifest.snapshot,
        counts=dict(manifest.counts),
        encoder=manifest.encoder,
        encoder_fingerprint=manifest.encoder_fingerprint,
        reranker=reranker.name if reranker else None,
        reranker_fingerprint=reranker.fingerprint if reranker else None,
        version=version(),
    )

"""The searcher that the settings ask for: the current snapshot, its encoder, and the second look if one is set."""

from __future__ import annotations

from index.encoders import load_encoder
from index.fitted import read_fitted
from index.reranker import load_second_look
from index.searcher import Searcher
from search_api.settings import Settings


def open_searcher(settings: Settings) -> Searcher:
    """Raises SnapshotError, EncoderMissing, RerankerMissing or FittedDamaged, each with a Polish message."""
    second_look = load_second_look(settings.reranker, settings.reranker_depth)
    fitted = read_fitted(settings.ranking) if settings.ranking else None
    return Searcher.open(settings.data_dir, load_encoder(settings.encoder), second_look, fitted)

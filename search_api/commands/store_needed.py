"""For commands that read a store and must not make an empty one where there is none."""

from __future__ import annotations

from search_api.commands.failures import Failure
from search_api.settings import PREFIX, Settings


def need_store(settings: Settings) -> None:
    """Raises Failure when there is no store in the data folder."""
    if not settings.store_path.is_file():
        raise Failure(
            f"Nie ma bazy „{settings.store_path.absolute()}”. Wczytaj praktyki: praktyki ingest ŚCIEŻKA, "
            f"albo sprawdź ustawienie {PREFIX}DATA_DIR."
        )

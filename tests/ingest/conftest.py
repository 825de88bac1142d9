from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Store
from ingest.documents import dictionary as polish
from ingest.words import Dictionary

DOCUMENTS = Path(__file__).parent / "documents"
SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data" / "store.db") as opened:
        yield opened


@pytest.fixture
def documents() -> Path:
    """Our own short documents in the manner of real ones."""
    return DOCUMENTS


@pytest.fixture
def seeds() -> Path:
    """The five real documents, which are no part of the project."""
    if not SEEDS.is_dir():
        pytest.skip("folder shared/seeds is not beside the project")
    return SEEDS


@pytest.fixture
def dictionary() -> Dictionary:
    return polish()

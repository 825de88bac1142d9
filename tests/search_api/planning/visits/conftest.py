"""The whole starter base, indexed once: visits need a country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.cards import STARTER, load_folder
from index.searcher import Searcher
from tests.index.knowledge import published


@pytest.fixture(scope="session")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("starter")
    published(folder, load_folder(STARTER))
    with Searcher.open(folder) as running:
        yield running

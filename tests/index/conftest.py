"""One index over the small knowledge base, built once and only read by the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.practice import Practice
from index.searcher import Searcher
from tests.index.knowledge import PROGRAMME, VISIT, published, starter_practices


@pytest.fixture(scope="session")
def records() -> list[Practice | Document]:
    """The records of the small knowledge base by id."""
    return sorted([*starter_practices(), VISIT, PROGRAMME], key=lambda record: record.id)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, records: list[Practice | Document]) -> Path:
    """A data folder with a published index. Read only: tests that change one make their own."""
    folder = tmp_path_factory.mktemp("var")
    published(folder, records)
    return folder


@pytest.fixture(scope="session")
def searcher(data_dir: Path) -> Iterator[Searcher]:
    with Searcher.open(data_dir) as running:
        yield running


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for property tests, which cannot have one of their own for each example."""
    return tmp_path_factory.mktemp("scratch")

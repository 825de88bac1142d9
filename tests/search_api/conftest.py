"""Running applications: over the small knowledge base of `fakes`, and over a real index of a few starter practices."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus.cards import STARTER
from ingest import privacy
from ingest.personal.record import NOTHING_TOLD, Record
from ingest.privacy import Masked
from search_api.app import create_app
from search_api.cli import main
from search_api.dependencies import shelf_of
from search_api.searching.shelf import Shelf
from search_api.settings import Settings
from search_api.web.routes.proposing import masking_of
from tests.search_api.fakes import FakeEngine

WANTED = "augustow-latarnia-polski-cyfrowej"
STEP = 32


class MaskingHere:
    """Masks in the process of the test: a child for every test would take seconds each time."""

    def mask_all(self, texts: Sequence[str], record: Record = NOTHING_TOLD) -> list[Masked]:
        return privacy.mask_all(texts, record)


def app_with(engine: FakeEngine | None, data_dir: Path) -> FastAPI:
    """An application that serves this engine, or nothing when there is none."""
    # Tests ask faster than anybody; the limit of rate has tests of its own.
    app = create_app(Settings(data_dir=data_dir, rate_per_minute=0))
    published = None if engine is None else Path("proba")
    shelf = Shelf(lambda: published, lambda: engine or FakeEngine())
    shelf.refresh()
    app.dependency_overrides[shelf_of] = lambda: shelf
    app.dependency_overrides[masking_of] = lambda: MaskingHere()
    return app


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application that is ready. Crashes come back as answers, as a user would get them."""
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def empty_client(tmp_path: Path) -> Iterator[TestClient]:
    """A client of an application that has no snapshot."""
    with TestClient(app_with(None, tmp_path), raise_server_exceptions=False) as running:
        yield running


@pytest.fixture(scope="session")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every thirty-second card of the starter base and the one that the tests look for."""
    folder = tmp_path_factory.mktemp("karty")
    files = sorted(STARTER.rglob("*.yaml"))
    for file in {*files[::STEP], *STARTER.rglob(f"{WANTED}.yaml")}:
        shutil.copy(file, folder)
    return folder


@pytest.fixture(scope="session")
def built(cards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with those cards ingested and indexed by the commands themselves."""
    data = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRAKTYKI_DATA_DIR", str(data))
        assert main(["ingest", str(cards)]) == 0
        assert main(["build"]) == 0
    return data


@pytest.fixture(scope="session")
def real_client(built: Path) -> Iterator[TestClient]:
    """A client of the application as it is served, over those practices."""
    with TestClient(create_app(Settings(data_dir=built, rate_per_minute=0)), raise_server_exceptions=False) as running:
        yield running

"""A gate, an application and its clients, under a clock that tests move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from search_api.access.gate import Gate
from search_api.settings import Settings
from tests.search_api.access.clocks import Clock, gate_at
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine

SITE = "https://praktyki.example"
FAR = ("203.0.113.7", 5)

Start = Callable[..., TestClient]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(tmp_path: Path, clock: Clock) -> Gate:
    return gate_at(tmp_path, clock)


@pytest.fixture
def app(tmp_path: Path, gate: Gate) -> FastAPI:
    made = app_with(FakeEngine(), tmp_path)
    made.state.gate = gate
    return made


@pytest.fixture
def start(app: FastAPI, tmp_path: Path) -> Start:
    """A client of the server: from far away, over TLS, with default settings, if not told otherwise."""

    def started(peer: tuple[str, int] = FAR, site: str = SITE, **given: str) -> TestClient:
        app.state.settings = Settings.model_validate({"data_dir": tmp_path} | given)
        return TestClient(app, base_url=site, client=peer, follow_redirects=False, raise_server_exceptions=False)

    return started

"""Applications under small limits, and clients at addresses of their own."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.dependencies import shelf_of
from search_api.searching.shelf import Shelf
from search_api.settings import Settings
from tests.search_api.fakes import FakeEngine

STRANGER, OFFICE = "203.0.113.7", "203.0.113.8"
BROWSER = {"Accept": "text/html", "Accept-Language": "pl"}


def app_under(data_dir: Path, **limits: object) -> FastAPI:
    """The application over the small knowledge base, with these settings."""
    app = create_app(Settings.model_validate({"data_dir": data_dir, **limits}))
    shelf = Shelf(lambda: Path("proba"), FakeEngine)
    shelf.refresh()
    app.dependency_overrides[shelf_of] = lambda: shelf
    return app


def client_at(app: FastAPI, address: str) -> TestClient:
    """A client whose connection comes from this address."""
    return TestClient(app, client=(address, 5), raise_server_exceptions=False)

"""Fixtures shared with the tests of the server."""

from __future__ import annotations

from tests.search_api.conftest import cards

__all__ = ["cards"]

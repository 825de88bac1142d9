"""Phrases that several commands print."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES = {"practice": "praktyki", "document": "dokumenty", "passages": "fragmenty"}


def counts(found: Mapping[str, int]) -> str:
    """ "praktyki 386, dokumenty 5"."""
    return ", ".join(f"{_NAMES.get(kind, kind)} {count}" for kind, count in found.items())

"""Phrases that several commands print."""

from __future__ import annotations

import sys
from collections.abc import Mapping

_NAMES = {"practice": "praktyki", "document": "dokumenty", "passages": "fragmenty"}


def counts(found: Mapping[str, int]) -> str:
    """ "praktyki 386, dokumenty 5"."""
    return ", ".join(f"{_NAMES.get(kind, kind)} {count}" for kind, count in found.items())


def damage(told: str | None) -> None:
    """Says on the error output that another index answers than the one that should; nothing for None."""
    if told is not None:
        print(f"praktyki: UWAGA: {told}", file=sys.stderr)

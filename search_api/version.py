"""The version of the program as installed."""

from __future__ import annotations

from importlib import metadata

DISTRIBUTION = "dobre-praktyki"


def version() -> str:
    """The version of the installed distribution."""
    return metadata.version(DISTRIBUTION)

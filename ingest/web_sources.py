"""Web addresses as files: each is fetched before the run into a folder of the parent and read like any other file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.sources import Address, SourceFile

if TYPE_CHECKING:
    from ingest.fetch import Fetched

Fetch = Callable[[str], "Fetched"]


def fetcher(ports: frozenset[int] | None = None) -> Fetch:
    """Reads public addresses only, under limits, with the rules of each site asked once in a run.

    `ports` may be asked: those of the web unless others are given.
    """
    from ingest.fetch import USUAL_PORTS, Fetcher

    return Fetcher(ports=ports or USUAL_PORTS).fetch


def fetched(address: Address, fetch: Fetch, place: Path) -> SourceFile:
    """What lies at an address, written to the file `place`; a refusal becomes the fault of the file."""
    try:
        found = fetch(address.url)
    except Unreadable as error:
        return SourceFile(place, address.url, fault=error.reason, address=address)
    place.write_bytes(found.data)
    return SourceFile(place, found.name, len(found.data), address=address, url=found.final_url)

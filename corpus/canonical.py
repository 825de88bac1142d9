"""One text for one record: the canonical JSON that checksums, the store and the dump rest on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from corpus.practice import Record


def canonical_json(record: Record) -> str:
    """The record as JSON on one line: keys in order, no spaces, all fields, letters as they are.

    Equal records give equal text, in every process and on every machine.
    """
    return canonical_line(record.model_dump(mode="json"))


def canonical_line(mapping: Mapping[str, Any]) -> str:
    """Any plain mapping in the same form. Raises ValueError for a number that JSON does not know (NaN, infinity)."""
    return json.dumps(mapping, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def timestamp() -> str:
    """The present moment as the store writes it: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def checksum(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

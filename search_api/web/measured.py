"""The measured quality that the page on ranking shows: `measured.json`, written by `praktyki fit --figures FILE`, never by hand."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

MEASURED = Path(__file__).with_name("measured.json")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MeasuredSet(_Part):
    """One set of judged needs. Every figure is of needs held out (`index.cross_validation.Validation`), a mean between 0 and 1.

    `own` when the needs belong to the program.
    """

    own: bool
    needs: int
    answerable: int
    ndcg: float
    ndcg_served: float
    recall: float
    told_empty: float
    wrongly_empty: float


class Measured(_Part):
    """The whole file. `high` and `medium` are the shares of useful hits from which confidence is called so."""

    made: date
    command: str
    practices: int
    sets: tuple[MeasuredSet, ...]
    high: float
    medium: float


@cache
def measured() -> Measured:
    """The figures, read once."""
    return Measured.model_validate_json(MEASURED.read_bytes())

"""Ids of records in addresses."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

RecordId = Annotated[str, Path(alias="id", max_length=200, description="Identyfikator rekordu, pole „id” wyniku.")]

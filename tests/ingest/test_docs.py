"""The pages about ingestion say what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from corpus.outcome import OutcomeStatus
from ingest import limits
from ingest.formats import readable_suffixes
from ingest.limits import Limit, grouped
from ingest.personal.kinds import MASKS

DOCS = Path(__file__).parents[2] / "docs"
INGEST = (DOCS / "ingest.md").read_text(encoding="utf-8")
PRIVACY = (DOCS / "privacy.md").read_text(encoding="utf-8")


def test_the_table_of_limits_is_that_of_the_code() -> None:
    constants = {name: limit for name, limit in vars(limits).items() if isinstance(limit, Limit)}
    table = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", INGEST, re.MULTILINE)

    assert table == [(name, one.what, f"{grouped(one.value)} {one.unit}") for name, one in constants.items()]


def test_a_limit_tells_its_value_and_the_way_out() -> None:
    assert (
        limits.PAGES.message == "Przekroczony limit: liczba stron to najwyżej 2 000 stron. Podziel dokument na części."
    )


def test_every_format_and_outcome_is_named() -> None:
    assert [suffix for suffix in readable_suffixes() if f"`{suffix}`" not in INGEST] == []
    assert [status for status in get_args(OutcomeStatus) if f"| `{status}` |" not in INGEST] == []


def test_every_kind_of_personal_data_is_named_with_its_mask() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `(\[.+?\])` \|$", PRIVACY, re.MULTILINE)

    assert dict(rows) == MASKS

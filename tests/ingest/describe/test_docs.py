"""docs/describe.md names every field and every rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from corpus.description import DocumentKind, FindingField
from ingest.describe.describe import describe
from ingest.describe.measure import read_cases

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "describe.md").read_text(encoding="utf-8")
CASES = ROOT / "tests" / "ingest"


@pytest.mark.parametrize("field", get_args(FindingField))
def test_every_field_is_named(field: str) -> None:
    assert f"`{field}`" in PAGE


@pytest.mark.parametrize("kind", get_args(DocumentKind))
def test_every_kind_of_document_is_named(kind: str) -> None:
    assert re.search(rf"\| `document_kind` \|.*\b{kind}\b", PAGE)


def test_every_method_that_found_something_is_named() -> None:
    cases = [case for name in ("describe_cases", "describe_held_out") for case in read_cases(CASES / name)]
    methods = {
        finding.method.removeprefix("rule:")
        for case in cases
        for description in describe(case.document)
        for finding in description.findings
    }
    named = {method.replace("date.", "years.") for method in methods}

    assert len(methods) > 20
    assert [method for method in sorted(named) if f"`{method}`" not in PAGE] == []

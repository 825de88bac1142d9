"""The table of threats in docs/security.md names tests, and each of them exists."""

from __future__ import annotations

import ast
import re

import pytest

from tests.security.own_patterns import ROOT

_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_ROWS = [
    line
    for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not re.fullmatch(r"[|-]+|\| Threat \|.*", line)
]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_threat_names_tests_that_exist(row: str) -> None:
    found = _NAMED.findall(row)

    assert found
    for path, name in found:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{path}::{name}"


def test_the_table_has_the_threats_that_were_asked_for() -> None:
    asked = (
        "Path traversal,SSRF by an address or a redirect,SSRF by DNS,Zip bombs,PDF bombs,XML entities,Formula injection,XSS,CSRF,"
        "Header spoofing,Key guessing,ReDoS,Unsafe deserialisation"
    )
    threats = [row.split("|")[1].strip() for row in _ROWS]

    assert not [one for one in asked.split(",") if not any(threat.startswith(one) for threat in threats)]

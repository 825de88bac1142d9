"""What the files of these tests say about themselves."""

from __future__ import annotations

from datetime import date

from search_api.export.about import About

ABOUT = About(
    made=date(2026, 1, 2),
    base="https://praktyki.example.org",
    address="https://praktyki.example.org/szukaj?q=samotni+seniorzy",
    snapshot="proba",
    is_list=False,
    query="samotni seniorzy",
    filters=("temat: seniorzy",),
    total=2,
    held=2,
)

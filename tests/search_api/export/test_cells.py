"""Texts in files: nothing that a spreadsheet takes for a formula, nothing that XML forbids, and nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search_api.export.cells import clean, defused, undefused

STARTS = "=+-@＝＋－＠"
# Wherever a cell could begin for a program that guesses the separator.
FORMULA = re.compile(rf"(?:^|[,;\n])[\s\"]*[{re.escape(STARTS)}]")
FORBIDDEN_BY_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+48 za seniora", "'+48 za seniora"),
        ("-5 stopni", "'-5 stopni"),
        ("@wszyscy", "'@wszyscy"),
        ("＝1+1", "'＝1+1"),
        (' "=1+1', "\"'=1+1"),
        ("tak,=1+1", "tak,'=1+1"),
        ("tak;\n- spotkania", "tak;\n'- spotkania"),
        ("\t=1+1", "'=1+1"),
        ("pierwsza\r\n@druga", "pierwsza\n'@druga"),
        ("Klub 60+ w Woli – środa", "Klub 60+ w Woli – środa"),
        ("5 + 5 = 10", "5 + 5 = 10"),
    ],
)
def test_what_could_begin_a_formula_gets_an_apostrophe_and_the_rest_stays(text: str, cell: str) -> None:
    assert defused(text) == cell


@given(st.text())
@example("'=1")
@example("''-,'@")
@example(",\n=")
def test_any_text_comes_back_and_no_cell_begins_a_formula(text: str) -> None:
    cell = defused(text)

    assert undefused(cell) == clean(text)
    assert not FORMULA.search(cell)
    assert not FORBIDDEN_BY_XML.search(cell)


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_characters_that_turn_or_hide_text_do_not_reach_a_file() -> None:
    assert clean("Klub\u202e seniora\u200b\x00 w Lucieniu\ud800") == "Klub seniora w Lucieniu"

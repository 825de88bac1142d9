"""Marks never let the text of a record become markup."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from search_api.web.marking import marked

OFFSET = st.integers(-5, 60)


def test_the_words_that_matched_are_marked() -> None:
    assert marked("Klub seniora na wsi", [(5, 12), (16, 19)]) == "Klub <mark>seniora</mark> na <mark>wsi</mark>"


def test_the_text_is_escaped_inside_and_outside_of_marks() -> None:
    assert marked("<b> & <i>", [(6, 9)]) == "&lt;b&gt; &amp; <mark>&lt;i&gt;</mark>"


def test_ranges_that_overlap_or_overrun_are_cut() -> None:
    assert marked("abcdef", [(4, 99), (0, 3), (2, 5), (3, 3)]) == "<mark>abc</mark><mark>de</mark><mark>f</mark>"


@given(text=st.text(max_size=50), highlights=st.lists(st.tuples(OFFSET, OFFSET), max_size=6))
def test_without_its_marks_the_result_is_the_text(text: str, highlights: list[tuple[int, int]]) -> None:
    result = str(marked(text, highlights))

    bare = result.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in bare
    assert html.unescape(bare) == text or "&" in text

"""Phrases of the word lists as patterns: whole words, a star for the rest of one, classes of characters as they stand."""

from __future__ import annotations

import pytest

from search_api.planning.need_words import pattern_of


@pytest.mark.parametrize(
    ("phrase", "fits", "misses"),
    [
        ("zadan*", ["zadan", "zadania"], ["podzadan", "zada"]),
        ("(?:liczb\\w+ )?wskazan", ["liczba wskazan", "wskazan"], ["wskazanie"]),
        ("\\w*nie", ["nie", "wspieranie"], ["nigdy"]),
        ("nr \\d*", ["nr ", "nr 12"], ["nr ab"]),
        ("ust.", ["ust."], ["usta"]),
        ("co .{0,5}udalo", ["co sie udalo"], ["co nam sie udalo"]),
        ("nie ma", ["nie  ma"], ["niema"]),
    ],
)
def test_a_phrase_fits_whole_words_and_no_others(phrase: str, fits: list[str], misses: list[str]) -> None:
    pattern = pattern_of([phrase])

    assert [text for text in fits if not pattern.fullmatch(text)] == []
    assert [text for text in misses if pattern.fullmatch(text)] == []

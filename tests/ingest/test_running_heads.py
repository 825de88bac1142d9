"""Running heads, also of short documents."""

from __future__ import annotations

from ingest.lines import Line
from ingest.running_heads import without_running_heads


def kept(*pages: tuple[str, ...]) -> list[str]:
    lines = [Line(text, number) for number, page in enumerate(pages, start=1) for text in page]
    return [line.text for line in without_running_heads(lines)]


def test_a_head_that_returns_with_another_number_goes() -> None:
    pages = [(f"Gmina Lipowa – strona {number}", f"Tekst strony {'abc'[number]}", str(number)) for number in range(3)]

    assert kept(*pages) == ["Tekst strony a", "Tekst strony b", "Tekst strony c"]


def test_on_two_pages_only_the_same_words_at_the_very_edge_are_a_head() -> None:
    pages = (
        ("Gmina Lipowa", "Rozdział 1", "Pierwszy tekst", "1 / 2"),
        ("Gmina Lipowa", "Rozdział 2", "Drugi tekst", "2 / 2"),
    )

    assert kept(*pages) == ["Rozdział 1", "Pierwszy tekst", "Rozdział 2", "Drugi tekst"]


def test_chapters_at_the_top_of_two_pages_stay() -> None:
    assert kept(("Rozdział 1", "Tekst a"), ("Rozdział 2", "Tekst b")) == [
        "Rozdział 1",
        "Tekst a",
        "Rozdział 2",
        "Tekst b",
    ]

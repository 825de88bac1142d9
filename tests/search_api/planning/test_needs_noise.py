"""What sounds like a need in a document and is none, and needs that the layout of a file hides."""

from __future__ import annotations

import pytest

from search_api.planning.needs import of_document, read_document
from tests.search_api.planning.test_needs_documents import blocks


def test_an_item_that_a_narrow_column_broke_is_read_whole() -> None:
    """Two columns of a SWOT in a PDF: second lines become paragraphs, and a title stands behind the last item above it."""
    document = blocks(
        ("heading", "Słabe strony"),
        ("list_item", "niska aktywność zawodowa osób z"),
        ("paragraph", "niepełnosprawnościami"),
        ("list_item", "bariery architektoniczne w ratuszu Szanse"),
        ("list_item", "rozwój ekonomii społecznej w regionie"),
    )
    assert [need.text for need in of_document(document)] == [
        "niska aktywność zawodowa osób z niepełnosprawnościami",
        "bariery architektoniczne w ratuszu",
    ]


def test_a_list_of_infinitives_is_one_of_tasks_and_thanks_in_it_are_none() -> None:
    document = blocks(
        ("paragraph", "Wnioski rady:"),
        ("list_item", "przenieść gimnastykę na parter"),
        ("list_item", "stworzyć grupę wolontariuszy"),
        ("list_item", "doświetlić przejście przy szkole"),
        ("list_item", "podziękować chórowi na piśmie"),
    )
    read = read_document(document)
    proposed, offered = (
        {need.text.rpartition(": ")[2]: need.kind for need in needs} for needs in (read.needs, read.perhaps)
    )
    assert proposed.keys() >= {"przenieść gimnastykę na parter", "doświetlić przejście przy szkole"}
    assert proposed | offered == dict.fromkeys([*proposed, "stworzyć grupę wolontariuszy"], "task")
    assert not any("podziękować" in text for text in proposed | offered)


@pytest.mark.parametrize(
    "sentence",
    [
        "Problem narkotyków w szkołach, według dyrektorów, nie występuje.",
        "Tylko 9 osób napisało, że w okolicy czuje się niebezpiecznie.",
        "Nikt nie skarżył się na hałas.",
        "Stopa bezrobocia była najniższa od piętnastu lat.",
        "Ktoś zażartował, że przydałby się pałac.",
        "Radna poprosiła o otwarcie okna, bo było duszno.",
        "Kierownik odpowiedział, że w budżecie pieniędzy na to nie zapisano.",
        "Procenty nie sumują się do stu, bo można było wskazać kilka odpowiedzi.",
    ],
)
def test_denials_jokes_logistics_and_method_are_no_needs(sentence: str) -> None:
    given_document = blocks(("paragraph", "W gminie brakuje lekarza rodzinnego."), ("paragraph", sentence))
    assert [need.text for need in of_document(given_document)] == ["W gminie brakuje lekarza rodzinnego"]

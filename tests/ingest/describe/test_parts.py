"""Reports that hold many practices are split at their headings."""

from __future__ import annotations

from ingest.describe.describe import describe
from ingest.describe.measure import document_of

NUMBERED = """Dobre praktyki powiatu

Wstęp do raportu, w którym opisano dwie praktyki z terenu powiatu rybnickiego.

Dobra praktyka 1: Kuchnia na kółkach

Opis działań
Fundacja „Ciepły Talerz” dowozi obiady mieszkańcom gminy Lyski od 2019 roku.

Dobra praktyka 2: Młodzi radzą

Opis działań
Stowarzyszenie „Kresy” prowadzi od 2018 r. debaty w gminie Gaszowice.
"""

LABELLED = """Katalog inicjatyw

Katalog opisuje inicjatywy wsparte przez fundację w zeszłym roku.

1. Zielona klasa w Lyskach

Miejsce: Lyski
Koszt: 11 300 zł

Rodzice zbudowali altanę, w której odbywają się lekcje przyrody dla uczniów.

2. Muzyka łączy pokolenia

Miejsce: Gaszowice
Koszt: 24 tys. zł

Dzieci uczyły się grać od starszych muzykantów i dały trzy koncerty.

Podsumowanie

Obie inicjatywy będą kontynuowane dzięki wsparciu mieszkańców i samorządów.
"""

PLAN = """Projekt szkoleniowy

1. Warsztaty wstępne

Termin: marzec

Warsztaty skierowane są do przedstawicieli sektora publicznego i organizacji.

2. Panel ekspercki

Termin: wrzesień

Panel służy opracowaniu standardów współpracy w zakresie polityk publicznych.
"""


def titles(text: str) -> list[str]:
    return [description.title for description in describe(document_of(text))]


def test_numbered_practices_are_parts() -> None:
    assert titles(NUMBERED) == ["Dobra praktyka 1: Kuchnia na kółkach", "Dobra praktyka 2: Młodzi radzą"]


def test_each_part_keeps_to_its_own_blocks() -> None:
    first, second = describe(document_of(NUMBERED))

    assert first.last_block + 1 == second.first_block
    assert [f.value for f in first.findings if f.field == "years"] == [{"start": 2019, "end": None}]
    assert [f.value for f in second.findings if f.field == "years"] == [{"start": 2018, "end": None}]
    assert (first.id[-2:], second.id[-2:]) == ("-1", "-2")


def test_labels_that_stand_again_under_each_heading_show_the_parts_and_a_summary_is_none_of_them() -> None:
    described = describe(document_of(LABELLED))

    assert [d.title for d in described] == ["1. Zielona klasa w Lyskach", "2. Muzyka łączy pokolenia"]
    assert [f.value for f in described[1].findings if f.field == "funding"] == [
        {"source": None, "amount_pln": 24_000.0}
    ]
    blocks = document_of(LABELLED).blocks
    assert "Podsumowanie" not in [block.text for block in blocks[: described[1].last_block + 1]]


def test_one_label_alone_is_the_timetable_of_one_project() -> None:
    assert titles(PLAN) == ["Projekt szkoleniowy"]

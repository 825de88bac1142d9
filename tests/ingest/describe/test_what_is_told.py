"""Kind, evidence level, topics and extracted sentences."""

from __future__ import annotations

import pytest

from ingest.describe.evidence import evidence_level
from ingest.describe.extracts import extract_findings, extracts
from ingest.describe.kind import document_kind
from ingest.describe.topics import topics
from tests.ingest.describe.conftest import Sheets


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("# Zaproszenie na warsztaty", "Warsztaty odbędą się w sobotę. Liczba miejsc ograniczona.", "ogłoszenie"),
        ("# Program współpracy na rok 2023", "§ 1. Uchwala się program.", "program"),
        ("# Sprawozdanie z realizacji zadania", "Zawarto 16 umów.", "sprawozdanie"),
        ("# Diagnoza potrzeb młodzieży", "Przebadano 412 uczniów.", "diagnoza"),
        ("# Inicjatywa lokalna krok po kroku", "Warto zacząć od rozmowy.", "poradnik"),
        ("# Plac zabaw już otwarty", "W zabawie wzięło udział 80 dzieci.", "relacja"),
        ("# Wypożyczalnia rzeczy", "Problem: brak sprzętu.", "praktyka"),
        ("# Ogród", "Ogród.", "inny"),
    ],
)
def test_the_title_and_the_words_tell_the_kind(sheet: Sheets, title: str, text: str, kind: str) -> None:
    found = document_kind(sheet(title, text))

    assert found is not None
    assert found.value == kind


@pytest.mark.parametrize(
    ("text", "kind", "level"),
    [
        ("Gmina zorganizuje warsztaty, które odbędą się w maju.", "ogłoszenie", "E0"),
        ("Gmina prowadzi zajęcia dla seniorów razem z fundacją.", "relacja", "E1"),
        ("W zajęciach wzięło udział 120 osób.", "relacja", "E3"),
        ("Przeprowadzono ewaluację zajęć.", "relacja", "E3"),
        ("Praktyka otrzymała nagrodę w konkursie „Samorząd dla seniorów”.", "relacja", "E4"),
    ],
)
def test_the_evidence_level_follows_what_is_told(sheet: Sheets, text: str, kind: str, level: str) -> None:
    page = sheet(text)

    found = evidence_level(page, extracts(page), kind)

    assert found is not None
    assert (found.value, found.quote) == (level, text)


def test_a_document_that_tells_nothing_has_no_level(sheet: Sheets) -> None:
    page = sheet("Kontakt: sekretariat.")

    assert evidence_level(page, extracts(page), "inny") is None


def test_sentences_are_taken_out_word_for_word(sheet: Sheets) -> None:
    page = sheet(
        "W gminie brakowało miejsca dla seniorów. Gmina i fundacja wyremontowały dawną szkołę.",
        "Z zajęć skorzystało 86 seniorów. Warto zacząć od małej grupy.",
    )

    found = {finding.field: finding.value for finding in extract_findings(page, extracts(page))}

    assert found == {
        "need": "W gminie brakowało miejsca dla seniorów.",
        "actions": "Gmina i fundacja wyremontowały dawną szkołę.",
        "results": "Z zajęć skorzystało 86 seniorów.",
        "lessons": "Warto zacząć od małej grupy.",
    }


def test_a_heading_rules_the_sentences_below_it(sheet: Sheets) -> None:
    page = sheet("# Klub", "## Efekty", "Seniorzy poznali się i razem obchodzą święta.")

    assert [(f.field, f.value) for f in extract_findings(page, extracts(page))] == [
        ("results", "Seniorzy poznali się i razem obchodzą święta.")
    ]


def test_laws_and_money_are_no_actions(sheet: Sheets) -> None:
    page = sheet(
        "Na podstawie art. 18 ustawy o samorządzie gminnym (Dz.U. z 2022 r. poz. 559) prowadzi się konsultacje.",
        "Skąd pieniądze: projekt prowadzony przez gminę, 5 000 zł.",
    )

    assert extracts(page) == ()


def test_topics_quote_the_words_that_name_them(sheet: Sheets) -> None:
    page = sheet(
        "# Klub seniora w remizie",
        "Strażacy z OSP uczą seniorów pierwszej pomocy. Lokal użyczyła gmina w ramach inicjatywy lokalnej.",
    )

    found = {(finding.field, finding.value): finding.quote for finding in topics(page)}

    assert found["themes", "seniors"] == "Klub seniora w remizie"
    assert ("target_groups", "seniors") in found
    assert "inicjatywy lokalnej" in found["cooperation_forms", "local_initiative"]

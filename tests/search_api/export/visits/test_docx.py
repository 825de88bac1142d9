"""The study visit in Word: the programme that an organiser edits, and the letters to the hosts."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from search_api.export.plans.about import PlanAbout
from search_api.export.visits import docx as visit_docx
from search_api.export.visits import letters_docx as visit_letters_docx
from search_api.planning.visits.result import VisitPlan
from search_api.web import texts
from tests.search_api.fakes import ATTACK, HOSTILE
from tests.search_api.planning.visits.sample import sample_plan

PL, EN = texts.load("pl"), texts.load("en")
ABOUT = PlanAbout(date(2026, 11, 22), "https://praktyki.example.org", "proba")


def opened(content: bytes) -> Word:
    return Document(io.BytesIO(content))


def styled(word: Word, name: str) -> list[str]:
    return [one.text for one in word.paragraphs if one.style is not None and one.style.name == name]


def hostile_plan() -> VisitPlan:
    """The sample with a first stop whose record attacks whoever shows it."""
    plan = sample_plan()
    area = plan.areas[0]
    day = area.days[0]
    meeting = day.meetings[0]
    spot = replace(meeting.candidate.spot, name=f"{HOSTILE}\x00\u202e")
    bad = replace(meeting.candidate, practice=ATTACK, organisations=ATTACK.partners, authorities=(), spot=spot)
    items = tuple(replace(meeting, candidate=bad) if item is meeting else item for item in day.items)
    changed = replace(area, days=(replace(day, items=items), *area.days[1:]))
    return replace(plan, areas=(changed, *plan.areas[1:]))


@pytest.fixture(scope="module")
def word() -> Word:
    return opened(visit_docx.report(sample_plan(), 1, ABOUT, PL))


def test_the_chapters_stand_in_the_order_in_which_an_organiser_works(word: Word) -> None:
    assert styled(word, "Heading 1") == [
        *("W skrócie", "Program", "Spotkania", "Sprawdzenie zasad", "Porównanie obszarów", "Co zabrać i pokazać"),
        *("Propozycja wizyty w pięciu punktach", "Co zrobić i kiedy", "Źródła", "O tym dokumencie"),
    ]
    assert styled(word, "Heading 2")[:3] == [
        "O co prosi organizator",
        "Dzień 1: czwartek, 13 maja 2027",
        "Dzień 2: piątek, 14 maja 2027",
    ]


def test_a_day_is_a_table_with_times_places_and_hosts(word: Word) -> None:
    days = [table for table in word.tables if table.rows[0].cells[0].text == "Godzina"]

    assert len(days) == 2
    rows = [tuple(cell.text for cell in row.cells) for row in days[0].rows]
    assert rows[0] == ("Godzina", "Co", "Z kim")
    assert rows[1] == ("7:00–7:40", "Przejazd: Lyski – Niezdrowice, około 39 km", "")
    assert rows[3] == (
        "8:00–9:30",
        "1. Dom dziennego pobytu w wiejskiej świetlicy w Niezdrowicach (Niezdrowice) [1]",
        "Gmina Ujazd; Ośrodek Pomocy Społecznej w Ujeździe; Krajowy Instytut Gospodarki Senioralnej",
    )
    assert days[0].rows[0]._tr.findall(f".//{qn('w:tblHeader')}")


def test_every_quote_ends_with_the_number_of_a_listed_source(word: Word) -> None:
    quotes = [text for text in styled(word, "List Bullet") if text.startswith("„")]
    listed = {int(found[1]) for one in word.paragraphs if (found := re.match(r"\[(\d+)\] \S", one.text)) is not None}

    assert len(quotes) > 10
    assert listed == {1, 2, 3, 4}
    for quote in quotes:
        found = re.search(r"\[(\d+)\]$", quote)
        assert found, quote
        assert int(found[1]) in listed


def test_the_contents_link_to_every_chapter_and_pages_are_numbered(word: Word) -> None:
    body = word.element.body
    aims = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert aims == marks
    assert len(marks) == 10
    assert "PAGE" in word.sections[0].footer._element.xml


def test_a_long_day_begins_on_a_page_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_docx, "LONG_DAY", 3)

    word = opened(visit_docx.report(sample_plan(), 1, ABOUT, PL))

    breaks = {
        one.text: one.paragraph_format.page_break_before for one in word.paragraphs if one.text.startswith("Dzień")
    }
    assert breaks["Dzień 2: piątek, 14 maja 2027"]
    assert not breaks["Dzień 1: czwartek, 13 maja 2027"]


def test_the_other_area_has_a_document_of_its_own() -> None:
    word = opened(visit_docx.report(sample_plan(), 2, ABOUT, PL))

    assert word.core_properties.title == "Wizyta studyjna: Staszów i okolice"
    assert any("Kazimierza Wielka" in row.cells[1].text for table in word.tables for row in table.rows)


def test_hostile_text_stands_there_as_text() -> None:
    plan = hostile_plan()

    agenda = opened(visit_docx.report(plan, 1, ABOUT, PL))
    letters = opened(visit_letters_docx.report(plan, 1, ABOUT, PL))

    assert f"1. Tytuł {HOSTILE}" in styled(agenda, "Heading 2")
    assert f"List 1: {HOSTILE}" in styled(letters, "Heading 1")
    assert not [
        one.text for one in (*agenda.paragraphs, *letters.paragraphs) if "\x00" in one.text or "\u202e" in one.text
    ]


def test_words_around_are_english_when_asked() -> None:
    agenda = opened(visit_docx.report(sample_plan(), 1, ABOUT, EN))
    letters = opened(visit_letters_docx.report(sample_plan(), 1, ABOUT, EN))

    assert styled(agenda, "Heading 1")[:2] == ["In short", "Programme"]
    assert styled(letters, "Heading 1")[0] == "Letter 1: Gmina Ujazd"


def test_each_letter_has_a_page_and_blanks_for_what_only_the_organiser_knows() -> None:
    word = opened(visit_letters_docx.report(sample_plan(), 1, ABOUT, PL))

    heads = [one for one in word.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert [head.text for head in heads][:3] == [
        "List 1: Gmina Ujazd",
        "List 2: Ośrodek Pomocy Społecznej w Ujeździe",
        "List 3: Krajowy Instytut Gospodarki Senioralnej",
    ]
    assert all(head.paragraph_format.page_break_before for head in heads)
    told = [one.text for one in word.paragraphs]
    assert told.count("Szanowni Państwo,") == len(heads)
    assert told.count("[imię i nazwisko, funkcja, telefon, e-mail]") == len(heads)
    assert "czwartek, 13 maja 2027, 8:00–9:30, Niezdrowice" in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice nie jest zainstalowany")
def test_libreoffice_opens_both_and_reads_the_programme_and_a_letter(tmp_path: Path) -> None:
    files = [tmp_path / "program.docx", tmp_path / "listy.docx"]
    files[0].write_bytes(visit_docx.report(hostile_plan(), 1, ABOUT, PL))
    files[1].write_bytes(visit_letters_docx.report(sample_plan(), 1, ABOUT, PL))

    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    programme, letters = (file.with_suffix(".txt").read_text(encoding="utf-8-sig") for file in files)
    assert "Dzień 2: piątek, 14 maja 2027" in programme
    assert "12:45–14:15" in programme
    assert f"1. Tytuł {HOSTILE}" in programme
    assert "[4] Wawelno: jedenaście lat modernizacji obiektu z funduszu sołeckiego" in programme
    assert letters.count("Prosimy o odpowiedź do [data]") == letters.count("Szanowni Państwo,") == 10

"""The plan in Word: an office can edit it, and every claim in it names its practice and source."""

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

from search_api.export.cells import clean
from search_api.export.plans import docx as plan_docx
from search_api.export.plans.about import PlanAbout
from search_api.planning.matching import Choice, match
from search_api.planning.need import Need
from search_api.planning.plan import Plan, plan
from search_api.planning.statements import PracticeSource
from search_api.web import texts
from tests.search_api.fakes import ATTACK, FROM_A_DOCUMENT, HOSTILE, FakeEngine
from tests.search_api.planning.plan_samples import BASE, CONTEXT, sample

PL, EN = texts.load("pl"), texts.load("en")
ABOUT = PlanAbout(date(2026, 1, 2), "https://praktyki.example.org", "proba")
CITED = re.compile(r"\[(\d+(?:, \d+)*)\]")


def opened(content: bytes) -> Word:
    return Document(io.BytesIO(content))


def styled(word: Word, name: str) -> list[str]:
    return [one.text for one in word.paragraphs if one.style is not None and one.style.name == name]


@pytest.fixture(scope="module")
def made() -> Plan:
    return sample(CONTEXT)


@pytest.fixture(scope="module")
def word(made: Plan) -> Word:
    return opened(plan_docx.report(made, ABOUT, PL))


def test_the_chapters_are_the_needs_in_their_order_between_summary_and_sources(word: Word) -> None:
    assert styled(word, "Heading 1") == [
        "W skrócie",
        "Potrzeba 1: Samotni seniorzy na wsi",
        "Zadanie 2: dojechać do lekarza",
        "Potrzeba 3: Astronauci rakieta Księżyc",
        "Potrzeba 4: Remizy, lotniska, porty, kopalnie",
        "Potrzeba 5: Młodzież nie ma dokąd pójść",
        "Która praktyka odpowiada na którą potrzebę",
        "Jakie partnerstwo pokazują praktyki",
        "Źródła",
        "O tym dokumencie",
    ]


def test_a_need_answers_what_an_official_asks_in_that_order(word: Word) -> None:
    headings = styled(word, "Heading 2")
    first = headings.index("Praktyki, na których opiera się ta część")

    assert headings[first + 1 : first + 10] == [
        *("Na jaką potrzebę odpowiadały", "Co zrobić", "Z kim", "W jakiej formie prawnej", "Pieniądze"),
        *("Jakich wyników się spodziewać", "Ryzyka i wnioski", "Pierwsze kroki i dokumenty do przejrzenia"),
        "Czego baza nie wie",
    ]


def test_every_claim_ends_with_the_number_of_a_source_that_stands_in_the_list(word: Word, made: Plan) -> None:
    claims = styled(word, "List Bullet")
    listed = {int(found[1]) for one in word.paragraphs if (found := re.match(r"\[(\d+)\] \S", one.text)) is not None}

    assert len(claims) > 30
    assert listed == {source.number for source in made.sources}
    for claim in claims:
        assert claim.endswith("]"), claim
        numbers = {int(number) for found in CITED.findall(claim) for number in re.findall(r"\d+", found)}
        assert numbers
        assert numbers <= listed


def test_a_quote_stands_word_for_word_in_the_record_of_its_number(word: Word, made: Plan) -> None:
    records = {one.number: one.practice for one in made.sources if isinstance(one, PracticeSource)}
    quotes = [found for claim in styled(word, "List Bullet") if (found := re.match(r"„(.+?)”.* ?\[(\d+)\]$", claim))]

    assert len(quotes) > 8
    for quote in quotes:
        practice = records[int(quote[2])]
        whole = " ".join(filter(None, (practice.need, practice.actions, practice.results, practice.lessons)))
        assert all(part.strip() in clean(whole) for part in quote[1].split("[…]"))


def test_a_source_has_its_place_its_address_in_the_base_and_its_addresses_on_the_web(word: Word) -> None:
    (source,) = [one for one in word.paragraphs if one.text.startswith("[3] Szczebrzeszyn")]

    assert "woj. lubelskie" in source.text
    assert "https://praktyki.example.org/praktyki/szczebrzeszyn-bus" in source.text
    assert {link.address for link in source.hyperlinks} == {
        "https://praktyki.example.org/praktyki/szczebrzeszyn-bus",
        "https://example.org/opis",
    }
    assert "Data dostępu do bazy: 2026-01-02." in "\n".join(one.text for one in word.paragraphs)


def test_weak_and_missing_matches_are_said_and_not_planned_with(word: Word) -> None:
    told = [one.text for one in word.paragraphs]

    assert any(text.startswith("Baza nie ma opisu, który odpowiada tej potrzebie.") for text in told)
    # The contents name the chapters first.
    start = told.index("Potrzeba 4: Remizy, lotniska, porty, kopalnie", told.index("W skrócie") + 20)
    end = told.index("Potrzeba 5: Młodzież nie ma dokąd pójść", start)
    assert "Najbliższe opisy (słabe dopasowanie)" in told[start:end]
    assert "Co zrobić" not in told[start:end]


def test_where_a_need_was_found_and_for_whom_the_plan_is_stand_there(word: Word) -> None:
    told = [one.text for one in word.paragraphs]

    assert "Skąd ta potrzeba: Diagnoza.docx, strona 4" in told
    assert "Cytat: „Młodzież po szkole nie ma dokąd pójść.”" in told
    facts = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}
    assert facts["Gmina albo powiat"].startswith("Lyski")
    assert facts["Najwyższa kwota"].endswith("praktyki o nieznanym koszcie zostają")


def test_heads_of_tables_repeat_on_every_page(word: Word) -> None:
    headed = [table for table in word.tables if table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")]

    assert [cell.text for cell in headed[0].rows[0].cells] == ["Nr", "Potrzeba", "Waga", "Co znaleziono", "Praktyki"]
    assert len(headed) >= 5


def test_the_matrix_has_a_column_for_each_need(word: Word) -> None:
    (matrix,) = [table for table in word.tables if table.rows[0].cells[0].text == "Praktyka"]

    assert [cell.text for cell in matrix.rows[0].cells][1:] == ["1", "2", "3", "4", "5"]
    assert [cell.text for cell in matrix.rows[1].cells] == ["Klub seniora z dowozem [1]", "●", "●", "", "", ""]


def test_it_is_polish_with_numbered_pages_and_contents_that_link_to_every_chapter(word: Word) -> None:
    assert word.core_properties.language == "pl-PL"
    assert "PAGE" in word.sections[0].footer._element.xml
    body = word.element.body
    aims = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert aims == marks
    assert len(marks) == 10


def test_hostile_text_stands_there_as_text() -> None:
    engine = FakeEngine(BASE)
    needs = (Need(f"Remiza {HOSTILE}\u202e\x00"),)
    choices = {1: Choice(keep=(ATTACK.id, FROM_A_DOCUMENT.id))}
    made = plan(match(needs, CONTEXT, engine, choices=choices), CONTEXT, engine)

    word = opened(plan_docx.report(made, ABOUT, PL))

    assert f"„{HOSTILE}” Wynik w liczbach, stopień sprawdzenia E1. [1]" in styled(word, "List Bullet")
    assert styled(word, "Heading 1")[1] == f"Potrzeba 1: Remiza {HOSTILE}"


def test_words_around_are_english_when_asked(made: Plan) -> None:
    word = opened(plan_docx.report(made, ABOUT, EN))

    assert styled(word, "Heading 1")[0] == "In short"
    assert all(claim.endswith("]") for claim in styled(word, "List Bullet"))


def test_a_long_plan_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_docx, "MOST_NEEDS", 2)
    monkeypatch.setattr(plan_docx, "MOST_COLUMNS", 2)

    word = opened(plan_docx.report(sample(), ABOUT, PL))

    told = [one.text for one in word.paragraphs]
    assert "Plik zawiera pierwsze 2 z 5 potrzeb. Pozostałe są w arkuszu Excel i w pliku JSON." in told
    assert not any(text.startswith("Potrzeba 5:") for text in styled(word, "Heading 1"))
    matrix = next(table for table in word.tables if table.rows[0].cells[0].text == "Praktyka")
    assert [cell.text for cell in matrix.rows[1].cells] == ["Klub seniora z dowozem [1]", "1, 2"]


def test_needs_that_were_not_looked_up_are_told_on_the_first_page() -> None:
    made = sample()
    first = made.needs[0]
    nothing = replace(first.matches, state="not_searched", chosen=(), weak=())
    late = replace(first, matches=nothing, practices=())

    word = opened(plan_docx.report(replace(made, needs=(late, *made.needs[1:])), ABOUT, PL))

    assert "Sprawdzono 4 z 5 potrzeb. Na 1 zabrakło czasu." in [one.text for one in word.paragraphs]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice nie jest zainstalowany")
def test_libreoffice_opens_it_and_reads_every_claim_with_its_source(made: Plan, tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(plan_docx.report(made, ABOUT, PL))

    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(file)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    read = (tmp_path / "plan.txt").read_text(encoding="utf-8-sig")
    assert "„O połączenia upominali się sołtysi. Gmina wybrała miejscowości bez żadnej komunikacji.” [3]" in read
    assert "[3] Szczebrzeszyn: kursy busa do wsi" in read

"""PDFs that three programs made from one Polish text: the text comes back whole, in order, with its paragraphs.

`tests/ingest/make_pdfs.py` made the files; they are kept, so the programs are not needed here.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from ingest.clean import Cleaned, clean
from ingest.loaders.pdf import Extractor, PdfLoader, installed
from ingest.words import Dictionary
from tests.ingest.make_pdfs import FOLDER, SOURCE, Part, read_source

PARTS = read_source(SOURCE.read_text(encoding="utf-8"))
LEAST_WORDS, LEAST_PARTS = 0.99, 0.85
KINDS = {"title": "heading", "heading": "heading", "item": "list_item", "paragraph": "paragraph"}


def words_of(parts: list[str]) -> list[str]:
    return [word for part in parts for word in part.split()]


@pytest.fixture(params=sorted(FOLDER.glob("*.pdf")), ids=lambda path: path.stem)
def file(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(params=installed())
def cleaned(request: pytest.FixtureRequest, file: Path, dictionary: Dictionary) -> Cleaned:
    extractor: Extractor = request.param
    return clean(PdfLoader(extractor).load(file.read_bytes(), file.name), dictionary)


def test_all_three_programs_have_made_their_files() -> None:
    assert {path.stem.partition("-")[0] for path in FOLDER.glob("*.pdf")} == {"libreoffice", "chromium", "typst"}


def test_words_come_back_in_order_and_nothing_else_with_them(cleaned: Cleaned) -> None:
    meant, found = words_of([part.text for part in PARTS]), words_of([block.text for block in cleaned.blocks])

    matched = sum(run.size for run in difflib.SequenceMatcher(None, meant, found, autojunk=False).get_matching_blocks())
    assert matched >= LEAST_WORDS * len(meant)
    # Running heads, page numbers and the table of contents have gone.
    assert len(found) - matched <= (1 - LEAST_WORDS) * len(meant)


def test_paragraphs_headings_and_the_title_come_back(cleaned: Cleaned) -> None:
    found = {(block.text, block.kind) for block in cleaned.blocks}

    whole = [part for part in PARTS if (part.text, KINDS[part.kind]) in found]
    assert len(whole) >= LEAST_PARTS * len(PARTS)
    assert cleaned.title == next(part.text for part in PARTS if part.kind == "title")
    assert [block.level for block in cleaned.blocks if block.kind == "heading"] == [1, 2, 2, 2, 2]


def test_the_source_holds_every_polish_letter_and_what_is_hard_to_read() -> None:
    text = SOURCE.read_text(encoding="utf-8")

    assert [letter for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–" if letter not in text.replace("Ń", "Ń")] == []
    assert [pair for pair in ("fi", "fl") if pair not in text] == []
    assert Part("heading", "Rezultaty") in PARTS

"""The marks of `final_cases` hold together, and the kept files say what the cases say. Nothing is measured here."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import docx
import openpyxl
import pypdf
import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from tests.search_api.planning.make_final_files import FOLDER, Block, read_case, sheet_file, word_file

NAMES = ("1-diagnoza", "2-strategia", "3-program", "4-ankieta", "5-warsztat")


class Mark(BaseModel):
    model_config = ConfigDict(extra="forbid")
    quote: str
    kind: Literal["need", "task"]
    same_as: str | None = None


class ElementMark(BaseModel):
    model_config = ConfigDict(extra="forbid")
    element: int
    status: Literal["present", "weak", "missing"]
    quote: str | None


class FinalCase(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    kind: Literal["diagnosis", "strategy", "programme", "survey", "workshop"]
    text: str
    headings: list[tuple[int, str]] = []
    marks: list[Mark]
    not_needs: list[str]
    either: list[str] = []
    elements: list[ElementMark] = []

    def quotes(self) -> list[str]:
        """Every quote: of marks, of what is no need, of what may be either, and of the 11 elements."""
        elements = [element.quote for element in self.elements if element.quote]
        return [*(mark.quote for mark in self.marks), *self.not_needs, *self.either, *elements]


def final_case(name: str) -> FinalCase:
    return FinalCase.model_validate(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")))


def words(text: str) -> str:
    """Words with single spaces, without the signs of lists: what is left alike when a text becomes a file."""
    return " ".join(re.sub(r"^[-•–] ", "", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_stands_once_and_exactly_in_its_text(name: str) -> None:
    case = final_case(name)
    assert {quote: case.text.count(quote) for quote in case.quotes()} == dict.fromkeys(case.quotes(), 1)


@pytest.mark.parametrize("name", NAMES)
def test_no_passage_is_marked_in_two_ways(name: str) -> None:
    case = final_case(name)
    spans = sorted(
        (case.text.index(quote), case.text.index(quote) + len(quote))
        for quote in [*(mark.quote for mark in case.marks), *case.not_needs, *case.either]
    )
    assert [pair for pair in pairwise(spans) if pair[0][1] > pair[1][0]] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_document_has_many_needs_traps_and_no_lonely_same_as(name: str) -> None:
    case = final_case(name)
    told_again = Counter(mark.same_as for mark in case.marks if mark.same_as)
    assert 12 <= len({mark.same_as or mark.quote for mark in case.marks}) <= 30
    assert len(case.not_needs) >= 5
    assert all(times >= 2 for times in told_again.values())


def test_the_draft_programme_lacks_exactly_two_elements_and_one_is_a_bare_heading() -> None:
    elements = final_case("3-program").elements
    assert [element.element for element in elements] == list(range(1, 12))
    assert [element.element for element in elements if element.status == "missing"] == [9, 10]
    assert [element.element for element in elements if element.status == "weak"] == [8]
    assert all((element.quote is None) == (element.status == "missing") for element in elements)


def test_kept_word_and_sheet_files_are_those_that_the_builder_makes() -> None:
    diagnosis, survey = (read_case(FOLDER / f"{name}.yaml")[1] for name in ("1-diagnoza", "4-ankieta"))
    prose = [block for block in survey if not block.rows and not block.lines[0].startswith("Tabela")]
    assert _docx_text((FOLDER / "1-diagnoza.docx").read_bytes()) == _docx_text(word_file(diagnosis))
    assert _docx_text((FOLDER / "4-ankieta.docx").read_bytes()) == _docx_text(word_file(prose))
    assert _cells((FOLDER / "4-ankieta.xlsx").read_bytes()) == _cells(sheet_file(_tables(survey)))


@pytest.mark.parametrize(
    ("name", "endings"),
    [
        ("1-diagnoza", ("docx",)), ("2-strategia", ("pdf",)), ("3-program", ("odt",)),
        ("4-ankieta", ("docx", "xlsx")), ("5-warsztat", ("txt",)),
    ],
)  # fmt: skip
def test_the_files_of_a_case_hold_every_need_that_is_marked(name: str, endings: tuple[str, ...]) -> None:
    said = words("\n".join(_READERS[ending](FOLDER / f"{name}.{ending}") for ending in endings))
    assert [mark.quote for mark in final_case(name).marks if words(mark.quote) not in said] == []


def _tables(blocks: list[Block]) -> list[tuple[str, Block]]:
    return [(title.lines[0], table) for title, table in pairwise(blocks) if table.rows]


def _docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join("".join(paragraph.itertext()) for paragraph in document.element.body.iter("{*}p"))


def _cells(content: bytes) -> list[list[tuple[object, ...]]]:
    return [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets]


def _odt_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    return "\n".join("".join(part.itertext()) for part in root.iter() if part.tag.endswith(("}p", "}h")))


def _pdf_text(path: Path) -> str:
    foot = re.compile(r"Strategia Rozwoju Gminy Modrzewiec na lata 2026–2034\s+str\. \d+")
    return foot.sub("", "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


_READERS: dict[str, Callable[[Path], str]] = {
    "docx": lambda path: _docx_text(path.read_bytes()),
    "odt": _odt_text,
    "pdf": _pdf_text,
    "txt": lambda path: path.read_text(encoding="utf-8"),
    "xlsx": lambda path: "\n".join(
        str(value) for sheet in _cells(path.read_bytes()) for row in sheet for value in row if value is not None
    ),
}

"""Makes the real files of the documents in `final_cases` from the texts of their cases.

    python -m tests.search_api.planning.make_final_files [--converted]

Made anew each time: the DOCX, XLSX and TXT files, the same bytes for the same text and libraries. With `--converted` also
the PDF and the ODT, which need LibreOffice Writer (`soffice`; kept ones made with 7.4) and differ a little at each making.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import yaml
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Font

FOLDER = Path(__file__).parent / "final_cases"
_TEXT_FONT = "Liberation Serif"
_SWOT = ("Mocne strony", "Słabe strony", "Szanse", "Zagrożenia")
_BULLET = re.compile(r"[-•] ")
_SHARE = re.compile(r"\d+,\d%")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = datetime(2025, 6, 2, 12, 0)  # openpyxl writes the time of saving unless the archive is written again
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between two blank lines; `level` is 0 unless they are a heading."""

    lines: tuple[str, ...]
    level: int

    @property
    def rows(self) -> list[list[str]]:
        """Cells of a table, empty when the block is none."""
        return [line.split("\t") for line in self.lines] if "\t" in self.lines[0] else []


def read_case(path: Path) -> tuple[str, list[Block]]:
    """The text of a case and its blocks, as the headings of the case name them."""
    case: Mapping[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    text = case["text"]
    listed = case.get("headings", [])
    if not isinstance(text, str) or not isinstance(listed, list):
        raise TypeError(f"{path.name}: text must be a string, headings a list")
    levels = {heading: level for level, heading in listed}
    return text, [Block(tuple(part.split("\n")), levels.get(part, 0)) for part in text.strip("\n").split("\n\n")]


def word_file(blocks: Sequence[Block], running_foot: str = "") -> bytes:
    """A DOCX with heading styles, list styles and tables; the four headings of a SWOT become a table of two by two."""
    document = docx.Document()
    document.styles["Normal"].font.name = _TEXT_FONT
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    remaining = iter(blocks)
    for block in remaining:
        if block.level and block.lines[0] == _SWOT[0]:
            _swot(document, [block, *(next(remaining) for _ in range(2 * len(_SWOT) - 1))])
        elif block.level:
            document.add_heading(block.lines[0], block.level)
        elif block.rows:
            _table(document, block.rows)
        else:
            for text, style in _paragraphs(block):
                document.add_paragraph(text, style)
    if running_foot:
        _foot(document, running_foot)
    stream = io.BytesIO()
    document.save(stream)
    return same_each_time(stream.getvalue())


def _paragraphs(block: Block) -> Iterator[tuple[str, str]]:
    for line in block.lines:
        bullet = _BULLET.match(line)
        yield (line[bullet.end() :], "List Bullet") if bullet else (line, "Normal")


def _table(document: WordDocument, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _swot(document: WordDocument, blocks: Sequence[Block]) -> None:
    table = document.add_table(2, 2, "Table Grid")
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, heading, items in zip(cells, blocks[::2], blocks[1::2], strict=True):
        cell.paragraphs[0].add_run(heading.lines[0]).bold = True
        for text, style in _paragraphs(items):
            cell.add_paragraph(text, style)


def _foot(document: WordDocument, text: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{text}\t\tstr. ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def sheet_file(tables: Sequence[tuple[str, Block]]) -> bytes:
    """An XLSX with a sheet for each table: its title in the first row, numbers as numbers, shares as per cents."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, (title, block) in enumerate(tables, start=1):
        sheet = book.create_sheet(f"Tabela {number}")
        sheet.append([title])
        sheet.append([])
        for row in block.rows:
            sheet.append([_value(text) for text in row])
        for cell in (*sheet[1], *sheet[3]):
            cell.font = Font(bold=True)
        for (cell,) in sheet.iter_rows(min_row=4, min_col=3, max_col=3):
            cell.number_format = "0.0%"
        sheet.column_dimensions["A"].width = 52
    book.properties.creator = "Urząd Gminy"
    book.properties.created = _MADE
    stream = io.BytesIO()
    book.save(stream)
    return same_each_time(stream.getvalue())


def _value(text: str) -> str | int | float:
    if _SHARE.fullmatch(text):
        return round(float(text.rstrip("%").replace(",", ".")) / 100, 3)
    return int(text) if text.isdecimal() else text


def same_each_time(archive: bytes) -> bytes:
    """The same members in the same order, without the time of making."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(stream, "w") as written:
        for member in read.infolist():
            content = re.sub(
                rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
                read.read(member),
            )  # fmt: skip
            written.writestr(zipfile.ZipInfo(member.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def convert(word: bytes, target: Path) -> None:
    """LibreOffice's PDF or ODT of a DOCX, by the ending of `target`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, target.stem + ".docx")
        source.write_bytes(word)
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", target.suffix.lstrip("."), "--outdir", folder, str(source)]
        subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)
        target.write_bytes(Path(folder, target.name).read_bytes())


def main(arguments: Sequence[str]) -> None:
    """Writes the files beside the cases."""
    (FOLDER / "1-diagnoza.docx").write_bytes(word_file(read_case(FOLDER / "1-diagnoza.yaml")[1]))

    survey = read_case(FOLDER / "4-ankieta.yaml")[1]
    first_table = next(at for at, block in enumerate(survey) if block.rows) - 1
    titles, tables = survey[first_table::2], survey[first_table + 1 :: 2]
    (FOLDER / "4-ankieta.docx").write_bytes(word_file(survey[:first_table]))
    pairs = [(title.lines[0], table) for title, table in zip(titles, tables, strict=True)]
    (FOLDER / "4-ankieta.xlsx").write_bytes(sheet_file(pairs))

    (FOLDER / "5-warsztat.txt").write_text(read_case(FOLDER / "5-warsztat.yaml")[0], encoding="utf-8")

    if "--converted" in arguments:
        foot = "Strategia Rozwoju Gminy Modrzewiec na lata 2026–2034"
        convert(word_file(read_case(FOLDER / "2-strategia.yaml")[1], foot), FOLDER / "2-strategia.pdf")
        convert(word_file(read_case(FOLDER / "3-program.yaml")[1]), FOLDER / "3-program.odt")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Old formats through LibreOffice: needs the program, and skips where it is not."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pytest

from ingest import libreoffice
from ingest.documents import read_document
from ingest.errors import Unreadable
from ingest.formats import document_loader, table_cards
from ingest.loader import Card
from tests.ingest.loaders.test_docx import written
from tests.ingest.loaders.test_tables import HEADERS, ROW, as_xlsx
from tests.ingest.office_files import compound

PROGRAM = libreoffice.installed()
PARTS = frozenset() if PROGRAM is None else libreoffice.parts(PROGRAM)


def needs(part: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(part not in PARTS, reason=f"LibreOffice {part} is not installed")


needs_writer, needs_calc, needs_impress = needs(libreoffice.WRITER), needs(libreoffice.CALC), needs(libreoffice.IMPRESS)


def converted(data: bytes, suffix: str, target: str) -> bytes:
    assert PROGRAM is not None
    return libreoffice.convert(data, suffix, target, PROGRAM)


@needs_writer
def test_an_old_word_document_is_read_like_the_new_one() -> None:
    old = converted(written(), ".docx", "doc")

    read = read_document(old, "karta.doc", document_loader(old, "karta.doc"))

    assert read.document.media_type == "application/msword"
    assert [(block.kind, block.text) for block in read.document.blocks][:3] == [
        ("heading", "Klub Seniora w Łęgu"),
        ("heading", "Potrzeba"),
        ("paragraph", "Samotni seniorzy ze wsi"),
    ]
    assert "Plik zamieniono na .docx w LibreOffice." in read.notes


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    f'xmlns:{prefix}="{_ODF}:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("svg", "svg-compatible"))
)  # fmt: skip
# A flat document that holds all that word processors hide text in.
RICH = f"""<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"
office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>
<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>A</dc:creator>
<dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>skreślone</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:h text:outline-level="1">Rozdział pierwszy</text:h><text:p>Gmina i stowarzyszenie<text:note
text:id="f1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Przypis o
ustawie.</text:p></text:note-body></text:note> prowadzą klub<text:change text:change-id="c1"/>.</text:p><text:p><draw:frame
text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm"><draw:text-box><text:p>Tekst w ramce</text:p></draw:text-box>
</draw:frame>Akapit z ramką.</text:p><text:h text:outline-level="2">Podrozdział</text:h><text:list><text:list-item><text:p>punkt
</text:p><text:list><text:list-item><text:p>podpunkt</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Gmina „Łęg”</text:p>
<text:p>i inni</text:p></table:table-cell><table:table-cell><text:p>8 000 zł</text:p></table:table-cell></table:table-row>
</table:table><text:h text:outline-level="1">Rozdział drugi</text:h><text:p>Koniec.</text:p></office:text></office:body>
</office:document>"""


@needs_writer
def test_a_document_saved_in_four_formats_reads_the_same() -> None:
    files = {"odt": converted(RICH.encode(), ".fodt", "odt")}
    files |= {target: converted(files["odt"], ".odt", target) for target in ("docx", "rtf", "doc")}

    read = {name: document_loader(data, f"a.{name}").load(data, f"a.{name}").blocks for name, data in files.items()}

    assert [(block.kind, block.level, block.text) for block in read["odt"]] == [
        ("heading", 2, "Rozdział pierwszy"),
        ("paragraph", None, "Gmina i stowarzyszenie prowadzą klub."),
        ("paragraph", None, "Przypis o ustawie."),
        ("paragraph", None, "Akapit z ramką."),
        ("paragraph", None, "Tekst w ramce"),
        ("heading", 3, "Podrozdział"),
        ("list_item", None, "punkt"),
        ("list_item", None, "podpunkt"),
        ("table", None, "Gmina „Łęg” i inni | 8 000 zł"),
        ("heading", 2, "Rozdział drugi"),
        ("paragraph", None, "Koniec."),
    ]
    assert read["odt"] == read["docx"] == read["rtf"] == read["doc"]


@needs_calc
def test_rows_of_an_old_sheet_are_practices() -> None:
    old = converted(as_xlsx({"Dane": [HEADERS, ROW]}), ".xlsx", "xls")

    cards = table_cards(document_loader(old, "praktyki.xls"), old)

    assert cards is not None
    (card,) = cards.read(None)  # type: ignore[arg-type]
    assert isinstance(card, Card)
    assert card.content["title"] == "Kawiarenka naprawcza"


@pytest.mark.parametrize(
    ("stream", "name"),
    [
        pytest.param("WordDocument", "a.doc", marks=needs_writer),
        pytest.param("Workbook", "a.xls", marks=needs_calc),
        pytest.param("PowerPoint Document", "a.ppt", marks=needs_impress),
    ],
)
def test_a_damaged_old_document_is_refused_and_nothing_stays_behind(
    stream: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = compound(stream) + bytes(5000)

    with pytest.raises(Unreadable, match="LibreOffice nie odczytał"):
        document_loader(data, name).load(data, name)

    assert list(tmp_path.iterdir()) == []


def sleeper(folder: Path, body: str) -> Path:
    """A program in place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="scripts start differently")
def test_a_program_that_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    alive, helper = tmp_path / "zyje", tmp_path / "pomocnik.py"
    helper.write_text(f"import time\ntime.sleep(3)\nopen({str(alive)!r}, 'w')\n", encoding="utf-8")
    program = sleeper(
        tmp_path,
        f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, {str(helper)!r}])\ntime.sleep(60)",
    )

    with pytest.raises(Unreadable, match="czas zamiany pliku"):
        libreoffice.convert(b"tekst", ".doc", "docx", program, seconds=1)

    time.sleep(4)
    assert not alive.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="scripts start differently")
def test_the_program_gets_its_own_profile_without_macros_and_none_of_our_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", "/tajne")
    monkeypatch.setenv("HTTP_PROXY", "http://tajne")
    told = tmp_path / "told"
    program = sleeper(
        tmp_path,
        "import os, sys\nfrom pathlib import Path\n"
        "profile = next(a for a in sys.argv if a.startswith('-env:UserInstallation=file://')).partition('file://')[2]\n"
        "settings = Path(profile, 'user', 'registrymodifications.xcu').read_text()\n"
        f"Path({str(told)!r}).write_text(settings + repr(sorted(os.environ)))\n"
        "out = Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir(); (out / 'plik.docx').write_bytes(b'gotowe')",
    )

    assert libreoffice.convert(b"tekst", ".doc", "docx", program) == b"gotowe"

    text = told.read_text(encoding="utf-8")
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in text
    assert "PRAKTYKI" not in text
    assert "PROXY" not in text


def test_without_the_program_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert libreoffice.installed() is None


@pytest.mark.parametrize("folder", ["program", "Frameworks"])
def test_a_part_that_is_not_there_is_named_and_the_file_is_not_called_damaged(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program/soffice"
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "libswlo.so").touch()
    program.parent.mkdir(exist_ok=True)
    program.touch()
    monkeypatch.setattr(libreoffice, "installed", lambda: program)
    data = compound("Workbook")

    with pytest.raises(Unreadable, match=r"Zapisz jako \.xlsx lub PDF\. .* doinstalować LibreOffice Calc") as told:
        document_loader(data, "a.xls").load(data, "a.xls")

    assert "uszkodzony" not in str(told.value)
    assert libreoffice.parts(program) == {libreoffice.WRITER}


def test_a_folder_that_shows_no_part_is_taken_to_hold_all(tmp_path: Path) -> None:
    assert libreoffice.parts(tmp_path / "soffice") == {libreoffice.WRITER, libreoffice.CALC, libreoffice.IMPRESS}

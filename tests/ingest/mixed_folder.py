"""A folder as a shared drive has it: every format, and everything that can be wrong with a file.

`ITEMS` names each file with what must become of it; a new format adds a line.
"""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from tests.ingest.loaders.test_tables import HEADERS, ROW, as_csv, as_ods, as_xlsx, row
from tests.ingest.office_files import W, compound, docx, odt, paragraph, zipped
from tests.ingest.pdf_writer import SCAN, pdf
from tests.ingest.practice_card import card

DOCUMENTS = Path(__file__).parent / "documents"
MIB = 2**20
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{_LAUGHS}]>'

LAUGHING_DOCX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml'
    '.document.main+xml"/></Types>',
    "word/document.xml": BILLION_LAUGHS + f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p>'
    "</w:body></w:document>",
}


def text(about: str) -> str:
    """A few sentences unlike those of the other files."""
    return (
        f"Gmina i koło gospodyń prowadzą razem miejsce, które nazywa się {about}. "
        f"W miejscu {about} spotykają się mieszkańcy trzech wsi, a urząd daje lokal i opał."
    )


@dataclass(frozen=True, slots=True)
class Item:
    """A file by its path in the folder; `make` writes it; `becomes` are the statuses of its outcomes, each once."""

    name: str | bytes
    make: Callable[[Path], object]
    becomes: tuple[str, ...]


def of(content: bytes | str) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


def sparse(size: int, head: bytes = b"") -> Callable[[Path], object]:
    """A file that is large in the directory and takes no room on the disk."""

    def make(path: Path) -> None:
        path.write_bytes(head)
        os.truncate(path, size)

    return make


def copy_of(name: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes((DOCUMENTS / name).read_bytes())


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([("Tajny raport",)]))))
    writer.encrypt("haslo", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def pdf_with(content: bytes) -> bytes:
    """A PDF of one page with this packed content; without a table of objects, so that readers look for them."""
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%%%EOF\n" % (len(content), content)
    )


def packed(pattern: bytes, size: int) -> bytes:
    """`size` bytes of the pattern again and again, packed without ever being held at once."""
    packing = zlib.compressobj()
    piece = pattern * (MIB // len(pattern))
    return b"".join([packing.compress(piece) for _ in range(size // len(piece))] + [packing.flush()])


def pdf_bomb(pattern: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(pdf_with(packed(pattern, 256 * MIB)))


def anchors() -> str:
    """YAML whose last value would hold the first one 2 to the power of 60 times."""
    return "b0: &b0 [1]\n" + "".join(f"b{n}: &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(1, 60))


def cards_with_faults() -> str:
    lines = [json.dumps(card(1)), '{"id": "urwana', json.dumps(card(2)), "[1, 2]", json.dumps(card(1))]
    return "\n".join(lines)


GOOD = (
    Item("pdf/raport.pdf", of(pdf([tuple(text("Raport").split(". ")), SCAN])), ("added",)),
    Item("biuro/notatka.docx", of(docx(paragraph(text("Notatka")))), ("added",)),
    Item("biuro/protokol.odt", of(odt(f"<text:p>{text('Protokół')}</text:p>")), ("added",)),
    Item("biuro/pismo.rtf", of(rf"{{\rtf1\ansi\ansicpg1250 {text('Pismo').encode('ascii', 'ignore').decode()}}}"), ("added",)),
    Item("biuro/praktyki.csv", of(as_csv(HEADERS, ROW)), ("added",)),
    Item("biuro/praktyki.xlsx", of(as_xlsx({"Dane": [HEADERS, row(nazwa="Inna praktyka")]})), ("added",)),
    Item("biuro/lista.ods", of(as_ods(("Klub", "Adres"), (text("Lista"), "remiza"))), ("added",)),
    Item("strony/relacja.html", copy_of("relacja.html"), ("added",)),
    Item("teksty/ogloszenie.txt", copy_of("ogloszenie.txt"), ("added",)),
    Item("teksty/utf8.md", of("# Świetlica\n\n" + text("Markdown")), ("added",)),
    Item("teksty/windows.txt", of(text("Łąka pod źródłem").encode("cp1250")), ("added",)),
    Item("teksty/iso.txt", of(text("Ścieżka wśród łąk").encode("iso8859-2")), ("added",)),
    Item("karty/jedna.yaml", of(json.dumps(card(11))), ("added",)),
    Item("karty/dwie.json", of(json.dumps([card(12), card(13)])), ("added", "added")),
    Item("karty/z błędami.jsonl", of(cards_with_faults()), ("added", "rejected", "added", "rejected", "rejected")),
)  # fmt: skip
MISNAMED = (
    Item("złe nazwy/pdf.txt", of(pdf([tuple(text("Pdf jako tekst").split(". "))])), ("added",)),
    Item("złe nazwy/docx.pdf", of(docx(paragraph(text("Docx jako pdf")))), ("added",)),
    Item("złe nazwy/tekst.pdf", of(text("Tekst jako pdf")), ("rejected",)),
    Item("złe nazwy/tekst.docx", of(text("Tekst jako docx")), ("added",)),
    Item("złe nazwy/obraz.pdf", of(b"\x89PNG\r\n\x1a\n" + bytes(500)), ("rejected",)),
    Item("złe nazwy/archiwum.docx", of(zipped({"a.txt": "nie dokument"})), ("rejected",)),
    Item("złe nazwy/bez rozszerzenia", of(text("Bez rozszerzenia")), ("rejected",)),
    Item("złe nazwy/program.exe", of(b"MZ" + bytes(500)), ("rejected",)),
)
EMPTY = ("pdf", "docx", "odt", "rtf", "html", "txt", "csv", "json", "xlsx")
BROKEN = (
    *(Item(f"puste/pusty.{suffix}", of(b""), ("empty",)) for suffix in EMPTY),
    Item("puste/pusta.yaml", of(b""), ("empty",)),
    Item("puste/pusta lista.json", of("[]"), ("empty",)),
    Item("puste/tylko menu.txt", of("Czcionki:\nDrukuj\ndo góry\n"), ("empty",)),
    Item("uszkodzone/urwany.pdf", of(pdf([("Tekst",)])[:300]), ("rejected",)),
    Item("uszkodzone/urwany.docx", of(docx(paragraph("Tekst"))[:400]), ("rejected",)),
    Item("uszkodzone/urwany.odt", of(odt("<text:p>Tekst</text:p>")[:400]), ("rejected",)),
    Item("uszkodzone/zera.pdf", of(bytes(10_000)), ("rejected",)),
    Item("uszkodzone/bajty.txt", of(bytes(range(256)) * 40), ("rejected",)),
    Item("uszkodzone/zly.json", of('{"id": '), ("rejected",)),
    Item("uszkodzone/zly.yaml", of("id: [1, 2"), ("rejected",)),
    Item("zaszyfrowane/haslo.pdf", of(encrypted_pdf()), ("rejected",)),
    Item("zaszyfrowane/haslo.docx", of(compound("EncryptedPackage")), ("rejected",)),
)  # fmt: skip
HUGE = (
    Item("wielkie/film.pdf", sparse(3 * 2**30, b"%PDF-1.7\n"), ("rejected",)),
    Item("wielkie/dziennik.txt", sparse(3 * 2**30), ("rejected",)),
    Item("wielkie/karty.jsonl", sparse(3 * 2**30), ("rejected",)),
    Item("wielkie/wiersz.txt", of("słowo " * 2 * MIB), ("rejected",)),
    Item("wielkie/wiersz.jsonl", of('"' + "a" * 3 * MIB), ("rejected",)),
    Item(
        "wielkie/akapity.txt", of("".join(f"Zdanie numer {n} o świetlicy.\n\n" for n in range(60_000))), ("rejected",)
    ),
)
BOMBS = (
    Item("bomby/strona.pdf", pdf_bomb(b" 0 0 m 1 1 l S"), ("rejected",)),
    Item("bomby/napisy.pdf", pdf_bomb(b"BT (aaaaaaaa) Tj ET "), ("rejected",)),
    Item("bomby/dokument.docx", of(zipped({"[Content_Types].xml": "", "word/document.xml": bytes(64 * MIB)})), ("rejected",)),
    Item("bomby/smiech.docx", of(zipped(LAUGHING_DOCX)), ("rejected",)),
    Item("bomby/zagniezdzony.html", of("<div>" * 200_000 + text("Głęboko")), ("added", "empty", "rejected")),
    Item("bomby/smiech.html", of(BILLION_LAUGHS + "<html><body><p>&a11;</p></body></html>"), ("added", "empty", "rejected")),
    Item("bomby/grupy.rtf", of("{\\rtf1" + "{" * 500_000), ("rejected", "empty")),
    Item("bomby/nawiasy.json", of("[" * 300_000), ("rejected",)),
    Item("bomby/kotwice.yaml", of(anchors()), ("rejected",)),
    Item("bomby/kolumny.csv", of("a;" * 400_000 + "\n" + "1;" * 400_000), ("rejected",)),
)  # fmt: skip
ODD_NAMES = (
    Item("nazwy/-rf.txt", of(text("Nazwa z kreską")), ("added",)),
    Item("nazwy/dwa\nwiersze.txt", of(text("Nazwa z końcem wiersza")), ("added",)),
    Item("nazwy/=1+1.txt", of(text("Nazwa jak wzór")), ("added",)),
    Item("nazwy/\u202egpj.txt", of(text("Nazwa od prawej")), ("added",)),
    Item("nazwy/🏡 „dom” 'i' ogród.txt", of(text("Nazwa z obrazkiem")), ("added",)),
    Item("nazwy/" + "ą" * 120 + ".txt", of(text("Nazwa bardzo długa")), ("added",)),
    Item(b"nazwy/windows \xb9\xea\x9c.txt", of(text("Nazwa z dawnych czasów")), ("added",)),
    Item("nazwy/WIELKIE LITERY.TXT", of(text("Nazwa wielkimi literami")), ("added",)),
    Item("teksty/zz kopia ogłoszenia.txt", copy_of("ogloszenie.txt"), ("duplicate",)),
)
SPECIAL = (
    Item("osobliwe/potok.txt", os.mkfifo, ("rejected",)),
    Item("osobliwe/donikad.txt", lambda path: path.symlink_to("nie-ma.txt"), ("rejected",)),
    Item("osobliwe/petla.txt", lambda path: path.symlink_to("petla.txt"), ("rejected",)),
    Item("osobliwe/zero.txt", lambda path: path.symlink_to("/dev/zero"), ("rejected",)),
)
ITEMS = (*GOOD, *MISNAMED, *BROKEN, *HUGE, *BOMBS, *ODD_NAMES, *SPECIAL)


def make(folder: Path) -> dict[bytes, Item]:
    """Writes the folder and returns its items by absolute path. What must be passed over is there too."""
    items: dict[bytes, Item] = {}
    for item in ITEMS:
        path = folder / os.fsdecode(item.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        item.make(path)
        items[os.fsencode(path)] = item
    (folder / "osobliwe" / "petla folderow").symlink_to(folder, target_is_directory=True)
    (folder / ".ukryty").mkdir()
    (folder / ".ukryty" / "tajne.txt").write_text("Tego nie czytamy.", encoding="utf-8")
    return items

"""Word documents: the text as a reader sees it with all changes accepted."""

from __future__ import annotations

import io
import zipfile

import docx as writer
import pytest

from corpus.document import Block
from ingest import limits
from ingest.errors import Unreadable
from ingest.loaders.docx import DocxLoader
from tests.ingest.office_files import STRICT_W, docx, paragraph, zipped


def blocks(data: bytes) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, block.text) for block in DocxLoader().load(data, "plik.docx").blocks]


def texts(data: bytes) -> list[str]:
    return [text for _, _, text in blocks(data)]


def written() -> bytes:
    """A card as Word users write one, by a library that is not ours."""
    document = writer.Document()
    document.core_properties.title = "Karta praktyki"
    document.add_heading("Klub Seniora w Łęgu", 0)
    document.add_heading("Potrzeba", 1)
    document.add_paragraph("Samotni seniorzy ").add_run("ze wsi").bold = True
    document.add_paragraph("gmina daje lokal", style="List Bullet")
    document.add_paragraph("OSP dowozi obiady", style="List Number")
    document.add_heading("Koszty", 2)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Kto", "Ile", "Gmina", "8 000 zł"), strict=True
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "Urząd Gminy, strona 1"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_headings_lists_and_tables_keep_their_kind_and_headers_are_left_out() -> None:
    draft = DocxLoader().load(written(), "karta.docx")

    assert [(block.kind, block.level, block.text) for block in draft.blocks] == [
        ("heading", 1, "Klub Seniora w Łęgu"),
        ("heading", 2, "Potrzeba"),
        ("paragraph", None, "Samotni seniorzy ze wsi"),
        ("list_item", None, "gmina daje lokal"),
        ("list_item", None, "OSP dowozi obiady"),
        ("heading", 3, "Koszty"),
        ("table", None, "Kto | Ile"),
        ("table", None, "Gmina | 8 000 zł"),
    ]
    assert draft.title == "Karta praktyki"
    assert draft.layout == "blocks"


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Budżet: </w:t></w:r><w:del><w:r><w:delText>5 000 zł</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>8 000 zł</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>stare miejsce</w:t></w:r></w:moveFrom></w:p>"
    )

    assert texts(docx(body)) == ["Budżet: 8 000 zł"]


def test_a_deleted_row_of_a_table_is_gone_and_a_merged_cell_is_told_once() -> None:
    body = (
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>skreślone</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p/></w:tc></w:tr>"
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>'
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    ).format(*(paragraph(text) for text in ("Gmina Łęg", "lokal", "ukryte pod spodem", "dowóz")))

    assert blocks(docx(body)) == [("table", None, "Gmina Łęg | lokal"), ("table", None, "dowóz")]


def test_a_frame_made_of_a_table_is_read_as_the_text_inside() -> None:
    body = f"<w:tbl><w:tr><w:tc>{paragraph('Uwaga: ważne dla gmin.')}{paragraph('Drugi akapit.')}</w:tc></w:tr></w:tbl>"

    assert blocks(docx(body)) == [
        ("paragraph", None, "Uwaga: ważne dla gmin."),
        ("paragraph", None, "Drugi akapit."),
    ]


def test_text_boxes_and_footnotes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('W ramce: 120 osób.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Treść.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>{paragraph("Koniec.")}'
    )
    notes = f'<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{paragraph("Przypis.")}</w:footnote>'

    assert texts(docx(body, footnotes=notes)) == ["Treść.", "W ramce: 120 osób.", "Przypis.", "Koniec."]


def test_hidden_text_field_codes_comments_and_the_table_of_contents_are_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('1. Cel ...... 3')}</w:sdtContent></w:sdt>"
    )
    body = (
        f"{contents}{paragraph('Ukryte', run='<w:vanish/>')}{paragraph('Cel 3', style='Spistreci1')}"
        "<w:p><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r><w:r><w:t>Widoczne</w:t></w:r></w:p>"
    )
    styles = '<w:style w:styleId="Spistreci1"><w:name w:val="toc 1"/></w:style>'
    comments = f'<w:comment w:id="0">{paragraph("Poprawić!")}</w:comment>'

    assert texts(docx(body, styles=styles, comments=comments)) == ["Widoczne"]


def test_a_heading_is_known_by_its_style_whatever_it_is_called_and_inherits() -> None:
    styles = (
        '<w:style w:styleId="Nagwek1"><w:name w:val="heading 1"/><w:basedOn w:val="Normalny"/></w:style>'
        '<w:style w:styleId="Urzdowy"><w:name w:val="Nasz nagłówek"/><w:basedOn w:val="Nagwek1"/></w:style>'
        '<w:style w:styleId="Konspekt"><w:name w:val="Punkt"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = (
        f"{paragraph('Program współpracy na rok 2024.')}{paragraph('Cele', 'Urzdowy')}{paragraph('Treść celu.', 'A')}"
        f"{paragraph('Zasady', 'Nagwek1')}{paragraph('Jawność', 'Konspekt')}"
    )

    assert blocks(docx(body, styles=styles)) == [
        ("paragraph", None, "Program współpracy na rok 2024."),
        ("heading", 2, "Cele"),
        ("paragraph", None, "Treść celu."),
        ("heading", 2, "Zasady"),
        ("heading", 3, "Jawność"),
    ]


def test_without_styles_short_bold_paragraphs_are_headings() -> None:
    bold, plain = "<w:b/>", '<w:b w:val="0"/>'
    body = (
        f"{paragraph('Ogród sąsiedzki w Łękach', run=bold)}{paragraph('Gmina i KGW założyły ogród.')}"
        f"{paragraph('Kto co zrobił', run=bold)}{paragraph('Gmina dała ziemię.')}"
        f"{paragraph('Nie nagłówek', run=plain)}{paragraph('Ostatni akapit.')}"
    )

    assert [(kind, level) for kind, level, _ in blocks(docx(body))] == [
        ("heading", 1),
        ("paragraph", None),
        ("heading", 2),
        ("paragraph", None),
        ("paragraph", None),
        ("paragraph", None),
    ]


def test_the_strict_dialect_is_read_as_well() -> None:
    assert texts(docx(paragraph("Ścisły zapis"), namespace=STRICT_W)) == ["Ścisły zapis"]


def test_a_document_with_macros_is_read_and_the_macros_are_not() -> None:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    data = docx(paragraph("Treść z makrem"), main=main)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    types = str(members["[Content_Types].xml"], "utf-8")  # type: ignore[arg-type]
    members["[Content_Types].xml"] = types.replace(
        "</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    )
    members["word/vbaProject.bin"] = b'Shell("rm")'

    draft = DocxLoader().load(zipped(members), "plik.docm")

    assert draft.blocks == (Block(text="Treść z makrem"),)
    assert draft.notes == ("Makra w pliku pominięto, odczytano sam tekst.",)


def test_a_document_of_pictures_only_is_empty() -> None:
    with pytest.raises(Unreadable, match="OCR") as caught:
        DocxLoader().load(docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "skan.docx")

    assert caught.value.status == "empty"


def test_a_bomb_of_entities_is_refused_before_it_is_read() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/d.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>",
        "d.xml": f'<!DOCTYPE d [<!ENTITY a0 "ha">{entities}]><d>&a9;</d>',
    }

    with pytest.raises(Unreadable, match="definicje XML"):
        DocxLoader().load(zipped(members), "bomba.docx")


def test_tables_in_tables_without_end_are_refused() -> None:
    depth = limits.XML_DEPTH.value
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth

    with pytest.raises(Unreadable, match="zagnieżdżenie"):
        DocxLoader().load(docx(body), "gleboki.docx")


def test_the_deepest_document_within_the_limit_is_read() -> None:
    tables = (limits.XML_DEPTH.value - 5) // 3
    body = "<w:tbl><w:tr><w:tc>" * tables + paragraph("Na dnie") + "</w:tc></w:tr></w:tbl>" * tables

    assert texts(docx(body)) == ["Na dnie"]


@pytest.mark.parametrize("cut", [10, 100, 1000])
def test_a_document_that_was_cut_off_is_damaged(cut: int) -> None:
    data = written()

    with pytest.raises(Unreadable, match="uszkodzony albo niepełny"):
        DocxLoader().load(data[:-cut], "urwany.docx")

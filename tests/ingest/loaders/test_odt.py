"""OpenDocument texts: the text as a reader sees it with all changes accepted."""

from __future__ import annotations

import pytest

from ingest.errors import Unreadable
from ingest.loaders.odt import OdtLoader
from tests.ingest.office_files import odt


def blocks(body: str, **parts: str) -> list[tuple[str, int | None, str]]:
    draft = OdtLoader().load(odt(body, **parts), "plik.odt")
    return [(block.kind, block.level, block.text) for block in draft.blocks]


def texts(body: str, **parts: str) -> list[str]:
    return [text for _, _, text in blocks(body, **parts)]


def test_headings_lists_and_tables_keep_their_kind() -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/><style:style style:name="Title"/>'
    body = """<text:p text:style-name="P1">Klub Seniora w Łęgu</text:p><text:h text:outline-level="1">Potrzeba</text:h>
        <text:p>Samotni <text:span>seniorzy</text:span><text:s text:c="2"/>ze wsi<text:line-break/>i z miasta</text:p>
        <text:list><text:list-item><text:p>gmina daje lokal</text:p><text:list><text:list-item><text:p>na rok</text:p>
        </text:list-item></text:list></text:list-item></text:list><text:h text:outline-level="2">Koszty</text:h>
        <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Kto</text:p></table:table-cell>
        <table:table-cell><text:p>Ile</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row><table:table-cell><text:p>Gmina</text:p><text:p>Łęg</text:p></table:table-cell>
        <table:table-cell><text:p>8 000 zł</text:p></table:table-cell></table:table-row></table:table>"""

    assert blocks(body, styles=styles) == [
        ("heading", 1, "Klub Seniora w Łęgu"),
        ("heading", 2, "Potrzeba"),
        ("paragraph", None, "Samotni seniorzy ze wsi\ni z miasta"),
        ("list_item", None, "gmina daje lokal"),
        ("list_item", None, "na rok"),
        ("heading", 3, "Koszty"),
        ("table", None, "Kto | Ile"),
        ("table", None, "Gmina Łęg | 8 000 zł"),
    ]


def test_frames_and_notes_follow_their_paragraph() -> None:
    body = """<text:p>Treść<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Przypis.</text:p>
        </text:note-body></text:note> dalej.<draw:frame><draw:text-box><text:p>W ramce: 120 osób.</text:p></draw:text-box>
        </draw:frame></text:p><text:p>Koniec.</text:p>"""

    assert texts(body) == ["Treść dalej.", "W ramce: 120 osób.", "Przypis.", "Koniec."]


def test_deleted_and_hidden_text_comments_and_contents_are_left_out() -> None:
    styles = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>5 000 zł</text:p></text:deletion>
        </text:changed-region></text:tracked-changes><text:table-of-content><text:index-body><text:p>Cel 3</text:p>
        </text:index-body></text:table-of-content><text:p text:style-name="T1">Cały akapit ukryty</text:p>
        <text:p>Jest<office:annotation><text:p>Poprawić!</text:p></office:annotation>
        <text:span text:style-name="T1">ukryte</text:span> 8 000 zł</text:p>"""

    assert texts(body, styles=styles) == ["Jest 8 000 zł"]


def test_the_title_in_the_properties_is_kept() -> None:
    draft = OdtLoader().load(odt("<text:p>Treść.</text:p>", meta="<dc:title>Program 2024</dc:title>"), "plik.odt")

    assert draft.title == "Program 2024"


def test_a_number_of_spaces_without_end_is_no_bomb() -> None:
    (text,) = texts('<text:p>a<text:s text:c="999999999"/>b</text:p>')

    assert text == "a b"


def test_styles_that_inherit_in_a_circle_are_read() -> None:
    styles = '<style:style style:name="A" style:parent-style-name="B"/><style:style style:name="B" style:parent-style-name="A"/>'

    assert texts('<text:p text:style-name="A">Treść.</text:p>', styles=styles) == ["Treść."]


def test_an_encrypted_document_is_refused_with_the_way_out() -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry>'
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )

    with pytest.raises(Unreadable, match="bez hasła"):
        OdtLoader().load(odt("<text:p>x</text:p>", manifest=manifest), "tajny.odt")


def test_a_document_without_text_is_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        OdtLoader().load(odt("<text:p> </text:p>"), "pusty.odt")

    assert caught.value.status == "empty"

r"""Rich Text Format: the text as a reader sees it with all changes accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import Unreadable
from ingest.loaders.rtf import RtfLoader

HEAD = r"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset238 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def blocks(body: str, head: str = HEAD) -> list[tuple[str, int | None, str]]:
    draft = RtfLoader().load(f"{head}{body}}}".encode("cp1250"), "plik.rtf")
    return [(block.kind, block.level, block.text) for block in draft.blocks]


def texts(body: str, head: str = HEAD) -> list[str]:
    return [text for _, _, text in blocks(body, head)]


def test_headings_lists_and_tables_keep_their_kind() -> None:
    styles = r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\outlinelevel1 Punkt;}{\s5 Tytu\'b3;}{\*\cs10 Znak;}}"
    body = (
        r"\pard\s5 Klub Seniora\par\pard\s1 Potrzeba\par\pard Samotni {\b seniorzy}\line ze wsi\par"
        r"{\listtext 1.\tab}\pard\ls1 gmina daje lokal\par{\pntext\'b7\tab}\pard OSP dowozi\par\pard\s2 Koszty\par"
        r"\trowd\pard\intbl Kto\cell Ile\cell\row\trowd\pard\intbl Gmina\par razem\cell 8 000 z\'b3\cell\row\pard Koniec."
    )

    assert blocks(styles + body) == [
        ("heading", 1, "Klub Seniora"),
        ("heading", 2, "Potrzeba"),
        ("paragraph", None, "Samotni seniorzy\nze wsi"),
        ("list_item", None, "gmina daje lokal"),
        ("list_item", None, "OSP dowozi"),
        ("heading", 3, "Koszty"),
        ("table", None, "Kto | Ile"),
        ("table", None, "Gmina razem | 8 000 zł"),
        ("paragraph", None, "Koniec."),
    ]


@pytest.mark.parametrize(
    "written",
    [
        r"za\'bf\'f3\'b3\'e6 g\'ea\'9cl\'b9 ja\'9f\'f1",
        r"za\u380 z\u243 o\u322 l\u263 c g\u281 e\u347 sl\u261 a ja\u378 z\u324 n",
        r"{\uc0 za\u380\u243\u322\u263  g\u281\u347 l\u261  ja\u378\u324}",
        r"{\uc2 za\u380 xxó\u322 yyć gęślą jaźń}",
        r"za\u380\'bfó\u322\'b3ć gęślą jaźń",
    ],
)  # fmt: skip
def test_polish_letters_are_right_in_every_way_to_write_them(written: str) -> None:
    assert texts(written) == ["zażółć gęślą jaźń"]


def test_the_font_decides_about_the_code_page() -> None:
    assert texts(r"{\f0 \'b3}{\f1 \'ec\'e8\'f0}") == ["łмир"]
    assert texts(r"\'b3\'b9", head=r"{\rtf1\ansi\deff0{\fonttbl{\f0\fcharset238 X;}}") == ["łą"]


def test_characters_beyond_the_first_plane_come_in_halves() -> None:
    assert texts(r"drzewko \u-10180 ?\u-8436 ?") == ["drzewko \U0001f30c"]


def test_headers_pictures_deleted_and_hidden_text_and_fields_are_left_out() -> None:
    body = (
        r"{\header Urz\'b9d Gminy}{\*\generator Writer}{\info{\author Jan}{\title Program 2024}}"
        r"Jest {\deleted 5 000 z\'b3}{\v ukryte}8 000 z\'b3{\pict\wmetafile8 0102fa}{\*\bkmkstart x}"
        r'{\field{\*\fldinst HYPERLINK "http://a.pl"}{\fldrslt link}}{\*\annotation Popraw!}\par'
    )

    draft = RtfLoader().load(f"{HEAD}{body}}}".encode("cp1250"), "plik.rtf")

    assert [block.text for block in draft.blocks] == ["Jest 8 000 złlink"]
    assert draft.title == "Program 2024"


def test_text_boxes_and_footnotes_follow_their_paragraph() -> None:
    body = r"Tre\'9c\'e6{\footnote\pard Przypis.\par}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt W ramce.\par}}} dalej.\par Koniec."

    assert texts(body) == ["Treść dalej.", "Przypis.", "W ramce.", "Koniec."]


def test_entries_of_a_table_of_contents_are_left_out() -> None:
    assert texts(r"{\stylesheet{\s7 toc 1;}}\pard\s7 Cel\tab 3\par\pard Cel programu.") == ["Cel programu."]


def test_binary_data_does_not_end_the_text() -> None:
    data = HEAD.encode() + rb"Przed {\pict\bin5 }}{{\}po\par}"

    assert [block.text for block in RtfLoader().load(data, "plik.rtf").blocks] == ["Przed po"]


@pytest.mark.parametrize(
    "body", [r"}}}} tekst", r"{{{{ tekst", r"\par\cell\row tekst", r"{\*} tekst", r"\u99999999 ? tekst"]
)
def test_crooked_files_give_what_can_be_read(body: str) -> None:
    assert "tekst" in texts(body)[-1]


def test_groups_in_groups_without_end_are_refused() -> None:
    with pytest.raises(Unreadable, match="zagnieżdżenie grup"):
        texts("{" * (limits.RTF_DEPTH.value + 1))


def test_a_document_without_text_is_empty() -> None:
    with pytest.raises(Unreadable) as caught:
        texts(r"\par\par{\pict 00}")

    assert caught.value.status == "empty"


@given(st.text(alphabet="aąbcćdeęłńóśźż ĄĆĘŁŃÓŚŹŻ„”–€\U0001f30c.,;", min_size=1, max_size=200))
def test_any_text_written_in_unicode_comes_back(text: str) -> None:
    units = text.encode("utf-16-le")
    numbers = (int.from_bytes(units[place : place + 2], "little", signed=True) for place in range(0, len(units), 2))
    body = "x" + "".join(rf"\u{number} ?" for number in numbers) + "x"

    assert texts(body) == [" ".join(f"x{text}x".split())]

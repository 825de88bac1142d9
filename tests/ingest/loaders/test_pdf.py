"""PDF: text by page, and a clear word about those without text."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from ingest import limits, ocr
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loaders.pdf import VARIABLE, PdfLoader, chosen, installed, page_list
from tests.ingest.pdf_writer import SCAN, pdf

LETTERS = "Zażółć gęślą jaźń – „ŁĄKA” § 1"


def test_polish_letters_and_page_numbers_come_through(loader: PdfLoader) -> None:
    draft = loader.load(pdf([(LETTERS,), (), ("Druga strona z tekstem",)]), "raport.pdf")

    assert draft.pages == 3
    assert [(block.page, block.text.strip()) for block in draft.blocks] == [(1, LETTERS), (3, "Druga strona z tekstem")]
    assert draft.notes == ()


@pytest.fixture(params=installed())
def loader(request: pytest.FixtureRequest) -> PdfLoader:
    """One for each extractor that is installed: what holds for one holds for the other."""
    return PdfLoader(request.param)


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ocr.VARIABLE, ocr.OFF)


def test_pages_that_only_show_an_image_are_named(loader: PdfLoader) -> None:
    draft = loader.load(pdf([SCAN, ("Tekst",), SCAN, SCAN, ()]), "raport.pdf")

    assert draft.notes == ("Bez tekstu, wymaga OCR: strony 1, 3–4.",)


def test_a_scan_needs_ocr_and_an_empty_file_does_not(loader: PdfLoader) -> None:
    with pytest.raises(Unreadable, match="wymaga OCR: strony 1–2 ") as scan:
        loader.load(pdf([SCAN, SCAN]), "skan.pdf")
    with pytest.raises(Unreadable, match="puste strony") as blank:
        loader.load(pdf([()]), "pusty.pdf")

    assert (scan.value.status, blank.value.status) == ("empty", "empty")


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def changed(*pages: tuple[str, ...]) -> PdfWriter:
    return PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(pages))))


def encrypted(user_password: str, algorithm: str) -> bytes:
    writer = changed(("Tajne",))
    writer.encrypt(user_password, owner_password="wlasciciel", algorithm=algorithm)
    return written(writer)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_with_a_password_is_rejected_and_one_that_only_forbids_printing_is_read(
    loader: PdfLoader, algorithm: str
) -> None:
    with pytest.raises(Unreadable, match="otwiera się tylko hasłem"):
        loader.load(encrypted("haslo", algorithm), "tajne.pdf")

    assert loader.load(encrypted("", algorithm), "otwarte.pdf").blocks[0].text.strip() == "Tajne"


def test_one_damaged_page_does_not_cost_the_others() -> None:
    writer = changed(("Pierwsza",), ("Druga",), ("Trzecia",))
    broken = DecodedStreamObject()
    broken.set_data(b"to nie jest strumien")
    broken[NameObject("/Filter")] = NameObject("/NieMaTakiego")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(broken)

    draft = PdfLoader().load(written(writer), "nadpsuty.pdf")

    assert [block.page for block in draft.blocks] == [1, 3]
    assert draft.notes == ("Nie odczytano z powodu uszkodzenia: strona 2.",)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: data.rindex(b"xref\n0")],
        lambda data: data.replace(b"startxref", b"startxxxx"),
        lambda data: b"smieci przed plikiem\n" * 20 + data[: data.rindex(b"startxref")],
    ],
    ids=["cut before the table", "no way to the table", "junk in front"],
)
def test_a_file_that_lost_its_table_of_objects_is_read_with_a_word_of_warning(damage: Callable[[bytes], bytes]) -> None:
    draft = PdfLoader().load(damage(pdf([("Uchwała rady",)])), "uszkodzony.pdf")

    assert draft.blocks[0].text.strip() == "Uchwała rady"
    assert "sprawdź, czy nic nie zginęło" in draft.notes[0]


def test_a_page_tree_that_leads_back_to_itself_is_damage() -> None:
    looped = pdf([("Tekst",)]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")

    with pytest.raises(Unreadable, match="uszkodzony"):
        PdfLoader().load(looped, "petla.pdf")


def test_a_stream_that_unpacks_to_far_too_much_is_refused() -> None:
    writer = changed(("Tekst",))
    bomb = DecodedStreamObject()
    bomb.set_data(b" " * 90_000_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(bomb.flate_encode())
    data = written(writer)

    assert len(data) < 200_000
    with pytest.raises(Unreadable, match="uszkodzony"):
        PdfLoader().load(data, "bomba.pdf")


def test_a_page_whose_letters_nobody_explains_needs_ocr() -> None:
    mute = pdf([("Tekst bez znaczenia",), ("Drugi",)]).replace(b"/aogonek", b"/g1234567")
    unexplained = pdf([("ąąąą ąąąąą ąą",)]).replace(b"/aogonek", b"/g123456")

    assert PdfLoader().load(mute, "sam_kod.pdf").notes == ()
    with pytest.raises(Unreadable, match="wymaga OCR: strona 1 bez czytelnego tekstu"):
        PdfLoader().load(unexplained, "kod.pdf")


def test_the_value_of_a_form_field_is_read_beside_its_label(loader: PdfLoader) -> None:
    writer = changed(("Nazwa oferenta:",))
    shown = DecodedStreamObject()
    shown.set_data(b"BT /F 11 Tf 2 5 Td (Kolo Gospodyn) Tj ET")
    shown[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 140, 20)))
    field = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (160, 775, 300, 795))),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(shown)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])

    draft = loader.load(written(writer), "oferta.pdf")

    assert " ".join(draft.blocks[0].text.split()) == "Nazwa oferenta: Kolo Gospodyn"


def test_the_setting_names_the_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert chosen() == "pypdf"

    monkeypatch.setenv(VARIABLE, "pdfium")
    assert chosen() == "pdfium"

    monkeypatch.setenv(VARIABLE, "acrobat")
    with pytest.raises(ValueError, match="PRAKTYKI_PDF_EXTRACTOR=acrobat: pypdf, pdfium"):
        chosen()


def test_an_extractor_that_is_not_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.loaders.pdf.installed", lambda: ("pypdf",))

    with pytest.raises(Unreadable, match="wymaga pakietu pypdfium2"):
        PdfLoader("pdfium").load(pdf([("Tekst",)]), "plik.pdf")


def test_a_file_that_is_no_pdf_says_so(loader: PdfLoader) -> None:
    with pytest.raises(Unreadable, match="nie jest plikiem PDF"):
        loader.load(b"zwykly tekst", "udawany.pdf")


@given(cut=st.integers(min_value=5, max_value=1500))
def test_a_cut_file_is_read_or_rejected_without_a_word_in_the_log(cut: int) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        PdfLoader().load(pdf([("Tekst strony",)])[:cut], "uciety.pdf")
    except Unreadable:
        pass
    finally:
        logging.getLogger().removeHandler(handler)

    assert log.getvalue() == ""


def test_too_many_pages_are_refused(loader: PdfLoader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES", Limit(2, "liczba stron", "stron", "Podziel dokument na części."))

    with pytest.raises(Unreadable, match="najwyżej 2 stron"):
        loader.load(pdf([("a",), ("b",), ("c",)]), "gruby.pdf")


def test_page_numbers_are_told_briefly() -> None:
    assert page_list([4]) == "strona 4"
    assert page_list([1, 2, 3, 7]) == "strony 1–3, 7"
    assert page_list(list(range(1, 60, 2))).endswith("23 i dalsze")

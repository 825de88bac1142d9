"""A folder with every format, hostile files and misnamed ones among them, and a web address, in one run."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.store import Store
from ingest import libreoffice
from ingest.fetch import Fetcher
from ingest.pipeline import ingest
from ingest.sources import source_of
from tests.ingest.loaders.test_docx import written
from tests.ingest.loaders.test_tables import HEADERS, ROW, as_csv, as_ods, as_xlsx, row
from tests.ingest.office_files import compound, docx, odt, paragraph, zipped
from tests.ingest.web_server import Site, only_here, serving

FILES: dict[str, tuple[bytes, str]] = {
    "karta.docx": (written(), "added"),
    "udaje.pdf": (docx(paragraph("Ławka") + paragraph("Gmina postawiła ławkę przed szkołą.")), "added"),
    "pismo.odt": (odt("<text:p>Ogród</text:p><text:p>Gmina i koło założyły ogród we wsi Łęg.</text:p>"), "added"),
    "pismo.doc": (rb"{\rtf1\ansi\ansicpg1250 Tor\par Gmina i klub zbudowa\'b3y tor rowerowy.}", "added"),
    "budzet.xls": ("Dział\tKwota\n851 Ochrona zdrowia\t8 000 zł\n".encode("cp1250"), "added"),
    "praktyki.csv": (as_csv(HEADERS, ROW), "added"),
    "praktyki.xlsx": (as_xlsx({"Dane": [HEADERS, row(nazwa="Klub")]}), "added"),
    "praktyki.ods": (as_ods(HEADERS, row(nazwa="Ogród")), "added"),
    "znaki.txt": ("Klub działa w każdą środę, młodzież chętnie przychodzi.".encode().decode("latin-1").encode(), "added"),
    "bomba.docx": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(32 * 2**20)}), "rejected"),
    "urwany.docx": (written()[:4000], "rejected"),
    "tajny.docx": (compound("EncryptedPackage"), "rejected"),
    "pusty.docx": (b"", "empty"),
    "obrazek.docx": (docx("<w:p/>"), "empty"),
    "stary.doc": (compound("WordDocument"), "rejected"),
    "paczka.zip": (zipped({"a.txt": "tekst"}), "rejected"),
}  # fmt: skip


def test_each_file_of_a_folder_ends_with_its_outcome(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "dysk"
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)

    outcomes = {Path(outcome.path).name: outcome for outcome in ingest([folder], store, workers=1).outcomes}

    assert {name: outcome.status for name, outcome in outcomes.items()} == {
        name: status for name, (_, status) in FILES.items()
    }
    assert all(outcome.reason for outcome in outcomes.values() if outcome.status in ("rejected", "empty"))
    assert outcomes["praktyki.csv"].item == 2
    assert "Kolumny odczytano tak" in (outcomes["praktyki.csv"].reason or "")
    assert {practice.id for practice in store.practices()} == {
        "rybnik-kawiarenka-naprawcza",
        "rybnik-klub",
        "rybnik-ogrod",
    }
    texts = {document.file_name: " ".join(block.text for block in document.blocks) for document in store.documents()}
    assert texts["pismo.doc"].endswith("zbudowały tor rowerowy.")
    assert texts["budzet.xls"] == "Dział | Kwota 851 Ochrona zdrowia | 8 000 zł"
    assert texts["znaki.txt"].endswith("młodzież chętnie przychodzi.")


def test_what_a_web_address_holds_is_stored_with_the_address_it_came_from(store: Store) -> None:
    page = (
        "<html><head><title>Ogród</title></head><body><article><h1>Ogród za remizą</h1><p>Gmina i koło gospodyń założyły "
        "ogród, w którym spotyka się cała wieś.</p></article></body></html>"
    ).encode()
    with serving(Site(pages={"/ogrod": (302, {"Location": "/2024/ogrod"}, b"")})) as site:
        site.pages["/2024/ogrod"] = (200, {"Content-Type": "text/html; charset=utf-8"}, page)
        fetcher = Fetcher(ports=frozenset({site.port}), addresses=only_here)
        addresses = [source_of(site.url(path)) for path in ("/ogrod", "/nie-ma")]

        found, missing = ingest(addresses, store, workers=1, fetch=fetcher.fetch).outcomes

    assert (found.status, found.path) == ("added", site.url("/ogrod"))
    assert (missing.status, missing.path) == ("rejected", site.url("/nie-ma"))
    assert "nic nie ma" in (missing.reason or "")
    (document,) = store.documents()
    assert document.source_url == site.url("/2024/ogrod")
    assert document.file_name == "ogrod.html"


@pytest.mark.skipif(libreoffice.installed() is None, reason="LibreOffice is not installed")
def test_old_formats_are_converted_inside_the_confined_child(tmp_path: Path, store: Store) -> None:
    program = libreoffice.installed()
    assert program is not None
    (tmp_path / "karta.doc").write_bytes(libreoffice.convert(written(), ".docx", "doc", program))

    (outcome,) = ingest([tmp_path / "karta.doc"], store, workers=1).outcomes

    assert outcome.status == "added"
    assert "w LibreOffice" in (outcome.reason or "")
    (document,) = store.documents()
    assert (document.title, document.media_type) == ("Klub Seniora w Łęgu", "application/msword")

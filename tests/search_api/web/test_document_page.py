"""The page of a document: its text with page numbers to link to, what a program read or masked, and where it stands too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.document import Block, Document
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, INVITATION, LEAFLET, FakeEngine
from tests.search_api.web.test_pages import BROWSER, Page, read

ADDRESS = f"/dokumenty/{INVITATION.id}"
COPY = f"/dokumenty/{LEAFLET.id}"
PAGES = 300


def long_document() -> Document:
    """Three hundred pages as an office writes them: a heading and some two thousand characters on each."""
    blocks = [
        block
        for page in range(1, PAGES + 1)
        for block in (
            Block(text=f"Rozdział {page}", kind="heading", level=1, page=page),
            Block(text=f"Zdanie ze strony {page}. " + "„Gmina” & sołectwo zgłosiły potrzebę. " * 60, page=page),
            Block(text="remont świetlicy", kind="list_item", page=page),
        )
    ]
    return INVITATION.model_copy(update={"pages": PAGES, "blocks": tuple(blocks)})


@pytest.fixture
def long_client(tmp_path: Path) -> TestClient:
    return TestClient(app_with(FakeEngine([long_document()]), tmp_path))


def anchors(page: Page) -> set[str]:
    return {attributes["id"] for _, attributes in page.tags if "id" in attributes}


class TestText:
    def test_a_document_shows_its_headings_lists_tables_and_file(self, client: TestClient) -> None:
        page = read(client, ADDRESS)

        for told in ("Program wizyty", "Wizyta trwa dwa dni.", "Godzina | Punkt", "zaproszenie.pdf", "Liczba stron 2"):
            assert told in page.text
        assert len(page.all("pre")) == 1

    def test_every_page_of_the_source_and_every_block_can_be_linked_to(self, client: TestClient) -> None:
        page = read(client, ADDRESS)

        assert {"strona-1", "strona-2", "f0", "f1", "f2", "f3", "f4", "f5"} <= anchors(page)
        assert page.text.index("Strona 1") < page.text.index("Program wizyty") < page.text.index("Strona 2")

    def test_a_title_that_the_first_heading_repeats_keeps_its_anchor(self, tmp_path: Path) -> None:
        repeated = (Block(text=INVITATION.title, kind="heading", level=1), Block(text="Treść."))
        document = INVITATION.model_copy(update={"blocks": repeated})
        with TestClient(app_with(FakeEngine([document]), tmp_path)) as client:
            page = read(client, ADDRESS)

        assert page.all("h1")[0]["id"] == "f0"
        assert page.text.count(INVITATION.title) == 2  # the title of the page and its heading

    def test_what_was_masked_is_said_by_kind(self, client: TestClient) -> None:
        page = read(client, ADDRESS)

        assert "Zasłonięto 2 dane osobowe: numery telefonów (1), adresy e-mail (1)." in page.text

    def test_a_source_that_is_no_web_address_is_no_link(self, client: TestClient) -> None:
        page = read(client, ADDRESS)

        assert "javascript:" not in "".join(link["href"] for link in page.all("a"))
        assert "Źródło brak danych w źródle" in page.text

    def test_a_source_on_the_web_is_a_link(self, tmp_path: Path) -> None:
        document = INVITATION.model_copy(update={"source_url": "https://example.org/zaproszenie"})
        with TestClient(app_with(FakeEngine([document]), tmp_path)) as client:
            page = read(client, ADDRESS)

        (link,) = [link for link in page.all("a") if link["href"] == "https://example.org/zaproszenie"]
        assert link["rel"] == "noopener noreferrer external"

    def test_what_a_program_read_from_an_image_is_said_at_the_block(self, tmp_path: Path) -> None:
        blocks = (Block(text="Z pisma."), Block(text="Ze skanu.", ocr=True), Block(text="Dalej ze skanu.", ocr=True))
        document = INVITATION.model_copy(update={"blocks": blocks})
        with TestClient(app_with(FakeEngine([document]), tmp_path)) as client:
            page = read(client, ADDRESS)

        assert (
            "Z pisma. Ten fragment program odczytał z obrazu. Pojedyncze litery mogą być błędne. Ze skanu." in page.text
        )
        assert page.text.count("odczytał z obrazu") == 1

    def test_hostile_text_shows_as_text(self, client: TestClient) -> None:
        for address in (ADDRESS, COPY):
            assert HOSTILE in read(client, address).text
            assert "<script>alert" not in client.get(address, headers=BROWSER).text

    def test_drafts_read_from_it_are_not_shown(self, client: TestClient) -> None:
        assert "szkic" not in read(client, ADDRESS).text.lower()


class TestSameText:
    def test_the_other_document_stands_with_its_share_and_passages(self, client: TestClient) -> None:
        page = read(client, ADDRESS)

        assert "Ten sam opis także w" in page.text
        assert "wspólne 46% słów dłuższego dokumentu" in page.text
        assert "Dalszych wspólnych fragmentów: 2." in page.text
        assert "prawie cały tekst jest taki sam" in read(client, COPY).text

    def test_a_shared_passage_leads_to_its_place_here_and_there(self, client: TestClient) -> None:
        links = [link["href"] for link in read(client, ADDRESS).all("a")]

        assert "#f1" in links
        assert f"{COPY}?fragment=0#f0" in links
        assert "f0" in anchors(read(client, f"{COPY}?fragment=0"))


class TestLongDocument:
    def test_it_comes_in_parts_below_200_kb_and_nothing_is_lost(self, long_client: TestClient) -> None:
        address: str | None = ADDRESS
        seen: list[int] = []
        while address:
            response = long_client.get(address, headers=BROWSER)
            assert len(response.content) < 200_000
            seen += [int(number) for number in re.findall(r"Zdanie ze strony (\d+)\.", response.text)]
            page = read(long_client, address)
            assert (page.faults, page.open) == ([], [])
            address = next((link["href"] for link in page.all("a") if link.get("rel") == "next"), None)

        assert seen == list(range(1, PAGES + 1))

    @pytest.mark.parametrize("number", [1, 2, 150, 300])
    def test_the_address_of_a_page_shows_the_part_where_it_is(self, long_client: TestClient, number: int) -> None:
        page = read(long_client, f"{ADDRESS}?strona={number}")

        assert f"strona-{number}" in anchors(page)
        assert f"Zdanie ze strony {number}." in page.text

    def test_the_table_of_contents_leads_into_other_parts(self, long_client: TestClient) -> None:
        page = read(long_client, ADDRESS)

        last = [link["href"] for link in page.all("a") if "#f" in link["href"]][-1]
        assert last.startswith(f"{ADDRESS}?strona=")
        assert last.partition("#")[2] in anchors(read(long_client, last.partition("#")[0]))
        assert f"Dalszych nagłówków: {PAGES - 60}." in page.text

    def test_each_part_says_which_it_is_also_in_its_title_and_address(self, long_client: TestClient) -> None:
        second = next(link["href"] for link in read(long_client, ADDRESS).all("a") if link.get("rel") == "next")
        page = read(long_client, second)

        assert re.search(r"część 2 z \d+, strony \d+–\d+", page.text)
        assert re.search(r"\(strony \d+–\d+\) – Dobre Praktyki", page.text)
        assert [link["href"] for link in page.all("link") if link["rel"] == "canonical"] == [second]
        assert [link["href"] for link in page.all("a") if link.get("rel") == "prev"] == [ADDRESS] * 2

    def test_the_language_goes_along(self, long_client: TestClient) -> None:
        page = read(long_client, f"{ADDRESS}?lang=en")

        following = [link["href"] for link in page.all("a") if link.get("rel") == "next"]
        assert following
        assert all(address.endswith("&lang=en") for address in following)

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ("strona=301", "W dokumencie nie ma strony 301. Pokazujemy początek."),
            ("czesc=99", "Dokument nie ma części 99. Pokazujemy początek."),
            ("fragment=99999", "W dokumencie nie ma tego fragmentu. Pokazujemy początek."),
        ],
    )
    def test_what_is_not_there_is_said_and_the_beginning_shown(
        self, long_client: TestClient, asked: str, told: str
    ) -> None:
        page = read(long_client, f"{ADDRESS}?{asked}")

        assert told in page.text
        assert "Zdanie ze strony 1." in page.text

    @pytest.mark.parametrize("asked", ["strona=x", "strona=0", "czesc=-1", "fragment=", "strona=" + "9" * 30])
    def test_what_is_no_number_is_refused(self, long_client: TestClient, asked: str) -> None:
        assert long_client.get(f"{ADDRESS}?{asked}", headers=BROWSER).status_code == 422

    def test_a_short_document_shows_all_whatever_page_is_asked_for(self, client: TestClient) -> None:
        page = read(client, f"{ADDRESS}?strona=2")

        assert {"strona-1", "strona-2"} <= anchors(page)
        assert [link["href"] for link in page.all("link") if link["rel"] == "canonical"] == [ADDRESS]
        assert "część 1 z" not in page.text

"""The tasks of the three users from the home page to a file: with scripts, without them, and by keyboard alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import keyboard
from tests.browser.site import Site
from tests.browser.watching import watched


class Hand(Protocol):
    """How a person does things on a page."""

    def follow(self, wanted: Locator) -> None: ...

    def tick(self, wanted: Locator) -> None: ...

    def write(self, wanted: Locator, text: str) -> None: ...


class Mouse:
    def follow(self, wanted: Locator) -> None:
        # A page that is still being laid out moves under the pointer.
        wanted.page.wait_for_load_state()
        wanted.first.click()

    def tick(self, wanted: Locator) -> None:
        wanted.first.check()

    def write(self, wanted: Locator, text: str) -> None:
        wanted.first.fill(text)


class Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page

    def follow(self, wanted: Locator) -> None:
        keyboard.press(self._page, wanted)

    def tick(self, wanted: Locator) -> None:
        keyboard.press(self._page, wanted, " ")

    def write(self, wanted: Locator, text: str) -> None:
        keyboard.write(self._page, wanted, text)


@pytest.fixture(params=["mouse", "mouse, no scripts", "keyboard", "keyboard, no scripts"])
def user(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[tuple[Page, Hand]]:
    scripts = "no scripts" not in request.param
    with watched(browser, site.address, java_script_enabled=True, accept_downloads=True) as (page, watch):
        if not scripts:
            # Scripts are refused as files, so that the tests themselves can still look at the page
            page.context.route("**/*.js*", lambda route: route.abort())
        hand: Hand = Keyboard(page) if "keyboard" in request.param else Mouse()
        page.goto("/")
        yield page, hand
        assert watch.faults == []


def taken(page: Page, hand: Hand, name: str, folder: Path) -> bytes:
    """The file that the link of this name gives."""
    with page.expect_download() as started:
        hand.follow(page.locator("main").get_by_role("link", name=name, exact=True))
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path.read_bytes()


def search(page: Page, hand: Hand, need: str) -> None:
    hand.write(page.get_by_role("searchbox"), need)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Znaleziono")


def add_first_hits(page: Page, hand: Hand, count: int) -> list[str]:
    """Puts the first hits on the list; their titles."""
    titles = page.locator("main .hit__title").all_inner_texts()[:count]
    for number in range(count):
        # A button that was pressed has another name
        hand.follow(page.get_by_role("button", name=re.compile("^Dodaj do mojej listy")))
        expect(page.get_by_role("button", name=re.compile("^Na mojej liście"))).to_have_count(number + 1)
    return titles


def test_an_ngo_finds_a_model_for_lonely_seniors_and_takes_it_into_a_spreadsheet(
    user: tuple[Page, Hand], tmp_path: Path
) -> None:
    page, hand = user

    search(page, hand, "samotni seniorzy na wsi")
    first = page.locator("main .hit__title a").first
    title = first.inner_text()
    hand.follow(first)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    hand.follow(page.get_by_role("button", name=re.compile("Dodaj do mojej listy")))
    expect(page.get_by_role("button", name=re.compile("Na mojej liście"))).to_be_visible()
    hand.follow(page.get_by_role("link", name=re.compile(r"Moja lista \(1\)")))
    book = openpyxl.load_workbook(io.BytesIO(taken(page, hand, "Excel", tmp_path)))

    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert title in cells


def test_an_official_compares_precedents_and_takes_them_into_a_document(
    user: tuple[Page, Hand], tmp_path: Path
) -> None:
    page, hand = user

    search(page, hand, "zlecenie organizacji prowadzenia klubu seniora")
    # Narrowed to what is known to have worked
    narrowed = page.locator("#filtry a", has_text=re.compile("wyniki w liczbach"))
    if not narrowed.first.is_visible():
        hand.follow(page.locator("#filtry summary", has_text="Stopień sprawdzenia"))
    hand.follow(narrowed)
    expect(page).to_have_url(re.compile("evidence_level=E3"))
    titles = add_first_hits(page, hand, 3)
    hand.follow(page.get_by_role("link", name=re.compile(r"Moja lista \(3\)")))
    for title in titles:
        # A short list comes ticked
        expect(page.get_by_role("checkbox", name=re.compile(f"Porównaj ?: {re.escape(title)}"))).to_be_checked()
    hand.follow(page.get_by_role("button", name="Porównaj zaznaczone"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Porównanie praktyk")
    for title in titles:
        expect(page.get_by_role("main")).to_contain_text(title)
    page.go_back()
    document = docx.Document(io.BytesIO(taken(page, hand, "Word", tmp_path)))

    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(title in text for title in titles)


def test_an_organiser_finds_where_in_another_subregion_to_see_an_ngo_centre(
    user: tuple[Page, Hand], tmp_path: Path
) -> None:
    page, hand = user

    hand.follow(page.get_by_role("link", name="Wybierz swoją gminę"))
    hand.write(page.get_by_role("textbox", name="Gmina albo powiat"), "Rybnik")
    page.keyboard.press("Enter")
    if page.get_by_role("radio").count():
        hand.tick(page.get_by_role("radio", name=re.compile("Rybnik")))
        hand.follow(page.locator("main").get_by_role("button", name=re.compile("Wybierz|Zapisz")))
    expect(page.get_by_role("banner")).to_contain_text("Rybnik")
    page.goto("/")
    search(page, hand, "centrum organizacji pozarządowych")
    outside = page.get_by_role("link", name="Nie z mojego subregionu")
    if outside.count():
        hand.follow(outside)
        expect(page).to_have_url(re.compile("not_subregion"))
    hand.follow(page.get_by_role("link", name="najbliższe mojej gminy"))
    expect(page).to_have_url(re.compile("sort=nearest"))
    distances = [
        float(told.replace(",", ".").replace("\u202f", "").split()[0])
        for told in page.locator("main .hit").get_by_text("w linii prostej").all_inner_texts()
    ]
    assert distances == sorted(distances)
    summary = page.locator("main summary", has_text="Pobierz te wyniki")
    hand.follow(summary)
    rows = list(csv.reader(io.StringIO(taken(page, hand, "CSV", tmp_path).decode("utf-8-sig")), delimiter=";"))

    assert len(rows) > 1
    assert not any("rybnicki" in cell for row in rows[1:] for cell in row[:8])

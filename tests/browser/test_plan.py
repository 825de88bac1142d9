"""From a pasted list of twelve needs to a Word document: with scripts, without them, by keyboard alone, and from a file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import time
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site
from tests.browser.test_tasks import Hand, user
from tests.browser.watching import watched

__all__ = ["user"]

MACHINE_SECONDS = 10  # from the needs to the file, on a machine that does nothing else
NEEDS = """1. Samotni seniorzy na wsi nie mają dokąd wyjść z domu (12 głosów)
2. Brak dojazdu do lekarza z małych wsi (9 głosów)
3. Młodzież po szkole nie ma gdzie się spotkać (8 głosów)
4. Organizacje nie mają pieniędzy na wkład własny (7 głosów)
5. Mieszkańcy nie wiedzą, na co gmina wydaje pieniądze (6 głosów)
6. Rodziny osób z niepełnosprawnościami nie mają wytchnienia (6 głosów)
7. Świetlica wiejska stoi pusta i niszczeje (5 głosów)
8. Trudno zebrać wolontariuszy do pomocy sąsiedzkiej (4 głosy)
9. Urząd i organizacje nie rozmawiają o rocznym programie współpracy (4 głosy)
10. Zanieczyszczone powietrze zimą (3 głosy)
11. Brak pracy dla osób długo bezrobotnych (3 głosy)
12. Kwantowa teleportacja krasnali (1 głos)"""
CITED = re.compile(r"\[(\d+(?:,\s\d+)*)\]$")


def taken(page: Page, hand: Hand, name: str, folder: Path) -> Path:
    """The file behind the button of this name."""
    with page.expect_download() as started:
        hand.follow(page.locator("main").get_by_role("button", name=name, exact=True))
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def claims_of(text: str) -> list[str]:
    """The lines of a list: everything that the document says of the records stands in one."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("•")]


def sources_of(text: str) -> dict[str, str]:
    """What the list of sources at the end says under each number."""
    tail = text[text.rindex("\nŹródła\n") :]
    numbers = list(re.finditer(r"^\[(\d+)\] ", tail, re.MULTILINE))
    ends = [*(found.start() for found in numbers[1:]), len(tail)]
    return {found[1]: tail[found.end() : end] for found, end in zip(numbers, ends, strict=True)}


def test_from_twelve_needs_to_a_document(user: tuple[Page, Hand], tmp_path: Path) -> None:
    page, hand = user

    hand.follow(page.get_by_role("link", name="Plan", exact=True))
    hand.write(page.get_by_role("textbox", name="Wklej listę potrzeb"), NEEDS)
    began = time.perf_counter()
    hand.follow(page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź potrzeby")
    expect(page.get_by_role("status").first).to_have_text("12 potrzeb na liście, zaznaczonych: 12")
    walked = time.perf_counter() - began
    # The weakest of all needs is dropped, the conditions stay as they are
    page.get_by_role("checkbox", name=re.compile("Potrzeba 12$")).focus()
    page.keyboard.press(" ")
    page.get_by_role("button", name="Dalej, warunki").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Warunki")
    began = time.perf_counter()
    hand.follow(page.get_by_role("button", name="Pokaż plan", exact=True).last)
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan działań", timeout=MACHINE_SECONDS * 1000)
    path = taken(page, hand, "Word (DOCX)", tmp_path)
    walked += time.perf_counter() - began

    paragraphs = "\n".join(one.text for one in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)
    assert "Samotni seniorzy na wsi" in paragraphs
    assert "krasnali" not in paragraphs
    quotes = [line for line in paragraphs.splitlines() if line.startswith("„")]
    assert len(quotes) > 20
    assert [quote for quote in quotes if not CITED.search(quote)] == []
    # Nobody reads or thinks here, so all of it is machine time
    assert walked < MACHINE_SECONDS, walked


def test_libreoffice_opens_the_document_and_every_claim_has_its_source(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer)")
    with watched(browser, site.address, accept_downloads=True) as (page, watch):
        page.goto("/plan")
        page.get_by_role("textbox", name="Wklej listę potrzeb").fill(NEEDS)
        page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
        page.get_by_role("button", name="Od razu pokaż plan").click()
        with page.expect_download() as started:
            page.get_by_role("button", name="Word (DOCX)").click()
        path = tmp_path / "plan.docx"
        started.value.save_as(path)
        assert watch.faults == []

    subprocess.run(
        [
            *(office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"),
            *("txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )

    text = (tmp_path / "plan.txt").read_text(encoding="utf-8-sig")
    claims = claims_of(text)
    assert len(claims) > 50
    sources = sources_of(text)
    for claim in claims:
        last = CITED.search(claim)
        assert last, claim
        for number in re.findall(r"\d+", last[1]):
            assert "Opis w bazie: http" in sources[number], claim


def test_a_need_moves_without_leaving_the_page(page: Page) -> None:
    page.goto("/plan")
    page.get_by_role("textbox", name="Wklej listę potrzeb").fill(NEEDS)
    page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
    page.wait_for_load_state()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url) if "/plan" in request.url else None)

    down = page.get_by_role("button", name=re.compile("^Niżej ?: Potrzeba 1$"))
    down.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(page.get_by_role("textbox", name="Potrzeba 3", exact=True)).to_have_value(re.compile("^Samotni"))
    assert page.evaluate("document.activeElement.textContent.trim()").endswith("Potrzeba 3")
    expect(page.locator("[data-said]")).to_have_text("Przesunięto. Teraz jest na miejscu 3.")
    assert requests == []
    page.get_by_role("button", name="Od razu pokaż plan").click()
    expect(page.locator("#potrzeba-3")).to_contain_text("Samotni seniorzy")


def test_a_plan_is_changed_sent_and_opened_again(page: Page, browser: Browser, site: Site) -> None:
    page.goto("/plan")
    page.get_by_role("textbox", name="Wklej listę potrzeb").fill("\n".join(NEEDS.splitlines()[:3]))
    page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
    page.get_by_role("button", name="Od razu pokaż plan").click()
    group = page.get_by_role("group", name="Praktyki do potrzeby 1")
    dropped = group.get_by_role("checkbox").first
    title = group.locator("label").first.inner_text()
    dropped.uncheck()
    group.get_by_role("button", name=re.compile("^Przelicz plan")).click()
    expect(page).to_have_url(re.compile("p=1"))
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(2)
    address = page.get_by_role("textbox", name="Odnośnik do tego planu").input_value()

    with watched(browser, site.address, java_script_enabled=False) as (other, watch):
        other.goto(address)
        offers = other.get_by_role("group", name="Praktyki do potrzeby 1").get_by_role("checkbox", checked=True)
        expect(offers).to_have_count(2)
        assert all(
            title not in told for told in other.locator("#potrzeba-1 ~ .choosing > .offers label").all_inner_texts()
        )
        assert watch.faults == []


def test_a_plan_from_a_file_survives_going_back(page: Page, tmp_path: Path) -> None:
    diagnosis = tmp_path / "diagnoza.txt"
    diagnosis.write_text(
        "Diagnoza potrzeb\n\nMieszkańcy małych wsi nie mają dojazdu do lekarza.\n\nSamotni seniorzy nie mają dokąd wyjść z domu.\n",
        encoding="utf-8",
    )
    page.goto("/plan")
    page.get_by_label("Albo wczytaj plik").set_input_files(diagnosis)
    page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("Wczytano: diagnoza.txt")
    page.locator("summary", has_text="Skąd to").first.click()
    expect(page.locator("blockquote").first).to_be_visible()
    page.get_by_role("button", name="Od razu pokaż plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan działań")
    # The page was sent as a form; it has an address all the same
    expect(page).to_have_url(re.compile(r"/plan/wynik\?p=1"))

    page.locator("#zrodlo-1 a").click()
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Plan działań")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page) -> None:
    page.goto("/plan")
    page.evaluate("document.querySelector('[data-drop]').dataset.most = '3'")
    page.get_by_label("Albo wczytaj plik").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"abcdef"}
    )

    expect(page.get_by_role("alert")).to_contain_text("Ten plik jest za duży")
    page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
    expect(page).to_have_url(re.compile("/plan$"))


def test_everything_folded_is_on_paper(page: Page, site: Site) -> None:
    page.goto("/plan")
    page.get_by_role("textbox", name="Wklej listę potrzeb").fill("\n".join(NEEDS.splitlines()[:3]))
    page.get_by_role("button", name="Dalej, pokaż potrzeby", exact=True).last.click()
    page.get_by_role("button", name="Od razu pokaż plan").click()
    page.wait_for_url(re.compile("/plan/wynik"), wait_until="load")

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator(".planned__parts:visible").count() == page.locator(".planned__parts").count() > 1
    expect(page.get_by_role("button", name="Word (DOCX)")).to_be_hidden()

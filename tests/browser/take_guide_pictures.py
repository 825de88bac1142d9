"""Pictures of the guide to study visits (docs/obrazy/wizyta-*.png), taken anew from the starter base. Run from the root of the
repository:

python -m tests.browser.take_guide_pictures
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from corpus.cards import STARTER
from tests.browser.conftest import BROWSERS
from tests.browser.page_types import press
from tests.browser.site import Site, running_site
from tests.browser.watching import watched

FOLDER = Path(__file__).parents[2] / "docs" / "obrazy"
WIDTH = 1000
ASKED = {
    "temat-1": "Samotni seniorzy na wsi nie mają gdzie się spotkać",
    "waga-1": "2",
    "temat-2": "fundusz sołecki i świetlice wiejskie",
    "start": "Rybnik",
}
DAY = "13.05.2027"


def take(page: Page, name: str, at: str, height: int) -> None:
    """The page from the top of `at` down, `height` pixels."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.locator(at).first.evaluate("element => window.scrollTo(0, element.getBoundingClientRect().top + scrollY - 16)")
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"wizyta-{name}.png", animations="disabled")


def ask(page: Page, site: Site, **further: str) -> None:
    """Fills the form, conditions open, and leaves it unsent."""
    page.goto(f"{site.address}/wizyta")
    page.locator("#warunki > summary").click()
    for field, text in {**ASKED, **further}.items():
        page.locator(f"#{field}").fill(text)


def send(page: Page) -> None:
    press(page, page.locator("#wizyta button[value=plan]").last)
    page.wait_for_load_state("networkidle")


def take_all(page: Page, site: Site) -> None:
    page.set_default_timeout(60_000)
    ask(page, site, dzien=DAY)
    take(page, "1-formularz", "h1", 900)
    take(page, "2-warunki", "#warunki", 980)
    send(page)
    take(page, "3-wynik", "h1", 1150)
    take(page, "4-program", "#program", 900)
    ask(page, site, odleglosc="20")
    send(page)
    take(page, "5-przeszkoda", "h1", 480)


def main() -> int:
    """Takes all pictures. 1 where a page made a fault; 2 where there is no browser."""
    browser_path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser_path is None:
        print("Chromium is not installed (apt-get install chromium)", file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory() as data_dir,
        running_site(Path(data_dir), (STARTER,)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        with watched(browser, site.address, reduced_motion="reduce", locale="pl-PL") as (page, watch):
            take_all(page, site)
            faults = watch.faults
        browser.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

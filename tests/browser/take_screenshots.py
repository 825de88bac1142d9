"""Pictures of the pages for docs/screenshots, taken anew from the starter base. Run from the root of the repository:

python -m tests.browser.take_screenshots
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from corpus.cards import STARTER
from search_api.web.routes.proposing import FASTEST_S
from tests.browser.conftest import BROWSERS
from tests.browser.page_types import ANNOUNCED_ID, FULL_ID, LISTED, NEED, plan_visit, sign_in
from tests.browser.site import DOCUMENTS, Site, running_site
from tests.browser.watching import watched

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
MOST_BYTES = 1_700_000  # of all pictures together
QUALITY = 34  # of JPEG, in percent
OFFICE: Mapping[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: Mapping[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SCREENS = (("1280", OFFICE), ("360", PHONE))
RESULTS = f"/szukaj?q={NEED}"
MARK = ".map-pin, .map-cluster"
PROPOSED = {
    "need": "W świetlicy przeciekał dach i wieś nie miała gdzie robić zebrań.",
    "actions": "Mieszkańcy wyremontowali salę sami, a gmina kupiła materiał. Murował Jan Kowalski, tel. 601 234 567.",
    "place": "Lyski",
    "year_from": "2024",
    "year_to": "2024",
    "title": "Świetlica w Lyskach wyremontowana razem",
}

Step = Callable[[Page, Site], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page by its address or by steps that lead to it; `at` is what stands at the top of the picture."""

    name: str
    address: str
    step: Step | None = None
    at: str | None = None
    options: tuple[tuple[str, str], ...] = ()

    def take(self, page: Page, site: Site, path: Path) -> None:
        page.goto(self.address)
        if self.step is not None:
            self.step(page, site)
        page.wait_for_load_state("networkidle")
        if self.at is not None:
            page.locator(self.at).first.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.screenshot(path=path, type="jpeg", quality=QUALITY, animations="disabled")


def open_map(page: Page, _: Site) -> None:
    fold = page.locator(".map-fold > summary")
    if fold.count():
        fold.click()
    page.locator(MARK).first.wait_for()


def own_list(page: Page, _: Site) -> None:
    page.locator(".list-take button").click()
    page.locator(".listed-record__do").first.wait_for()


def yellow_on_black(page: Page, _: Site) -> None:
    switch = page.locator("#wyglad-contrast-yellow-on-black")
    if not switch.is_visible():
        page.locator(".look > summary").click()
    switch.click()
    page.locator("html[data-contrast='yellow-on-black']").wait_for()
    page.reload()


def preview(page: Page, _: Site) -> None:
    for name, text in PROPOSED.items():
        page.locator(f"[name='{name}']").fill(text)
    page.wait_for_timeout((FASTEST_S + 1) * 1000)
    page.locator(".ask__buttons button[value='check']").last.click()
    page.locator("#wyslij").wait_for()


def review(page: Page, site: Site) -> None:
    sign_in(page, site)
    page.goto("/przeglad")
    page.locator("main a[href*='/przeglad/']").first.click()
    page.wait_for_load_state()


PICTURES = (
    Picture("home", "/"),
    Picture("results", RESULTS),
    Picture("results-with-map", RESULTS, open_map, ".map-fold"),
    Picture("results-high-contrast", RESULTS, yellow_on_black),
    Picture("results-dark", RESULTS, options=(("color_scheme", "dark"),)),
    Picture("practice", f"/praktyki/{FULL_ID}"),
    Picture("practice-announced", f"/praktyki/{ANNOUNCED_ID}"),
    Picture("comparison", f"/porownanie?{LISTED}"),
    Picture("list", f"/lista?{LISTED}", own_list),
    Picture("map", "/mapa", open_map),
    Picture("visit", "/wizyta", plan_visit),
    Picture("add-form", "/dodaj"),
    Picture("preview", "/dodaj", preview),
    Picture("review", "/", review),
    Picture("about", "/o-serwisie"),
    Picture("accessibility-statement", "/deklaracja-dostepnosci"),
)


def main() -> int:
    """Takes all pictures. 1 where a page made a fault or the pictures are too large; 2 where there is no browser."""
    browser_path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser_path is None:
        print("Chromium is not installed (apt-get install chromium)", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with (
        tempfile.TemporaryDirectory() as data_dir,
        running_site(Path(data_dir), (STARTER, DOCUMENTS)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for picture in PICTURES:
            for width, screen in SCREENS:
                options = {"reduced_motion": "reduce", **screen, **dict(picture.options)}
                with watched(browser, site.address, **options) as (page, watch):
                    picture.take(page, site, FOLDER / f"{picture.name}-{width}.jpg")
                    faults += watch.faults
        browser.close()
    size = sum(path.stat().st_size for path in FOLDER.glob("*.jpg"))
    print(f"{len(PICTURES) * len(SCREENS)} pictures, {size / 1e6:.2f} MB, in {FOLDER}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults or size > MOST_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())

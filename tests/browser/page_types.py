"""One address for every type of page, so that each check is made on all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.site import HOSTILE_ID, Site

FULL_ID = "staszow-dzialaj-lokalnie-farma-gminy-biznes"
ANNOUNCED_ID = "kaliska-inicjatywa-lokalna-sds"  # evidence level E0
OTHER_ID = "wroclaw-siec-centrow-aktywnosci-lokalnej"
LISTED = f"id={FULL_ID}&id={OTHER_ID}&id={ANNOUNCED_ID}"
NEED = "samotni+seniorzy+na+wsi"
LONG = "seniorzy+" * 300


def sign_in(page: Page, site: Site) -> None:
    """Signs in with the key of the site."""
    page.goto(f"{site.address}/logowanie")
    page.locator("main input[type=password]").fill(site.key)
    page.locator("main form").get_by_role("button").last.click()


def open_first_document(page: Page, site: Site) -> None:
    answer = page.request.get(f"{site.address}/api/v1/search?kind=document&limit=1").json()
    page.goto(site.address + answer["results"][0]["url"])


def open_first_draft(page: Page, site: Site) -> None:
    sign_in(page, site)
    page.goto(f"{site.address}/przeglad")
    page.locator("main a[href*='/przeglad/']").first.click()


@dataclass(frozen=True, slots=True)
class PageType:
    """A page by its address, or by what a person does to come to it."""

    name: str
    address: str | None
    steps: Callable[[Page, Site], None] | None = None
    status: int = 200

    def open(self, page: Page, site: Site) -> None:
        """Leaves the browser on the page."""
        if self.steps is not None:
            self.steps(page, site)
        if self.address is not None:
            answer = page.goto(f"{site.address}{self.address}")
            assert answer is not None
            assert answer.status == self.status, (self.address, answer.status)


PAGE_TYPES: Sequence[PageType] = (
    PageType("home", "/"),
    PageType("home in English", "/?lang=en"),
    PageType("results", f"/szukaj?q={NEED}"),
    PageType("results, narrowed and sorted", f"/szukaj?q={NEED}&theme=seniors&year_from=2010&sort=nearest&near=Rybnik"),
    PageType("results, a long query", f"/szukaj?q={LONG}"),
    PageType("all practices", "/szukaj"),
    PageType("nothing found", "/szukaj?q=kwantowa+teleportacja+krasnali"),
    PageType("filters that leave nothing", f"/szukaj?q={NEED}&theme=seniors&sector=church&max_budget_pln=1"),
    PageType("a page past the end", "/szukaj?page=999"),
    PageType("a wrong address of results", "/szukaj?year_from=rok", status=422),
    PageType("practice", f"/praktyki/{FULL_ID}"),
    PageType("practice, only announced", f"/praktyki/{ANNOUNCED_ID}"),
    PageType("practice, hostile", f"/praktyki/{HOSTILE_ID}"),
    PageType("document", None, open_first_document),
    PageType("map", "/mapa"),
    PageType("map of a search", f"/mapa?q={NEED}"),
    PageType("own list, empty", "/lista"),
    PageType("list from a link", f"/lista?{LISTED}"),
    PageType("comparison", f"/porownanie?{LISTED}"),
    PageType("adding a practice", "/dodaj"),
    PageType("signing in", "/logowanie"),
    PageType("review queue", "/przeglad", sign_in),
    PageType("draft under review", None, open_first_draft),
    PageType("own gmina", "/moja-gmina"),
    PageType("about", "/o-serwisie"),
    PageType("accessibility statement", "/deklaracja-dostepnosci"),
    PageType("for programs", "/api"),
    PageType("no such page", "/nie-ma-takiej", status=404),
)

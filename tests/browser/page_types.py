"""One address for every type of page, so that each check is made on all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from tests.browser.site import DOCUMENTS, HOSTILE_ID, Site

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
    page.wait_for_load_state()
    assert page.locator("main h1").count() == 1


def open_first_document(page: Page, site: Site) -> None:
    answer = page.request.get(f"{site.address}/api/v1/search?kind=document&limit=1").json()
    page.goto(site.address + answer["results"][0]["url"])


def open_first_draft(page: Page, site: Site) -> None:
    sign_in(page, site)
    page.goto(f"{site.address}/przeglad")
    page.locator("main a[href*='/przeglad/']").first.click()
    page.wait_for_load_state()
    assert page.locator("main h1").count() == 1


PLANNED = "Samotni seniorzy na wsi (12 głosów)\nBrak dojazdu do lekarza (9 głosów)\nKwantowa teleportacja krasnali"


def press(page: Page, button: Locator) -> None:
    """Sends a form and waits for the whole page that answers."""
    with page.expect_navigation(wait_until="load"):
        button.click()


def list_needs(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/plan")
    page.locator("#lista").fill(PLANNED)
    press(page, page.locator("main form button[value=read]").last)


def set_conditions(page: Page, site: Site) -> None:
    list_needs(page, site)
    press(page, page.locator("main button[value=next]"))


def make_plan(page: Page, site: Site) -> None:
    list_needs(page, site)
    press(page, page.locator("main button[value=plan]"))


def refuse_needs(page: Page, site: Site) -> None:
    list_needs(page, site)
    page.locator("#waga-1").fill("dużo")
    press(page, page.locator("main button[value=plan]"))


def check_program(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/plan/program")
    page.locator("#plik").set_input_files(DOCUMENTS / "program.txt")
    press(page, page.locator("main form button").last)


# Topics and start of a visit, as the form sends them
VISIT = {
    "temat-1": "Samotni seniorzy na wsi nie mają gdzie się spotkać",
    "temat-2": "fundusz sołecki",
    "start": "Rybnik",
}
VISIT_DAY = "2097-05-13"  # in the future for a long time


def ask_for_visit(page: Page, site: Site, **lines: str) -> None:
    """Fills the form of a visit and sends it."""
    page.goto(f"{site.address}/wizyta")
    for fold in ("#warunki", "#zyczenia"):
        page.locator(f"{fold} > summary").click()
    for field, text in {**VISIT, **lines}.items():
        page.locator(f"#{field}").fill(text)
    press(page, page.locator("#wizyta button[value=plan]").last)


def plan_visit(page: Page, site: Site) -> None:
    ask_for_visit(page, site, dzien=VISIT_DAY)


def plan_impossible_visit(page: Page, site: Site) -> None:
    ask_for_visit(page, site, odleglosc="1")


def refuse_visit(page: Page, site: Site) -> None:
    ask_for_visit(page, site, start="Dąbrowa", dni="12")


def change_all_of_visit(page: Page, site: Site) -> None:
    ask_for_visit(page, site, **{"dopisz-1": "Lyski"})
    page.locator(".visit-link").click()
    page.wait_for_load_state()
    assert page.locator("#wizyta").count() == 1


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
    PageType("plan, the beginning", "/plan"),
    PageType("plan, the beginning refused", "/plan?zgubione=odnosnik"),
    PageType("plan, needs", None, list_needs),
    PageType("plan, needs refused", None, refuse_needs),
    PageType("plan, conditions", None, set_conditions),
    PageType("plan", None, make_plan),
    PageType("programme of cooperation, checked", None, check_program),
    PageType("visit, the form", f"/wizyta?must={FULL_ID}"),
    PageType("visit, the form refused", None, refuse_visit),
    PageType("visit, a damaged link", "/wizyta?w=1.x", status=422),
    PageType("visit with its map", None, plan_visit),
    PageType("visit that cannot be", None, plan_impossible_visit),
    PageType("visit, changed as a whole", None, change_all_of_visit),
    PageType("signing in", "/logowanie"),
    PageType("review queue", "/przeglad", sign_in),
    PageType("draft under review", None, open_first_draft),
    PageType("own gmina", "/moja-gmina"),
    PageType("areas", "/obszary"),
    PageType("areas, several of a name", "/obszary?nazwa=brzeski"),
    PageType("areas, no such name", "/obszary?nazwa=xyzzy", status=422),
    PageType("briefing of a powiat", "/obszary/teryt:1465"),
    PageType("briefing of a podregion", "/obszary/nuts:PL227"),
    PageType("briefing of a voivodeship", "/obszary/teryt:24?lang=en"),
    PageType("briefing without practices", "/obszary/teryt:2412"),
    PageType("about", "/o-serwisie"),
    PageType("accessibility statement", "/deklaracja-dostepnosci"),
    PageType("for programs", "/api"),
    PageType("no such page", "/nie-ma-takiej", status=404),
)

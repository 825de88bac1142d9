"""The map by mouse and by keyboard alone, with hostile titles, and what is left of it where a part does not come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import HOSTILE_ID, Site
from tests.browser.watching import watched

NEAR_RYBNIK = "/mapa?subregion=nuts:PL227"
HOSTILE_POINT = ".map-pin[title*='<script>']"
FOCUSED = "document.activeElement.className"
# Pairs of marks of which the smaller is left with less than `least` pixels free in both directions.
_COVERED = """least => {
  const marks = [...document.querySelectorAll('.map-pin, .map-cluster')].map(one => one.getBoundingClientRect());
  return marks.flatMap((a, place) => marks.slice(place + 1).filter(b => {
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x <= 0 || y <= 0) return false;
    return Math.max(Math.min(a.width, b.width) - x, Math.min(a.height, b.height) - y) < least;
  })).length;
}"""


@pytest.fixture
def still(browser: Browser, site: Site) -> Iterator[Page]:
    """A page of somebody who wants no movement."""
    with watched(browser, site.address, reduced_motion="reduce") as (page, watch):
        yield page
        assert watch.faults == []


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator(".map-pin, .map-cluster").first).to_be_visible()
    return page


def nearer_to_points(page: Page, point: str = ".map-pin") -> None:
    """Opens clusters with Enter, as somebody at a keyboard does, until a point stands by itself."""
    for _ in range(8):
        if page.locator(point).count():
            return
        page.locator(".map-cluster").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    raise AssertionError("no cluster opened")


def test_the_map_takes_the_place_of_the_drawing_and_leaves_the_list(page: Page) -> None:
    opened(page, "/mapa")

    expect(page.locator(".coverage")).to_be_hidden()
    expect(page.get_by_role("heading", name="Lista według miejsc")).to_be_visible()
    expect(page.locator(".map__status")).to_contain_text("W widocznej części mapy")


def test_without_scripts_there_is_the_drawing_with_links_into_the_list(plain_page: Page) -> None:
    plain_page.goto("/mapa")

    expect(plain_page.locator(".map")).to_be_hidden()
    plain_page.locator('.coverage a[href="#podregion-PL227"]').press("Enter")
    assert plain_page.url.endswith("#podregion-PL227")


def test_by_keyboard_from_a_cluster_to_a_practice_and_back(still: Page) -> None:
    opened(still, "/mapa")

    cluster = still.locator(".map-cluster").first
    name = cluster.inner_text()
    assert "praktyk" in name
    cluster.focus()
    still.keyboard.press("Enter")
    expect(still.locator(".map__canvas")).to_be_focused()

    opened(still, NEAR_RYBNIK)
    nearer_to_points(still)
    point = still.locator(".map-pin").first
    point.focus()
    still.keyboard.press("Enter")
    expect(still.get_by_role("dialog")).to_be_visible()
    assert still.evaluate(FOCUSED) == "map-popup__title"
    still.keyboard.press("Escape")
    expect(still.get_by_role("dialog")).to_have_count(0)
    assert "map-pin" in still.evaluate(FOCUSED)

    still.keyboard.press("Space")
    expect(still.get_by_role("dialog")).to_be_visible()
    still.keyboard.press("Enter")
    still.wait_for_url("**/praktyki/**")


def test_every_button_of_the_map_has_a_polish_name_and_does_what_it_says(still: Page) -> None:
    opened(still, "/mapa")
    before = still.locator(".map__status").inner_text()

    for name in ("Powiększ", "Powiększ", "Przesuń na północ", "Przesuń na zachód"):
        still.get_by_role("button", name=name, exact=True).click()
    assert still.locator(".map__status").inner_text() != before
    for name in ("Przesuń na południe", "Przesuń na wschód", "Pomniejsz", "Pokaż wszystkie punkty"):
        still.get_by_role("button", name=name, exact=True).click()

    expect(still.locator(".map__status")).to_have_text(before)


def test_in_english_the_map_speaks_english(page: Page) -> None:
    opened(page, "/mapa?lang=en")

    expect(page.get_by_role("button", name="Zoom in", exact=True)).to_be_visible()
    expect(page.locator(".map__status")).to_contain_text("The visible part of the map")


def test_a_hostile_title_is_text_in_the_popup_and_in_names(still: Page, site: Site) -> None:
    opened(still, f"{NEAR_RYBNIK}&theme=youth")

    nearer_to_points(still, HOSTILE_POINT)
    still.locator(HOSTILE_POINT).press("Enter")

    title = still.locator(".map-popup__title")
    expect(title).to_contain_text("<script>window.owned = 1</script> <img src=x")
    assert title.get_attribute("href").endswith(f"/praktyki/{HOSTILE_ID}")  # type: ignore[union-attr]
    assert still.evaluate("window.owned") is None
    assert still.locator(".map img, .map script").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["/mapa", "/mapa?q=seniorzy"])
def test_nothing_that_can_be_chosen_is_covered(browser: Browser, site: Site, width: int, address: str) -> None:
    options = {"viewport": {"width": width, "height": 900}, "reduced_motion": "reduce"}
    with watched(browser, site.address, **options) as (page, watch):
        opened(page, address)

        for _ in range(4):
            assert page.evaluate(_COVERED, 20) == 0
            page.get_by_role("button", name="Powiększ", exact=True).click()
        assert watch.faults == []


def test_the_map_of_results_is_read_in_when_it_is_opened_and_the_list_stays(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/szukaj?q=seniorzy")
    page.wait_for_load_state("networkidle")
    assert not any("leaflet" in address or "/api/v1/map" in address for address in asked)

    page.get_by_text("Pokaż wyniki na mapie").click()

    expect(page.locator(".map-pin, .map-cluster").first).to_be_visible()
    assert any("/api/v1/map?q=seniorzy" in address for address in asked)
    expect(page.locator(".hits > li").first).to_be_visible()


def test_where_a_part_does_not_come_the_page_says_so_and_keeps_the_drawing(browser: Browser, site: Site) -> None:
    with watched(browser, site.address) as (page, _):
        page.route("**/leaflet.js", lambda route: route.abort())
        page.goto("/mapa")

        expect(page.locator(".map__status")).to_have_text(
            "Nie udało się wczytać mapy. Wszystkie praktyki są na liście."
        )
        expect(page.locator(".coverage")).to_be_visible()

"""Every type of page, on a computer without any other network: accessible, whole, quiet, and readable at every size."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.page_types import PAGE_TYPES, PageType
from tests.browser.site import Site
from tests.browser.watching import watched

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "target-size"], "resultTypes": ["violations"]}
# The cookie of the look: contrast, text size, scheme
LOOKS = ("normal.100.dark", "black-on-white.100.system", "yellow-on-black.150.system")
PHONE: ViewportSize = {"width": 360, "height": 800}
# Leaflet places what it draws by the style object of each element, which the policy allows and the page does not hold.
_STYLED = "[style]:not(.map__canvas, .map__canvas *)"
INLINE = f"[onclick], [onload], [onerror], {_STYLED}, style, script:not([src]):not([type='application/ld+json'])"
LEAST_TARGET = 24  # css pixels, WCAG 2.2, 2.5.8
LARGEST_PAGE, LARGEST_WITH_MAP = 200_000, 500_000  # bytes

_SMALL_TARGETS = """least => {
  const sizeOf = one => one.getBoundingClientRect();
  const large = size => size.width >= least && size.height >= least;
  const labelOf = one => one.closest('label') ?? (one.id ? document.querySelector(`label[for="${one.id}"]`) : null);
  const ticked = one => ['checkbox', 'radio'].includes(one.type);
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && sizeOf(one).width > 0)
    .filter(one => !one.closest('svg, .visually-hidden, .skip'))
    // A link in a sentence is as high as its line, which WCAG allows.
    .filter(one => !(one.tagName === 'A' && getComputedStyle(one).display === 'inline'))
    .filter(one => !large(sizeOf(one)) && !(ticked(one) && labelOf(one) && large(sizeOf(labelOf(one)))))
    .map(one => one.outerHTML.slice(0, 160));
}"""

each_page = pytest.mark.parametrize("kind", PAGE_TYPES, ids=[kind.name for kind in PAGE_TYPES])


def looking(page: Page, site: Site, look: str) -> None:
    page.context.add_cookies([{"name": "wyglad", "value": look, "url": site.address}])


def unfold(page: Page) -> None:
    """Opens everything that waits folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    found: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    return [
        f"{item['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for item in found
        for node in item["nodes"]
    ]


@each_page
def test_axe_finds_nothing_in_any_look(page: Page, site: Site, kind: PageType) -> None:
    kind.open(page, site)
    assert violations(page, WCAG) == []
    unfold(page)
    assert violations(page, WCAG) == []

    page.set_viewport_size(PHONE)
    page.reload()
    assert violations(page, WCAG) == []

    # Looks differ in colours and sizes only
    for look in LOOKS:
        looking(page, site, look)
        page.reload()
        unfold(page)
        assert page.locator("html").get_attribute("data-contrast") == look.split(".")[0]
        assert violations(page, COLOURS) == [], look


@each_page
def test_nobody_scrolls_sideways_and_targets_are_large_enough(page: Page, site: Site, kind: PageType) -> None:
    kind.open(page, site)
    assert page.evaluate(_SMALL_TARGETS, LEAST_TARGET) == []

    # 640 px are 1280 px at 200 %
    for width, look in ((640, "normal.100.light"), (320, "normal.100.light"), (360, "normal.150.light")):
        page.set_viewport_size({"width": width, "height": 700})
        looking(page, site, look)
        page.reload()
        unfold(page)
        inner, outer = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert inner <= outer, (width, look)
        assert page.evaluate(_SMALL_TARGETS, LEAST_TARGET) == [], (width, look)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@each_page
def test_a_page_asks_for_nothing_elsewhere_and_misses_nothing(
    browser: Browser, site: Site, kind: PageType, scripts: bool
) -> None:
    with watched(browser, site.address, java_script_enabled=scripts) as (page, watch):
        policies: list[str] = []
        page.on("response", lambda response: policies.append(response.headers.get("content-security-policy", "")))
        kind.open(page, site)
        page.wait_for_load_state("networkidle")

        assert page.locator("main h1").count() == 1
        assert watch.faults == []
        assert policies
        assert all("default-src 'self'" in policy and "unsafe" not in policy for policy in policies)
        # Nothing on the page waits for a policy that would let it run
        assert page.locator(INLINE).count() == 0
        largest = LARGEST_WITH_MAP if "map" in kind.name else LARGEST_PAGE
        assert sum(watch.bytes_of.values()) < largest, watch.bytes_of

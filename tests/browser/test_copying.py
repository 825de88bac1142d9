"""The link of a list, a plan or a visit is copied at a press; where the browser does not allow it, the page says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_types import LISTED, make_plan, plan_visit
from tests.browser.site import Site

SLOW = 60_000  # ms: plans are made while other tests run


def open_list(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/lista?{LISTED}")


@pytest.mark.parametrize("opened", [open_list, make_plan, plan_visit])
def test_the_link_is_copied(page: Page, site: Site, opened: Callable[[Page, Site], None]) -> None:
    page.set_default_timeout(SLOW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, site)
    box = page.locator("[data-copy-link]")

    box.get_by_role("button").click()

    expect(box.get_by_role("button")).to_have_text("Skopiowano.")
    assert page.evaluate("navigator.clipboard.readText()") == box.get_by_role("textbox").input_value()


def test_what_was_not_copied_is_said_and_stays_selected(page: Page, site: Site) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))")
    open_list(page, site)
    box = page.locator("[data-copy-link]")

    box.get_by_role("button").click()

    told = box.get_by_role("button").get_attribute("data-not-copied")
    assert told
    expect(box.get_by_role("button")).to_have_text(told)
    expect(page.locator("body > p[role=status]")).to_have_text(told)  # aloud
    assert page.evaluate("window.getSelection().toString()") == box.get_by_role("textbox").input_value()
